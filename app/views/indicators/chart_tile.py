"""A small chart among others: its name and newest value over it, and all of it said in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.rules.figure_frame import Detail
from app.rules.indicator import Rag
from app.rules.trend import Trend
from app.views.shared import paint, theme
from app.views.shared.chips import rag_words
from app.views.shared.figure_view import FigureView
from app.views.shared.labels import plain_tooltip

_EDGE = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """What one small chart shows. `note`: a few words on what it lacks."""

    key: int
    code: str
    title: str
    value: str
    trend: Trend
    rag: Rag = Rag.NONE
    note: str = ""
    why: str = ""

    @property
    def name(self) -> str:
        parts = [f"{self.code} {self.title}".strip(), self.value or "no readings yet"]
        if self.rag is not Rag.NONE:
            parts.append(rag_words(self.rag).lower())
        return ", ".join(parts)


class ChartTile(FigureView):
    """Enter, Space or a double click opens it; arrows go on to the grid, which knows its neighbours."""

    opened = Signal(int)
    entered = Signal(object)
    """(itself): it has the focus now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Detail.SMALL, parent)
        self.tile: Tile | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def set_tile(self, tile: Tile, place: str) -> None:
        """`place`: "3 of 41", for a screen reader."""
        self.tile = tile
        self.set_trend(tile.trend)
        self.setAccessibleName(f"{tile.name}, chart {place}")
        self.setAccessibleDescription(f"{tile.trend.sentence} {tile.why}".strip())
        self.setToolTip(plain_tooltip(f"{tile.code} {tile.title}".strip()))

    def chart_box(self) -> QRect:
        top = theme.px(28)
        edge = theme.px(_EDGE) - 2
        return QRect(edge, top, self.width() - 2 * edge, self.height() - top - theme.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = theme.current()
        focus = self.hasFocus()
        painter.setPen(QPen(t.focus if focus else t.line, 2 if focus else 1))
        painter.setBrush(t.paper)
        inset = 1.0 if focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        self.paint_figure(painter)
        if self.tile is not None:
            self._paint_head(painter, self.tile)

    def _paint_head(self, painter: QPainter, tile: Tile) -> None:
        t, edge, row = theme.current(), theme.px(_EDGE), theme.px(28)
        right = float(self.width() - edge)
        middle = Qt.AlignmentFlag.AlignVCenter
        if tile.rag is not Rag.NONE:
            side = theme.px(14)
            right -= side
            paint.draw_rag(painter, QRectF(right, (row - side) / 2 + 1, side, side), tile.rag)
            right -= theme.px(6)
        for text, size, weight, ink in ((tile.value, 12.5, 700, t.ink), (tile.note, 11.5, 400, t.ink3)):
            if text:
                font = theme.font(size, weight, tabular=True)
                wide = QFontMetricsF(font).horizontalAdvance(text)
                painter.setFont(font)
                painter.setPen(ink)
                painter.drawText(QRectF(right - wide - 2, 1, wide + 2, row), middle, text)
                right -= wide + theme.px(8)
        left = float(edge)
        for text, weight, ink in ((tile.code, 600, t.ink), (tile.title, 400, t.ink2)):
            font = theme.font(12, weight)
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, right - left))
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRectF(left, 1, max(0.0, right - left), row), middle, shown)
            left += metrics.horizontalAdvance(shown) + (theme.px(6) if shown else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _open(self) -> None:
        if self.tile is not None:
            self.opened.emit(self.tile.key)
