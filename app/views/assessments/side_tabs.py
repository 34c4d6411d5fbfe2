"""The names of what stands beside the text, in as many rows as they need: none is hidden behind another."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.views.shared import theme
from app.views.shared.flow_box import FlowBox


class SideTabs(FlowBox):
    """As a QTabBar, but that it never scrolls. Arrow keys go from one to the next; Tab reaches the one that is on."""

    currentChanged = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(0, parent)
        self._buttons: list[QPushButton] = []
        self._name = name
        self._current = -1
        self.setAccessibleName(name)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def addTab(self, words: str) -> int:
        at = len(self._buttons)
        button = _Tab(words, self)
        button.setCheckable(True)
        button.clicked.connect(partial(self._clicked, at))
        self._buttons.append(button)
        self.add(button)
        self.setTabText(at, words)
        if at == 0:
            self.setCurrentIndex(0)
        else:
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        return at

    def count(self) -> int:
        return len(self._buttons)

    def tab(self, at: int) -> QPushButton:
        return self._buttons[at]

    def tabText(self, at: int) -> str:
        return self._buttons[at].text()

    def setTabText(self, at: int, words: str) -> None:
        self._buttons[at].setText(words)
        self._buttons[at].setAccessibleName(f"{self._name}: {words}")

    def currentIndex(self) -> int:
        return self._current

    def setCurrentIndex(self, at: int) -> None:
        before, self._current = self._current, at
        for number, button in enumerate(self._buttons):
            button.setChecked(number == at)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == at else Qt.FocusPolicy.ClickFocus)
        if at != before:
            self.currentChanged.emit(at)

    def _clicked(self, at: int, _checked: bool = False) -> None:
        self.setCurrentIndex(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.setCurrentIndex((self._current + step) % len(self._buttons))
        self._buttons[self._current].setFocus(Qt.FocusReason.TabFocusReason)

    def _restyle(self) -> None:
        t, px = theme.current(), theme.px
        self.setStyleSheet(
            f"QPushButton {{ background: transparent; color: {t.ink2.name()}; border: none; border-radius: 0;"
            f" border-bottom: 2px solid transparent; font-weight: 500; min-height: 0; padding: {px(4)}px {px(7)}px; }}"
            f"QPushButton:hover {{ color: {t.ink.name()}; }}"
            f"QPushButton:checked {{ color: {t.accent.name()}; border-bottom-color: {t.accent.name()}; }}"
            f"QPushButton:focus {{ background: {t.accent_soft.name()}; }}"
        )


class _Tab(QPushButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the row, which Qt would otherwise walk by itself."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)
