"""How departments' own workbooks are read, as mapped by hand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.rules.indicator import Status
from app.rules.return_mapping import MappedColumn, ReturnMapping
from app.store.queries.plain import document, rows

_MAPPINGS = (
    "SELECT id, version, department_id, sheet, headings, names, status, made, made_by FROM return_mapping"
    " ORDER BY id DESC"
)


def return_mappings(session: Session) -> tuple[ReturnMapping, ...]:
    """The newest first."""
    return tuple(
        ReturnMapping(
            department_id=department, sheet=sheet, id=id_, version=version,
            columns={key: MappedColumn(*each) for key, each in document(headings).items()},
            names=document(names), status=Status(status), made=datetime.fromisoformat(made), made_by=by,
        )
        for id_, version, department, sheet, headings, names, status, made, by in rows(session, _MAPPINGS)
    )  # fmt: skip
