"""What lies over the board while a card is dragged: closed columns with the reason, open ones outlined."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.bridge.board_layout import BoardLayout
from app.rules.category import COLUMNS, Category
from app.views.shared import paint, theme


@dataclass(frozen=True, slots=True)
class Hint:
    """One column while dragging. `words` says why it is closed, or what a drop begins."""

    category: Category
    open: bool
    words: str


class DropHints(QWidget):
    """Covers the viewport, lets the mouse through."""

    def __init__(self, layout: BoardLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = layout
        self.hints: tuple[Hint, ...] = ()
        self.over: Category | None = None
        self.lane = 0
        self._x = self._y = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def begin(self, hints: tuple[Hint, ...], lane: int) -> None:
        """Show. `lane` is the lane in which the card would land."""
        self.hints, self.lane, self.over = hints, lane, None
        self.show()
        self.update()

    def set_offset(self, x: int, y: int) -> None:
        self._x, self._y = x, y
        self.update()

    def set_over(self, category: Category | None) -> None:
        """The column the pointer is in."""
        if category is not self.over:
            self.over = category
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for hint in self.hints:
            column = self._layout.columns[COLUMNS.index(hint.category)]
            area = QRect(column.x - self._x, 0, column.width, self.height())
            if hint.open:
                self._paint_open(p, hint, area)
            else:
                self._paint_closed(p, hint, area)

    def _paint_open(self, p: QPainter, hint: Hint, area: QRect) -> None:
        """Outlined where the card would land: its lane's cell, or all that is seen of the column."""
        t = theme.current()
        cell = self._layout.cell_box(self.lane, COLUMNS.index(hint.category))
        landing = QRect(cell.x - self._x, cell.y - self._y, cell.width, cell.height).intersected(area)
        if landing.height() < theme.px(24):
            landing = area
        p.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(t.accent, 2)
        pen.setDashPattern([4, 2.5])
        p.setPen(pen)
        p.drawRect(QRectF(landing).adjusted(1, 1, -1, -1))
        if hint.category is self.over:
            self._paint_words(p, hint.words, area, t.accent, strong=True)

    def _paint_closed(self, p: QPainter, hint: Hint, area: QRect) -> None:
        veil = QColor(theme.current().ground)
        veil.setAlphaF(0.80)
        p.fillRect(area.adjusted(1, 0, -1, 0), veil)
        self._paint_words(p, hint.words, area, theme.current().ink2, strong=hint.category is self.over)

    def _paint_words(self, p: QPainter, words: str, area: QRect, ink: QColor, *, strong: bool) -> None:
        """A small panel at the top of the area, always in view."""
        if not words:
            return
        t = theme.current()
        font = theme.font(12.5, 600 if strong else 500)
        side, pad = theme.px(10), theme.px(10)
        lines = paint.wrap(words, font, area.width() - 2 * side - 2 * pad)
        line = round(QFontMetricsF(font).height()) + 2
        high = len(lines) * line + 2 * pad
        panel = QRectF(area.left() + side, area.top() + theme.px(24), area.width() - 2 * side, high)
        p.setPen(QPen(ink if strong else t.edge, 1))
        p.setBrush(t.paper)
        p.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        p.setPen(ink)
        p.setFont(font)
        y = panel.top() + pad
        for each in lines:
            p.drawText(QRectF(panel.left() + pad, y, panel.width() - 2 * pad, line), _LEFT, each)
            y += line


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
