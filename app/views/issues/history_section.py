"""The whole history of the issue in words, newest first; more is read as one scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from app.bridge.issue_history import HistoryModel
from app.bridge.issue_state import IssueState
from app.rules.issue import IssueSheet
from app.rules.lists import Lists
from app.views.issues.section import Section
from app.views.shared.buttons import QuietButton
from app.views.shared.history_list import HistoryList
from app.views.shared.widgets import Text


class HistorySection(Section):
    title = "History"

    def __init__(self, state: IssueState) -> None:
        super().__init__(state)
        self._issue_id: int | None = None
        self._version: object = None

    def build(self, column: QVBoxLayout) -> None:
        self.model = HistoryModel(self.state.operations, self)
        self.list = HistoryList(self.model)
        self.none = Text("Nothing has been changed yet.", "second")
        self.none.setContentsMargins(4, 0, 0, 0)
        self.model.settled.connect(self._on_settled)
        column.addWidget(self.none)
        column.addWidget(self.list)
        self.export_button = QuietButton("Export this history…")
        self.export_button.setProperty("kind", "small")
        self.export_button.clicked.connect(self.list.exports.actions[0].trigger)
        column.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignLeft)
        area = self._scroll_area()
        if area is not None:
            area.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def fill(self, sheet: IssueSheet, lists: Lists) -> None:
        if self.is_open:
            self.model.show_thing(sheet.id)

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        return "every change, in words"

    def _on_settled(self) -> None:
        self.none.setVisible(self.model.rowCount() == 0)
        self.list.setVisible(self.model.rowCount() > 0)
        self.export_button.setVisible(self.model.rowCount() > 0)
        self.list.fit()

    def _on_scrolled(self, _value: int = 0) -> None:
        area = self._scroll_area()
        if area is None or not self.is_open:
            return
        bar = area.verticalScrollBar()
        if bar.value() >= bar.maximum() - area.height():
            self.model.read_more()

    def _scroll_area(self) -> QScrollArea | None:
        widget = self.parentWidget()
        while widget is not None:
            if isinstance(widget, QScrollArea):
                return widget
            widget = widget.parentWidget()
        return None
