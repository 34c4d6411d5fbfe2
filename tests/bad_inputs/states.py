"""What a store holds as one hash, and windows that are asked to open what they should not."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

from app.views.shell.store_errors import StoreErrorSheet
from tests.walks.window import Walk, labels, wait_for

NOTES = ("draft",)
"""Tables outside the history."""


def file_hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def state_hash(path: Path) -> str:
    """Everything a store that is not open holds, its file's layout left out."""
    raw = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    lines = [line for line in raw.iterdump() if not any(f'INTO "{name}"' in line for name in NOTES)]
    raw.close()
    return sha256("\n".join(lines).encode()).hexdigest()


def refused(walk: Walk, path: Path) -> StoreErrorSheet:
    """Ask the open window to open the file; the sheet that says why it does not."""
    walk.program.files.open(str(path))
    sheet = wait_for(walk.sheet_or_none, "why it was not opened")
    assert isinstance(sheet, StoreErrorSheet), labels(sheet)
    walk.settle()
    return sheet


def said(sheet: StoreErrorSheet) -> str:
    """The whole message in one line."""
    return " ".join((sheet.title.text(), sheet.where.text(), sheet.do.text()))


def ways(sheet: StoreErrorSheet) -> list[str]:
    return [button.text() for button in sheet.buttons]


def alive(walk: Walk, path: Path) -> None:
    """The program goes on with the plan it had open: that can still be read and changed."""
    sheet = walk.sheet_or_none()
    if sheet is not None:
        walk.do.key("Esc")
        walk.no_sheet()
    assert walk.program.workspace.operations.state.path == str(path)
    entries = walk.entries()
    walk.do.key("Ctrl+Shift+N")
    walk.write(walk.sheet.issue_title, "Still alive")
    walk.write(walk.sheet.reason, "Because")
    walk.press_button(walk.sheet.do_button)
    walk.no_sheet()
    assert walk.entries() == entries + 1
