"""Organisational strength at a quarter: strands, initiatives, and what was said of them by then."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.rules.period import Period
from app.rules.strength import (
    Initiative,
    InitiativeStatus,
    Milestone,
    Progress,
    RiskLevel,
    Strand,
    Strength,
    StrengthIndicator,
)
from app.store.queries.lists import entries, newest_quarter
from app.store.queries.plain import rows

_INITIATIVES = (
    "SELECT id, version, strand_id, title, about, owner_post_id, target, closed, illustrative FROM initiative"
    " ORDER BY position, id"
)
_STATUSES = (
    "SELECT initiative_id, id, version, quarter, state, note, risk, risk_note, saved, said_by FROM initiative_status"
    " WHERE quarter <= ? ORDER BY quarter DESC, id DESC"
)
_MILESTONES = (
    "SELECT initiative_id, id, version, title, due, done FROM initiative_milestone"
    " ORDER BY due IS NULL, due, id"
)
_INDICATORS = (
    "SELECT l.initiative_id, i.id, i.code, i.title FROM initiative_indicator l"
    " JOIN indicator i ON i.id = l.indicator_id ORDER BY i.code, i.id"
)


def strength(session: Session, quarter: Period) -> Strength:
    """As it stood at the quarter: later statuses are left out; one may still hold from an earlier quarter."""
    statuses = _by_initiative(session, _STATUSES, _status, (quarter.key,))
    milestones = _by_initiative(session, _MILESTONES, _milestone)
    indicators = _by_initiative(session, _INDICATORS, lambda row: StrengthIndicator(*row))
    found: dict[int, list[Initiative]] = defaultdict(list)
    for id_, version, strand, title, about, owner, target, closed, illustrative in rows(session, _INITIATIVES):
        found[strand].append(
            Initiative(
                id_, version, strand, title, about, owner, target, _day(closed), statuses.get(id_, ()),
                milestones.get(id_, ()), indicators.get(id_, ()), bool(illustrative),
            )
        )  # fmt: skip
    strands = tuple(
        Strand(each.id, each.name, tuple(found.get(each.id, ())))
        for each in entries(session, "strand")
        if not each.retired or each.id in found
    )
    newest = newest_quarter(session)
    return Strength(quarter, strands, newest is not None and quarter < newest, entries(session, "post"))


def _by_initiative(
    session: Session, query: str, noun: Any, parameters: tuple[object, ...] = ()
) -> dict[int, tuple[Any, ...]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows(session, query, parameters):
        found[row[0]].append(noun(row[1:]))
    return {initiative: tuple(nouns) for initiative, nouns in found.items()}


def _status(row: tuple[Any, ...]) -> InitiativeStatus:
    id_, version, quarter, state, note, risk, risk_note, saved, said_by = row
    return InitiativeStatus(
        id_, version, Period.from_key(quarter), Progress(state), note, RiskLevel(risk), risk_note, saved, said_by
    )


def _milestone(row: tuple[Any, ...]) -> Milestone:
    id_, version, title, due, done = row
    return Milestone(id_, version, title, _day(due), _day(done))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
