"""The window's buttons: one primary at a place, the rest quiet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from app.views.shared import theme
from app.views.shared.labels import plain_tooltip


class PrimaryButton(QPushButton):
    """The one action that the place is for."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "primary")


class QuietButton(QPushButton):
    """Any other action. `flat` leaves the edge out until it is hovered or focused."""

    def __init__(self, text: str, parent: QWidget | None = None, flat: bool = False) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "flat" if flat else "quiet")


class MenuButton(QToolButton):
    """A button that opens a menu under itself; the mark for that is added to its text."""

    def __init__(self, text: str, parent: QWidget | None = None, menu: QMenu | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_label(text)
        self.setMenu(menu or QMenu(self))

    def set_label(self, text: str) -> None:
        self.setText(f"{text.replace('&', '&&')} \u25be")
        self.setAccessibleName(text)


class IconButton(QToolButton):
    """A button with a picture only; its name is spoken and shown as the tooltip."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None, framed: bool = False) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setProperty("kind", "quiet" if framed else "flat")
        self.setProperty("icononly", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))
        self._redraw()
        theme.notifier.changed.connect(self._redraw)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self._redraw()

    def _redraw(self) -> None:
        side = theme.px(18)
        self.setIconSize(QSize(side, side))
        self.setIcon(theme.icon(self._icon, size=18))
