"""Where a department's assessment of the quarter was not begun: what belongs there, and the way to begin it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rules.assessment import AssessmentLine
from app.rules.assessment_sheet import AssessmentSheet
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Card, Text
from app.views.shared.words import sentence


class NotBegun(QWidget):
    start_wanted = Signal(object)
    """(department ids)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", "heading", wrap=True)
        self.said = Text("", "soft", wrap=True)
        self.one = PrimaryButton("Start it")
        self.all = QuietButton("Start all that are missing")
        self._one: tuple[int, ...] = ()
        self._all: tuple[int, ...] = ()
        self.one.clicked.connect(lambda: self.start_wanted.emit(self._one))
        self.all.clicked.connect(lambda: self.start_wanted.emit(self._all))
        card = Card()
        card.setMaximumWidth(theme.px(620))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        inside.setSpacing(theme.px(10))
        inside.addWidget(self.title)
        inside.addWidget(self.said)
        row = QHBoxLayout()
        row.addWidget(self.one)
        row.addWidget(self.all)
        row.addStretch(1)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.addStretch(1)
        middle = QHBoxLayout()  # an aligned card would get the height its texts need unwrapped
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)

    def show_state(self, sheet: AssessmentSheet, lines: Sequence[AssessmentLine]) -> None:
        self.title.setText(f"{sheet.department.name} has no self-assessment for {sheet.quarter.label} yet")
        missing = tuple(each.department.id for each in lines if each.assessment_id is None)
        carried = (
            f"It begins with the text of {sheet.quarters[0].label}, marked as unchanged until somebody has looked at "
            "it. "
            if sheet.quarters
            else "It begins empty, with the sections of the plan. "
        )
        why = sheet.why_not_start
        self.said.setText(carried + (sentence(why) if why else "Ratings are given anew each quarter."))
        self._one, self._all = (sheet.department.id,), missing
        self.one.setVisible(why is None)
        self.all.setVisible(why is None and len(missing) > 1)
