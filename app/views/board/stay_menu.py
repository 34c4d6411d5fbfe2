"""A menu of marks to set and take away: it stays open while one does so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget


class StayMenu(QMenu):
    """Clicking or Space on an entry with a mark keeps the menu open; Enter sets it and closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)

    def add_mark(self, words: str, checked: bool, chosen: Callable[[], None]) -> QAction:
        action = self.addAction(plain(words))
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(partial(_call, chosen))
        return action

    def add_entry(self, words: str, chosen: Callable[[], None]) -> QAction:
        action = self.addAction(plain(words))
        action.triggered.connect(partial(_call, chosen))
        return action

    def add_heading(self, words: str) -> QAction:
        """A line that only says what follows."""
        action = self.addAction(plain(words))
        action.setEnabled(False)
        return action

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action: QAction | None = self.actionAt(event.position().toPoint())
        if _stays(action):
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and _stays(self.activeAction()):
            return
        super().keyPressEvent(event)


def plain(words: str) -> str:
    """An ampersand in data is no shortcut."""
    return words.replace("&", "&&")


def _call(chosen: Callable[[], None], _checked: bool = False) -> None:
    chosen()


def _stays(action: QAction | None) -> bool:
    """Set or take away the mark, if it is an entry with one."""
    if action is None or not action.isCheckable() or not action.isEnabled():
        return False
    action.trigger()
    return True
