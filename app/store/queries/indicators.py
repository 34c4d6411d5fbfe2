"""Indicators: the list at a quarter, and one with its whole series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Integer, and_, cast, or_, select, type_coerce
from sqlalchemy.orm import Session

from app.models.comparator import Comparator as ComparatorEntry
from app.models.comparator import ComparatorValueRow
from app.models.indicator import IndicatorEventRow, IndicatorLinkRow, IndicatorRow
from app.models.issue import Issue
from app.models.lists import WHOLE_COUNTY, Department, Post
from app.models.reading import CurrentReading, ReadingRowEntity
from app.models.target import TargetRow
from app.rules.category import COLUMNS
from app.rules.errors import Problem, Refused
from app.rules.indicator import Direction, Indicator, Rag, Reading, Status, Target, format_value
from app.rules.period import Period
from app.rules.rag import RagRule, RagRuleName, RagRuleVersion, rag_of, rags_of
from app.rules.series import (
    Comparator,
    Event,
    IndicatorLine,
    IssueLink,
    Series,
    target_in_force,
)
from app.rules.trend_words import last_year_run, travel_words
from app.store.queries.standing import standings

TREND = 8
_SHORT_REACH = 13 * 3
"""Months back that eight quarters with their last years' need."""
_LONG_REACH = 14 * 12
_period = lru_cache(maxsize=4096)(Period.from_key)

Values = dict[Period, tuple[float | None, Status]]


@dataclass(slots=True)
class _Links:
    """What the list says of the issues that an indicator measures."""

    issues: list[int] = field(default_factory=list)
    categories: set[str] = field(default_factory=set)


def listing(session: Session, quarter: Period) -> tuple[IndicatorLine, ...]:
    """Every indicator as it stood at the end of the quarter, by code."""
    values = _values(session, quarter)
    targets = _targets(session)
    links = _links(session, quarter)
    breaks = _breaks(session)
    kind = IndicatorRow
    columns = (
        kind.id, kind.version, kind.code, kind.title, kind.unit, kind.decimals, kind.polarity, kind.frequency,
        kind.department_id, kind.illustrative, kind.retired, kind.rag_rule, kind.rag_tolerance,
    )  # fmt: skip
    rows = session.execute(select(*columns).order_by(kind.code))
    nothing = _Links()
    return tuple(
        _line(row, quarter, values.get(row[0], {}), targets.get(row[0], ()), breaks.get(row[0], ()),
              links.get(row[0], nothing))
        for row in rows
    )  # fmt: skip


def _line(
    row: Any, quarter: Period, values: Values, targets: tuple[Target, ...], breaks: tuple[Period, ...],
    links: _Links,
) -> IndicatorLine:  # fmt: skip
    plain = {period: value for period, (value, _) in values.items()}
    newest = next((period for period in reversed(values) if plain[period] is not None), None)
    value = plain[newest] if newest else None
    target_for = partial(target_in_force, targets)
    target = target_for(newest) if newest else None
    direction, count, rag = Direction.UNKNOWN, 0, Rag.NONE
    if newest:
        direction, count = last_year_run(plain, newest, row.frequency, row.polarity, target_for, breaks)
        rule = RagRule(RagRuleName(row.rag_rule), row.rag_tolerance)
        before = plain.get(newest.same_period_last_year)
        rag = rag_of(value, target, row.polarity, rule=rule, before=before)
    return IndicatorLine(
        id=row.id,
        version=row.version,
        code=row.code,
        title=row.title,
        unit=row.unit,
        decimals=row.decimals,
        polarity=row.polarity,
        frequency=row.frequency,
        department_id=row.department_id,
        issue_ids=tuple(links.issues),
        categories=tuple(category for category in COLUMNS if category in links.categories),
        latest=format_value(value, row.unit, row.decimals),
        latest_value=value,
        latest_period=newest,
        latest_status=values[newest][1] if newest else None,
        target=format_value(target.value if target else None, row.unit, row.decimals),
        target_value=target.value if target else None,
        trend=tuple(plain.values())[-TREND:],
        direction=direction,
        direction_words=travel_words(direction, count, row.frequency, brief=True),
        rag=rag,
        illustrative=row.illustrative,
        retired=row.retired is not None and row.retired <= quarter.last_day,
    )


def _values(session: Session, quarter: Period) -> dict[int, Values]:
    """In period order: one range of the county's current readings, further back only whole years."""
    key = type_coerce(CurrentReading.period, Integer)
    long, short, last = (
        Period(quarter.end - _LONG_REACH, 0).key, Period(quarter.end - _SHORT_REACH, 0).key,
        Period(quarter.end, 99).key,
    )  # fmt: skip
    yearly = and_(key >= long, key < short, cast(key, Integer) % 100 >= 12)
    query = (
        select(CurrentReading.indicator_id, key, CurrentReading.value, CurrentReading.status)
        .where(CurrentReading.locality_id == WHOLE_COUNTY, key >= long, key <= last)
        .where(or_(key >= short, yearly))
        .order_by(key)
    )
    found: dict[int, Values] = defaultdict(dict)
    for indicator, period, value, status in session.execute(query):
        found[indicator][_period(period)] = value, status
    return found


def _targets(session: Session, indicator_id: int | None = None) -> dict[int, tuple[Target, ...]]:
    query = select(
        TargetRow.indicator_id, TargetRow.period, TargetRow.value, TargetRow.floor, TargetRow.rationale
    ).order_by(TargetRow.period)
    if indicator_id is not None:
        query = query.where(TargetRow.indicator_id == indicator_id)
    found: dict[int, list[Target]] = defaultdict(list)
    for indicator, period, value, floor, rationale in session.execute(query):
        found[indicator].append(Target(period, value, floor, rationale))
    return {indicator: tuple(rows) for indicator, rows in found.items()}


