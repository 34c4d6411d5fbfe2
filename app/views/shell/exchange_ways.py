"""What goes in and out of the plan from the window: import, export, printed pages, files dropped on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from app.bridge.exchange_jobs import ExportJob
from app.bridge.workspace import Workspace
from app.views.dashboard.page import DashboardPage
from app.views.returns.import_sheet import ImportSheet
from app.views.returns.page import ReturnsPage
from app.views.shared.sheet import Sheet
from app.views.shell.frame_link import FrameLink
from app.views.shell.whole_plan_ways import WholePlanWays
from app.views.shell.window import MainWindow

WORKBOOK = "Excel workbook (*.xlsx)"


class ExchangeWays(QObject):
    """One sheet at a time, in `sheet`."""

    def __init__(self, window: MainWindow, workspace: Workspace, link: FrameLink) -> None:
        super().__init__(window)
        self._window, self._workspace, self._link = window, workspace, link
        self._export = ExportJob(workspace.operations, self)
        self._export.exported.connect(self._exported)
        self._export.failed.connect(link.tell)
        self.whole_plans = WholePlanWays(window, workspace, link)
        self.sheet: Sheet | None = None
        self.dashboard: DashboardPage | None = None
        self.returns: ReturnsPage | None = None
        """Where departments' own forms are shown; whoever joins the parts fills it."""
        commands = window.frame.commands
        commands.provide("import", self.open_import)
        commands.provide("export", self.ask_export)
        commands.provide("print", self.open_print)
        workspace.operations.state_changed.connect(self._allow)
        self._allow()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def _allow(self, state: object = None) -> None:
        """What needs a plan waits for one."""
        state = self._workspace.operations.state
        commands = self._window.frame.commands
        commands["import"].setEnabled(state.is_open and not state.read_only)
        commands["export"].setEnabled(state.is_open)
        commands["print"].setEnabled(state.is_open)

    def open_import(self) -> None:
        self._import().open()

    def import_files(self, paths: list[Path]) -> None:
        """Files dropped on the window: straight to the preview."""
        if not self._window.frame.commands["import"].isEnabled():
            return
        if self.returns is not None and self._window.frame.current_page() is self.returns:
            self.returns.take(paths)
        else:
            self._import().start(paths)

    def _import(self) -> ImportSheet:
        sheet = ImportSheet(self._workspace.operations, self._window)
        sheet.closed.connect(sheet.deleteLater)
        sheet.job.forms_found.connect(self._to_returns)
        self.sheet = sheet
        return sheet

    def _to_returns(self, files: object) -> None:
        """A department's own form is decided row by row on its page, with whatever came with it."""
        if self.returns is None or not isinstance(files, list):
            return
        if self.sheet is not None:
            self.sheet.dismiss()
        self._window.frame.show_page(self.returns.key)
        self.returns.take_read(files)

    def open_print(self) -> None:
        """The papers of the quarter in view."""
        if self.dashboard is not None:
            self._window.frame.show_page(self.dashboard.key)
            self.dashboard.show_papers()

    def ask_export(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{self._workspace.operations.state.plan_name} {self._workspace.quarter.code}.xlsx"
        dialog = QFileDialog(self._window, "Export the quarter", str(Path(documents) / name), WORKBOOK)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        self._export.export(self._workspace.quarter, Path(path))

    def _exported(self, path: object, count: int) -> None:
        issues = "1 issue" if count == 1 else f"{count} issues"
        self._window.frame.banners.put(
            "exported", f"{issues} exported to {Path(str(path)).name}.", "info", closable=True
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and _files(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop and _files(event):
            event.acceptProposedAction()
            self.import_files(_files(event))
            return True
        return super().eventFilter(watched, event)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
