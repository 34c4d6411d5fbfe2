"""Every change of the plan, the newest first, however many there are."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.bridge.register_model import PlanHistoryModel
from app.views.shared import theme
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable


class HistoryView(QWidget):
    def __init__(self, model: PlanHistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.words = QLineEdit()
        self.words.setPlaceholderText("What was done, who, or why")
        self.words.setAccessibleName("Show only changes with these words")
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(theme.px(260))
        self.count = Text("", "second")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._typing.timeout.connect(self._take_words)
        self.words.textChanged.connect(self._typing.start)
        self.table = LinesTable(model, "History of the plan", (132, -4, -5, -7, -6))
        model.counted.connect(self._counted)
        row = QHBoxLayout()
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.count)
        card = Card.around(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(row)
        column.addWidget(card, 1)

    def _take_words(self) -> None:
        self.model.set_text(self.words.text())

    def _counted(self, shown: int, total: int) -> None:
        whole = "1 change" if total == 1 else f"{total:,} changes"
        self.count.setText(f"{shown:,} of {total:,} shown" if shown != total else whole)
