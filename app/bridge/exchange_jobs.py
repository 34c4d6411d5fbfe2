"""Import and export for the window, beside the GUI thread: with progress, and to be given up any time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.operations import Operations
from app.rules import clock
from app.rules.changes import Outcome
from app.rules.errors import Problem
from app.rules.period import Period

if TYPE_CHECKING:
    from app.exchange.import_either import AnyFile
    from app.exchange.import_plan import ImportPlan
    from app.exchange.raw import RawFile
    from app.rules.plan_table import PlanTable
    from app.rules.readings_now import ReadingsNow


class ImportJob(QObject):
    """One import: read, compare, show, commit. Nothing is stored before `commit`."""

    progressed = Signal(int)
    """Rows read so far."""
    planned = Signal(object, bool)
    """(ImportPlan, again): what an import would do; `again` where the store changed since the plan before."""
    imported = Signal(object)
    """(Outcome)"""
    failed = Signal(object)
    """(Exception)"""
    forms_found = Signal(object)
    """(files as read): a department's own form is among them, which is shown on the returns page."""
    _rows_read = Signal(int)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)
        self._files: list[RawFile | Problem] = []
        self._plan: ImportPlan | None = None
        self._reason = ""
        self._rows_read.connect(self.progressed)

    def read(self, paths: Sequence[Path]) -> None:
        """Read the files in the guarded child and compare them with the store; `planned` follows."""
        self.cancel()
        dropped = self._background.is_dropped

        def work() -> list[AnyFile]:
            from app.exchange.import_either import read_all

            return read_all(paths, cancelled=dropped, progress=self._rows_read.emit)

        self._background.run(work, self._was_read, self.failed.emit)

    def cancel(self) -> None:
        """Stop reading; nothing was stored and nothing comes back."""
        self._background.drop()
        self._files, self._plan = [], None

    def commit(self, reason: str = "") -> None:
        """Compare once more and store, if the store is as it was when the plan was shown; else plan again.

        Whoever calls it has shown the plan's doubts and had them accepted, with the reason.
        """
        self._reason = reason
        if self._plan is not None:
            self._operations.ask(_readings_now, partial(self._compare, self._recompared), self.failed.emit)

    def _was_read(self, files: list[AnyFile]) -> None:
        from app.exchange.read_return import FormFile

        if any(isinstance(file, FormFile) for file in files):
            self.forms_found.emit(files)
            return
        self._files = [file for file in files if not isinstance(file, FormFile)]
        self._operations.ask(_readings_now, partial(self._compare, self._compared), self.failed.emit)

    def _compare(self, then: Any, now: ReadingsNow) -> None:
        files = self._files

        def work() -> ImportPlan:
            from app.exchange.import_files import plan_files

            return plan_files(files, now, clock.today())

        self._background.run(work, then, self.failed.emit)

    def _compared(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.planned.emit(plan, False)

    def _recompared(self, plan: ImportPlan) -> None:
        before, self._plan = self._plan, plan
        if before is None:
            return
        if plan.lines != before.lines or plan.stops(accept_doubts=True):
            self.planned.emit(plan, True)
            return
        from app.commands.put_readings import PutReadings

        command = PutReadings(plan.rows(), plan.source, self._reason)
        self._operations.do(command, self, self._stored, self.failed.emit)

    def _stored(self, outcome: Outcome) -> None:
        self._files, self._plan = [], None
        self.imported.emit(outcome)


class ExportJob(QObject):
    """The plan to a workbook."""

    exported = Signal(object, int)
    """(Path, issues)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)

    def export(self, quarter: Period, path: Path) -> None:
        self._operations.ask(partial(_plan_table, quarter), partial(self._write, path), self.failed.emit)

    def _write(self, path: Path, table: PlanTable) -> None:
        def work() -> int:
            from app.exchange.plan_workbook import save_plan

            return save_plan(table, path, clock.now())

        self._background.run(work, partial(self.exported.emit, path), self.failed.emit)


def _readings_now(session: Any) -> ReadingsNow:
    from app.store.queries.readings_now import readings_now

    return readings_now(session)


def _plan_table(quarter: Period, session: Any) -> PlanTable:
    from app.store.queries.plan_table import plan_table

    return plan_table(session, quarter)
