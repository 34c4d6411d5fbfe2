"""Where a person's name or words stand in the store, before they are erased."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.rules.erasing import Found, Place, around, finder, needle
from app.rules.period import Period
from app.store import snapshot
from app.store.erasing import entity_tables, text_columns
from app.store.erasures import WORDS
from app.store.recording import entity_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TITLES = ("title", "name", "file_name")
_OPENS = frozenset({"issue", "indicator", "decision", "initiative", "inspectorate", "recommendation", "document"})
_ORIGINALS = (
    ("department_return", "SELECT r.id, r.sha256, r.file_name FROM department_return r"),
    ("document", "SELECT d.id, d.sha256, d.title FROM document d WHERE d.sha256 IS NOT NULL"),
)
_PART = 40_000_000
"""Bytes of one part of a file that are looked through."""


def find_text(session: Session, text: str) -> Found:
    """Every place that holds the text. Reads the whole store once."""
    driver: Any = session.connection().connection.driver_connection
    search = _Search(driver, text)
    return Found(
        rows=tuple(search.rows()),
        drafts=tuple(search.drafts()),
        history=tuple(search.history()),
        worded=tuple(search.worded()),
        frozen=tuple(search.frozen()),
        originals=tuple(search.originals()),
    )


class _Search:
    def __init__(self, raw: sqlite3.Connection, text: str) -> None:
        self.raw, self.pattern, self.needle = raw, finder(text), needle(text)

    def rows(self) -> Iterator[Place]:
        for table in entity_tables():
            names = text_columns(table)
            if not names:
                continue
            asked = f"SELECT id, {', '.join(names)} FROM {table} ORDER BY id"  # noqa: S608 - our own names
            for row, *values in self.raw.execute(asked).fetchall():
                for name, value in zip(names, values, strict=True):
                    if isinstance(value, str) and self.pattern.search(value):
                        yield self._place(table, row, name, value)

    def _place(self, table: str, row: int, column: str, value: str) -> Place:
        noun, thing = self._owner(table, row)
        opens = noun if noun in _OPENS else ""
        return Place(table, row, column, self._title(noun, thing), around(self.pattern, value), opens, thing)

    def _owner(self, table: str, row: int) -> tuple[str, int]:
        root = entity_of(table).root
        if root is None:
            return table, row
        found = self.raw.execute(f"SELECT {root[1]} FROM {table} WHERE id = ?", (row,)).fetchone()  # noqa: S608 - ours
        return (root[0], int(found[0])) if found and found[0] is not None else (table, row)

    def _title(self, table: str, row: int) -> str:
        if table == "decision":
            asked = "SELECT i.title FROM decision d JOIN issue i ON i.id = d.issue_id WHERE d.id = ?"
        elif table == "assessment":
            asked = "SELECT d.name, a.quarter FROM assessment a JOIN department d ON d.id = a.department_id WHERE a.id = ?"
        else:
            names = {each[1] for each in self.raw.execute(f"PRAGMA table_info({table})")}
            column = next((each for each in _TITLES if each in names), None)
            if column is None:
                return ""
            asked = f"SELECT {column} FROM {table} WHERE id = ?"  # noqa: S608 - our own names
        found = self.raw.execute(asked, (row,)).fetchone()
        if found is None:
            return ""
        return str(found[0]) if len(found) == 1 else f"{found[0]}, {Period.from_key(found[1]).label}"

    def drafts(self) -> Iterator[Place]:
        for row, body in self.raw.execute("SELECT id, body FROM draft ORDER BY id").fetchall():
            if self.pattern.search(body):
                yield Place("draft", row, "body", "", around(self.pattern, body))

    def history(self) -> Iterator[Place]:
        """Entries whose payload holds it."""
        asked = "SELECT seq, at, label, payload FROM history WHERE payload IS NOT NULL ORDER BY seq"
        for seq, at, label, payload in self.raw.execute(asked).fetchall():
            if self.needle in payload.casefold() and self._in_payload(payload):
                yield Place("history", seq, "payload", self.pattern.sub("…", label), _day(at))

    def _in_payload(self, payload: str) -> bool:
        return any(
            isinstance(value, str) and self.pattern.search(value)
            for _table, _row, before, after in json.loads(payload)
            for values in (before, after)
            for value in (values or {}).values()
        )

    def worded(self) -> Iterator[Place]:
        asked = f"SELECT seq, at, {', '.join(WORDS)} FROM history ORDER BY seq"  # noqa: S608 - our own names
        for seq, at, *values in self.raw.execute(asked).fetchall():
            for name, value in zip(WORDS, values, strict=True):
                if self.pattern.search(value):
                    yield Place("history", seq, name, _day(at), around(self.pattern, value))

    def frozen(self) -> Iterator[Place]:
        asked = "SELECT id, quarter, edition, snapshot_sha256 FROM frozen_quarter ORDER BY id"
        for row, quarter, edition, sha in self.raw.execute(asked).fetchall():
            data = self._bytes(sha)
            if data is not None and _in_snapshot(data, self.pattern):
                yield Place("frozen_quarter", row, "snapshot", Period.from_key(quarter).label, f"edition {edition}")

    def originals(self) -> Iterator[Place]:
        """Workbooks and documents, which are kept byte for byte. Printed papers cannot be looked through."""
        for table, asked in _ORIGINALS:
            for row, sha, name in self.raw.execute(asked).fetchall():
                data = self._bytes(sha)
                if data is not None and any(map(self.pattern.search, _texts(data))):
                    yield Place(table, row, "original", self.pattern.sub("…", name), "")

    def _bytes(self, sha: str) -> bytes | None:
        found = self.raw.execute("SELECT content FROM blob WHERE sha256 = ?", (sha,)).fetchone()
        return None if found is None or found[0] is None else bytes(found[0])


def _day(at: str) -> str:
    return f"{datetime.fromisoformat(at):%d/%m/%Y %H:%M}"


def _in_snapshot(data: bytes, pattern: re.Pattern[str]) -> bool:
    try:
        raw = snapshot.unpack(data)
    except Exception:  # noqa: BLE001 - a damaged one is told of by the check, and holds what it holds
        return False
    try:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = (row for table in tables for row in raw.execute(f"SELECT * FROM {table}"))  # noqa: S608 - our own
        return any(isinstance(value, str) and pattern.search(value) for row in rows for value in row)
    finally:
        raw.close()


def _texts(data: bytes) -> Iterator[str]:
    """What can be read in the bytes: the parts of a zip (every Office file is one), or the bytes themselves."""
    if not data.startswith(b"PK"):
        yield data.decode("utf-8", "ignore")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for each in book.infolist():
                with book.open(each) as part:
                    # Words of one sentence may stand in runs of their own, with only marks between them.
                    text = part.read(_PART).decode("utf-8", "ignore")
                    yield text
                    yield re.sub(r"<[^<>]*>", "", text)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError):
        return
