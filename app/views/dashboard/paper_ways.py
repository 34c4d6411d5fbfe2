"""The ways a paper leaves the program: printed, saved as PDF, Word, PowerPoint, a page as a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.bridge.paper_files import PaperFiles
from app.rules.errors import KnownError
from app.rules.papers import file_stem
from app.views.dashboard.printing import PrintRun, ask_printer, printer_for, there_is_a_printer

if TYPE_CHECKING:
    from app.bridge.papers_state import PapersState
    from app.rules.papers import Pack
    from app.rules.papers_facts import QuarterFacts
    from app.views.dashboard.papers_view import PapersView


class PaperWays(QObject):
    """`said` tells what was done, `failed` why not. Nothing here blocks the window."""

    said = Signal(str)
    failed = Signal(object)
    printing = Signal(bool)

    def __init__(self, window: QWidget, state: PapersState, view: PapersView) -> None:
        super().__init__(window)
        self._window, self._state, self._view = window, state, view
        self.files = PaperFiles(state.operations, self)
        self.run = PrintRun(self)
        self.dialog: QDialog | None = None
        self.files.saved.connect(self._saved)
        self.files.stopped.connect(lambda: self.said.emit(""))
        self.files.copied.connect(self._copied)
        self.files.failed.connect(self.failed)
        self.run.progressed.connect(self._progressed)
        self.run.ended.connect(self._printed)
        self.run.failed.connect(self._not_printed)

    # Files

    def save_pdf(self) -> None:
        self._ask("Save the paper", "PDF (*.pdf)", "pdf", lambda path: self.files.save(self._view.pdf, path))

    def save_office(self, kind: str) -> None:
        """"docx" or "pptx" of the whole pack."""
        facts, pack = self._state.facts, self._state.pack
        if facts is None:
            return
        title, kinds = {"docx": ("Save for Word", "Word document (*.docx)"),
                        "pptx": ("Save for PowerPoint", "PowerPoint presentation (*.pptx)")}[kind]  # fmt: skip
        self._ask(title, kinds, kind, lambda path: self._make_office(facts, pack, kind, path))

    def _make_office(self, facts: QuarterFacts, pack: Pack, kind: str, path: Path) -> None:
        self.said.emit("Making the document…" if kind == "docx" else "Making the slides…")
        self.files.save_office(facts, pack, kind, path)

    def page_picture(self, way: str) -> None:
        """"copy", "png" or "svg" of the page in view."""
        pdf, page, facts, pack = self._view.pdf, self._view.stack.page(), self._state.facts, self._state.pack
        if not pdf:
            return
        name = f" page {page + 1}"
        if way == "copy":
            self.files.copy(pdf, page)
        elif way == "png":
            self._ask("Save the page", "Picture (*.png)", "png",
                      lambda path: self.files.save_picture(pdf, page, path), name)
        elif facts is not None:
            self._ask("Save the page", "Picture (*.svg)", "svg",
                      lambda path: self.files.save_svg(facts, pack, page, path), name)

    def _ask(
        self, title: str, kinds: str, suffix: str, save: Callable[[Path], None], more: str = ""
    ) -> None:
        if not self._view.pdf:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{file_stem(self._state.pack, self._state.workspace.quarter)}{more}.{suffix}"
        dialog = QFileDialog(self._window.window(), title, str(Path(documents) / name), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(partial(_save_at, save))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _saved(self, path: Path) -> None:
        self.said.emit(f"Saved as {path}.")

    def _copied(self, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        self.said.emit("The page is on the clipboard as a picture.")

    # The printer

    def ask_printer(self) -> None:
        sizes = self._view.stack.sizes
        if not sizes or self.run.busy:
            return
        if not there_is_a_printer():
            self.failed.emit(KnownError("no_printer"))
            return
        printer = printer_for(sizes[0], file_stem(self._state.pack, self._state.workspace.quarter))
        self.dialog = ask_printer(printer, len(sizes), self._window.window(), partial(self.print_on, printer))

    def print_on(self, printer: QPrinter) -> None:
        """Draw the PDF's pages at the printer's resolution and send them."""
        self.run.start(printer, self._view.pdf, len(self._view.stack.sizes))
        self.printing.emit(self.run.busy)  # a printer that does not answer has said so by now

    def stop_printing(self) -> None:
        self.run.cancel()
        self.printing.emit(False)
        self.said.emit("Printing was stopped. Pages that were already sent may still come out.")

    def _progressed(self, page: int, of: int) -> None:
        self.said.emit(f"Printing page {page} of {of}…")

    def _printed(self, pages: int) -> None:
        self.printing.emit(False)
        self.said.emit(f"Sent to the printer: {pages} page{'' if pages == 1 else 's'}.")

    def _not_printed(self, error: Exception) -> None:
        self.printing.emit(False)
        self.failed.emit(error)


def _save_at(save: Callable[[Path], None], path: str) -> None:
    save(Path(path))
