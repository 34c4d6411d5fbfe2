"""Indicators: the list at a quarter, and one with its whole series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from app.rules import clock
from app.rules.category import COLUMNS, Category
from app.rules.direction import band_of, direction_of, running
from app.rules.due import due_words, expected_at, judged_on, rhythm_of
from app.rules.indicator import (
    Absence,
    Direction,
    Frequency,
    Polarity,
    Rag,
    Status,
    Target,
    YearKind,
    format_value,
)
from app.rules.period import Period
from app.rules.rag import rag_of, rule_for
from app.rules.reporting import Rhythm, standing
from app.rules.series import IndicatorLine
from app.rules.trend_words import target_text, travel_words
from app.store.queries import figures
from app.store.queries.figures import Columns, TargetRow, period_of, target_at, year_before_key
from app.store.queries.lists import settings
from app.store.queries.plain import rows
from app.store.queries.rag_rules import Versions, named_rule, rule_versions
from app.store.queries.series import series
from app.store.queries.standing import standings

__all__ = ["listing", "series"]

_ISSUES = (
    "SELECT id, title FROM issue WHERE id IN (SELECT issue_id FROM issue_indicator) ORDER BY position, id"
)
TREND = 8
REACH = 13
"""Quarters back that eight quarters with their last years need."""
_INDICATORS = (
    "SELECT id, version, code, title, unit, decimals, polarity, frequency, year_kind, department_id, illustrative, retired,"
    " rag_rule, rag_tolerance, due_days FROM indicator ORDER BY code"
)
_LINKS = "SELECT indicator_id, issue_id FROM issue_indicator ORDER BY issue_id"


@dataclass(slots=True)
class _Links:
    """What the list says of the issues that an indicator measures."""

    issues: list[int] = field(default_factory=list)
    categories: set[Category] = field(default_factory=set)


_NOTHING = _Links()


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a line is made from, besides the indicator's own row; by indicator."""

    quarter: Period
    county: Columns
    newest: dict[int, int | None]
    statuses: dict[int, Status]
    targets: dict[int, list[TargetRow]]
    breaks: dict[int, tuple[Period, ...]]
    rules: dict[int, Versions]
    links: dict[int, _Links]
    grace_days: int
    """The plan's setting: how long a figure may still be on its way."""
    today: date
    """By which the quarter's figures are judged late."""


def listing(session: Session, quarter: Period) -> tuple[IndicatorLine, ...]:
    """Every indicator as it stood at the end of the quarter, by code."""
    county = figures.recent(session, quarter, REACH)
    found = rows(session, _INDICATORS)
    newest = {row[0]: county.newest(row[0]) for row in found}
    facts = _Facts(
        quarter, county, newest, figures.statuses(session, quarter, newest), figures.targets(session),
        figures.breaks(session), rule_versions(session), _links(session, quarter), settings(session).late_after_days,
        judged_on(quarter, clock.today()),
    )  # fmt: skip
    return tuple(_line(row, facts) for row in found)


def issue_titles(session: Session) -> dict[int, str]:
    """Issues that an indicator measures, by id, in the plan's order."""
    return dict(rows(session, _ISSUES))


def _line(row: tuple[Any, ...], facts: _Facts) -> IndicatorLine:
    (id_, version, code, title, unit, decimals, polarity_word, frequency_word, year_kind, department, illustrative,
     retired_on, rule_name, tolerance, due_days) = row  # fmt: skip
    polarity, frequency = Polarity(polarity_word), Frequency(frequency_word)
    newest, links = facts.newest[id_], facts.links.get(id_, _NOTHING)
    targets, breaks = facts.targets.get(id_, ()), facts.breaks.get(id_, ())
    target: Target | None = None
    value, direction, count, rag = None, Direction.UNKNOWN, 0, Rag.NONE
    if newest is not None:
        value, target = facts.county.value(id_, newest), target_at(targets, newest)
        direction, count = running(
            _directions(facts.county, id_, newest, frequency.months, polarity, targets, breaks)
        )
        before = facts.county.value(id_, year_before_key(newest, breaks))
        rule, changed = named_rule(rule_name, tolerance), facts.rules.get(id_)
        if changed:
            rule = rule_for(changed, period_of(newest), rule)
        rag = rag_of(value, target, polarity, rule=rule, before=before)
    retired = retired_on is not None and date.fromisoformat(retired_on) <= facts.quarter.last_day
    absence, due = None, ""
    if newest is not None and not retired:
        rhythm = rhythm_of(frequency, YearKind(year_kind), period_of(newest), due_days, facts.grace_days)
        absence, due = _standing(id_, rhythm, facts)
    return IndicatorLine(
        id=id_,
        version=version,
        code=code,
        title=title,
        unit=unit,
        decimals=decimals,
        polarity=polarity,
        frequency=frequency,
        department_id=department,
        issue_ids=tuple(links.issues),
        categories=tuple(category for category in COLUMNS if category in links.categories),
        latest=format_value(value, unit, decimals),
        latest_value=value,
        latest_period=None if newest is None else period_of(newest),
        latest_status=facts.statuses.get(id_),
        absence=absence,
        due=due,
        target=target_text(target.value, target.floor, polarity, unit, decimals) if target else "",
        target_value=target.value if target else None,
        trend=tuple(facts.county.of(id_).values())[-TREND:],
        direction=direction,
        direction_words=travel_words(direction, count, frequency, brief=True),
        rag=rag,
        illustrative=bool(illustrative),
        retired=retired,
    )


def _standing(id_: int, rhythm: Rhythm, facts: _Facts) -> tuple[Absence | None, str]:
    """Whether the figure due is there, and what to say of the one that comes."""
    expected = expected_at(rhythm, facts.quarter)
    there = facts.county.holds(id_, expected.key)
    return _owed(rhythm, facts.quarter, expected, there, facts.county.value(id_, expected.key) is not None, facts.today)


@lru_cache(maxsize=8192)
def _owed(
    rhythm: Rhythm, quarter: Period, expected: Period, there: bool, known: bool, today: date
) -> tuple[Absence | None, str]:
    """Most indicators are alike in this, so it is worked out once for all of them."""
    owed = standing(
        rhythm, quarter, (expected,) if known else (), today=today,
        not_collected=(expected,) if there and not known else (),
    )  # fmt: skip
    return owed.absence, due_words(owed.absence, owed.next_due, owed.expected, rhythm.frequency)


def _directions(
    county: Columns, indicator: int, newest: int, step: int, polarity: Polarity,
    targets: Collection[TargetRow], breaks: tuple[Period, ...],
) -> Iterator[Direction]:  # fmt: skip
    """Against the same period last year, back from the newest."""
    key = newest
    while True:
        band = band_of(target_at(targets, key), polarity) if polarity is Polarity.BAND else None
        before = county.value(indicator, year_before_key(key, breaks))
        yield direction_of(county.value(indicator, key), before, polarity, band=band)
        key = _earlier_key(key, step)


@lru_cache(maxsize=4096)
def _earlier_key(key: int, step: int) -> int:
    period = period_of(key)
    return Period(period.end - step, period.months).key


def _links(session: Session, quarter: Period) -> dict[int, _Links]:
    where = {issue: standing.category for issue, standing in standings(session, quarter).items()}
    found: dict[int, _Links] = defaultdict(_Links)
    for indicator, issue in rows(session, _LINKS):
        if issue in where:
            found[indicator].issues.append(issue)
            found[indicator].categories.add(where[issue])
    return found
