"""Draws every registered page: out/pictures/NAME-THEME-WIDTHxHEIGHT.png.

    python -m tests.pictures [WORD...] [--readme]

Only those whose name contains a word; `--readme` also renews what the readme shows from docs/pictures.
Exit 1 when a page could not be drawn.
"""

from __future__ import annotations

import importlib
import itertools
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtWidgets import QApplication

from app.rules import clock
from app.views.shared import theme
from tests.home import variables
from tests.pictures import SIZES, THEMES, Scene, readme_scenes, scenes

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent
OUT = ROOT / "out" / "pictures"
MOMENT = datetime(2010, 4, 15, 10, 0)
WHO = "improvement.team"
"""The user's name at this computer, on every computer."""
QUIET_SECONDS = 0.3
BUSY_SECONDS = 0.05
LONGEST_SECONDS = 20.0


class Paints(QObject):
    """Remembers when anything was last painted or laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.last = time.perf_counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Paint, QEvent.Type.LayoutRequest}:
            self.last = time.perf_counter()
        return False


def settle(app: QApplication) -> None:
    """Let answers arrive and timers fire, until nothing has been painted for a while."""
    paints = Paints()
    app.installEventFilter(paints)
    end = time.perf_counter() + LONGEST_SECONDS
    while (before := time.perf_counter()) < min(end, paints.last + QUIET_SECONDS):
        app.processEvents()
        if time.perf_counter() - before > BUSY_SECONDS:
            paints.last = time.perf_counter()  # what was worked out has still to be laid out and painted
        time.sleep(0.005)
    app.removeEventFilter(paints)


def draw(app: QApplication, name: str, scene: Scene, look: str, size: tuple[int, int]) -> Path:
    """One scene in one theme and size; the file it is in."""
    theme.apply(app, look)
    file = OUT / f"{name}-{look}-{size[0]}x{size[1]}.png"
    with closing(scene()) as parts:
        widget = next(parts)
        theme.apply(app, look)  # a window begins with the theme of its settings
        widget.resize(*size)
        widget.show()
        settle(app)
        if not widget.grab().save(str(file)):
            raise OSError(f"{file} could not be written")
        for _ in parts:
            break
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return file


def main(arguments: Sequence[str]) -> int:
    words = [word.lower() for word in arguments if not word.startswith("--")]
    for file in sorted(FOLDER.glob("[!_]*.py")):
        importlib.import_module(f"tests.pictures.{file.stem}")
    chosen = [name for name in scenes if not words or any(word in name for word in words)]
    if not chosen:
        print("There is no such picture.", file=sys.stderr)
        return 1
    app = QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale("en_GB"))
    app.setCursorFlashTime(0)  # a blinking cursor never settles
    clock.set_source(lambda: MOMENT)
    OUT.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(variables(Path(home)), LOGNAME=WHO)
        for name, look, size in itertools.product(chosen, THEMES, SIZES):
            try:
                print(draw(app, name, scenes[name], look, size).relative_to(ROOT).as_posix(), flush=True)
            except Exception:
                failed += 1
                traceback.print_exc()
    if "--readme" in arguments:
        keep(readme_scenes.intersection(chosen))
    return 1 if failed else 0


def keep(names: set[str]) -> None:
    """The readme's pictures: the first theme and size of each."""
    for name in names:
        kept = ROOT / "docs" / "pictures" / f"{name}.png"
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes((OUT / f"{name}-{THEMES[0]}-{SIZES[0][0]}x{SIZES[0][1]}.png").read_bytes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
