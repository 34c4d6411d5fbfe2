"""A field that narrows a list to the lines with its words, a moment after the last letter."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.shared import theme

_QUIET = 150
"""Milliseconds after a letter."""


class WordFilter(QLineEdit):
    """As wide as the words that stand in it while it is empty."""

    wanted = Signal(str)

    def __init__(self, prompt: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_QUIET)
        self._soon.timeout.connect(self._tell)
        self.textChanged.connect(self._soon.start)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def show_words(self, words: str) -> None:
        """What narrows the list already; nothing is wanted anew."""
        if self.text() != words:
            self.setText(words)
            self._soon.stop()

    def _tell(self) -> None:
        self.wanted.emit(self.text())

    def _restyle(self) -> None:
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(self.placeholderText()) + theme.px(26))
