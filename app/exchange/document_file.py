"""Documents from and to files: read within the limit, written under a cleaned name, marked as coming from elsewhere."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from app.rules.documents import BYTES_LIMIT, clean_name, file_problem, free_name
from app.rules.errors import KnownError, Problem, Refused

_ZONE = "[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=about:internet\r\n"


def read_document(path: Path) -> tuple[str, bytes]:
    """Name and bytes of a file that may be kept. Raises Refused with its problem, KnownError document_unreadable."""
    try:
        if not path.is_file():
            raise KnownError("document_unreadable", file=clean_name(path.name), detail="it is no file")
        size = path.stat().st_size
        problem = file_problem(path.name, size)
        if problem is not None:
            raise Refused(problem)
        with path.open("rb") as file:
            data = file.read(BYTES_LIMIT + 1)
    except OSError as error:
        raise KnownError("document_unreadable", file=clean_name(path.name), detail=error.strerror or str(error)) from error
    grown = file_problem(path.name, len(data))
    if grown is not None:
        raise Refused(grown)
    return path.name, data


def save_copy(folder: Path, name: str, data: bytes) -> Path:
    """Into the folder and nowhere else, beside what is there. Raises KnownError document_not_saved, and Refused for
    a kind that is not kept here: in a plan from elsewhere it may lie all the same."""
    problem = file_problem(name, len(data))
    if problem is not None:
        raise Refused(problem)
    try:
        shown = free_name(name, {each.name for each in folder.iterdir()})
        target = folder / shown
        if target.parent != folder or Path(shown).name != shown:
            raise Refused(Problem("document_kind", {"file": shown, "kind": ""}))
        with target.open("xb") as file:
            file.write(data)
        with contextlib.suppress(OSError):
            target.chmod(0o600)
        mark_from_elsewhere(target)
    except OSError as error:
        facts = {"file": clean_name(name), "path": str(folder), "detail": error.strerror or str(error)}
        raise KnownError("document_not_saved", **facts) from error
    return target


def mark_from_elsewhere(path: Path) -> bool:
    """The mark that makes the system, and office programs, treat it with care. False where there is no such mark."""
    try:
        if sys.platform == "win32":
            Path(f"{path}:Zone.Identifier").write_text(_ZONE, encoding="ascii", newline="")
        else:
            os.setxattr(path, "user.xdg.origin.url", b"about:internet")
    except (OSError, AttributeError):
        return False
    return True
