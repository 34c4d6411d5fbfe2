"""Checking a store: SQLite's own checks, the chain of hashes, and history replayed against the tables."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.rules.errors import Cancelled
from app.store import blobs, erasures, text_index
from app.store.chain import GENESIS, NAMED
from app.store.identity import SCHEMA_VERSION
from app.store.operations_log import SELECT
from app.store.touches import Touches

_FIRST_WITH_ORIGINALS = 2
Progress = Callable[[int, int], bool]
"""Called with (done, total); returns False to cancel."""


@dataclass(frozen=True)
class Report:
    """`problems` are sentences' facts: (code, detail). Sound when there is none."""

    entries: int
    rows: int
    head: str
    problems: tuple[tuple[str, str], ...]

    @property
    def sound(self) -> bool:
        return not self.problems


def verify(raw: sqlite3.Connection, progress: Progress | None = None, *, integrity: bool = True) -> Report:
    """Read everything once. Raises Cancelled; any other error while reading is a problem of the report."""
    problems: list[tuple[str, str]] = []
    replayed = _Replay()
    try:
        if integrity:
            problems += _integrity(raw)
        problems += replayed.run(raw, progress)
        problems += _compare(raw, replayed.tables)
        problems += _current_readings(raw)
        problems += _text_index(raw)
        problems += _originals(raw)
        problems += _name(raw)
    except Cancelled:
        raise
    except Exception as error:  # noqa: BLE001 - damage shows as any error at all (measured: UnicodeDecodeError and more)
        problems.append(("unreadable", f"{type(error).__name__}: {error}"))
    rows = sum(len(rows) for rows in replayed.tables.values())
    return Report(replayed.entries, rows, replayed.head, tuple(problems))


def _integrity(raw: sqlite3.Connection) -> list[tuple[str, str]]:
    found = [("integrity", text) for (text,) in raw.execute("PRAGMA integrity_check(20)") if text != "ok"]
    found += [("foreign_key", f"{row[0]} row {row[1]}") for row in raw.execute("PRAGMA foreign_key_check")]
    return found


class _Replay:
    def __init__(self) -> None:
        self.tables: dict[str, dict[int, dict[str, Any]]] = {}
        self.entries, self.head = 0, GENESIS
        self.touches = Touches()

    def run(self, raw: sqlite3.Connection, progress: Progress | None) -> list[tuple[str, str]]:
        total = raw.execute("SELECT count(*) FROM history").fetchone()[0] if progress else 0
        sha, loads = hashlib.sha256, json.loads
        erased = erasures.erasures_of(raw)
        replay = self._replay_around if erased.gone else self._replay_exactly
        prev, number = GENESIS, 0
        for (
            seq,
            op_id,
            at,
            account,
            post,
            label,
            reason,
            kind,
            undoes,
            payload,
            payload_sha,
            before,
            head,
        ) in raw.execute(f"{SELECT} ORDER BY seq"):
            number += 1
            back = "" if undoes is None else str(undoes)
            sealed = "\x1f".join((prev, op_id, at, account, post, label, reason, kind, back, payload_sha))
            seal = sha(sealed.encode()).hexdigest()
            if seq != number or before != prev or seal != erased.sealed.get(seq, head):
                return [("chain", str(seq))]
            if payload is None:
                if seq not in erased.gone:
                    return [("payload", str(seq))]
            elif sha(payload.encode()).hexdigest() != payload_sha:
                return [("payload", str(seq))]
            else:
                rows = loads(payload)
                replay(rows)
                self.touches.note(seq, rows, self.tables)
            prev = head
            if progress and number % 2000 == 0 and not progress(number, total):
                raise Cancelled
        self.entries, self.head = number, prev
        odd = self.touches.differences(raw, erased.gone)
        return [("history_index", str(odd))] if odd else []

    def _replay_exactly(self, rows: list[Any]) -> None:
        tables = self.tables
        for table, row, old, new in rows:
            if old is None:
                tables.setdefault(table, {})[row] = new
            elif new is None:
                del tables[table][row]
            elif table != erasures.TABLE:
                tables[table][row].update(new)

    def _replay_around(self, rows: list[Any]) -> None:
        """Where entries were erased, rows that only they told of are met half way, until the erasure restates them."""
        for table, row, old, new in rows:
            if table == erasures.TABLE:
                continue
            known = self.tables.setdefault(table, {})
            if new is None:
                known.pop(row, None)
            elif old is None:
                known[row] = new
            else:
                known.setdefault(row, {}).update(new)


def _compare(raw: sqlite3.Connection, tables: dict[str, dict[int, dict[str, Any]]]) -> list[tuple[str, str]]:
    from app.models.base import Base, Entity  # maps every entity: opening a store needs none

    problems = []
    older = _version(raw) < SCHEMA_VERSION
    for mapper in Base.registry.mappers:
        if not issubclass(mapper.class_, Entity):
            continue
        table = mapper.local_table
        name = str(table.name)  # type: ignore[attr-defined]
        expected = tables.get(name, {})
        # What a row's history does not mention, written before the column was there, is the column's default.
        there = {row[1]: "" if row[4] == "''" else None for row in raw.execute(f'PRAGMA table_info("{name}")')}
        # An older store, or a backup of one, has not every table and column yet.
        if older and not there and not expected:
            continue
        names = [column.name for column in table.columns if not older or column.name in there]
        place = names.index("id")
        seen = 0
        for values in raw.execute(f"SELECT {', '.join(names)} FROM {name}"):
            known = expected.get(values[place])
            seen += 1
            if known is None or [known.get(column, there[column]) for column in names] != list(values):
                problems.append(("row", f"{name} {values[place]}"))
        if seen != len(expected):
            problems.append(("rows", f"{name}: {seen} stored, {len(expected)} in the history"))
    return problems[:50]


def _version(raw: sqlite3.Connection) -> int:
    return int(raw.execute("PRAGMA user_version").fetchone()[0])


def _originals(raw: sqlite3.Connection) -> list[tuple[str, str]]:
    if _version(raw) < _FIRST_WITH_ORIGINALS:
        return []
    return [("original", sha) for sha in (*blobs.damaged(raw), *blobs.missing(raw))]


def _text_index(raw: sqlite3.Connection) -> list[tuple[str, str]]:
    if _version(raw) < SCHEMA_VERSION:
        return []
    odd = text_index.differences(raw)
    return [("text_index", str(odd))] if odd else []


def _name(raw: sqlite3.Connection) -> list[tuple[str, str]]:
    """The store's own name stands outside the tables that history tells of; its first entry says it, if any does."""
    told = raw.execute("SELECT reason FROM history WHERE seq = 1 AND reason LIKE ?", (NAMED.format("%"),)).fetchone()
    if told is None:
        return []
    known = raw.execute("SELECT value FROM meta WHERE key = 'name'").fetchone()
    return [] if known is not None and NAMED.format(known[0]) == told[0] else [("name", known[0] if known else "")]


def _current_readings(raw: sqlite3.Connection) -> list[tuple[str, str]]:
    newest = (
        "SELECT locality_id, period, indicator_id, max(id), value, numerator, denominator, status FROM reading"
        " GROUP BY locality_id, period, indicator_id"
    )
    odd = raw.execute(
        f"SELECT count(*) FROM (SELECT * FROM ({newest}) EXCEPT SELECT * FROM current_reading)"
    ).fetchone()[0]
    extra = raw.execute("SELECT count(*) FROM current_reading").fetchone()[0]
    known = raw.execute(f"SELECT count(*) FROM ({newest})").fetchone()[0]
    return [("current_readings", str(odd or extra - known))] if odd or extra != known else []
