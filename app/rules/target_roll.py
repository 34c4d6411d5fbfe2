"""Targets of the years to come (8.6): beyond one year, looked at again at least once a year, each with its why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.rules.indicator import Frequency, Polarity, Target, YearKind
from app.rules.period import Period

YEARS = 3
"""Of next year's plan and the two that follow."""


@dataclass(frozen=True, slots=True)
class SetFor:
    """A target that is there, with its row and when it was last reviewed."""

    id: int
    version: int
    target: Target
    reviewed: date | None = None


@dataclass(frozen=True, slots=True)
class IndicatorTargets:
    """The targets of one indicator, oldest first, beside its newest value in words."""

    indicator_id: int
    code: str
    title: str
    unit: str
    decimals: int
    polarity: Polarity
    frequency: Frequency
    year_kind: YearKind
    issue_id: int
    issue_title: str
    latest: str
    targets: tuple[SetFor, ...]

    def in_year(self, year: Period) -> SetFor | None:
        """The target that holds at the end of the plan's year: the year's own, or that of its last part."""
        own = own_year(year, self.year_kind)
        held = [each for each in self.targets if own.end - 12 < each.target.period.end <= own.end]
        return max(held, key=lambda each: (each.target.period.months, each.target.period.end), default=None)

    def last_before(self, year: Period) -> SetFor | None:
        """What a missing target of the year would be rolled from."""
        edge = own_year(year, self.year_kind).end - 12
        before = [each for each in self.targets if each.target.period.end <= edge and each.target.value is not None]
        return max(before, key=lambda each: (each.target.period.end, each.target.period.months), default=None)


def own_year(year: Period, kind: YearKind) -> Period:
    """The indicator's own year that belongs to a plan's year: 2011/12, the academic year 2011/12, 2011."""
    start = year.financial_start_year
    if kind is YearKind.ACADEMIC:
        return Period.academic_year(start)
    return Period.calendar_year(start) if kind is YearKind.CALENDAR else Period.financial_year(start)


def plan_years(first: Period) -> tuple[Period, ...]:
    """The years the table shows: that of the plan, and those after."""
    return tuple(first.shift(ahead) for ahead in range(YEARS))


def rolled(line: IndicatorTargets, year: Period, rationale: str) -> Target | None:
    """The target of the year taken over from the last one, with its floor; None where there is none to roll."""
    last = line.last_before(year)
    if last is None or line.in_year(year) is not None:
        return None
    return replace(last.target, period=own_year(year, line.year_kind), rationale=rationale)


def missing(lines: Sequence[IndicatorTargets], years: Sequence[Period]) -> tuple[tuple[IndicatorTargets, Period], ...]:
    """Which could be rolled, in the table's order: each year from the one before it."""
    return tuple(
        (line, year) for line in lines for year in years if line.in_year(year) is None and line.last_before(year)
    )


def is_due(reviewed: date | None, today: date) -> bool:
    """Not looked at within a year (Q3)."""
    return reviewed is None or (today - reviewed).days > 365
