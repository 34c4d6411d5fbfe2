"""From a change in the pack to its paper on the page, and a frozen quarter's paper: on the sample plan, in the window."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.rules import clock
from app.rules.papers import PackOptions, PageKind
from tests.bench import bench, medians, wall_ms

LONGEST = 20.0


@cache
def _page() -> Any:
    """The dashboard's page on the sample, its Cabinet pack shown."""
    from datetime import datetime

    from app.bridge.settings import Settings
    from app.bridge.workspace import Workspace
    from app.commands.load_sample import LoadSample
    from app.views.dashboard.page import DashboardPage
    from app.views.shared import theme

    clock.set_source(lambda: datetime(2010, 4, 15, 10, 0))
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    folder = Path(tempfile.mkdtemp(prefix="bench-papers-"))
    workspace = Workspace(Settings(folder))
    workspace.operations.create(folder / "sample.plan", "Sample", (LoadSample("hampshire-2010"),))
    page = DashboardPage(workspace)
    page.resize(1250, 800)
    page.show()
    page.show_papers()
    _wait(lambda: workspace.is_ready)
    page.activated()
    _shown(page)
    return page


def _wait(there: Callable[[], bool]) -> None:
    end = time.perf_counter() + LONGEST
    while not there():
        if time.perf_counter() > end:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.0005)


def _shown(page: Any) -> None:
    """Until the page in view is drawn from the paper that is wanted, and not from the one before."""
    _wait(lambda: not page.state.unset and page.papers.pdf == page.state.paper.pdf)
    drawn: list[int] = []
    page.papers.pages.drawn.connect(lambda sheet, _image: drawn.append(sheet))
    _wait(lambda: bool(drawn))


def _change(page: Any) -> Callable[[], None]:
    """Another item number, as typed: every page is set anew."""
    numbers = cycle("0123456789")

    def work() -> None:
        page.state.set_options(replace(page.state.pack.options, item_number=next(numbers)))
        _shown(page)

    return work


def _glance(page: Any) -> Callable[[], None]:
    """Another item number, until the page in view shows it; its paper comes to rest outside of what is measured."""
    numbers = cycle("0123456789")

    def work() -> None:
        seen: list[int] = []
        meant = page.state.glimpsed.connect(lambda sheet, _image: seen.append(sheet))
        page.state.set_options(replace(page.state.pack.options, item_number=next(numbers)))
        _wait(lambda: bool(seen))
        page.state.glimpsed.disconnect(meant)
        page.repaint()

    return work


def _setting(page: Any) -> Callable[[], None]:
    """The same paper, made in this thread and not shown."""
    from app.reports.pack import set_pack

    numbers = cycle("0123456789")

    def work() -> None:
        options = replace(page.state.pack.options, item_number=next(numbers))
        set_pack(page.state.facts, replace(page.state.pack, options=options), clock.now())

    return work


@bench(
    "From a change in the pack to the page in view",
    against="the whole paper typeset alone",
    limit=300.0,
)
def change_to_page() -> tuple[float, float]:
    page = _page()
    ours, theirs, change, setting = [], [], _glance(page), _setting(page)
    for turn in range(18):
        taken = wall_ms(change)
        _shown(page)
        other = wall_ms(setting)
        if turn > 2:
            ours.append(taken)
            theirs.append(other)
    return statistics.median(ours), statistics.median(theirs)


@bench(
    "From a change in the pack to its paper on the page",
    against="the same paper typeset alone",
    limit=300.0,
)
def change_to_preview() -> tuple[float, float]:
    page = _page()
    kinds = {choice.kind for choice in page.state.pack.pages}
    if PageKind.SUMMARY not in kinds or page.state.pack.options == PackOptions():
        raise RuntimeError("not the pack that was meant")
    return medians(_change(page), _setting(page), rounds=15, warm_up=3)


@bench(
    "Longest that the window is held while the paper is made",
    against="one frame of a screen at 60 Hz",
    limit=100.0,
)
def window_held() -> tuple[float, float]:
    page = _page()
    work = _change(page)
    longest: list[float] = []
    for _ in range(8):
        started = [time.perf_counter()]
        worst = [0.0]

        def turn() -> None:
            now = time.perf_counter()
            worst[0] = max(worst[0], (now - started[0]) * 1000)  # noqa: B023 - of this round
            started[0] = now  # noqa: B023 - of this round

        from PySide6.QtCore import QTimer

        timer = QTimer()
        timer.setInterval(0)
        timer.timeout.connect(turn)
        timer.start()
        work()
        timer.stop()
        longest.append(worst[0])
    return sorted(longest)[len(longest) // 2], 1000 / 60


@bench("Opening a frozen quarter's paper", against="reading its bytes from a file", limit=200.0)
def frozen_paper() -> tuple[float, float]:
    page = _page()
    state = page.state
    if not state.editions:
        page.ask_freeze()
        _wait(page.sheet.freeze_button.isEnabled)
        page.sheet.reason.setPlainText("To be measured.")
        page.sheet.freeze_button.click()
        _wait(lambda: bool(state.editions))
        _shown(page)
    file = Path(tempfile.mkdtemp()) / "paper.pdf"
    file.write_bytes(page.papers.pdf)

    def work() -> None:
        page.papers._pdf = b""
        state.refresh()
        _shown(page)

    return medians(work, file.read_bytes, rounds=15, warm_up=3)
