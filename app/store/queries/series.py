"""One indicator with its whole series, as its chart and its table show it.

Fetched plainly: with the mapped classes the six queries below cost five times as much as the figures themselves.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from app.models.lists import WHOLE_COUNTY
from app.rules.category import Category
from app.rules.errors import Problem, Refused
from app.rules.indicator import (
    Frequency,
    Indicator,
    Polarity,
    Rag,
    Reading,
    Shape,
    Status,
    Target,
    YearKind,
)
from app.rules.period import Period
from app.rules.rag import RagRule, rag_of, rule_for
from app.rules.readings import sound
from app.rules.series import Comparator, Event, IssueLink, Place, Series
from app.store.queries.figures import period_of, target_at, year_before_key
from app.store.queries.lists import settings
from app.store.queries.plain import rows
from app.store.queries.rag_rules import Versions, named_rule, rule_versions

_INDICATOR = (
    "SELECT i.id, i.version, i.code, i.title, i.definition, i.unit, i.decimals, i.polarity, i.frequency,"
    " i.year_kind, i.shape, i.department_id, i.post_id, i.source, i.least_count, i.illustrative, i.retired,"
    " i.rag_rule, i.rag_tolerance, department.name, post.name, i.due_days, i.fix_after FROM indicator i"
    " LEFT JOIN department ON department.id = i.department_id LEFT JOIN post ON post.id = i.post_id WHERE i.id = ?"
)
_READINGS = (
    "SELECT period, value, status, numerator, denominator, note, source, recorded, recorded_by, illustrative"
    " FROM reading WHERE indicator_id = ? AND locality_id = ? AND period <= ? ORDER BY period, id"
)
_PLACES = (
    "SELECT l.id, l.name, r.period, r.value, r.status, r.numerator, r.denominator, r.note, r.source, r.recorded,"
    " r.recorded_by, r.illustrative FROM reading r JOIN locality l ON l.id = r.locality_id"
    " WHERE r.indicator_id = ?1 AND (r.locality_id < ?2 OR r.locality_id > ?2) AND r.period <= ?3"
    " ORDER BY l.position, l.id, r.period, r.id"
)
_TARGETS = (
    "SELECT indicator_id, period, value, floor, rationale FROM target WHERE indicator_id = ? ORDER BY period"
)
_EVENTS = "SELECT id, period, title, definition_break FROM indicator_event WHERE indicator_id = ? ORDER BY period, id"
_COMPARATORS = (
    "SELECT c.name, c.short, v.period, v.value, v.source FROM comparator_value v"
    " JOIN comparator c ON c.id = v.comparator_id WHERE v.indicator_id = ? ORDER BY c.position, c.id, v.period"
)
_ISSUES = (
    "SELECT issue.id, issue.title, l.lead, (SELECT category FROM placement p WHERE p.issue_id = issue.id"
    " AND p.effective <= ? ORDER BY p.effective DESC, p.id DESC LIMIT 1)"
    " FROM issue_indicator l JOIN issue ON issue.id = l.issue_id WHERE l.indicator_id = ?"
    " ORDER BY issue.position, issue.id"
)
_FOREVER = Period(9999 * 12, 99)
_STATUS = {each.value: each for each in Status}


def series(
    session: Session, indicator_id: int, quarter: Period | None = None, *, districts: bool = False
) -> Series:
    """The indicator with its readings up to the quarter (all by default). Raises Refused gone.

    `districts`: with the districts' own figures too, which may be many times as many.
    """
    last = Period(quarter.end, 99) if quarter else _FOREVER
    known = rows(session, _INDICATOR, (indicator_id,))
    if not known:
        raise Refused(Problem("gone", {"noun": "indicator", "id": indicator_id}))
    row = known[0]
    indicator, first = _noun(row), named_rule(row[17], row[18])
    readings = {found[0]: found for found in rows(session, _READINGS, (indicator_id, WHOLE_COUNTY, last.key))}
    targets = rows(session, _TARGETS, (indicator_id,))
    events = rows(session, _EVENTS, (indicator_id,))
    breaks = tuple(period_of(period) for _, period, _, broken in events if broken)
    versions = rule_versions(session, (indicator_id,)).get(indicator_id, ())
    placed = rows(session, _ISSUES, ((quarter or _FOREVER).key, indicator_id))
    return Series(
        indicator=indicator,
        readings=tuple(_reading(found) for found in readings.values()),
        targets=tuple(Target(period_of(key), value, floor, why) for _, key, value, floor, why in targets),
        comparators=_comparators(rows(session, _COMPARATORS, (indicator_id,))),
        events=tuple(Event(id_, period_of(key), words) for id_, key, words, _ in events),
        issues=tuple(
            IssueLink(id_, title, Category(category), bool(lead))
            for id_, title, lead, category in placed
            if category
        ),
        places=_places(rows(session, _PLACES, (indicator_id, WHOLE_COUNTY, last.key))) if districts else (),
        rebases=breaks,
        department=row[19] or "",
        post=row[20] or "",
        rags=_rags(readings, targets, indicator.polarity, first, versions, breaks),
        settings=settings(session),
        rule=first,
        rule_versions=tuple(versions),
    )


def _rags(
    readings: dict[int, tuple[Any, ...]],
    targets: list[tuple[Any, ...]],
    polarity: Polarity,
    first: RagRule,
    versions: Versions,
    breaks: tuple[Period, ...],
) -> dict[Period, Rag]:
    found = {}
    for key, row in readings.items():
        before, period = readings.get(year_before_key(key, breaks)), period_of(key)
        rule = rule_for(versions, period, first) if versions else first
        found[period] = rag_of(
            row[1], target_at(targets, key), polarity, rule=rule, before=before[1] if before else None
        )
    return found


def _noun(row: tuple[Any, ...]) -> Indicator:
    (id_, version, code, title, definition, unit, decimals, polarity, frequency, year_kind, shape, department, post,
     source, least_count, illustrative, retired) = row[:17]  # fmt: skip
    return Indicator(
        id=id_, version=version, code=code, title=title, definition=definition, unit=unit, decimals=decimals,
        polarity=Polarity(polarity), frequency=Frequency(frequency), year_kind=YearKind(year_kind),
        shape=Shape(shape), department_id=department, post_id=post, source=source, least_count=least_count,
        illustrative=bool(illustrative), retired=date.fromisoformat(retired) if retired else None, due_days=row[21],
        fix_after=row[22],
    )  # fmt: skip


def _reading(row: tuple[Any, ...]) -> Reading:
    key, value, status, numerator, denominator, note, source, recorded, recorded_by, illustrative = row
    return Reading(
        period_of(key), sound(value), _STATUS[status], numerator, denominator, note, source,
        _moment(recorded), recorded_by, bool(illustrative),
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _moment(text: str) -> datetime:
    """Readings come in together, so the same moment is met again and again."""
    return datetime.fromisoformat(text)


def _places(found: list[tuple[Any, ...]]) -> tuple[Place, ...]:
    """Of several readings for a period the newest, which comes last, is current."""
    names: dict[int, str] = {}
    readings: dict[int, dict[int, tuple[Any, ...]]] = {}
    for id_, name, *reading in found:
        names[id_] = name
        readings.setdefault(id_, {})[reading[0]] = tuple(reading)
    return tuple(Place(id_, names[id_], tuple(map(_reading, each.values()))) for id_, each in readings.items())


def _comparators(found: list[tuple[Any, ...]]) -> tuple[Comparator, ...]:
    values: dict[str, list[tuple[Period, float | None]]] = {}
    last: dict[str, tuple[str, str]] = {}
    for name, group, period, value, source in found:
        values.setdefault(name, []).append((period_of(period), value))
        last[name] = source, group
    return tuple(Comparator(name, tuple(each), *last[name]) for name, each in values.items())
