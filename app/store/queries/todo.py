"""What the team's list is made from: one reading of the store, plainly, at the open quarter."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.indicator import Polarity, Rag
from app.rules.overdue import day_of_view
from app.rules.period import Period
from app.rules.todo import Place, TodoAction, TodoDecision, TodoFacts, TodoIndicator, TodoIssue
from app.store.queries import assessments, returns
from app.store.queries.figures import period_of
from app.store.queries.lists import entries
from app.store.queries.plain import among, rows
from app.store.queries.position import Position, position

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ISSUES = "SELECT id, title, department_id, lead_post_id, review_date FROM issue ORDER BY position, id"
_ACTIONS = "SELECT issue_id, title, due, progress FROM action WHERE closed IS NULL AND progress < 100 ORDER BY due, id"
_MILESTONES = (
    "SELECT i.id, i.title, m.title, m.due FROM initiative_milestone m JOIN initiative i ON i.id = m.initiative_id"
    " WHERE m.done IS NULL AND i.closed IS NULL ORDER BY m.due, m.id"
)
_STEPS = (
    "SELECT a.issue_id, s.value ->> '$.title', s.value ->> '$.due' FROM action a, json_each(a.milestones) s"
    " WHERE a.milestones <> '[]' AND a.closed IS NULL AND a.progress < 100 AND NOT coalesce(s.value ->> '$.done', 0)"
    " AND s.value ->> '$.due' <> '' ORDER BY s.value ->> '$.due', a.id, s.key"
)
_PENDING = (
    "SELECT d.id, i.title, d.stage, coalesce(d.decided_on, d.proposed_on), i.department_id, coalesce(b.name, '')"
    " FROM decision d JOIN issue i ON i.id = d.issue_id LEFT JOIN body b ON b.id = d.body_id"
    " WHERE d.stage IN ('proposed', 'interim') AND d.quarter <= ? ORDER BY d.id"
)
_CONDITIONS = (
    "SELECT d.id, i.title, d.stage, coalesce(d.decided_on, d.proposed_on), i.department_id, coalesce(b.name, ''),"
    " d.condition, f.due FROM decision d JOIN issue i ON i.id = d.issue_id LEFT JOIN body b ON b.id = d.body_id"
    " LEFT JOIN follow_up f ON f.decision_id = d.id WHERE d.condition <> '' AND f.done IS NULL"
    " AND d.stage IN ('interim', 'confirmed') AND d.quarter <= ? ORDER BY d.id"
)
_INDICATORS = (
    "SELECT i.id, i.code, i.title, i.polarity, i.department_id,"
    " (SELECT max(period) FROM target t WHERE t.indicator_id = i.id),"
    " EXISTS (SELECT 1 FROM comparator_value v WHERE v.indicator_id = i.id),"
    " EXISTS (SELECT 1 FROM issue_indicator l WHERE l.indicator_id = i.id AND l.lead = 1) FROM indicator i"
    " WHERE (i.retired IS NULL OR i.retired > ?) AND i.id IN"
    " (SELECT indicator_id FROM issue_indicator WHERE issue_id IN (SELECT value FROM json_each(?))) ORDER BY i.code"
)
_OPENED = "SELECT min(t.seq) FROM history_touch t JOIN quarter q ON q.id = t.row WHERE t.noun = 'quarter' AND q.period = ?"
_TOUCHED = (
    "SELECT t.row, h.seq, h.kind, h.undoes, h.payload FROM history_touch t JOIN history h ON h.seq = t.seq"
    " WHERE t.noun = 'issue' AND t.row IN (SELECT value FROM json_each(?)) AND t.seq > ? ORDER BY h.seq"
)
_ACTED = (
    "SELECT issue_id FROM action WHERE (due BETWEEN ?1 AND ?2 OR closed BETWEEN ?1 AND ?2)"
    " UNION SELECT issue_id FROM decision WHERE quarter = ?3 AND stage <> 'withdrawn'"
)
_STEP_TABLES = frozenset({"action", "readiness_answer", "issue_indicator"})
_STEP_FIELDS = frozenset({"next_step", "action_plan", "achieve", "resources", "budget_link", "service_plan_link"})


def todo_facts(session: Session, quarter: Period, today: date) -> TodoFacts:
    at, on = position(session, quarter, ()), day_of_view(quarter)
    departments = {each.id: each.name for each in entries(session, "department")}
    listed = [issue for issue, place in at.standings.items() if place.category is not Category.LEFT]
    issues = {row[0]: row for row in rows(session, _ISSUES)}
    actions, steps = _actions(session, at, _ACTIONS, issues), _actions(session, at, _STEPS, issues)
    ended = today > quarter.last_day
    return TodoFacts(
        quarter=quarter,
        on=on,
        settings=at.settings,
        departments=departments,
        issues=_issues(session, at, quarter, actions),
        actions=(*chain(*actions.values(), *steps.values()), *_milestones(session)),
        pending=[_decision(row) for row in rows(session, _PENDING, (quarter.key,))],
        conditions=[_decision(row) for row in rows(session, _CONDITIONS, (quarter.key,))],
        indicators=_indicators(session, listed, quarter),
        late=returns.matrix(session, quarter, today, shown=1).late(quarter),
        unsigned=assessments.unsigned(session, quarter) if ended else (),
    )


def _issues(
    session: Session, at: Position, quarter: Period, actions: dict[int, list[TodoAction]]
) -> tuple[TodoIssue, ...]:
    hot = [issue for issue, place in at.standings.items() if place.category is Category.HOT_LIST]
    stepped = steps_in(session, hot, quarter) if hot else frozenset()
    found = []
    for id_, title, department, lead, review in rows(session, _ISSUES):
        place, leads = at.standings.get(id_), at.leads.get(id_)
        if place is None:
            continue
        judge = leads.judged_by if leads is not None else None
        found.append(
            TodoIssue(
                id_, title, place.category, place.since, department, lead is not None,
                rag=judge.rag if judge is not None else Rag.NONE, judged_by=judge.code if judge is not None else "",
                judged_at=period_of(judge.newest) if judge is not None and judge.newest else None,
                open_actions=len(actions.get(id_, ())), review_date=_day(review), stepped=id_ in stepped,
            )
        )  # fmt: skip
    return tuple(found)


def _actions(
    session: Session, at: Position, sql: str, issues: dict[int, tuple[Any, ...]]
) -> dict[int, list[TodoAction]]:
    """Open ones by issue, of issues on the lists: actions, or milestones of actions."""
    found: dict[int, list[TodoAction]] = defaultdict(list)
    for issue, title, due, *progress in rows(session, sql):
        standing = at.standings.get(issue)
        if standing is not None and standing.category is not Category.LEFT:
            place = Place("issue", issue, "Actions and risks")
            _, about, department, _, _ = issues[issue]
            found[issue].append(TodoAction(title, about, place, _day(due), department, *progress))
    return found


def _milestones(session: Session) -> list[TodoAction]:
    return [
        TodoAction(title, about, Place("initiative", initiative), _day(due))
        for initiative, about, title, due in rows(session, _MILESTONES)
    ]


def _indicators(session: Session, issues: Collection[int], quarter: Period) -> tuple[TodoIndicator, ...]:
    found = rows(session, _INDICATORS, (quarter.last_day.isoformat(), among(issues)))
    return tuple(
        TodoIndicator(
            id_, code, title, Polarity(polarity), department, period_of(until) if until else None, bool(compared),
            bool(judges),
        )
        for id_, code, title, polarity, department, until, compared, judges in found
    )  # fmt: skip


def _decision(row: tuple) -> TodoDecision:  # type: ignore[type-arg]
    id_, title, stage, day, department, body, *rest = row
    condition, due = rest or ("", None)
    return TodoDecision(id_, title, Stage(stage), date.fromisoformat(day), department, body, condition, _day(due))


def steps_in(session: Session, issues: Collection[int], quarter: Period) -> frozenset[int]:
    """Those whose plan was taken further in the quarter: an action falls in it, a move was put forward or decided, or
    its readiness, actions, indicators or plan were changed since the quarter was opened, and that still stands."""
    chosen = among(issues)
    first, last = quarter.first_day.isoformat(), quarter.last_day.isoformat()
    found = {issue for (issue,) in rows(session, _ACTED, (first, last, quarter.key))}
    ((opened,),) = rows(session, _OPENED, (quarter.key,))
    standing: dict[int, set[int]] = defaultdict(set)
    for issue, seq, kind, undoes, payload in rows(session, _TOUCHED, (chosen, opened or 0)):
        if kind == "undo":
            standing.pop(undoes, None)
        elif payload and _is_step(payload):
            standing[undoes if kind == "redo" else seq].add(issue)
    return frozenset(issues) & (found | {issue for touched in standing.values() for issue in touched})


def _is_step(payload: str) -> bool:
    return any(
        table in _STEP_TABLES or (table == "issue" and after and not _STEP_FIELDS.isdisjoint(after))
        for table, _row, _before, after in json.loads(payload)
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
