"""The plan with its partners at a quarter, and one district's page of it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy.orm import Session

from app.rules.category import Category
from app.rules.errors import Problem, Refused
from app.rules.issue import Control, Item, Responsibility
from app.rules.lists import WHOLE_COUNTY, current
from app.rules.partnership import (
    CONSIDERATIONS,
    District,
    DistrictFigure,
    OwnFigure,
    Partnership,
    PartnerTarget,
    SharedIssue,
    Tie,
)
from app.rules.period import Period
from app.store.queries.leads import judged_at
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
_INDICATORS = (
    "SELECT id, code, title FROM indicator WHERE retired IS NULL OR id IN (SELECT indicator_id FROM partner_target)"
    " ORDER BY code, id"
)
_PLACED = "SELECT issue_id, locality_id FROM issue_locality ORDER BY locality_id"
_MEASURED = (
    "SELECT i.id, (SELECT l.issue_id FROM issue_indicator l WHERE l.indicator_id = i.id ORDER BY l.lead DESC, l.id LIMIT 1)"
    " FROM indicator i WHERE EXISTS (SELECT 1 FROM current_reading c WHERE c.indicator_id = i.id AND c.locality_id = ?)"
    " ORDER BY i.code, i.id"
)


def partnership(session: Session, quarter: Period) -> Partnership:
    """Issues that are on a list at the quarter, with the words as they are now."""
    targets = tuple(_target(row) for row in rows(session, _TARGETS))
    return Partnership(
        quarter=quarter,
        issues=_issues(session, quarter),
        targets=targets,
        partners=entries(session, "partner"),
        districts=tuple(each for each in current(entries(session, "locality")) if each.id != WHOLE_COUNTY),
        indicators=tuple(Item(id_, f"{code} {title}".strip(), code) for id_, code, title in rows(session, _INDICATORS)),
        own=_own(session, quarter, {each.indicator_id for each in targets if each.indicator_id is not None}),
    )


def _own(session: Session, quarter: Period, ids: set[int]) -> dict[int, OwnFigure]:
    found = {}
    for id_, one in (judged_at(session, quarter, ids) if ids else {}).items():
        latest = one.latest
        target = one.printed(latest.target) if latest is not None and latest.target is not None else ""
        printed = one.printed(latest.value) if latest is not None else ""
        found[id_] = OwnFigure(one.code, one.title, printed, latest.period if latest is not None else None, target)
    return found


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
            named = (issue.id, issue.title, issue.category) if issue else (None, "", None)
            figures.append(DistrictFigure(found, own, *named))
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
