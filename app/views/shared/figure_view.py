"""A widget that shows a trend as it is, without interaction: small multiples, sheets, and the first moment."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.rules.figure import Figure
from app.rules.figure_frame import Detail
from app.rules.figure_layout import lay_out
from app.rules.trend import Trend
from app.views.shared import figure_painter, theme


class FigureView(QWidget):
    """Draws `trend` at its own size. Its accessible description is the trend's sentence."""

    def __init__(self, detail: Detail = Detail.SMALL, parent: QWidget | None = None, larger: float = 1.0) -> None:
        """`larger`: how much larger than usual its words and lines are, for a screen seen from afar."""
        super().__init__(parent)
        self._detail = detail
        self._larger = larger
        self._trend: Trend | None = None
        self._figure: Figure | None = None
        theme.notifier.changed.connect(self._relay)

    def set_larger(self, larger: float) -> None:
        self._larger = larger
        self.updateGeometry()
        self._relay()

    def set_trend(self, trend: Trend | None) -> None:
        self._trend = trend
        if trend is not None:
            self.setAccessibleName(f"Chart of {trend.indicator.code} {trend.indicator.title}")
            self.setAccessibleDescription(trend.sentence)
        self._relay()

    def sizeHint(self) -> QSize:
        large = self._detail is Detail.LARGE
        return QSize(theme.px(680 if large else 220), theme.px(320 if large else 120))

    def chart_box(self) -> QRect:
        """Where in the widget the chart stands: all of it, unless something is written over it."""
        return self.rect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._figure = None

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint_figure(QPainter(self))

    def paint_figure(self, painter: QPainter) -> None:
        """Lay it out if that is still to be done, and draw it in its box."""
        box = self.chart_box()
        if self._trend is None or box.width() < 60 or box.height() < 40:
            return
        if self._figure is None:
            size = float(box.width()), float(box.height())
            self._figure = lay_out(self._trend, *size, detail=self._detail, scale=theme.text_scale() * self._larger)
        painter.save()
        painter.translate(box.topLeft())
        figure_painter.paint(painter, self._figure)
        painter.restore()

    def _relay(self) -> None:
        self._figure = None
        self.update()
