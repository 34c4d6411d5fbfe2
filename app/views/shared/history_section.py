"""The whole history of what a sheet shows, in words, newest first; more is read as one scrolls."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from app.bridge.issue_history import HistoryModel
from app.bridge.sheet_state import SheetState
from app.rules.lists import Lists
from app.views.shared.buttons import QuietButton
from app.views.shared.history_list import HistoryList
from app.views.shared.labels import Text
from app.views.shared.side_section import SideSection


class HistorySection(SideSection):
    title = "History"

    def __init__(self, state: SheetState, area: QScrollArea, noun: str = "issue") -> None:
        """`area` is what one scrolls in."""
        super().__init__(state)
        self._area = area
        self._noun = noun

    def build(self, column: QVBoxLayout) -> None:
        self.model = HistoryModel(self.state.operations, self, self._noun)
        self.list = HistoryList(self.model, f"History of the {self._noun}")
        self.none = Text("Nothing has been changed yet.", "second")
        self.none.setContentsMargins(4, 0, 0, 0)
        self.model.settled.connect(self._on_settled)
        column.addWidget(self.none)
        column.addWidget(self.list)
        self.export_button = QuietButton("Export this history…")
        self.export_button.setProperty("kind", "small")
        self.export_button.clicked.connect(self.list.exports.actions[0].trigger)
        column.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._area.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def fill(self, sheet: Any, lists: Lists) -> None:
        if self.is_open:
            self.model.show_thing(sheet.id)

    def summary(self, sheet: Any, lists: Lists) -> str:
        return "every change, in words"

    def _on_settled(self) -> None:
        self.none.setVisible(self.model.rowCount() == 0)
        self.list.setVisible(self.model.rowCount() > 0)
        self.export_button.setVisible(self.model.rowCount() > 0)
        self.list.fit()

    def _on_scrolled(self, _value: int = 0) -> None:
        bar = self._area.verticalScrollBar()
        if self.is_open and bar.value() >= bar.maximum() - self._area.height():
            self.model.read_more()
