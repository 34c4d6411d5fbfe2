"""A quiet band over a past quarter's board."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.rules.period import Period
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.labels import Text


class PastBand(QFrame):
    """Says that the board is shown as it stood, and leads to the newest quarter."""

    newest_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Text("", "soft", wrap=True)
        self.button = QuietButton("")
        self.button.clicked.connect(self.newest_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(6), theme.px(4))
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_quarter(self, quarter: Period, newest: Period | None, *, past: bool) -> None:
        self.words.setText(
            f"{quarter.long_label} as it stood. Nothing can be moved or changed in a past quarter."
        )
        self.button.setText(f"Go to {newest.label}" if newest else "")
        self.button.setVisible(newest is not None)
        self.setVisible(past)
