"""Evidence from outside a department: what inspectors found, and documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.rules.assessment_evidence import EvidenceItem, EvidenceRef
from app.rules.period import Period
from app.store.queries.plain import among, rows

_RESULTS = (
    "SELECT r.id, i.name, i.subject, r.year, r.rating, r.published, r.illustrative FROM inspection_result r"
    " JOIN inspectorate i ON i.id = r.inspectorate_id WHERE r.id IN (SELECT value FROM json_each(?))"
    " ORDER BY i.position, i.id, r.year DESC"
)
_OWN_RESULTS = (
    "SELECT r.id, r.year, r.published FROM inspection_result r JOIN inspectorate i ON i.id = r.inspectorate_id"
    " WHERE i.department_id IS NULL OR i.department_id = ?"
)
_DOCUMENTS = "SELECT id, title, added FROM document WHERE id IN (SELECT value FROM json_each(?)) ORDER BY title, id"
_OWN_DOCUMENTS = (
    "SELECT DISTINCT document_id FROM document_link WHERE department_id = ?1"
    " OR issue_id IN (SELECT value FROM json_each(?2))"
)

Items = dict[EvidenceRef, EvidenceItem]


def inspections_of(session: Session, quarter: Period, department_id: int) -> Iterable[EvidenceItem]:
    """Results by the quarter's end of those who inspect the department, or the whole council."""
    ids = [
        id_
        for id_, year, published in rows(session, _OWN_RESULTS, (department_id,))
        if (date.fromisoformat(published) if published else Period.from_key(year).first_day) <= quarter.last_day
    ]
    return inspections(session, quarter, ids).values()


def documents_of(
    session: Session, quarter: Period, issues: Collection[int], department_id: int
) -> Iterable[EvidenceItem]:
    """What is filed with the department's assessments or its issues."""
    ids = [id_ for (id_,) in rows(session, _OWN_DOCUMENTS, (department_id, among(issues)))]
    return documents(session, quarter, ids).values()


def inspections(session: Session, _quarter: Period, ids: Collection[int]) -> Items:
    """By the result's number."""
    return {item.ref: item for item in map(_result, rows(session, _RESULTS, (among(ids),)))}


def documents(session: Session, _quarter: Period, ids: Collection[int]) -> Items:
    found = {}
    for id_, title, added in rows(session, _DOCUMENTS, (among(ids),)):
        ref, on = EvidenceRef("document", id_), datetime.fromisoformat(added).date()
        found[ref] = EvidenceItem(ref, title, title, title, "Documents", on=on)
    return found


def _result(row: tuple[Any, ...]) -> EvidenceItem:
    id_, name, subject, key, rating, published, illustrative = row
    year = Period.from_key(key)
    label = f"{name} {year.label}"
    title = f"{name}, {subject}" if subject else name
    # A result is as old as the day it was published; without one, as its year's end.
    on = date.fromisoformat(published) if published else year.last_day
    words = f"{label}: {rating}" if rating else label
    return EvidenceItem(
        EvidenceRef("inspection", id_), label, title, words, "Inspections", value=rating, on=on,
        illustrative=bool(illustrative),
    )  # fmt: skip
