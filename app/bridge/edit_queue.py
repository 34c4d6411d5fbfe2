"""Edits of one thing after another: each is built from the thing as the one before left it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

Question = Callable[[int], "Callable[[Session], Any]"]
"""The query for the sheet of the thing with that id."""


@dataclass(frozen=True)
class Edit:
    """`place` names the field the edit came from, so that the answer is shown there."""

    thing_id: int
    place: str
    make: Callable[[Any], Any]
    """Builds the command from the newest sheet, so that it carries the version now stored."""


class EditQueue(QObject):
    """A queue in front of Operations: two quick edits of one thing never meet as a stale version."""

    answered = Signal(object, object)
    """The Edit, and None or the exception that kept it from being stored."""

    def __init__(self, workspace: Workspace, question: Question, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = workspace.operations
        self._question = question
        self._waiting: deque[Edit] = deque()
        self._current: Edit | None = None
        self.held = False
        """Gather edits without sending; `send_all` ends that."""

    @property
    def busy(self) -> bool:
        return self._current is not None

    def push(self, thing_id: int, place: str, make: Callable[[Any], Any]) -> None:
        self._waiting.append(Edit(thing_id, place, make))
        if self._current is None and not self.held:
            self._next()

    def send_all(self, sheet: Any) -> None:
        """Hand on at once what still waits for the thing of `sheet`: the window closes, no answer will be read."""
        for edit in self._waiting:
            if sheet is not None and edit.thing_id == sheet.id:
                self._operations.do(edit.make(sheet), self.parent())
        self._waiting.clear()

    def _next(self) -> None:
        if not self._waiting:
            return
        self._current = self._waiting.popleft()
        self._operations.ask(self._question(self._current.thing_id), self._send, self._failed)

    def _send(self, sheet: Any) -> None:
        if self._current is None:
            return
        try:
            command = self._current.make(sheet)
        except LookupError as error:  # the row the edit was about has gone meanwhile
            self._failed(error)
            return
        self._operations.do(command, self.parent(), self._done, self._failed)

    def _done(self, _outcome: object) -> None:
        self._finish(None)

    def _failed(self, error: Exception) -> None:
        self._finish(error)

    def _finish(self, error: Exception | None) -> None:
        edit, self._current = self._current, None
        if edit is not None:
            self.answered.emit(edit, error)
        if self._current is None:
            self._next()
