"""The whole program on a store of its own, as `run_window` builds it, but in this process and for one test."""

from __future__ import annotations

import contextlib
import faulthandler
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QTableView,
    QWidget,
)

from app.bridge.board_grouping import Grouping
from app.bridge.settings import Settings
from app.rules.category import COLUMNS, Category
from app.rules.issue import Card
from app.rules.period import Period
from app.store.opening import open_store
from app.store.queries import board as board_query
from app.store.queries import issues as issue_query
from app.views.shared.sheet import Sheet
from app.views.shell import local_log
from app.views.shell.start import make_application
from app.views.shell.window import MainWindow
from app.wiring import Program
from tests.walks.hands import hands, name_of, turn, wait_for, window_of

T = TypeVar("T")
CTRL = Qt.KeyboardModifier.ControlModifier
CARBON = "Better carbon management"
Q4 = Period.quarter(2009, 4)
PLAN, HOT, OUT, LEFT = Category.IMPROVEMENT_PLAN, Category.HOT_LIST, Category.OUTCOMES, Category.LEFT


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


class Walk:
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

    def open(self, *, filled: bool = True) -> Walk:
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
        # What the program would show as its own fault fails the test instead.
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

    def again(self) -> Walk:
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

    ctrl = CTRL

    def no_sheet(self) -> None:
        wait_for(lambda: self.sheet_or_none() is None, "the sheet closed")
        self.settle()

    @property
    def panel(self) -> Any:
        """The issue's sheet at the right, open and read."""
        panel = self.program.drawer.panel
        wait_for(lambda: panel.isVisible() and panel.state.sheet is not None, "the issue's sheet")
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
        from app.views.shell.banners import Banner

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

    # Doing

    def spot(self, title: str, *, ghost: bool = False) -> QPoint:
        """The middle of a card, brought into view, in the board's viewport."""
        board = self.board
        index = board.board_model.index_of(self.card(title).issue_id, ghost)
        assert index.isValid(), f"{title} is not to be seen"
        board.scrollTo(index)
        turn()
        rect = board.visualRect(index)
        point = QPoint(rect.center().x(), rect.top() + 12)
        assert board.viewport().rect().contains(point), f"{title} cannot be scrolled into view"
        return point

    def column_spot(self, to: Category) -> QPoint:
        """A point of a column, or of the strip that leaves the list, in the board's viewport."""
        board = self.board
        if to is Category.LEFT:
            strip = board.drag.strip
            return board.viewport().mapFrom(board, strip.geometry().center())
        column = board.board_layout.columns[COLUMNS.index(to)]
        return QPoint(
            column.x + column.width // 2 - board.horizontalOffset(), board.viewport().height() // 2
        )

    def lift(self, title: str) -> QPoint:
        """Press on a card and draw it a little away. The point where the mouse is."""
        view = self.board.viewport()
        start = self.spot(title)
        self.do.move(view, start)
        self.do.press(view, start)
        for step in (4, 12, 20):
            self.do.move(view, start + QPoint(step, step // 2))
        wait_for(lambda: self.board.drag.active, "the card lifted")
        return start + QPoint(20, 10)

    def carry(self, start: QPoint, to: Category) -> QPoint:
        """Move the lifted card over a column, in steps as a hand does."""
        view, end = self.board.viewport(), self.column_spot(to)
        for part in (3, 6, 9, 10):
            self.do.move(view, start + (end - start) * part / 10)
        wait_for(lambda: self.board.drag.target is to, f"the card over {to.title}")
        return end

    def drag(self, title: str, to: Category) -> None:
        """From lifting to letting go."""
        end = self.carry(self.lift(title), to)
        self.do.release(self.board.viewport(), end)
        wait_for(lambda: not self.board.drag.active, "the card let go")

    def choose(self, box: Any, words: str) -> None:
        """Pick an entry of a list box with the keyboard, as one does: its first letters, then the arrows."""
        box.setFocus()
        self.do.type(words[:3])
        for _ in range(box.count()):
            if box.currentText() == words:
                return
            self.do.key("Down")
        assert box.currentText() == words

    def write(self, field: QWidget, text: str) -> None:
        """Click into the field and type."""
        self.show_in_sheet(field)
        self.do.click(field)
        wait_for(lambda: QApplication.focusWidget() is field or field.isAncestorOf(QApplication.focusWidget()),
                 "the focus in the field")  # fmt: skip
        self.do.type(text)

    def write_over(self, field: QWidget, text: str) -> None:
        """Click into the field, select all that is there and type."""
        self.show_in_sheet(field)
        self.do.click(field)
        self.do.key("Ctrl+A", "Del")
        self.do.type(text)

    @staticmethod
    def text_of(field: Any) -> str:
        return str(field.text() if isinstance(field, QLineEdit) else field.value())

    def open_issue(self, title: str) -> Any:
        """By a double click on its card; its sheet."""
        self.do.double_click(self.board.viewport(), self.spot(title))
        return self.panel

    def show_in_sheet(self, widget: QWidget) -> None:
        """Scroll to it, as the wheel would."""
        from PySide6.QtWidgets import QScrollArea

        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget, 0, 40)
            around = around.parentWidget()
        turn()

    def press_button(self, button: QWidget) -> None:
        self.show_in_sheet(button)
        self.do.click(button)

    def context_menu(self, title: str, *words: str) -> None:
        """The card's menu, by its key, and what is chosen from it."""
        view = self.board.viewport()
        self.do.click(view, self.spot(title))
        self.do.menu_key(self.board)
        wait_for(_open_menu, "the card's menu")
        self._pick(words)

    def menu(self, button: QWidget, *words: str, then: str = "") -> None:
        """Choose from a button's menu, and its submenus, with the mouse; entries by the beginning of their words.

        Qt shows such a menu in a loop of its own, so the choice is made from inside it. `then`: a key at the end.
        """
        failed: list[BaseException] = []
        QTimer.singleShot(0, partial(self._pick_inside, words, then, failed))
        self.press_button(button)
        if failed:
            raise failed[0]

    def _pick_inside(self, words: tuple[str, ...], then: str, failed: list[BaseException]) -> None:
        if _open_menu() is None:
            QTimer.singleShot(2, partial(self._pick_inside, words, then, failed))
            return
        try:
            self._pick(words)
            if then:
                self.do.key(then)
        except BaseException as error:
            failed.append(error)
        while (menu := _open_menu()) is not None:
            menu.close()

    def _pick(self, words: tuple[str, ...]) -> None:
        for at, word in enumerate(words):
            menu = _open_menu()
            assert isinstance(menu, QMenu), f"no menu is open for {word}"
            found = [each for each in menu.actions() if each.text().replace("&&", "&").startswith(word)]
            assert found, f"{word} is not among {[each.text() for each in menu.actions()]}"
            assert found[0].isEnabled(), f"{word} is not enabled: {found[0].toolTip()}"
            spot = menu.actionGeometry(found[0]).center()
            self.do.move(menu, spot)
            if at < len(words) - 1:
                self.do.key("Right")
                wait_for(lambda before=menu: _open_menu() is not before, f"the menu of {word}")
            else:
                self.do.press(menu, spot)
                self.do.release(menu, spot)

    def file_dialog(self, path: Path) -> None:
        """Type a path into the open file dialog, and Enter."""
        dialog = wait_for(self._file_dialog, "the file dialog")
        self.do.take_up(dialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        self.do.click(field)
        self.do.key("Ctrl+A")
        self.do.type(str(path))
        self.do.key("Enter")
        wait_for(lambda: self._file_dialog() is None, "the file dialog closed")
        self.do.take_up(self.window)

    def _file_dialog(self) -> QFileDialog | None:
        shown = [each for each in self.window.findChildren(QFileDialog) if each.isVisible()]
        return shown[0] if shown else None

    @staticmethod
    def words_of_table(table: QTableView) -> list[str]:
        """The rows of a table, their cells with bars between."""
        model = table.model()
        return [
            " | ".join(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    def drag_anywhere(self, title: str, to: Category) -> None:
        """Press on a card, draw it over a column and let go, whether it lets itself be lifted or not."""
        view, start = self.board.viewport(), self.spot(title)
        self.do.press(view, start)
        for part in (1, 5, 10):
            self.do.move(view, start + (self.column_spot(to) - start) * part / 10)
        self.do.release(view, self.column_spot(to))

    def paste(self, text: str) -> None:
        """From the clipboard into whatever has the focus."""
        QApplication.clipboard().setText(text)
        self.do.key("Ctrl+V")

    def on_store(self, statement: str) -> Any:
        """On the program's own connection, for a fault that no user can make by hand; the first value it gives."""
        answers: list[Any] = []
        self.program.workspace.operations.run(
            lambda store: store.raw.execute(statement).fetchone(), lambda row: answers.append((row,))
        )
        wait_for(lambda: answers, statement)
        row = answers[0][0]
        return row[0] if row else None

    def quarter(self, period: Period) -> None:
        """Go to a quarter with the keys of the top bar."""
        while self.program.workspace.quarter != period:
            before = self.program.workspace.quarter
            self.do.key("Alt+PgUp" if period < before else "Alt+PgDown")
            wait_for(lambda was=before: self.program.workspace.quarter != was, "another quarter")
        self.settle()

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


def _open_menu() -> QWidget | None:
    return QApplication.activePopupWidget()


def labels(widget: QWidget) -> str:
    """All words on a widget that can be seen, one after another."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def standing(path: Path, title: str, quarter: Period = Q4) -> Category:
    """Where an issue stands, read from a closed store."""
    with closed(path) as store, store.reading() as session:
        shown = board_query.board(session, quarter)
        return next(card.category for card in shown.cards if card.title == title)


@contextlib.contextmanager
def closed(path: Path) -> Iterator[Any]:
    """The store opened by the test itself, after the program has closed it."""
    store = open_store(path)
    try:
        yield store
    finally:
        store.close()


__all__ = ["CARBON", "HOT", "LEFT", "OUT", "PLAN", "Q4", "Grouping", "Walk", "closed", "labels", "standing",
           "turn", "wait_for", "window_of"]  # fmt: skip
