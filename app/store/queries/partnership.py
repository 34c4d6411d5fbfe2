"""The plan with its partners at a quarter, and one district's page of it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy.orm import Session

from app.rules.category import Category
from app.rules.errors import Problem, Refused
from app.rules.issue import Control, Responsibility
from app.rules.lists import WHOLE_COUNTY, current
from app.rules.partnership import (
    CONSIDERATIONS,
    District,
    DistrictFigure,
    Partnership,
    PartnerTarget,
    SharedIssue,
    Tie,
)
from app.rules.period import Period
from app.store.queries.lists import entries
from app.store.queries.plain import rows
from app.store.queries.series import series
from app.store.queries.standing import standings

_TEXTS = ("laa_overlap", "budget_link", "service_plan_link", "resources", *(name for name, _ in CONSIDERATIONS))
_ISSUES = (
    "SELECT id, title, control, responsibility, shift_years, laa_overlap, budget_link, service_plan_link, resources,"
    " equality, community_safety, sustainability FROM issue ORDER BY position, id"
)
_TIES = (
    "SELECT l.issue_id, l.id, l.version, l.partner_id, l.dependency FROM issue_partner l"
    " JOIN partner p ON p.id = l.partner_id ORDER BY p.position, p.id"
)
_TARGETS = (
    "SELECT id, version, partner_id, issue_id, indicator_id, title, measure, period, target, source, retired"
    " FROM partner_target ORDER BY position, id"
)
_PLACED = "SELECT issue_id, locality_id FROM issue_locality ORDER BY locality_id"
_MEASURED = (
    "SELECT i.id, (SELECT l.issue_id FROM issue_indicator l WHERE l.indicator_id = i.id ORDER BY l.lead DESC, l.id LIMIT 1)"
    " FROM indicator i WHERE EXISTS (SELECT 1 FROM current_reading c WHERE c.indicator_id = i.id AND c.locality_id = ?)"
    " ORDER BY i.code, i.id"
)


def partnership(session: Session, quarter: Period) -> Partnership:
    """Issues that are on a list at the quarter, with the words as they are now."""
    return Partnership(
        quarter=quarter,
        issues=_issues(session, quarter),
        targets=tuple(_target(row) for row in rows(session, _TARGETS)),
        partners=entries(session, "partner"),
        districts=tuple(each for each in current(entries(session, "locality")) if each.id != WHOLE_COUNTY),
    )


def district(session: Session, quarter: Period, locality_id: int) -> District:
    """Raises Refused gone."""
    place = next((each for each in entries(session, "locality") if each.id == locality_id), None)
    if place is None or locality_id == WHOLE_COUNTY:
        raise Refused(Problem("gone", {"noun": "locality", "id": locality_id}))
    issues = {issue.id: issue for issue in _issues(session, quarter)}
    figures = []
    for indicator_id, issue_id in rows(session, _MEASURED, (locality_id,)):
        found = series(session, indicator_id, quarter, districts=True)
        own = next((each for each in found.places if each.id == locality_id), None)
        if own is not None and own.readings:
            issue = issues.get(issue_id)
            figures.append(DistrictFigure(found, own, issue.id if issue else None, issue.title if issue else ""))
    own_issues = tuple(issue for issue in issues.values() if locality_id in issue.localities)
    return District(locality_id, place.name, quarter, own_issues, tuple(figures))


def _issues(session: Session, quarter: Period) -> tuple[SharedIssue, ...]:
    where = standings(session, quarter)
    ties: dict[int, list[Tie]] = defaultdict(list)
    for issue, *tie in rows(session, _TIES):
        ties[issue].append(Tie(*tie))
    placed: dict[int, list[int]] = defaultdict(list)
    for issue, locality in rows(session, _PLACED):
        placed[issue].append(locality)
    return tuple(
        SharedIssue(
            id=id_, title=title, category=where[id_].category, control=Control(control) if control else None,
            responsibility=Responsibility(shared) if shared else None, shift_years=years, ties=tuple(ties[id_]),
            localities=tuple(placed[id_]), **dict(zip(_TEXTS, texts, strict=True)),
        )
        for id_, title, control, shared, years, *texts in rows(session, _ISSUES)
        if id_ in where and where[id_].category is not Category.LEFT
    )  # fmt: skip


def _target(row: tuple[Any, ...]) -> PartnerTarget:
    id_, version, partner, issue, indicator, title, measure, period, target, source, retired = row
    by = Period.from_key(period) if period else None
    return PartnerTarget(id_, version, partner, issue, indicator, title, measure, by, target, source, bool(retired))
