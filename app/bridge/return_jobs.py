"""Departments' workbooks sent out, and their originals given back, beside the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.long_work import LongWork
from app.bridge.operations import Operations
from app.rules import clock
from app.rules.changes import Outcome
from app.rules.period import Period
from app.rules.watch import Watch

if TYPE_CHECKING:
    from app.rules.return_form import ReturnForm


class FormsJob(QObject):
    """The workbooks of a quarter for departments, into a folder; then the plan notes that they were issued."""

    issued = Signal(object, int)
    """(folder, how many)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations

    def issue(self, departments: Sequence[int], quarter: Period, folder: Path, by: str) -> None:
        def ask(session: Any) -> list[ReturnForm]:
            from app.store.queries.readings_now import readings_now
            from app.store.queries.return_form import return_form

            now = readings_now(session)
            return [return_form(session, department, quarter, now) for department in departments]

        long = LongWork(self._operations, "Writing the departments' workbooks", self)
        long.ask(ask, partial(self._write, folder, by, long), self.failed.emit)

    def _write(self, folder: Path, by: str, long: LongWork, forms: list[ReturnForm]) -> None:
        moment = clock.now()

        def work() -> list[ReturnForm]:
            _save_forms(forms, folder, moment, long.watch)
            return forms

        long.run(work, partial(self._note, folder, by), self.failed.emit)

    def _note(self, folder: Path, by: str, forms: list[ReturnForm]) -> None:
        from app.commands.issue_returns import IssueReturns

        if not forms:
            self.issued.emit(folder, 0)
            return
        command = IssueReturns(tuple(form.department.id for form in forms), forms[0].quarter, by)
        self._operations.do(command, self, partial(self._noted, folder, len(forms)), self.failed.emit)

    def _noted(self, folder: Path, count: int, _outcome: Outcome) -> None:
        self.issued.emit(folder, count)


def _save_forms(forms: Sequence[ReturnForm], folder: Path, moment: datetime, watch: Watch) -> None:
    """All of them, or none: what was written before one failed, or before they were given up, goes again."""
    from app.exchange.return_workbook import free_path, save_form

    written: list[Path] = []
    try:
        for at, form in enumerate(forms):
            watch.step(at, len(forms))
            path = free_path(form, folder)
            save_form(form, path, moment)
            written.append(path)
        watch.check()
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


class OriginalJob(QObject):
    """The workbook a figure came from, exactly as it was received."""

    saved = Signal(object)
    """(Path)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)

    def save(self, return_id: int, path: Path) -> None:
        def ask(session: Any) -> tuple[str, bytes]:
            from app.store.queries.returns import return_file

            return return_file(session, return_id)

        self._operations.ask(ask, partial(self._write, path), self.failed.emit)

    def _write(self, path: Path, found: tuple[str, bytes]) -> None:
        def work() -> Path:
            from app.store.whole_file import save_bytes

            save_bytes(path, found[1], what="The original")
            return path

        self._background.run(work, self.saved.emit, self.failed.emit)
