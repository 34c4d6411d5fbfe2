"""What has its day in a quarter: read at once for the calendar, with the rhythm of every indicator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from app.rules.due import rhythm_of
from app.rules.indicator import Frequency, YearKind
from app.rules.period import Period
from app.rules.quarter_calendar import (
    CalendarEntry,
    CalendarFacts,
    CalendarKind,
    CalendarState,
    DueIndicator,
    EndingTarget,
    in_quarter,
    periods_due,
    state_of,
)
from app.rules.todo import Place
from app.store.queries import assessments, figures, returns
from app.store.queries.figures import Columns, period_of
from app.store.queries.indicators import REACH
from app.store.queries.lists import entries, settings
from app.store.queries.plain import rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MEETINGS = (
    "SELECT m.id, m.title, m.held_on, m.state, b.name, coalesce(w.name, '') FROM meeting m JOIN body b ON b.id = m.body_id"
    " LEFT JOIN body w ON w.id = m.with_body_id WHERE m.held_on BETWEEN ? AND ? ORDER BY m.held_on, m.id"
)
_ACTIONS = (
    "SELECT a.id, a.issue_id, a.title, a.due, a.progress, a.closed, i.title, i.department_id FROM action a"
    " JOIN issue i ON i.id = a.issue_id WHERE a.due BETWEEN ? AND ? ORDER BY a.due, a.id"
)
_MILESTONES = (
    "SELECT m.id, m.initiative_id, m.title, m.due, m.done, i.title FROM initiative_milestone m"
    " JOIN initiative i ON i.id = m.initiative_id WHERE m.due BETWEEN ? AND ? AND i.closed IS NULL ORDER BY m.due, m.id"
)
_STEPS = (
    "SELECT a.id, coalesce(s.value ->> '$.key', s.key), a.issue_id, s.value ->> '$.title', s.value ->> '$.due',"
    " s.value ->> '$.done', a.closed, a.progress, i.title, i.department_id"
    " FROM action a JOIN issue i ON i.id = a.issue_id, json_each(a.milestones) s"
    " WHERE a.milestones <> '[]' AND s.value ->> '$.due' BETWEEN ? AND ? ORDER BY s.value ->> '$.due', a.id, s.key"
)
"""Milestones of actions: a list that each action keeps itself; one without a key goes by its place until it is changed."""
_CONDITIONS = (
    "SELECT d.id, d.condition, f.due, f.done, i.title, i.department_id FROM follow_up f"
    " JOIN decision d ON d.id = f.decision_id JOIN issue i ON i.id = d.issue_id"
    " WHERE f.due BETWEEN ? AND ? AND d.stage IN ('interim', 'confirmed') ORDER BY f.due, d.id"
)
_RECOMMENDATIONS = (
    "SELECT r.id, r.inspectorate_id, r.title, r.due, r.state, n.name FROM recommendation r"
    " JOIN inspectorate n ON n.id = r.inspectorate_id WHERE r.due BETWEEN ? AND ? ORDER BY r.due, r.id"
)
_REVIEWS = (
    "SELECT id, title, review_date, department_id FROM issue WHERE review_date BETWEEN ? AND ? ORDER BY review_date, id"
)
_INDICATORS = (
    "SELECT id, code, title, department_id, frequency, year_kind, due_days FROM indicator"
    " WHERE retired IS NULL OR retired > ? ORDER BY code"
)
_TARGETS = (
    "SELECT i.id, i.code, i.title, t.period, i.department_id,"
    " NOT EXISTS (SELECT 1 FROM target n WHERE n.indicator_id = t.indicator_id AND n.period > t.period)"
    " FROM target t JOIN indicator i ON i.id = t.indicator_id"
    " WHERE t.period BETWEEN ?1 AND ?2 AND (i.retired IS NULL OR i.retired > ?3)"
    " AND EXISTS (SELECT 1 FROM issue_indicator l WHERE l.indicator_id = i.id) ORDER BY i.code, t.period"
)
Days = tuple[str, str]


def calendar_facts(session: Session, quarter: Period, today: date) -> CalendarFacts:
    days = quarter.first_day.isoformat(), quarter.last_day.isoformat()
    dated = [
        *_asked(session, quarter, today), *_meetings(session, days), *_work(session, days, today),
        *_conditions(session, days, today), *_recommendations(session, days, today), *_reviews(session, days, today),
    ]  # fmt: skip
    targets = [
        EndingTarget(id_, code, title, period_of(key), bool(last), department)
        for id_, code, title, key, department, last in rows(session, _TARGETS, (*_keys(quarter), days[1]))
    ]
    departments = {each.id: each.name for each in entries(session, "department")}
    first = rows(session, "SELECT op_id FROM history ORDER BY seq LIMIT 1")
    plan = first[0][0] if first else ""
    return CalendarFacts(quarter, today, plan, departments, dated, _indicators(session, quarter), targets)


def _asked(session: Session, quarter: Period, today: date) -> Iterator[CalendarEntry]:
    """Returns and self-assessments whose day comes in the quarter, and the quarter's own, due after it."""
    matrix = returns.matrix(session, quarter, today)
    names = {each.id: each.name for each in matrix.departments}
    for cell in matrix.cells.values():
        asked = cell.quarter == quarter or in_quarter(cell.due, quarter)
        if asked and cell.standing.value != "not_kept":
            yield CalendarEntry(
                cell.due, CalendarKind.RETURN, names[cell.department_id], Place("department", cell.department_id),
                state_of(cell.due, bool(cell.returns), today), cell.department_id, cell.quarter.label,
                tag=str(cell.quarter.key),
            )  # fmt: skip
    for asked_of in (quarter.shift(-1), quarter):
        for line in assessments.listing(session, asked_of):
            if asked_of == quarter or (line.stage is not None and in_quarter(line.due, quarter)):
                place = Place("assessment", (line.department.id, asked_of, ""))
                yield CalendarEntry(
                    line.due, CalendarKind.ASSESSMENT, line.department.name, place,
                    state_of(line.due, not line.unsigned, today), line.department.id, asked_of.label,
                )  # fmt: skip


