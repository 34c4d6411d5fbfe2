"""Small drawings that cards, lists and badges share. All take the painter and a rectangle in logical pixels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)

from app.rules.indicator import Direction, Rag
from app.views.shared import theme

_TRIANGLE_LETTER_DROP = 0.10
"""The letter of a triangle sits this share of the height below its middle, where there is room for it."""


def draw_rag(p: QPainter, rect: QRectF, rag: Rag) -> None:
    """Green circle G, amber triangle A, red square R; nothing where there is no judgement."""
    if rag is Rag.NONE:
        return
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme.rag_colour(rag))
    letter_box = box
    if rag is Rag.GREEN:
        p.drawEllipse(box)
    elif rag is Rag.RED:
        p.drawRoundedRect(box, side * 0.16, side * 0.16)
    else:
        p.setPen(_round_pen(theme.rag_colour(rag), side * 0.1))
        p.drawPolygon(_triangle(box.adjusted(side * 0.02, side * 0.06, -side * 0.02, -side * 0.06)))
        letter_box = box.translated(0, side * _TRIANGLE_LETTER_DROP)
    share = 0.54 if rag is Rag.AMBER else 0.62
    p.setFont(theme.font(side * share / theme.text_scale(), 700))
    p.setPen(theme.current().on_rag)
    p.drawText(letter_box, Qt.AlignmentFlag.AlignCenter, rag.letter)
    p.restore()


def _round_pen(colour: QColor, width: float) -> QPen:
    return QPen(QBrush(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _triangle(box: QRectF, down: bool = False) -> QPolygonF:
    if down:
        return QPolygonF([box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())])
    return QPolygonF([box.bottomLeft(), box.bottomRight(), QPointF(box.center().x(), box.top())])


def draw_direction(p: QPainter, rect: QRectF, direction: Direction, rag: Rag = Rag.NONE) -> None:
    """Up for better, down for worse, a bar for the same. Grey where neither way is better; the RAG plays no part."""
    t = theme.current()
    if direction is Direction.UNKNOWN:
        return
    colour = {Direction.BETTER: t.green, Direction.WORSE: t.red}.get(direction, t.ink3)
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(colour)
    if direction is Direction.SAME:
        p.drawRoundedRect(QRectF(box.left(), box.center().y() - side * 0.14, side, side * 0.28), 1, 1)
    else:
        shape = box.adjusted(0, side * 0.06, 0, -side * 0.06)
        p.drawPolygon(_triangle(shape, down=direction in (Direction.WORSE, Direction.DOWN)))
    p.restore()


def draw_spark(p: QPainter, rect: QRectF, values: Sequence[float | None], colour: QColor) -> None:
    """A trend line over the values, oldest first: gaps stay gaps, the last value carries a dot."""
    known = [value for value in values if value is not None]
    if not known:
        return
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = rect.width() / max(len(values) - 1, 1)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(_round_pen(colour, 1.5))
    run: list[QPointF] = []
    last: QPointF | None = None
    for index, value in enumerate([*values, None]):
        if value is None:
            _draw_run(p, run, colour)
            run = []
            continue
        share = 0.5 if high == low else (value - low) / span
        last = QPointF(rect.left() + index * step, rect.bottom() - share * rect.height())
        run.append(last)
    if last is not None and values[-1] is not None:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QBrush(colour))
        p.drawEllipse(last, 2.2, 2.2)
    p.restore()


def _draw_run(p: QPainter, run: list[QPointF], colour: QColor) -> None:
    """One unbroken stretch; a lone value between gaps is a point."""
    if len(run) > 1:
        p.drawPolyline(run)
    elif run:
        p.setBrush(colour)
        p.drawEllipse(run[0], 0.8, 0.8)


def draw_chip(p: QPainter, rect: QRectF, text: str, ink: QColor, ground: QColor) -> None:
    """Text in a pill. `rect` is the pill; `chip_width` says how wide it wants to be."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    contrast = theme.current().name == "contrast"
    p.setPen(QPen(ink, 1) if contrast else Qt.PenStyle.NoPen)
    p.setBrush(ground)
    pill = rect.adjusted(0.5, 0.5, -0.5, -0.5) if contrast else rect
    p.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    p.setPen(ink)
    p.setFont(theme.font(11, 600))
    p.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
    p.restore()


def chip_width(text: str) -> float:
    """Width that `draw_chip` needs for the text, in pixels."""
    return QFontMetricsF(theme.font(11, 600)).horizontalAdvance(text) + theme.px(16)


def draw_initials(p: QPainter, rect: QRectF, text: str) -> None:
    """A post's initials in a circle."""
    t = theme.current()
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(t.line, 1) if t.name == "contrast" else Qt.PenStyle.NoPen)
    p.setBrush(t.line if t.name == "light" else t.chip)
    p.drawEllipse(rect)
    p.setPen(t.ink2)
    share = 0.46 if len(text) < 3 else 0.36
    p.setFont(theme.font(rect.height() * share / theme.text_scale(), 700))
    p.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    p.restore()


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def wrap(text: str, font: QFont, width: float) -> list[str]:
    """The lines of `text` at `width` pixels, broken between words, or inside one that is too long. Cached."""
    return list(_wrap(text, font.key(), int(width), _Font(font)))


class _Font:
    """Carries the font past the cache's key: `font.key()` names it already, so all of these are equal."""

    def __init__(self, font: QFont) -> None:
        self.font = font

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Font)


@lru_cache(maxsize=20_000)
def _wrap(text: str, _key: str, width: int, holder: _Font) -> tuple[str, ...]:
    single = " ".join(text.split())
    if not single:
        return ()
    layout = QTextLayout(single, holder.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = single.encode("utf-16-le")
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        lines.append(units[start * 2:(start + line.textLength()) * 2].decode("utf-16-le").rstrip())
    layout.endLayout()
    return tuple(lines)
