"""A row of widgets that goes on in the next line where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from app.views.shared import theme


class FlowLayout(QLayout):
    """Left to right, then the next line; those added at the end are pushed to the right."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._ends: set[QWidget] = set()
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def add_at_end(self, widget: QWidget) -> None:
        self.addWidget(widget)
        self._ends.add(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        gap = theme.px(self._gap)
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(hint.width() for hint in hints) + gap * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((size.width() for size in least), default=0),
                     max((size.height() for size in least), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        gap = theme.px(self._gap)
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size(item, max(rect.width(), 1))
            if lines[-1] and used + gap + size.width() > rect.width():
                lines.append([])
                used = 0
            used += size.width() + (gap if lines[-1] else 0)
            lines[-1].append((item, size))
        top = rect.y()
        for line in lines:
            height = max((size.height() for _, size in line), default=0)
            if place:
                self._place(line, rect, top, height, gap)
            top += height + theme.px(6)
        return max(0, top - theme.px(6) - rect.y())

    def _place(
        self, line: list[tuple[QLayoutItem, QSize]], rect: QRect, top: int, height: int, gap: int
    ) -> None:
        used = sum(size.width() for _, size in line) + gap * (len(line) - 1)
        spare = max(0, rect.width() - used)
        x = rect.x()
        for item, size in line:
            if spare and item.widget() in self._ends:
                x += spare
                spare = 0
            item.setGeometry(QRect(QPoint(x, top + (height - size.height()) // 2), size))
            x += size.width() + gap


def _size(item: QLayoutItem, width: int) -> QSize:
    """As wide as it likes within the line, and as high as it is then."""
    size = item.sizeHint().boundedTo(QSize(width, 16_777_215))
    if item.hasHeightForWidth():
        size.setHeight(item.heightForWidth(size.width()))
    return size


def fixed_height(widget: QWidget) -> QWidget:
    """Keeps a widget with a flow from growing downwards."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget
