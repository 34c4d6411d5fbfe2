"""Where list, chart and table stand: side by side and over one another, with edges that can be moved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.labels import Card, Text


class Panes(QWidget):
    """Attributes: nothing, shown instead of chart and table; area, which holds those; across, right: splitters."""

    def __init__(self, listing: QWidget, chart: QWidget, table: QWidget) -> None:
        super().__init__()
        self.nothing = Card()
        self._words = Text("", "soft", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMargin(theme.px(32))
        QVBoxLayout(self.nothing).addWidget(self._words)
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.right.setHandleWidth(theme.px(12))
        self.right.setChildrenCollapsible(False)
        self.right.addWidget(chart)
        self.right.addWidget(table)
        self.right.setStretchFactor(0, 3)
        self.right.setStretchFactor(1, 1)
        self.right.setSizes([470, 220])
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.right)
        self.area.viewport().setAutoFillBackground(False)
        self.right.setAutoFillBackground(False)
        side = QWidget()
        self._stack = QStackedLayout(side)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.nothing)
        self._build_across(listing, side)
        self._listing, self._table = listing, table
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _build_across(self, listing: QWidget, side: QWidget) -> None:
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.across.setHandleWidth(theme.px(14))
        self.across.setChildrenCollapsible(False)
        self.across.addWidget(listing)
        self.across.addWidget(side)
        self.across.setStretchFactor(0, 0)
        self.across.setStretchFactor(1, 1)
        self.across.splitterMoved.connect(self._split_by_hand)
        self._split = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    def _restyle(self) -> None:
        """What is enough for text of this size."""
        self._listing.setMinimumWidth(theme.px(200))
        self._table.setMinimumHeight(theme.px(140))
        self.right.setHandleWidth(theme.px(12))
        self.across.setHandleWidth(theme.px(14))

    def show_nothing(self, words: str) -> None:
        """Say why there is no chart; "" shows it again."""
        self._words.setText(words)
        self._stack.setCurrentWidget(self.nothing if words else self.area)

    def view_state(self) -> dict[str, Any]:
        return {"across": self.across.sizes() if self._split else [], "right": self.right.sizes()}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        for splitter, name in ((self.across, "across"), (self.right, "right")):
            sizes = state.get(name)
            if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(s, int) and s > 0 for s in sizes):
                splitter.setSizes(sizes)
                self._split = self._split or splitter is self.across

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._split:
            beside = max(theme.px(200), min(theme.px(396), round(self.width() * 0.35)))
            self.across.setSizes([beside, max(1, self.width() - beside)])

    def _split_by_hand(self, _at: int, _index: int) -> None:
        self._split = True
