"""An action is judged as of the quarter in view, so that a past board shows what was late then."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.overdue import day_of_view, is_overdue
from app.rules.period import parse_quarter
from tests.conftest import StoppedClock

Q4 = parse_quarter("2009/10 Q4")


def test_a_past_quarter_is_seen_from_its_end_and_the_open_one_from_today(clock: StoppedClock) -> None:
    clock.at(2010, 4, 15, 10, 0)
    assert day_of_view(Q4) == date(2010, 4, 1)
    clock.at(2010, 2, 1, 10, 0)
    assert day_of_view(Q4) == date(2010, 2, 1)


@pytest.mark.parametrize(
    ("due", "progress", "late"),
    [
        (date(2010, 3, 30), 0, True),
        (date(2010, 3, 31), 0, False),
        (date(2010, 3, 30), 100, False),
        (None, 0, False),
    ],
)
def test_only_what_is_not_done_and_was_due_before_is_overdue(
    due: date | None, progress: int, late: bool
) -> None:
    assert is_overdue(due, progress, date(2010, 3, 31)) is late
