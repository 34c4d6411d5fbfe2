"""Backups: VACUUM INTO a temporary file, fsync, verify, rename; thinned; and restoring one, log included."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.rules import clock
from app.rules.errors import KnownError
from app.store import connection
from app.store.identity import read_header
from app.store.operations_log import safe_folder
from app.store.verifying import Report, verify
from app.store.whole_file import flush_file, flush_folder

_NAME = re.compile(
    r".+ (\d{8}-\d{6}) (\d{9}) (auto|close|before-upgrade|before-restore|before-import|quarter)\.plan$"
)
_FOREVER = ("before-upgrade", "quarter")


@dataclass(frozen=True)
class Backup:
    path: Path
    made: datetime
    seq: int
    kind: str


def make(
    raw: sqlite3.Connection, store: Path, entries: int, kind: str = "auto", folder: Path | None = None
) -> Backup:
    """Write and verify one backup. Raises KnownError backup_failed; an older good one is never overwritten."""
    folder = folder or safe_folder(store)
    stamp = clock.now()
    name = f"{store.stem} {stamp:%Y%m%d-%H%M%S} {entries:09d} {kind}.plan"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(raw, folder / name)
    except OSError as error:
        raise KnownError("backup_failed", path=str(folder), detail=str(error)) from error
    thin(folder, store.stem)
    return Backup(folder / name, stamp, entries, kind)


def write(raw: sqlite3.Connection, target: Path) -> Report:
    """A verified copy at `target`, whole or not at all. Raises KnownError backup_failed."""
    part = target.with_name(target.name + ".part")
    journal = part.with_name(part.name + "-journal")
    try:
        part.unlink(missing_ok=True)
        raw.execute("VACUUM INTO ?", (str(part),))
        flush_file(part)
        report = verify_file(part)
        if not report.sound:
            raise KnownError("backup_failed", path=str(target), detail=str(report.problems[0]))
        part.replace(target)
        flush_folder(target.parent)
    except (sqlite3.Error, OSError) as error:
        raise KnownError("backup_failed", path=str(target), detail=str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
            journal.unlink(missing_ok=True)
    return report


def verify_file(path: Path) -> Report:
    """Check a store that is not open. Raises KnownError where it is not one of ours."""
    read_header(path)
    raw = connection.connect(path, read_only=True)
    try:
        return verify(raw)
    finally:
        raw.close()


def listed(folder: Path, stem: str) -> list[Backup]:
    """Newest first, by the change they hold rather than by the clock, which may have been wrong."""
    found = []
    for path in folder.glob("*.plan"):
        match = _NAME.match(path.name)
        if match and path.name.startswith(f"{stem} "):
            with contextlib.suppress(ValueError):
                found.append(
                    Backup(path, datetime.strptime(match[1], "%Y%m%d-%H%M%S"), int(match[2]), match[3])
                )
    return sorted(found, key=lambda backup: (backup.seq, backup.made), reverse=True)


def to_keep(backups: list[Backup]) -> set[Path]:
    """All of two days, 12 daily, 10 weekly, 9 monthly, and every one made before an upgrade or for a quarter."""
    if not backups:
        return set()
    newest = max(backup.made for backup in backups)
    keep = {b.path for b in backups if b.kind in _FOREVER or newest - b.made <= timedelta(days=2)}
    for most, form in ((12, "%Y-%j"), (10, "%G-%V"), (9, "%Y-%m")):
        seen: set[str] = set()
        for backup in backups:
            key = backup.made.strftime(form)
            if key not in seen and len(seen) < most:
                seen.add(key)
                keep.add(backup.path)
    return keep


def thin(folder: Path, stem: str) -> None:
    backups = listed(folder, stem)
    keep = to_keep(backups)
    for backup in backups:
        if backup.path not in keep:
            backup.path.unlink(missing_ok=True)


def copy_to_second_place(backup: Backup, folder: Path) -> None:
    """Copy, read back, rename. Raises KnownError backup_unreachable: a missing share never looks like an empty one."""
    target = folder / backup.path.name
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(backup.path, part)
        flush_file(part)
        if part.read_bytes() != backup.path.read_bytes():
            raise OSError("the copy differs from the backup")
        part.replace(target)
    except OSError as error:
        raise KnownError("backup_unreachable", path=str(folder), detail=str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
