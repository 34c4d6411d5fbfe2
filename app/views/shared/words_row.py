"""Words about a list at the left, what can be done with it at the right; under one another where that is too narrow."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.flow_box import FlowBox

_WORDS = 260
"""Design pixels that the words need beside the rest."""
_WIDEST = 16_777_215


class WordsRow(QWidget):
    """`words` wrap; `parts` stand at the right end of their row, or rows."""

    def __init__(self, words: QWidget, parts: Iterable[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowBox(theme.px(6))
        for part in parts:
            self.flow.add(part, at_end=True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(6))
        self._box.addWidget(words, 1)
        self._box.addWidget(self.flow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        wide = self.flow.sizeHint().width()
        beside = self.width() >= wide + theme.px(_WORDS)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        least, most = (wide, wide) if beside else (0, _WIDEST)
        if (self._box.direction(), self.flow.minimumWidth(), self.flow.maximumWidth()) != (way, least, most):
            self._box.setDirection(way)
            self.flow.setMinimumWidth(least)
            self.flow.setMaximumWidth(most)
