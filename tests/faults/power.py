"""The disk as a power cut may leave it: what was not synced is lost, torn or kept; directory operations in order."""

from __future__ import annotations

import random
import struct
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Record:
    kind: str
    """c create, w write, s sync, t truncate, u unlink, r rename (data: new path), a acknowledged (path: its id)."""
    path: str
    offset: int
    data: bytes


def read(log: Path) -> list[Record]:
    raw, at, found = log.read_bytes(), 0, []
    while at < len(raw):
        kind = chr(raw[at])
        (length,) = struct.unpack_from("<I", raw, at + 1)
        path = raw[at + 5 : at + 5 + length].decode()
        offset, size = struct.unpack_from("<qQ", raw, at + 5 + length)
        start = at + 21 + length
        found.append(Record(kind, path, offset, raw[start : start + size]))
        at = start + size
    return found


class _File:
    """Bytes on the disk for sure, and operations since the last sync."""

    def __init__(self) -> None:
        self.safe = bytearray()
        self.waiting: list[Record] = []

    def sync(self) -> None:
        for record in self.waiting:
            _apply(self.safe, record)
        self.waiting.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        content = bytearray(self.safe)
        for record in self.waiting:
            luck = chance.random()
            if luck < 0.4:
                _apply(content, record)
            elif luck < 0.6 and record.data:
                torn = record.data[: chance.randrange(len(record.data) + 1)]
                _apply(content, Record("w", record.path, record.offset, torn))
        return bytes(content)


def _apply(content: bytearray, record: Record) -> None:
    if record.kind == "t":
        del content[record.offset :]
        content.extend(bytes(record.offset - len(content)))
        return
    end = record.offset + len(record.data)
    if len(content) < record.offset:
        content.extend(bytes(record.offset - len(content)))
    content[record.offset : end] = record.data


Operation = tuple[str, str, str, _File]
"""Kind, path, new path, and the file it is about."""


def rebuild(records: list[Record], folder: Path, place: Path, chance: random.Random) -> list[str]:
    """Write the disk after a cut that came behind these records into `place`; the acknowledged ids."""
    acked: list[str] = []
    safe: dict[str, _File] = {}
    now: dict[str, _File] = {}
    waiting: list[Operation] = []
    for record in records:
        if record.kind == "a":
            acked.append(record.path)
        elif record.kind == "s" and record.path not in now:
            _sync_folder(waiting, safe, record.path)
        else:
            _follow(record, now, waiting)
    _settle(waiting[: chance.randrange(len(waiting) + 1)], safe)
    for path, file in safe.items():
        target = place / Path(path).relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.after_cut(chance))
    return acked


def _follow(record: Record, now: dict[str, _File], waiting: list[Operation]) -> None:
    file = now.get(record.path)
    if record.kind == "c" and file is None:
        now[record.path] = file = _File()
        waiting.append(("c", record.path, "", file))
    elif file is None:
        return
    elif record.kind in "wt":
        file.waiting.append(record)
    elif record.kind == "s":
        file.sync()
    elif record.kind == "u":
        waiting.append(("u", record.path, "", now.pop(record.path)))
    elif record.kind == "r":
        to = record.data.decode()
        now[to] = now.pop(record.path)
        waiting.append(("r", record.path, to, file))


def _sync_folder(waiting: list[Operation], safe: dict[str, _File], folder: str) -> None:
    """What happened in the folder is on the disk now, and so is whatever came before it elsewhere."""
    inside = [
        at for at, (_, path, _, _) in enumerate(waiting) if str(Path(path).parent) == folder.rstrip("/")
    ]
    if inside:
        _settle(waiting[: inside[-1] + 1], safe)
        del waiting[: inside[-1] + 1]


def _settle(operations: list[Operation], safe: dict[str, _File]) -> None:
    for kind, path, to, file in operations:
        if kind == "c":
            safe[path] = file
        elif kind == "u":
            safe.pop(path, None)
        else:
            safe.pop(path, None)
            safe[to] = file
