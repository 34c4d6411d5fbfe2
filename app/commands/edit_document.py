"""Keep documents, change their words, and say what relies on them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.decision import DecisionRow
from app.models.document import DocumentLinkRow, DocumentRow
from app.models.inspection import InspectionResultRow
from app.models.issue import Issue
from app.models.lists import Department
from app.rules import clock
from app.rules.documents import Cites, clean_name, document_problem, file_problem
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.store import blobs

_THINGS = {
    Cites.ISSUE: ("issue_id", Issue),
    Cites.DECISION: ("decision_id", DecisionRow),
    Cites.INSPECTION: ("result_id", InspectionResultRow),
    Cites.ASSESSMENT: ("department_id", Department),
}


@dataclass(frozen=True)
class Relies:
    """What relies on a document. `quarter` goes with the department of an assessment alone."""

    kind: Cites
    thing_id: int
    quarter: Period | None = None


@dataclass(frozen=True)
class AddDocument:
    """`data` None: only its place is known. `file_name` as it came; it is cleaned here."""

    title: str
    place: str = ""
    file_name: str = ""
    data: bytes | None = None
    background: bool = True
    note: str = ""
    relies: tuple[Relies, ...] = ()
    added_by: str = ""
    label: str = "Add document"

    def do(self, session: Session) -> None:
        has_file = self.data is not None
        problem = document_problem(self.title, self.place, self.note, has_file=has_file)
        if problem is None and self.data is not None:
            problem = file_problem(self.file_name, len(self.data))
        if problem is not None:
            raise Refused(problem)
        row = DocumentRow(
            title=self.title.strip(), place=self.place.strip(), note=self.note, background=self.background,
            file_name=clean_name(self.file_name) if has_file else "",
            sha256=None if self.data is None else blobs.keep(session, self.data),
            added=clock.now(), added_by=self.added_by,
        )  # fmt: skip
        session.add(row)
        session.flush()
        for one in self.relies:
            _link(session, row.id, one)


@dataclass(frozen=True)
class EditDocument:
    document_id: int
    version: int
    title: str
    place: str
    background: bool
    note: str = ""
    label: str = "Change document"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, DocumentRow, self.document_id, self.version)
        problem = document_problem(self.title, self.place, self.note, has_file=row.sha256 is not None)
        if problem is not None:
            raise Refused(problem)
        row.title, row.place, row.note = self.title.strip(), self.place.strip(), self.note
        row.background = self.background


@dataclass(frozen=True)
class RemoveDocument:
    """The entry and its links; the bytes stay for undo and for what cited them."""

    document_id: int
    version: int
    label: str = "Remove document"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, DocumentRow, self.document_id, self.version)
        for link in session.scalars(select(DocumentLinkRow).where(DocumentLinkRow.document_id == row.id)):
            session.delete(link)
        session.flush()
        session.delete(row)


@dataclass(frozen=True)
class CiteDocument:
    """Say that something relies on the document; twice is once."""

    document_id: int
    relies: Relies
    label: str = "Cite document"

    def do(self, session: Session) -> None:
        if session.get(DocumentRow, self.document_id) is None:
            raise Refused(Problem("gone", {"noun": "document", "id": self.document_id}))
        _link(session, self.document_id, self.relies)


@dataclass(frozen=True)
class UnciteDocument:
    link_id: int
    label: str = "Take a document off"

    def do(self, session: Session) -> None:
        found = session.get(DocumentLinkRow, self.link_id)
        if found is None:
            raise Refused(Problem("gone", {"noun": "document_link", "id": self.link_id}))
        session.delete(found)


def _link(session: Session, document_id: int, relies: Relies) -> None:
    column, kind = _THINGS[relies.kind]
    if session.get(kind, relies.thing_id) is None:
        raise Refused(Problem("gone", {"noun": kind.__tablename__, "id": relies.thing_id}))
    if (relies.kind is Cites.ASSESSMENT) != (relies.quarter is not None):
        raise Refused(Problem("document_quarter", {}))
    found = select(DocumentLinkRow).where(
        DocumentLinkRow.document_id == document_id, getattr(DocumentLinkRow, column) == relies.thing_id
    )
    if any(link.quarter == relies.quarter for link in session.scalars(found)):
        return
    empty: dict[str, object] = dict.fromkeys(("issue_id", "decision_id", "result_id", "department_id"))
    values = {**empty, column: relies.thing_id}
    session.add(DocumentLinkRow(document_id=document_id, quarter=relies.quarter, **values))
