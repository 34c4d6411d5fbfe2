"""A chart as a file: written beside its place and then put there, so that nobody finds half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from app.rules.errors import KnownError
from app.rules.figure_layout import lay_out
from app.rules.trend import Trend

SIZE = (760.0, 420.0)
"""Pixels at 96 to the inch: a picture as wide as the text of an A4 page."""
RATIO_300 = 300 / 96


def svg_of(trend: Trend) -> str:
    """The chart with its title as an SVG document."""
    from app.reports.figure_svg import svg

    return svg(lay_out(trend, *SIZE, titled=True))


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
