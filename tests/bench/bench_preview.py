"""The preview of a return of 10,000 rows: how soon its first rows are there once it was read, and how it scrolls."""

from __future__ import annotations

import gc
import os
import statistics
import time
from datetime import date
from functools import cache
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.rules.errors import Problem
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.readings import ReadingRow
from tests.bench import bench

ROWS, FEW = 10_000, 1_000
SIZE = (1240, 560)
STEPS, STEP = 150, 60


def _plan(rows: int) -> Any:
    """As many rows as a county's whole history: some to check, some that cannot be read, most new or as they were."""
    from app.exchange.import_plan import FileFacts, ImportLine, ImportPlan, LineState

    quarters = [Period.quarter(1990 + at // 4, at % 4 + 1) for at in range(100)]
    lines = []
    for at in range(rows):
        period = quarters[at % 100]
        state = list(LineState)[(0, 0, 0, 1, 2, 2, 2, 0, 3, 0)[at % 10]] if at % 97 else LineState.UNREADABLE
        why = Problem("figure_many_times", {
            "file": "r.xlsx", "sheet": "Values", "cell": f"L{at + 6}", "value": "69.0%", "before": "6.6%",
            "period": period.label,
        }) if state is LineState.CHECK else Problem("line_new", {"status": "provisional"})  # fmt: skip
        row = None if state is LineState.UNREADABLE else ReadingRow(at % 100, period, at / 7, Status.PROVISIONAL)
        title = "Children in care with three or more placements in a year" if at % 3 else "Young people in work"
        lines.append(
            ImportLine(state, "r.xlsx", "Values", f"L{at + 6}", f"NI {at % 100}", title, period.label, "6.6%",
                       f"{at / 7:.1f}%", (why,), row, at / 70 if state is LineState.CHECK else None, "6.9%")
        )  # fmt: skip
    doubts = tuple(problem for line in lines if line.state is LineState.CHECK for problem in line.why)
    return ImportPlan((FileFacts("r.xlsx", "0" * 64, 1, 1, rows),), tuple(lines), (), doubts, ())


@cache
def _preview() -> Any:
    from app.views.returns.preview import Preview
    from app.views.shared import theme

    app = QApplication.instance() or QApplication([])
    theme.apply(app, "light")  # type: ignore[arg-type]
    preview = Preview()
    preview.resize(*SIZE)
    preview.show()
    QApplication.processEvents()
    return preview


def _shown(plan: Any) -> None:
    preview = _preview()
    preview.show_plan(plan, False)
    QApplication.processEvents()
    preview.table.viewport().grab()


def _median(work: Any, rounds: int = 7) -> float:
    taken = []
    for _ in range(rounds):
        _preview().clear()
        QApplication.processEvents()
        gc.collect()
        started = time.thread_time()
        work()
        taken.append((time.thread_time() - started) * 1000)
    return statistics.median(taken)


@bench("Show the preview of 10,000 rows: first rows", against="the same with 1,000", limit=300.0)
def first_rows() -> tuple[float, float]:
    """CPU of the GUI thread from the plan to rows on the screen."""
    many, few = _plan(ROWS), _plan(FEW)
    return _median(lambda: _shown(many)), _median(lambda: _shown(few))


def _read(rows: int) -> tuple[Any, Any]:
    """A table as the child sends it, and what the store holds."""
    from app.exchange.raw import RawFile, RawRow, RawSheet
    from app.rules.indicator import Frequency, YearKind
    from app.rules.readings_now import CurrentFigure, MeasuredIndicator, ReadingsNow
    from app.rules.returns_now import ReturnsNow

    quarters = [Period.quarter(1985 + at // 4, at % 4 + 1) for at in range(100)]
    indicators = tuple(
        MeasuredIndicator(at, f"NI {at}", "Young people", "%", 1, Frequency.QUARTERLY, YearKind.FINANCIAL)
        for at in range(1, rows // 100 + 1)
    )
    cells = [
        RawRow(at + 2, False, (code, quarters[at % 100].label, 6.0 + at % 9 / 10, "final", None, None, None))
        for at in range(rows)
        for code in [f"NI {at // 100 + 1}"]
    ]
    sheet = RawSheet("Values", "visible", (1, 2, 3, 4, 5, 6, 7), 1, rows * 4, rows=tuple(cells))
    known = {each.id: {quarters[0]: CurrentFigure(6.0, Status.FINAL)} for each in indicators}
    now = ReturnsNow(ReadingsNow(indicators, known, quarters[-1]), "key", (quarters[-1],))
    return RawFile("r.xlsx", "0" * 64, 1, "xlsx", (sheet,)), now


@bench("From 10,000 rows as read to the first on the screen", against="the same with 1,000", limit=300.0)
def from_read() -> tuple[float, float]:
    """Judged against the store, planned, shown: CPU of all of it, as if it were one thread."""
    from app.exchange.import_either import plan_all

    def work(read: tuple[Any, Any]) -> None:
        _shown(plan_all([read[0]], read[1], date(2010, 4, 20)))

    many, few = _read(ROWS), _read(FEW)
    return _median(lambda: work(many), 5), _median(lambda: work(few), 5)


def _frames(rows: int) -> float:
    preview = _preview()
    _shown(_plan(rows))
    bar = preview.table.verticalScrollBar()
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(STEPS):
            at = bar.value() + STEP
            started = time.thread_time()
            bar.setValue(at if at < bar.maximum() else 0)
            QApplication.processEvents()
            taken.append((time.thread_time() - started) * 1000)
    finally:
        gc.enable()
    return statistics.quantiles(taken[5:], n=20)[-1]


@bench("Scroll the preview of 10,000 rows, 95 of 100 frames within", against="the same with 1,000", limit=8.0)
def scroll() -> tuple[float, float]:
    return _frames(ROWS), _frames(FEW)
