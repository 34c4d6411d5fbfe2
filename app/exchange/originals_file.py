"""The originals of a plan in a file beside its workbook: each byte for byte, under its hash and its own name."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from app.rules.errors import KnownError
from app.rules.watch import UNWATCHED, Watch
from app.rules.whole_plan import Original
from app.store.whole_file import save_whole

LARGEST = 200 * 1024 * 1024
"""Bytes of one original that are read back; more is no workbook of a department's."""


def save_originals(
    path: Path, originals: Iterable[Original], read: Callable[[str], bytes], watch: Watch = UNWATCHED
) -> int:
    """How many were written. `read` gives the bytes of a hash. Raises KnownError file_not_saved, original_damaged."""
    kept = [each for each in originals if each.kept]

    def write(part: Path) -> None:
        with zipfile.ZipFile(part, "x", zipfile.ZIP_STORED) as archive:
            for at, each in enumerate(kept):
                watch.step(at, len(kept))
                archive.writestr(zipfile.ZipInfo(_name(each)), read(each.sha256))

    if kept:
        save_whole(path, write, what="The file with the originals")
    return len(kept)


def _name(original: Original) -> str:
    """ "9f86d081884c7d65 CS return.xlsx": the hash whole, then a name that any system takes."""
    name = "".join(mark if mark.isalnum() or mark in " -_.()" else "-" for mark in original.name)[:100].strip(" .")
    return f"{original.sha256} {name}".strip()


class Originals:
    """Reads back by hash what a file holds; what is not there, or not what its hash says, is None."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names: dict[str, str] = {}
        if path.exists():
            try:
                with zipfile.ZipFile(path) as archive:
                    self._names = {name[:64]: name for name in archive.namelist()}
            except (OSError, zipfile.BadZipFile) as error:
                raise KnownError("originals_unreadable", path=str(path), detail=str(error)) from error

    def __call__(self, sha256: str) -> bytes | None:
        name = self._names.get(sha256)
        if name is None:
            return None
        try:
            with zipfile.ZipFile(self._path) as archive:
                if archive.getinfo(name).file_size > LARGEST:
                    return None
                with archive.open(name) as file:
                    data = file.read(LARGEST + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError):
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256 else None
