"""Remember how a department's own workbook is read, or forget it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.department_return import FILE_NAME
from app.models.indicator import IndicatorRow
from app.models.lists import Department
from app.models.return_mapping import ReturnMappingRow
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.return_mapping import FIGURES, MEANINGS, NOT_OURS, ReturnMapping, gaps


@dataclass(frozen=True)
class RememberMapping:
    """A mapping with an id takes the place of the one its author saw."""

    mapping: ReturnMapping
    department: str = ""
    by: str = ""

    @property
    def label(self) -> str:
        return f"Map the workbook of {self.department or 'a department'}"

    def do(self, session: Session) -> None:
        mapping = self.mapping
        _check(session, mapping)
        values = {
            "department_id": mapping.department_id,
            "sheet": mapping.sheet[:FILE_NAME],
            "headings": _headings(mapping),
            "names": dict(mapping.names),
            "status": mapping.status,
            "made": clock.now(),
            "made_by": self.by,
        }
        if mapping.id is None:
            session.add(ReturnMappingRow(**values))
            return
        row = row_as_seen(session, ReturnMappingRow, mapping.id, mapping.version or 0)
        for name, value in values.items():
            setattr(row, name, value)


@dataclass(frozen=True)
class ForgetMapping:
    mapping_id: int
    version: int
    label: str = "Forget how a workbook is read"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, ReturnMappingRow, self.mapping_id, self.version))


def _headings(mapping: ReturnMapping) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {key: [each.column, each.heading] for key, each in mapping.columns.items()}
    if mapping.periods:
        found["periods"] = [
            [each.period.key, each.of.key, {key: [at.column, at.heading, at.over] for key, at in each.columns.items()}]
            for each in mapping.periods
        ]
    return found


def _check(session: Session, mapping: ReturnMapping) -> None:
    if session.get(Department, mapping.department_id) is None:
        raise Refused(Problem("gone", {"noun": "department", "id": mapping.department_id}))
    found = gaps(mapping)
    known_keys = {key for key, _ in MEANINGS} - ({"period", *FIGURES} if mapping.periods else set())
    strange = set(mapping.columns) - known_keys or any(set(each.columns) - set(FIGURES) for each in mapping.periods)
    if found or strange:
        raise Refused(*(Problem("mapping_incomplete", {"lacks": each}) for each in found or ("column",)))
    wanted = {each for each in mapping.names.values() if each != NOT_OURS}
    known = set(session.scalars(select(IndicatorRow.id).where(IndicatorRow.id.in_(wanted))))
    if wanted - known:
        raise Refused(Problem("gone", {"noun": "indicator", "id": min(wanted - known)}))
