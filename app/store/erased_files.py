"""What lies beside the store and may still hold what was erased: backups, logs, stores put aside by a restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.rules.erasing import Holders
from app.store import backups, blobs
from app.store.operations_log import safe_folder

if TYPE_CHECKING:
    from app.store.store import Store


def holders(path: Path, before: int | None = None, second: str = "") -> Holders:
    """Of backups those that hold fewer entries than `before`; None: all."""
    folder = safe_folder(path)
    old = [each.path for each in backups.listed(folder, path.stem) if before is None or each.seq < before]
    logs = [*sorted(folder.glob("operations-*.jsonl")), *sorted(folder.glob("other-operations-*.jsonl"))]
    logs += [each for each in (folder / "operations.jsonl",) if each.exists()]
    aside = sorted(path.parent.glob(f"{path.stem} replaced *.plan"))
    return Holders(_names(old), _names(logs), _names(aside), second)


def forget(store: Store, second: str = "") -> Holders:
    """After an erasure: a backup as the store is now, then the older ones, the logs and stores put aside go, and the
    log is written anew. `failed` names what could not be deleted. Raises KnownError backup_failed before any is."""
    made = backups.make(store.raw, store.path, store.entries)
    found = holders(store.path, second=second)
    failed = []
    for name in (*found.backups, *found.aside, *found.logs, *_emptied(store)):
        if Path(name) == made.path:
            continue
        try:
            Path(name).unlink(missing_ok=True)
        except OSError:
            failed.append(name)
    store.log.begin_anew(store.raw)
    kept = tuple(name for name in found.backups if Path(name) != made.path)
    return Holders(kept, found.logs, found.aside, second, tuple(failed))


def _emptied(store: Store) -> list[str]:
    """Copies beside the log of originals that the store itself no longer has."""
    place = blobs.folder_beside(safe_folder(store.path))
    gone = store.raw.execute("SELECT sha256 FROM blob WHERE content IS NULL").fetchall()
    return [str(place / sha) for (sha,) in gone]


def _names(paths: list[Path]) -> tuple[str, ...]:
    return tuple(map(str, paths))
