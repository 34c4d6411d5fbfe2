"""What the window can do by itself: preferences, help, keys, about, the look. Sheets are made when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, SignalInstance
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.bridge.settings import Settings
from app.views.shared import theme
from app.views.shared.sheet import Sheet
from app.views.shell.window import MainWindow

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace
    from app.views.help.help_ways import HelpWays

STEP = 0.1
"""How much larger or smaller the text gets with one key."""


class OwnCommands(QObject):
    """`posts` and `facts` are asked when a sheet opens: who one can be, and what About adds."""

    def __init__(self, window: MainWindow, settings: Settings, posts: Callable[[], Sequence[str]] = tuple,
                 facts: Callable[[], Sequence[tuple[str, str]]] = tuple) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._posts = posts
        self._facts = facts
        self._sheet: Sheet | None = None
        self.help: HelpWays | None = None
        self._stepping = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._dress)
        commands = window.frame.commands
        for key, work in (("preferences", self.open_preferences),
                          ("keys", self.open_keys), ("about", self.open_about), ("log", self.open_log),
                          ("bigger", self.bigger), ("smaller", self.smaller), ("normal", self.normal),
                          ("dark", self.toggle_dark)):
            commands.provide(key, work)
        bar = commands["menu_bar"]
        bar.setCheckable(True)
        bar.setChecked(settings.menu_bar)
        commands.provide("menu_bar", self._toggle_menu_bar)
        window.frame.rail.add("settings", "Settings", "settings", foot=True)
        window.frame.rail.add("help", "Help", "help", foot=True)
        window.frame.menus.set_recent(settings.recent_stores)
        settings.changed.connect(self._preference_changed)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        if settings.menu_bar:
            window.show_menu_bar(True)

    def log_folder(self) -> Path:
        return self._settings.folder / "log"

    # The look

    def bigger(self) -> None:
        self._size(self._settings.text_scale + STEP)

    def smaller(self) -> None:
        self._size(self._settings.text_scale - STEP)

    def normal(self) -> None:
        self._size(1.0)

    def _size(self, scale: float) -> None:
        """By key, perhaps held down: the whole window is dressed anew once for all steps that wait."""
        self._stepping = True
        self._settings.text_scale = round(scale, 2)
        self._stepping = False

    def toggle_dark(self) -> None:
        """The other one of light and dark, from now on."""
        self._settings.theme = "light" if theme.current().is_dark else "dark"

    def _toggle_menu_bar(self) -> None:
        self._settings.menu_bar = not self._settings.menu_bar

    def _preference_changed(self, name: str) -> None:
        if name == "text_scale" and self._stepping:
            self._soon.start()
        elif name in ("theme", "text_scale"):
            self._dress()
        elif name == "menu_bar":
            self._window.frame.commands["menu_bar"].setChecked(self._settings.menu_bar)
            self._window.show_menu_bar(self._settings.menu_bar)
        elif name == "recent_stores":
            self._window.frame.menus.set_recent(self._settings.recent_stores)

    def _system_changed(self, news: object) -> None:
        if self._settings.theme == "system":
            self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self._settings.theme, self._settings.text_scale)

    # What comes later

    def begin_help(self, workspace: Workspace) -> None:
        """Once there is a plan to help with."""
        from app.views.help.help_ways import HelpWays

        self.help = HelpWays(self._window, workspace, self.open_keys)

    def watch_for_faults(self, bug: SignalInstance) -> None:
        """Whatever goes wrong by our own fault is logged and shown once; so is what `bug` brings."""
        from app.views.shell import local_log
        from app.views.shell.crash import CrashHooks

        local_log.start(self.log_folder())
        hooks = CrashHooks(self.show_crash, local_log.write_report)
        hooks.install()
        bug.connect(hooks.tell)

    # Sheets

    def show_sheet(self, sheet: Sheet) -> None:
        """One at a time: the one before goes."""
        if self._sheet is not None:
            self._sheet.dismiss()
            self._sheet.deleteLater()
        self._sheet = sheet
        sheet.open()

    def open_preferences(self) -> None:
        from app.views.shell.preferences import Preferences

        self.show_sheet(Preferences(self._window, self._settings, self._posts()))

    def open_about(self) -> None:
        from app.views.shell.about import AboutSheet

        facts = [*self._facts(), ("Settings", str(self._settings.preferences_file)), ("Log", str(self.log_folder()))]
        self.show_sheet(AboutSheet(self._window, facts))

    def open_keys(self) -> None:
        from app.views.shell.actions import MENUS
        from app.views.shell.keys_sheet import EVERYWHERE, KeysSheet, keys_of

        frame = self._window.frame
        page = frame.current_page()
        groups: list[tuple[str, Sequence[tuple[str, str]]]] = [("Everywhere", EVERYWHERE)]
        if page is not None:
            groups.append((page.title, [*page.keys(), *keys_of(page.page_actions())]))
        for title, entries in MENUS:
            groups.append((title, keys_of([frame.commands[entry[0]] for entry in entries if entry is not None])))
        groups.insert(-2, ("Places", keys_of(frame.page_actions())))
        self.show_sheet(KeysSheet(self._window, groups))

    def open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.log_folder())))

    def show_crash(self, report: str) -> None:
        """For CrashHooks."""
        from app.views.shell.crash_sheet import CrashSheet

        self.show_sheet(CrashSheet(self._window, report, str(self.log_folder())))
