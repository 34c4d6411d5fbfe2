"""The part of the big chart that pyqtgraph moves: its window on the data, and how the pointer changes it.

Only app.views.indicators.trend_chart imports this, when the first chart is shown.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.rules.figure import Box, Figure, Spot, Window
from app.views.shared import figure_painter, theme

FEWEST = 3
"""Periods in view at the closest."""
_STEP = 1.25


class PeriodBox(pg.ViewBox):  # type: ignore[misc]
    """Wheel and a drag across zoom in time; Shift with either moves along; a double click shows everything."""

    picked = Signal(float)
    """A click: the position under the pointer."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.setMouseEnabled(x=True, y=False)
        self.disableAutoRange()
        self.full = Window(0.0, 1.0, 0.0, 1.0)
        self._along = False
        """The drag under way moves along; it does not zoom."""

    def set_full(self, full: Window) -> None:
        """The whole of the data; the window never leaves it."""
        self.full = full
        least = min(float(FEWEST), full.right - full.left)
        self.setLimits(
            xMin=full.left, xMax=full.right, yMin=full.low, yMax=full.high, minXRange=least, maxXRange=None
        )

    def window(self) -> Window:
        (left, right), (low, high) = self.viewRange()
        return Window(left, right, low, high)

    def show_all(self) -> None:
        full = self.full
        self.setRange(xRange=(full.left, full.right), yRange=(full.low, full.high), padding=0)

    def place(self, plot: Box) -> None:
        """Stand where the figure has its plot."""
        box = QRectF(plot.x, plot.y, plot.width, plot.height)
        if box != self.geometry():
            self.setGeometry(box)

    def zoom(self, factor: float, centre: float | None = None) -> None:
        """Show `factor` of what is shown, around a position (the middle by default)."""
        now = self.window()
        middle = (now.left + now.right) / 2 if centre is None else centre
        self.setXRange(
            middle - (middle - now.left) * factor, middle + (now.right - middle) * factor, padding=0
        )

    def move(self, positions: float) -> None:
        now = self.window()
        step = max(self.full.left - now.left, min(self.full.right - now.right, positions))
        self.setXRange(now.left + step, now.right + step, padding=0)

    def position_at(self, point: QPointF) -> float:
        now = self.window()
        return float(now.left + point.x() / max(self.width(), 1.0) * (now.right - now.left))

    # pyqtgraph

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:
        turned = ev.delta()
        sideways = ev.orientation() == Qt.Orientation.Horizontal
        if sideways or ev.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            now = self.window()
            self.move((-0.1 if turned > 0 else 0.1) * (now.right - now.left))
        else:
            self.zoom(_STEP ** (-turned / 120), self.position_at(ev.pos()))
        ev.accept()

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        ev.accept()
        if ev.isStart():
            shifted = bool(ev.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._along = shifted or ev.button() != Qt.MouseButton.LeftButton
        if self._along:
            before, now = self.position_at(ev.lastPos()), self.position_at(ev.pos())
            self.move(before - now)
            return
        start, end = ev.buttonDownPos(), ev.pos()
        if not ev.isFinish():
            self._style_band()
            self.updateScaleBox(QPointF(start.x(), 0.0), QPointF(end.x(), self.height()))
            return
        self.rbScaleBox.hide()
        if abs(end.x() - start.x()) >= 6:
            ends = sorted((self.position_at(start), self.position_at(end)))
            short = FEWEST - (ends[1] - ends[0])
            if short > 0:
                ends = [ends[0] - short / 2, ends[1] + short / 2]
            self.setXRange(ends[0], ends[1], padding=0)

    def mouseClickEvent(self, ev: Any) -> None:
        ev.accept()
        if ev.double():
            self.show_all()
        elif ev.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.position_at(ev.pos()))

    def _style_band(self) -> None:
        tint = QColor(theme.current().accent)
        self.rbScaleBox.setPen(pg.mkPen(tint, width=1))
        tint.setAlpha(40)
        self.rbScaleBox.setBrush(tint)


class _FigureItem(QGraphicsItem):
    """A layer of the figure that covers the whole chart."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self.figure: Figure | None = None
        self.setZValue(z)

    def set_figure(self, figure: Figure) -> None:
        grown = self.figure is None or (self.figure.width, self.figure.height) != (figure.width, figure.height)
        if grown:
            self.prepareGeometryChange()
        self.figure = figure
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.figure.width, self.figure.height) if self.figure else QRectF()


class UnderItem(_FigureItem):
    """Bands, grid, targets, comparators, events: everything below the series."""

    def __init__(self) -> None:
        super().__init__(-1000)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.figure:
            figure_painter.paint_under(painter, self.figure)


class OverItem(_FigureItem):
    """Points and words, and the ring around the point that is hovered or has the focus."""

    def __init__(self) -> None:
        super().__init__(1000)
        self.spot: Spot | None = None
        self.focused = False

    def mark(self, spot: Spot | None, *, focused: bool) -> None:
        if (spot, focused) != (self.spot, self.focused):
            self.spot, self.focused = spot, focused
            self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.figure is None:
            return
        colours = theme.current()
        if self.spot is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            plot = self.figure.plot
            painter.setPen(QPen(colours.ink3, 1))
            painter.drawLine(QPointF(self.spot.x, plot.y), QPointF(self.spot.x, plot.bottom))
        figure_painter.paint_over(painter, self.figure)
        if self.spot is not None:
            reach = theme.px(8) if self.focused else theme.px(7)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.focus, 2.4 if self.focused else 1.4))
            painter.drawEllipse(QPointF(self.spot.x, self.spot.y), reach, reach)
