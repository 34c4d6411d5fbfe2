"""The plan as it stood when a quarter was frozen: its tables in a small database of their own.

Questions are put to it as to the store, so that what was reported needs no second way of being read. It lacks
what no paper shows: the history but for its last head, workbooks, drafts, and readings that others had replaced.
"""

from __future__ import annotations

import sqlite3
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.rules.errors import KnownError
from app.rules.indicator import Status
from app.rules.lists import WHOLE_COUNTY
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.store import blobs, connection
from app.store.identity import SCHEMA_VERSION
from app.store.queries.issues_then import Then, changed_since

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LONGEST = 1 << 29
"""Bytes of a snapshot unpacked; the sample plan takes 3 million."""
_LEFT_OUT = ("draft", "history_touch", "frozen_quarter")
_CURRENT = "SELECT * FROM reading WHERE id IN (SELECT reading_id FROM current_reading)"
_LAST = (
    "SELECT seq, op_id, at, account, post, label, reason, kind, undoes, NULL, payload_sha, prev, head"
    " FROM history ORDER BY seq DESC LIMIT 1"
)
_CHOSEN = {
    "reading": _CURRENT,
    "blob": "SELECT sha256, size, NULL FROM blob",
    "history": _LAST,
}
_OBJECTS = (
    "SELECT name, sql FROM sqlite_schema WHERE type {} AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    " AND tbl_name NOT LIKE 'words%'"  # the full-text index: what was reported is not searched
)


def take(session: Session, quarter: Period) -> bytes:
    """The session's tables, with the quarter frozen in them; of a past quarter, issues as they were at its end."""
    driver: Any = session.connection().connection.driver_connection
    made = sqlite3.connect(":memory:", isolation_level=None)
    try:
        made.execute("BEGIN")
        for name, sql in driver.execute(_OBJECTS.format("= 'table'")).fetchall():
            made.execute(sql)
            if name not in _LEFT_OUT:
                _copy(driver, made, name)
        for _, sql in driver.execute(_OBJECTS.format("<> 'table'")).fetchall():
            made.execute(sql)
        _take_back(made, changed_since(session, quarter))
        made.execute("UPDATE quarter SET frozen = 1 WHERE period = ?", (quarter.key,))
        made.execute("COMMIT")
        (version,) = driver.execute("PRAGMA user_version").fetchone()
        made.execute(f"PRAGMA user_version = {int(version)}")
        return packed(made)
    finally:
        made.close()


def packed(raw: sqlite3.Connection) -> bytes:
    """The database as it is kept."""
    return zlib.compress(raw.serialize(), 6)


def _copy(driver: Any, made: sqlite3.Connection, table: str) -> None:
    chosen = driver.execute(_CHOSEN.get(table, f"SELECT * FROM {table}"))  # noqa: S608 - our own words
    marks = ", ".join("?" * len(chosen.description))
    made.executemany(f"INSERT INTO {table} VALUES ({marks})", chosen)  # noqa: S608 - our own words


def _take_back(made: sqlite3.Connection, then: Then) -> None:
    """What changed after the quarter that followed was opened."""
    for table, rows in then.items():
        for row, past in rows.items():
            there = made.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row,)).fetchone()  # noqa: S608 - our words
            if past is None:
                made.execute(f"DELETE FROM {table} WHERE id = ?", (row,))  # noqa: S608
            elif there:
                sets = ", ".join(f"{name} = ?" for name in past)
                made.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*past.values(), row))  # noqa: S608
            else:
                marks = ", ".join("?" * len(past))
                made.execute(f"INSERT INTO {table} ({', '.join(past)}) VALUES ({marks})", tuple(past.values()))  # noqa: S608


def unpack(data: bytes) -> sqlite3.Connection:
    """A database in memory, brought up to date. Raises KnownError original_damaged."""
    try:
        plain = _inflated(data)
        raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        for pragma in connection.ALWAYS:  # it may have come with a store from elsewhere
            raw.execute(pragma)
        raw.deserialize(plain)
        if raw.execute("SELECT 1 FROM sqlite_schema WHERE type = 'view'").fetchone():
            raise sqlite3.DatabaseError("a snapshot holds tables alone")
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        if version < SCHEMA_VERSION:
            plain = _upgraded(plain)
            raw.deserialize(plain)
    except (zlib.error, sqlite3.Error) as error:
        raise KnownError("original_damaged", sha256="") from error
    return raw


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(data, _LONGEST)
    if not unpacker.eof:
        raise zlib.error("cut off, or more than a plan can hold")
    return plain


def _upgraded(plain: bytes) -> bytes:
    from app.store.migrations import run  # alembic is needed only for what an older version froze

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frozen.plan"
        path.write_bytes(plain)
        run.upgrade(path)
        return path.read_bytes()


def put_figure(raw: sqlite3.Connection, row: ReadingRow) -> bool:
    """Correct a figure of the county in a snapshot of one's own; False where it had none for the period."""
    figures = (row.value, row.numerator, row.denominator, Status.RESTATED.value)
    values = (*figures, row.indicator_id, row.period.key, WHOLE_COUNTY)
    where = "WHERE indicator_id = ? AND period = ? AND locality_id = ?"
    sets = "SET value = ?, numerator = ?, denominator = ?, status = ?"
    changed = [raw.execute(f"UPDATE {table} {sets} {where}", values).rowcount for table in ("current_reading", "reading")]
    return all(changed)


def session_of(raw: sqlite3.Connection) -> Session:
    """For queries. Kept open as long as the database is: its BEGIN must not come twice."""
    from sqlalchemy.orm import Session

    return Session(bind=connection.engine_for(raw, read_only=True), expire_on_commit=False)


def reported(session: Session, sha256: str) -> Session:
    """The snapshot of that hash, to be asked like the store. Raises KnownError original_gone, original_damaged."""
    found = _kept.pop(sha256, None)
    if found is None:
        raw = unpack(blobs.original(session, sha256))
        raw.execute("PRAGMA query_only = ON")
        found = session_of(raw)
    _kept[sha256] = found  # the newest last
    while len(_kept) > _MOST:
        _kept.pop(next(iter(_kept))).close()
    return found


_kept: dict[str, Session] = {}
"""By hash: what was frozen never changes, and pages ask for it again and again."""
_MOST = 6
