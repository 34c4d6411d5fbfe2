"""The strip along the board's lower edge on which a card is dropped to leave the lists (M4, M5)."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.views.shared import paint, theme

TITLE = "Leave the list"
PAD, SIDE = 12, 16


class LeaveStrip(QWidget):
    """Shown while a card is dragged. Where the framework forbids it, it says why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self.open = False
        self.over = False
        self.hide()

    def begin(self, words: str, *, open_to_drop: bool) -> None:
        self.words, self.open, self.over = words, open_to_drop, False
        self.setAccessibleName(f"{TITLE}: {words}")
        self.show()
        self.raise_()

    def set_over(self, over: bool) -> None:
        if over != self.over:
            self.over = over
            self.update()

    def _title_width(self) -> float:
        return QFontMetricsF(theme.font(13, 600)).horizontalAdvance(TITLE)

    def _lines(self, width: int) -> list[str]:
        return paint.wrap(self.words, theme.font(12), width - 3 * theme.px(SIDE) - self._title_width())

    def _line(self) -> int:
        return round(QFontMetricsF(theme.font(13, 600)).height()) + 1

    def wanted_height(self, width: int) -> int:
        return max(len(self._lines(width)), 1) * self._line() + 2 * theme.px(PAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.current()
        p = QPainter(self)
        p.fillRect(self.rect(), t.accent_soft if self.over and self.open else t.paper)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_edge(p)
        strong: QColor = t.accent if self.open else t.ink2
        left, top, line = theme.px(SIDE), theme.px(PAD), self._line()
        p.setFont(theme.font(13, 600))
        p.setPen(strong)
        p.drawText(QRectF(left, top, self._title_width() + 2, line), _LEFT, TITLE)
        left += round(self._title_width()) + theme.px(SIDE)
        p.setFont(theme.font(12))
        p.setPen(t.ink2)
        for words in self._lines(self.width()):
            p.drawText(QRectF(left, top, self.width() - left, line), _LEFT, words)
            top += line

    def _paint_edge(self, p: QPainter) -> None:
        """Outlined like an open column where a drop is welcome, a hairline where it is not."""
        t = theme.current()
        if not self.open:
            p.setPen(QPen(t.line, 1))
            p.drawLine(QLineF(0, 0.5, self.width(), 0.5))
            return
        pen = QPen(t.accent, 2)
        pen.setDashPattern([4, 2.5])
        p.setPen(pen)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
