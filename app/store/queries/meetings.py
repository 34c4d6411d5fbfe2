"""Meetings with their agendas, and what waits for a body."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.rules.category import Category
from app.rules.decision import Authority, Decision, Stage
from app.rules.errors import Problem, Refused
from app.rules.issue import Action
from app.rules.meetings import Meeting, MeetingItem, MeetingState
from app.store.queries.decisions import decisions_by_id
from app.store.queries.lists import newest_quarter
from app.store.queries.plain import rows
from app.store.queries.standing import standings

_MEETINGS = (
    "SELECT m.id, m.version, m.title, m.body_id, b.name, b.authority, m.held_on, m.state, m.note, m.with_body_id,"
    " coalesce(w.name, '') FROM meeting m JOIN body b ON b.id = m.body_id LEFT JOIN body w ON w.id = m.with_body_id"
    " WHERE ?1 IS NULL OR m.id = ?1 ORDER BY m.held_on DESC, m.id DESC"
)
_ITEMS = (
    "SELECT t.id, t.version, t.meeting_id, t.issue_id, i.title, t.decision_id, t.note FROM meeting_item t"
    " JOIN issue i ON i.id = t.issue_id WHERE ?1 IS NULL OR t.meeting_id = ?1 ORDER BY t.position, t.id"
)
_ACTIONS = (
    "SELECT a.issue_id, a.id, a.version, a.title, a.owner_post_id, a.due, a.progress, a.note, a.closed"
    " FROM meeting_action m JOIN action a ON a.id = m.action_id WHERE m.meeting_id = ? ORDER BY m.id"
)
_PENDING = (
    "SELECT d.issue_id, d.id, d.stage FROM decision d JOIN issue i ON i.id = d.issue_id"
    " WHERE d.stage IN ('proposed', 'interim') ORDER BY i.position, d.id"
)


def meetings(session: Session) -> tuple[Meeting, ...]:
    """All of them, the latest first, with their agendas; actions and figures are read with one of them alone."""
    items = _items(session, None)
    return tuple(_meeting(row, tuple(items.get(row[0], ()))) for row in rows(session, _MEETINGS, (None,)))


def meeting(session: Session, meeting_id: int) -> Meeting:
    """With what was agreed. Raises Refused gone."""
    found = rows(session, _MEETINGS, (meeting_id,))
    if not found:
        raise Refused(Problem("gone", {"noun": "meeting", "id": meeting_id}))
    actions: dict[int, list[Action]] = defaultdict(list)
    for issue, id_, version, title, owner, due, progress, note, closed in rows(session, _ACTIONS, (meeting_id,)):
        actions[issue].append(Action(id_, version, title, owner, _day(due), progress, note, _day(closed)))
    return _meeting(found[0], tuple(_items(session, meeting_id, actions).get(meeting_id, ())))


def pending(session: Session) -> tuple[tuple[int, int, Stage], ...]:
    """(issue, decision, stage) of all that waits for a body, in the plan's order."""
    return tuple((issue, decision, Stage(stage)) for issue, decision, stage in rows(session, _PENDING))


def issue_titles(session: Session) -> tuple[tuple[int, str], ...]:
    """Id and title of every issue, in the plan's order."""
    return tuple(rows(session, "SELECT id, title FROM issue ORDER BY position, id"))


def _items(
    session: Session, meeting_id: int | None, actions: dict[int, list[Action]] | None = None
) -> dict[int, list[MeetingItem]]:
    found = rows(session, _ITEMS, (meeting_id,))
    decisions: dict[int, Decision] = decisions_by_id(session, {row[5] for row in found if row[5] is not None})
    quarter = newest_quarter(session)
    stand = standings(session, quarter) if quarter is not None and found else {}
    items: dict[int, list[MeetingItem]] = defaultdict(list)
    for id_, version, of, issue, title, decision, note in found:
        category = stand[issue].category if issue in stand else Category.LEFT
        agreed = tuple((actions or {}).get(issue, ()))
        items[of].append(MeetingItem(id_, version, issue, title, category, decisions.get(decision), note, agreed))
    return items


def _meeting(row: tuple[Any, ...], items: tuple[MeetingItem, ...]) -> Meeting:
    id_, version, title, body_id, body, authority, held_on, state, note, with_id, with_name = row
    return Meeting(
        id_, version, title, body_id, body, Authority(authority), date.fromisoformat(held_on), MeetingState(state), note,
        with_id, with_name, items,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
