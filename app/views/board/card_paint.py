"""Painting of a card's content: title, owner, flag and marks, trend, direction, RAG."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.bridge.board_layout import Box
from app.bridge.board_rows import Place
from app.rules.indicator import Direction, Rag
from app.rules.issue import Card, Flag
from app.views.board import card_face
from app.views.board.card_face import CardFace, Meta
from app.views.shared import paint, theme


def paint_title(p: QPainter, face: CardFace, place: Place, box: Box) -> None:
    p.setFont(face.title_font)
    p.setPen(theme.current().ink)
    ascent = (face.line + QFontMetricsF(face.title_font).capHeight()) / 2
    x, y = box.x + theme.px(card_face.LEFT), box.y + theme.px(card_face.TOP) + ascent
    lines = face.lines(place.card.title, box.width)
    for at, line in enumerate(lines):
        if line.isascii():
            p.drawText(QPointF(x, y + at * face.line), line)
        else:
            # A line in a right-to-left script starts at the right, so it needs the whole width.
            room = QRectF(
                x, box.y + theme.px(card_face.TOP) + at * face.line, face.inner(box.width), face.line
            )
            p.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)


def paint_meta(p: QPainter, face: CardFace, place: Place, box: Box) -> None:
    """What stands under the title."""
    card, ghost = place.card, place.ghost
    meta = face.meta(card, box.width, ghost)
    lines = len(face.lines(card.title, box.width))
    top = box.y + theme.px(card_face.TOP + card_face.TITLE_GAP) + lines * face.line
    row = QRectF(box.x + theme.px(card_face.LEFT), top, face.inner(box.width), theme.px(card_face.META))
    space = theme.px(card_face.SPACE)
    for at in range(meta.rows):
        left = _paint_owner(p, face, row, meta) + space if at == 0 else row.left()
        judged = at == meta.judgement and not ghost
        right = _paint_judgement(p, row, card) if judged else row.right()
        chips = meta.chips[at] if at < len(meta.chips) else ()
        if at == 0 and meta.flag in chips:
            # Beside the owner the flag goes to the right, where the eye looks for what is unusual.
            width = paint.chip_width(meta.flag)
            _paint_chip(p, row, right - width, meta.flag, meta, place)
            right -= width + space
            chips = tuple(chip for chip in chips if chip != meta.flag)
        for chip in chips:
            _paint_chip(p, row, left, chip, meta, place)
            left += paint.chip_width(chip) + space
        if meta.spark and judged:
            _paint_spark(p, row, left, right, card)
        row.translate(0, theme.px(card_face.META + card_face.META_GAP))


def _paint_chip(p: QPainter, row: QRectF, x: float, words: str, meta: Meta, place: Place) -> None:
    """The flag filled in its colour, a mark outlined."""
    rect = _centred(row, x, paint.chip_width(words), theme.px(card_face.CHIP))
    p.save()
    if rect.width() > row.width():
        # Very large text in a narrow card: the words stay whole and become a little smaller.
        share = row.width() / rect.width()
        p.translate(row.left() * (1 - share), row.center().y() * (1 - share))
        p.scale(share, share)
    if words == meta.flag:
        paint.draw_chip(p, rect, words, *_flag_colours(place.card, place.ghost))
    else:
        _paint_mark(p, rect, words)
    p.restore()


def _paint_owner(p: QPainter, face: CardFace, row: QRectF, meta: Meta) -> float:
    """Initials and department; returns where they end."""
    t = theme.current()
    side = theme.px(card_face.INITIALS)
    circle = _centred(row, row.left(), side, side)
    if meta.initials:
        paint.draw_initials(p, circle, meta.initials)
    else:
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(t.ink3, 1, Qt.PenStyle.DashLine))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        p.restore()
    x = circle.right() + theme.px(card_face.SPACE)
    p.setFont(face.code_font)
    p.setPen(t.ink3)
    width = face.code_width(meta.code)
    p.drawText(QRectF(x, row.top(), width + 2, row.height()), _LEFT, meta.code)
    return x + width


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def _paint_mark(p: QPainter, rect: QRectF, text: str) -> None:
    """An outlined pill: quieter than a flag."""
    t = theme.current()
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(t.ink3, 1))
    p.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 2, rect.height() / 2)
    p.setFont(theme.font(11, 600))
    p.setPen(t.ink2)
    p.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
    p.restore()


def _paint_judgement(p: QPainter, row: QRectF, card: Card) -> float:
    """RAG and direction at the right; returns where they begin."""
    right = row.right()
    if card.rag is not Rag.NONE:
        side = theme.px(card_face.RAG_SIDE)
        paint.draw_rag(p, _centred(row, right - side, side, side), card.rag)
        right -= side + theme.px(card_face.SPACE)
    if card.direction is not Direction.UNKNOWN:
        side = theme.px(card_face.ARROW)
        paint.draw_direction(p, _centred(row, right - side, side, side), card.direction, card.rag)
        right -= side + theme.px(card_face.SPACE)
    return right


def _paint_spark(p: QPainter, row: QRectF, left: float, right: float, card: Card) -> None:
    """The trend; a dotted line under it says that the figures are illustrative."""
    width = min(right - left, theme.px(card_face.SPARK_MOST))
    if width < theme.px(card_face.SPARK_LEAST) / 2:
        return
    high = theme.px(card_face.META) - theme.px(7)
    rect = _centred(row, right - width, width - 3, high)
    t = theme.current()
    colour = theme.rag_colour(card.rag) if card.rag is not Rag.NONE else t.ink3
    paint.draw_spark(p, rect, card.trend, colour)
    if card.illustrative:
        pen = QPen(t.ink3, 1)
        pen.setDashPattern([1, 3])
        p.setPen(pen)
        base = round(rect.bottom()) + 2
        p.drawLine(QPointF(rect.left(), base), QPointF(rect.right(), base))


def _centred(row: QRectF, x: float, width: float, height: float) -> QRectF:
    return QRectF(x, row.center().y() - height / 2, width, height)


def _flag_colours(card: Card, ghost: bool) -> tuple[QColor, QColor]:
    t = theme.current()
    if ghost or card.flag is Flag.PROPOSED:
        return t.accent, t.accent_soft
    if card.flag in (Flag.SLIPPED, Flag.RED_WITHOUT_ACTION):
        return t.red, t.red_soft
    if card.flag is Flag.NO_LEAD:
        return t.amber, t.amber_soft
    return t.ink2, t.chip
