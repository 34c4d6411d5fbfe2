"""Erasing a person's name or words on request: from the rows, drafts, history, index and reported quarters.

The chain of history still verifies after it (app.store.erasures). The file itself is swept clean once the change is
committed; what lies beside it is app.store.erased_files.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Session

from app.models.base import Base, Entity
from app.models.columns import Document
from app.rules.erasing import finder, needle, without
from app.rules.errors import Problem, Refused
from app.rules.rich_text import to_html
from app.rules.rich_text_reading import read_html
from app.store import chain, erased_snapshots, erasures, text_index
from app.store.recording import RecordingSession
from app.store.sweeping import note_due

Key = tuple[str, int]
_SEALED = ("prev", "op_id", "at", "account", "post", "label", "reason", "kind", "undoes", "payload_sha")


def text_columns(table: str) -> tuple[str, ...]:
    """Those of a table that people write in."""
    columns = Base.metadata.tables[table].columns
    return tuple(c.name for c in columns if type(c.type) is Text or isinstance(c.type, Document))


def entity_tables() -> tuple[str, ...]:
    return tuple(sorted(str(m.local_table.name) for m in Base.registry.mappers  # type: ignore[attr-defined]
                        if issubclass(m.class_, Entity)))  # fmt: skip


@dataclass
class Eraser:
    """One erasure, within one transaction."""

    session: RecordingSession
    text: str
    mark: str
    touched: dict[Key, None] = field(default_factory=dict)
    told: dict[int, dict[str, Any]] = field(default_factory=dict)
    """By entry what became of it, by this erasure and by those whose own payload it erases."""

    def __post_init__(self) -> None:
        driver: Any = self.session.connection().connection.driver_connection
        self.raw: sqlite3.Connection = driver
        self.pattern: re.Pattern[str] = finder(self.text)
        self.needle = needle(self.text)

    def run(self) -> bool:
        """False where nothing held the text."""
        self.raw.execute("PRAGMA secure_delete = ON")
        beside = self._drafts() + self._facts()
        for table in entity_tables():
            self._rows(table)
        self._frozen()
        for seq, after in self._history():
            erasures.change_words(self.raw, seq, after)
            self.told[seq] = {**self.told.get(seq, {}), **after}
        if not (self.touched or self.told or beside):
            return False
        self._restate()
        text_index.rebuild(self.raw)
        self.raw.execute("INSERT INTO words (words) VALUES ('optimize')")  # else its segments keep what was deleted
        note_due(self.raw)
        return True

    def _drafts(self) -> int:
        held = [row for row, body in self.raw.execute("SELECT id, body FROM draft") if self.pattern.search(body)]
        self.raw.executemany("DELETE FROM draft WHERE id = ?", [(row,) for row in held])
        return len(held)

    def _facts(self) -> int:
        held = [(key, value) for key, value in self.raw.execute("SELECT key, value FROM meta")
                if self.pattern.search(value)]  # fmt: skip
        for key, value in held:
            self.raw.execute("UPDATE meta SET value = ? WHERE key = ?", (self._marked(value), key))
        return len(held)

    def _rows(self, table: str) -> None:
        names = text_columns(table)
        if not names:
            return
        found = self.raw.execute(f"SELECT id, {', '.join(names)} FROM {table}").fetchall()  # noqa: S608 - our names
        for row, *values in found:
            new = {name: self._cleaned(table, name, value) for name, value in zip(names, values, strict=True)
                   if isinstance(value, str) and self.pattern.search(value)}  # fmt: skip
            if new:
                self._change(table, row, new)

    def _change(self, table: str, row: int, new: dict[str, Any]) -> None:
        """Where a rule of the database stands against it, the mark gives way: it is cut to the room there was, or
        numbered where the name must be one of its own."""
        sets = ", ".join(f"{name} = ?" for name in new)
        asked = f"UPDATE {table} SET {sets}, version = version + 1 WHERE id = ?"  # noqa: S608 - our own names
        for values in self._forms(table, row, new):
            try:
                self.raw.execute(asked, (*values, row))
            except sqlite3.IntegrityError:
                continue
            self.touched[table, row] = None
            return
        raise Refused(Problem("erase_no_room", {"field": "mark", "noun": table}))

    def _forms(self, table: str, row: int, new: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        before = self.raw.execute(f"SELECT {', '.join(new)} FROM {table} WHERE id = ?", (row,)).fetchone()  # noqa: S608
        whole, room = [None] * len(new), [len(str(value)) for value in before]
        for rooms in (whole, room):
            for number in range(1, 200):
                yield tuple(self._fitted(table, name, value, most, number)
                            for (name, value), most in zip(new.items(), rooms, strict=True))  # fmt: skip

    def _fitted(self, table: str, name: str, value: Any, most: int | None, number: int) -> Any:
        if number == 1 or not self._is_name(table, name):
            return value[:most]
        mark = f" {number}"
        return f"{value if most is None else value[: max(most - len(mark), 1)]}{mark}"

    @staticmethod
    def _is_name(table: str, column: str) -> bool:
        """A text that people see alone; a document in JSON would no longer be one with a number behind it."""
        return type(Base.metadata.tables[table].columns[column].type) is Text and column in ("name", "tag", "subject")

    def _cleaned(self, table: str, column: str, value: str) -> str:
        if isinstance(Base.metadata.tables[table].columns[column].type, Document):
            return json.dumps(without(self.pattern, json.loads(value), self.mark), sort_keys=True, ensure_ascii=False)
        cleaned = self._marked(value)
        if column == "html":
            return to_html(read_html(cleaned))  # a mark may have swallowed the end of a tag
        return cleaned

    def _marked(self, value: str) -> str:
        return self.pattern.sub(lambda _found: self.mark, value)

    def _frozen(self) -> None:
        for row, sha in self.raw.execute("SELECT id, snapshot_sha256 FROM frozen_quarter").fetchall():
            new = erased_snapshots.cleaned(self.session, sha, self.pattern, self.mark)
            if new is not None:
                self._change("frozen_quarter", row, {"snapshot_sha256": new})

    def _history(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """(entry, what becomes of it) for each that holds the text."""
        names = (*_SEALED, "payload")
        asked = f"SELECT seq, {', '.join(names)} FROM history ORDER BY seq"  # noqa: S608 - our names
        for seq, *values in self.raw.execute(asked).fetchall():
            entry = dict(zip(names, values, strict=True))
            after: dict[str, Any] = {}
            payload = entry["payload"]
            if payload and self.needle in payload.casefold() and self._in_payload(payload):
                after["payload"] = None
            worded = {name: self._marked(entry[name]) for name in erasures.WORDS if self.pattern.search(entry[name])}
            if worded:
                parts = {**entry, **worded}
                after |= {**worded, "sealed": chain.head_of(*(parts[name] for name in _SEALED))}
            if after:
                yield seq, after

    def _in_payload(self, payload: str) -> bool:
        """Whether it holds the text; then the rows that it tells of are restated."""
        rows = json.loads(payload)
        if not any(self._in_values(before) or self._in_values(after) for _table, _row, before, after in rows):
            return False
        for table, row, _before, after in rows:
            if table == erasures.TABLE:
                self.told[row] = {**after, **self.told.get(row, {})}  # an earlier erasure's word goes on in this one
            else:
                self.touched[table, row] = None
        return True

    def _in_values(self, values: dict[str, Any] | None) -> bool:
        return any(isinstance(value, str) and self.pattern.search(value) for value in (values or {}).values())

    def _restate(self) -> None:
        for table, row in self.touched:
            found = self.raw.execute(f"SELECT * FROM {table} WHERE id = ?", (row,))  # noqa: S608 - our names
            values = found.fetchone()
            names = [each[0] for each in found.description]
            self.session.rows.append((table, row, {}, dict(zip(names, values, strict=True)) if values else None))
        # Where a draft alone held it, there is an entry all the same: it tells of no other.
        told = self.told if self.told or self.session.rows else {0: {}}
        self.session.rows += [(erasures.TABLE, seq, {}, after) for seq, after in told.items()]


def erase(session: Session, text: str, mark: str) -> bool:
    """Within a change of kind "erased". False where nothing holds the text."""
    if not isinstance(session, RecordingSession):
        raise TypeError("personal data is erased inside a change")
    session.flush()
    return Eraser(session, text, mark).run()
