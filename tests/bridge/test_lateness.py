"""How late a return is said to be."""

from __future__ import annotations

from datetime import date

import pytest

from app.bridge.returns_model import standing_words
from app.rules.period import Period
from app.rules.returns import ReturnCell, Standing, lateness

DUE = date(2010, 4, 14)


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (2, "2 days"), (92, "92 days"), (93, "since 14/04/2010"), (6071, "since 14/04/2010")],
)
def test_days_are_counted_for_a_quarter_and_then_the_day_is_named(days: int, words: str) -> None:
    assert lateness(DUE, days) == words
    cell = ReturnCell(1, Period.quarter(2009, 4), Standing.LATE, DUE, days)
    assert standing_words(cell) == f"Late {words}"
