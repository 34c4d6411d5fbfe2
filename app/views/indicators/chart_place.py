"""Where the big chart stands: the plain drawing at once, the interactive one as soon as pyqtgraph is there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.figure import Spot
from app.rules.figure_frame import Detail
from app.rules.series import Series
from app.rules.trend import Trend
from app.views.indicators.hover_card import HoverCard
from app.views.shared import theme
from app.views.shared.figure_view import FigureView

if TYPE_CHECKING:
    from app.views.indicators.trend_chart import TrendChart


EDGE = 5
"""Room for the ring around a chart that has the focus."""


class ChartPlace(QWidget):
    """Attributes: chart, the interactive one once it is there."""

    zoomed = Signal(bool)
    chart_ready = Signal()
    _read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: TrendChart | None = None
        self._series: Series | None = None
        self._trend: Trend | None = None
        self._started = False
        self._plain = FigureView(Detail.LARGE, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._column.addWidget(self._plain)
        self._card = HoverCard(self)
        self._read.connect(self._make)

    def set_trend(self, series: Series | None, trend: Trend | None) -> None:
        self._series, self._trend = series, trend
        self._card.hide()
        self._plain.set_trend(trend)
        if self.chart is not None:
            self.chart.set_trend(trend)
        self._start()

    def reset_zoom(self) -> None:
        if self.chart is not None:
            self.chart.box.show_all()

    def focus_chart(self) -> None:
        if self.chart is not None:
            self.chart.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start()

    def _start(self) -> None:
        """Read numpy, the larger part, on another thread once a chart has been seen."""
        if not self._started and self._trend is not None and self.isVisible():
            self._started = True
            QTimer.singleShot(30, self, self._read_ahead)

    @Slot()
    def _read_ahead(self) -> None:
        threading.Thread(target=self._import_numpy, name="numpy", daemon=True).start()

    def _import_numpy(self) -> None:
        import importlib

        importlib.import_module("numpy")
        try:
            self._read.emit()
        except RuntimeError:  # the window is gone
            return

    @Slot()
    def _make(self) -> None:
        from app.views.indicators.trend_chart import TrendChart

        if self.chart is not None:
            return
        self.chart = TrendChart(self)
        self.chart.pointed.connect(self._show_card)
        self.chart.zoomed.connect(self.zoomed)
        self.chart.focused.connect(self._ring)
        self._plain.hide()
        self._column.addWidget(self.chart)
        self.setFocusProxy(self.chart)
        self.chart.set_trend(self._trend)
        self._card.raise_()
        self.chart_ready.emit()

    def _show_card(self, spot: Spot | None, _by_keyboard: bool) -> None:
        reading = None
        if spot is not None and self._series is not None:
            reading = next((r for r in self._series.readings if r.period == spot.period), None)
        if spot is None or reading is None or self._series is None:
            self._card.hide()
            return
        self._card.say(self._series, reading, spot)
        size, gap = self._card.sizeHint(), theme.px(14)
        left = spot.x + EDGE
        x = left + gap if left + gap + size.width() < self.width() else left - gap - size.width()
        low = spot.y > self.height() / 2  # the line runs on at about this height: stand at the other end
        y = 2.0 * EDGE if low else max(2.0 * EDGE, self.height() - size.height() - theme.px(44))
        self._card.resize(size)
        self._card.move(QPoint(round(max(2.0, x)), round(y)))
        self._card.show()
        self._card.raise_()

    def _ring(self, _on: bool) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.chart is not None and self.chart.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().focus, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 5, 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.hide()
