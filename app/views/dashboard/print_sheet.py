"""The papers of a quarter: what is shown is the PDF that is saved and printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QWidget

from app.bridge.exchange_jobs import PaperJob
from app.bridge.paper_pages import PaperPages
from app.views.dashboard.page_stack import PageStack
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet
from app.views.shared.words import of_error

if TYPE_CHECKING:
    from app.bridge.operations import Operations
    from app.rules.period import Period

_AROUND_THE_PAGES = 210
"""Design pixels of the window that the sheet's head, foot and edges take."""
SHARPEST = 600
"""Dots per inch: no printer of an office needs more of a picture."""


class PrintSheet(Sheet):
    """Open it with `show_quarter`."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(window, "Print pages", 1120)
        self.job = PaperJob(operations, self)
        self.pages = PaperPages(self)
        self._pdf = b""
        self._quarter: Period | None = None
        self._dialog: QWidget | None = None
        self.words = Text("", "second", wrap=True)
        self.error = InlineError()
        self.stack = PageStack(self.pages)
        self.body.addWidget(self.error)
        self.body.addWidget(self.stack, 1)
        self._build_footer()
        self.job.made.connect(self._made)
        self.job.saved.connect(self._saved)
        for source in (self.job.failed, self.pages.failed):
            source.connect(self._failed)
        self.closed.connect(self._let_go)

    def _build_footer(self) -> None:
        self.close_paper = QuietButton("Close")
        self.close_paper.clicked.connect(self.dismiss)
        self.save_button = QuietButton("Save PDF…")
        self.save_button.clicked.connect(self._ask_where)
        self.print_button = PrimaryButton("Print…")
        self.print_button.clicked.connect(self._ask_printer)
        row: QHBoxLayout = self.footer
        for name, words, factor in (("–", "Smaller", 0.8), ("+", "Larger", 1.25)):
            zoom = QuietButton(name, flat=True)
            zoom.setAccessibleName(words)
            zoom.setToolTip(words)
            zoom.clicked.connect(partial(self.stack.zoom_by, factor))
            row.addWidget(zoom)
        row.addWidget(self.words, 1)
        for button in (self.close_paper, self.save_button, self.print_button):
            row.addWidget(button)

    def show_quarter(self, quarter: Period) -> None:
        """Set the quarter's pages and show them."""
        self._quarter = quarter
        self.set_title(f"Pages of {quarter.label}")
        self.words.setText("Setting the pages…")
        self.error.set_message("")
        self._enable(False)
        self.stack.setMinimumHeight(max(theme.px(150), self.window().height() - theme.px(_AROUND_THE_PAGES)))
        if self.isHidden():
            self.open()
        self.job.make(quarter)

    def _enable(self, may: bool) -> None:
        self.save_button.setEnabled(may)
        self.print_button.setEnabled(may)

    def _made(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.words.setText(
            "What you see is the paper: A4, tagged for screen readers, legible in black and white."
        )
        self.pages.open(pdf)
        self._enable(True)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self.words.setText("")
        self.error.set_message(" ".join(str(said) for said in of_error(error)))
        self._enable(bool(self._pdf))

    def _ask_where(self) -> None:
        name = f"Corporate Dashboard {self._quarter.code}.pdf" if self._quarter else "Corporate Dashboard.pdf"
        dialog = QFileDialog(self.window(), "Save the paper", name, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        self._dialog = dialog
        dialog.open()

    def save_to(self, path: str) -> None:
        self.error.set_message("")
        self.words.setText("Saving…")
        self.job.save(self._pdf, Path(path))

    def _saved(self, path: Path) -> None:
        self.words.setText(f"Saved as {path}.")

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0)
        )
        printer.setPageLayout(layout)
        printer.setDocName(self.title.text())
        dialog = QPrintDialog(printer, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self.print_on, printer))
        self._dialog = dialog
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Draw the PDF's pages at the printer's resolution and send them."""
        self.words.setText("Printing…")
        resolution = min(printer.resolution(), SHARPEST)
        self.pages.draw_all(resolution, partial(self._print_images, printer))

    def _print_images(self, printer: QPrinter, images: list[QImage]) -> None:
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            self.error.set_message(
                "Nothing was printed: the printer does not answer. Look whether it is on, or save a PDF."
            )
            self.words.setText("")
            return
        for at, image in enumerate(images):
            if at:
                printer.newPage()
            paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            painter.drawImage(_centred(image, paper), image)
        painter.end()
        self.words.setText("Sent to the printer.")

    def _let_go(self, accepted: bool) -> None:
        self.job.cancel()
        self.pages.drop()


def _centred(image: QImage, paper: QRectF) -> QRectF:
    """As large as the paper allows, in its own proportions."""
    scale = min(paper.width() / image.width(), paper.height() / image.height())
    wide, high = image.width() * scale, image.height() * scale
    return QRectF(paper.x() + (paper.width() - wide) / 2, paper.y() + (paper.height() - high) / 2, wide, high)
