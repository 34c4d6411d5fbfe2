"""The rhythm of reporting: which period is current, which is next, and whether a gap is late or not due."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.indicator import Absence, Frequency, YearKind
from app.rules.period import Period

GRACE_DAYS = 30
"""How long after the month in which a figure falls due it is not yet called late."""

_YEAR_END = {YearKind.FINANCIAL: 3, YearKind.ACADEMIC: 8, YearKind.CALENDAR: 12}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The periods an indicator reports for, without end in either direction.

    `like` is any one of them: it settles what frequency and year cannot say, such as November to January each
    year, three years rolling, a count at 31 March, or which of two years a survey falls in.
    """

    frequency: Frequency
    year_kind: YearKind = YearKind.FINANCIAL
    like: Period | None = None
    lag_months: int = 0
    """Months from the end of a period until its figure falls due (exam results of August: 3)."""
    due_days: int | None = None
    """Days instead of months, where the indicator says so itself: its figure is late as soon as they are over."""
    grace_days: int = GRACE_DAYS
    """Else a figure is late only after so many days more."""

    @property
    def step(self) -> int:
        """Months from one period to the next."""
        return self.frequency.months

    @property
    def sample(self) -> Period:
        """One period of the rhythm; the rest lie whole steps away."""
        if self.like is not None:
            return self.like
        if self.frequency is Frequency.TERMLY:
            return Period.term(2000, 1)
        month = _YEAR_END[self.year_kind] if self.step >= 12 else 3
        return Period(2000 * 12 + month - 1, min(self.step, 12))

    def holds(self, period: Period) -> bool:
        """Whether the period is one of the rhythm's."""
        sample = self.sample
        return period.months == sample.months and (period.end - sample.end) % self.step == 0

    def latest_by(self, moment: Period) -> Period:
        """The newest period that has ended when `moment` ends."""
        sample = self.sample
        return Period(sample.end + (moment.end - sample.end) // self.step * self.step, sample.months)

    def expected_by(self, moment: Period) -> Period:
        """The newest period whose figure has fallen due when `moment` ends."""
        if self.due_days is None:
            return self.latest_by(Period(moment.end - self.lag_months, moment.months))
        found = self.latest_by(moment)
        while self.due_day(found) > moment.last_day:
            found = self.previous(found)
        return found

    def previous(self, period: Period) -> Period:
        return Period(period.end - self.step, period.months)

    def following(self, period: Period) -> Period:
        return Period(period.end + self.step, period.months)

    def due_day(self, period: Period) -> date:
        """The day on which the period's figure falls due."""
        if self.due_days is None:
            return Period(period.end + self.lag_months, 1).last_day
        return period.last_day + timedelta(days=self.due_days)

    def late_after(self, period: Period) -> date:
        """The last day on which the period's figure is not yet late."""
        return self.due_day(period) + timedelta(days=self.grace_days if self.due_days is None else 0)

    def due_month(self, period: Period) -> Period:
        """The month in which the period's figure falls due."""
        day = self.due_day(period)
        return Period(day.year * 12 + day.month - 1, 1)

    def between(self, first: Period, last: Period) -> tuple[Period, ...]:
        """Every period of the rhythm from one to the other, both included."""
        count = (last.end - first.end) // self.step + 1
        return tuple(Period(first.end + n * self.step, first.months) for n in range(max(count, 0)))


@dataclass(frozen=True, slots=True)
class Standing:
    """What an indicator owes at a quarter. `absence` None: the quarter's figure is there."""

    expected: Period
    """The newest period whose figure has fallen due."""
    absence: Absence | None
    next_period: Period
    """The first period not there whose figure is still to come."""
    next_due: Period
    """The month in which that figure falls due: "next due November 2010"."""


def standing(
    rhythm: Rhythm,
    quarter: Period,
    known: Container[Period],
    *,
    today: date,
    not_collected: Container[Period] = (),
) -> Standing:
    """What is there, late, not due or not collected at the end of a quarter.

    `known` are the periods that have a value. A figure due in an earlier quarter leaves this one without a
    figure of its own: that is not due, as long as it arrived.
    """
    expected = rhythm.expected_by(quarter)
    absence: Absence | None = None
    if expected in not_collected:
        absence = Absence.NOT_COLLECTED
    elif expected not in known:
        absence = Absence.LATE if today > rhythm.late_after(expected) else Absence.NOT_DUE
    elif rhythm.due_month(expected).end <= quarter.end - quarter.months:
        absence = Absence.NOT_DUE
    coming = expected if absence is Absence.NOT_DUE and expected not in known else rhythm.following(expected)
    return Standing(expected, absence, coming, rhythm.due_month(coming))


def fits(period: Period, frequency: Frequency, year_kind: YearKind, *, like: Period | None = None) -> bool:
    """Whether a figure for the period belongs in the indicator's series.

    Without `like` only what frequency and year settle is asked: a quarter for a quarterly one, a year of its
    kind for an annual one. A day's count at such a period's end fits too, and so do several years rolling.
    """
    rhythm = Rhythm(frequency, year_kind, like)
    if like is not None:
        return rhythm.holds(period)
    sample = rhythm.sample
    if (period.end - sample.end) % min(rhythm.step, 12) != 0:
        return False
    return period.months in (0, sample.months) or (sample.months == 12 and period.months % 12 == 0)
