"""How a row of the list looks: code and title, the latest figure over its target, trend, RAG."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.bridge.indicator_filter import Heading, Row
from app.bridge.indicator_model import Role
from app.rules.indicator import Absence, Status
from app.rules.period import Period
from app.rules.series import IndicatorLine
from app.views.shared import paint, theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_MIDDLE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
_SIGNALS = {"concern": "Concern", "improvement": "Improvement"}
"""What a test says, under the trend line; ordinary variation and what cannot be tested stay quiet."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand, from the list's width."""

    title: tuple[float, float]
    latest: tuple[float, float]
    """Left and width."""
    spark: tuple[float, float]
    rag: tuple[float, float]


@lru_cache(maxsize=64)
def columns(width: int, scale: float) -> Columns:
    """The trend line goes first where the list is narrow."""
    pad, rag, gap = 10 * scale, 18 * scale, 11 * scale
    spark = 64 * scale if width > 330 * scale else 0.0
    latest = 64 * scale
    rag_left = width - pad - rag
    spark_left = rag_left - gap - spark if spark else rag_left
    latest_left = spark_left - gap - latest
    return Columns(
        (pad, max(60 * scale, latest_left - pad - 6 * scale)), (latest_left, latest), (spark_left, spark),
        (rag_left, rag),
    )


