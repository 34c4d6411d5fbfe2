"""Painting of cards, in passes (frames, titles, the rest) because changing fonts and pens is what costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from app.bridge.board_layout import Box
from app.bridge.board_rows import Place
from app.rules.category import Category
from app.rules.indicator import Direction, Rag
from app.rules.issue import Card, Flag
from app.views.board import card_face
from app.views.board.card_face import CardFace, Meta
from app.views.shared import paint, theme

RADIUS = 7


@dataclass(frozen=True, slots=True)
class Shown:
    """One card to paint. `box` is where, in the painter's coordinates."""

    place: Place
    box: Box
    selected: bool = False
    focused: bool = False
    hovered: bool = False
    faded: bool = False


def paint_cards(p: QPainter, face: CardFace, cards: Iterable[Shown], ratio: float) -> None:
    """Paint cards. `ratio` is the device's pixel ratio."""
    shown = list(cards)
    for each in shown:
        _paint_frame(p, each, ratio)
    p.setFont(face.title_font)
    p.setPen(theme.current().ink)
    ascent = (face.line + QFontMetricsF(face.title_font).capHeight()) / 2
    for each in shown:
        _paint_title(p, face, each, ascent)
    for each in shown:
        _paint_meta(p, face, each)
        if each.faded:
            _paint_faded(p, each.box)


def _paint_faded(p: QPainter, box: Box) -> None:
    veil = QColor(theme.current().paper)
    veil.setAlphaF(0.65)
    p.fillRect(QRectF(box.x, box.y, box.width, box.height + 2), veil)


def _paint_frame(p: QPainter, shown: Shown, ratio: float) -> None:
    place, box = shown.place, shown.box
    if (shown.selected or shown.focused) and not shown.faded:
        _paint_ring(p, box, selected=shown.selected, focused=shown.focused)
    frame = _frame(
        box.width, box.height, place.category, place.ghost, shown.hovered, theme.current().name, ratio
    )
    p.drawPixmap(QPointF(box.x, box.y), frame)


@lru_cache(maxsize=256)
def _frame(
    width: int, height: int, category: Category, ghost: bool, hovered: bool, _theme: str, ratio: float
) -> QPixmap:
    """The card without its content. Drawn once: round corners are the dearest part of a card."""
    pixmap = QPixmap(round(width * ratio), round((height + 2) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    p = QPainter(pixmap)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ghost:
        _draw_ghost(p, width, height, theme.category_colour(category))
    else:
        _draw_solid(p, width, height, theme.category_colour(category), hovered)
    p.end()
    return pixmap


def _draw_solid(p: QPainter, width: int, height: int, colour: QColor, hovered: bool) -> None:
    t = theme.current()
    p.setPen(Qt.PenStyle.NoPen)
    if not t.is_dark:
        p.setBrush(QColor(27, 36, 48, 30 if hovered else 14))
        p.drawRoundedRect(QRectF(0.5, 1.5, width - 1, height), RADIUS, RADIUS)
    p.setBrush(t.ink3 if hovered else t.line)
    p.drawRoundedRect(QRectF(0, 0, width, height), RADIUS, RADIUS)
    edge = theme.px(card_face.EDGE)
    p.save()
    p.setClipRect(QRectF(0, 0, edge + 2, height))
    p.setBrush(colour)
    p.drawRoundedRect(QRectF(0, 0, width, height), RADIUS, RADIUS)
    p.restore()
    p.setBrush(t.paper)
    p.drawRoundedRect(QRectF(edge, 1, width - edge - 1, height - 2), RADIUS - 1, RADIUS - 1)


def _draw_ghost(p: QPainter, width: int, height: int, colour: QColor) -> None:
    paper = QColor(theme.current().paper)
    paper.setAlphaF(0.55)
    p.setBrush(paper)
    pen = QPen(colour, 1.4)
    pen.setDashPattern([3.2, 2.6])
    p.setPen(pen)
    p.drawRoundedRect(QRectF(1, 1, width - 2, height - 2), RADIUS, RADIUS)


def _paint_ring(p: QPainter, box: Box, *, selected: bool, focused: bool) -> None:
    """Around the card: solid for a selected one, heavier where the focus is; thin for the focus alone."""
    t = theme.current()
    pen = QPen(t.focus if focused else t.accent, 2.0 if focused else 1.5)
    if not selected:
        pen.setWidthF(1.5)
        pen.setDashPattern([2.0, 1.5])
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(pen)
    p.setBrush(t.accent_soft if selected else Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(box.x - 3, box.y - 3, box.width + 6, box.height + 6), RADIUS + 3, RADIUS + 3)
    p.restore()


def _paint_title(p: QPainter, face: CardFace, shown: Shown, ascent: float) -> None:
    box = shown.box
    x, y = box.x + theme.px(card_face.LEFT), box.y + theme.px(card_face.TOP) + ascent
    lines = face.lines(shown.place.card.title, box.width)
    for at, line in enumerate(lines):
        if line.isascii():
            p.drawText(QPointF(x, y + at * face.line), line)
        else:
            # A line in a right-to-left script starts at the right, so it needs the whole width.
            room = QRectF(
                x, box.y + theme.px(card_face.TOP) + at * face.line, face.inner(box.width), face.line
            )
            p.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)


def _paint_meta(p: QPainter, face: CardFace, shown: Shown) -> None:
    box, card, ghost = shown.box, shown.place.card, shown.place.ghost
    meta = face.meta(card, box.width, ghost)
    high = theme.px(card_face.META)
    lines = len(face.lines(card.title, box.width))
    top = box.y + theme.px(card_face.TOP + card_face.TITLE_GAP) + lines * face.line
    row = QRectF(box.x + theme.px(card_face.LEFT), top, face.inner(box.width), high)
    left = _paint_owner(p, face, row, meta)
    right = row.right() if ghost else _paint_judgement(p, row, card)
    if meta.flag:
        width = paint.chip_width(meta.flag)
        if meta.two:
            below = row.top() + high + theme.px(card_face.META_GAP)
            chip = QRectF(
                row.left(), below + (high - theme.px(card_face.CHIP)) / 2, width, theme.px(card_face.CHIP)
            )
        else:
            chip = _centred(row, right - width, width, theme.px(card_face.CHIP))
            right = chip.left() - theme.px(card_face.SPACE)
        paint.draw_chip(p, chip, meta.flag, *_flag_colours(card, ghost))
    if meta.spark:
        _paint_spark(p, row, left + theme.px(card_face.SPACE), right, card)


def _paint_owner(p: QPainter, face: CardFace, row: QRectF, meta: Meta) -> float:
    """Initials, department, marks; returns where they end."""
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
    x += width
    for mark in meta.marks:
        x += theme.px(card_face.SPACE)
        wide = paint.chip_width(mark)
        _paint_mark(p, _centred(row, x, wide, theme.px(card_face.CHIP)), mark)
        x += wide
    return x


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


def card_pixmap(face: CardFace, place: Place, box: Box, ratio: float) -> QPixmap:
    """The card lifted off the board, with a soft shadow around it."""
    room = theme.px(10)
    size = QRect(0, 0, box.width + 2 * room, box.height + 2 * room)
    pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    p = QPainter(pixmap)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    for step in range(room):
        p.setBrush(QColor(0, 0, 0, 5))
        ring = QRectF(size).adjusted(step, step + 3, -step, 3 - step)
        p.drawRoundedRect(ring, RADIUS + room - step, RADIUS + room - step)
    paint_cards(p, face, [Shown(place, Box(room, room, box.width, box.height), selected=True)], ratio)
    p.end()
    return pixmap
