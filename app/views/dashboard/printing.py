"""Sends the paper to a printer: each page drawn at the printer's resolution, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.bridge.paper_pages import PaperPages
from app.rules.errors import KnownError

SHARPEST = 600
"""Dots per inch: no printer of an office needs more of a picture."""


class PrintRun(QObject):
    """`start` it; the window goes on meanwhile."""

    progressed = Signal(int, int)
    """(the page on its way, from 1; how many)"""
    ended = Signal(int)
    """(pages): all of them are with the printer."""
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = PaperPages(self)
        self._painter: QPainter | None = None
        self._printer: QPrinter | None = None
        self._wanted: list[int] = []
        self._done = 0

    @property
    def busy(self) -> bool:
        return self._painter is not None

    def start(self, printer: QPrinter, pdf: bytes, sheets: int) -> None:
        """What the preview shows later does not change what is on its way."""
        if self.busy:
            return
        self._pages.open(pdf)
        self._printer, self._done = printer, 0
        self._wanted = wanted_pages(printer, sheets)
        printer.setFullPage(True)
        painter = QPainter()
        if not self._wanted or not painter.begin(printer):
            self.failed.emit(KnownError("printer_silent", printer=printer.printerName()))
            return
        self._painter = painter
        self._next()

    def cancel(self) -> None:
        """Nothing more is sent; what is with the printer is not called back."""
        if self._printer is not None and self.busy:
            self._printer.abort()
        self._close()

    def _next(self) -> None:
        assert self._printer is not None
        page = self._wanted[self._done]
        self.progressed.emit(self._done + 1, len(self._wanted))
        resolution = min(self._printer.resolution(), SHARPEST)
        self._pages.draw_sharp(page, resolution, partial(self._drawn, self._printer), self._fail)

    def _drawn(self, printer: QPrinter, image: QImage) -> None:
        painter = self._painter
        if painter is None or printer is not self._printer:
            return
        if self._done and not printer.newPage():
            self._fail(KnownError("printer_silent", printer=printer.printerName(), page=self._done + 1))
            return
        paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        painter.drawImage(centred(image, paper), image)
        self._done += 1
        if self._done < len(self._wanted):
            self._next()
            return
        ended = painter.end()
        silent = not ended or printer.printerState() is QPrinter.PrinterState.Error
        self._painter = None
        if silent:
            self.failed.emit(KnownError("printer_silent", printer=printer.printerName()))
        else:
            self.ended.emit(self._done)

    def _fail(self, error: Exception) -> None:
        self._close()
        self.failed.emit(error)

    def _close(self) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None


def there_is_a_printer() -> bool:
    return bool(QPrinterInfo.availablePrinterNames())


def printer_for(size: QSizeF, name: str) -> QPrinter:
    """Of the system, set to the paper's own size and way round. `size` in points."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    wide = size.width() > size.height()
    upright = size.transposed() if wide else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, way, QMarginsF(0, 0, 0, 0)))
    printer.setDocName(name)
    return printer


def ask_printer(printer: QPrinter, pages: int, window: QWidget, then: Callable[[], None]) -> QPrintDialog:
    """The system's dialog, open; `then` once it was agreed to."""
    dialog = QPrintDialog(printer, window)
    dialog.setMinMax(1, pages)
    dialog.accepted.connect(lambda *_: then())  # this dialog's signal brings the printer, that of others nothing
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return dialog


def wanted_pages(printer: QPrinter, sheets: int) -> list[int]:
    """Those asked for in the system's dialog, from 0."""
    first, last = printer.fromPage() or 1, printer.toPage() or sheets
    pages = list(range(max(first, 1) - 1, min(last, sheets)))
    return pages[::-1] if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst else pages


def centred(image: QImage, paper: QRectF) -> QRectF:
    """As large as the paper allows, in its own proportions."""
    scale = min(paper.width() / image.width(), paper.height() / image.height())
    wide, high = image.width() * scale, image.height() * scale
    return QRectF(paper.x() + (paper.width() - wide) / 2, paper.y() + (paper.height() - high) / 2, wide, high)
