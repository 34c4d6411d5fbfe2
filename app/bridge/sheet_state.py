"""One thing open in its sheet: loads it, hands edits on, reloads when anybody changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.edit_queue import Edit, EditQueue
from app.rules.changes import Changes
from app.rules.errors import Problem, Refused
from app.rules.lists import Lists

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace


class SheetState(QObject):
    """Subclasses give `question` and `concerns`. A field that is being typed in keeps its text: the views see to
    that; here every change of the thing simply means reading it again."""

    loaded = Signal(object)
    """The sheet, whenever it was read again."""
    saved = Signal(str)
    """The place (field) whose edit was stored."""
    refused = Signal(str, object)
    """Place and exception; nothing was stored."""
    stored_behind = Signal()
    """An edit was stored of a thing that is not the open one any more."""
    gone = Signal()
    """The thing is no longer there (its addition was undone)."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.thing_id: int | None = None
        self.sheet: Any = None
        self._asked = 0
        self._edits = EditQueue(workspace, self.question, self)
        self._edits.answered.connect(self._on_answered)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.reload)
        self.operations.changed.connect(self._on_changed)
        workspace.quarter_changed.connect(self._on_quarter_changed)

    def question(self, thing_id: int) -> Callable[[Session], Any]:
        """The query for the thing's sheet at the quarter in view."""
        raise NotImplementedError

    def concerns(self, changes: Changes) -> bool:
        """Whether the open sheet may read otherwise after these."""
        raise NotImplementedError

    @property
    def lists(self) -> Lists:
        return self.workspace.lists

    @property
    def read_only(self) -> bool:
        """A past quarter, or a store that cannot be written."""
        return bool(self.workspace.quarter_is_past() or self.operations.state.read_only)

    @property
    def busy(self) -> bool:
        return self._edits.busy

    def open(self, thing_id: int) -> None:
        """Show a thing. Edits of the one before that still wait are stored all the same."""
        if thing_id != self.thing_id:
            self.thing_id = thing_id
            self.sheet = None
        self.reload()

    def close(self) -> None:
        self.thing_id = None
        self.sheet = None
        self._asked += 1

    def hold(self) -> None:
        """The window closes: edits made from now on go together, by `send_all`."""
        self._edits.held = True

    def send_all(self) -> None:
        self._edits.send_all(self.sheet)
        self._edits.held = False

    def reload(self) -> None:
        if self.thing_id is None:
            return
        self._asked += 1
        answer = _Answer(self, self._asked)
        self.operations.ask(self.question(self.thing_id), answer.read, answer.failed)

    def change(self, place: str, make: Callable[[Any], Any]) -> None:
        """Hand on the command that `make` builds; the answer is `saved(place)` or `refused(place, error)`."""
        if self.thing_id is None or self.sheet is None:  # nothing open, or still on its way
            return
        if self.read_only:
            self.refused.emit(place, Refused(Problem("past_quarter", {"quarter": self.workspace.quarter})))
            return
        self._edits.push(self.thing_id, place, make)

    def _on_answered(self, edit: Edit, error: Exception | None) -> None:
        if edit.thing_id != self.thing_id:
            if error is not None:
                self.operations.refused.emit(error)
            else:
                self.stored_behind.emit()
            return
        self.reload()
        if error is None:
            self.saved.emit(edit.place)
        else:
            self.refused.emit(edit.place, error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self.thing_id is not None and initiator is not self and self.concerns(changes):
            self._soon.start()

    def _on_quarter_changed(self, _quarter: object) -> None:
        self.reload()

    def _on_sheet(self, number: int, sheet: Any) -> None:
        if number != self._asked:
            return
        self.sheet = sheet
        if sheet is None:
            self.gone.emit()
        else:
            self.loaded.emit(sheet)


@dataclass(frozen=True)
class _Answer:
    """One reading of the sheet. An answer overtaken by a later question is dropped."""

    state: SheetState
    number: int

    def read(self, sheet: Any) -> None:
        self.state._on_sheet(self.number, sheet)

    def failed(self, _error: Exception) -> None:
        self.state._on_sheet(self.number, None)
