"""A scroll bar that always has its place, so that the board keeps its width, and shows itself only when of use."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from app.views.shared import theme


class QuietBar(QScrollBar):
    """Upright, on the page's ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), theme.current().ground)
        if self.maximum() > self.minimum():
            super().paintEvent(event)
