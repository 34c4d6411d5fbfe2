"""Reads the period of a row: a label as departments write it, or the date on which the period ends.

Labels are read by `app.rules.period_labels`; here stand what a cell may hold besides, and whether the period
is one of the indicator's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from app.exchange.raw import Odd, RawCell
from app.rules.errors import Problem
from app.rules.indicator import Frequency, YearKind
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse
from app.rules.readings_now import MeasuredIndicator
from app.rules.reporting import Rhythm, fits

_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_EARLIEST, _LATEST = 1950, 2150
_parsed = lru_cache(maxsize=4096)(parse)  # a table says the same few periods in every row


class NotAPeriodError(ValueError):
    """`problem` says why; the caller adds sheet and cell."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, facts)


def read_period(cell: RawCell, indicator: MeasuredIndicator, known: Iterable[Period] = ()) -> Period:
    """The period of a reading. `known`: periods of the indicator's figures; another of their kind fits too.

    Raises NotAPeriodError: period_missing, period_unreadable, period_two_ways, period_wrong_length,
    date_invalid, date_american, date_not_an_end.
    """
    like = max(known, default=None)
    if cell is None:
        raise NotAPeriodError("period_missing", wanted=example(indicator))
    if isinstance(cell, Odd):
        code = "date_invalid" if cell.kind == "error" else "period_unreadable"
        raise NotAPeriodError(code, text=cell.text, wanted=example(indicator))
    if isinstance(cell, date):
        return _of_day(cell, indicator, like)
    text = f"{cell:.10g}" if isinstance(cell, float) else " ".join(cell.split())
    match = _DATE.fullmatch(text)
    if match:
        return _of_day(_day(match, text), indicator, like)
    period = _of_label(text, indicator)
    kind = (indicator.frequency, indicator.year_kind)
    if not fits(period, *kind) and not (like and fits(period, *kind, like=like)):
        raise NotAPeriodError("period_wrong_length", text=period.label, wanted=example(indicator))
    return period


def example(indicator: MeasuredIndicator) -> str:
    """A period that this indicator takes, as one would write it."""
    if indicator.frequency is Frequency.QUARTERLY:
        return "2009/10 Q4"
    if indicator.frequency is Frequency.MONTHLY:
        return "March 2010"
    if indicator.frequency is Frequency.TERMLY:
        return "2009/10 autumn term"
    return "2009" if indicator.year_kind is YearKind.CALENDAR else "2009/10"


def _of_label(text: str, indicator: MeasuredIndicator) -> Period:
    try:
        return _parsed(text, indicator.year_kind)
    except UnreadablePeriodError as error:
        choices = error.problem.facts.get("choices")
        if choices:
            raise NotAPeriodError("period_two_ways", text=text[:60], choices=choices) from None
        raise NotAPeriodError("period_unreadable", text=text[:60], wanted=example(indicator)) from None


def _day(match: re.Match[str], text: str) -> date:
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        if int(month) > 12 >= int(day):
            meant = f"{int(month):02d}/{int(day):02d}/{year}"
            raise NotAPeriodError("date_american", text=text, meant=meant) from None
        raise NotAPeriodError("date_invalid", text=text) from None


def _of_day(day: date, indicator: MeasuredIndicator, like: Period | None) -> Period:
    """The period that ends on the day. Anything but a last day is refused rather than rounded."""
    if not _EARLIEST <= day.year <= _LATEST:
        raise NotAPeriodError("date_invalid", text=f"{day:%d/%m/%Y}")
    rhythm = Rhythm(indicator.frequency, indicator.year_kind, like)
    period = Period(day.year * 12 + day.month - 1, rhythm.sample.months)
    if day != period.last_day or not rhythm.holds(period):
        raise NotAPeriodError("date_not_an_end", text=f"{day:%d/%m/%Y}", wanted=example(indicator))
    return period
