"""By which horizon the issue is judged, and the review date that follows from it (8.3)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.issue_state import IssueState
from app.rules.horizon import horizon_of_sheet
from app.rules.issue import IssueSheet
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.dates import day
from app.views.shared.labels import Text

UNKNOWN = "Say the degree of control or the years to shift, and the issue's charts and review follow."


class HorizonLine(QWidget):
    """Attributes: words, take (sets the review date that is proposed)."""

    def __init__(self, state: IssueState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self._proposed: date | None = None
        self.words = Text("", "second", wrap=True)
        self.take = QuietButton("")
        self.take.setProperty("small", "true")
        self.take.clicked.connect(self._on_take)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.words)
        column.addLayout(row)

    def show_sheet(self, sheet: IssueSheet) -> None:
        horizon = horizon_of_sheet(sheet)
        self.words.setText(horizon.words if horizon is not None else UNKNOWN)
        self._proposed = horizon.review_after(self.state.workspace.quarter) if horizon is not None else None
        new = self._proposed is not None and self._proposed != sheet.fields.get("review_date")
        if self._proposed is not None:
            self.take.setText(f"Review on {day(self._proposed)}")
        self.take.setVisible(new and not self.state.read_only)

    def _on_take(self) -> None:
        if self._proposed is not None:
            self.state.edit("review_date", self._proposed)
