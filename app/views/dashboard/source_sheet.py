"""Where a printed figure came from: the department's workbook and cell, or who put it in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.bridge.landing import Source
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.dates import moment
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class SourceSheet(Sheet):
    chart_wanted = Signal(int)
    """(indicator id)"""
    original_wanted = Signal(int, str)
    """(return id, path)"""

    def __init__(self, window: QWidget, source: Source) -> None:
        super().__init__(window, f"{source.code} {source.title}", 520)
        self._source = source
        for words, role in source_words(source):
            self.body.addWidget(Text(words, role, wrap=True))
        self.footer.addStretch(1)
        origin = source.origin
        if origin is not None and origin.kept:
            self.save_button = QuietButton("Save the workbook…")
            self.save_button.clicked.connect(self._ask_where)
            self.footer.addWidget(self.save_button)
        self.chart_button = PrimaryButton("Open its chart")
        self.chart_button.clicked.connect(self._open)
        self.footer.addWidget(self.chart_button)

    def _open(self) -> None:
        self.accept()
        self.chart_wanted.emit(self._source.indicator_id)

    def _ask_where(self) -> None:
        origin = self._source.origin
        assert origin is not None
        dialog = QFileDialog(self.window(), "Save the workbook", origin.file_name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        assert self._source.origin is not None
        self.original_wanted.emit(self._source.origin.return_id, path)


def source_words(source: Source) -> tuple[tuple[str, str], ...]:
    """Each with its role: the figure, then where it stood."""
    reading, origin = source.reading, source.origin
    status = f"{reading.status.value}, " if reading.status else ""
    first = (f"{source.value} for {reading.period.label}", "heading")
    if origin is not None:
        cell = f", cell {origin.cell}" if origin.cell else ""
        by = f" by {origin.received_by}" if origin.received_by else ""
        kept = "" if origin.kept else "\nThe original workbook had to be erased."
        told = f"From the return {origin.file_name}{cell}. Received {moment(origin.received)}{by}.{kept}"
        proof = (f"SHA-256 of the workbook: {origin.sha256}", "third")
        return (first, (f"{status.capitalize().rstrip(', ')}.", "second"), (told, ""), proof)
    by = f" by {reading.recorded_by}" if reading.recorded_by else ""
    where = reading.source or "typed"
    recorded = f" on {moment(reading.recorded)}" if reading.recorded else ""
    return (first, (f"{status.capitalize().rstrip(', ')}.", "second"), (f"Source: {where}. Put in{recorded}{by}.", ""))
