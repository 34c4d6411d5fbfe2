"""A new issue for the Hot List (M6), in a small sheet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.bridge.board_state import BoardState
from app.rules.changes import Outcome
from app.rules.errors import Problem, Refused
from app.rules.fields import ORIGINS
from app.rules.issue import Item
from app.rules.lists import current
from app.rules.readiness import HotListReason
from app.rules.texts import REASON_LIMIT, TITLE_LIMIT
from app.views.shared import words
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

_REQUIRED = ("title", "reason")


class NewIssueSheet(Sheet):
    """Keeps what was written while the store refuses it; `added` carries the id of the issue."""

    added = Signal(int)

    def __init__(self, state: BoardState, window: QWidget) -> None:
        super().__init__(window, "New issue", 560)
        self._state = state
        board = state.model.board
        self.issue_title = QLineEdit()
        self.issue_title.setMaxLength(TITLE_LIMIT)
        self.issue_title.setPlaceholderText("The outcome that is wanted, in plain words")
        self.aim = _choice("No aim yet", board.aims)
        self.department = _choice("No department yet", board.departments)
        self.lead = _choice("No lead yet", board.posts)
        self.waiting = QComboBox()
        for each in HotListReason:
            self.waiting.addItem(each.title, each.value)
        self.origin = QComboBox()
        for value, label in ORIGINS:
            self.origin.addItem(label, value)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().lineSpacing() * 3 + 16)
        self._fields: dict[str, Labelled] = {}
        self.problem = InlineError()
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addWidget(Text("It enters the Hot List while its scope is developed.", "soft", wrap=True))
        for name, label, field in (
            ("title", "Title", self.issue_title),
            ("aim_id", "Aim", self.aim),
            ("department_id", "Department", self.department),
            ("lead_post_id", "Lead person", self.lead),
            ("hot_list_reason", "Why on the Hot List", self.waiting),
            ("origin", "Comes from", self.origin),
            ("reason", "Reason for the history", self.reason),
        ):
            self._fields[name] = Labelled(label, field, required=name in _REQUIRED)
            self.body.addWidget(self._fields[name])
        self.body.addWidget(self.problem)
        self.add = PrimaryButton("Add to the Hot List")
        self.add.clicked.connect(self._on_add)
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.add)
        self.closed.connect(self.deleteLater)

    def _on_add(self) -> None:
        from app.commands.add_issue import AddIssue

        if not self._complete():
            return
        command = AddIssue(
            title=self.issue_title.text(),
            aim_id=self.aim.currentData(),
            department_id=self.department.currentData(),
            lead_post_id=self.lead.currentData(),
            hot_list_reason=self.waiting.currentData(),
            origin=self.origin.currentData(),
            reason=self.reason.toPlainText().strip(),
            effective=self._state.model.board.quarter,
            proposed_by=self._state.workspace.you_are,
        )
        self.add.setEnabled(False)
        self._state.operations.do(command, self, self._on_added, partial(_refused, self))

    def _complete(self) -> bool:
        """What can be said without asking the store, beside the fields."""
        reason = self.reason.toPlainText().strip()
        missing = {
            "title": Problem("text_missing", {"field": "title", "limit": TITLE_LIMIT})
            if not self.issue_title.text().strip()
            else None,
            "reason": Problem("reason_missing", {})
            if not reason
            else Problem("text_too_long", {"field": "reason", "limit": REASON_LIMIT, "length": len(reason)})
            if len(reason) > REASON_LIMIT
            else None,
        }
        self._show({name: problem for name, problem in missing.items() if problem})
        return not any(missing.values())

    def _show(self, problems: dict[str, Problem]) -> None:
        for name, labelled in self._fields.items():
            labelled.error.set_message(words.sentence(problems[name]) if name in problems else "")
        self.problem.set_message("")
        first = next((name for name in self._fields if name in problems), None)
        if first:
            self._fields[first].field.setFocus()

    def _on_added(self, outcome: Outcome) -> None:
        self.accept()
        for issue_id in outcome.changes.ids.get("issue", ()):
            self.added.emit(issue_id)

    def show_refusal(self, error: Exception) -> None:
        """Beside the field it is about, or under them all."""
        self.add.setEnabled(True)
        problems = error.problems if isinstance(error, Refused) else ()
        placed = {str(each.facts.get("field", "")): each for each in problems}
        self._show({name: problem for name, problem in placed.items() if name in self._fields})
        rest = [
            words.sentence(each) for each in problems if str(each.facts.get("field", "")) not in self._fields
        ]
        if not problems:
            rest = [str(said) for said in words.of_error(error)]
        self.problem.set_message(" ".join(rest))


def _refused(sheet: NewIssueSheet, error: Exception) -> None:
    sheet.show_refusal(error)


def _choice(missing: str, items: tuple[Item, ...]) -> QComboBox:
    box = QComboBox()
    box.addItem(missing, None)
    for item in current(items):
        box.addItem(item.name, item.id)
    return box
