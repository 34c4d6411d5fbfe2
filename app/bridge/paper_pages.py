"""Pages of a PDF as pictures, for the preview and for the printer. pypdfium2 is not for two threads at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QImage

from app.bridge.background import Background
from app.rules.errors import Cancelled

_LOCK = threading.Lock()
_POINTS = 72.0
LARGEST_SIDE = 10_000
"""Pixels: A3 at 600 dots per inch, and no more than a picture may need of memory."""


class PaperPages(QObject):
    """Draws the pages of one PDF. `shown` brings a page as it is wanted on screen."""

    counted = Signal(object)
    """(list of QSizeF): the pages' sizes in points."""
    drawn = Signal(int, object)
    """(page, QImage)"""
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._printing = Background(self)
        self._pdf = b""

    def open(self, pdf: bytes) -> None:
        self._background.drop()
        self._pdf = pdf
        self._background.run(partial(page_sizes, pdf), self.counted.emit, self.failed.emit)

    def draw(self, page: int, width: int) -> None:
        """Page `page` (from 0), `width` pixels wide; `drawn` follows, unless another paper is opened before its turn."""
        pdf, dropped = self._pdf, self._background.is_dropped

        def work() -> QImage:
            if dropped():
                raise Cancelled
            return page_image(pdf, page, width)

        self._background.run(work, partial(self.drawn.emit, page), self.failed.emit)

    def draw_sharp(
        self,
        page: int,
        dots_per_inch: float,
        then: Callable[[QImage], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """A page at a printer's resolution; `then` on the GUI thread."""
        pdf = self._pdf

        def work() -> QImage:
            width = page_sizes(pdf)[page].width()
            return page_image(pdf, page, round(width / _POINTS * dots_per_inch))

        self._printing.run(work, then, failed)

    def drop(self) -> None:
        self._background.drop()


def page_sizes(pdf: bytes) -> list[QSizeF]:
    """In points, 72 to the inch."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [QSizeF(*document.get_page_size(at)) for at in range(len(document))]
        finally:
            document.close()


def page_image(pdf: bytes, page: int, width: int) -> QImage:
    """A page on white, `width` pixels wide, as high as it then is."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            points = document.get_page_size(page)
            scale = max(1, min(width, LARGEST_SIDE)) / points[0]
            bitmap = document[page].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            data = bytes(bitmap.buffer)
            image = QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
            return image.copy()  # the picture owns its bytes from here on
        finally:
            document.close()
