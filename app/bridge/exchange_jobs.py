"""Import and export for the window, beside the GUI thread: with progress, and to be given up any time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.long_work import LongWork
from app.bridge.operations import Operations
from app.bridge.return_import import ReturnImport
from app.rules import clock
from app.rules.period import Period

if TYPE_CHECKING:
    from app.exchange.import_either import AnyFile
    from app.rules.quarter_book import QuarterBook


class ImportJob(ReturnImport):
    """Tables of readings as one import: all or nothing, the doubtful ones accepted together."""

    forms_found = Signal(object)
    """(files as read): a department's workbook is among them, which is shown on the returns page."""

    def take(self, files: list[AnyFile]) -> None:
        from app.exchange.foreign_file import ForeignFile
        from app.exchange.read_return import FormFile

        if any(isinstance(file, FormFile | ForeignFile) for file in files):
            self.forms_found.emit(files)
        else:
            super().take(files)

    def commit_all(self, reason: str = "") -> None:
        """Whoever calls it has shown the plan's doubts and had them accepted, with the reason."""
        from app.exchange.return_decisions import Choice, choices_for

        plan = self.plan
        if plan is not None:
            places = range(len(plan.lines))
            self.commit({at: Choice.KEEP for at in places if Choice.KEEP in choices_for(plan, at)}, reason, "")


class ExportJob(QObject):
    """A quarter to a workbook, the plan first."""

    exported = Signal(object, int)
    """(Path, issues)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations

    def export(self, quarter: Period, path: Path) -> None:
        work = LongWork(self._operations, f"Exporting the quarter to {path.name}", self)
        work.ask(partial(_quarter_book, quarter), partial(self._write, path, work), self.failed.emit)

    def _write(self, path: Path, long: LongWork, book: QuarterBook) -> None:
        def work() -> int:
            from app.exchange.quarter_workbook import save_quarter

            return save_quarter(book, path, clock.now(), long.watch)

        long.run(work, partial(self.exported.emit, path), self.failed.emit)




def _quarter_book(quarter: Period, session: Any) -> QuarterBook:
    from app.store.queries.quarter_book import quarter_book

    return quarter_book(session, quarter)
