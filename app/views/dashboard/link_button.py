"""A line of words that leads somewhere: gives way with an ellipsis where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.views.shared import theme
from app.views.shared.labels import plain_tooltip


class LinkButton(QPushButton):
    """`said`: what a screen reader says, where it leads included."""

    def __init__(self, words: str, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = " ".join(words.split())
        self.setProperty("kind", "small")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(self._words.replace("&", "&&"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        room = self.fontMetrics().horizontalAdvance(self._words) + 2 * theme.px(8) + 12
        return QSize(room, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * theme.px(8) - 4
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 20))
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._words else plain_tooltip(self._words))
