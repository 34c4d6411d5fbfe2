"""The simulation behind docs/error-rates.md, in small: it is repeatable, and finds the rates that are known."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bench import error_rates
from tests.bench.error_rates import (
    Row,
    concern,
    fallen_since_last_quarter,
    fallen_twice,
    fixed_concern,
    of_quarters,
)

FEW = 2_000


def rates(name: str, says: error_rates.Says, before: int = 12) -> Row:
    return of_quarters(name, says, before, FEW)


def test_the_same_run_gives_the_same_rates() -> None:
    assert rates("Process limits", concern) == rates("Process limits", concern)


def test_an_arrow_against_last_quarter_is_wrong_every_second_time() -> None:
    found = rates("Worse than last quarter", fallen_since_last_quarter)
    assert found.independent == pytest.approx(0.5, abs=0.04)


def test_two_falls_running_come_by_chance_once_in_six() -> None:
    found = rates("Two falls running", fallen_twice)
    assert found.independent == pytest.approx(1 / 6, abs=0.03)
    assert found.alike == pytest.approx(0.21, abs=0.03)


def test_process_limits_seldom_cry_wolf_and_see_a_quarter_of_falls_at_once() -> None:
    assert rates("Process limits", concern).independent < 0.02
    found = rates("Process limits fixed on the first 12 values", fixed_concern)
    assert found.first == pytest.approx(0.25, abs=0.04)


def test_quarters_that_are_alike_resemble_their_neighbours_by_half() -> None:
    values = error_rates.quarters(20_000, 0.5, random.Random(1))
    together = sum(a * b for a, b in pairwise(values)) / len(values)
    assert together == pytest.approx(0.5, abs=0.03)
    assert sum(value * value for value in values) / len(values) == pytest.approx(1.0, abs=0.05)


def test_the_page_has_a_line_for_each_test_of_the_script() -> None:
    page = Path(error_rates.PAGE).read_text(encoding="utf-8")
    names = [row.name for row in (*error_rates.quarter_rows(1), *error_rates.count_rows(1))]
    assert len(names) == 16
    assert [name for name in names if f"| {name} |" not in page] == []
