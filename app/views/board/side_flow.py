"""A row with something at the left and buttons at the right; where they do not fit, the buttons go below it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from app.views.shared import theme


class SideFlow(QLayout):
    """The first widget keeps the left; the rest flow, right-aligned in its row or left-aligned in rows below."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

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

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        high = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(self._wide(shown), high)

    def minimumSize(self) -> QSize:
        shown = self._shown()
        return QSize(
            max((min(item.sizeHint().width(), theme.px(220)) for item in shown), default=0),
            max((item.sizeHint().height() for item in shown), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _wide(self, items: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in items) + self._gap * max(len(items) - 1, 0)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        shown = self._shown()
        if not shown:
            return 0
        lead, rest = (shown[0], shown[1:]) if shown[0] is self._items[0] else (None, shown)
        lead_width = lead.sizeHint().width() if lead else 0
        fits = lead_width + 2 * self._gap + self._wide(rest) <= rect.width()
        if lead is None or not fits:
            top = rect.y()
            if lead is not None:
                high = _height(lead, rect.width())
                if place:
                    lead.setGeometry(QRect(rect.x(), top, min(lead_width, rect.width()), high))
                top += high + (self._gap if rest else 0)
            return self._rows(rest, QRect(rect.x(), top, rect.width(), 0), place) - rect.y()
        high = max(item.sizeHint().height() for item in shown)
        if place:
            self._one_row(lead, rest, rect, high)
        return high

    def _one_row(self, lead: QLayoutItem, rest: list[QLayoutItem], rect: QRect, high: int) -> None:
        self._put(lead, QPoint(rect.x(), rect.y()), high)
        x = rect.right() + 1 - self._wide(rest)
        for item in rest:
            self._put(item, QPoint(x, rect.y()), high)
            x += item.sizeHint().width() + self._gap

    def _rows(self, items: list[QLayoutItem], rect: QRect, place: bool) -> int:
        """As many in a row as fit; returns where they end."""
        x, y, row = rect.x(), rect.y(), 0
        for item in items:
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, row = rect.x(), y + row + self._gap, 0
            if place:
                item.setGeometry(QRect(x, y, width, size.height()))
            x += width + self._gap
            row = max(row, size.height())
        return y + row

    @staticmethod
    def _put(item: QLayoutItem, at: QPoint, high: int) -> None:
        size = item.sizeHint()
        item.setGeometry(QRect(QPoint(at.x(), at.y() + (high - size.height()) // 2), size))


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
