"""The paper as files: PDF, a page as a picture, Word, PowerPoint. Whole or not at all; an older file stays until then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage

from app.bridge.background import Background
from app.bridge.long_work import LongWork
from app.bridge.operations import Operations
from app.bridge.paper_pages import page_image, page_sizes
from app.rules import clock
from app.rules.papers import Pack
from app.rules.watch import Watch

if TYPE_CHECKING:
    from app.rules.papers_facts import QuarterFacts

SHARP = 200
"""Dots per inch of a page as a picture."""
_POINTS = 72.0


class PaperFiles(QObject):
    """One file at a time; `saved` or `failed` follows."""

    saved = Signal(object)
    """(Path)"""
    copied = Signal(object)
    """(QImage)"""
    failed = Signal(object)
    stopped = Signal()
    """Making a document or a presentation is over, or was given up: nothing half done is left."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)

    def save(self, pdf: bytes, path: Path) -> None:
        self._write(path, lambda: pdf, "The paper")

    def save_picture(self, pdf: bytes, page: int, path: Path) -> None:
        """As PNG."""
        self._write(path, lambda: _png(_sharp(pdf, page)), "The picture")

    def save_svg(self, facts: QuarterFacts, pack: Pack, page: int, path: Path) -> None:
        def make() -> bytes:
            from app.reports.page_picture import page_svg

            return page_svg(facts, pack, page, facts.as_at or clock.now())

        self._write(path, make, "The picture")

    def save_office(self, facts: QuarterFacts, pack: Pack, kind: str, path: Path) -> None:
        """`kind`: "docx" for report authors, "pptx" for the joint session; words, tables and charts of the pack."""

        long = LongWork(self._operations, f"Making {path.name}", self)
        long.ended.connect(self.stopped)

        def work() -> Path:
            from app.store.whole_file import save_bytes

            made = _office(facts, pack, kind, long.watch)
            long.watch.check()
            save_bytes(path, made, what="The document" if kind == "docx" else "The presentation")
            return path

        long.run(work, self.saved.emit, self.failed.emit)

    def copy(self, pdf: bytes, page: int) -> None:
        """`copied` follows."""
        self._background.run(partial(_sharp, pdf, page), self.copied.emit, self.failed.emit)

    def _write(self, path: Path, make: Callable[[], bytes], what: str) -> None:
        def work() -> Path:
            from app.store.whole_file import save_bytes

            save_bytes(path, make(), what=what)
            return path

        self._background.run(work, self.saved.emit, self.failed.emit)


def _office(facts: QuarterFacts, pack: Pack, kind: str, watch: Watch) -> bytes:
    """Each chart a step, and each page. Raises Cancelled."""
    from app.exchange.papers_slides import slides
    from app.exchange.papers_word import word_document
    from app.reports.pack import pack_content
    from app.reports.pictures import chart_count, chart_pictures

    content = pack_content(facts, pack, cancelled=watch.stopped)
    done, total = count(), chart_count(content) + len(content.pages)

    def step() -> None:
        watch.step(next(done), total)

    pictures = chart_pictures(content, step=step)
    made = word_document if kind == "docx" else slides
    return made(content, pictures, facts.as_at or clock.now(), step=step)


def _sharp(pdf: bytes, page: int) -> QImage:
    points = page_sizes(pdf)[page].width()
    image = page_image(pdf, page, round(points / _POINTS * SHARP))
    dots = round(SHARP / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return image


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
