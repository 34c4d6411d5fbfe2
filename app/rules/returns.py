"""Departmental returns: what was asked of whom, what came back, and where each stands at a quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from app.rules.issue import Item
from app.rules.period import Period


class ReturnState(StrEnum):
    """What became of a workbook that came back. QUERIED: imported in part, the department was asked again."""

    RECEIVED = "received"
    QUERIED = "queried"
    IMPORTED = "imported"


COUNTED_DAYS = 92
"""A quarter: so long a late return is said to be so many days late."""
SENT_BACK = "return_sent_back"
"""Stands among a return's problems where nothing of it was taken: it went back with a query list."""


class Standing(StrEnum):
    """How a department stands at a quarter. NOT_KEPT: nothing was asked through this plan."""

    NOT_KEPT = "not_kept"
    EXPECTED = "expected"
    ISSUED = "issued"
    RECEIVED = "received"
    QUERIED = "queried"
    IMPORTED = "imported"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Chase:
    """A reminder: when, and by whom."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """The workbook sent out for a department and quarter. `forms` counts how often it was issued."""

    id: int
    version: int
    department_id: int
    quarter: Period
    due: date
    issued: datetime | None
    issued_by: str
    forms: int
    chases: tuple[Chase, ...] = ()


@dataclass(frozen=True, slots=True)
class DepartmentReturn:
    """A workbook that came back. `problems` are what the preview said of it, as codes with their facts."""

    id: int
    department_id: int
    quarter: Period
    state: ReturnState
    file_name: str
    sha256: str
    size: int
    form: int
    received: datetime
    received_by: str
    figures: int
    problems: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    assessment: Mapping[str, str] = field(default_factory=dict)
    """Self-assessment text by the section's key, as it came."""

    @property
    def sent_back(self) -> bool:
        """Kept, and sent back with a query list; nothing of it was taken."""
        return any(code == SENT_BACK for code, _ in self.problems)


@dataclass(frozen=True, slots=True)
class ReturnCell:
    """One department at one quarter. `returns` newest first."""

    department_id: int
    quarter: Period
    standing: Standing
    due: date
    days_late: int = 0
    request: ReturnRequest | None = None
    returns: tuple[DepartmentReturn, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnsMatrix:
    """Departments down, quarters across (oldest first). `cells` by department and quarter."""

    departments: tuple[Item, ...]
    quarters: tuple[Period, ...]
    cells: Mapping[tuple[int, Period], ReturnCell]

    def late(self, quarter: Period) -> tuple[ReturnCell, ...]:
        """Those late at the quarter, in the departments' order."""
        found = (self.cells.get((each.id, quarter)) for each in self.departments)
        return tuple(cell for cell in found if cell is not None and cell.standing is Standing.LATE)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure came from: the return, the workbook and the cell in it."""

    return_id: int
    file_name: str
    sha256: str
    cell: str
    received: datetime
    received_by: str
    kept: bool
    """False where the original workbook had to be erased."""


@dataclass(frozen=True, slots=True)
class ReturnFigure:
    """A figure that came in with a return: as papers print it, and the cell it stood in."""

    indicator_id: int
    code: str
    title: str
    period: Period
    value: str
    cell: str


def due_date(quarter: Period, days: int) -> date:
    """The day by which the return of a quarter is wanted."""
    return quarter.last_day + timedelta(days=days)


def lateness(due: date, days: int) -> str:
    """ "1 day", "12 days"; after a quarter nobody counts days any more: "since 14/04/2010". """
    if days > COUNTED_DAYS:
        return f"since {due:%d/%m/%Y}"
    return "1 day" if days == 1 else f"{days} days"


def standing_of(
    request: ReturnRequest | None, newest: DepartmentReturn | None, due: date, today: date, *, asked: bool
) -> tuple[Standing, int]:
    """How it stands, and by how many days it is late. `asked`: returns of this quarter are kept here."""
    if newest is not None:
        return Standing(newest.state.value), 0
    if not asked:
        return Standing.NOT_KEPT, 0
    if today > due:
        return Standing.LATE, (today - due).days
    return (Standing.ISSUED if request is not None and request.issued else Standing.EXPECTED), 0
