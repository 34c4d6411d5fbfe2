"""The chart elsewhere: on the clipboard, or in a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.bridge import chart_files
from app.bridge.reading_model import ReadingModel
from app.rules.errors import KnownError
from app.rules.figure_layout import lay_out
from app.rules.trend import Trend
from app.views.shared import figure_painter

_KINDS = {"png": "Picture (*.png)", "svg": "Drawing (*.svg)"}


class ChartSharing(QObject):
    """Attributes: trend, the one shown now; None where there is nothing to share."""

    refused = Signal(object)
    """(KnownError): the file could not be written."""

    def __init__(self, readings: ReadingModel, page: QWidget) -> None:
        super().__init__(page)
        self.trend: Trend | None = None
        self._readings = readings
        self._page = page

    def copy_picture(self) -> None:
        """The chart as a picture, and as a drawing for programs that take one."""
        if self.trend is None:
            return
        mime = QMimeData()
        mime.setImageData(figure_painter.picture(lay_out(self.trend, *chart_files.SIZE, titled=True), 2.0))
        mime.setData("image/svg+xml", QByteArray(chart_files.svg_of(self.trend).encode()))
        QApplication.clipboard().setMimeData(mime)

    def export(self, what: str) -> None:
        """"numbers" to the clipboard; "png" and "svg" to a file that is asked for."""
        if what == "numbers":
            QApplication.clipboard().setText(self._readings.as_text())
        elif self.trend is not None:
            self._ask_file(self.trend, what)

    def _ask_file(self, trend: Trend, ending: str) -> None:
        dialog = QFileDialog(self._page, "Export chart", "", _KINDS[ending])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(chart_files.file_name(trend, ending))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.write, trend, ending))
        dialog.open()

    def write(self, trend: Trend, ending: str, path: str) -> None:
        """Into the file; a PNG at 300 dots to the inch."""
        if ending == "svg":
            content = chart_files.svg_of(trend).encode()
        else:
            figure = lay_out(trend, *chart_files.SIZE, titled=True)
            content = chart_files.png_of(figure_painter.picture(figure, chart_files.RATIO_300))
        try:
            chart_files.write(Path(path), content)
        except KnownError as error:
            self.refused.emit(error)
