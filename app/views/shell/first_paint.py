"""The very first paint: the frame's grounds in the theme's colours, before there is a theme or a control.

Plain widgets with a palette. A painter would do the same, but its first call reads all of Qt's flags, which
takes six times as long as this paint.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimerEvent, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

GROUNDS = {"light": ("#FFFFFF", "#F5F6F8", "#DFE4EA"), "dark": ("#1B222C", "#12171E", "#303B49"),
           "contrast": ("#000000", "#000000", "#FFFFFF")}
"""Paper, ground and line of the themes; a test holds them to the tokens."""
TOP, FOOT, SIDE, NARROW_SIDE = 52, 30, 192, 56
"""The bars and the rail at normal text, in pixels."""


class FirstPaint(QWidget):
    """Lives for a tenth of a second."""

    painted = Signal()
    """Once, when the first paint is out."""

    def __init__(self, settings: Any) -> None:
        super().__init__()
        self._timer = 0
        name = settings.theme
        if name == "system":
            name = "light" if self.palette().window().color().lightness() >= 128 else "dark"
        paper, ground, line = GROUNDS[name]
        scale = settings.text_scale
        self._sizes = [round(size * scale) for size in (TOP, FOOT)]
        self._sizes.append(round((NARROW_SIDE if settings.rail_collapsed else SIDE) * scale))
        _fill(self, ground)
        self._zones = [QWidget(self) for _ in range(6)]
        for index, zone in enumerate(self._zones):
            _fill(zone, paper if index % 2 else line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide, high = self.width(), self.height()
        top, foot, side = self._sizes
        places = ((0, 0, side, high), (0, 0, side - 1, high), (0, high - foot, wide, foot),
                  (0, high - foot + 1, wide, foot - 1), (0, 0, wide, top), (0, 0, wide, top - 1))
        for zone, place in zip(self._zones, places, strict=True):
            zone.setGeometry(*place)

    def paintEvent(self, event: QPaintEvent) -> None:
        # QTimer.singleShot would read all of Qt's flags to get to the same place.
        self._timer = self._timer or self.startTimer(0)

    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(self._timer)
        self.painted.emit()


def _fill(widget: QWidget, colour: str) -> None:
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colour))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
