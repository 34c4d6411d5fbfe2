"""Painting of the board itself: columns, their borders, the lines between lanes, and what an empty board says."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from app.bridge.board_layout import BoardLayout
from app.bridge.board_model import BoardModel
from app.views.shared import theme


def paint_ground(p: QPainter, layout: BoardLayout, area: QRect, x: int, y: int) -> None:
    """Everything behind the cards in an area of the viewport that is scrolled by x and y."""
    t = theme.current()
    p.fillRect(area, t.ground)
    body = column_ground()
    for column in layout.columns:
        box = QRect(column.x - x, area.top(), column.width, area.height())
        p.fillRect(box, body)
        p.fillRect(box.left(), area.top(), 1, area.height(), t.line)
        p.fillRect(box.right(), area.top(), 1, area.height(), t.line)
        for lane in layout.lanes_between(area.top() + y, area.bottom() + y + 1):
            if layout.tops[lane] > 0:
                p.fillRect(box.left(), layout.tops[lane] - y - 1, box.width(), 1, t.line)


def paint_lit(p: QPainter, layout: BoardLayout, cells: dict[tuple[int, int], bool], x: int, y: int) -> None:
    """Tint behind the cards where a card in the hand may land."""
    for (lane, column), strong in cells.items():
        box = layout.cell_box(lane, column)
        tint = QColor(theme.current().accent)
        tint.setAlphaF(0.17 if strong else 0.08)
        p.fillRect(box.x - x, box.y - y, box.width, box.height, tint)


def column_ground() -> QColor:
    """Between paper and ground, so that cards stand out without a heavy edge."""
    t = theme.current()
    if t.is_dark:
        return QColor(t.ground)
    paper, ground = t.paper, t.ground
    return QColor(
        (paper.red() + ground.red()) // 2,
        (paper.green() + ground.green()) // 2,
        (paper.blue() + ground.blue()) // 2,
    )


def paint_words(p: QPainter, area: QRect, words: str) -> None:
    """A sentence on a card of its own in the middle, where there is no card to show."""
    if not words:
        return
    t, flags = theme.current(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    p.setFont(theme.font(13))
    room = QRect(0, 0, min(theme.px(480), area.width() - theme.px(64)), area.height())
    inside = p.fontMetrics().boundingRect(room, flags, words)
    inside.moveCenter(area.center())
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(t.line)
    p.setBrush(t.paper)
    edge, high = theme.px(24), theme.px(18)
    p.drawRoundedRect(inside.adjusted(-edge, -high, edge, high), 8, 8)
    p.setPen(t.ink2)
    p.drawText(inside, flags, words)


def empty_words(model: BoardModel) -> str:
    """What a board without a card says: what belongs here, and what fills it."""
    if model.on_board:
        return "The filter hides every issue. Clear it to see them."
    if not model.board.plan_name:
        return ""
    return "Nothing has been stored yet. “New issue” adds the first one to the Hot List."
