"""The lists and tables in view as files: asked for by the page's menu, written beside the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bridge.operations import Operations
from app.bridge.table_export import TableExportJob, file_name
from app.rules.shown_table import ShownTable

KINDS = "Excel workbook (*.xlsx);;Text with commas (*.csv)"
ENDINGS = {".xlsx", ".csv"}


class TableExports(QObject):
    """`actions` are for the page's menu. What became of an export is told in the band above the page."""

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self.actions: list[QAction] = []
        self._home, self._operations = home, operations
        self._job = TableExportJob(operations, self)
        self._job.exported.connect(self._exported)
        self._job.failed.connect(operations.refused)

    def offer(self, words: str, table: Callable[[], ShownTable | None]) -> QAction:
        """An action of the home, "Export this list…". `table` is asked when it is chosen; None: nothing to write."""
        return self.offer_later(words, partial(_ask_now, table))

    def offer_later(self, words: str, ask: Callable[[Callable[[ShownTable], None]], None]) -> QAction:
        """As `offer`, for a table that is read first: `ask` brings it to what it is given."""
        action = QAction(words, self._home)
        action.triggered.connect(partial(ask, self.ask_file))
        self.actions.append(action)
        return action

    def ask_file(self, table: ShownTable) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(
            self._home.window(), "Export", str(Path(documents) / f"{file_name(table)}.xlsx"), KINDS
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(partial(_follow_kind, dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.write, table))
        dialog.open()

    def write(self, table: ShownTable, path: str) -> None:
        """Into the file, by its ending; another ending than a table's is taken for part of the name."""
        wanted = Path(path)
        if wanted.suffix.casefold() not in ENDINGS:
            wanted = wanted.with_name(f"{wanted.name}.xlsx")
        self._job.export(table, wanted)

    def _exported(self, path: object, count: int) -> None:
        rows = "1 row" if count == 1 else f"{count:,} rows"
        self._operations.told.emit(f"{rows} exported to {Path(str(path)).name}.")


def _ask_now(table: Callable[[], ShownTable | None], then: Callable[[ShownTable], None], _checked: bool = False) -> None:
    found = table()
    if found is not None:
        then(found)


def _follow_kind(dialog: QFileDialog, kind: str) -> None:
    """The name's ending follows the kind chosen, also where Qt would keep the old one."""
    ending = "csv" if "csv" in kind else "xlsx"
    dialog.setDefaultSuffix(ending)
    names = dialog.selectedFiles()
    if names and Path(names[0]).suffix.casefold() in ENDINGS:
        dialog.selectFile(str(Path(names[0]).with_suffix(f".{ending}")))
