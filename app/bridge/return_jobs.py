"""Departments' workbooks sent out and taken back, beside the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.operations import Operations
from app.rules import clock
from app.rules.changes import Outcome
from app.rules.period import Period

if TYPE_CHECKING:
    from app.exchange.import_either import AnyFile
    from app.exchange.import_plan import ImportPlan
    from app.exchange.return_decisions import Choice
    from app.rules.return_form import ReturnForm
    from app.rules.returns_now import ReturnsNow


class ReturnImport(QObject):
    """Several files as one import: read, compare, show, decide, store. Nothing is stored before `commit`."""

    progressed = Signal(int)
    """Rows read so far."""
    planned = Signal(object, bool)
    """(ImportPlan, again): `again` where the plan changed since it was shown."""
    imported = Signal(object)
    """(Outcome)"""
    failed = Signal(object)
    """(Exception)"""
    _rows_read = Signal(int)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)
        self._files: list[AnyFile] = []
        self._plan: ImportPlan | None = None
        self._choices: dict[int, Choice] = {}
        self._reason = self._by = ""
        self._rows_read.connect(self.progressed)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files, and those in folders, in the guarded child; `planned` follows."""
        self.cancel()
        dropped = self._background.is_dropped

        def work() -> list[AnyFile]:
            from app.exchange.import_either import read_all

            return read_all(paths, cancelled=dropped, progress=self._rows_read.emit)

        self._background.run(work, self.take, self.failed.emit)

    def take(self, files: list[AnyFile]) -> None:
        """Compare files that were read already."""
        self._files = files
        self._ask(self._compared)

    def cancel(self) -> None:
        """Stop; nothing was stored and nothing comes back."""
        self._background.drop()
        self._files, self._plan = [], None

    def commit(self, choices: Mapping[int, Choice], reason: str, by: str) -> None:
        """Compare once more and store what was decided, if all is as it was when it was shown; else plan again."""
        self._choices, self._reason, self._by = dict(choices), reason, by
        if self._plan is not None:
            self._ask(self._recompared)

    def _ask(self, then: Any) -> None:
        files = self._files

        def ask(session: Any) -> ReturnsNow:
            from app.exchange.import_either import hashes, places
            from app.store.queries.returns_now import returns_now

            return returns_now(session, places(files), hashes(files))

        self._operations.ask(ask, partial(self._compare, then), self.failed.emit)

    def _compare(self, then: Any, now: ReturnsNow) -> None:
        files = self._files

        def work() -> ImportPlan:
            from app.exchange.import_either import plan_all

            return plan_all(files, now, clock.today())

        self._background.run(work, then, self.failed.emit)

    def _compared(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.planned.emit(plan, False)

    def _recompared(self, plan: ImportPlan) -> None:
        from app.exchange.return_decisions import stops, taken

        before, self._plan = self._plan, plan
        if before is None:
            return
        if plan.lines != before.lines or stops(plan, self._choices, self._reason):
            self.planned.emit(plan, True)
            return
        from app.commands.apply_return import ApplyReturn
        from app.commands.put_readings import PutReadings

        returns, rows = taken(plan, self._choices)
        command = (
            ApplyReturn(returns, self._reason, self._by, rows, plan.source)
            if returns
            else PutReadings(rows, plan.source, self._reason, self._by)
        )
        self._operations.do(command, self, self._stored, self.failed.emit)

    def _stored(self, outcome: Outcome) -> None:
        self._files, self._plan = [], None
        self.imported.emit(outcome)


class FormsJob(QObject):
    """The workbooks of a quarter for departments, into a folder; then the plan notes that they were issued."""

    issued = Signal(object, int)
    """(folder, how many)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)

    def issue(self, departments: Sequence[int], quarter: Period, folder: Path, by: str) -> None:
        def ask(session: Any) -> list[ReturnForm]:
            from app.store.queries.readings_now import readings_now
            from app.store.queries.return_form import return_form

            now = readings_now(session)
            return [return_form(session, department, quarter, now) for department in departments]

        self._operations.ask(ask, partial(self._write, folder, by), self.failed.emit)

    def _write(self, folder: Path, by: str, forms: list[ReturnForm]) -> None:
        moment = clock.now()

        def work() -> list[ReturnForm]:
            from app.exchange.return_workbook import free_path, save_form

            for form in forms:
                save_form(form, free_path(form, folder), moment)
            return forms

        self._background.run(work, partial(self._note, folder, by), self.failed.emit)

    def _note(self, folder: Path, by: str, forms: list[ReturnForm]) -> None:
        from app.commands.issue_returns import IssueReturns

        if not forms:
            self.issued.emit(folder, 0)
            return
        command = IssueReturns(tuple(form.department.id for form in forms), forms[0].quarter, by)
        self._operations.do(command, self, partial(self._noted, folder, len(forms)), self.failed.emit)

    def _noted(self, folder: Path, count: int, _outcome: Outcome) -> None:
        self.issued.emit(folder, count)


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
