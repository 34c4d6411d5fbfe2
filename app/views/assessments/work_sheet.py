"""A line of what comes next becomes an action on an issue, or a proposal for the Hot List, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QRadioButton, QWidget

from app.rules.assessment_evidence import EvidenceItem
from app.rules.texts import TITLE_LIMIT
from app.views.shared import complaints
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.date_value import DateValue
from app.views.shared.fields import InlineError
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class WorkSheet(Sheet):
    action_wanted = Signal(int, str, object)
    """(issue id, title, due or None)"""
    proposal_wanted = Signal(str, str)
    """(title, reason)"""

    def __init__(self, window: QWidget, line: str, issues: Sequence[EvidenceItem]) -> None:
        super().__init__(window, "Make work of a line", 560)
        self.body.addWidget(Text(f"“{line}”", "soft", wrap=True))
        self.action = QRadioButton("An action on an issue")
        self.proposal = QRadioButton("A proposal for the Hot List")
        self._kinds = QButtonGroup(self)
        for button in (self.action, self.proposal):
            self._kinds.addButton(button)
            self.body.addWidget(button)
        self.title_field = QLineEdit(line[:TITLE_LIMIT])
        self.title_field.setMaxLength(TITLE_LIMIT)
        self.title_field.setAccessibleName("Title")
        self.issue = QComboBox()
        self.issue.setAccessibleName("Issue")
        for item in issues:
            self.issue.addItem(item.label, item.ref.id)
        self.due = DateValue("Due", inplace=False)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why it needs a corporate push")
        self._labels: dict[QWidget, Text] = {}
        for label, part in (("Title", self.title_field), ("Issue", self.issue), ("Due", self.due),
                            ("Why it needs a corporate push", self.reason)):  # fmt: skip
            self._labels[part] = Text(label, "label")
            self.body.addWidget(self._labels[part])
            self.body.addWidget(part)
        self.problem = InlineError()
        self.body.addWidget(self.problem)
        self.yes, self.no = PrimaryButton("Make it"), QuietButton("Cancel")
        self.footer.addStretch(1)
        self.footer.addWidget(self.no)
        self.footer.addWidget(self.yes)
        self.no.clicked.connect(self.dismiss)
        self.yes.clicked.connect(self._make)
        self.action.setEnabled(bool(issues))
        (self.action if issues else self.proposal).setChecked(True)
        self.action.toggled.connect(self._judge)
        for field in (self.title_field, self.reason):
            field.textChanged.connect(self._judge)
        self.closed.connect(lambda _done: self.deleteLater())
        self._judge()

    def _judge(self, *_: object) -> None:
        acts = self.action.isChecked()
        for part, label in self._labels.items():
            shown = part is self.title_field or (part is self.reason) != acts
            part.setVisible(shown)
            label.setVisible(shown)
        fits = bool(self.title_field.text().strip()) and (acts or bool(self.reason.text().strip()))
        self.yes.setEnabled(fits)

    def _make(self) -> None:
        title = self.title_field.text().strip()
        acts, issue, reason = self.action.isChecked(), self.issue.currentData(), self.reason.text().strip()
        due = self.due.value()
        if acts and self.due.is_unreadable():
            self.problem.set_message(complaints.unreadable_day("Due"))
            self.due.setFocus()
            return
        self.accept()
        if acts:
            self.action_wanted.emit(int(issue), title, due if isinstance(due, date) else None)
        else:
            self.proposal_wanted.emit(title, reason)
