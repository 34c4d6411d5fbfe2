"""The team's list and the quarter's calendar, worked out beside the window and kept true to the store."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.background import Background
from app.rules import clock
from app.rules.changes import Changes
from app.rules.drafts import Draft
from app.rules.period import Period
from app.rules.quarter_calendar import CalendarEntry, CalendarEvent
from app.rules.todo import Todo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace
    from app.rules.quarter_calendar import CalendarFacts

SETTLE, FIRST = 300, 1_500
"""Milliseconds in which several changes make one reading; and after a plan was opened, when there is more to do."""
_QUIET = frozenset(("saved_view", "pack", "history"))
"""Nouns that make nothing to do and have no day."""


class TodoState(QObject):
    """`todo` and `calendar` are what was worked out last; `plan` tells the open plan from others."""

    listed = Signal(object)
    """(tuple of Todo)"""
    dated = Signal(object)
    """(tuple of CalendarEntry)"""
    saved = Signal(object, int)
    """(Path of a calendar file, how many events)"""
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.todo: tuple[Todo, ...] = ()
        self.calendar: tuple[CalendarEntry, ...] = ()
        self.plan = ""
        self.todo_read = False
        self.calendar_shown = False
        self._background = Background(self)
        self._asked = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.reload)
        self.operations.changed.connect(self._on_changed)
        self.operations.drafts.found_changed.connect(partial(self._wait, SETTLE))
        workspace.quarter_changed.connect(self._reread_calendar)
        workspace.quarters_changed.connect(partial(self._wait, SETTLE))
        workspace.ready.connect(self._another_plan)
        if workspace.is_ready:
            self._wait(FIRST)

    @property
    def open_quarter(self) -> Period:
        """The list is of what can be done, so it is the newest quarter's, whichever is in view."""
        return self.workspace.newest or self.workspace.quarter

    def reload(self) -> None:
        """The list always, for its count stands in the rail; the calendar while it is looked at."""
        if not self.operations.state.is_open or not self.workspace.quarters:
            return
        self._soon.stop()
        self._asked += 1
        self.operations.ask(
            partial(_todo, self.open_quarter, self.operations.drafts.found),
            partial(self._todo_came, self._asked),
            self.failed.emit,
        )
        self._reread_calendar()

    def show_calendar(self, shown: bool) -> None:
        self.calendar_shown = shown
        self._reread_calendar()

    def save(self, name: str, events: Sequence[CalendarEvent], path: Path) -> None:
        """Write the file beside the window's thread."""
        moment = clock.now()

        def work() -> tuple[Path, int]:
            from app.exchange.calendar_file import save_calendar

            return path, save_calendar(name, events, path, moment)

        self._background.run(work, self._file_saved, self.failed.emit)

    def _file_saved(self, answer: tuple[Path, int]) -> None:
        self.saved.emit(*answer)

    def _reread_calendar(self, _quarter: object = None) -> None:
        if self.calendar_shown and self.operations.state.is_open and self.workspace.quarters:
            quarter = self.workspace.quarter
            self.operations.ask(partial(_calendar, quarter), self._calendar_came, self.failed.emit)

    def _todo_came(self, number: int, found: tuple[Todo, ...]) -> None:
        if number == self._asked:
            self.todo, self.todo_read = found, True
            self.listed.emit(found)

    def _calendar_came(self, answer: tuple[CalendarFacts, tuple[CalendarEntry, ...]]) -> None:
        facts, entries = answer
        if facts.quarter == self.workspace.quarter:
            self.plan, self.calendar = facts.plan, entries
            self.dated.emit(entries)

    def _another_plan(self) -> None:
        self.todo, self.calendar, self.todo_read = (), (), False
        self.listed.emit(())
        self._wait(FIRST)
        self._reread_calendar()

    def _wait(self, milliseconds: int) -> None:
        if not self._soon.isActive():
            self._soon.start(milliseconds)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if not changes.ids or changes.ids.keys() - _QUIET:
            self._wait(SETTLE)


def _todo(quarter: Period, drafts: tuple[Draft, ...], session: Session) -> tuple[Todo, ...]:
    from app.rules.todo import todo
    from app.store.queries.todo import todo_facts

    return todo(todo_facts(session, quarter, clock.today()), drafts)


def _calendar(quarter: Period, session: Session) -> tuple[CalendarFacts, tuple[CalendarEntry, ...]]:
    from app.rules.quarter_calendar import calendar
    from app.store.queries.quarter_calendar import calendar_facts

    facts = calendar_facts(session, quarter, clock.today())
    return facts, calendar(facts)
