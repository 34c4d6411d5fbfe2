"""Erasing personal data on request: look for it, erase it, and let go of the files that still hold it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.rules.erasing import Found, Holders

if TYPE_CHECKING:
    from datetime import datetime

    from app.bridge.workspace import Workspace
    from app.store.store import Store


class EraseState(QObject):
    """`text` is what was looked for last: only that is erased. It is kept nowhere else."""

    found = Signal(object, object)
    """(Found, Holders)"""
    erased = Signal()
    forgotten = Signal(object)
    """(Holders): the files that were deleted, and those that could not be."""
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.text = ""
        self.operations.opened.connect(self.clear)

    def clear(self, _state: object = None) -> None:
        self.text = ""

    def find(self, text: str) -> None:
        self.text = text.strip()
        second = self.workspace.settings.backup_folder
        self.operations.run(partial(_find, self.text, second), self._came, self.failed.emit)

    def _came(self, answer: tuple[Found, Holders]) -> None:
        self.found.emit(*answer)

    def erase(self, reason: str, mark: str, *, forget: bool) -> None:
        from app.commands.erase_text import EraseText

        command = EraseText(self.text, reason.strip(), mark.strip())
        self.operations.do(command, self, partial(self._erased, forget), self.failed.emit)

    def _erased(self, forget: bool, _outcome: object) -> None:
        self.clear()
        self.erased.emit()
        if forget:
            second = self.workspace.settings.backup_folder
            self.operations.run(partial(_forget, second), self._forgotten, self.failed.emit)

    def _forgotten(self, answer: tuple[Holders, datetime]) -> None:
        self.operations.show(backup_at=answer[1])
        self.forgotten.emit(answer[0])


def _find(text: str, second: str, store: Store) -> tuple[Found, Holders]:
    from app.rules.erasing import MARK, erasure_problem
    from app.rules.errors import Refused
    from app.store.erased_files import holders
    from app.store.queries.erasing import find_text

    problem = erasure_problem(text, MARK, "-")
    if problem is not None:
        raise Refused(problem)
    with store.reading() as session:
        return find_text(session, text), holders(store.path, second=second)


def _forget(second: str, store: Store) -> tuple[Holders, datetime]:
    from app.rules import clock
    from app.store.erased_files import forget

    return forget(store, second), clock.now()
