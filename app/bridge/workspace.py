"""What every page shares: the store's operations, the preferences, the quarter in view, the post one acts as."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.bridge.operations import Operations
from app.bridge.settings import Settings
from app.bridge.store_state import StoreState
from app.rules import clock
from app.rules.changes import Actor, Changes
from app.rules.lists import Lists, name_of
from app.rules.period import Period, quarter_of


class Workspace(QObject):
    """Attributes: operations, settings, quarter, quarters (oldest first), frozen (those reported), lists."""

    quarter_changed = Signal(object)
    """(Period): another quarter governs every page."""
    quarters_changed = Signal()
    lists_changed = Signal(object)
    """(Lists): aims, departments, posts ... were read, or changed."""
    ready = Signal()
    """A store is open and its quarters and lists are known: pages may load."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.operations = Operations(self.actor, self)
        self.operations.upkeep.second_place = self._second_place
        self.operations.opened.connect(self._opened)
        self.operations.changed.connect(self._changed)
        self.quarter: Period = quarter_of(clock.today())
        self.quarters: tuple[Period, ...] = ()
        self.frozen: frozenset[Period] = frozenset()
        self.lists = Lists()
        self.is_ready = False

    def actor(self) -> Actor:
        from app.store.place import account

        return Actor(account(), self.you_are)

    @property
    def you_are(self) -> str:
        return self.settings.you_are

    @property
    def newest(self) -> Period | None:
        """The open quarter, where changes happen."""
        return self.quarters[-1] if self.quarters else None

    def quarter_is_past(self) -> bool:
        """Nothing can be changed in it: a later one is open, or it is frozen."""
        return self.quarter_is_frozen() or (self.newest is not None and self.quarter < self.newest)

    def quarter_is_frozen(self) -> bool:
        """It is shown as it was reported."""
        return self.quarter in self.frozen

    def set_quarter(self, quarter: Period) -> None:
        if quarter != self.quarter:
            self.quarter = quarter
            self.quarter_changed.emit(quarter)

    def _second_place(self) -> str:
        return self.settings.backup_folder

    def _opened(self, state: StoreState) -> None:
        self.is_ready = False
        self.operations.ask(_surroundings, partial(self._surrounded, True))

    def _changed(self, changes: Changes, initiator: object) -> None:
        nouns = (
            "aim",
            "theme",
            "strategy_link",
            "department",
            "post",
            "portfolio",
            "body",
            "partner",
            "locality",
        )
        if changes.touches("quarter", *nouns):
            self.operations.ask(_surroundings, partial(self._surrounded, False))

    def _surrounded(self, first: bool, found: tuple[tuple[Period, ...], frozenset[Period], Lists]) -> None:
        quarters, frozen, lists = found
        froze = not first and (self.quarter in frozen) != (self.quarter in self.frozen)
        if not first:
            self._follow_post(lists)
        newer = bool(self.quarters) and quarters and quarters[-1] != self.quarters[-1]
        follow = first or (newer and self.quarter == self.newest)
        self.quarters, self.frozen, self.lists = quarters, frozen, lists
        if quarters and (follow or self.quarter not in quarters):
            self.quarter = quarters[-1]
        self.quarters_changed.emit()
        self.lists_changed.emit(lists)
        if first:
            self.is_ready = True
            self.ready.emit()
        elif follow or froze:
            self.quarter_changed.emit(self.quarter)

    def _follow_post(self, lists: Lists) -> None:
        """The post one acts as was renamed: one is still who one was."""
        mine = next((post.id for post in self.lists.posts if post.name == self.you_are), None)
        name = name_of(lists.posts, mine)
        if name and name != self.you_are:
            self.settings.you_are = name


def _surroundings(session: Any) -> tuple[tuple[Period, ...], frozenset[Period], Lists]:
    from app.store.queries import lists

    return lists.quarters(session), lists.frozen_quarters(session), lists.lists(session)
