"""Restoring: a verified backup, the later changes of the operations log, then one rename; the old file is kept aside."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.rules import clock
from app.rules.errors import KnownError
from app.store import backups, blobs, chain, connection, erasures, place, text_index
from app.store.identity import SCHEMA_VERSION, check_schema, read_header
from app.store.operations_log import COLUMNS, SELECT, entries_in, safe_folder
from app.store.recording import columns_of, entity_of
from app.store.whole_file import flush_file, flush_folder


@dataclass(frozen=True)
class Heading:
    """What a backup says of itself, so that nobody restores another council's by mistake."""

    path: Path
    plan: str
    entries: int
    last_change: str


@dataclass(frozen=True)
class Restored:
    entries: int
    from_log: int
    kept_aside: Path | None
    originals_lost: int = 0
    """Workbooks named by the history whose bytes were found nowhere."""


def heading(path: Path) -> Heading:
    """Raises KnownError where it is not a sound store of ours; the file is only read."""
    version = read_header(path)
    try:
        raw = connection.connect(path, read_only=True)
        try:
            check_schema(raw, path, version)
            entries, last = raw.execute("SELECT count(*), coalesce(max(at), '') FROM history").fetchone()
            name = raw.execute("SELECT value FROM meta WHERE key = 'name'").fetchone()
            return Heading(path, name[0] if name else "", entries, last)
        finally:
            raw.close()
    except KnownError:
        raise
    except Exception as error:
        raise KnownError("backup_invalid", path=str(path), detail=str(error)) from error


def restore(backup: Path, store: Path, *, with_log: bool = True) -> Restored:
    """Put a backup in the store's place. Refuses (KnownError) before touching anything if the backup is not sound."""
    heading(backup)
    report = backups.verify_file(backup)
    if not report.sound:
        raise KnownError(
            "backup_invalid", path=str(backup), detail=str(report.problems[0]), next=_next_good(backup, store)
        )
    part = store.with_name(store.name + ".restoring")
    later = _later_changes(store) if with_log else []
    try:
        shutil.copyfile(backup, part)
        _bring_up_to_date(part)
        added, lost = _replay(part, later, store)
        checked = backups.verify_file(part)
        if not checked.sound:
            raise KnownError("backup_invalid", path=str(backup), detail=str(checked.problems[0]))
        flush_file(part)
        aside = _keep_aside(store)
        part.replace(store)
        flush_folder(store.parent)
    except OSError as error:
        raise KnownError("could_not_save", path=str(store), detail=str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return Restored(checked.entries, added, aside, lost)


def _bring_up_to_date(part: Path) -> None:
    """A backup of an older version first gets the tables that later changes may have written to."""
    if read_header(part) < SCHEMA_VERSION:
        from app.store.migrations import run

        run.upgrade(part)


def _keep_aside(store: Path) -> Path | None:
    """The old store under another name, so that at every moment one whole file stands in its place."""
    if not store.exists():
        return None
    stem = f"{store.stem} replaced {clock.now():%Y%m%d-%H%M%S}"
    names = (store.with_name(f"{stem}{extra}.plan") for extra in ("", *(f"-{n}" for n in range(2, 1000))))
    aside = next(name for name in names if not name.exists())
    try:
        os.link(store, aside)
    except OSError:
        shutil.copyfile(store, aside)
    # A journal that the old store still needs must not be played into the new one.
    journal = store.with_name(store.name + "-journal")
    if journal.exists():
        journal.replace(aside.with_name(aside.name + "-journal"))
    return aside


def _later_changes(store: Path) -> list[dict[str, Any]]:
    """History entries of the operations log, then those of the old store as far as it can still be read."""
    found = list(entries_in(safe_folder(store)))
    if not store.exists():
        return found
    try:
        raw = connection.connect(store)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise KnownError("store_locked", path=str(store), backup="", **place.who_has(store)) from error
        return found
    except sqlite3.DatabaseError:
        return found
    try:
        rows = raw.execute(f"{SELECT} ORDER BY seq")
        found += [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    except Exception:  # noqa: BLE001 - a damaged store shows as any error at all; the log has the rest
        return found
    finally:
        raw.close()
    return found


def _next_good(bad: Path, store: Path) -> str:
    for backup in backups.listed(safe_folder(store), store.stem):
        if backup.path != bad and backups.verify_file(backup.path).sound:
            return str(backup.path)
    return ""


def _replay(part: Path, later: list[dict[str, Any]], store: Path) -> tuple[int, int]:
    """Put in every later change that fits onto the chain; how many did, and how many originals are lost."""
    raw = connection.connect(part)
    added = lost = 0
    try:
        seq, head = raw.execute("SELECT seq, head FROM history ORDER BY seq DESC LIMIT 1").fetchone() or (
            0,
            chain.GENESIS,
        )
        raw.execute("BEGIN IMMEDIATE")
        for entry in later:
            if entry["seq"] != seq + 1 or entry["prev"] != head or not _sealed(entry):
                continue
            lost += blobs.bring_back(raw, entry, store, safe_folder(store))
            _apply(raw, entry)
            seq, head, added = entry["seq"], entry["head"], added + 1
        if added:
            _derive(raw)
        raw.execute("COMMIT")
    except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError) as error:  # a line of the log can hold anything
        raise KnownError("backup_invalid", path=str(part), detail=str(error)) from error
    finally:
        raw.close()
    return added, lost


def _sealed(entry: dict[str, Any]) -> bool:
    sealed = chain.head_of(*(entry[name] for name in ("prev", "op_id", "at", "account", "post", "label", "reason", "kind",
                                                      "undoes", "payload_sha")))  # fmt: skip
    return bool(
        sealed == entry["head"] and entry["payload"] and chain.sha(entry["payload"]) == entry["payload_sha"]
    )


def _apply(raw: sqlite3.Connection, entry: dict[str, Any]) -> None:
    for table, row, before, after in json.loads(entry["payload"]):
        if table != erasures.TABLE and not {"id", *(before or ()), *(after or ())} <= columns_of(table):
            raise sqlite3.DataError(f"the log names other columns of {table}")
        if table == erasures.TABLE:
            erasures.change_words(raw, row, after)
        elif after is None:
            raw.execute(f"DELETE FROM {table} WHERE id = ?", (row,))
        elif before is None:
            names, marks = ", ".join(after), ", ".join("?" * len(after))
            raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(after.values()))
        else:
            sets = ", ".join(f"{name} = ?" for name in after)
            raw.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*after.values(), row))
        _touch(raw, entry["seq"], table, row, {**(before or {}), **(after or {})})
    raw.execute(f"INSERT INTO history VALUES ({', '.join('?' * len(COLUMNS))})",
                tuple(entry[name] for name in COLUMNS))  # fmt: skip


def _touch(raw: sqlite3.Connection, seq: int, table: str, row: int, values: dict[str, Any]) -> None:
    root = entity_of(table).root
    noun, owner = table, row
    if root is not None:
        found = values.get(root[1])
        if found is None:
            kept = raw.execute(f"SELECT {root[1]} FROM {table} WHERE id = ?", (row,)).fetchone()
            found = kept[0] if kept else None
        if found is None:
            return
        noun, owner = root[0], int(found)
    raw.execute("INSERT OR IGNORE INTO history_touch (noun, row, seq) VALUES (?, ?, ?)", (noun, owner, seq))


def _derive(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM current_reading")
    raw.execute(
        "INSERT INTO current_reading SELECT locality_id, period, indicator_id, max(id), value, numerator, denominator,"
        " status FROM reading GROUP BY locality_id, period, indicator_id"
    )
    text_index.rebuild(raw)
