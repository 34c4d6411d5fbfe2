"""How departments' own workbooks are read, as mapped by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.rules.indicator import Frequency, Status, YearKind
from app.rules.period import Period
from app.rules.readings_now import MeasuredIndicator
from app.rules.return_mapping import MappedColumn, PeriodColumns, ReturnMapping
from app.store.queries.plain import document, rows

_MAPPINGS = (
    "SELECT id, version, department_id, sheet, headings, names, status, made, made_by FROM return_mapping"
    " ORDER BY id DESC"
)
_INDICATORS = (
    "SELECT department_id, id, code, title, unit, decimals, frequency, year_kind FROM indicator"
    " WHERE department_id IS NOT NULL AND retired IS NULL ORDER BY code"
)


def return_mappings(session: Session) -> tuple[ReturnMapping, ...]:
    """The newest first."""
    found = []
    for id_, version, department, sheet, headings, names, status, made, by in rows(session, _MAPPINGS):
        said = document(headings)
        periods = tuple(
            PeriodColumns(Period.from_key(period), Period.from_key(of), _columns(columns))
            for period, of, columns in said.pop("periods", ())
        )
        found.append(
            ReturnMapping(
                department_id=department, sheet=sheet, id=id_, version=version, columns=_columns(said),
                names=document(names), status=Status(status), periods=periods,
                made=datetime.fromisoformat(made), made_by=by,
            )
        )  # fmt: skip
    return tuple(found)


def _columns(said: dict[str, Any]) -> dict[str, MappedColumn]:
    return {key: MappedColumn(*each) for key, each in said.items()}


def indicators_by_department(session: Session) -> dict[int, tuple[MeasuredIndicator, ...]]:
    """What each department answers for, in the order of the codes; without those that are retired."""
    found: dict[int, list[MeasuredIndicator]] = {}
    for department, id_, code, title, unit, decimals, frequency, year in rows(session, _INDICATORS):
        each = MeasuredIndicator(id_, code, title, unit, decimals, Frequency(frequency), YearKind(year))
        found.setdefault(department, []).append(each)
    return {department: tuple(indicators) for department, indicators in found.items()}
