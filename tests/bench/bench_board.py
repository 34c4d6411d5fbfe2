"""What the board of 10,000 issues costs beside the board of 1,000: CPU of the GUI thread, the two in turns."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.bridge.board_change import changed_cards
from app.bridge.board_filter import BoardFilter
from app.rules.category import Category
from app.rules.indicator import Rag
from tests.bench import bench

MANY, FEW = 10_000, 1_000
STEP = 60
SIZE = (1269, 827)
"""The page in a window of 1440x900."""


@dataclass
class Shown:
    """A board page on the offscreen screen, and the workspace that feeds it."""

    page: Any
    workspace: Any

    @property
    def board(self) -> Any:
        return self.page.board


def _application() -> QApplication:
    from app.views.shared import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    return app


def _page(count: int) -> Shown:
    from app.views.board.page import BoardPage
    from tests.views.board import fakes, sample

    workspace = fakes.FakeWorkspace(sample.large(count))
    workspace.contents.proposals = (sample.proposal(),)
    page = BoardPage(workspace)
    page.resize(*SIZE)
    page.show()
    page.activated()
    QApplication.processEvents()
    return Shown(page, workspace)


def _cpu_ms(work: Callable[[], None]) -> float:
    started = time.thread_time()
    work()
    return (time.thread_time() - started) * 1000


def _in_turns(
    many: Callable[[], None], few: Callable[[], None], rounds: int, warm_up: int = 5
) -> tuple[list[float], list[float]]:
    """GUI-thread CPU of each, milliseconds. No collection of garbage falls into one and not the other."""
    gc.collect()
    gc.disable()
    try:
        taken: tuple[list[float], list[float]] = ([], [])
        for turn in range(rounds + warm_up):
            for kept, work in zip(taken, (many, few), strict=True):
                cost = _cpu_ms(work)
                if turn >= warm_up:
                    kept.append(cost)
    finally:
        gc.enable()
    return taken


def _scroller(shown: Shown) -> Callable[[], None]:
    """One frame: 60 pixels further, painted."""
    bar = shown.board.verticalScrollBar()

    def frame() -> None:
        at = bar.value() + STEP
        bar.setValue(at if at < min(bar.maximum(), 900) else 0)
        QApplication.processEvents()

    return frame


def _scroll_frames() -> tuple[list[float], list[float]]:
    _application()
    return _in_turns(_scroller(_page(MANY)), _scroller(_page(FEW)), rounds=300)


@bench("Scroll the board of 10,000 issues, a frame", against="the same with 1,000", goal=1.2)
def scroll() -> tuple[float, float]:
    many, few = _scroll_frames()
    return statistics.median(many), statistics.median(few)


@bench("Scroll the board of 10,000 issues, 95 of 100 frames within", against="the same with 1,000", limit=8.0)
def scroll_slowest() -> tuple[float, float]:
    many, few = _scroll_frames()
    return statistics.quantiles(many, n=20)[-1], statistics.quantiles(few, n=20)[-1]


def _mouse(viewport: Any, kind: QEvent.Type, at: QPoint, held: bool) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind is QEvent.Type.MouseMove else left
    event = QMouseEvent(
        kind,
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        button,
        left if held else none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def _dropper(shown: Shown) -> Callable[[], None]:
    """Press, drag and let go; the store's answer (worked out off the GUI thread) moves the card; painted."""
    board, page, workspace = shown.board, shown.page, shown.workspace
    viewport = board.viewport()
    dropped: list[tuple[int, Category]] = []
    page.move_requested.connect(lambda ids, to, reason: dropped.append((ids[0], to)))

    def prepare() -> tuple[QPoint, QPoint]:
        """A card of the first column in view, and a place in the second one."""
        columns = board.board_layout.columns
        for row, _box in board.board_layout.visible(board.verticalOffset(), board.verticalOffset() + 400):
            place = board.board_model.rows.at(row)
            if place.card.category is Category.HOT_LIST and not place.ghost:
                at = board.visualRect(board.board_model.index(row)).center()
                return at, QPoint(columns[1].x + columns[1].width // 2, at.y())
        raise RuntimeError("no card of the Hot List is in view")

    def answer(issue: int, to: Category) -> Any:
        """What the worker thread does: read the board, find what differs."""
        before = board.board_model.board
        cards = tuple(
            replace(card, category=to, flag=None) if card.issue_id == issue else card for card in before.cards
        )
        now = replace(before, cards=cards)
        return now, changed_cards(before, now)

    def drop() -> None:
        start, end = prepare()
        spent = -_now()
        _mouse(viewport, QEvent.Type.MouseButtonPress, start, held=True)
        _mouse(viewport, QEvent.Type.MouseMove, start + QPoint(20, 8), held=True)
        _mouse(viewport, QEvent.Type.MouseMove, end, held=True)
        _mouse(viewport, QEvent.Type.MouseButtonRelease, end, held=False)
        spent += _now()
        now, changed = answer(*dropped.pop())
        spent -= _now()
        page.state.model.set_board(now, changed)
        QApplication.processEvents()
        shown.workspace.spent = spent + _now()

    workspace.spent = 0.0
    return drop


def _now() -> float:
    return time.thread_time() * 1000


@bench("Drop a card on the board of 10,000 issues, laid out and painted", against="the same with 1,000", goal=1.5)
def drop() -> tuple[float, float]:
    _application()
    shown = (_page(MANY), _page(FEW))
    droppers = [_dropper(each) for each in shown]
    taken: tuple[list[float], list[float]] = ([], [])
    gc.disable()
    for turn in range(45):
        for each, work, kept in zip(shown, droppers, taken, strict=True):
            work()
            if turn >= 5:
                kept.append(each.workspace.spent)
    gc.enable()
    return statistics.median(taken[0]), statistics.median(taken[1])


def _filterer(shown: Shown) -> Callable[[], None]:
    """Another filter each time, shown and painted."""
    wanted = cycle(
        (
            BoardFilter(departments=frozenset((2,))),
            BoardFilter(text="children"),
            BoardFilter(rags=frozenset((Rag.AMBER, Rag.RED))),
            BoardFilter(),
        )
    )

    def work() -> None:
        shown.page.set_filter(next(wanted))
        QApplication.processEvents()

    return work


@bench("Filter 10,000 issues on the board, laid out and painted", against="the same with 1,000", goal=2.0)
def filter_board() -> tuple[float, float]:
    _application()
    many, few = _in_turns(_filterer(_page(MANY)), _filterer(_page(FEW)), rounds=48, warm_up=4)
    return statistics.median(many), statistics.median(few)
