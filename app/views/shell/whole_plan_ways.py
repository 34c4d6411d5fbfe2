"""Everything a plan holds, out to a workbook and into a new plan, from the File menu."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from app.bridge.whole_plan_jobs import EverythingJob, TakeInJob
from app.bridge.workspace import Workspace
from app.commands.take_in_plan import TakeInPlan
from app.views.shell.frame_link import FrameLink
from app.views.shell.window import MainWindow

WORKBOOK, PLAN = "Excel workbook (*.xlsx)", "Plans (*.plan)"


class WholePlanWays(QObject):
    def __init__(self, window: MainWindow, workspace: Workspace, link: FrameLink) -> None:
        super().__init__(window)
        self._window, self._workspace, self._link = window, workspace, link
        self._out = EverythingJob(workspace.operations, self)
        self._in = TakeInJob(self)
        self._out.exported.connect(self._exported)
        self._out.failed.connect(link.tell)
        self._in.read_whole.connect(self._ask_place)
        self._in.failed.connect(link.tell)
        commands = window.frame.commands
        commands.provide("everything", self.ask_export)
        commands.provide("take_in", self.ask_file)
        workspace.operations.state_changed.connect(self._allow)
        self._allow()

    def _allow(self, _state: object = None) -> None:
        self._window.frame.commands["everything"].setEnabled(self._workspace.operations.state.is_open)

    def ask_export(self) -> None:
        name = f"{self._workspace.operations.state.plan_name} everything.xlsx"
        dialog = self._dialog("Export everything", name, WORKBOOK, "xlsx")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        self._out.export(Path(path))

    def _exported(self, path: object, saved: Any) -> None:
        words = f"Everything is exported to {Path(str(path)).name}: {saved.rows:,} rows in {saved.tables} tables."
        if saved.originals:
            words += f" The original files are in {saved.beside.name}; keep the two together."
        self._link.say(words)

    def ask_file(self) -> None:
        dialog = self._dialog("New plan from an export", "", WORKBOOK, "xlsx")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_in)
        dialog.open()

    def take_in(self, path: str) -> None:
        """Read the export; where the new plan is to lie is asked once it could be read."""
        self._in.read(Path(path))

    def _ask_place(self, plan: Any, originals: Any) -> None:
        dialog = self._dialog("Where the new plan is kept", f"{plan.name or 'Plan'}.plan", PLAN, "plan")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(partial(self.make, plan, originals))
        dialog.open()

    def make(self, plan: Any, originals: Any, path: str) -> None:
        """The new plan, whole or not at all."""
        command = TakeInPlan(plan, originals)
        self._workspace.operations.create(Path(path), plan.name or "Plan", (command,), self._link.tell)

    def _dialog(self, title: str, name: str, kind: str, ending: str) -> QFileDialog:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        fit = "".join(mark if mark.isalnum() or mark in " -_.()" else "-" for mark in name)
        dialog = QFileDialog(self._window, title, str(Path(documents) / fit), kind)
        dialog.setDefaultSuffix(ending)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
