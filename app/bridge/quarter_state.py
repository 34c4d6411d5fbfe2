"""What a page shows of the quarter in view: read once a plan is open, and again when the quarter or the plan changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.rules.changes import Changes
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace


class QuarterState(QObject):
    """Subclasses give `nouns` (what makes it out of date), `read` (on the store's thread) and `take`. It is read at
    once, also while its page is hidden: the page's badge in the rail is right before one has looked."""

    nouns: tuple[str, ...] = ()
    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.operations.changed.connect(self._on_changed)
        workspace.quarter_changed.connect(self.reload)
        workspace.ready.connect(self.reload)
        if workspace.is_ready:
            self.reload()

    @staticmethod
    def read(quarter: Period, session: Session) -> Any:
        raise NotImplementedError

    def take(self, found: Any) -> Any:
        """Keep what was read; returns what `loaded` brings."""
        raise NotImplementedError

    @property
    def read_only(self) -> bool:
        return bool(self.operations.state.read_only)

    @property
    def by(self) -> str:
        return self.workspace.actor().by

    def reload(self, _quarter: object = None) -> None:
        if self.operations.state.is_open:
            quarter = self.workspace.quarter
            self.operations.ask(partial(self.read, quarter), partial(self._came, quarter), self.failed.emit)

    def store(self, command: Any) -> None:
        self.operations.do(command, self, self.reload, self.failed.emit)

    def _came(self, quarter: Period, found: Any) -> None:
        """Only of the quarter that is still in view."""
        if quarter == self.workspace.quarter:
            self.loaded.emit(self.take(found))

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        """What it stored itself is read again when that is answered."""
        if initiator is not self and changes.touches(*self.nouns):
            self.reload()
