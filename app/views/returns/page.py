"""Departmental returns: who owes what, the workbooks sent out, and what came back before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.return_import import ReturnImport
from app.bridge.return_jobs import FormsJob, OriginalJob
from app.bridge.returns_model import ReturnsModel
from app.bridge.returns_state import ReturnsState
from app.bridge.table_export import table_of
from app.rules.period import Period
from app.rules.returns import ReturnCell, ReturnsMatrix
from app.rules.shown_table import ShownTable
from app.views.returns.file_choice import FileChoice
from app.views.returns.known_mappings import KnownMappings
from app.views.returns.mapping_way import MappingWay
from app.views.returns.matrix_table import MatrixTable
from app.views.returns.preview import Preview
from app.views.returns.query_way import QueryWay
from app.views.returns.return_details import ReturnDetails
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, PrimaryButton, QuietButton
from app.views.shared.framed_page import FramedPage
from app.views.shared.labels import Card, Text
from app.views.shared.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

KINDS = "Workbooks and tables (*.xlsx *.xlsm *.csv *.tsv *.txt *.xls *.xlsb *.ods);;All files (*)"
_DETAILS, _READING, _PREVIEW = range(3)
_LOW = 720


class ReturnsPage(FramedPage):
    """Attributes: state, job (the import), forms (workbooks sent out), matrix, details, preview."""

    key = "returns"
    help_topic = "issue-and-take-back-returns"
    title = "Returns"
    heading = "Departmental returns"
    nouns = ("department",)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.setAcceptDrops(True)
        self.state = ReturnsState(workspace, self)
        self.job = ReturnImport(workspace.operations, self)
        self.forms = FormsJob(workspace.operations, self)
        self.originals = OriginalJob(workspace.operations, self)
        self.model = ReturnsModel(self)
        self.matrix = MatrixTable(self.model)
        self.details = ReturnDetails()
        self.preview = Preview()
        self.mapping = MappingWay(workspace, self.job, self)
        self.known = KnownMappings(workspace.operations, self)
        self.details.beside.addWidget(self.known)
        self.queries = QueryWay(workspace, self.preview, self)
        self.whole_files = FileChoice(self.job, self)
        choices = (self.whole_files.without, self.whole_files.saved, self.mapping.button, self.queries.button)
        for button in choices:
            self.preview.more.addWidget(button)
        self.exports.offer("Export this table…", self.matrix_table)
        self.exports.offer("Export the preview…", self.preview_table)
        self._issue_for: Period | None = None
        self._shown_returns: list[tuple[int, Period]] = []
        """Departments and quarters whose workbooks the preview shows."""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.issue_button = MenuButton("Issue workbooks")
        self.chase_button = QuietButton("Chase late returns")
        self.import_button = PrimaryButton("Import workbooks…")
        self.fill_head(buttons=(self.issue_button, self.chase_button, self.import_button))
        self.frame = frame = Card.around(self.matrix)
        self.stages = QStackedWidget()
        self.stages.addWidget(ScrollColumn(self.details))
        self.stages.addWidget(self._build_reading())
        self.stages.addWidget(self.preview)
        self.stages.currentChanged.connect(self._fit)
        self.column.addWidget(frame)
        self.column.addWidget(self.stages, 1)

    def _fit(self, *_: object) -> None:
        """In a low window the preview needs the room more than the matrix does."""
        self.exports.actions[1].setEnabled(self.stages.currentIndex() == _PREVIEW)
        low = self.height() < theme.px(_LOW)
        self.frame.setVisible(not (low and self.stages.currentIndex() == _PREVIEW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build_reading(self) -> QWidget:
        page = Card()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(40), theme.px(20), theme.px(40), theme.px(20))
        self.reading_words = Text("", "heading", wrap=True)
        self.reading_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("Reading")
        self.stop_button = QuietButton("Stop reading")
        self.stop_button.clicked.connect(self.leave_preview)
        column.addStretch(1)
        column.addWidget(self.reading_words)
        column.addWidget(bar)
        column.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self.state.loaded.connect(self._loaded)
        self.state.figures_read.connect(self.details.show_figures)
        self.state.chased.connect(self._chased)
        self.matrix.chosen.connect(self._chosen)
        self.details.figures_wanted.connect(self.state.ask_figures)
        self.state.asked.connect(self.details.show_asked)
        self.details.asked_wanted.connect(self.state.ask_form)
        self.details.original_wanted.connect(self._save_original)
        self.details.query_wanted.connect(self.queries.ask_where_kept)
        self.details.department_shown.connect(self.known.show_of)
        for told in (self.queries.told, self.known.told):
            told.connect(self.say)
        self.queries.failed.connect(self.fail)
        self.details.indicator_wanted.connect(partial(self.open_requested.emit, "indicator"))
        self.import_button.clicked.connect(self.choose_files)
        self.chase_button.clicked.connect(self._chase)
        self.job.progressed.connect(self._progressed)
        self.job.planned.connect(self._planned)
        self.job.imported.connect(self._imported)
        self.preview.wanted.connect(self._commit)
        self.preview.left.connect(self.leave_preview)
        self.forms.issued.connect(self._issued)
        self.originals.saved.connect(self._saved)
        for source in (self.state.failed, self.forms.failed, self.originals.failed, self.known.memory.failed):
            source.connect(self.fail)
        self.job.failed.connect(self._import_failed)
        self.workspace.operations.state_changed.connect(self._allow)
        self._allow()

    # What the store said

    def _loaded(self, matrix: ReturnsMatrix) -> None:
        current = self.matrix.currentIndex()
        row, column = current.row(), current.column()
        self.model.show(matrix)
        if row >= 0:
            self.matrix.setCurrentIndex(self.model.index(row, column))
        late = len(matrix.late(matrix.quarters[-1])) if matrix.quarters else 0
        self.badge_changed.emit(f"{late} late" if late else "", late > 0)
        self._offer_quarters(matrix)
        self._allow()

    def _offer_quarters(self, matrix: ReturnsMatrix) -> None:
        """The open quarter and the one that comes next; a past one is not asked for again."""
        menu = self.issue_button.menu()
        menu.clear()
        newest = self.workspace.newest
        for quarter in (newest, newest.shift(1)) if newest else ():
            words = f"For {quarter.label}, {len(matrix.departments)} departments…"
            menu.addAction(words).triggered.connect(partial(self.ask_folder, quarter))

    def _allow(self, _state: object = None) -> None:
        editable = self.editable
        self.import_button.setEnabled(editable)
        self.issue_button.setEnabled(editable and self.workspace.newest is not None)
        self.chase_button.setEnabled(editable and bool(self._late()))

    def _late(self) -> tuple[ReturnCell, ...]:
        matrix = self.state.matrix
        return matrix.late(matrix.quarters[-1]) if matrix and matrix.quarters else ()

    def _chosen(self, cell: ReturnCell, department: str) -> None:
        self.details.show_cell(cell, department)

    # Workbooks out

    def ask_folder(self, quarter: Period) -> None:
        self._issue_for = quarter
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self.window(), f"Folder for the workbooks of {quarter.label}", documents)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._folder_picked)
        dialog.open()

    def _folder_picked(self, folder: str) -> None:
        if self._issue_for is not None:
            self.issue(self._issue_for, Path(folder))

    def issue(self, quarter: Period, folder: Path) -> None:
        """Every department's workbook of the quarter, into the folder."""
        if self.state.matrix is not None:
            departments = [each.id for each in self.state.matrix.departments]
            self.forms.issue(departments, quarter, folder, self.state.by)

    def _issued(self, folder: object, count: int) -> None:
        self.say(f"{count} workbook{'' if count == 1 else 's'} saved in {folder}.")

    def _chase(self) -> None:
        if self.state.matrix is not None:
            self.state.chase(self.state.matrix.quarters[-1])

    def _chased(self, text: str, count: int) -> None:
        QGuiApplication.clipboard().setText(text)
        self.say(f"The reminder for {count} department{'' if count == 1 else 's'} is on the clipboard, and noted here.")

    def _save_original(self, return_id: int, path: str) -> None:
        self.originals.save(return_id, Path(path))

    def _saved(self, path: object) -> None:
        self.say(f"The original was saved as {path}.")

    # Workbooks in

    def choose_files(self) -> None:
        dialog = QFileDialog(self.window(), "Import workbooks", "", KINDS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._files_picked)
        dialog.open()

    def _files_picked(self, names: list[str]) -> None:
        self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Read files, or folders of them, and show what they would change."""
        if not self.import_button.isEnabled() or not paths:
            return
        names = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
        self._begin(f"Reading {names}…")
        self.job.read(list(paths))

    def take_read(self, files: list[Any]) -> None:
        """Show what files would change that were read already."""
        self._begin("Comparing with the plan…")
        self.job.take(files)

    def _begin(self, words: str) -> None:
        self.say("")
        self.reading_words.setText(words)
        self.stages.setCurrentIndex(_READING)
        self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _progressed(self, rows: int) -> None:
        if rows:
            self.reading_words.setText(f"{self.reading_words.text().partition('…')[0]}… {rows:,} rows")

    def _planned(self, plan: Any, again: bool) -> None:
        newest = self.state.matrix.quarters[-1] if self.state.matrix else None
        self.model.set_previewing({each.department_id for each in plan.returns if each.quarter == newest})
        self._shown_returns = [(each.department_id, each.quarter) for each in plan.returns]
        self.stages.setCurrentIndex(_PREVIEW)
        self.mapping.settle()
        self.whole_files.settle()
        self.preview.show_plan(plan, again)
        self.queries.settle()

    def _commit(self, choices: dict[int, Any], reason: str) -> None:
        self.job.commit(choices, reason, self.state.by)

    def _imported(self, outcome: Any) -> None:
        taken = self._shown_returns
        self.leave_preview()
        self._show_one_of(taken)
        self.say(f"{outcome.label}: done. Undo takes it back whole.")

    def _show_one_of(self, taken: Sequence[tuple[int, Period]]) -> None:
        """The details below are of what was imported: of the department that is chosen, if it is among them."""
        cell = self.model.cell(self.matrix.currentIndex())
        places = [(number, self.model.column_of(quarter)) for number, quarter in taken]
        known = [place for place in places if place[1]]
        if known and (cell is None or (cell.department_id, cell.quarter) not in taken):
            self.matrix.choose(*known[0])

    def leave_preview(self) -> None:
        """Nothing of what is shown is stored."""
        self.job.cancel()
        self.preview.clear()
        self.model.set_previewing(set())
        self._shown_returns = []
        self.stages.setCurrentIndex(_DETAILS)
        self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _import_failed(self, error: Exception) -> None:
        if self.preview.model.plan is None:
            self.leave_preview()
            self.fail(error)
        else:
            self.stages.setCurrentIndex(_PREVIEW)
            self.preview.fail(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(paths)

    # As the window asks

    def show_thing(self, noun: str, key: object) -> None:
        if noun == "department" and isinstance(key, int):
            self.matrix.choose(key)

    def activated(self) -> None:
        if self.stages.currentIndex() == _DETAILS:
            self.state.reload()

    def matrix_table(self) -> ShownTable:
        return table_of(self.model, "Departmental returns", (("Quarter", self.workspace.quarter.label),))

    def preview_table(self) -> ShownTable | None:
        """What an import would do, as it is filtered; nothing of it is stored yet."""
        if self.preview.model.plan is None:
            return None
        return table_of(self.preview.model, "Preview of an import", (("Quarter", self.workspace.quarter.label),))

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Arrow keys", "Go to a department and quarter"), ("Enter on a figure", "Open its indicator"))
