"""Files that are whole or not there: written beside the target, flushed, then renamed over it."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from app.rules.errors import KnownError


def save_whole(path: Path, write: Callable[[Path], None], *, what: str) -> None:
    """Let `write` make a new file, then put it in the target's place. An older file stays until then.

    Raises KnownError file_not_saved with `what` ("The paper") and why; nothing half written is left.
    """
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        write(part)
        flush_file(part)
        os.replace(part, path)
        flush_folder(path.parent)
    except OSError as error:
        facts = {
            "what": what,
            "path": str(path),
            "kind": _kind(error),
            "detail": error.strerror or str(error),
        }
        raise KnownError("file_not_saved", **facts) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def save_bytes(path: Path, data: bytes, *, what: str) -> None:
    """As `save_whole`, for what is already in memory."""

    def write(part: Path) -> None:
        with part.open("xb") as file:
            file.write(data)

    save_whole(path, write, what=what)


def _kind(error: OSError) -> str:
    """Why, as far as it decides what to do: full, open (in another program), denied, gone or other."""
    if getattr(error, "winerror", 0) in (32, 33):
        return "open"
    if error.errno in (28, 122):
        return "full"
    if isinstance(error, PermissionError):
        return "open" if os.name == "nt" else "denied"
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return "gone"
    return "folder" if isinstance(error, IsADirectoryError) else "other"


def flush_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
