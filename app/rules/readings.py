"""A row of figures on its way in: from a workbook, the table of an indicator, or the clipboard."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.rules.errors import Problem
from app.rules.indicator import Status
from app.rules.period import Period

LARGEST = 1e15
"""Nothing a council counts is larger, and beyond it a figure loses its last digits."""


def sound(value: float | None) -> float | None:
    """The figure, or None where it is no number to reckon with: infinite, none at all, or beyond all measure.

    Whatever comes in is held to this; a store that something else wrote to must not upset a chart or a test.
    """
    return value if value is not None and -LARGEST <= value <= LARGEST else None


def newest_day(today: date, newest: Period | None) -> date:
    """The last day that figures may be of: today, or the end of the plan's newest quarter where that is later."""
    return max(today, newest.last_day) if newest else today


def arrival_problem(period: Period, retired: date | None, newest: date, code: str, title: str) -> Problem | None:
    """Why no figure can come in for the period, typed, pasted or imported: it lies ahead, or after the retirement.

    A figure of before the retirement may still be corrected, and the last ones come after it.
    """
    if period.first_day > newest:
        return Problem("period_after_today", {"text": period.label})
    if retired is not None and period.first_day > retired:
        return Problem("code_retired", {"text": code, "title": title})
    return None


class ReadingRow(NamedTuple):
    """One figure for one period, in the indicator's unit. `cell`: where it stood ("Returns!D7"), if known.

    A tuple, as an import makes tens of thousands of them.
    """

    indicator_id: int
    period: Period
    value: float | None
    status: Status = Status.FINAL
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    cell: str = ""
