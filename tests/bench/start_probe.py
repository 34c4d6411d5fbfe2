"""Runs one start of the window in this process and prints what it cost, for bench_start.

python -m tests.bench.start_probe bare | paint | board STORE | gap STORE | imports
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

HEAVY = ("sqlalchemy", "numpy", "pyqtgraph", "openpyxl", "alembic", "typst")


def bare() -> dict[str, Any]:
    """A PySide6 window with nothing in it: the floor."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: Any) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, app.quit)

    app = QApplication([])
    window = Window()
    window.resize(1440, 900)
    window.show()
    app.exec()
    return {"cpu": time.process_time() * 1000}


def window(store: Path | None, wanted: str) -> dict[str, Any]:
    """The program's own window: until it is painted, or until the board is filled and painted."""
    os.environ["DRIVING_SUCCESS_HOME"] = tempfile.mkdtemp()
    from app.bridge.settings import Settings
    from app.views.shell.start import make_application
    from app.views.shell.window import MainWindow

    app = make_application([])
    settings = Settings()
    shown = MainWindow(settings)
    told: dict[str, Any] = {}

    def painted() -> None:
        told["cpu"] = time.process_time() * 1000
        told["heavy"] = [name for name in HEAVY if name in sys.modules]
        if wanted == "paint":
            app.quit()

    shown.painted.connect(painted)
    if store is not None:
        _fill(app, shown, settings, store, told, wanted)
    shown.show()
    app.exec()
    return told


def _fill(app: Any, shown: Any, settings: Any, store: Path, told: dict[str, Any], wanted: str) -> None:
    from PySide6.QtCore import QTimer

    from app.wiring import Program

    program = Program(app, shown, settings)
    program.first_store = store
    beats: list[float] = []
    timer = QTimer(shown)
    timer.setInterval(0 if wanted == "gap" else 1000)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))

    def filled() -> None:
        shown.repaint()
        told["cpu"] = time.process_time() * 1000
        told["wall"] = (time.perf_counter() - float(os.environ.get("STARTED", "0"))) * 1000

    def end() -> None:
        told["gap"] = max(b - a for a, b in pairwise(beats)) * 1000 if len(beats) > 2 else 0.0
        shown.close()
        app.quit()

    shown.filled.connect(timer.start)
    program.board_shown.connect(filled)
    program.loaded.connect(lambda: QTimer.singleShot(50, end))
    app.program = program


def imports() -> dict[str, Any]:
    """The same libraries imported at once: how long the GUI thread would stand still."""
    started = time.perf_counter()
    import openpyxl  # noqa: F401
    import pyqtgraph  # noqa: F401
    import sqlalchemy.orm  # noqa: F401

    import app.models
    import app.views.board.page
    import app.views.indicators.page
    import app.views.issues.issue_drawer  # noqa: F401

    return {"gap": (time.perf_counter() - started) * 1000}


def main() -> None:
    what, rest = sys.argv[1], sys.argv[2:]
    store = Path(rest[0]) if rest else None
    found = bare() if what == "bare" else imports() if what == "imports" else window(store, what)
    print(json.dumps(found), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
