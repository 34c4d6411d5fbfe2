"""The session writes the history by itself: every row a change touches, before and after, as stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from operator import is_
from typing import Any

from sqlalchemy import Table, event, inspect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.orm import Session, UOWTransaction

from app.models.base import Base, Entity
from app.rules.changes import Changes
from app.store.many_rows import ManyRows, Row

_DIALECT = SQLiteDialect()


@cache
def to_stored(table: str) -> dict[str, Callable[[Any], Any] | None]:
    """Per column, how a value becomes what SQLite holds (None: as it is)."""
    columns = Base.metadata.tables[table].columns
    return {c.name: c.type.dialect_impl(_DIALECT).bind_processor(_DIALECT) for c in columns}


@cache
def entity_of(table: str) -> type[Entity]:
    for mapper in Base.registry.mappers:
        if isinstance(mapper.local_table, Table) and mapper.local_table.name == table:
            return mapper.class_
    raise KeyError(table)


@cache
def columns_of(table: str) -> frozenset[str]:
    """The columns that a payload may name; none where it is no table with history. What a history says goes into
    statements, and it may come from elsewhere."""
    mapped = {m.local_table.name for m in Base.registry.mappers  # type: ignore[attr-defined]
              if issubclass(m.class_, Entity)}  # fmt: skip
    return frozenset(column.name for column in Base.metadata.tables[table].columns) if table in mapped else frozenset()


class RecordingSession(Session):
    """A session whose flushes are gathered in `rows`."""

    def __init__(self, bind: Any) -> None:
        super().__init__(bind=bind, expire_on_commit=False, autoflush=True)
        self.rows: list[Row | ManyRows] = []
        self.derived_keys: set[tuple[int, int, int]] = set()
        """(locality, period key, indicator) of readings whose current value must be worked out again."""


def _stored(table: str, values: dict[str, Any]) -> dict[str, Any]:
    ways = to_stored(table)
    out = {}
    for name, value in values.items():
        way = ways[name]
        out[name] = value if way is None else way(value)
    return out


@event.listens_for(RecordingSession, "after_flush")
def _record(session: RecordingSession, context: UOWTransaction) -> None:
    rows = [_added(thing) for thing in session.new if isinstance(thing, Entity)]
    rows += [row for thing in session.dirty if isinstance(thing, Entity) and (row := _changed(thing))]
    rows += [_removed(thing) for thing in session.deleted if isinstance(thing, Entity)]
    session.rows += rows
    for table, _, before, after in rows:
        if table == "reading":
            _note_reading(session, before or after or {})


def _columns(thing: Entity) -> list[str]:
    return [column.key for column in inspect(type(thing)).columns]


def _added(thing: Entity) -> Row:
    values = {name: thing.__dict__.get(name) for name in _columns(thing)}
    return (thing.__tablename__, thing.id, None, _stored(thing.__tablename__, values))


def _removed(thing: Entity) -> Row:
    values = {name: getattr(thing, name) for name in _columns(thing)}
    return (thing.__tablename__, thing.id, _stored(thing.__tablename__, values), None)


def _changed(thing: Entity) -> Row | None:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(thing)
    for name in _columns(thing):
        history = state.attrs[name].history
        if not history.has_changes():
            continue
        if not history.deleted:
            raise RuntimeError(f"{thing.__tablename__}.{name} was set without having been read")
        before[name], after[name] = history.deleted[0], thing.__dict__[name]
    if not after:
        return None
    after["version"] = thing.version
    before["version"] = thing.version - 1
    table = thing.__tablename__
    return (table, thing.id, _stored(table, before), _stored(table, after))


def _note_reading(session: RecordingSession, values: dict[str, Any]) -> None:
    if "indicator_id" in values:
        session.derived_keys.add((values["locality_id"], values["period"], values["indicator_id"]))


def insert_rows(session: Session, table: str, rows: Sequence[dict[str, Any]]) -> list[int]:
    """As `insert_columns`, from rows."""
    if not rows:
        return []
    columns: dict[str, list[Any]] = {}
    for column in Base.metadata.tables[table].columns:
        name = column.name
        if column.nullable:
            columns[name] = [values.get(name) for values in rows]
        elif name == "version":
            columns[name] = [values.get(name, 1) for values in rows]
        elif name != "id":
            columns[name] = [values[name] for values in rows]
    return insert_columns(session, table, columns)


def insert_columns(session: Session, table: str, columns: Mapping[str, Sequence[Any]]) -> list[int]:
    """Add many rows of one table in one statement, with their history. Returns the new ids, in order.

    Values are the entities' own (Period, date ...), by column and all columns equally long; every column must be
    given but id, version and those that may be empty.
    """
    count = len(next(iter(columns.values()), ()))
    if not count:
        return []
    if not isinstance(session, RecordingSession):
        raise TypeError("rows are added inside a change")
    session.flush()
    connection = session.connection()
    found = connection.exec_driver_sql(
        "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0), "
        f"coalesce((SELECT max(id) FROM {table}), 0))",
        (Base.metadata.tables[table].name,),
    ).scalar_one()
    first = int(found) + 1
    many = ManyRows(table, _many_stored(table, columns, range(first, first + count)))
    session.rows.append(many)
    marks, values = many.as_written()
    connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(many.columns)}) VALUES ({', '.join(marks)})", values)
    if table == "reading":
        _make_current(session, first)
    return list(many.ids)


def _many_stored(table: str, columns: Mapping[str, Sequence[Any]], ids: Sequence[int]) -> dict[str, Sequence[Any]]:
    """As `_stored`, with every column in the table's order, and a column at a time."""
    ways = to_stored(table)
    usual: dict[str, Any] = {"version": 1}
    found: dict[str, Sequence[Any]] = {}
    for column in Base.metadata.tables[table].columns:
        name = column.name
        if name == "id":
            found[name] = ids
        elif name in columns:
            way = ways[name]
            found[name] = columns[name] if way is None else _ways_gone(way, columns[name])
        elif column.nullable or name in usual:
            found[name] = [usual.get(name)] * len(ids)
        else:
            raise KeyError(name)
    return found


