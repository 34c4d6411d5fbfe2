"""Keeps the frame true to the store: title, status bar, undo and redo, the quarter in view, bands, problems."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.bridge.long_work import LongWork
from app.bridge.store_state import StoreState
from app.bridge.workspace import Workspace
from app.rules import clock
from app.rules.errors import KnownError, Problem
from app.rules.lists import current
from app.rules.period import Period
from app.views.shared.words import of_error, sentence
from app.views.shell import frame_words
from app.views.shell.finding import Found
from app.views.shell.store_errors import Way, ways_for
from app.views.shell.window import MainWindow

QUIET_PROBLEMS = ("ended_suddenly", "drafts_found", "clock_differs", "backup_late", "backup_unreachable")
"""Told, but nothing of the user's is at stake now."""
SLOW = 600
"""Milliseconds after which work in the background is worth a word."""
BACKUP_LOOK_EVERY = 10 * 60 * 1000


class FrameLink(QObject):
    """`works` are the ways out of a problem (see store_errors.LABELS); whoever joins the parts fills it."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self.works: dict[str, Way] = {}
        self._told: Problem | None = None
        self._window = window
        self._frame = window.frame
        self._workspace = workspace
        operations = workspace.operations
        operations.state_changed.connect(self.show_state)
        operations.refused.connect(self.tell)
        operations.told.connect(self.say)
        operations.busy.connect(self._busy)
        operations.long_work.connect(self._show_work)
        workspace.quarter_changed.connect(self._show_quarter)
        workspace.quarters_changed.connect(self._show_quarter)
        workspace.lists_changed.connect(self._show_posts)
        workspace.ready.connect(self._show_quarter)
        self._frame.thing_wanted.connect(self._open_elsewhere)
        self._frame.top.quarters.chosen.connect(workspace.set_quarter)
        self._frame.status.you_are_chosen.connect(self._be)
        self._frame.commands.provide("undo", self._undo)
        self._frame.commands.provide("redo", self._redo)
        self._frame.status.set_you_are(workspace.you_are)
        workspace.settings.changed.connect(self._preference_changed)
        self._late = QTimer(self)
        self._late.timeout.connect(self._look_at_backup)
        self._late.start(BACKUP_LOOK_EVERY)
        self._working = 0
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(self._show_working)
        self.show_state(operations.state)
        self._show_quarter()
        self._show_posts()

    # The store

    def show_state(self, state: StoreState) -> None:
        self._window.set_plan_name(state.plan_name)
        self._frame.status.show_state(state if state.is_open else None)
        editable = state.is_open and not state.read_only
        for key, label in (("undo", state.undo), ("redo", state.redo)):
            action = self._frame.commands[key]
            word = key.capitalize()
            action.setText(f"{word} {label[:1].lower()}{label[1:]}" if label else word)
            action.setEnabled(editable and label is not None)
        self._show_read_only(state)
        self._show_problem(state.problem)
        self._look_at_backup()

    def _show_read_only(self, state: StoreState) -> None:
        if not (state.is_open and state.read_only):
            self._frame.banners.clear("read_only")
            return
        problem = Problem("store_read_only", {"path": state.path})
        if self._frame.banners.band("read_only") is None:
            self._frame.banners.put("read_only", sentence(problem), "warning", ways_for(problem, self.works))

    def _show_problem(self, problem: Problem | None) -> None:
        """What the state tells. It stays until the state is well again, or is closed if it is only news."""
        if problem == self._told:
            return
        self._told = problem
        if problem is None:
            self._frame.banners.clear("state")
        else:
            quiet = problem.code in QUIET_PROBLEMS
            self._frame.banners.put("state", sentence(problem), "info" if quiet else "error",
                                    ways_for(problem, self.works), closable=quiet)

    def _look_at_backup(self) -> None:
        state = self._workspace.operations.state
        if state.is_open and not state.read_only and frame_words.backup_is_late(state):
            if self._frame.banners.band("backup") is None:
                problem = Problem("backup_late", {"at": state.backup_at})
                self._frame.banners.put("backup", sentence(problem), "warning",
                                        ways_for(problem, self.works), closable=True)
        else:
            self._frame.banners.clear("backup")

    def clock_differs(self, last_change: datetime) -> None:
        """Say so when the last change is from a day that this computer has not reached, or long past it."""
        days = abs((clock.now() - last_change).days)
        self._frame.banners.put("clock", sentence(Problem("clock_differs", {"days": days})), "warning", closable=True)

    def tell(self, error: Exception) -> None:
        """A change that was refused, or that the world did not let through, where nobody nearer says it."""
        words = " ".join(str(part) for part in of_error(error))
        tone = "error" if isinstance(error, KnownError) else "warning"
        ways = ways_for(error.problem, self.works) if isinstance(error, KnownError) else []
        self._frame.banners.put("refused", words, tone, ways, closable=True)

    def say(self, words: str) -> None:
        """News of something done, until it is closed or the next."""
        self._frame.banners.put("told", words, "info", closable=True)

    def _busy(self, busy: bool) -> None:
        if busy:
            self._slow.start()
            return
        self._slow.stop()
        if self._working:
            self._frame.status.end_work(self._working)
            self._working = 0

    def _show_work(self, work: LongWork) -> None:
        """In the status bar, with how far it is and a way to stop it."""
        status = self._frame.status
        number = status.begin_work(work.words, work.cancel)
        work.progressed.connect(partial(status.progress, number))
        work.ended.connect(partial(status.end_work, number))

    def _show_working(self) -> None:
        self._working = self._frame.status.begin_work("Working on the store")

    def _open_elsewhere(self, thing: Found) -> None:
        """What no page opens: a text that was never saved has its own sheet."""
        way = self.works.get("keep_text") if thing.noun == "unsaved" else None
        if way is not None:
            way(Problem("drafts_found"))

    def _undo(self) -> None:
        self._frame.banners.clear("refused")
        self._workspace.operations.undo(self, self.tell)

    def _redo(self) -> None:
        self._frame.banners.clear("refused")
        self._workspace.operations.redo(self, self.tell)

    # The quarter and the person

    def _show_quarter(self, quarter: Period | None = None) -> None:
        workspace = self._workspace
        known = bool(workspace.quarters)
        self._frame.top.quarters.set_quarters(workspace.quarters, workspace.quarter if known else None)
        newest = workspace.newest
        if newest is not None and workspace.quarter_is_past():
            how = "frozen and shown as reported" if workspace.quarter_is_frozen() else "shown as it stood"
            words = f"{workspace.quarter.long_label} is {how}. Nothing can be changed here."
            ways = [(f"Go to {newest.label}", self._frame.top.quarters.go_newest)]
            self._frame.banners.put("past", words, "quiet", ways if workspace.quarter != newest else [])
        else:
            self._frame.banners.clear("past")

    def _show_posts(self, lists: object = None) -> None:
        posts = tuple(item.name for item in current(self._workspace.lists.posts))
        self._frame.status.set_posts(posts)

    def _be(self, post: str) -> None:
        self._workspace.settings.you_are = post

    def _preference_changed(self, name: str) -> None:
        if name == "you_are":
            self._frame.status.set_you_are(self._workspace.you_are)
