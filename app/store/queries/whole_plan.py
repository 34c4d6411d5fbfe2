"""Everything a plan holds, read by the entities' own description, so that no table can be forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import REAL, Column, Integer, Table
from sqlalchemy.orm import Session

from app.models.base import Base, Entity
from app.models.columns import Day, Document, Flagged, Moment, Span
from app.rules.whole_plan import Everything, Kind, Original, Stored, StoredColumn, StoredTable, WholePlan
from app.store.identity import SCHEMA_VERSION
from app.store.queries.lists import quarters
from app.store.queries.quarter_book import quarter_book
from app.store.recording import to_stored

NOT_CARRIED = {
    "blob": "originals travel as files beside the workbook",
    "current_reading": "worked out from the readings",
    "draft": "texts still being written, of this computer alone",
    "history": "told as a list; the new store begins a chain of its own",
    "history_touch": "worked out from the history",
    "meta": "facts of the store, not of the plan",
}
"""Tables that are no sheet of the whole plan, and why."""

_KINDS: dict[Any, Kind] = {Day: Kind.DAY, Moment: Kind.MOMENT, Flagged: Kind.YES_NO, Span: Kind.PERIOD, Document: Kind.DATA}


def carried_tables() -> list[Table]:
    """The entities' tables, those that others lead to first."""
    kept = {
        mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, Entity)
    }  # an entity without a table of its own cannot be
    return [table for table in Base.metadata.sorted_tables if table in kept]


def empty_tables() -> tuple[StoredTable, ...]:
    """What a plan consists of here, without a row."""
    return tuple(StoredTable(table.name, columns_of_table(table), ()) for table in carried_tables())


def whole_plan(session: Session) -> WholePlan:
    """Raises nothing of its own; reads each table once."""
    bound = session.connection()
    tables = tuple(_read(bound, table) for table in carried_tables())
    name = bound.exec_driver_sql("SELECT value FROM meta WHERE key = 'name'").scalar()
    key = bound.exec_driver_sql("SELECT op_id FROM history WHERE seq = 1").scalar()
    changes = bound.exec_driver_sql(
        "SELECT seq, at, coalesce(nullif(post, ''), account), label, reason, kind FROM history ORDER BY seq"
    )
    return WholePlan(
        name=str(name or ""),
        key=str(key or ""),
        schema=SCHEMA_VERSION,
        tables=tables,
        originals=_originals(bound, tables),
        changes=tuple(tuple(row) for row in changes),
        names={table.name: _names(table) for table in tables},
    )


def everything(session: Session) -> Everything:
    known = quarters(session)
    return Everything(whole_plan(session), quarter_book(session, known[-1]) if known else None)


def columns_of_table(table: Table) -> tuple[StoredColumn, ...]:
    """Id and version first, whatever the order in which the store was upgraded."""
    own = ("id", "version")
    first = [table.columns[name] for name in own]
    others = [each for each in table.columns if str(each.name) not in own]
    return tuple(_column(column) for column in (*first, *others))


def _column(column: Column[Any]) -> StoredColumn:
    leads_to = next((key.column.table.name for key in column.foreign_keys), "")
    kind = next((found for each, found in _KINDS.items() if isinstance(column.type, each)), None)
    if kind is None and isinstance(column.type, Integer):
        kind = Kind.LINK if leads_to else Kind.WHOLE
    if kind is None:
        kind = Kind.REAL if isinstance(column.type, REAL) else Kind.TEXT
    return StoredColumn(column.name, kind, bool(column.nullable), leads_to, _default(column))


def _default(column: Column[Any]) -> Stored:
    given: Any = None if column.default is None else getattr(column.default, "arg", None)
    value = given(None) if callable(given) else given
    way = to_stored(column.table.name)[column.name]
    found: Stored = value if way is None else way(value)
    return found


def _read(bound: Any, table: Table) -> StoredTable:
    columns = columns_of_table(table)
    names = ", ".join(f'"{column.name}"' for column in columns)
    rows = bound.exec_driver_sql(f'SELECT {names} FROM "{table.name}" ORDER BY id').fetchall()
    return StoredTable(table.name, columns, tuple(tuple(row) for row in rows))


def _names(table: StoredTable) -> Mapping[int, str]:
    """What each row is called: code and title, or a name."""
    at = {column.name: place for place, column in enumerate(table.columns)}
    titled = "title" in at and "name" not in at
    wanted = ["code", "title"] if titled else ["name"] if "name" in at else ["file_name"]
    parts = [each for each in wanted if each in at]
    if not parts:
        return {}
    return {
        int(row[at["id"]] or 0): " ".join(str(row[at[part]] or "") for part in parts).strip() for row in table.rows
    }


def _originals(bound: Any, tables: tuple[StoredTable, ...]) -> tuple[Original, ...]:
    called: dict[str, str] = {}
    for table in tables:
        at = {column.name: place for place, column in enumerate(table.columns)}
        named = next((at[each] for each in ("file_name", "name", "title") if each in at), None)
        for column in table.columns:
            if column.leads_to == "blob" and named is not None:
                for row in table.rows:
                    called.setdefault(str(row[at[column.name]]), str(row[named] or ""))
    rows = bound.exec_driver_sql("SELECT sha256, size, content IS NOT NULL FROM blob ORDER BY sha256")
    return tuple(Original(sha, size, called.get(sha, ""), bool(kept)) for sha, size, kept in rows)
