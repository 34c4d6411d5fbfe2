"""Looking a store over without writing a byte of it, older versions of it too."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.rules.errors import KnownError
from app.store import connection
from app.store.identity import SCHEMA_VERSION, check_schema, read_header
from app.store.opening import journal_of, said_of, was_cut_short
from app.store.verifying import Report, verify


@dataclass(frozen=True)
class Inspection:
    """`version`: of the store's own schema, which may be older than this program's."""

    report: Report
    version: int

    @property
    def older(self) -> bool:
        return self.version < SCHEMA_VERSION


def inspect_store(path: Path) -> Inspection:
    """Raises KnownError as opening does, but never upgrades, repairs or sweeps what it finds."""
    version = read_header(path)
    with _whole(path) as whole:
        try:
            raw = connection.connect(whole, read_only=True)
            with contextlib.closing(raw):
                check_schema(raw, path, version)
                return Inspection(verify(raw), version)
        except sqlite3.OperationalError as error:
            raise said_of(error, path) from error
        except sqlite3.Error as error:
            raise KnownError("store_damaged", path=str(path), detail=str(error), backup="") from error


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """The file itself; a copy with its journal where a change was cut short, which only a writer can take back."""
    if not was_cut_short(path):
        yield path
        return
    _require_unlocked(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "store.plan"
        try:
            shutil.copyfile(path, copy)
            shutil.copyfile(journal_of(path), journal_of(copy))
        except OSError as error:
            raise KnownError("store_unreadable", path=str(path), detail=str(error)) from error
        with contextlib.closing(connection.connect(copy)):  # taking its locks takes back what was cut short
            pass
        yield copy


def _require_unlocked(path: Path) -> None:
    """Another program in the middle of a change has a journal too."""
    try:
        with contextlib.closing(connection.connect(path, read_only=True)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if any(word in str(error).lower() for word in ("locked", "busy")):
            raise said_of(error, path) from error
