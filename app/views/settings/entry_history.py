"""What happened to one entry of a list, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.bridge.issue_history import HistoryModel
from app.bridge.operations import Operations
from app.rules.list_entries import Entry
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.history_list import HistoryList
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class EntryHistory(Sheet):
    """Attributes: model, list."""

    def __init__(self, window: QWidget, operations: Operations, noun: str, entry: Entry) -> None:
        super().__init__(window, f"History of “{entry.name}”", 620)
        self.model = HistoryModel(operations, self, noun)
        self.list = HistoryList(self.model, f"History of {entry.name}")
        self.none = Text("Nothing has been changed since the plan began.", "second")
        self.body.addWidget(self.none)
        self.body.addWidget(self.list)
        self.body.addStretch(1)
        export = QuietButton("Export this history…", flat=True)
        export.clicked.connect(self.list.exports.actions[0].trigger)
        done = PrimaryButton("Close")
        done.clicked.connect(self.accept)
        self.footer.addWidget(export)
        self.footer.addStretch(1)
        self.footer.addWidget(done)
        self.model.settled.connect(self._settled)
        self.closed.connect(self.deleteLater)
        self.model.show_thing(entry.id)

    def _settled(self) -> None:
        self.none.setVisible(self.model.rowCount() == 0)
        self.list.setVisible(self.model.rowCount() > 0)
        self.list.fit()
        self.model.read_more()
