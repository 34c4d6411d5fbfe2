"""Inspectorates, their results by year, and what they recommend."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.rules.inspection import (
    InspectionResult,
    Inspections,
    Inspectorate,
    Recommendation,
    RecommendationState,
)
from app.rules.period import Period
from app.store.queries.lists import newest_quarter
from app.store.queries.plain import document, rows

YEARS_SHOWN = 4

_INSPECTORATES = (
    "SELECT id, version, name, title, subject, scale, aimed, aim_note, scale_note, department_id, retired"
    " FROM inspectorate ORDER BY position, id"
)
_RESULTS = (
    "SELECT id, version, inspectorate_id, year, rating, published, source, note, illustrative FROM inspection_result"
    " WHERE year <= ? ORDER BY year, id"
)
_RECOMMENDATIONS = (
    "SELECT r.id, r.version, r.inspectorate_id, r.year, r.title, r.note, r.state, r.owner_post_id, r.due, r.issue_id,"
    " coalesce(i.title, ''), r.action_id, coalesce(a.title, ''), r.reason, r.illustrative FROM recommendation r"
    " LEFT JOIN issue i ON i.id = r.issue_id LEFT JOIN action a ON a.id = r.action_id"
    " WHERE r.year <= ?1 AND (?2 IS NULL OR r.issue_id = ?2) ORDER BY r.year DESC, r.id"
)


def inspections(session: Session, quarter: Period | None = None) -> Inspections:
    """All that was given by the quarter's year (the newest quarter's, where none is named)."""
    at = quarter or newest_quarter(session)
    year = Period.financial_year(at.financial_start_year) if at is not None else None
    key = year.key if year else 0
    results = {(each.inspectorate_id, each.year): each for each in map(_result, rows(session, _RESULTS, (key,)))}
    known = {place[1] for place in results}
    shown = {year.shift(-back) for back in range(YEARS_SHOWN)} if year else set()
    return Inspections(
        tuple(map(_inspectorate, rows(session, _INSPECTORATES))),
        tuple(sorted(known | shown)),
        results,
        tuple(map(_recommendation, rows(session, _RECOMMENDATIONS, (key, None)))),
    )


def recommendations_of(session: Session, issue_id: int) -> tuple[tuple[str, Recommendation], ...]:
    """What an issue, or an action on it, was taken up from, each with the inspectorate's name and subject."""
    names = {each.id: _called(each) for each in map(_inspectorate, rows(session, _INSPECTORATES))}
    found = map(_recommendation, rows(session, _RECOMMENDATIONS, (1 << 40, issue_id)))
    return tuple((names.get(each.inspectorate_id, ""), each) for each in found)


def _called(inspectorate: Inspectorate) -> str:
    return f"{inspectorate.name}, {inspectorate.subject}" if inspectorate.subject else inspectorate.name


def _inspectorate(row: tuple[Any, ...]) -> Inspectorate:
    id_, version, name, title, subject, scale, aimed, aim_note, scale_note, department, retired = row
    return Inspectorate(
        id_, version, name, title, subject, tuple(document(scale)), aimed, aim_note, scale_note, department, bool(retired)
    )


def _result(row: tuple[Any, ...]) -> InspectionResult:
    id_, version, inspectorate, year, rating, published, source, note, illustrative = row
    return InspectionResult(
        id_, version, inspectorate, Period.from_key(year), rating, _day(published), source, note, bool(illustrative)
    )


def _recommendation(row: tuple[Any, ...]) -> Recommendation:
    (id_, version, inspectorate, year, title, note, state, owner, due, issue, issue_title, action, action_title,
     reason, illustrative) = row  # fmt: skip
    return Recommendation(
        id_, version, inspectorate, Period.from_key(year), title, note, RecommendationState(state), owner, _day(due),
        issue, issue_title, action, action_title, reason, bool(illustrative),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
