"""The card without its content, the ring around it, and the card lifted off the board."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.bridge.board_layout import Box
from app.rules.category import Category
from app.views.board import card_face
from app.views.shared import theme

RADIUS = 7
BELOW = 2
"""Pixels under the card that belong to its shadow."""
LIFTED_ROOM = 10
"""Space for the shadow of a lifted card, in design pixels."""


def blank(width: int, height: int, ratio: float) -> QPixmap:
    """A transparent picture of that size in logical pixels."""
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


@lru_cache(maxsize=256)
def frame(
    width: int, height: int, category: Category, ghost: bool, hovered: bool, _theme: str, ratio: float
) -> QPixmap:
    """The card without its content. Drawn once: round corners are the dearest part of a card."""
    pixmap = blank(width, height + BELOW, ratio)
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


def paint_ring(p: QPainter, box: Box, *, selected: bool, focused: bool) -> None:
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


def paint_lifted(card: QPixmap, box: Box, ratio: float) -> QPixmap:
    """The card's picture with a ring and a soft shadow around it."""
    room = theme.px(LIFTED_ROOM)
    width, height = box.width + 2 * room, box.height + 2 * room
    pixmap = blank(width, height, ratio)
    p = QPainter(pixmap)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    for step in range(room):
        p.setBrush(QColor(0, 0, 0, 5))
        ring = QRectF(0, 0, width, height).adjusted(step, step + 3, -step, 3 - step)
        p.drawRoundedRect(ring, RADIUS + room - step, RADIUS + room - step)
    paint_ring(p, Box(room, room, box.width, box.height), selected=True, focused=False)
    p.drawPixmap(room, room, card)
    p.end()
    return pixmap
