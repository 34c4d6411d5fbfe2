"""How many issues each category held, quarter by quarter: three bars a quarter with their number, the cap as a line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.rules.category import COLUMNS, Category
from app.rules.plan_story import QuarterSize
from app.views.refresh.scales_plot import draw_shape
from app.views.shared import theme

_LEAST_WIDE = 62


class SizeChart(QWidget):
    """Left and right go from quarter to quarter; the newest that have room are shown."""

    chosen = Signal(object)
    """(QuarterSize)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sizes: tuple[QuarterSize, ...] = ()
        self.limit = 0
        self.at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.notifier.changed.connect(self._fit)
        self._fit()
        theme.notifier.changed.connect(self.update)

    def _fit(self) -> None:
        self.setMinimumHeight(theme.px(150))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(720), theme.px(300))

    def show_sizes(self, sizes: tuple[QuarterSize, ...], limit: int, at: int) -> None:
        self.sizes, self.limit = sizes, limit
        self.choose(at if 0 <= at < len(sizes) else len(sizes) - 1)

    def choose(self, at: int) -> None:
        if 0 <= at < len(self.sizes):
            self.at = at
            self.setAccessibleName("Plan size over time")
            self.setAccessibleDescription(size_words(self.sizes[at], self.limit))
            self.chosen.emit(self.sizes[at])
        self.update()

    # Places

    def plot(self) -> QRectF:
        top, bottom = theme.px(16), theme.px(26)
        return QRectF(theme.px(8), top, self.width() - theme.px(16), self.height() - top - bottom)

    def window(self) -> range:  # type: ignore[override]
        """Which quarters are drawn: as many as have room, the one in front among them."""
        room = max(1, int(self.plot().width() // theme.px(_LEAST_WIDE)))
        first = max(0, min(len(self.sizes) - room, self.at - room + 2))
        return range(first, min(len(self.sizes), first + room))

    def _slot(self, at: int) -> QRectF:
        plot, shown = self.plot(), self.window()
        wide = min(plot.width() / max(len(shown), 1), theme.px(170))
        return QRectF(plot.left() + (at - shown.start) * wide, plot.top(), wide, plot.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.sizes:
            return
        t, plot = theme.current(), self.plot()
        most = max([self.limit, *(count for each in self.sizes for count in each.counts.values())]) or 1
        unit = (plot.height() - theme.px(14)) / most
        for at in self.window():
            self._draw_quarter(painter, at, unit)
        right = self._slot(self.window()[-1]).right()
        high = plot.bottom() - self.limit * unit
        painter.setPen(QPen(theme.category_colour(Category.IMPROVEMENT_PLAN), 1.4, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(plot.left(), high), QPointF(right, high))
        painter.setFont(theme.font(11.5))
        painter.setPen(theme.category_colour(Category.IMPROVEMENT_PLAN))
        words = QRectF(right + theme.px(6), high - theme.px(9), plot.right() - right - theme.px(6), theme.px(18))
        if words.width() > theme.px(90):
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, f"Plan: {self.limit} at most")
        painter.setPen(QPen(t.edge, 1))
        painter.drawLine(plot.bottomLeft(), QPointF(right, plot.bottom()))

    def _draw_quarter(self, painter: QPainter, at: int, unit: float) -> None:
        t, slot, each = theme.current(), self._slot(at), self.sizes[at]
        if at == self.at:
            painter.setPen(QPen(t.focus, 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(t.hover)
            painter.drawRoundedRect(slot.adjusted(2, -10, -2, theme.px(22)), 6, 6)
        wide = min(slot.width() * 0.26, theme.px(30))
        for place, category in enumerate(COLUMNS):
            count = each.counts[category]
            left = slot.center().x() + (place - 1.5) * (wide + 2)
            bar = QRectF(left, slot.bottom() - count * unit, wide, count * unit)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.category_colour(category))
            painter.drawRoundedRect(bar, 2, 2)
            if bar.height() > theme.px(20):  # its shape too: nothing rests on a colour alone
                painter.setBrush(t.paper)
                draw_shape(painter, QPointF(bar.center().x(), bar.bottom() - theme.px(10)), theme.px(7), category)
            painter.setFont(theme.font(11.5, 600, tabular=True))
            painter.setPen(theme.category_colour(category))
            over = QRectF(left - 6, bar.top() - theme.px(16), wide + 12, theme.px(15))
            painter.drawText(over, Qt.AlignmentFlag.AlignCenter, str(count))
        painter.setFont(theme.font(11.5))
        painter.setPen(t.ink2)
        label = QRectF(slot.left() - 8, slot.bottom() + theme.px(4), slot.width() + 16, theme.px(16))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, each.quarter.label)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at in self.window():
            slot = self._slot(at)
            if slot.left() <= event.position().x() < slot.right():
                self.choose(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.choose(self.at + step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if event.key() == Qt.Key.Key_Home else len(self.sizes) - 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def size_words(size: QuarterSize, limit: int) -> str:
    counts = ", ".join(f"{category.short} {size.counts[category]}" for category in COLUMNS)
    over = size.counts[Category.IMPROVEMENT_PLAN] - limit
    beyond = f", {over} more than the plan should hold" if over > 0 else ""
    return f"{size.quarter.label}: {counts}{beyond}"
