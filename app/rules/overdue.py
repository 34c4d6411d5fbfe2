"""When an action is overdue: seen from the quarter in view, or from today where that is earlier."""

from __future__ import annotations

from datetime import date, timedelta

from app.rules import clock
from app.rules.period import Period


def day_of_view(quarter: Period) -> date:
    """The day after the quarter, when all of it has passed, but never a day that has not come yet."""
    return min(clock.today(), quarter.last_day + timedelta(days=1))


def is_overdue(due: date | None, progress: int, on: date) -> bool:
    """Not done (`progress` in per cent) and due before the day."""
    return due is not None and progress < 100 and due < on
