"""Every change of the plan, the newest first, however many there are."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.register_model import PlanHistoryModel
from app.views.shared import theme
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable
from app.views.shared.word_filter import WordFilter


class HistoryView(QWidget):
    def __init__(self, model: PlanHistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.words = WordFilter("What was done, who, or why", "Show only changes with these words")
        self.count = Text("", "second")
        self.table = LinesTable(model, "History of the plan", (132, -4, -5, -7, -6))
        model.counted.connect(self._counted)
        self.words.wanted.connect(model.set_text)
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


    def _counted(self, shown: int, total: int) -> None:
        whole = "1 change" if total == 1 else f"{total:,} changes"
        self.count.setText(f"{shown:,} of {total:,} shown" if shown != total else whole)
