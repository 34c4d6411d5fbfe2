"""What the dashboard of a plan without an issue says, and how the first figures and issues get into it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Card, Text

WORDS = (
    "Nothing has been stored yet. The quarter stands here as soon as the plan has issues and figures: begin an issue on "
    "the Hot List, or take in the figures of a workbook."
)
NEW_ISSUE, IMPORT = "New issue…", "Import readings…"


class EmptyPlan(Card):
    """Hidden while there is something to show."""

    issue_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.issue_button, self.import_button = PrimaryButton(NEW_ISSUE), QuietButton(IMPORT)
        self.issue_button.clicked.connect(self.issue_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.issue_button)
        buttons.addWidget(self.import_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        column.setSpacing(theme.px(10))
        column.addWidget(Text("An empty plan", "heading"))
        column.addWidget(Text(WORDS, "second", wrap=True))
        column.addLayout(buttons)
        self.hide()

    def allow(self, editable: bool) -> None:
        """Not where the plan can only be read."""
        self.issue_button.setEnabled(editable)
        self.import_button.setEnabled(editable)
