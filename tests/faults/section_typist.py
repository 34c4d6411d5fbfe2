"""A child that types into a section of a self-assessment until it is killed, telling every letter: no widget, but the
bridge's own timers, drafts and store.

Run as `python -m tests.faults.section_typist STORE HOME`; each line of its output is the number of letters so far
and the moment (`perf_counter`, one clock for all processes).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.bridge.assessment_state import AssessmentState
from app.bridge.section_writing import SectionWriting
from app.bridge.settings import Settings
from app.bridge.workspace import Workspace

PAUSE = 0.02
"""Seconds between letters."""
LETTERS = "the September guarantee was met in every district "
SECTION = "risks"


def text_of(count: int) -> str:
    """So many letters, as they stand in the section."""
    whole, rest = divmod(count, len(LETTERS))
    return LETTERS * whole + LETTERS[:rest]


def main(store: str, home: str) -> None:
    application = QCoreApplication([])
    workspace = Workspace(Settings(Path(home)))
    typed = 0
    state = AssessmentState(workspace)
    writing = SectionWriting(state, lambda: f"<p>{text_of(typed)}</p>")
    workspace.operations.open(Path(store))
    while state.one is None:
        application.processEvents()
        if workspace.is_ready and state.department_id is None:
            state.open(1)
    writing.open(state.one.id, SECTION, state.text(SECTION))
    for typed in range(1, 100_000):
        writing.typed()
        print(typed, time.perf_counter(), flush=True)
        end = time.perf_counter() + PAUSE
        while time.perf_counter() < end:
            application.processEvents()
            time.sleep(0.001)


if __name__ == "__main__":
    main(*sys.argv[1:])
