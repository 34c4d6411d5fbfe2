"""Saving the query list for the department: where to, and what its marks say."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bridge.query_job import QueryJob, lists_of, marks_of, query_name
from app.rules.errors import Problem
from app.rules.return_queries import QueryList, QueryMark
from app.rules.returns import DepartmentReturn
from app.views.returns.preview import Preview
from app.views.shared.buttons import QuietButton
from app.views.shared.words import said
from app.views.shared.words_exchange import NOTHING_IMPORTED

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_KINDS = "Excel workbook (*.xlsx)"


class QueryWay(QObject):
    """Attributes: button (in the preview, shown where there is something to ask), job."""

    told = Signal(str)
    """What was done, in a sentence."""
    failed = Signal(object)

    def __init__(self, workspace: Workspace, preview: Preview, owner: QWidget) -> None:
        super().__init__(owner)
        self._workspace, self._preview, self._owner = workspace, preview, owner
        self.job = QueryJob(workspace.operations, self)
        self.job.saved.connect(self._saved)
        self.job.failed.connect(self._failed)
        self.button = QuietButton("Save query list for the department…")
        self.button.clicked.connect(self.ask_where)
        preview.model.decided.connect(self.settle)

    def lists(self) -> list[QueryList]:
        """What would be asked, as decided now."""
        model = self._preview.model
        return lists_of(model.plan, model.choices, as_question) if model.plan is not None else []

    def settle(self) -> None:
        self.button.setVisible(bool(self.lists()))

    def ask_where(self) -> None:
        """One list has a name of its own; several go into a folder."""
        lists = self.lists()
        if len(lists) == 1:
            dialog = self._dialog("Save the query list", query_name(lists[0].file_name))
            dialog.fileSelected.connect(lambda path: self.save([(lists[0], Path(path))]))
        else:
            dialog = self._dialog("Folder for the query lists")
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.fileSelected.connect(
                lambda folder: self.save([(each, Path(folder) / query_name(each.file_name)) for each in lists])
            )
        dialog.open()

    def ask_where_kept(self, found: DepartmentReturn) -> None:
        """Of a return that was taken before."""
        dialog = self._dialog("Save the query list", query_name(found.file_name))
        dialog.fileSelected.connect(partial(self.save_kept, found))
        dialog.open()

    def _dialog(self, title: str, name: str = "") -> QFileDialog:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._owner.window(), title, documents, _KINDS if name else "")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if name:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("xlsx")
            dialog.selectFile(name)
        return dialog

    def save(self, lists: list[tuple[QueryList, Path]]) -> None:
        self.button.setEnabled(False)
        self.job.save(lists, self._by)

    def save_kept(self, found: DepartmentReturn, path: str) -> None:
        self.job.save_kept(found, marks_of(found, as_question), Path(path), self._by)

    @property
    def _by(self) -> str:
        actor = self._workspace.actor()
        return actor.by

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.failed.emit(error)

    def _saved(self, paths: list[Path], noted: bool) -> None:
        self.button.setEnabled(True)
        one = len(paths) == 1
        where = f"The query list is {paths[0]}." if one else f"{len(paths)} query lists are in {paths[0].parent}."
        self.told.emit(f"{where} The return is noted as queried; send the list to the department." if noted else where)


def as_question(problem: Problem, unreadable: bool) -> QueryMark:
    """As the department is to read it: without the place, which is the cell's own, and what it means for us."""
    facts, words = problem.facts, said(problem)
    sheet, cell = str(facts.get("sheet") or ""), str(facts.get("cell") or "")
    what = f"{words.what} {words.where}".strip()
    for head in (f"{sheet}, {cell}: ", f"{sheet}: "):
        if what.startswith(head):
            what = what[len(head) :]
    do = words.do.replace(NOTHING_IMPORTED, "").strip()
    return QueryMark(sheet, cell, f"{what[:1].upper()}{what[1:]}", do, unreadable)
