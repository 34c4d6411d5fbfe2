"""The log: a few files on this computer that never leave it, without titles, names or figures. No Qt in here."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
from pathlib import Path
from typing import IO

NAME = "driving-success.log"
LARGEST = 1_000_000
"""Bytes of one file; four older ones are kept."""

_hard: list[IO[str]] = []


def start(folder: Path) -> Path:
    """Begin logging into the folder and return it. A folder that cannot be written to is done without."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / NAME, maxBytes=LARGEST, backupCount=4, encoding="utf-8", delay=True)
        hard = (folder / "hard-stop.log").open("a", encoding="utf-8")
    except OSError:
        logging.getLogger().addHandler(logging.NullHandler())
        return folder
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    for old in [each for each in root.handlers if isinstance(each, logging.handlers.RotatingFileHandler)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # A fault below Python (in Qt, in a driver) leaves its stack here.
    for other in _hard:
        other.close()
    _hard[:] = [hard]
    faulthandler.enable(hard)
    return folder


def stop() -> None:
    """Close the files (tests; the end of the program does it by itself)."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, logging.handlers.RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
    if _hard:
        faulthandler.disable()
        _hard.pop().close()


def write_report(report: str) -> None:
    logging.getLogger("crash").error("\n%s", report)
