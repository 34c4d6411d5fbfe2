"""Sections, text and what is beside it: side by side where there is room, else one below the other, scrolled."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from app.views.shared import theme

NARROW = 760
"""Design pixels below which three columns would each be too narrow to read, as with large text."""
LIST, SIDE = 190, 320
"""Design pixels, of the heights of the sections' list and of what is beside the text when they are stacked."""


class PageRoom(QScrollArea):
    """`tall`: how high the middle wants to be at a width. Sizes are those of the columns; `by_hand`: a user set them."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, tall: Callable[[int], int]) -> None:
        super().__init__()
        self._parts, self._tall = (left, middle, right), tall
        self._columns: list[int] = []
        self.by_hand = False
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(theme.px(12))
        for part in self._parts:
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        self.setWidget(self.split)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.split.setAutoFillBackground(False)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.fit)
        self.split.splitterMoved.connect(self._moved)
        middle.installEventFilter(self)

    @property
    def stacked(self) -> bool:
        return self.split.orientation() is Qt.Orientation.Vertical

    def sizes(self) -> list[int]:
        return self._columns if self.stacked else self.split.sizes()

    def set_sizes(self, sizes: Sequence[int]) -> None:
        self._columns = list(sizes)
        if not self.stacked:
            self.split.setSizes(self._columns)

    def _moved(self, _place: int, _at: int) -> None:
        if not self.stacked:
            self._columns = self.split.sizes()
            self.by_hand = True

    def fit(self) -> None:
        """Side by side, or stacked and each as high as it needs."""
        stacked = self.width() < theme.px(NARROW)
        if stacked != self.stacked:
            self.split.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
            if not stacked and self._columns:
                self.split.setSizes(self._columns)
        heights = [0, 0, 0]
        if stacked:
            heights = [theme.px(LIST), self._tall(self.viewport().width()), theme.px(SIDE)]
        for part, height in zip(self._parts, heights, strict=True):
            if part.minimumHeight() != height:
                part.setMinimumHeight(height)
        shown = [height for part, height in zip(self._parts, heights, strict=True) if not part.isHidden()]
        whole = sum(shown) + self.split.handleWidth() * max(len(shown) - 1, 0) if stacked else 0
        if self.split.minimumHeight() != whole:
            self.split.setMinimumHeight(whole)
            if stacked:
                self.split.setSizes(heights)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another section may ask for more lines over its text."""
        if event.type() is QEvent.Type.LayoutRequest and self.stacked:
            self._soon.start()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
