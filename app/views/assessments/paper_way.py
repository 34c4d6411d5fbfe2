"""The self-assessment in view on paper: saved as PDF or printed, set as the papers are."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from app.bridge.assessment_paper import AssessmentPaper, pack_of
from app.bridge.assessment_state import AssessmentState
from app.bridge.paper_files import PaperFiles
from app.bridge.paper_pages import page_sizes
from app.rules.errors import KnownError
from app.rules.papers import PackPaper, file_stem
from app.views.assessments.section_view import SectionView
from app.views.dashboard.printing import PrintRun, ask_printer, printer_for, there_is_a_printer


class PaperWay(QObject):
    """Two lines of a menu. Attributes: dialog (the last that was opened)."""

    said = Signal(object)
    """(words, or an exception)"""

    def __init__(self, state: AssessmentState, view: SectionView, page: QWidget) -> None:
        super().__init__(page)
        self._state, self._view, self._page = state, view, page
        self._paper = AssessmentPaper(state.operations, self)
        self._files = PaperFiles(state.operations, self)
        self.run = PrintRun(self)
        self.dialog: QDialog | None = None
        self._to: Path | None = None
        self._waiting = False
        """What was being written is on its way to the store: the paper is to hold it."""
        self._paper.made.connect(self._made)
        self._files.saved.connect(lambda path: self.said.emit(f"Saved as {path.name}."))
        self.run.progressed.connect(lambda at, of: self.said.emit(f"Printing page {at} of {of}…"))
        self.run.ended.connect(lambda pages: self.said.emit(f"Sent to the printer: {pages} pages."))
        for each in (self._paper, self._files, self.run):
            each.failed.connect(self.said)
        view.writing.stored.connect(lambda _key: self._begin_waiting())
        view.writing.refused.connect(lambda _key, _error: self._forget())

    def fill(self, menu: QMenu) -> None:
        for words, work in (("Save the self-assessment as PDF…", self.ask_save), ("Print…", self.ask_printer)):
            action = QAction(words, self)
            action.triggered.connect(lambda _checked=False, work=work: work())
            menu.addAction(action)

    def _name(self) -> str:
        one = self._state.one
        return file_stem(pack_of(one), one.quarter) if one is not None else ""

    # As a file

    def ask_save(self) -> None:
        if self._state.one is None:
            return
        self._view.leave()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        there = str(Path(documents) / f"{self._name()}.pdf")
        dialog = QFileDialog(self._page.window(), "Save as PDF", there, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def save(self, path: Path) -> None:
        self._to = path
        self._make()

    # On the printer

    def ask_printer(self) -> None:
        """The pages first: the dialog asks which of them."""
        if self._state.one is None or self.run.busy:
            return
        if not there_is_a_printer():
            self.said.emit(KnownError("no_printer"))
            return
        self._to = None
        self._make()

    def print_on(self, printer: QPrinter, paper: PackPaper) -> None:
        self.run.start(printer, paper.pdf, paper.pages)

    # The paper

    def _make(self) -> None:
        self._view.leave()
        self.said.emit("Setting the pages…")
        self._waiting = True
        if not self._view.writing.is_dirty:
            self._begin_waiting()

    def _begin_waiting(self) -> None:
        if self._waiting and self._state.one is not None:
            self._waiting = False
            self._paper.make(self._state.one)

    def _forget(self) -> None:
        self._waiting = False

    def _made(self, paper: PackPaper) -> None:
        if self._to is not None:
            self._files.save(paper.pdf, self._to)
            return
        self.said.emit("")
        printer = printer_for(page_sizes(paper.pdf)[0], self._name())
        then = partial(self.print_on, printer, paper)
        self.dialog = ask_printer(printer, paper.pages, self._page.window(), then)
