"""Documents, what relies on them, and their bytes."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.rules.category import Category
from app.rules.documents import Cites, Document, DocumentLink
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.store.blobs import original
from app.store.queries.plain import rows

_DOCUMENTS = (
    "SELECT d.id, d.version, d.title, d.file_name, d.sha256, b.size, d.place, d.background, d.note, d.added, d.added_by,"
    " d.sha256 IS NULL OR b.content IS NOT NULL FROM document d LEFT JOIN blob b ON b.sha256 = d.sha256"
    " {where} ORDER BY d.title COLLATE NOCASE, d.id"
)
_LINKS = (
    "SELECT l.id, l.document_id, l.issue_id, i.title, l.decision_id, di.title, dc.target, l.result_id, p.name,"
    " p.subject, r.year, l.department_id, t.name, l.quarter FROM document_link l"
    " LEFT JOIN issue i ON i.id = l.issue_id LEFT JOIN decision dc ON dc.id = l.decision_id"
    " LEFT JOIN issue di ON di.id = dc.issue_id LEFT JOIN inspection_result r ON r.id = l.result_id"
    " LEFT JOIN inspectorate p ON p.id = r.inspectorate_id LEFT JOIN department t ON t.id = l.department_id"
    " ORDER BY l.id"
)
_LINKED = " WHERE d.id IN (SELECT document_id FROM document_link WHERE {column} = ? {quarter})"
_COLUMN = {
    Cites.ISSUE: "issue_id",
    Cites.DECISION: "decision_id",
    Cites.INSPECTION: "result_id",
    Cites.ASSESSMENT: "department_id",
}


def documents(session: Session) -> tuple[Document, ...]:
    """All of them, by title."""
    return _read(session, "", ())


def documents_of(
    session: Session, kind: Cites, thing_id: int, quarter: Period | None = None
) -> tuple[Document, ...]:
    """Those that an issue, decision, inspection result or (with its quarter) a department's assessment relies on."""
    where = _LINKED.format(column=_COLUMN[kind], quarter="AND quarter = ?" if quarter else "")
    return _read(session, where, (thing_id, quarter.key) if quarter else (thing_id,))


def background_documents(session: Session) -> tuple[Document, ...]:
    """The list under section 100D of the Local Government Act 1972 (G5): document and location."""
    return _read(session, " WHERE d.background = 1", ())


def document_file(session: Session, document_id: int) -> tuple[str, bytes]:
    """Name and bytes. Raises Refused gone, KnownError original_gone or original_damaged."""
    found = rows(session, "SELECT file_name, sha256 FROM document WHERE id = ?", (document_id,))
    if not found or not found[0][1]:
        raise Refused(Problem("gone", {"noun": "document", "id": document_id}))
    return found[0][0], original(session, found[0][1])


def _read(session: Session, where: str, parameters: tuple[object, ...]) -> tuple[Document, ...]:
    links: dict[int, list[DocumentLink]] = defaultdict(list)
    for row in rows(session, _LINKS):
        links[row[1]].append(_link(row))
    found = rows(session, _DOCUMENTS.format(where=where), parameters)
    return tuple(_document(row, tuple(links.get(row[0], ()))) for row in found)


def _document(row: tuple[Any, ...], links: tuple[DocumentLink, ...]) -> Document:
    id_, version, title, name, sha, size, place, background, note, added, by, kept = row
    return Document(
        id_, version, title, name, sha or "", size or 0, place, bool(background), note, datetime.fromisoformat(added),
        by, bool(kept), links,
    )  # fmt: skip


def _link(row: tuple[Any, ...]) -> DocumentLink:
    (id_, _, issue, issue_title, decision, decided, target, result, body, subject, year, department, named,
     quarter) = row  # fmt: skip
    if issue is not None:
        return DocumentLink(id_, Cites.ISSUE, issue, issue_title)
    if decision is not None:
        return DocumentLink(id_, Cites.DECISION, decision, f"{decided}: {Category(target).title}")
    if result is not None:
        called = f"{body}, {subject}" if subject else body
        return DocumentLink(id_, Cites.INSPECTION, result, f"{called} {Period.from_key(year).label}")
    at = Period.from_key(quarter)
    return DocumentLink(id_, Cites.ASSESSMENT, department, f"{named} {at.label}", at)
