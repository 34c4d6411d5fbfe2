"""A row with something at the left and buttons at the right; where they do not fit, the buttons go below it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.views.shared.flow_box import FlowBox


class SideFlow(FlowBox):
    """The first part keeps the left; the rest flow, right-aligned in its row or left-aligned in rows below."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(gap, parent)

    def _arrange(self, width: int, *, place: bool) -> int:
        shown = self._shown()
        if not shown or shown[0] is not self._parts[0]:  # the first is hidden: all flow from the left
            return self._rows(shown, QRect(0, 0, width, 0), place=place)
        lead, rest = shown[0], shown[1:]
        sizes = [self._size(part, width) for part in shown]
        wide = sum(size.width() for size in sizes) + self._gap * len(rest)
        self._ends = set(rest)
        if wide + self._gap <= width:
            return self._row(list(zip(shown, sizes, strict=True)), QRect(0, 0, width, 0), 0, place=place)
        self._ends = set()
        high = self._row([(lead, sizes[0])], QRect(0, 0, width, 0), 0, place=place)
        top = high + (self._gap if rest else 0)
        return self._rows(rest, QRect(0, top, width, 0), place=place)
