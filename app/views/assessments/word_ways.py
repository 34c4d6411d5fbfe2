"""Out as PDF, on a printer or as Word; and Word in: one that came back, shown with its diff first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.bridge.assessment_files import WordExport, WordImport
from app.bridge.assessment_state import AssessmentState
from app.rules.assessment_stages import Step
from app.views.assessments.paper_way import PaperWay
from app.views.assessments.section_view import SectionView
from app.views.assessments.word_sheet import WordSheet
from app.views.shared.buttons import MenuButton

KINDS = "Word (*.docx)"


class WordWays(QObject):
    """Attributes: button (its menu), paper (PDF and printer), sheet (of the file that came back)."""

    said = Signal(object)
    """(words, or an exception)"""

    def __init__(self, state: AssessmentState, view: SectionView, page: QWidget) -> None:
        super().__init__(page)
        self._state, self._view, self._page = state, view, page
        self.sending = WordExport(state.operations, self)
        self.taking = WordImport(state.operations, self)
        self.sheet: WordSheet | None = None
        self._menu = QMenu(page)
        self.button = MenuButton("Files", page, self._menu)
        self.paper = PaperWay(state, view, page)
        self.paper.said.connect(self.said)
        self.paper.fill(self._menu)
        self._menu.addSeparator()
        self.whole = self._action("Save the self-assessment as Word…", lambda: self.ask_save(""))
        self.section = self._action("Save this section as Word…", lambda: self.ask_save(self._view.key))
        self._menu.addSeparator()
        self.take = self._action("Take a Word file in…", self.ask_take)
        self.sending.saved.connect(lambda path: self.said.emit(f"Saved as {path.name}."))
        self.sending.failed.connect(self.said)
        self.taking.planned.connect(self._show_plan)
        self.taking.taken.connect(lambda _outcome: self.said.emit("Taken in. Undo takes it back."))
        self.taking.failed.connect(self.said)

    def _action(self, words: str, work: Callable[[], None]) -> QAction:
        """Made here and not by the menu: Python then knows when it goes."""
        made = QAction(words, self)
        made.triggered.connect(lambda _checked=False: work())
        self._menu.addAction(made)
        return made

    def show_possible(self) -> None:
        sheet = self._state.sheet
        self.button.setVisible(sheet is not None and sheet.one is not None)
        self.take.setEnabled(sheet is not None and Step.EDIT in sheet.possible.steps and self._state.can_edit)

    def ask_save(self, section_key: str) -> None:
        one = self._state.one
        if one is None:
            return
        self._view.leave()
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{one.department.short or one.department.name} self-assessment {one.quarter.code}"
        name += f" {section_key.replace('_', ' ')}.docx" if section_key else ".docx"
        dialog = self._dialog("Save as Word", QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(folder)
        dialog.setDefaultSuffix("docx")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.save(Path(path), section_key))
        dialog.open()

    def save(self, path: Path, section_key: str = "") -> None:
        if self._state.one is not None:
            self.said.emit("Writing the Word file…")
            self.sending.save(self._state.one.id, path, section_key)

    def ask_take(self) -> None:
        dialog = self._dialog("Take a Word file in", QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def read(self, path: Path) -> None:
        """Compare the file with what is stored; nothing is taken in before it was shown."""
        self._view.leave()
        if self._state.one is not None:
            self.said.emit(f"Reading {path.name}…")
            self.taking.read(self._state.one.id, path)

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._page.window(), title)
        dialog.setNameFilter(KINDS)
        dialog.setAcceptMode(mode)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _show_plan(self, plan: Any) -> None:
        self.said.emit("")
        self.sheet = WordSheet(self._page.window(), plan)
        self.sheet.taken.connect(self._commit)
        self.sheet.open()

    def _commit(self, keys: tuple[str, ...], why: dict[str, str]) -> None:
        self.taking.commit(keys, self._state.by, why)
