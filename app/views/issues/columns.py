"""Two columns that stand side by side where there is room, one under the other where there is not."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.views.shared import theme


class TwoColumns(QWidget):
    """`enough` is the width in design pixels from which both fit."""

    def __init__(self, left: QWidget, right: QWidget, enough: int = 540, gap: int = 24) -> None:
        super().__init__()
        self._enough = enough
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(gap))
        self._row.addWidget(left, 1)
        self._row.addWidget(right, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = event.size().width() >= theme.px(self._enough)
        wanted = QBoxLayout.Direction.LeftToRight if side else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
