"""Thousands of series at once are judged as each would be alone."""

from __future__ import annotations

import math
import random
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.process_arrays import ASTRONOMICAL, SHIFT, TREND, TWO_OF_THREE
from app.rules.process_batch import Batch, analyse_many
from app.rules.process_limits import DIRECTIONS, analyse

BITS = {"astronomical": ASTRONOMICAL, "trend": TREND, "two_of_three": TWO_OF_THREE, "shift": SHIFT}
Rows = Sequence[Sequence[float | None]]


def compare(
    rows: Rows,
    directions: Sequence[str],
    targets: Sequence[float | None],
    rebases: dict[int, list[int]] | None = None,
    **options: object,
) -> Batch:
    batch = analyse_many(rows, directions, targets, rebases=rebases, **options)  # type: ignore[arg-type]
    for at, row in enumerate(rows):
        alone = analyse(
            row,
            direction=directions[at],
            target=targets[at],
            rebases=(rebases or {}).get(at, ()),
            **options,  # type: ignore[arg-type]
        )
        assert (batch.variation[at], batch.assurance[at]) == (alone.variation, alone.assurance), row
        for position, point in enumerate(alone.points):
            assert batch.judged.rules[at, position] == sum(BITS[rule] for rule in point.rules), (
                row,
                position,
            )
            assert bool(batch.judged.high[at, position]) is bool(point.high), (row, position)
            for level in ("mean", "lower", "upper"):
                found, expected = getattr(batch.judged, level)[at, position], getattr(point, level)
                if expected is None:
                    assert math.isnan(found)
                else:
                    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
    return batch


values = st.integers(-20, 20).map(float) | st.integers(-200, 200).map(lambda n: n / 10)
rows_of_values = st.lists(st.lists(values | st.none(), max_size=30), max_size=6)


@given(
    rows_of_values,
    st.randoms(use_true_random=False),
    st.booleans(),
    st.sampled_from([None, 12, 15]),
    st.booleans(),
)
def test_a_batch_agrees_with_each_series_alone(
    rows: list[list[float | None]],
    chance: random.Random,
    screening: bool,
    fix_after: int | None,
    marked: bool,
) -> None:
    directions = [chance.choice(DIRECTIONS) for _ in rows]
    targets = [chance.choice([None, 0.0, 5.5, -3.0]) for _ in rows]
    rebases = {
        at: [chance.randrange(len(row)) for _ in range(chance.randint(1, 3))]
        for at, row in enumerate(rows)
        if marked and row
    }
    compare(rows, directions, targets, rebases or None, screening=screening, fix_after=fix_after)


def test_long_noisy_series_with_shifts_trends_and_outliers_agree() -> None:
    chance = random.Random(11)
    rows = []
    for number in range(200):
        row: list[float | None] = [chance.gauss(50, 5) for _ in range(40)]
        if number % 3 == 0:
            row[20:30] = [(v or 0) + 8 for v in row[20:30]]
        if number % 4 == 0:
            row[5:13] = [40.0 + step for step in range(8)]
        if number % 5 == 0:
            row[-1] = 90.0
        if number % 7 == 0:
            row[10] = None
        rows.append(row)
    batch = compare(rows, ["higher"] * 200, [64.0] * 200)
    assert set(batch.variation) == {"common", "improvement", "concern"}
    assert set(batch.assurance) == {"hit_and_miss", "fail"}


def test_the_boundary_cases_agree() -> None:
    rows: Rows = [
        [0.1] * 20,
        [98.0, 98.0, 98.0, 98.0, 90.0, 98.0, 98.0, 98.0],
        [0.1, 0.2, -0.3, 0.0],
        [7, 6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 6, 7],
        [5.0],
        [],
        [None, None],
        [1.0, None, 2.0],
        [0.3, 0.1 + 0.2] * 6,
    ]
    noise = [40.0, -40.0] * 8
    rows = [
        *rows,
        [*noise, *range(-12, 0), *range(0, -12, -1), *noise],
        [*noise, *range(9), *range(9, 0, -1)],
    ]
    compare(rows[9:], ["higher"] * 2, [None] * 2)
    compare(rows[:9], ["higher"] * 9, [0.1, 98.0, 0.0, 4.0, 5.0, None, 1.0, 1.0, 0.3])


@pytest.mark.parametrize("rows", [[], [[]], [[], []]])
def test_nothing_at_all_is_not_enough(rows: Rows) -> None:
    batch = analyse_many(rows, ["higher"] * len(rows), [None] * len(rows))
    assert batch.variation == ["not_enough"] * len(rows)


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        ([[1.0, math.nan]], {}),
        ([[1.0, math.inf]], {}),
        ([[None, math.nan]], {}),
        ([[1.0, 2.0]], {"rebases": {0: [2]}}),
        ([[1.0, 2.0]], {"fix_after": 5}),
        ([[1.0], [2.0]], {}),
    ],
)
def test_what_one_series_may_not_hold_a_batch_may_not(rows: Rows, options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        analyse_many(rows, ["higher"], [None], **options)  # type: ignore[arg-type]


def test_numpy_is_not_loaded_by_the_import() -> None:
    code = "import sys, app.rules.process_batch; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
