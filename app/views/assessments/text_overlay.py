"""Drawn over a text: a caret where words were taken out, and a bar beside what came unchanged from last quarter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextBlock, QTextCursor

from app.bridge.live_compare import LiveCompare
from app.views.assessments.compared_text import named
from app.views.assessments.text_editor import TextEditor
from app.views.assessments.text_marks import TextMarks
from app.views.shared import theme

REACH = 6
"""Pixels around a caret that count as on it."""
BAR = 8
LONGEST = 300
"""Characters of what was taken out, in a hint."""


class TextOverlay:
    """`since`: the quarter the text was carried from, in words, for the hint."""

    def __init__(self, editor: TextEditor, marks: TextMarks, compare: LiveCompare) -> None:
        self._editor, self._marks, self._compare = editor, marks, compare
        self.since = ""
        editor.over = self.paint
        editor.hint_at = self.hint

    def paint(self, painter: QPainter, region: QRect) -> None:
        """Only what lies where something is drawn anew."""
        if not self._marks.carried and not self._compare.on:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in self._marks.blocks_in_view(region):
            if self._marks.is_carried(block):
                self._bar(painter, block)
            for at, _words in self._compare.removed(block.blockNumber()):
                self._caret(painter, block, at)

    def hint(self, point: QPoint) -> str:
        block = self._editor.cursorForPosition(point).block()
        for at, gone in self._compare.removed(block.blockNumber()):
            if abs(self._rect(block, at).left() - point.x()) <= REACH:
                words = named(gone, self._editor.objects.items)
                return f"Taken out: {words}" if len(words) < LONGEST else f"Taken out: {words[:LONGEST]}…"
        if self.since and point.x() <= BAR and self._marks.is_carried(block):
            return f"Unchanged since {self.since}"
        return ""

    def _rect(self, block: QTextBlock, at: int) -> QRectF:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(at, block.length() - 1))
        return QRectF(self._editor.cursorRect(cursor))

    def _bar(self, painter: QPainter, block: QTextBlock) -> None:
        """A dashed line, so that it is seen without colour."""
        top, bottom = self._rect(block, 0).top(), self._rect(block, block.length() - 1).bottom()
        painter.setPen(QPen(theme.current().amber, 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(1, top), QPointF(1, bottom))

    def _caret(self, painter: QPainter, block: QTextBlock, at: int) -> None:
        """A wedge under the line and a stroke up from it, as a corrector marks what is gone; on no letter."""
        place = self._rect(block, at)
        t = theme.current()
        x = int(self._between(block, at, place)) + 0.5  # on the pixel
        foot, reach = place.bottom() + 1, theme.px(4)
        tip = foot - place.height() * 0.2
        painter.setPen(QPen(t.red, 1.3))
        painter.drawLine(QPointF(x, tip), QPointF(x, place.top() + place.height() * 0.15))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.red)
        painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - reach, foot), QPointF(x + reach, foot)]))

    def _between(self, block: QTextBlock, at: int, place: QRectF) -> float:
        """The middle of the space before the place, where there is one on its line."""
        if not 0 < at <= len(block.text()) or not block.text()[at - 1].isspace():
            return place.left()
        before = self._rect(block, at - 1)
        return (before.left() + place.left()) / 2 if before.top() == place.top() else place.left()
