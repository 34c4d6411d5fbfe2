"""What may not be undone: anything of a frozen quarter or a signed assessment, and any figure that a paper prints."""

from __future__ import annotations

import json
from typing import Any

from app.rules.errors import Problem, Refused
from app.rules.frozen import paper_name
from app.rules.period import Period
from app.store.recording import RecordingSession
from app.store.undo_signed import check_signed

_QUARTERS = {
    "placement": "effective",
    "decision": "effective",
    "department_return": "quarter",
    "initiative_status": "quarter",
}
_FROZEN = (
    "SELECT q.period, max(f.edition), max(f.entries) FROM quarter q"
    " LEFT JOIN frozen_quarter f ON f.quarter = q.period WHERE q.frozen = 1 GROUP BY q.period"
)


def check_undo(session: RecordingSession, payload: str, seq: int) -> None:
    """Raise Refused undo_frozen when the entry belongs to a frozen quarter: a placement, a decision, a return, or
    a figure that stood in its paper. One that was put in later, as a restatement, may be taken back."""
    check_signed(session, payload)
    frozen = {
        key: (edition or 1, entries)
        for key, edition, entries in session.connection().exec_driver_sql(_FROZEN)
    }
    if not frozen:
        return
    for table, row, before, after in json.loads(payload):
        values = {**(before or {}), **(after or {})}
        quarter = _figure_in(values, frozen, seq) if table == "reading" else None
        column = _QUARTERS.get(table)
        if column:
            quarter = _quarter(session, table, row, column, values)
        if quarter is not None and quarter in frozen:
            period, (edition, _) = Period.from_key(quarter), frozen[quarter]
            facts = {"quarter": period.label, "paper": paper_name(period, edition)}
            raise Refused(Problem("undo_frozen", facts))


def _figure_in(values: dict[str, Any], frozen: dict[int, tuple[int, int | None]], seq: int) -> int | None:
    """The newest frozen quarter whose paper could print the figure: of its end or before, and put in before it."""
    if "period" not in values:
        return None
    end = Period.from_key(int(values["period"])).end
    for quarter in sorted(frozen, reverse=True):
        entries = frozen[quarter][1]
        if Period.from_key(quarter).end >= end and entries is not None and seq <= entries:
            return quarter
    return None


def _quarter(
    session: RecordingSession, table: str, row: int, column: str, values: dict[str, Any]
) -> int | None:
    """The row's quarter; an entry that changed other columns alone does not name it."""
    if column in values:
        return int(values[column])
    asked = f"SELECT {column} FROM {table} WHERE id = ?"  # noqa: S608 - our own words
    found = session.connection().exec_driver_sql(asked, (row,)).scalar()
    return None if found is None else int(found)
