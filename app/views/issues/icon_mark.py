"""A small picture that means something, with its meaning in words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.shared import theme
from app.views.shared.labels import plain_tooltip


class IconMark(QWidget):
    """An icon of the set in one of the theme's colours, 16 design pixels wide."""

    def __init__(self, icon: str, colour: str = "ink2", name: str = "", size: int = 16) -> None:
        super().__init__()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_mark(icon, colour, name)
        theme.notifier.changed.connect(self._restyle)

    def show_mark(self, icon: str, colour: str, name: str) -> None:
        """`colour` names a token, such as "green"."""
        self._icon = icon
        self._colour = colour
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        picture = theme.icon(self._icon, getattr(theme.current(), self._colour), self._size)
        picture.paint(QPainter(self), self.rect())

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