def _ways_gone(way: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """Each value as stored. The same few periods, words and moments come again and again, and are worked out once."""
    if all(map(is_, values, repeat(values[0]))):
        return [way(values[0])] * len(values)
    try:
        made = {value: way(value) for value in set(values)}
    except TypeError:  # lists and the like
        return [way(value) for value in values]
    return [made[value] for value in values]


def _make_current(session: RecordingSession, first: int) -> None:
    """New readings have the highest ids, so each is the current one of its key, the last of several."""
    session.connection().exec_driver_sql(
        "INSERT OR REPLACE INTO current_reading SELECT locality_id, period, indicator_id, id, value, numerator,"
        " denominator, status FROM reading WHERE id >= ? ORDER BY id",
        (first,),
    )


def bring_rows(session: Session, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Add rows as another store held them, ids and versions included, with their history. Values as stored."""
    if not rows:
        return
    if not isinstance(session, RecordingSession):
        raise TypeError("rows are added inside a change")
    at = list(names).index("id")
    for row in rows:
        full = dict(zip(names, row, strict=True))
        session.rows.append((table, row[at], None, full))
        if table == "reading":
            _note_reading(session, full)
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    session.connection().exec_driver_sql(
        f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', [tuple(row) for row in rows]
    )


def refresh_current(session: RecordingSession, keys: Iterable[tuple[int, int, int]]) -> None:
    """Work the current readings out again for these (locality, period key, indicator): the newest wins."""
    wanted = list(keys)
    if not wanted:
        return
    connection = session.connection()
    where = "locality_id = ? AND period = ? AND indicator_id = ?"
    connection.exec_driver_sql(f"DELETE FROM current_reading WHERE {where}", wanted)
    connection.exec_driver_sql(
        "INSERT INTO current_reading SELECT locality_id, period, indicator_id, id, value, numerator, denominator, status"
        f" FROM reading WHERE {where} ORDER BY id DESC LIMIT 1",
        wanted,
    )


def touched(rows: Iterable[Row | ManyRows], session: RecordingSession) -> tuple[Changes, set[tuple[str, int]]]:
    """(every noun touched; the owning nouns alone, for the history's index)."""
    every: dict[str, set[int]] = defaultdict(set)
    owners: set[tuple[str, int]] = set()
    for each in rows:
        if isinstance(each, ManyRows):
            root = entity_of(each.table).root
            every[each.table].update(each.ids)
            noun, numbers = (root[0], set(each.columns[root[1]])) if root else (each.table, set(each.ids))
            owners.update((noun, number) for number in numbers if number is not None)
            continue
        table, row, before, after = each
        every[table].add(row)
        root = entity_of(table).root
        if root is None:
            owners.add((table, row))
            continue
        noun, column = root
        owner = after.get(column) if after else None
        if owner is None and before:
            owner = before.get(column)
        if owner is None:
            name = f"SELECT {column} FROM {table} WHERE id = ?"
            owner = session.connection().exec_driver_sql(name, (row,)).scalar()
        if owner is not None:
            owners.add((noun, owner))
    for noun, number in owners:
        every[noun].add(number)
    return Changes({noun: frozenset(numbers) for noun, numbers in every.items()}), owners
