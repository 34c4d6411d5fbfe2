"""What stands in a text as one character: a chip of evidence, or a picture of our own. Nothing else is ever drawn."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from app.bridge.safe_document import SafeDocument
from app.rules.assessment_evidence import EvidenceItem, chip_words
from app.rules.indicator import Rag
from app.views.shared import paint, theme

WIDEST = 380
"""Design pixels of a chip; what is longer gives way with an ellipsis."""
PICTURE_WIDTH = 560
LINE_SHARE = 0.6
"""Of a chip's height that its line makes room for: it reaches over the line's own gap, so lines stay evenly apart."""


class InlineObjects(QPyTextObject):
    """Takes the place of Qt's own drawing of pictures, which would load what their names say."""

    def __init__(self, document: SafeDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.items: Mapping[str, EvidenceItem] = {}
        """What is known of the evidence, by its address."""
        layout = document.documentLayout()
        layout.registerHandler(QTextFormat.ObjectTypes.ImageObject.value, self)

    def words(self, address: str) -> str:
        """What the chip says, in full."""
        item = self.items.get(address)
        if item is None:
            return "Evidence that is not known here"
        return f"{item.label} (no longer in the plan)" if item.gone else item.words

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002
        address = format.toImageFormat().name()
        if address.startswith("evidence:"):
            text, rag = self._face(address)
            high = self._height()
            wide = self._metrics().horizontalAdvance(text) + theme.px(14)
            wide += high if rag is not Rag.NONE else 0
            return QSizeF(min(wide, theme.px(WIDEST)), high * LINE_SHARE)
        return self._picture_size(address)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, posInDocument: int, format: QTextFormat,  # noqa: A002
    ) -> None:
        address = format.toImageFormat().name()
        if address.startswith("evidence:"):
            self._draw_chip(painter, QRectF(rect), address)
        else:
            painter.drawImage(rect, self._document.picture(address))

    def _picture_size(self, address: str) -> QSizeF:
        image = self._document.picture(address)
        room = min(theme.px(PICTURE_WIDTH), max(self._document.textWidth() - theme.px(24), 80))
        share = min(1.0, room / max(image.width(), 1))
        return QSizeF(image.width() * share, image.height() * share)

    def _face(self, address: str) -> tuple[str, Rag]:
        """The words on the chip, and the mark that says the rest."""
        item = self.items.get(address)
        if item is None or item.gone or item.rag is Rag.NONE:
            return self.words(address), Rag.NONE
        return chip_words(item.label, item.value, item.direction, Rag.NONE), item.rag

    def _draw_chip(self, painter: QPainter, rect: QRectF, address: str) -> None:
        t = theme.current()
        text, rag = self._face(address)
        item = self.items.get(address)
        lost = item is None or item.gone
        over = (self._height() - rect.height()) / 2
        box = rect.adjusted(1, 0.5 - over, -1, over - 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dashed = QPen(t.ink3, 1, Qt.PenStyle.DashLine)
        painter.setPen(dashed if lost else QPen(t.accent, 1) if t.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(t.chip if lost else t.accent_soft)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        inner = box.adjusted(theme.px(6), 0, -theme.px(5), 0)
        if rag is not Rag.NONE:
            side = box.height() - theme.px(6)
            mark = QRectF(inner.right() - side, box.center().y() - side / 2, side, side)
            paint.draw_rag(painter, mark, rag)
            inner.setRight(mark.left() - theme.px(4))
        painter.setFont(theme.font(12, 600))
        painter.setPen(t.ink2 if lost else t.accent)
        shown = self._metrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 1)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    @staticmethod
    def _metrics() -> QFontMetricsF:
        return QFontMetricsF(theme.font(12, 600))

    def _height(self) -> float:
        return QFontMetricsF(self._document.defaultFont()).height() + 1
