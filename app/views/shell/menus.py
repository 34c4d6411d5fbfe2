"""The menus, made from the actions when first opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.views.shared import theme
from app.views.shared.labels import plain_tooltip
from app.views.shell.actions import MENUS, Actions


class Menus(QObject):
    """One set of menus, shown by the menu button and, where wanted, by the menu bar."""

    recent_chosen = Signal(str)

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._window = window
        self._recent: tuple[str, ...] = ()
        self._pages: list[QAction] = []
        self._own: tuple[str, tuple[QAction, ...]] = ("", ())

    def set_recent(self, paths: Sequence[str]) -> None:
        self._recent = tuple(paths)

    def set_pages(self, actions: Sequence[QAction]) -> None:
        """Go to a page: at the top of View."""
        self._pages = list(actions)

    def set_page_actions(self, title: str, actions: Sequence[QAction]) -> None:
        """What the page in view can do, in a menu under its name."""
        self._own = (title, tuple(actions))

    def build(self, parent: QWidget) -> list[QMenu]:
        """Fresh menus as things stand: actions that nobody has provided are left out."""
        menus = []
        for title, entries in MENUS:
            menu = QMenu(title, parent)
            if title == "View":
                menu.addActions(self._pages)
                menu.addSeparator()
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                elif entry[0] == "recent":
                    self._add_recent(menu)
                elif self._actions.offered(entry[0]) and entry[0] != "menu":
                    menu.addAction(self._with_icon(self._actions[entry[0]]))
            if any(not action.isSeparator() for action in menu.actions()):
                menus.append(menu)
            if title == "View" and self._own[1]:
                own = QMenu(self._own[0], parent)
                own.addActions(list(self._own[1]))
                menus.append(own)
        return menus

    def _with_icon(self, action: QAction) -> QAction:
        if action.data():
            action.setIcon(theme.icon(str(action.data()), size=16))
            action.setIconVisibleInMenu(True)
        return action

    def _add_recent(self, menu: QMenu) -> None:
        if not self._recent:
            return
        recent = QMenu("Open recent", menu)
        for path in self._recent:
            action = QAction(PurePath(path).name.replace("&", "&&"), recent)
            action.setToolTip(plain_tooltip(path))
            action.setStatusTip(path)
            action.triggered.connect(partial(self.recent_chosen.emit, path))
            recent.addAction(action)
        recent.setToolTipsVisible(True)
        menu.addMenu(recent)

    def popup(self) -> QMenu:
        """The menu of menus for the button at the right of the top bar."""
        menu = QMenu(self._window)
        menu.setAccessibleName("Menu")
        for each in self.build(menu):
            menu.addMenu(each)
        return menu
