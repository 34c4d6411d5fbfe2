"""When an indicator's figures fall due, and what to say of one that is not there."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from app.rules.indicator import Absence, Frequency, Reading, YearKind
from app.rules.period import Period
from app.rules.reporting import GRACE_DAYS, Rhythm, Standing, standing
from app.rules.series import Series

YEARLY_LAG = 3
"""Months from the end of a year until its figure falls due: exam results of August come in November, the outturn
of a financial year in June. More frequent figures fall due as their period ends. An indicator may say otherwise."""


@lru_cache(maxsize=4096)
def rhythm_of(
    frequency: Frequency, year_kind: YearKind, like: Period | None, due_days: int | None = None,
    grace_days: int = GRACE_DAYS,
) -> Rhythm:  # fmt: skip
    """The periods it reports for, when `like` is one of them. `due_days`: how long its figures may take, if it says;
    `grace_days`: the plan's setting, how long those of the others may then still be on their way."""
    return Rhythm(frequency, year_kind, like, YEARLY_LAG if frequency.months >= 12 else 0, due_days, grace_days)


@lru_cache(maxsize=8192)
def expected_at(rhythm: Rhythm, quarter: Period) -> Period:
    """The newest period whose figure has fallen due at the end of the quarter."""
    return rhythm.expected_by(quarter)


def judged_on(quarter: Period, today: date) -> date:
    """The day by which a quarter's figures are judged: a past quarter as it stood when the next one ended."""
    return min(today, quarter.shift(1).last_day)


def standing_of(series: Series, quarter: Period, today: date) -> Standing | None:
    """What the indicator owes at the quarter; None where nothing is owed: no readings yet, or retired."""
    indicator = series.indicator
    if not series.readings or (indicator.retired is not None and indicator.retired <= quarter.last_day):
        return None
    rhythm = _rhythm(series, _newest(series.readings).period)
    known = {reading.period for reading in series.readings if reading.value is not None}
    absent = {reading.period for reading in series.readings if reading.value is None}
    return standing(rhythm, quarter, known, today=judged_on(quarter, today), not_collected=absent)


def _rhythm(series: Series, like: Period) -> Rhythm:
    one = series.indicator
    return rhythm_of(one.frequency, one.year_kind, like, one.due_days, series.settings.late_after_days)


def _newest(readings: tuple[Reading, ...]) -> Reading:
    return next((each for each in reversed(readings) if each.value is not None), readings[-1])


def due_words(absence: Absence | None, next_due: Period | None, expected: Period | None, frequency: Frequency) -> str:
    """ "next due November 2010", "2009/10 Q3 is late", "2009/10 not collected"; empty where all is as it should be."""
    coming = f"next due {next_due.label}" if next_due is not None else ""
    if absence is Absence.LATE and expected is not None:
        return f"{expected.label} is late"
    if absence is Absence.NOT_COLLECTED and expected is not None:
        return f"{expected.label} not collected"
    return coming if frequency.months > 3 or absence is Absence.NOT_DUE else ""


def awaited_words(series: Series, period: Period, today: date) -> str:
    """Of a period without its reading: "Late", or "Due Nov 2010"."""
    rhythm = _rhythm(series, period)
    return "Late" if today > rhythm.late_after(period) else f"Due {rhythm.due_day(period):%b %Y}"


def next_awaited(series: Series, quarter: Period, today: date) -> Period | None:
    """The period of the figure still to come, where they come less often than every quarter."""
    owed = standing_of(series, quarter, today)
    if owed is None or series.indicator.frequency.months <= 3:
        return None
    known = {reading.period for reading in series.readings}
    return owed.next_period if owed.next_period not in known else None
