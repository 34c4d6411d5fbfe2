"""Where files are dropped or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton
from app.views.shared.labels import Text

_KINDS = "Workbooks and tables (*.xlsx *.xlsm *.csv *.tsv *.txt *.xls *.xlsb *.ods);;All files (*)"


class DropArea(QWidget):
    """`chosen` brings the paths, dropped or picked in the system's dialog."""

    chosen = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False
        self._dialog: QFileDialog | None = None
        words = Text("Drop a workbook of readings here, or choose one.", "heading", wrap=True)
        wanted = Text(
            "It needs a table with the headings code, period, value and status; numerator, denominator and note "
            "are read too. Workbooks (.xlsx) and tables as text (.csv) are understood. Nothing is stored until "
            "you have seen what would change.", "soft", wrap=True,
        )  # fmt: skip
        for label in (words, wanted):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = PrimaryButton("Choose files…")
        self.button.clicked.connect(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(48), theme.px(40), theme.px(48))
        column.setSpacing(theme.px(12))
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(wanted)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def choose(self) -> None:
        """Ask the system for files; the answer comes when the user gives it."""
        dialog = QFileDialog(self.window(), "Import readings", "", _KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._picked)
        self._dialog = dialog
        dialog.open()

    def _picked(self, names: list[str]) -> None:
        self.chosen.emit([Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.chosen.emit(paths)

    def _mark(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(t.accent if self._over else t.ink3, 2 if self._over else 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(t.accent_soft if self._over else t.ground)
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
