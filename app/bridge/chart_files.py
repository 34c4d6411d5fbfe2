"""A chart or its numbers as a file: written beside its place and then put there, so that nobody finds half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from app.bridge.background import Background
from app.bridge.indicator_state import Picture
from app.rules import clock
from app.rules.errors import KnownError
from app.rules.figure import Figure
from app.rules.figure_layout import lay_out
from app.rules.series import Series
from app.rules.trend import Trend

SIZE = (760.0, 420.0)
"""Pixels at 96 to the inch: a picture as wide as the text of an A4 page."""
RATIO_300 = 300 / 96


def figure_of(picture: Picture) -> Figure:
    """The chart with its title; localities' charts together on one sheet."""
    if picture.places:
        from app.rules.figure_sheet import together

        return together(picture.trend, picture.places, SIZE[0])
    return lay_out(picture.trend, *SIZE, titled=True)


def svg_of(picture: Picture) -> str:
    """The same as an SVG document."""
    from app.reports.figure_svg import svg

    return svg(figure_of(picture))


class NumbersJob(QObject):
    """An indicator's numbers to a workbook, beside the window's thread."""

    failed = Signal(object)
    """(Exception): the workbook could not be written."""
    saved = Signal(object)
    """(Path)"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)

    def save(self, series: Series, path: Path) -> None:
        moment = clock.now()

        def work() -> Path:
            from app.exchange.figures_workbook import save_figures

            save_figures(series, path, moment)
            return path

        self._background.run(work, self.saved.emit, self.failed.emit)


def png_of(image: QImage) -> bytes:
    """The picture as PNG, with its density."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(store.data())


def write(path: Path, content: bytes) -> None:
    """Put the content there, over what was there. Raises KnownError chart_not_written."""
    part = None
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(part, path)
    except OSError as error:
        if part is not None and os.path.exists(part):
            os.unlink(part)
        raise KnownError("chart_not_written", path=str(path), detail=error.strerror or str(error)) from error


def file_name(trend: Trend, ending: str) -> str:
    """A name for the file that every system takes: "NI 117 2009-10-Q4.png"."""
    newest = trend.points[-1].period.code if trend.points else ""
    plain = f"{trend.indicator.code} {newest}".strip()
    kept = "".join(mark if mark.isalnum() or mark in " -_" else "-" for mark in plain)
    return f"{kept or 'chart'}.{ending}"
