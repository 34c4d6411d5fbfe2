"""Opening and making a store: everything is checked before a byte is used."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from app.rules.errors import KnownError
from app.store import backups, connection, place, sweeping
from app.store.identity import SCHEMA_VERSION, check_schema, read_header
from app.store.operations_log import OperationsLog, entries_in, safe_folder
from app.store.store import Store
from app.store.whole_file import flush_file, flush_folder


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open an existing store.

    Raises KnownError: store_missing, store_empty, store_not_ours, store_newer, store_damaged, store_altered,
    store_locked, store_network, store_unfinished. A folder or file that cannot be written opens read only.
    Asked for `read_only`, a store that another program changed is opened too: to look at, its schema not trusted.
    """
    asked = read_only
    version = read_header(path)
    if not read_only:
        kind = place.remote_kind(path)
        if kind:
            raise KnownError("store_network", path=str(path), kind=kind)
        read_only = not _writable(path)
    try:
        raw = connection.connect(path, read_only=read_only)
        try:
            if asked:
                _check_tables(raw, path)
            else:
                check_schema(raw, path, version)
            if version < SCHEMA_VERSION:
                raw = _upgraded(path, raw, read_only)
            if not read_only and sweeping.is_due(raw):
                sweeping.sweep(raw)
            return Store(path, raw, read_only=read_only)
        except BaseException:
            raw.close()
            raise
    except KnownError:
        raise
    except sqlite3.OperationalError as error:
        raise said_of(error, path, read_only=read_only) from error
    except Exception as error:  # a damaged file shows as any error at all
        raise KnownError("store_damaged", path=str(path), detail=str(error), **_last_backup(path)) from error


def create_store(path: Path, *, name: str = "New plan") -> Store:
    """Make an empty store. Raises KnownError store_exists, store_network, could_not_save; never overwrites."""
    if path.exists():
        raise KnownError("store_exists", path=str(path))
    kind = place.remote_kind(path)
    if kind:
        raise KnownError("store_network", path=str(path), kind=kind)
    part = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch()
        from app.store.migrations import run  # alembic is needed only here and for upgrades

        run.upgrade(part)
        raw = sqlite3.connect(part, isolation_level=None)
        raw.execute("INSERT INTO meta (key, value) VALUES ('name', ?)", (name,))
        raw.close()
        flush_file(part)
        part.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        raise KnownError("could_not_save", path=str(path), detail=str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return open_store(path)


def was_cut_short(path: Path) -> bool:
    """A change was on its way when its program ended: what it had written is taken back by whoever opens to write."""
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _check_tables(raw: sqlite3.Connection, path: Path) -> None:
    """A view in the place of a table can keep whoever looks at it waiting for ever."""
    from app.models import Base

    kinds = dict(raw.execute("SELECT name, type FROM sqlite_schema"))
    if any(kinds.get(name, "table") != "table" for name in Base.metadata.tables):
        raise KnownError("store_altered", path=str(path))


def _writable(path: Path) -> bool:
    """Asked of the system, and of the folder by trying: the journal is made there, and rights can say otherwise."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return False
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            return True
    except OSError as error:
        return not (isinstance(error, PermissionError) or error.errno == errno.EROFS)


def _upgraded(path: Path, raw: sqlite3.Connection, read_only: bool) -> sqlite3.Connection:
    """Back up, then bring an older store up to date in one transaction."""
    if read_only:
        raise KnownError("store_older_read_only", path=str(path))
    from app.store.migrations import run

    entries = raw.execute("SELECT coalesce(max(seq), 0) FROM history").fetchone()[0]
    backups.make(raw, path, entries, "before-upgrade")
    raw.close()
    run.upgrade(path)
    fresh = connection.connect(path)
    check_schema(fresh, path, SCHEMA_VERSION)
    return fresh


def _last_backup(path: Path) -> dict[str, Any]:
    """The newest backup beside the store, when it was made, and how many changes the log holds beyond it."""
    found = backups.listed(safe_folder(path), path.stem)
    if not found:
        return {"backup": ""}
    later = sum(1 for entry in entries_in(safe_folder(path)) if entry["seq"] > found[0].seq)
    return {"backup": str(found[0].path), "backup_at": found[0].made.isoformat(), "later": later}


def said_of(error: sqlite3.OperationalError, path: Path, *, read_only: bool = False) -> KnownError:
    """What SQLite could not do with a store: another program has it, its last change is not whole, or it is damaged."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return KnownError("store_locked", path=str(path), **_last_backup(path), **_who(path))
    if read_only and was_cut_short(path):
        return KnownError("store_unfinished", path=str(path))
    return KnownError("store_damaged", path=str(path), detail=str(error), **_last_backup(path))


def _who(path: Path) -> dict[str, str]:
    """Who has it open, from the note beside it, and their last change, from the log."""
    found = place.who_has(path)
    facts: dict[str, str] = {key: str(found[key]) for key in ("who", "pc", "since") if key in found}
    last = OperationsLog(safe_folder(path)).last_entry()
    return {**facts, "last": str(last["at"])} if last else facts
