"""The ways to the help: F1 for what one is looking at, the tour, and the offer of it on a sample plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.bridge.help_text import GlossaryQuestion, topics
from app.bridge.workspace import Workspace
from app.views.help.help_window import HelpWindow, topic_at
from app.views.help.tour import Tour
from app.views.shell.finding import Found
from app.views.shell.window import MainWindow

OFFER = "tour"
FIRST = "find-your-way"


class HelpWays(QObject):
    """Attributes: help_window and tour, once they were asked for."""

    def __init__(self, window: MainWindow, workspace: Workspace, open_keys: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._workspace, self._open_keys = window, workspace, open_keys
        self._settings = workspace.settings
        self.help_window: HelpWindow | None = None
        self.tour: Tour | None = None
        window.frame.commands.provide("help", self.open_help)
        window.frame.commands.provide("tour", self.start_tour)
        window.frame.thing_wanted.connect(self._open_found)
        window.frame.top.finder.set_things("help", [Found("help", each.key, each.title) for each in topics()])
        window.closing.connect(self._close)
        workspace.ready.connect(self._plan_is_there)
        if workspace.is_ready:
            self._plan_is_there()

    def open_help(self) -> None:
        """The topic of what has the focus, else of the page in view."""
        page = self._window.frame.current_page()
        self.show_topic(topic_at(QApplication.focusWidget() or page, page.help_topic if page else FIRST))

    def show_topic(self, key: str) -> None:
        if self.help_window is None:
            self.help_window = HelpWindow(self._window)
            self.help_window.keys_wanted.connect(self._keys_from_help)
            self.help_window.tour_wanted.connect(self._tour_from_help)
            self.help_window.glossary_wanted.connect(self._ask_glossary)
        self.help_window.show_topic(key)

    def start_tour(self) -> None:
        """From its first step, unless it is under way or a plan is not yet shown."""
        if self.tour is not None or not self._window.frame.pages:
            return
        self._settings.tour_offered = True
        self._window.frame.banners.clear(OFFER)
        self.tour = Tour(self._window.frame)
        self.tour.ended.connect(self._tour_ended)
        self.tour.start()

    def _ask_glossary(self) -> None:
        if self._workspace.is_ready and self.help_window is not None:
            self._workspace.operations.ask(GlossaryQuestion(), self.help_window.set_glossary)

    def _plan_is_there(self) -> None:
        """The tour is offered once on this computer, where the plan is a sample."""
        sample = Path(self._workspace.operations.state.path).parent == self._settings.folder / "samples"
        self._window.frame.banners.clear(OFFER)
        if sample and not self._settings.tour_offered:
            self._window.frame.banners.put(
                OFFER, "New here? A tour of five steps shows the plan's quarter on this sample.", "info",
                (("Take the tour", self.start_tour), ("Not now", self._declined)),
            )  # fmt: skip

    def _declined(self) -> None:
        self._settings.tour_offered = True
        self._window.frame.banners.clear(OFFER)

    def _tour_ended(self, whole: bool) -> None:
        tour, self.tour = self.tour, None
        if tour is not None:
            tour.deleteLater()

    def _keys_from_help(self) -> None:
        self._window.activateWindow()
        self._open_keys()

    def _tour_from_help(self) -> None:
        if self.help_window is not None:
            self.help_window.close()
        self.start_tour()

    def _open_found(self, thing: object) -> None:
        if isinstance(thing, Found) and thing.noun == "help":
            self.show_topic(str(thing.key))

    def _close(self) -> None:
        if self.help_window is not None:
            self.help_window.close()
