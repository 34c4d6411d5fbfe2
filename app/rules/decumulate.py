"""Year-to-date figures taken apart: what each period added. Cumulative figures overlap and are never tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.rules.indicator import Reading, YearKind
from app.rules.period import Period

_FIRST_MONTH = {YearKind.FINANCIAL: 4, YearKind.ACADEMIC: 9, YearKind.CALENDAR: 1}


def decumulate(
    readings: Sequence[Reading], year_kind: YearKind = YearKind.FINANCIAL, *, counts: bool = False
) -> tuple[Reading, ...]:
    """Readings for each period alone, in order. `counts`: values add up over the year, as a number does.

    A percentage adds up only by its numerator and denominator. The value is None where the period before is
    not known, or where a rate has no counts.
    """
    known = {reading.period: reading for reading in readings}
    return tuple(
        _alone(known[period], known.get(period.shift(-1)), year_kind, counts) for period in sorted(known)
    )


_WHOLE = frozenset((
    "", "number", "count", "kg", "tonnes", "thousand tonnes", "hours", "days", "miles", "people", "children", "homes",
    "incidents", "visits",
))  # fmt: skip


def adds_up(unit: str) -> bool:
    """Whether figures in this unit add up over a year, as numbers and amounts do and shares do not."""
    return unit.casefold() in _WHOLE or unit.startswith("£")


def first_month(year_kind: YearKind) -> int:
    return _FIRST_MONTH[year_kind]


def starts_year(period: Period, year_kind: YearKind) -> bool:
    """Whether the year to date begins with it."""
    return period.first_day.month == _FIRST_MONTH[year_kind]


def _alone(reading: Reading, before: Reading | None, year_kind: YearKind, counts: bool) -> Reading:
    if starts_year(reading.period, year_kind):
        return reading
    if before is None:
        return replace(reading, value=None, numerator=None, denominator=None)
    numerator = _less(reading.numerator, before.numerator)
    denominator = _less(reading.denominator, before.denominator)
    if denominator == 0:
        # A population, say: the same people all year, and only what happened to them adds up.
        denominator = reading.denominator
    value = _less(reading.value, before.value) if counts else _rate(reading, numerator, denominator)
    return replace(reading, value=value, numerator=numerator, denominator=denominator)


def _rate(reading: Reading, numerator: float | None, denominator: float | None) -> float | None:
    """The period's own rate, on the scale of the year's (per cent, per 1,000)."""
    if numerator is None or not denominator or reading.value is None:
        return None
    if not (reading.numerator and reading.denominator):
        return 0.0 if numerator == 0 else None
    scale = reading.value / (reading.numerator / reading.denominator)
    return scale * numerator / denominator


def _less(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before
