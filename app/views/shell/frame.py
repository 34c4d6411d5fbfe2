"""The window's contents: rail, bars, banners, and the pages, of which it knows nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.views.shared import theme
from app.views.shared.labels import Text
from app.views.shared.page import Page
from app.views.shared.tab_stops import step, tab_stops
from app.views.shell.actions import Actions
from app.views.shell.banners import Banners
from app.views.shell.finding import Found
from app.views.shell.menus import Menus
from app.views.shell.rail import PLACES, WIDE, Rail
from app.views.shell.status_bar import StatusBar
from app.views.shell.top_bar import TopBar

NAMES_NEED = 900
"""Width in design pixels below which the rail shows pictures only."""


class Frame(QWidget):
    """`add_page` puts a page into the rail. What the frame cannot do itself it asks for by signal."""

    page_changed = Signal(str)
    thing_wanted = Signal(object)
    """A Found of a noun that no page opens."""

    def __init__(self, window: QMainWindow, settings: Any) -> None:
        super().__init__(window)
        self.settings = settings
        self.pages: dict[str, Page] = {}
        self._asked_for = settings.last_page
        self._page_actions: list[QAction] = []
        self.commands = Actions(window)
        self.menus = Menus(self.commands, window)
        self.rail = Rail()
        self.top = TopBar(self.commands)
        self.banners = Banners()
        self.stack = QStackedWidget()
        self.status = StatusBar()
        self.placeholder = Text("", "soft")
        self._build()
        self._connect(window)
        self.rail.set_narrow(settings.rail_collapsed)

    def _build(self) -> None:
        self.placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.placeholder)
        # However much a page would like, the bars keep their room: a page that is too high scrolls.
        self.stack.setMinimumHeight(1)
        for bar in (self.top, self.status):
            bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.banners)
        main.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(main, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    def _connect(self, window: QMainWindow) -> None:
        self.rail.chosen.connect(self._go)
        self.rail.narrow_changed.connect(self._keep_narrow)
        self.top.menu.clicked.connect(self.open_menu)
        self.top.finder.set_source("command", self._found_commands)
        self.top.finder.chosen.connect(self._go_to_found)
        self.top.finder.opens = self._opens
        self.commands.provide("find", self.top.finder.start)
        self.commands.provide("previous_quarter", self.top.quarters.go_earlier)
        self.commands.provide("next_quarter", self.top.quarters.go_later)
        self.commands.provide("newest_quarter", self.top.quarters.go_newest)
        self.commands.provide("fold", self.rail.toggle)
        self.commands.provide("menu", self.open_menu)
        self.commands.provide("quit", window.close)
        for action in self.commands.all():
            window.addAction(action)
        theme.notifier.changed.connect(self._fit)

    # Pages

    def expect_pages(self) -> None:
        """A plan is open: every place stands in the rail; one gone to before its page is there comes when it is."""
        for key, title in PLACES.items():
            self.rail.add(key, title, key)
        self._number_pages()

    def add_page(self, page: Page) -> None:
        """Show the page in the rail; the first one, or the one last seen, comes into view."""
        self.pages[page.key] = page
        self.stack.addWidget(page)
        if not page.under:
            self.rail.add(page.key, page.title, page.key)
        page.badge_changed.connect(partial(self._badge, page.key))
        self._badge(page.key, *page.badge)
        page.open_requested.connect(self._open_thing)
        self._number_pages()
        if page.key == self._asked_for or self.current_page() is None:
            wanted, shown = self._asked_for, page.key
            self.show_page(shown)
            self._asked_for = "" if shown == wanted else wanted

    def current_page(self) -> Page | None:
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, key: str) -> None:
        """Bring a page into view. An unknown key changes nothing."""
        page = self.pages.get(key)
        if page is None:
            return
        self._asked_for = ""
        before = self.stack.currentWidget()
        at = QApplication.focusWidget()
        take_focus = page is not before and before is not None and at is not None and (
            at is before or before.isAncestorOf(at))
        if take_focus:
            self.stack.setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt looks all through the window for a place
        self.stack.setCurrentWidget(page)
        if take_focus:
            self._focus_page(page)
        self.rail.mark(page.under or key)
        self.menus.set_page_actions(page.title, page.page_actions())
        self.settings.last_page = key
        page.activated()
        self.page_changed.emit(key)

    @staticmethod
    def _focus_page(page: Page) -> None:
        """To where one was on that page; Qt alone would choose a control of the bars."""
        (page.focusWidget() or next(iter(tab_stops(page)), page)).setFocus(Qt.FocusReason.OtherFocusReason)

    def wait_with(self, words: str) -> None:
        """Say calmly, in the place of a page, what is being waited for."""
        self.placeholder.setText(words)
        if self.current_page() is None:
            self.stack.setCurrentWidget(self.placeholder)

    def _badge(self, key: str, text: str, warning: bool) -> None:
        entry = self.rail.entry(key)
        if entry is not None:
            entry.set_badge(text, warning)

    def _number_pages(self) -> None:
        """Ctrl+1 is the first place of the rail."""
        actions = []
        places = (key for key in self.rail.places() if key in self.pages or key in PLACES)
        for number, key in enumerate(places, start=1):
            action = self.findChild(QAction, f"page_{key}")
            if action is None:
                action = QAction(self.pages[key].title if key in self.pages else PLACES[key], self)
                action.setObjectName(f"page_{key}")
                action.triggered.connect(partial(self._go, key))
                self.addAction(action)
            action.setShortcut(QKeySequence(f"Ctrl+{number}") if number < 10 else QKeySequence())
            actions.append(action)
        self._page_actions = actions
        self.menus.set_pages(actions)

    def page_actions(self) -> Sequence[QAction]:
        """Go to each page, in the rail's order."""
        return tuple(self._page_actions)

    def _open_thing(self, noun: str, key: object) -> None:
        if noun == "print":
            self.commands["print"].trigger()
        else:
            self.go_to(Found(noun, key, ""))

    def _opens(self, noun: str) -> bool:
        return any(noun in page.nouns for page in self.pages.values())

    def go_to(self, thing: Found) -> None:
        """Open an issue, an indicator, a page ... where it belongs."""
        page = next((each for each in self.pages.values() if thing.noun in each.nouns), None)
        if thing.noun == "page":
            self.show_page(str(thing.key))
        elif thing.noun == "command":
            self.commands[str(thing.key)].trigger()
        elif page is not None:
            self.show_page(page.key)
            page.show_thing(thing.noun, thing.key)
        else:
            self.thing_wanted.emit(thing)

    def _go(self, key: str) -> None:
        works = {"settings": "preferences", "help": "help"}
        if key in self.pages:
            self.show_page(key)
        elif key in PLACES:
            self._asked_for = key
            self.rail.mark(key)
        elif key in works:
            self.commands[works[key]].trigger()

    def _go_to_found(self, thing: Found | None) -> None:
        if thing is not None:
            self.go_to(thing)
        page = self.current_page()
        if page is not None and thing is None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page is not None and self.top.finder.hasFocus() and thing is not None and thing.noun != "command":
            self._focus_page(page)

    def _found_commands(self) -> list[Found]:
        found = [Found("page", key, page.title) for key, page in self.pages.items()]
        for action in self.commands.all():
            if action.isVisible() and action.isEnabled() and action.objectName() not in ("menu", "find"):
                words = action.text().removesuffix("…")
                found.append(Found("command", action.objectName(), words, action.shortcut().toString()))
        return found

    # The frame

    def open_menu(self) -> None:
        """All menus under the menu button."""
        menu = self.menus.popup()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.top.menu
        at = button.mapToGlobal(button.rect().bottomRight())
        at.setX(at.x() - menu.sizeHint().width())
        menu.popup(at)

    def _keep_narrow(self, narrow: bool) -> None:
        self.settings.rail_collapsed = narrow
        self._fit()

    def _fit(self) -> None:
        self.rail.force_narrow(self.width() < theme.px(NAMES_NEED))
        self.top.set_brand_width(0 if self.rail.is_narrow() else theme.px(WIDE))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads: top bar, rail, bands, page, status bar, whatever was added last."""
        zones = (self.top, self.rail, self.banners, self.stack, self.status)
        stops = tab_stops(self)
        return step([stop for zone in zones for stop in stops if zone.isAncestorOf(stop)], forward) is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
