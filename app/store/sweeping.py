"""After an erasure the file is written anew, so that its free pages keep nothing; at the next opening, if not before."""

from __future__ import annotations

import contextlib
import sqlite3

_KEY = "sweep"


def note_due(raw: sqlite3.Connection) -> None:
    """In the erasure's own transaction."""
    raw.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, '1')", (_KEY,))


def is_due(raw: sqlite3.Connection) -> bool:
    return raw.execute("SELECT 1 FROM meta WHERE key = ?", (_KEY,)).fetchone() is not None


def sweep(raw: sqlite3.Connection) -> None:
    """Where there is no room for it now, it stays due: what was erased is out of every row all the same."""
    with contextlib.suppress(sqlite3.Error):
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("VACUUM")
        raw.execute("DELETE FROM meta WHERE key = ?", (_KEY,))
