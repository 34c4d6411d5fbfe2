"""Undo replays an entry's rows backwards as a new entry; redo replays them forwards."""

from __future__ import annotations

import json
from typing import Any

from app.rules.errors import Problem, Refused
from app.store.many_rows import Row
from app.store.recording import RecordingSession, _note_reading, columns_of, entity_of


def replay(session: RecordingSession, payload: str, *, backwards: bool) -> None:
    """Apply a stored payload. Raises Refused undo_conflict where a later change touched the same field."""
    rows: list[Row] = [tuple(row) for row in json.loads(payload)]
    if backwards:
        rows = [(table, row, after, before) for table, row, before, after in reversed(rows)]
    for table, row, before, after in rows:
        if not {"id", *(before or ()), *(after or ())} <= columns_of(table):
            raise Refused(Problem("undo_unknown", {"table": table}))
        session.rows.append(_apply(session, table, row, before, after))
        if table == "reading":
            _note_reading(session, before or after or {})


def _apply(session: RecordingSession, table: str, row: int, before: dict[str, Any] | None,
           after: dict[str, Any] | None) -> Row:  # fmt: skip
    now = _current(session, table, row)
    if (before is None) != (now is None):
        raise _conflict(session, table, row)
    if now is None:
        assert after is not None
        _insert(session, table, after)
        return (table, row, None, after)
    changed = [name for name, value in (before or {}).items() if name != "version" and now[name] != value]
    if changed:
        raise _conflict(session, table, row, changed[0])
    connection = session.connection()
    if after is None:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (row,))
        return (table, row, now, None)
    new = {**after, "version": now["version"] + 1}
    assert before is not None
    sets = ", ".join(f"{name} = ?" for name in new)
    connection.exec_driver_sql(f"UPDATE {table} SET {sets} WHERE id = ?", (*new.values(), row))
    return (table, row, {**before, "version": now["version"]}, new)


def _insert(session: RecordingSession, table: str, values: dict[str, Any]) -> None:
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    session.connection().exec_driver_sql(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",
        tuple(values.values()),
    )


def _current(session: RecordingSession, table: str, row: int) -> dict[str, Any] | None:
    found = session.connection().exec_driver_sql(f"SELECT * FROM {table} WHERE id = ?", (row,))
    values = found.mappings().first()
    return dict(values) if values is not None else None


def _conflict(session: RecordingSession, table: str, row: int, column: str = "") -> Refused:
    """Say who changed it since, and when."""
    root = entity_of(table).root
    noun, owner = (table, row)
    if root is not None:
        found = (
            session.connection()
            .exec_driver_sql(
                f"SELECT {root[1]} FROM {table} WHERE id = ?",
                (row,),
            )
            .scalar()
        )
        noun, owner = (root[0], int(found)) if found is not None else (table, row)
    last = (
        session.connection()
        .exec_driver_sql(
            "SELECT h.account, h.post, h.at, h.label FROM history_touch t JOIN history h ON h.seq = t.seq"
            " WHERE t.noun = ? AND t.row = ? ORDER BY t.seq DESC LIMIT 1",
            (noun, owner),
        )
        .first()
    )
    facts: dict[str, Any] = {"noun": noun, "id": owner, "column": column}
    if last is not None:
        facts |= {"who": last[1] or last[0], "at": last[2], "label": last[3]}
    return Refused(Problem("undo_conflict", facts))
