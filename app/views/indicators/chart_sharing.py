"""The chart and its numbers elsewhere: on the clipboard, or in a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.bridge import chart_files
from app.bridge.chart_files import NumbersJob
from app.bridge.indicator_state import Picture
from app.bridge.reading_model import ReadingModel
from app.rules.errors import KnownError
from app.views.shared import figure_painter

_KINDS = {"png": "Picture (*.png)", "svg": "Drawing (*.svg)", "xlsx": "Excel workbook (*.xlsx)"}


class ChartSharing(QObject):
    """Attributes: picture, the one shown now; None where there is nothing to share."""

    refused = Signal(object)
    """(KnownError): the file could not be written."""

    def __init__(self, readings: ReadingModel, page: QWidget) -> None:
        super().__init__(page)
        self.picture: Picture | None = None
        self._readings = readings
        self._page = page
        self._numbers = NumbersJob(self)
        self._numbers.failed.connect(self.refused)

    def copy_picture(self) -> None:
        """The chart as a picture at 300 dots to the inch, and as a drawing for programs that take one."""
        if self.picture is None:
            return
        mime = QMimeData()
        figure = chart_files.figure_of(self.picture)
        mime.setImageData(figure_painter.picture(figure, chart_files.RATIO_300))
        mime.setData("image/svg+xml", QByteArray(chart_files.svg_of(self.picture).encode()))
        QApplication.clipboard().setMimeData(mime)

    def export(self, what: str) -> None:
        """"numbers" to the clipboard; "png", "svg" and "xlsx" to a file that is asked for."""
        if what == "numbers":
            QApplication.clipboard().setText(self._readings.as_text())
        elif self.picture is not None:
            self._ask_file(self.picture, what)

    def _ask_file(self, picture: Picture, ending: str) -> None:
        title = "Export numbers" if ending == "xlsx" else "Export chart"
        dialog = QFileDialog(self._page, title, "", _KINDS[ending])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(chart_files.file_name(picture.trend, ending))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.write, picture, ending))
        dialog.open()

    def write(self, picture: Picture, ending: str, path: str) -> None:
        """Into the file; a PNG at 300 dots to the inch, a workbook beside the window's thread."""
        if ending == "xlsx":
            if self._readings.series is not None:
                self._numbers.save(self._readings.series, Path(path))
            return
        if ending == "svg":
            content = chart_files.svg_of(picture).encode()
        else:
            figure = chart_files.figure_of(picture)
            content = chart_files.png_of(figure_painter.picture(figure, chart_files.RATIO_300))
        try:
            chart_files.write(Path(path), content)
        except KnownError as error:
            self.refused.emit(error)
