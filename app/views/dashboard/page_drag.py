"""Taking a page of the pack to another place with the mouse: a line shows where it would go, Esc leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication

from app.views.shared import theme

if TYPE_CHECKING:
    from app.views.dashboard.thumbnails import Thumbnails

_EDGE = 36
"""Design pixels from the list's edge where it begins to scroll."""
_STEP, _EVERY = 14, 30


class PageDrag:
    """Told of the mouse by the list. `gap`: before which row the page would go; -1 while none is carried."""

    def __init__(self, owner: Thumbnails) -> None:
        self._owner = owner
        self._start: QPoint | None = None
        self._row = -1
        self._at = QPoint()
        self.gap = -1
        self._scrolling = QTimer(owner)
        self._scrolling.setInterval(_EVERY)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def active(self) -> bool:
        return self.gap >= 0

    def press(self, at: QPoint) -> None:
        self._row = self._owner.indexAt(at).row()
        self._start = at if self._row >= 0 and not self._owner.fixed else None

    def move(self, at: QPoint) -> None:
        if self._start is None:
            return
        far = (at - self._start).manhattanLength() >= QApplication.startDragDistance()
        if not self.active and not far:
            return
        if not self.active:
            self._scrolling.start()
        self._at = at
        self._find_gap()

    def release(self) -> tuple[int, int] | None:
        """From which row to before which, if that changes anything."""
        row, gap = self._row, self.gap
        self.cancel()
        return (row, gap) if gap >= 0 and gap not in (row, row + 1) else None

    def cancel(self) -> None:
        """It stays where it was."""
        self._start, self._row, self.gap = None, -1, -1
        self._scrolling.stop()
        self._owner.viewport().update()

    def _find_gap(self) -> None:
        owner = self._owner
        middles = [owner.visualItemRect(owner.item(row)).center().y() for row in range(owner.count())]
        self.gap = sum(1 for middle in middles if middle < self._at.y())
        owner.viewport().update()

    def _scroll(self) -> None:
        """On towards the edge that the page is held at."""
        bar, high, edge = self._owner.verticalScrollBar(), self._owner.viewport().height(), theme.px(_EDGE)
        step = -_STEP if self._at.y() < edge else _STEP if self._at.y() > high - edge else 0
        if step:
            bar.setValue(bar.value() + step)
            self._find_gap()
