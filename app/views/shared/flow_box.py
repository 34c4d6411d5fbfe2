"""Places its parts in rows, like words of a text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowBox(QWidget):
    """As many in a row as fit; the height follows the width.

    A widget that places its children, not a QLayout: layout items owned by Python do not outlive a collection.
    """

    def __init__(self, gap: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._gap = gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def parts(self) -> list[QWidget]:
        """In reading order."""
        return list(self._parts)

    def insert(self, at: int, part: QWidget) -> None:
        part.setParent(self)
        self._parts.insert(at, part)
        self._arrange_again()

    def take(self, part: QWidget) -> None:
        """The part is no longer placed; who took it deletes it."""
        self._parts.remove(part)
        part.hide()
        self._arrange_again()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, place=False)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 40 else 240
        return QSize(width, self._arrange(width, place=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_again()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange_again()
        return super().event(event)

    def _arrange_again(self) -> None:
        high = self._arrange(self.width(), place=True)
        if self.minimumHeight() != high:
            self.setFixedHeight(high)
            self.updateGeometry()

    def _arrange(self, width: int, *, place: bool) -> int:
        x = y = row = 0
        for part in self._parts:
            if part.isHidden():
                continue
            size = part.sizeHint().expandedTo(part.minimumSize()).boundedTo(part.maximumSize())
            size.setWidth(min(size.width(), max(width, 40)))
            if x > 0 and x + size.width() > width:
                x, y, row = 0, y + row + self._gap, 0
            if place:
                part.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            row = max(row, size.height())
        return y + row
