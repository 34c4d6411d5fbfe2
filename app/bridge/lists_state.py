"""The settings of the plan: its lists, numbers, roles and rules, read when they are looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.rules.changes import Changes
from app.rules.list_entries import KINDS
from app.rules.period import Period
from app.rules.settings_page import SettingsShown

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

_NOUNS = (
    *(kind.noun for kind in KINDS), "assessment_section", "assessment_rating", "assessment_text", "setting", "post_role",
    "rag_rule", "issue", "indicator", "initiative", "decision", "meeting", "recommendation",
)  # fmt: skip


class ListsState(QObject):
    """`shown` is what was read last; None before. Nothing is read while the page is hidden."""

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.shown: SettingsShown | None = None
        self.watched = False
        """The page is in view."""
        self._stale = True
        self.operations.changed.connect(self._on_changed)
        self.operations.opened.connect(self._forget)
        workspace.quarter_changed.connect(self._outdated)
        workspace.ready.connect(self._outdated)

    @property
    def read_only(self) -> bool:
        return bool(self.operations.state.read_only)

    @property
    def quarter(self) -> Period:
        """The lists of self-assessments are changed from the open quarter's plan year on."""
        return self.workspace.newest or self.workspace.quarter

    def watch(self, watched: bool) -> None:
        self.watched = watched
        if watched and self._stale:
            self._reload()

    def _forget(self, _state: object = None) -> None:
        self.shown, self._stale = None, True

    def _outdated(self, _quarter: object = None) -> None:
        self._stale = True
        if self.watched:
            self._reload()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(*_NOUNS):
            self._outdated()

    def _reload(self) -> None:
        if self.operations.state.is_open and self.workspace.is_ready:
            self._stale = False
            self.operations.ask(partial(_shown, self.quarter), self._came, self.failed.emit)

    def _came(self, shown: SettingsShown) -> None:
        self.shown = shown
        self.loaded.emit(shown)


def _shown(quarter: Period, session: Session) -> SettingsShown:
    from app.store.queries.settings_page import settings_shown

    return settings_shown(session, quarter)
