"""The sheet's Move menu: each place, with why it is closed where it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.bridge.issue_moves import obstacle
from app.rules.category import Category
from app.rules.moves import Verdict
from app.views.shared import complaints
from app.views.shared.labels import plain_tooltip


class MoveMenu(QMenu):
    """`chosen` carries the Category."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.triggered.connect(self._on_triggered)

    def show_moves(self, verdicts: dict[Category, Verdict]) -> None:
        self.clear()
        for to, verdict in verdicts.items():
            words = "Leave the lists…" if to is Category.LEFT else f"To {to.short}…"
            closed = obstacle(verdict)
            action = self.addAction(f"{words} (as an exception)" if verdict.by_exception else words)
            action.setData(to.value)
            action.setEnabled(closed is None)
            action.setToolTip(plain_tooltip(complaints.of_problem(closed)) if closed else "")

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(Category(action.data()))