def _meetings(session: Session, days: Days) -> Iterator[CalendarEntry]:
    for id_, title, held, state, body, joint in rows(session, _MEETINGS, days):
        kind = CalendarState.DONE if state == "held" else CalendarState.DUE
        bodies = f"{body} and {joint}" if joint else body
        yield CalendarEntry(_day(held), CalendarKind.MEETING, title, Place("meeting", id_), kind, None, bodies)


def _work(session: Session, days: Days, today: date) -> Iterator[CalendarEntry]:
    for id_, issue, title, due, progress, closed, about, department in rows(session, _ACTIONS, days):
        done = closed is not None or progress >= 100
        place = Place("issue", issue, "Actions and risks")
        yield _entry(CalendarKind.ACTION, due, about, place, done, today, department, title, str(id_))
    for id_, key, issue, title, due, reached, closed, progress, about, department in rows(session, _STEPS, days):
        done = bool(reached) or closed is not None or progress >= 100
        place, tag = Place("issue", issue, "Actions and risks"), f"action-{id_}-{key}"
        yield _entry(CalendarKind.MILESTONE, due, about, place, done, today, department, title, tag)
    for id_, initiative, title, due, reached, about in rows(session, _MILESTONES, days):
        place = Place("initiative", initiative)
        yield _entry(CalendarKind.MILESTONE, due, about, place, reached is not None, today, None, title, str(id_))


def _conditions(session: Session, days: Days, today: date) -> Iterator[CalendarEntry]:
    for id_, condition, due, done, about, department in rows(session, _CONDITIONS, days):
        place = Place("decision", id_)
        yield _entry(CalendarKind.CONDITION, due, about, place, done is not None, today, department, condition)


def _recommendations(session: Session, days: Days, today: date) -> Iterator[CalendarEntry]:
    for id_, inspectorate, title, due, state, name in rows(session, _RECOMMENDATIONS, days):
        done, place = state in ("done", "not_pursued"), Place("inspectorate", inspectorate)
        yield _entry(CalendarKind.RECOMMENDATION, due, title, place, done, today, None, name, str(id_))


def _reviews(session: Session, days: Days, today: date) -> Iterator[CalendarEntry]:
    """A review that was held has another date by now."""
    for id_, title, day, department in rows(session, _REVIEWS, days):
        yield _entry(CalendarKind.REVIEW, day, title, Place("issue", id_), False, today, department)


def _entry(
    kind: CalendarKind, day: str, about: str, place: Place, done: bool, today: date, department: int | None,
    detail: str = "", tag: str = "",
) -> CalendarEntry:  # fmt: skip
    on = _day(day)
    return CalendarEntry(on, kind, about, place, state_of(on, done, today), department, detail, tag=tag)


def _indicators(session: Session, quarter: Period) -> list[DueIndicator]:
    """Those that have reported before: of others nobody knows which periods they report for."""
    county = figures.recent(session, quarter, REACH)
    found, grace = [], settings(session).late_after_days
    for row in rows(session, _INDICATORS, (quarter.last_day.isoformat(),)):
        each = _indicator(row, county, quarter, grace)
        if each is not None:
            found.append(each)
    return found


def _indicator(row: tuple[Any, ...], county: Columns, quarter: Period, grace: int) -> DueIndicator | None:
    id_, code, title, department, frequency, year_kind, due_days = row
    newest = county.newest(id_)
    if newest is None:
        return None
    rhythm = rhythm_of(Frequency(frequency), YearKind(year_kind), period_of(newest), due_days, grace)
    due = periods_due(rhythm, quarter)
    if not due:
        return None
    known = frozenset(each for each in due if county.value(id_, each.key) is not None)
    absent = frozenset(each for each in due if each not in known and county.holds(id_, each.key))
    return DueIndicator(id_, code, title, rhythm, department, known, absent)


def _keys(quarter: Period) -> tuple[int, int]:
    """The keys of all periods that end within the quarter, however long they are."""
    return Period(quarter.end - quarter.months + 1, 0).key, Period(quarter.end, 99).key


def _day(text: str) -> date:
    return date.fromisoformat(text)