class ListFace(QStyledItemDelegate):
    """Paints rows; knows the quarter so that a figure of an earlier period names its period."""

    quarter: Period | None = None
    all_illustrative = False
    """Then the page says so once, and no row does."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: Row = index.data(Role.ROW)
        scale = theme.text_scale()
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        if isinstance(row, Heading):
            return QSize(0, round(30 * scale))
        room = columns(width, scale).title[1]
        lines = _line_count(row.title, room)
        under = 15 * len(self._under_lines(row, room))
        return QSize(0, round(max(55, 26 + 16 * lines + 7 + under) * scale))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(Role.ROW)
        rect = QRectF(option.rect)
        painter.save()
        if isinstance(row, Heading):
            _paint_heading(painter, rect, row)
        else:
            self._paint_line(painter, rect, row, option.state)
        painter.restore()

    def _paint_line(
        self, painter: QPainter, rect: QRectF, line: IndicatorLine, state: QStyle.StateFlag
    ) -> None:
        t, scale = theme.current(), theme.text_scale()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, t.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, t.hover)
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        places = columns(int(rect.width()), scale)
        left, top = rect.x() + places.title[0], rect.y() + 7 * scale
        painter.setFont(theme.font(11, 600))
        painter.setPen(t.ink3)
        over = QFontMetricsF(painter.font()).elidedText(
            self._over(line), Qt.TextElideMode.ElideRight, places.title[1]
        )
        painter.drawText(QRectF(left, top, places.title[1], 14 * scale), _LEFT, over)
        painter.setFont(theme.font(12.5))
        painter.setPen(t.ink)
        lines = _title_lines(line.title, places.title[1])
        for n, text in enumerate(lines):
            painter.drawText(QRectF(left, top + (15 + 16 * n) * scale, places.title[1] + 4, 16 * scale), _LEFT, text)
        under = QRectF(left, top + (16 + 16 * len(lines)) * scale, places.title[1], 15 * scale)
        self._paint_under(painter, line, under)
        _paint_figures(painter, rect, line, places, chosen=bool(state & QStyle.StateFlag.State_Selected))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(t.focus, 2))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -3), 4, 4)

    def _paint_under(self, painter: QPainter, line: IndicatorLine, rect: QRectF) -> None:
        t = theme.current()
        painter.setFont(theme.font(11))
        painter.setPen(t.amber if line.absence is Absence.LATE else t.ink3)
        for words in self._under_lines(line, rect.width()):
            painter.drawText(rect, _LEFT, words)
            rect.translate(0, rect.height())

    def _under_lines(self, line: IndicatorLine, width: float) -> tuple[str, ...]:
        """On one line if they fit there; the chart tells the period too, and so does a screen reader."""
        words = self._under(line)
        return _broken(words, line.due, width, theme.text_scale()) if words else ()

    def _over(self, line: IndicatorLine) -> str:
        """The words over the title: code, and what must not be overlooked."""
        parts = [line.code]
        if line.latest_status is Status.PROVISIONAL:
            parts.append("provisional")
        if line.illustrative and not self.all_illustrative:
            parts.append("illustrative")
        if line.retired:
            parts.append("retired")
        return " · ".join(parts)

    def _under(self, line: IndicatorLine) -> str:
        """The words under it: the period of an older figure, and when the next is due, or what is missing."""
        newest = line.latest_period
        older = newest is not None and self.quarter is not None and newest.end != self.quarter.end
        parts = [newest.label.replace(" academic year", "") if older and newest is not None else "", line.due]
        return " · ".join(part for part in parts if part)


def _paint_heading(painter: QPainter, rect: QRectF, row: Heading) -> None:
    t, scale = theme.current(), theme.text_scale()
    painter.fillRect(rect, t.ground)
    painter.setPen(QPen(t.line, 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setFont(theme.font(11.5, 600))
    painter.setPen(t.ink2)
    inner = rect.adjusted(10 * scale, 0, -10 * scale, 0)
    painter.drawText(inner, _LEFT, row.title)
    painter.setPen(t.ink3)
    painter.drawText(inner, _RIGHT, str(row.count))


def _paint_figures(painter: QPainter, rect: QRectF, line: IndicatorLine, places: Columns, *, chosen: bool) -> None:
    t, scale = theme.current(), theme.text_scale()
    middle = rect.y() + rect.height() / 2
    left, width = rect.x() + places.latest[0], places.latest[1]
    painter.setFont(theme.font(13, 600, tabular=True))
    painter.setPen(t.ink)
    top = middle - (17 if line.target or not line.latest else 9) * scale
    if line.latest:
        painter.drawText(QRectF(left, top, width, 18 * scale), _RIGHT, line.latest.replace("-", "−"))
    else:
        painter.setFont(theme.font(11))
        painter.setPen(t.ink3)
        painter.drawText(QRectF(left, top, width, 18 * scale), _RIGHT, "No figure")
    if line.target:
        painter.setFont(theme.font(11, tabular=True))
        painter.setPen(t.ink3)
        painter.drawText(QRectF(left - 10 * scale, middle, width + 10 * scale, 16 * scale), _RIGHT,
                         f"in {line.target}" if " to " in line.target else f"of {line.target}")
    if places.spark[1]:
        box = QRectF(rect.x() + places.spark[0], middle - 11 * scale, places.spark[1], 22 * scale)
        if line.signal in _SIGNALS:
            box.translate(0, -7 * scale)
            painter.setFont(theme.font(10.5, 600))
            # On the chosen row's ground the signal's colours would be too faint for words.
            painter.setPen(t.ink2 if chosen else t.concern if line.signal == "concern" else t.improvement)
            painter.drawText(QRectF(box.x() - 8 * scale, box.bottom() + 2 * scale, box.width() + 16 * scale, 14 * scale),
                             _MIDDLE, _SIGNALS[line.signal])
        paint.draw_spark(painter, box, line.trend, theme.rag_colour(line.rag))
    side = places.rag[1]
    paint.draw_rag(painter, QRectF(rect.x() + places.rag[0], middle - side / 2, side, side), line.rag)


@lru_cache(maxsize=1024)
def _broken(words: str, due: str, width: float, scale: float) -> tuple[str, ...]:
    """`scale` of the text, which the fonts follow."""
    font = theme.font(11)
    measure = QFontMetricsF(font).horizontalAdvance
    if measure(words) <= width:
        return (words,)
    shorter = due or words
    return (shorter,) if measure(shorter) <= width else tuple(paint.wrap(shorter, font, width))


@lru_cache(maxsize=8)
def _metrics(scale: float) -> tuple[QFont, QFontMetricsF]:
    font = theme.font(12.5)
    return font, QFontMetricsF(font)


def _title_lines(title: str, width: float) -> list[str]:
    return paint.wrap(title, _metrics(theme.text_scale())[0], width)


def _line_count(title: str, width: float) -> int:
    """Most titles fit one line or two; only the others are broken to be counted."""
    font, metrics = _metrics(theme.text_scale())
    return 1 if metrics.horizontalAdvance(title) <= width - 6 else len(paint.wrap(title, font, width))
