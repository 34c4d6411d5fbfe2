"""How a table of lines is drawn: plainly, whole lines at a time, remembering what it worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QTableView

from app.views.shared import paint, theme
from app.views.shared.chips import chip_colours
from app.views.shared.line_breaks import broken

HIGH = 34
_LARGE, _LINES = 1.5, 2
"""From this text size on a line of the table has so many lines of text, so that less of it gives way."""
_REMEMBERED = 8_000
_DISPLAY, _LINE = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.UserRole) + 1
Tone = Callable[[Any], str]


class LinesFace(QObject):
    """A long scroll asks for the same things again and again."""

    def __init__(
        self,
        table: QTableView,
        tones: Mapping[int, Tone],
        links: frozenset[int],
        heads: Callable[[Any], str] | None,
        most: int = 1,
    ) -> None:
        """`most`: lines of text in each line of the table, at the ordinary text size."""
        super().__init__(table)
        self._ordinary = most
        self._table, self._tones = table, dict(tones)
        self._links, self._heads = links, heads
        self._shown: dict[tuple[str, int], tuple[str, ...]] = {}
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def set_tones(self, tones: Mapping[int, Tone]) -> None:
        self._tones = dict(tones)

    def _restyle(self) -> None:
        t = theme.current()
        self._shown.clear()
        self._font, self._bold = theme.font(13, tabular=True), theme.font(13, 600)
        self._metrics, self._bold_metrics = QFontMetrics(self._font), QFontMetrics(self._bold)
        self._ink, self._line, self._link = QPen(t.ink), QPen(t.line, 1), QPen(t.accent)
        self._left, self._right = theme.px(8), theme.px(4)
        self._most = max(self._ordinary, _LINES if theme.text_scale() >= _LARGE else 1)

    def high(self) -> int:
        """Of each line of the table."""
        return theme.px(HIGH) + (self._most - 1) * self._metrics.lineSpacing()

    def draw(self, dirty: QRect) -> None:
        """Lines and columns that lie in the rectangle, and its ground."""
        table, t = self._table, theme.current()
        painter = QPainter(table.viewport())
        painter.fillRect(dirty, t.paper)
        model, high = table.model(), table.verticalHeader().defaultSectionSize()
        if not model.rowCount():
            return
        first = max(table.rowAt(dirty.top()), 0)
        places = self._places(dirty)
        painter.setFont(self._font)
        top, row, count = table.rowViewportPosition(first), first, model.rowCount()
        chosen = table.currentIndex() if table.selectionModel().hasSelection() else QModelIndex()
        whole = table.selectionBehavior() is QTableView.SelectionBehavior.SelectRows
        wide = table.viewport().width()
        while row < count and top <= dirty.bottom():
            if row == chosen.row():
                at = QRect(0, top, wide, high) if whole else table.visualRect(chosen)
                painter.fillRect(at, t.selection if table.hasFocus() else t.hover)
            painter.setPen(self._line)
            painter.drawLine(0, top + high - 1, wide, top + high - 1)
            self._draw_line(painter, row, top, high, places)
            top += high
            row += 1

    def draw_drop(self, over: QModelIndex, where: QTableView.DropIndicatorPosition) -> None:
        """Where a line that is being dragged would go."""
        rect = self._table.visualRect(over)
        above = where is QTableView.DropIndicatorPosition.AboveItem
        if over.isValid() and (above or where is QTableView.DropIndicatorPosition.BelowItem):
            painter = QPainter(self._table.viewport())
            painter.setPen(QPen(theme.current().accent, 2))
            at = rect.top() if above else rect.bottom()
            painter.drawLine(0, at, self._table.viewport().width(), at)

    def _places(self, dirty: QRect) -> list[tuple[int, int, int]]:
        """(column, left, width) of those in the rectangle."""
        table, found = self._table, []
        for column in range(table.model().columnCount()):
            left, width = table.columnViewportPosition(column), table.columnWidth(column)
            if width and left <= dirty.right() and left + width >= dirty.left():  # a hidden one has no width
                found.append((column, left, width))
        return found

    def _draw_line(self, painter: QPainter, row: int, top: int, high: int, places: list[tuple[int, int, int]]) -> None:
        model = self._table.model()
        base = top + (high + self._metrics.ascent() - self._metrics.descent()) // 2
        if self._heads is not None:
            head = self._heads(model.data(model.index(row, 0), _LINE))
            if head:
                self._draw_head(painter, head, top, high, base)
                return
        painter.setPen(self._ink)
        for column, left, width in places:
            index = model.index(row, column)
            text = model.data(index, _DISPLAY)
            if not text:
                continue
            find = self._tones.get(column)
            line = model.data(index, _LINE) if find is not None else None
            tone = find(line) if find is not None and line is not None else ""
            if tone:
                _draw_chip(painter, QRect(left, top, width, high), str(text), tone)
                painter.setFont(self._font)
                painter.setPen(self._ink)
            elif column in self._links:
                painter.setPen(self._link)
                self._draw_text(painter, left, base, str(text), width)
                painter.setPen(self._ink)
            else:
                self._draw_text(painter, left, base, str(text), width)

    def _draw_text(self, painter: QPainter, left: int, base: int, text: str, width: int) -> None:
        """Its lines about the middle; `base` is where one alone would stand."""
        lines = self._lines(text, width)
        high = self._metrics.lineSpacing()
        at = base - (len(lines) - 1) * high // 2
        for line in lines:
            painter.drawText(left + self._left, at, line)
            at += high

    def _draw_head(self, painter: QPainter, text: str, top: int, high: int, base: int) -> None:
        wide = self._table.viewport().width()
        painter.fillRect(QRect(0, top, wide, high - 1), theme.current().ground)
        painter.setFont(self._bold)
        painter.setPen(self._ink)
        shown = self._bold_metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide - self._left - self._right)
        painter.drawText(self._left, base, shown)
        painter.setFont(self._font)

    def is_cut(self, text: str, width: int) -> bool:
        return " ".join(self._lines(text, width)) != " ".join(text.split())

    def _lines(self, text: str, width: int) -> tuple[str, ...]:
        found = self._shown.get((text, width))
        if found is None:
            if len(self._shown) > _REMEMBERED:
                self._shown.clear()
            room = width - self._left - self._right
            found = broken(text, self._metrics, room, self._most)
            self._shown[text, width] = found
        return found


def _draw_chip(painter: QPainter, rect: QRect, text: str, tone: str) -> None:
    wanted = paint.chip_width(text)
    wide = min(wanted, rect.width() - 8)
    high = theme.px(20)
    pill = QRectF(rect.left() + theme.px(6), rect.center().y() - high / 2 + 1, wide, high)
    ink, ground = chip_colours(tone)
    if wide < wanted:
        metrics = QFontMetrics(theme.font(11, 600))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(wide) - theme.px(12))
    paint.draw_chip(painter, pill, text, ink, ground)
