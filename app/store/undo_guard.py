"""What may not be undone: anything of a frozen quarter."""

from __future__ import annotations

import json
from typing import Any

from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.store.recording import RecordingSession

_QUARTERS = {"placement": "effective", "decision": "effective", "department_return": "quarter"}


def check_undo(session: RecordingSession, payload: str) -> None:
    """Raise Refused undo_frozen when the entry belongs to a frozen quarter: a placement, a decision or a return."""
    frozen = {
        key for (key,) in session.connection().exec_driver_sql("SELECT period FROM quarter WHERE frozen = 1")
    }
    if not frozen:
        return
    for table, row, before, after in json.loads(payload):
        column = _QUARTERS.get(table)
        quarter = (
            _quarter(session, table, row, column, {**(before or {}), **(after or {})}) if column else None
        )
        if quarter is not None and quarter in frozen:
            raise Refused(Problem("undo_frozen", {"quarter": Period.from_key(quarter).label}))


def _quarter(
    session: RecordingSession, table: str, row: int, column: str, values: dict[str, Any]
) -> int | None:
    """The row's quarter; an entry that changed other columns alone does not name it."""
    if column in values:
        return int(values[column])
    asked = f"SELECT {column} FROM {table} WHERE id = ?"  # noqa: S608 - our own words
    found = session.connection().exec_driver_sql(asked, (row,)).scalar()
    return None if found is None else int(found)