def _links(session: Session, quarter: Period) -> dict[int, _Links]:
    where = {issue: standing.category for issue, standing in standings(session, quarter).items()}
    found: dict[int, _Links] = defaultdict(_Links)
    query = select(IndicatorLinkRow.indicator_id, IndicatorLinkRow.issue_id)
    for indicator, issue in session.execute(query.order_by(IndicatorLinkRow.issue_id)):
        if issue in where:
            found[indicator].issues.append(issue)
            found[indicator].categories.add(where[issue])
    return found


def _breaks(session: Session) -> dict[int, tuple[Period, ...]]:
    query = select(IndicatorEventRow.indicator_id, IndicatorEventRow.period).where(
        IndicatorEventRow.definition_break.is_(True)
    )
    found: dict[int, list[Period]] = defaultdict(list)
    for indicator, period in session.execute(query.order_by(IndicatorEventRow.period)):
        found[indicator].append(period)
    return {indicator: tuple(periods) for indicator, periods in found.items()}


def series(session: Session, indicator_id: int, quarter: Period | None = None) -> Series:
    """The indicator with its readings up to the quarter (all by default). Raises Refused gone."""
    row = session.get(IndicatorRow, indicator_id)
    if row is None:
        raise Refused(Problem("gone", {"noun": "indicator", "id": indicator_id}))
    readings = _readings(session, indicator_id, quarter)
    targets = _targets(session, indicator_id).get(indicator_id, ())
    rule = RagRule(RagRuleName(row.rag_rule), row.rag_tolerance)
    events, breaks = _events(session, indicator_id)
    department = session.get(Department, row.department_id) if row.department_id else None
    post = session.get(Post, row.post_id) if row.post_id else None
    return Series(
        indicator=_noun(row),
        readings=readings,
        targets=targets,
        comparators=_comparators(session, indicator_id),
        events=events,
        issues=_issues(session, indicator_id, quarter),
        rebases=breaks,
        department=department.name if department else "",
        post=post.name if post else "",
        rags=rags_of(
            readings, partial(target_in_force, targets), row.polarity, (RagRuleVersion(Period(0, 1), rule),)
        ),
    )


def _noun(row: IndicatorRow) -> Indicator:
    return Indicator(
        id=row.id, version=row.version, code=row.code, title=row.title, definition=row.definition,
        unit=row.unit, decimals=row.decimals, polarity=row.polarity, frequency=row.frequency,
        year_kind=row.year_kind, shape=row.shape, department_id=row.department_id, post_id=row.post_id,
        source=row.source, least_count=row.least_count, illustrative=row.illustrative, retired=row.retired,
    )  # fmt: skip


def _readings(session: Session, indicator_id: int, quarter: Period | None) -> tuple[Reading, ...]:
    """The newest reading of each period, by the index of readings that begins with the indicator.

    Not by a range of current readings: their key begins with the locality, so that walks the whole county.
    """
    row = ReadingRowEntity
    query = (
        select(
            row.period, row.value, row.status, row.numerator, row.denominator, row.note, row.source,
            row.recorded, row.recorded_by, row.illustrative,
        )
        .where(row.indicator_id == indicator_id, row.locality_id == WHOLE_COUNTY)
        .order_by(row.period, row.id)
    )  # fmt: skip
    newest: dict[Period, Any] = {found[0]: found for found in session.execute(query)}
    return tuple(
        Reading(*found) for period, found in newest.items() if quarter is None or period.end <= quarter.end
    )


def _events(session: Session, indicator_id: int) -> tuple[tuple[Event, ...], tuple[Period, ...]]:
    row = IndicatorEventRow
    query = select(row.id, row.period, row.title, row.definition_break)
    mine = query.where(row.indicator_id == indicator_id).order_by(row.period, row.id)
    found = session.execute(mine).all()
    events = tuple(Event(event, period, words) for event, period, words, _ in found)
    return events, tuple(period for _, period, _, broken in found if broken)


def _comparators(session: Session, indicator_id: int) -> tuple[Comparator, ...]:
    row = ComparatorValueRow
    query = (
        select(ComparatorEntry.name, row.period, row.value, row.source)
        .join(ComparatorEntry, ComparatorEntry.id == row.comparator_id)
        .where(row.indicator_id == indicator_id)
        .order_by(ComparatorEntry.position, ComparatorEntry.id, row.period)
    )
    values: dict[str, list[tuple[Period, float | None]]] = defaultdict(list)
    sources: dict[str, str] = {}
    for name, period, value, source in session.execute(query):
        values[name].append((period, value))
        sources[name] = source
    return tuple(Comparator(name, tuple(each), sources[name]) for name, each in values.items())


def _issues(session: Session, indicator_id: int, quarter: Period | None) -> tuple[IssueLink, ...]:
    query = (
        select(Issue.id, Issue.title, IndicatorLinkRow.lead)
        .join(IndicatorLinkRow, IndicatorLinkRow.issue_id == Issue.id)
        .where(IndicatorLinkRow.indicator_id == indicator_id)
        .order_by(Issue.position, Issue.id)
    )
    rows = session.execute(query).all()
    return tuple(_placed(session, rows, quarter or Period(9999 * 12, 3)))


def _placed(session: Session, rows: Iterable[Any], quarter: Period) -> list[IssueLink]:
    links = []
    for issue, title, lead in rows:
        standing = standings(session, quarter, issue).get(issue)
        if standing:
            links.append(IssueLink(issue, title, standing.category, lead))
    return links
