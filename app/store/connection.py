"""One connection to one file, as safe as SQLite can be made, driven by our own BEGIN."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

WRITING = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
)
ALWAYS = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=0",
)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the file (it must exist). Raises sqlite3.Error; the caller says what that means."""
    mode = "ro" if read_only else "rw"
    location = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(location, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ALWAYS:
            connection.execute(pragma)
        if not read_only:
            for pragma in WRITING:
                connection.execute(pragma)
            # EXCLUSIVE locking takes hold with the first write lock: take it now, so that a second opener is refused.
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def engine_for(connection: sqlite3.Connection, *, read_only: bool) -> Engine:
    """SQLAlchemy over the one connection. It sends its own BEGIN, so a failed migration leaves nothing half applied."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "connect")
    def leave_transactions_to_us(dbapi: Any, record: Any) -> None:
        dbapi.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(bound: Connection) -> None:
        bound.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
