"""The operations log: every change as a line of JSON outside the store, so that a damaged store loses nothing.

A line is a whole history entry. If a line is missing (a kill between COMMIT and the log), the next change or
opening writes it. It is rotated, never edited.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.store import blobs

COLUMNS = (
    "seq",
    "op_id",
    "at",
    "account",
    "post",
    "label",
    "reason",
    "kind",
    "undoes",
    "payload",
    "payload_sha",
    "prev",
    "head",
)
_PAYLOAD = COLUMNS.index("payload")
SELECT = f"SELECT {', '.join(COLUMNS)} FROM history"
_ROTATE = 20_000_000


def safe_folder(store: Path) -> Path:
    """The folder of backups and log beside the store."""
    return store.with_name(store.name + " backups")


class OperationsLog:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "operations.jsonl"
        self._found = self.last_entry()
        self.logged = int(self._found["seq"]) if self._found else 0
        self.behind = ""
        """Why the last line could not be written; empty when the log is up to date."""

    def follow_change(self, raw: sqlite3.Connection, entry: tuple[Any, ...], tables: set[str]) -> None:
        """Write the entry of a change just stored, by the tables it touched; and what is missing before it."""
        if entry[0] == self.logged + 1:
            self._write(raw, [entry], originals=blobs.are_named_in(tables))
        else:
            self.catch_up(raw)

    def catch_up(self, raw: sqlite3.Connection) -> None:
        """Write what the log lacks."""
        rows = raw.execute(f"{SELECT} WHERE seq > ? ORDER BY seq", (self.logged,)).fetchall()
        self._write(raw, rows, originals=True)

    def _write(self, raw: sqlite3.Connection, rows: list[tuple[Any, ...]], *, originals: bool) -> None:
        """A failure is kept in `behind`: the change itself is already safe in the store."""
        try:
            # First what a line names by its hash: a line that is there can then be followed to the end.
            if originals:
                blobs.save_beside(raw, (row[_PAYLOAD] for row in rows), self.path.parent)
            self._append([dict(zip(COLUMNS, row, strict=True)) for row in rows])
            self.behind = ""
        except OSError as error:
            self.behind = str(error)

    def _append(self, entries: list[dict[str, Any]]) -> None:
        if not entries:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists() and self.path.stat().st_size > _ROTATE:
            self.path.rename(self.path.with_name(f"operations-{self.logged:09d}.jsonl"))
        torn = self.path.exists() and not _ends_with_newline(self.path)
        with self.path.open("a", encoding="utf-8") as file:
            if torn:
                file.write("\n")
            for entry in entries:
                file.write(json.dumps(entry, ensure_ascii=False))
                file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        self.logged = entries[-1]["seq"]

    def begin_anew(self, raw: sqlite3.Connection) -> None:
        """After an erasure: the whole history as it now is, in a new file."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.logged = 0
        self.catch_up(raw)

    def last_entry(self) -> dict[str, Any] | None:
        """The last whole line, from the file's tail where that holds one."""
        try:
            return self._last_whole()
        except OSError:  # not there, or not to be read: the log is written anew, the store opens all the same
            return None

    def _last_whole(self) -> dict[str, Any] | None:
        with self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            for reach in (65_536, _ROTATE * 4):
                file.seek(max(0, size - reach))
                for line in reversed(file.read().splitlines()):
                    if (entry := _parse(line)) is not None:
                        return entry
                if reach >= size:
                    break
        return None

    def follow(self, raw: sqlite3.Connection) -> None:
        """At opening: put a log of another line of history aside, then write what is missing."""
        entry, self._found = self._found, None
        if entry is not None:
            found = raw.execute("SELECT head FROM history WHERE seq = ?", (entry["seq"],)).fetchone()
            if found is None or found[0] != entry["head"]:
                # Where that cannot be, the whole history follows the other's lines: each fits its own chain alone.
                with contextlib.suppress(OSError):
                    self.path.replace(self.path.with_name(f"other-operations-{entry['head'][:12]}.jsonl"))
                self.logged = 0
        self.catch_up(raw)


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        if file.tell() == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def entries_in(folder: Path) -> Iterator[dict[str, Any]]:
    """Every whole line of the logs in the folder, oldest first; a torn line is passed over."""
    files = [*sorted(folder.glob("operations-*.jsonl")), folder / "operations.jsonl"]
    for file in files:
        if not file.exists():
            continue
        with file.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if (entry := _parse(line)) is not None:
                    yield entry


def _parse(line: str | bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    whole = isinstance(entry, dict) and isinstance(entry.get("seq"), int) and set(COLUMNS) <= entry.keys()
    return entry if whole else None
