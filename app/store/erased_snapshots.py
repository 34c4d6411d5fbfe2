"""Reported quarters without a text: the plan as it was frozen, with the mark in its place, under a hash of its own."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import TYPE_CHECKING, Any

from app.rules.erasing import without
from app.rules.errors import KnownError
from app.store import blobs, snapshot

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def cleaned(session: Session, sha256: str, pattern: re.Pattern[str], mark: str) -> str | None:
    """The hash of the snapshot without the text, now kept; None where it does not hold it or is gone. The old one's
    bytes are erased."""
    try:
        raw = snapshot.unpack(blobs.original(session, sha256))
    except KnownError:
        return None
    try:
        if not _clean(raw, pattern, mark):
            return None
        raw.execute("VACUUM")
        new = blobs.keep(session, snapshot.packed(raw))
    finally:
        raw.close()
    session.connection().exec_driver_sql("UPDATE blob SET content = NULL WHERE sha256 = ?", (sha256,))
    return new


def _clean(raw: sqlite3.Connection, pattern: re.Pattern[str], mark: str) -> int:
    changed = 0
    guards = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    for (table,) in raw.execute(_TABLES).fetchall():
        for column in _texts(raw, table):
            held = [value for (value,) in raw.execute(f"SELECT DISTINCT {column} FROM {table}")  # noqa: S608 - ours
                    if isinstance(value, str) and pattern.search(value)]  # fmt: skip
            for value in held:
                raw.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?",  # noqa: S608 - ours
                            (_without(pattern, value, mark), value))  # fmt: skip
            changed += len(held)
    for _, sql in guards:
        raw.execute(sql)
    return changed


def _texts(raw: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in raw.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]


def _without(pattern: re.Pattern[str], value: str, mark: str) -> str:
    if value[:1] in "[{":
        try:
            told: Any = json.loads(value)
        except ValueError:
            return pattern.sub(lambda _found: mark, value)
        return json.dumps(without(pattern, told, mark), sort_keys=True, ensure_ascii=False)
    return pattern.sub(lambda _found: mark, value)
