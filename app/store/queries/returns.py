"""Returns by department and quarter, the originals, and the cell a figure came from.

Fetched plainly: the rail says who is late from the start, when no entity is mapped yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

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
    ReturnState,
    due_date,
    standing_of,
)
from app.store.blobs import original
from app.store.queries.lists import entries, settings
from app.store.queries.plain import among, document, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

QUARTERS_SHOWN = 5
Place = tuple[int, Period]

_WHOLE_COUNTY = 1
_REQUESTS = (
    "SELECT id, version, department_id, quarter, due, issued, issued_by, forms, chases FROM return_request"
    " WHERE quarter IN (SELECT value FROM json_each(?))"
)
_RETURNS = (
    "SELECT r.id, r.department_id, r.quarter, r.state, r.file_name, r.sha256, b.size, r.form, r.received,"
    " r.received_by, r.figures, r.problems, r.assessment FROM department_return r JOIN blob b ON b.sha256 = r.sha256"
    " WHERE (?1 IS NULL OR r.quarter IN (SELECT value FROM json_each(?1))) AND (?2 IS NULL OR r.sha256 = ?2)"
    " ORDER BY r.id DESC"
)
_ORIGIN = (
    "SELECT d.id, d.file_name, d.sha256, r.cell, d.received, d.received_by, b.content IS NOT NULL"
    " FROM current_reading c JOIN reading r ON r.id = c.reading_id JOIN department_return d ON d.id = r.return_id"
    " JOIN blob b ON b.sha256 = d.sha256 WHERE c.locality_id = ? AND c.period = ? AND c.indicator_id = ?"
)
_FIGURES = (
    "SELECT i.id, i.code, i.title, r.period, r.value, i.unit, i.decimals, r.note, r.cell FROM reading r"
    " JOIN indicator i ON i.id = r.indicator_id WHERE r.return_id = ? ORDER BY r.id"
)


def matrix(session: Session, quarter: Period, today: date, shown: int = QUARTERS_SHOWN) -> ReturnsMatrix:
    """Every department at the quarter and those before it. The open quarter is always asked for."""
    departments = current(entries(session, "department"))
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
            newest = returns[0] if returns else None
            standing, late = standing_of(request, newest, due, today, asked=at in known)
            cells[each.id, at] = ReturnCell(each.id, at, standing, due, late, request, returns)
    return ReturnsMatrix(departments, quarters, cells)


def requests(session: Session, quarters: Iterable[Period]) -> dict[Place, ReturnRequest]:
    found = map(_request, rows(session, _REQUESTS, (_keys(quarters),)))
    return {(each.department_id, each.quarter): each for each in found}


def request_of(session: Session, department_id: int, quarter: Period) -> ReturnRequest | None:
    return requests(session, (quarter,)).get((department_id, quarter))


def received(session: Session, quarters: Iterable[Period]) -> dict[Place, tuple[DepartmentReturn, ...]]:
    """What came back, the newest first."""
    found: dict[Place, list[DepartmentReturn]] = defaultdict(list)
    for row in rows(session, _RETURNS, (_keys(quarters), None)):
        noun = _noun(row)
        found[noun.department_id, noun.quarter].append(noun)
    return {place: tuple(returns) for place, returns in found.items()}


def by_hash(session: Session, hashes: Iterable[str]) -> dict[str, DepartmentReturn]:
    """Returns that were imported from a file of exactly these bytes; one only sent back may be taken yet."""
    found = ((sha, _noun(row)) for sha in hashes for row in rows(session, _RETURNS, (None, sha)))
    return {sha: each for sha, each in found if not each.sent_back}


def return_file(session: Session, return_id: int) -> tuple[str, bytes]:
    """Name and bytes of the original. Raises Refused gone, KnownError original_gone or original_damaged."""
    found = rows(session, "SELECT file_name, sha256 FROM department_return WHERE id = ?", (return_id,))
    if not found:
        raise Refused(Problem("gone", {"noun": "department_return", "id": return_id}))
    return found[0][0], original(session, found[0][1])


def origin(session: Session, indicator_id: int, period: Period) -> Origin | None:
    """Return, workbook and cell of the current figure; None where it did not come from a return."""
    found = rows(session, _ORIGIN, (_WHOLE_COUNTY, period.key, indicator_id))
    if not found:
        return None
    return_id, file, sha, cell, at, by, kept = found[0]
    return Origin(return_id, file, sha, cell or "", datetime.fromisoformat(at), by, bool(kept))


def figures_of(session: Session, return_id: int) -> tuple[ReturnFigure, ...]:
    """What came in with a return, in the order in which it was stored."""
    return tuple(
        ReturnFigure(id_, code, title, Period.from_key(key), format_value(value, unit, decimals) or note[:80], cell or "")
        for id_, code, title, key, value, unit, decimals, note, cell in rows(session, _FIGURES, (return_id,))
    )


def _keys(quarters: Iterable[Period]) -> str:
    return among(quarter.key for quarter in quarters)


def _request(row: tuple[Any, ...]) -> ReturnRequest:
    id_, version, department, quarter, due, issued, by, forms, chases = row
    told = tuple(Chase(datetime.fromisoformat(each["at"]), each["by"]) for each in document(chases))
    at = datetime.fromisoformat(issued) if issued else None
    return ReturnRequest(
        id_, version, department, Period.from_key(quarter), date.fromisoformat(due), at, by, forms, told
    )


def _noun(row: tuple[Any, ...]) -> DepartmentReturn:
    id_, department, quarter, state, file, sha, size, form, at, by, figures, problems, assessment = row
    return DepartmentReturn(
        id_, department, Period.from_key(quarter), ReturnState(state), file, sha, size, form,
        datetime.fromisoformat(at), by, figures,
        tuple((code, facts) for code, facts in document(problems)), document(assessment),
    )  # fmt: skip
