"""Process limits of thousands of series at once, with the same answers as `app.rules.process_limits`.

For one chart the plain version is faster and imports nothing; this one is for lists and dashboards, so numpy is
imported when it is first called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.rules.closeness import RELATIVE
from app.rules.process_arrays import Judged, judge_rows
from app.rules.process_limits import (
    DIRECTIONS,
    FAIL,
    HIT_AND_MISS,
    LARGEST,
    NEVER_FEWER,
    NOT_ENOUGH,
    PASS,
    signal_of,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]


class Batch(NamedTuple):
    judged: Judged
    variation: list[str]
    """One a series, in the words of `Analysis.variation`."""
    assurance: list[str | None]


def analyse_many(
    rows: Sequence[Sequence[float | None]],
    directions: Sequence[str],
    targets: Sequence[float | None],
    *,
    rebases: Mapping[int, Sequence[int]] | None = None,
    screening: bool = True,
    fix_after: int | None = None,
) -> Batch:
    """As `analyse` for each row. `rebases` holds the positions of those rows that have any.

    Raises ValueError for what `analyse` refuses.
    """
    if not len(rows) == len(directions) == len(targets):
        raise ValueError("one direction and one target for each row")
    if fix_after is not None and fix_after < NEVER_FEWER:
        raise ValueError(f"limits are fixed on {NEVER_FEWER} points or more, not {fix_after}")
    whole = _array(rows)
    _check(whole, directions, targets)
    judged = (
        _by_group(rows, rebases, whole.shape, screening, fix_after)
        if rebases
        else judge_rows(whole, screening, fix_after)
    )
    return _summed_up(whole, judged, directions, targets)


def _array(rows: Sequence[Sequence[float | None]]) -> Floats:
    """Values as a rectangle, NaN for a missing value and after the end of a short row."""
    import numpy as np

    width = max(map(len, rows), default=0)
    if any(len(row) != width for row in rows):
        rows = [(*row, *(None for _ in range(width - len(row)))) for row in rows]
    # None becomes NaN on the way; a NaN that was given is told apart by counting.
    flat = np.fromiter(chain.from_iterable(rows), np.float64, len(rows) * width)
    there = np.abs(flat) <= LARGEST
    if not there.all() and there.sum() + sum(row.count(None) for row in rows) != len(flat):
        raise ValueError("a value is not a number that can be charted")
    return flat.reshape(len(rows), width)


def _check(whole: Floats, directions: Sequence[str], targets: Sequence[float | None]) -> None:
    if len(whole) and not set(directions) <= set(DIRECTIONS):
        raise ValueError(f"direction is one of {DIRECTIONS}")
    for target in targets:
        if target is not None and not -LARGEST <= target <= LARGEST:
            raise ValueError(f"{target!r} is not a number that can be charted")


def _by_group(
    rows: Sequence[Sequence[float | None]],
    rebases: Mapping[int, Sequence[int]],
    shape: tuple[int, ...],
    screening: bool,
    fix_after: int | None,
) -> Judged:
    """Each group judged as a row of its own, then put back in its place."""
    import numpy as np

    pieces: list[tuple[int, int, int]] = []
    for at, row in enumerate(rows):
        marks = rebases.get(at, ())
        if any(not 0 <= mark < len(row) for mark in marks):
            raise ValueError(f"there is no such position to start a group at in row {at}")
        pieces += [(at, start, end) for start, end in pairwise(sorted({0, *marks, len(row)}))]
    parts = judge_rows(_array([rows[at][start:end] for at, start, end in pieces]), screening, fix_after)
    levels = [np.full(shape, np.nan) for _ in range(3)]
    whole = Judged(levels[0], levels[1], levels[2], np.zeros(shape, np.uint8), np.zeros(shape, np.bool_))
    for piece, (at, start, end) in enumerate(pieces):
        size = end - start
        whole.mean[at, start:end] = parts.mean[piece, :size]
        whole.lower[at, start:end] = parts.lower[piece, :size]
        whole.upper[at, start:end] = parts.upper[piece, :size]
        whole.rules[at, start:end] = parts.rules[piece, :size]
        whole.high[at, start:end] = parts.high[piece, :size]
    return whole


def _summed_up(
    whole: Floats, judged: Judged, directions: Sequence[str], targets: Sequence[float | None]
) -> Batch:
    """Each row's icons, from its latest value and the limits there."""
    import numpy as np

    if not whole.size:
        return Batch(judged, [NOT_ENOUGH] * len(whole), [None] * len(whole))
    there = ~np.isnan(whole)
    latest = whole.shape[1] - 1 - there[:, ::-1].argmax(axis=1)
    rows = np.arange(len(whole))
    lower, upper = judged.lower[rows, latest], judged.upper[rows, latest]
    known = there.any(axis=1) & ~np.isnan(upper)
    goals = np.array([np.nan if each is None else each for each in targets], np.float64)
    with np.errstate(invalid="ignore"):
        reach = np.where(
            goals > upper, _apart(goals, upper), np.where(goals < lower, -_apart(goals, lower), 0)
        )
    special, high = judged.rules[rows, latest] > 0, judged.high[rows, latest]
    variation = [
        signal_of(up if rule else None, way) if enough else NOT_ENOUGH
        for enough, rule, up, way in zip(
            known.tolist(), special.tolist(), high.tolist(), directions, strict=True
        )
    ]
    assurance = [
        _assured(beyond, way) if enough and target is not None and way != "neither" else None
        for enough, beyond, target, way in zip(
            known.tolist(), reach.tolist(), targets, directions, strict=True
        )
    ]
    return Batch(judged, variation, assurance)


def _apart(first: Floats, second: Floats) -> NDArray[np.int8]:
    """1 where two numbers differ by more than rounding."""
    import numpy as np

    gap = np.abs(first - second)
    apart: Bools = gap >= RELATIVE * np.maximum(np.abs(first), np.abs(second))
    return apart.astype(np.int8)


def _assured(beyond: int, direction: str) -> str:
    """`beyond`: 1 the target is above the limits, -1 below, 0 within."""
    if beyond == 0:
        return HIT_AND_MISS
    return FAIL if (beyond > 0) is (direction == "higher") else PASS
