"""A whole plan out to a workbook with its originals beside it, and read back from one; beside the GUI thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.long_work import LongWork
from app.bridge.operations import Operations
from app.rules import clock
from app.rules.watch import Watch

if TYPE_CHECKING:
    from app.exchange.everything import Saved
    from app.rules.whole_plan import Everything


class EverythingJob(QObject):
    exported = Signal(object, object)
    """(Path, exchange's Saved)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations

    def export(self, path: Path) -> None:
        work = LongWork(self._operations, f"Exporting everything to {path.name}", self)
        work.ask(partial(_read, path, work.watch), partial(self._write, path, work), self.failed.emit, partial(_drop, path))

    def _write(self, path: Path, long: LongWork, answer: tuple[Everything, int]) -> None:
        found, originals = answer
        moment = clock.now()

        def work() -> Saved:
            from app.exchange.everything import write_everything

            return write_everything(found, path, moment, originals, long.watch)

        long.run(work, partial(self.exported.emit, path), self.failed.emit)


def _drop(path: Path, _answer: object) -> None:
    from app.exchange.everything import drop_originals

    drop_originals(path)


def _read(path: Path, watch: Watch, session: Any) -> tuple[Everything, int]:
    """Everything at one time; the originals go into their file here, so that they need not be held together."""
    from app.exchange.everything import write_originals
    from app.store import blobs
    from app.store.queries.whole_plan import everything

    found = everything(session)
    return found, write_originals(found.plan, path, partial(blobs.original, session), watch)


class TakeInJob(QObject):
    """Reads a whole plan; what is then made of it is a command."""

    read_whole = Signal(object, object)
    """(WholePlan, what gives an original by its hash)"""
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)

    def read(self, path: Path) -> None:
        self._background.drop()
        dropped = self._background.is_dropped

        def work() -> tuple[Any, Any]:
            from app.exchange.originals_file import Originals
            from app.exchange.plan_in import read_whole_plan
            from app.exchange.plan_out import originals_path
            from app.store.identity import SCHEMA_VERSION
            from app.store.queries.whole_plan import empty_tables

            plan = read_whole_plan(path, empty_tables(), SCHEMA_VERSION, cancelled=dropped)
            return plan, Originals(originals_path(path))

        self._background.run(work, self._was_read, self.failed.emit)

    def _was_read(self, answer: tuple[Any, Any]) -> None:
        self.read_whole.emit(*answer)
