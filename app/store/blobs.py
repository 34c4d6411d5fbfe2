"""Originals byte for byte: in the store by their SHA-256, and once more beside the operations log.

The log's lines name an original by its hash only; what lies beside it lets a restore bring the bytes back too.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.rules.errors import KnownError
from app.store.whole_file import save_bytes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NAMES = {
    "assessment_text": ("pictures",),
    "department_return": ("sha256",),
    "document": ("sha256",),
    "frozen_quarter": ("pdf_sha256", "public_sha256", "snapshot_sha256"),
}
"""Which columns of which tables name an original, or several in a list."""
_HASH = re.compile(r"\b[0-9a-f]{64}\b")


def keep(session: Session, data: bytes) -> str:
    """Put the bytes in, unless they are there; their SHA-256. Part of the change, but not of its history."""
    sha = hashlib.sha256(data).hexdigest()
    session.connection().exec_driver_sql(
        "INSERT INTO blob (sha256, size, content) VALUES (?, ?, ?) ON CONFLICT (sha256)"
        " DO UPDATE SET content = excluded.content, size = excluded.size WHERE blob.content IS NULL",
        (sha, len(data), data),
    )
    return sha


def original(session: Session, sha256: str) -> bytes:
    """The bytes, compared with their hash. Raises KnownError original_gone or original_damaged."""
    row = (
        session.connection()
        .exec_driver_sql("SELECT content FROM blob WHERE sha256 = ?", (sha256,))
        .fetchone()
    )
    if row is None or row[0] is None:
        raise KnownError("original_gone", sha256=sha256)
    data = bytes(row[0])
    if hashlib.sha256(data).hexdigest() != sha256:
        raise KnownError("original_damaged", sha256=sha256)
    return data


def is_there(session: Session, sha256: str) -> bool:
    """False where the bytes were erased or lost."""
    found = session.connection().exec_driver_sql(
        "SELECT content IS NOT NULL FROM blob WHERE sha256 = ?", (sha256,)
    )
    return bool(found.scalar())


def are_named_in(tables: Iterable[str]) -> bool:
    """Whether rows of one of these tables can name an original."""
    return not _NAMES.keys().isdisjoint(tables)


def named_in(payload: str | None) -> Iterator[str]:
    """Hashes of the originals that an entry's rows bring in."""
    if not payload or not any(f'"{table}"' in payload for table in _NAMES):
        return
    for table, _, before, after in json.loads(payload):
        for column in _NAMES.get(table, ()):
            for values in (before, after):
                if values and values.get(column):
                    yield from _HASH.findall(str(values[column]))


def folder_beside(folder: Path) -> Path:
    return folder / "originals"


def save_beside(raw: sqlite3.Connection, payloads: Iterable[str | None], folder: Path) -> None:
    """Write the originals that these entries name beside the log. Raises OSError."""
    place = folder_beside(folder)
    for sha in {sha for payload in payloads for sha in named_in(payload)}:
        target = place / sha
        if target.exists():
            continue
        row = raw.execute("SELECT content FROM blob WHERE sha256 = ?", (sha,)).fetchone()
        if row is None or row[0] is None:
            continue
        place.mkdir(parents=True, exist_ok=True)
        try:
            save_bytes(target, bytes(row[0]), what="The original")
        except KnownError as error:
            raise OSError(str(error.problem.facts.get("detail"))) from error


def bring_back(raw: sqlite3.Connection, entry: dict[str, Any], other: Path, folder: Path) -> int:
    """Put in the originals that an entry names, from beside the log or from the other store; how many are lost."""
    lost = 0
    for sha in set(named_in(entry["payload"])):
        if raw.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha,)).fetchone():
            continue
        data = _from_folder(folder_beside(folder) / sha, sha) or _from_store(other, sha)
        size = len(data) if data is not None else 0
        raw.execute("INSERT INTO blob (sha256, size, content) VALUES (?, ?, ?)", (sha, size, data))
        lost += data is None
    return lost


def _from_folder(path: Path, sha: str) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha else None


def _from_store(path: Path, sha: str) -> bytes | None:
    if not os.path.exists(path):
        return None
    with (
        contextlib.suppress(Exception),  # a damaged store shows as any error at all
        contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw,
    ):
        row = raw.execute("SELECT content FROM blob WHERE sha256 = ?", (sha,)).fetchone()
        if row and row[0] is not None and hashlib.sha256(row[0]).hexdigest() == sha:
            return bytes(row[0])
    return None


def damaged(raw: sqlite3.Connection) -> list[str]:
    """Hashes of the originals whose bytes are no longer theirs."""
    return [
        sha
        for sha, size, content in raw.execute("SELECT sha256, size, content FROM blob WHERE content IS NOT NULL")
        if len(content) != size or hashlib.sha256(content).hexdigest() != sha
    ]


def missing(raw: sqlite3.Connection) -> list[str]:
    """Hashes named by a row of which not even the fact that they were there is left: erased or lost bytes leave it."""
    there = {sha for (sha,) in raw.execute("SELECT sha256 FROM blob")}
    named: set[str] = set()
    for table, columns in _NAMES.items():
        has = {row[1] for row in raw.execute(f"PRAGMA table_info({table})")}
        for column in has.intersection(columns):
            for (value,) in raw.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"):  # noqa: S608 - ours
                named.update(_HASH.findall(value))
    return sorted(named - there)
