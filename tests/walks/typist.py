"""A child that opens the window and types into an issue's sheet until it is killed, telling every letter.

Run as `python -m tests.walks.typist STORE HOME`; each line of its output is the number of letters typed so far
and the moment (`perf_counter`, one clock for all processes).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from app.views.shell.start import make_application
from tests.walks.window import CARBON, Walk, turn

PAUSE = 0.04
"""Seconds between letters."""
LETTERS = "the September guarantee was met in every district "


def letter(number: int) -> str:
    return LETTERS[number % len(LETTERS)]


def main(store: str, home: str) -> None:
    make_application(())
    walk = Walk(Path(home), Path(store)).open()
    walk.program.drawer.open_issue(walk.card(CARBON).issue_id)
    progress = walk.panel.overview.rows["progress"].editor
    walk.write(progress, "")
    walk.do.key("Ctrl+A")
    for number in range(100_000):
        walk.do.type(letter(number))
        print(number + 1, time.perf_counter(), flush=True)
        end = time.perf_counter() + PAUSE
        while time.perf_counter() < end:
            turn()
            time.sleep(0.002)


if __name__ == "__main__":
    main(*sys.argv[1:])
