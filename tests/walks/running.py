"""The whole program on a store of its own, as `run_window` builds it, but in this process; and what is to be seen of it."""

from __future__ import annotations

import faulthandler
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.bridge.settings import Settings
from app.rules.category import COLUMNS, Category
from app.rules.issue import Card
from app.store.queries import issues as issue_query
from app.views.shared.sheet import Sheet
from app.views.shell import local_log
from app.views.shell.banners import Banner
from app.views.shell.start import make_application
from app.views.shell.window import MainWindow
from app.wiring import Program
from tests.walks.hands import hands, name_of, turn, wait_for

T = TypeVar("T")
CARBON = "Better carbon management"


class Strays(QObject):
    """Notes widgets that appear as windows of their own: one that is shown before it has a parent does, for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and watched.windowType() == Qt.WindowType.Window and not isinstance(watched, QMainWindow):
            self.found.append(name_of(watched))
        return False


class Running:
    """`open` starts the program on `store`, `close` ends it by the window; both may be done again and again."""

    def __init__(self, home: Path, store: Path | None = None, *, size: tuple[int, int] = (1440, 900)) -> None:
        self.home, self.store, self.size = home, store, size
        self.do = hands()
        self.bugs: list[BaseException] = []
        self.strays = Strays()
        self.window: MainWindow
        self.program: Program
        self._hooks = (sys.excepthook, threading.excepthook)
        self.is_open = False
        self._carbon = 0

    # The life of the program

    def open(self, *, filled: bool = True) -> Self:
        """Start; wait for the plan (`filled`), or only until the window may be spoken to."""
        app = make_application(())
        settings = Settings(self.home)
        settings.you_are = settings.you_are or "Head of Improvement"
        app.installEventFilter(self.strays)
        self.window = MainWindow(settings)
        self.program = Program(app, self.window, settings)
        self.program.first_store = self.store
        self.window.show()
        self.window.resize(*self.size)
        self.is_open = True
        wait_for(lambda: hasattr(self.program, "files"), "the parts")
        # What the program would show as its own fault fails the test instead; its hooks live on for its own signal.
        self._own_hooks = sys.excepthook
        sys.excepthook, threading.excepthook = self._hooks
        self.program.workspace.operations.bug.connect(self.bugs.append)
        self.do.take_up(self.window)
        self.settle()
        if filled:
            self.wait_filled()
            self._carbon = self.card(CARBON).issue_id
        return self

    def wait_filled(self) -> None:
        """Until a plan is open, its board filled and every part of the program there."""
        wait_for(lambda: self.program.complete and self.page("board").state.is_loaded, "the board filled")
        self.settle()

    def close(self) -> None:
        """As the user closes the window. Everything is on the disk afterwards."""
        if not self.is_open:
            return
        self.is_open = False
        self.window.close()
        local_log.stop()
        faulthandler.enable(sys.__stderr__)
        self.window.deleteLater()
        self.program.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        turn()
        make_application(()).removeEventFilter(self.strays)
        if self.bugs:
            raise self.bugs[0]
        assert not self.strays.found, f"windows of their own, for a moment: {self.strays.found}"

    def again(self) -> Self:
        """Close the program and start it on the same store."""
        self.close()
        return self.open()

    def settle(self) -> None:
        """Until nothing waits for the store and nothing is put off to the next turn of the loop."""
        quiet = [0]

        def rest() -> bool:
            quiet[0] = quiet[0] + 1 if self.program.workspace.operations.idle else 0
            return quiet[0] >= 4

        wait_for(rest, "the store at rest")
        if self.bugs:
            raise self.bugs[0]

    # What is on the window

    def page(self, key: str) -> Any:
        return self.program.pages[key]

    @property
    def board(self) -> Any:
        """The board itself: cards under hand."""
        return self.page("board").board

    @property
    def sheet(self) -> Any:
        """The sheet that lies over the window now; waits for one."""
        return wait_for(self.sheet_or_none, "a sheet")

    def sheet_or_none(self) -> Sheet | None:
        open_ones = [each for each in self.window.findChildren(Sheet) if each.isVisible()]
        return open_ones[-1] if open_ones else None

    def other_sheet(self, than: Sheet) -> Any:
        """The sheet that has taken the place of that one, if there is one."""
        shown = self.sheet_or_none()
        return shown if shown is not than else None

    def no_sheet(self) -> None:
        wait_for(lambda: self.sheet_or_none() is None, "the sheet closed")
        self.settle()

    @property
    def panel(self) -> Any:
        """The issue's sheet at the right, open and read."""
        panel = self.program.drawer.panel
        state = panel.state
        wait_for(lambda: state.sheet is not None and state.sheet.id == state.issue_id, "the issue's sheet")
        wait_for(panel.isVisible, "the issue's sheet")
        self.settle()
        return panel

    def card(self, title: str) -> Card:
        cards = [card for card in self.board.board_model.board.cards if card.title == title]
        assert cards, f"{title} is not on the board"
        return cards[0]

    @property
    def carbon_id(self) -> int:
        return self._carbon

    def has_ghost(self, title: str) -> bool:
        return self.board.board_model.index_of(self.card(title).issue_id, True).isValid()

    def spoken(self, title: str) -> str:
        """The card as a screen reader says it."""
        index = self.board.board_model.index_of(self.card(title).issue_id)
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    def current(self) -> str:
        card = self.board.current_card()
        return card.title if card else ""

    def notice(self) -> str:
        """The sentence over the board, "" for none."""
        shown = self.page("board").stage.notice
        return shown.words.text() if shown.isVisible() else ""

    def bands(self) -> list[str]:
        """The bands above the page, in words."""
        return [band.words.text() for band in self.window.findChildren(Banner) if band.isVisible()]

    def picture(self, lane: str = "") -> str:
        """The board, or one lane of it, as text: what is in each column in reading order, ghosts as (title)."""
        rows = self.board.board_model.rows
        columns: dict[Category, list[str]] = {category: [] for category in COLUMNS}
        for cell in rows.cells:
            for place in cell.visible:
                if not lane or rows.lane_of(place).title == lane:
                    title = place.card.title
                    columns[place.category].append(f"({title})" if place.ghost else title)
        return "\n".join(f"{category.title}: {', '.join(titles) or '-'}" for category, titles in columns.items())

    # What the store says

    def ask(self, query: Callable[[Any], T]) -> T:
        """Through the open program."""
        answers: list[T] = []
        self.program.workspace.operations.ask(query, answers.append)
        wait_for(lambda: answers, "an answer of the store")
        return answers[0]

    def history(self, title: str) -> list[str]:
        """The issue's history in words, the newest first."""
        issue = self.card(title).issue_id
        lines = self.ask(lambda session: issue_query.history(session, issue))
        return [line.words for line in lines]

    def entries(self) -> int:
        return int(self.program.workspace.operations.state.entries)

    def undo_words(self) -> tuple[str | None, str | None]:
        state = self.program.workspace.operations.state
        return state.undo, state.redo

    def screenshot(self, path: str) -> None:
        """For whoever wants to look while writing a walk."""
        turn()
        self.window.grab().save(path)

    def on_store(self, statement: str) -> Any:
        """On the program's own connection, for a fault that no user can make by hand; the first value it gives."""
        answers: list[Any] = []
        self.program.workspace.operations.run(
            lambda store: store.raw.execute(statement).fetchone(), lambda row: answers.append((row,))
        )
        wait_for(lambda: answers, statement)
        row = answers[0][0]
        return row[0] if row else None
