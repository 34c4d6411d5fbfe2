"""Places its parts in rows, like words of a text: toolbars at 200% text, chips, tags."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.views.shared import theme

SPARE = 8
"""Pixels that a label takes besides its words."""
NARROWEST = 220
"""Design pixels a part may ask of a window, however wide it would like to be."""


class FlowBox(QWidget):
    """As many in a row as fit; parts of a row share its middle, and the height follows the width.

    A widget that places its children, not a QLayout: layout items owned by Python do not outlive a collection.
    """

    def __init__(self, gap: int = 6, parent: QWidget | None = None, *, row_gap: int | None = None) -> None:
        """`gap` and `row_gap` are in pixels, between the parts of a row and between the rows."""
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._ends: set[QWidget] = set()
        self._gap = gap
        self._row_gap = gap if row_gap is None else row_gap
        self._heights: dict[int, int] = {}
        """By width, for this turn of the event loop: layouts around it ask hundreds of times when a page is shown."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def parts(self) -> list[QWidget]:
        """In reading order."""
        return list(self._parts)

    def add(self, part: QWidget, *, at_end: bool = False) -> None:
        """`at_end`: it and those after it stand at the right end of their row."""
        if at_end:
            self._ends.add(part)
        self.insert(len(self._parts), part)

    def insert(self, at: int, part: QWidget) -> None:
        """What was hidden on purpose stays hidden; anything else is shown."""
        asked = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        hidden = part.isHidden() and part.testAttribute(asked)
        part.setParent(self)
        part.setVisible(not hidden)
        self._parts.insert(at, part)
        self._changed()

    def take(self, part: QWidget) -> None:
        """The part is no longer placed; who took it deletes it."""
        self._parts.remove(part)
        self._ends.discard(part)
        part.hide()
        self._changed()

    def set_parts(self, parts: Sequence[QWidget]) -> None:
        """These and no others, in this order."""
        for part in [each for each in self._parts if each not in parts]:
            self.take(part)
        for at, part in enumerate(parts):
            if part not in self._parts:
                self.insert(at, part)
        self._parts = list(parts)
        self._changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._heights:
            QTimer.singleShot(0, self, self._heights.clear)
        if width not in self._heights:
            self._heights[width] = self._arrange(width, place=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [self._size(part, 16_777_215) for part in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        most = theme.px(NARROWEST)
        wide = max((min(part.sizeHint().width(), most) for part in self._shown()), default=0)
        return QSize(wide, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), place=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._changed()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._changed()
        return super().event(event)

    def _changed(self) -> None:
        self._heights.clear()
        self.updateGeometry()
        self._arrange(self.width(), place=True)

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _size(self, part: QWidget, width: int) -> QSize:
        """As wide as it likes within the width, and as high as it is then."""
        size = part.sizeHint()
        if isinstance(part, QLabel) and part.wordWrap():  # on one line where there is room for it
            size.setWidth(max(size.width(), part.fontMetrics().horizontalAdvance(part.text()) + SPARE))
        size = size.expandedTo(part.minimumSize()).boundedTo(part.maximumSize())
        size.setWidth(min(size.width(), max(width, 40)))
        if part.hasHeightForWidth():
            size.setHeight(max(part.heightForWidth(size.width()), part.minimumHeight()))
        return size

    def _arrange(self, width: int, *, place: bool) -> int:
        """The height that all take at that width."""
        return self._rows(self._shown(), QRect(0, 0, width, 0), place=place)

    def _rows(self, parts: Sequence[QWidget], room: QRect, *, place: bool) -> int:
        """Fill rows from the top of the room; returns where they end."""
        top, row, used = room.top(), list[tuple[QWidget, QSize]](), 0
        for part in parts:
            size = self._size(part, room.width())
            if row and used + self._gap + size.width() > room.width():
                top += self._row(row, room, top, place=place) + self._row_gap
                row, used = [], 0
            used += size.width() + (self._gap if row else 0)
            row.append((part, size))
        return top + self._row(row, room, top, place=place)

    def _row(self, row: list[tuple[QWidget, QSize]], room: QRect, top: int, *, place: bool) -> int:
        """One row; returns its height."""
        high = max((size.height() for _, size in row), default=0)
        if place:
            used = sum(size.width() for _, size in row) + self._gap * (len(row) - 1)
            x, spare = room.left(), max(0, room.width() - used)
            for part, size in row:
                if spare and part in self._ends:
                    x, spare = x + spare, 0
                part.setGeometry(QRect(QPoint(x, top + (high - size.height()) // 2), size))
                x += size.width() + self._gap
        return high
