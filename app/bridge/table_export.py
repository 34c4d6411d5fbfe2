"""A table in view to a file, beside the GUI thread; and any item model as such a table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, Signal

from app.bridge.long_work import LongWork
from app.bridge.operations import Operations
from app.rules import clock
from app.rules.shown_table import ShownColumn, ShownTable

_ACROSS = Qt.Orientation.Horizontal


class TableExportJob(QObject):
    exported = Signal(object, int)
    """(Path, rows)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations

    def export(self, table: ShownTable, path: Path) -> None:
        moment = clock.now()
        long = LongWork(self._operations, f"Exporting to {path.name}", self)

        def work() -> tuple[Path, int]:
            from app.exchange.table_file import save_table

            return path, save_table(table, path, moment, long.watch)

        long.run(work, self._saved, self.failed.emit)

    def _saved(self, answer: tuple[Path, int]) -> None:
        self.exported.emit(*answer)


def table_of(
    model: QAbstractItemModel, title: str, facts: tuple[tuple[str, str], ...] = (), *, draft: bool = True
) -> ShownTable:
    """A table model as it stands: its headings, its order, what each cell shows."""
    across = range(model.columnCount())
    heads = [str(model.headerData(at, _ACROSS) or "") for at in across]
    rows = tuple(
        tuple(str(shown) if (shown := model.index(row, at).data()) is not None else None for at in across)
        for row in range(model.rowCount())
    )
    return ShownTable(title, tuple(ShownColumn(head) for head in heads), rows, facts, draft)


def file_name(table: ShownTable) -> str:
    """A name for its file that every system takes."""
    words = " ".join((table.title, *(text for name, text in table.facts if name == "Quarter")))
    kept = "".join(mark if mark.isalnum() or mark in " -_" else "-" for mark in words)
    return " ".join(kept.split())[:80] or "Table"
