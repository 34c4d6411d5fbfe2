"""A board page on the offscreen screen, with a workspace of the test's own behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.rules.category import COLUMNS, Category
from app.views.board.page import BoardPage
from app.views.shared import theme
from tests.conftest import StoppedClock
from tests.views.board import sample
from tests.views.board.fakes import FakeWorkspace


@dataclass
class Desk:
    """The page, and what it asked others for."""

    page: BoardPage
    workspace: FakeWorkspace
    moves: list[tuple[tuple[int, ...], Category, str]] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    decided: list[int] = field(default_factory=list)
    elsewhere: list[tuple[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.move_requested.connect(self._on_move)
        self.page.issue_opened.connect(self.opened.append)
        self.page.decide_requested.connect(self.decided.append)
        self.page.open_requested.connect(self._on_elsewhere)

    def _on_move(self, ids: tuple[int, ...], to: Category, reason: str) -> None:
        self.moves.append((ids, to, reason))

    def _on_elsewhere(self, noun: str, key: object) -> None:
        self.elsewhere.append((noun, key))

    @property
    def board(self):  # type: ignore[no-untyped-def]
        return self.page.board

    @property
    def commands(self) -> list[object]:
        return self.workspace.operations.commands

    @property
    def message(self) -> str:
        """The sentence over the board, or nothing."""
        notice = self.page.stage.notice
        return notice.words.text() if notice.isVisible() else ""

    def settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()

    def row(self, title: str, ghost: bool = False) -> int:
        return self.board.board_model.rows.row(sample.issue_id(title), ghost)

    def rect(self, title: str, ghost: bool = False) -> QRect:
        """Where the card is, scrolled into view if it was not."""
        index = self.board.board_model.index_of(sample.issue_id(title), ghost)
        assert index.isValid(), f"{title} is not shown"
        self.board.scrollTo(index)
        self.settle()
        return self.board.visualRect(index)

    def at(self, title: str, ghost: bool = False) -> QPoint:
        return self.rect(title, ghost).center()

    def column(self, category: Category, y: int = 200) -> QPoint:
        """A point of a column, in the viewport."""
        box = self.board.board_layout.columns[COLUMNS.index(category)]
        return QPoint(box.x + box.width // 2 - self.board.horizontalOffset(), y)

    def click(self, title: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        at = self.at(title)
        QTest.mouseClick(self.board.viewport(), Qt.MouseButton.LeftButton, keys, at)
        self.settle()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.board, key, keys)
        self.settle()

    def hold(self, at: QPoint) -> None:
        """Move the mouse there with the button down."""
        viewport = self.board.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(viewport.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)
        self.settle()

    def lift(self, title: str) -> QPoint:
        """Press on the card and drag it a little."""
        start = self.at(title)
        QTest.mousePress(self.board.viewport(), Qt.MouseButton.LeftButton, pos=start)
        self.hold(start + QPoint(2, 1))
        assert not self.board.drag.active, "two pixels are no drag"
        self.hold(start + QPoint(16, 6))
        return start

    def let_go(self, at: QPoint) -> None:
        QTest.mouseRelease(self.board.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.settle()

    def selected(self) -> list[str]:
        return [sample.TITLES[issue - 1] for issue in self.board.selected_ids()]

    def current(self) -> str:
        card = self.board.current_card()
        return card.title if card else ""


@pytest.fixture
def workspace(qtbot: QtBot, clock: StoppedClock) -> FakeWorkspace:
    return FakeWorkspace()


@pytest.fixture(scope="session")
def board_look(qapp: QApplication) -> QApplication:
    """The program's own look, put on once: a style sheet for the whole application is not quick."""
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def light_theme(board_look: QApplication) -> Iterator[None]:
    """Put back after a test, of whichever folder, that changed it."""
    if theme.current().name != "light" or theme.text_scale() != 1.0 or not board_look.styleSheet():
        theme.apply(board_look, "light")
    yield
    # Nobody runs the loop that would delete what was only told to go later.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(workspace: FakeWorkspace, qtbot: QtBot) -> Iterator[Desk]:
    page = BoardPage(workspace)
    page.resize(1269, 827)
    page.show()
    page.activated()
    made = Desk(page, workspace)
    made.settle()
    page.board.setFocus()
    made.settle()
    yield made
    page.close()
    page.deleteLater()
