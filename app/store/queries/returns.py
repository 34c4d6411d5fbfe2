"""Returns by department and quarter, the originals, and the cell a figure came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models.department_return import Blob, DepartmentReturnRow, ReturnRequestRow
from app.models.indicator import IndicatorRow
from app.models.lists import WHOLE_COUNTY, Department
from app.models.reading import CurrentReading, ReadingRowEntity
from app.rules.errors import Problem, Refused
from app.rules.indicator import format_value
from app.rules.lists import current
from app.rules.period import Period
from app.rules.returns import (
    Chase,
    DepartmentReturn,
    Origin,
    ReturnCell,
    ReturnFigure,
    ReturnRequest,
    ReturnsMatrix,
    due_date,
    standing_of,
)
from app.store.blobs import original
from app.store.queries.lists import items, settings

QUARTERS_SHOWN = 5
Place = tuple[int, Period]


def matrix(session: Session, quarter: Period, today: date, shown: int = QUARTERS_SHOWN) -> ReturnsMatrix:
    """Every department at the quarter and those before it. The open quarter is always asked for."""
    departments = current(items(session, Department))
    quarters = tuple(quarter.shift(-back) for back in reversed(range(shown)))
    asked = requests(session, quarters)
    came = received(session, quarters)
    days = settings(session).return_due_days
    known = {quarter} | {place[1] for place in (*asked, *came)}
    cells: dict[Place, ReturnCell] = {}
    for each in departments:
        for at in quarters:
            request, returns = asked.get((each.id, at)), came.get((each.id, at), ())
            due = request.due if request else due_date(at, days)
            standing, late = standing_of(
                request, returns[0] if returns else None, due, today, asked=at in known
            )
            cells[each.id, at] = ReturnCell(each.id, at, standing, due, late, request, returns)
    return ReturnsMatrix(departments, quarters, cells)


def requests(session: Session, quarters: Iterable[Period]) -> dict[Place, ReturnRequest]:
    rows = session.scalars(select(ReturnRequestRow).where(ReturnRequestRow.quarter.in_(list(quarters))))
    return {(row.department_id, row.quarter): _request(row) for row in rows}


def request_of(session: Session, department_id: int, quarter: Period) -> ReturnRequest | None:
    return requests(session, (quarter,)).get((department_id, quarter))


def _request(row: ReturnRequestRow) -> ReturnRequest:
    chases = tuple(Chase(datetime.fromisoformat(each["at"]), each["by"]) for each in row.chases)
    return ReturnRequest(
        row.id, row.version, row.department_id, row.quarter, row.due, row.issued, row.issued_by, row.forms, chases
    )  # fmt: skip


def received(session: Session, quarters: Iterable[Period]) -> dict[Place, tuple[DepartmentReturn, ...]]:
    """What came back, the newest first."""
    found: dict[Place, list[DepartmentReturn]] = defaultdict(list)
    query = _returns().where(DepartmentReturnRow.quarter.in_(list(quarters)))
    for row in session.execute(query.order_by(DepartmentReturnRow.id.desc())):
        noun = _noun(row)
        found[noun.department_id, noun.quarter].append(noun)
    return {place: tuple(returns) for place, returns in found.items()}


def by_hash(session: Session, hashes: Iterable[str]) -> dict[str, DepartmentReturn]:
    """Returns that were imported from a file of exactly these bytes."""
    query = _returns().where(DepartmentReturnRow.sha256.in_(list(hashes)))
    return {noun.sha256: noun for noun in map(_noun, session.execute(query))}


def return_file(session: Session, return_id: int) -> tuple[str, bytes]:
    """Name and bytes of the original. Raises Refused gone, KnownError original_gone or original_damaged."""
    row = session.get(DepartmentReturnRow, return_id)
    if row is None:
        raise Refused(Problem("gone", {"noun": "department_return", "id": return_id}))
    return row.file_name, original(session, row.sha256)


def origin(session: Session, indicator_id: int, period: Period) -> Origin | None:
    """Return, workbook and cell of the current figure; None where it did not come from a return."""
    now, row, kept = CurrentReading, DepartmentReturnRow, Blob.content.is_not(None)
    found = session.execute(
        select(row.id, row.file_name, row.sha256, ReadingRowEntity.cell, row.received, row.received_by, kept)
        .select_from(now)
        .join(ReadingRowEntity, ReadingRowEntity.id == now.reading_id)
        .join(row, row.id == ReadingRowEntity.return_id)
        .join(Blob, Blob.sha256 == row.sha256)
        .where(now.indicator_id == indicator_id, now.period == period, now.locality_id == WHOLE_COUNTY)
    ).first()
    if found is None:
        return None
    return_id, file, sha, cell, at, by, there = found
    return Origin(return_id, file, sha, cell or "", at, by, bool(there))


def figures_of(session: Session, return_id: int) -> tuple[ReturnFigure, ...]:
    """What came in with a return, in the order of its cells."""
    row, reading = IndicatorRow, ReadingRowEntity
    printed = (reading.value, row.unit, row.decimals, reading.note, reading.cell)
    found = session.execute(
        select(row.id, row.code, row.title, reading.period, *printed)
        .join(row, row.id == reading.indicator_id)
        .where(reading.return_id == return_id)
        .order_by(reading.id)
    )
    return tuple(
        ReturnFigure(id_, code, title, period, format_value(value, unit, decimals) or note[:80], cell or "")
        for id_, code, title, period, value, unit, decimals, note, cell in found
    )


_R = DepartmentReturnRow
_COLUMNS = (
    _R.id, _R.department_id, _R.quarter, _R.state, _R.file_name, _R.sha256, Blob.size, _R.form, _R.received,
    _R.received_by, _R.figures, _R.problems, _R.assessment,
)  # fmt: skip


def _returns() -> Select[Any]:
    return select(*_COLUMNS).join(Blob, Blob.sha256 == _R.sha256)


def _noun(row: Sequence[Any]) -> DepartmentReturn:
    names = [field.name for field in fields(DepartmentReturn)]
    facts = dict(zip(names, row, strict=True))
    facts["problems"] = tuple((code, about) for code, about in facts["problems"])
    return DepartmentReturn(**facts)
