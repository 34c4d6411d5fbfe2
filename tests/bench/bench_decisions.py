"""What the register of 100,000 decisions costs beside that of 1,000: the frames of a scroll, and a word looked for."""

from __future__ import annotations

import gc
import os
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.bench import bench

MANY, FEW = 100_000, 1_000
STEP, FRAMES = 170, 300
SIZE = (1230, 700)
"""The register in a window of 1440x900."""


def _plan(folder: Path, decisions: int) -> Path:
    """A plan with so many decisions on its six issues, and as many entries of its history beside."""
    from tests.plans import make_plan

    store = make_plan(folder, f"register-{decisions}.plan")
    path = store.path
    store.close()
    raw = sqlite3.connect(path)
    columns = [row[1] for row in raw.execute("PRAGMA table_info(decision)")]
    first = dict(zip(columns, raw.execute("SELECT * FROM decision ORDER BY id LIMIT 1").fetchone(), strict=True))
    stages = ("proposed", "interim", "confirmed", "refused", "withdrawn")
    marks = ", ".join("?" * len(columns))
    rows = []
    for at in range(decisions):
        row = {**first, "id": 1000 + at, "issue_id": at % 6 + 1, "stage": stages[at % 5],
               "decided_on": f"20{at % 10:02d}-{at % 12 + 1:02d}-{at % 28 + 1:02d}", "minute": f"CPEG {at}",
               "rule": "exception" if at % 9 == 0 else "M2",
               "condition": "Report again" if at % 7 == 0 else ""}  # fmt: skip
        rows.append([row[name] for name in columns])
    raw.executemany(f"INSERT INTO decision VALUES ({marks})", rows)
    entry = raw.execute("SELECT max(seq), account, post, prev, head FROM history").fetchone()
    raw.executemany(
        "INSERT INTO history (seq, op_id, at, account, post, label, reason, kind, payload, payload_sha, prev, head)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'change', NULL, '', ?, ?)",
        ((entry[0] + at, f"bench {at}", f"20{at % 10:02d}-03-02T09:00:00", entry[1], entry[2],
          f"Change {('title', 'progress', 'lead person', 'an action')[at % 4]}",
          "Agreed with the department after the return" if at % 3 == 0 else "", entry[3], entry[4])
         for at in range(1, decisions + 1)),
    )  # fmt: skip
    raw.commit()
    raw.close()
    return path


class _Shown:
    """The register, or the history, on the offscreen screen with a store of its own."""

    def __init__(self, decisions: int, *, history: bool = False) -> None:
        from app.bridge.operations import Operations
        from app.bridge.register_model import PlanHistoryModel, RegisterModel
        from app.rules.changes import Actor
        from app.views.decisions.history_view import HistoryView
        from app.views.decisions.register_view import RegisterView

        self.app = _application()
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.operations = Operations(lambda: Actor("bench", "Head of Improvement"))
        opened: list[object] = []
        self.operations.opened.connect(opened.append)
        self.operations.open(_plan(Path(self.folder.name), decisions))
        self._until(lambda: bool(opened))
        self.model: Any = (PlanHistoryModel if history else RegisterModel)(self.operations)
        self.view: Any = (HistoryView if history else RegisterView)(self.model)
        self.view.resize(*SIZE)
        self.view.show()
        self.model.reload()
        self._until(lambda: self.model.rowCount() >= decisions and self.model.line(0) is not None)

    def _until(self, there: Any) -> None:
        end = time.perf_counter() + 120
        while not there():
            if time.perf_counter() > end:
                raise TimeoutError
            self.app.processEvents()

    def frames(self) -> list[float]:
        """GUI-thread CPU of each frame of a long scroll, in milliseconds, with the lines that arrive meanwhile."""
        bar = self.view.table.verticalScrollBar()
        taken = []
        gc.collect()
        gc.disable()
        try:
            for frame in range(FRAMES):
                started = time.thread_time()
                bar.setValue((bar.value() + STEP) % max(bar.maximum(), 1) if frame % 60 else bar.maximum() // 2)
                self.app.processEvents()
                taken.append((time.thread_time() - started) * 1000)
        finally:
            gc.enable()
        return taken[20:]

    def close(self) -> None:
        self.view.deleteLater()
        self.operations.close()


def _application() -> QApplication:
    from app.views.shared import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    return app


@bench("Scroll 100,000 decisions, 95 of 100 frames within", against="the same with 1,000", limit=8.0)
def scroll() -> tuple[float, float]:
    many, few = _Shown(MANY), _Shown(FEW)
    found = statistics.quantiles(many.frames(), n=20)[-1], statistics.quantiles(few.frames(), n=20)[-1]
    many.close()
    few.close()
    return found


@bench("Scroll 100,000 changes of the history, 95 of 100 frames within", against="the same with 1,000", limit=8.0)
def scroll_history() -> tuple[float, float]:
    many, few = _Shown(MANY, history=True), _Shown(FEW, history=True)
    found = statistics.quantiles(many.frames(), n=20)[-1], statistics.quantiles(few.frames(), n=20)[-1]
    many.close()
    few.close()
    return found


@bench("Narrow 100,000 decisions by a word, in the store", against="LIKE over the same rows", goal=3.0)
def narrow() -> tuple[float, float]:
    from app.rules.register import RegisterChoice
    from app.store.opening import open_store
    from app.store.queries.register import register_ids

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(_plan(Path(folder), MANY))
        parts = " OR ".join(f"{name} LIKE '%CPEG 77%'" for name in ("minute", "reason", "condition"))
        like = f"SELECT id FROM decision WHERE {parts}"
        ours, theirs = [], []
        with store.reading() as session:
            for _ in range(7):
                started = time.perf_counter()
                register_ids(session, RegisterChoice(text="CPEG 77"))
                ours.append((time.perf_counter() - started) * 1000)
                started = time.perf_counter()
                store.raw.execute(like).fetchall()
                theirs.append((time.perf_counter() - started) * 1000)
        store.close()
    return statistics.median(ours), statistics.median(theirs)
