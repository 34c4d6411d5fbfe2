"""The big chart: pyqtgraph draws the series and moves the window, the figure says where all else goes.

This module imports pyqtgraph, which takes a while: app.views.indicators.chart_place does so once the page is seen.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.rules.figure import Figure, Ink, Spot
from app.rules.figure_layout import lay_out
from app.rules.figure_lines import MOST_MARKS, runs
from app.rules.trend import Trend
from app.views.indicators.chart_box import OverItem, PeriodBox, UnderItem
from app.views.shared import figure_painter, theme

REACH = 28
"""Pixels from a point within which it counts as hovered."""


class TrendChart(pg.GraphicsView):  # type: ignore[misc]
    """Attributes: figure, the one shown now; chosen, the index of the focused point in the trend."""

    pointed = Signal(object, bool)
    """(Spot | None, by keyboard): the reading that is hovered or focused."""
    zoomed = Signal(bool)
    """Whether less than everything is shown."""
    focused = Signal(bool)
    menu_wanted = Signal(QPoint)
    """Where on the screen: what can be done at the focused point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.figure: Figure | None = None
        self.trend: Trend | None = None
        self.chosen: int | None = None
        self._hovered: int | None = None
        self.box = PeriodBox()
        self.curve = pg.PlotDataItem(
            autoDownsample=True, downsampleMethod="peak", clipToView=True, connect="finite", antialias=True
        )
        self._under, self._over = UnderItem(), OverItem()
        self.box.addItem(self.curve, ignoreBounds=True)
        for item in (self._under, self.box, self._over):
            self.sceneObj.addItem(item)
        self.box.sigRangeChanged.connect(self._window_moved)
        self.box.picked.connect(self._pick)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(200, 140)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def set_trend(self, trend: Trend | None) -> None:
        """Show a trend; the window stays where it is while the data reach equally far."""
        same = self.trend is not None and trend is not None and (
            self.trend.indicator.id == trend.indicator.id
            and (self.trend.full.left, self.trend.full.right) == (trend.full.left, trend.full.right)
        )
        self.trend = trend
        if not same:
            self.chosen = self._hovered = None
        if trend is None:
            self.curve.setData([], [])
            return
        self._set_curve(trend)
        window = self.box.window()
        self.box.set_full(trend.full)
        self.box.show_all()
        if same:
            self.box.setXRange(window.left, window.right, padding=0)
        self.setAccessibleName(f"Chart of {trend.indicator.code} {trend.indicator.title}")
        self.setAccessibleDescription(trend.sentence)
        self.lay_out()

    def _set_curve(self, trend: Trend) -> None:
        across: list[float] = []
        values: list[float] = []
        for run in runs(trend.points, trend.restarts):
            across += [*(point.position for point in run), run[-1].position + 0.5]
            values += [*(point.value for point in run), float("nan")]
        many = len(across) > MOST_MARKS
        self.curve.opts["autoDownsampleFactor"] = 1.0
        self.curve.setData(across, values, antialias=not many)
        self._set_pen(many)

    def _set_pen(self, many: bool) -> None:
        """A wide line is drawn smoothly; one of thousands of points must be thin, or every frame takes seconds."""
        self.curve.setPen(pg.mkPen(figure_painter.colour(Ink.SERIES), width=1 if many else 2))

    def lay_out(self) -> None:
        """Everything but the curve, for the window now shown."""
        if self.trend is None or self.width() < 60 or self.height() < 60:
            return
        self.figure = lay_out(
            self.trend, float(self.width()), float(self.height()), window=self.box.window(),
            scale=theme.text_scale(), series=False,
        )
        self.box.place(self.figure.plot)
        self._under.set_figure(self.figure)
        self._over.set_figure(self.figure)
        self._show_point()

    def spot(self, index: int | None) -> Spot | None:
        """The reading's place on the chart; None where it is out of view."""
        if index is None or self.trend is None or self.figure is None:
            return None
        position = self.trend.points[index].position
        return next((spot for spot in self.figure.spots if spot.position == position), None)

    # The point

    def choose(self, index: int | None) -> None:
        """Give a reading the focus, bring it into view and say it."""
        self.chosen = index
        if index is None or self.trend is None:
            self._show_point()
            return
        point, window = self.trend.points[index], self.box.window()
        if not window.left <= point.position <= window.right:
            self.box.move(point.position - (window.right if point.position > window.right else window.left)
                          + (0.5 if point.position > window.right else -0.5))
        self._show_point()
        self.setAccessibleDescription(f"{point.words}. {self.trend.sentence}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, point.words))

    def _show_point(self) -> None:
        hovered = self.spot(self._hovered)
        focused = self.spot(self.chosen) if self.hasFocus() else None
        self._over.mark(hovered or focused, focused=hovered is None)
        self.pointed.emit(hovered or focused, hovered is None)

    def nearest(self, position: float) -> int | None:
        """The reading nearest to a position."""
        if self.trend is None or not self.trend.points:
            return None
        places = [point.position for point in self.trend.points]
        after = bisect_left(places, position)
        around = [n for n in (after - 1, after) if 0 <= n < len(places)]
        return min(around, key=lambda n: abs(places[n] - position))

    def _pick(self, position: float) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(self.nearest(position))

    # Qt

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        self._hover(ev.position() if not ev.buttons() else None)

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self._hover(None)

    def _hover(self, at: QPointF | None) -> None:
        found = None
        if at is not None and self.box.geometry().contains(at):
            found = self.nearest(self.box.position_at(at - self.box.pos()))
            spot = self.spot(found)
            found = found if spot and abs(spot.x - at.x()) <= theme.px(REACH) else None
        if found != self._hovered:
            self._hovered = found
            self._show_point()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        count = len(self.trend.points) if self.trend else 0
        now = self.chosen if self.chosen is not None else count
        steps: dict[int, int] = {
            Qt.Key.Key_Left: now - 1, Qt.Key.Key_Right: now + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1,
        }
        if ev.key() in steps and count:
            self.choose(max(0, min(count - 1, steps[ev.key()])))
        elif ev.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.box.zoom(0.7, self._centre())
        elif ev.key() == Qt.Key.Key_Minus:
            self.box.zoom(1 / 0.7, self._centre())
        elif ev.key() == Qt.Key.Key_0:
            self.box.show_all()
        else:
            ev.ignore()
            return
        ev.accept()

    def contextMenuEvent(self, ev: QContextMenuEvent) -> None:
        """Of the reading under the pointer; by keyboard of the focused one, beside it."""
        if ev.reason() != QContextMenuEvent.Reason.Mouse:
            if self.chosen is None:
                self.choose(self.nearest(self.box.window().right))
            spot = self.spot(self.chosen)
            where = QPoint(round(spot.x), round(spot.y)) if spot is not None else self.rect().center()
            self.menu_wanted.emit(self.mapToGlobal(where))
        elif self.box.geometry().contains(QPointF(ev.pos())):
            self._pick(self.box.position_at(QPointF(ev.pos()) - self.box.pos()))
            self.menu_wanted.emit(ev.globalPos())
        ev.accept()

    def _centre(self) -> float | None:
        return self.trend.points[self.chosen].position if self.trend and self.chosen is not None else None

    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        if ev.reason() != Qt.FocusReason.MouseFocusReason and self.spot(self.chosen) is None:
            self.choose(self.nearest(self.box.window().right))
        self._show_point()
        self.focused.emit(True)

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        super().focusOutEvent(ev)
        self._show_point()
        self.focused.emit(False)

    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        if getattr(self, "box", None) is not None:
            self.lay_out()

    # Changes

    def _window_moved(self, *_args: Any) -> None:
        if self.trend is None:
            return
        self.lay_out()
        now, full = self.box.window(), self.trend.full
        self.zoomed.emit(now.right - now.left < full.right - full.left - 1e-6)

    def _restyle(self) -> None:
        self.setBackground(theme.current().paper)
        self._set_pen(self.trend is not None and len(self.trend.points) > MOST_MARKS)
        self.lay_out()
