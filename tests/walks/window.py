"""A user at the program: what one does with mouse and keys, in the words of a story."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QTableView,
    QWidget,
)

from app.bridge.board_grouping import Grouping
from app.rules.category import COLUMNS, Category
from app.rules.period import Period
from app.store.opening import open_store
from app.store.queries import board as board_query
from tests.walks.hands import turn, wait_for
from tests.walks.running import CARBON, Running

Q4 = Period.quarter(2009, 4)
PLAN, HOT, OUT, LEFT = Category.IMPROVEMENT_PLAN, Category.HOT_LIST, Category.OUTCOMES, Category.LEFT


class Walk(Running):
    """Everything here goes through `do`, the hands; what it finds is waited for."""

    ctrl = Qt.KeyboardModifier.ControlModifier

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
        wait_for(lambda: field.text() == str(path), "the path in the dialog")
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

    def quarter(self, period: Period) -> None:
        """Go to a quarter with the keys of the top bar."""
        while self.program.workspace.quarter != period:
            before = self.program.workspace.quarter
            self.do.key("Alt+PgUp" if period < before else "Alt+PgDown")
            wait_for(lambda was=before: self.program.workspace.quarter != was, "another quarter")
        self.settle()


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
           "turn", "wait_for"]  # fmt: skip
