"""The six conditions of readiness on the move sheet: met with evidence, missing, or waived with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.rules.readiness import Answer, Condition
from app.views.issues.icon_mark import IconMark
from app.views.shared import theme
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import QuietButton, Text


class WaiveRow(QWidget):
    """One condition. A missing one offers a waiver, which asks for its reason underneath."""

    waived = Signal(str, object)
    """Condition, and the reason so far ("" at first) or None when it is not waived after all."""

    def __init__(self, condition: Condition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.condition = condition
        self._missing = False
        self.mark = IconMark("check")
        self.title = Text(condition.title, "", wrap=True)
        self.evidence = Text("", "third", wrap=True)
        self.button = QuietButton("Waive…", flat=True)
        self.button.setCheckable(True)
        self.button.setAccessibleName(f"Waive: {condition.title}")
        self.button.setProperty("small", "true")
        self.reason = TextValue(
            f"Why “{condition.title}” is waived", lines=False, most=4, inplace=False, size=12
        )
        self.reason.setPlaceholderText("Why it is waived")
        self._lay_out()
        self.button.toggled.connect(self._on_toggled)
        self.reason.textChanged.connect(self._on_reason)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(6))
        grid.setVerticalSpacing(theme.px(1))
        grid.addWidget(self.mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.evidence, 1, 1)
        grid.addWidget(self.reason, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_answer(self, answer: Answer | None, *, missing: bool, lead: str) -> None:
        """`missing`: the move needs the condition and it is not met, so a waiver is offered."""
        self._missing = missing
        self._said = answer.evidence if answer else ""
        if self.condition is Condition.LEAD and lead and not missing:
            self._said = self._said or lead
        self.button.setVisible(missing)
        if not missing and self.button.isChecked():
            self.button.setChecked(False)
        self._say()

    _said = ""

    def _say(self) -> None:
        waived = self.button.isChecked()
        self.reason.setVisible(waived)
        if not self._missing:
            self.mark.show_mark("check", "green", "Met")
            self.evidence.setText(self._said or "No evidence written")
        else:
            self.mark.show_mark("warning", "amber" if waived else "red", "Waived" if waived else "Missing")
            words = "not yet recorded" if not self._said else f"not met: {self._said}"
            self.evidence.setText("waived for this move" if waived else words)
        tone = "error" if self._missing and not waived else "third"
        if self.evidence.property("role") != tone:
            self.evidence.setProperty("role", tone)
            self.evidence.style().unpolish(self.evidence)
            self.evidence.style().polish(self.evidence)
        self.setAccessibleName(f"{self.condition.title}: {self.evidence.text()}")

    def _on_toggled(self, waived: bool) -> None:
        self.button.setText("Do not waive" if waived else "Waive…")
        self._say()
        self.waived.emit(self.condition.value, self.reason.value() if waived else None)
        if waived and self.isVisible():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reason(self) -> None:
        if self.button.isChecked():
            self.waived.emit(self.condition.value, self.reason.value())


class WaiveRows(QWidget):
    """All six, under a heading that counts them."""

    waived = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Text("", "label")
        self.rows = {condition: WaiveRow(condition) for condition in Condition}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.heading)
        for row in self.rows.values():
            row.waived.connect(self.waived)
            column.addWidget(row)
        column.addStretch(1)

    def show_answers(self, answers: tuple[Answer, ...], missing: tuple[Condition, ...], lead: str) -> None:
        by_key = {answer.key: answer for answer in answers}
        for condition, row in self.rows.items():
            row.show_answer(by_key.get(condition.value), missing=condition in missing, lead=lead)
        waived = sum(1 for row in self.rows.values() if row.button.isChecked())
        met = len(self.rows) - len(missing)
        words = f"Ready to move: {met} of {len(self.rows)}"
        self.heading.setText(f"{words}, {waived} waived" if waived else words)
