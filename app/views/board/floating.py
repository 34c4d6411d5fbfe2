"""A panel that floats over the board. Its shadow is drawn once: an effect would blur again at every scroll step."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.shared import theme

SHADOW = 14
"""Room around the panel, in pixels."""
RADIUS = 9


class Floating(QWidget):
    """Put widgets into `inside`. `wanted` is its size, shadow included, in the room there is."""

    def __init__(self, parent: QWidget, width: int) -> None:
        super().__init__(parent)
        self._width = width
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        self.inside.setSpacing(0)
        self.hide()

    def wanted(self, room: QSize) -> QSize:
        width = min(theme.px(self._width) + 2 * SHADOW, room.width())
        least = max(room.height(), self.inside.totalMinimumSize().height())
        return QSize(width, min(self.inside.totalHeightForWidth(width), least))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.drawPixmap(
            0, 0, _panel(self.width(), self.height(), theme.current().name, self.devicePixelRatioF())
        )


@lru_cache(maxsize=16)
def _panel(width: int, height: int, _theme: str, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    t = theme.current()
    p = QPainter(pixmap)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    whole = QRectF(0, 0, width, height)
    for step in range(SHADOW):
        # Denser towards the panel, so that the shadow has no edge of its own.
        p.setBrush(QColor(20, 28, 40, round((9 if t.is_dark else 5) * (step + 1) / SHADOW)))
        p.drawRoundedRect(
            whole.adjusted(step, step + 2, -step, -max(step - 4, 0)),
            RADIUS + SHADOW - step,
            RADIUS + SHADOW - step,
        )
    p.setBrush(t.paper)
    p.setPen(QPen(t.edge if t.is_dark else t.line, 1))
    edge = SHADOW + 0.5
    p.drawRoundedRect(whole.adjusted(edge, edge, -edge, -edge), RADIUS, RADIUS)
    p.end()
    return pixmap
