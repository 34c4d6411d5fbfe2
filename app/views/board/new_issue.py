"""A new issue for the Hot List (M6), in a small sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.bridge.board_state import BoardState
from app.rules.changes import Outcome
from app.rules.errors import Problem, Refused
from app.rules.fields import ORIGINS
from app.rules.readiness import HotListReason
from app.rules.texts import REASON_LIMIT, TITLE_LIMIT
from app.views.shared.form_sheet import FormSheet, Values, choices

ABOUT = "It enters the Hot List while its scope is developed."


class NewIssueSheet(FormSheet):
    """Keeps what was written while the store refuses it; `added` carries the id of the issue."""

    added = Signal(int)

    def __init__(self, state: BoardState, window: QWidget) -> None:
        super().__init__(window, "New issue", "Add to the Hot List", say=ABOUT)
        self._state = state
        board = state.model.board
        hint = "The outcome that is wanted, in plain words"
        self.issue_title = self.add_line("title", "Title", hint=hint, most=TITLE_LIMIT, required=True)
        self.aim = self.add_choice("aim_id", "Aim", choices(board.aims, "No aim yet"))
        self.department = self.add_choice("department_id", "Department", choices(board.departments, "No department yet"))
        self.lead = self.add_choice("lead_post_id", "Lead person", choices(board.posts, "No lead yet"))
        self.waiting = self.add_choice(
            "hot_list_reason", "Why on the Hot List", [(each.value, each.title) for each in HotListReason]
        )
        self.origin = self.add_choice("origin", "Comes from", ORIGINS)
        self.reason = self.add_text("reason", "Reason for the history", required=True)
        self.wanted.connect(self._add_issue)

    def _add_issue(self, values: Values) -> None:
        from app.commands.add_issue import AddIssue

        reason = values["reason"].strip()
        missing = _missing(values["title"], reason)
        if missing:
            self.refuse(Refused(*missing))
            return
        command = AddIssue(
            **{**values, "reason": reason},
            effective=self._state.model.board.quarter,
            proposed_by=self._state.workspace.you_are,
        )
        self.do_button.setEnabled(False)
        self._state.operations.do(command, self, self._on_added, self.refuse)

    def _on_added(self, outcome: Outcome) -> None:
        self.accept()
        for issue_id in outcome.changes.ids.get("issue", ()):
            self.added.emit(issue_id)


def _missing(title: str, reason: str) -> list[Problem]:
    """What can be said without asking the store."""
    found = []
    if not title.strip():
        found.append(Problem("text_missing", {"field": "title", "limit": TITLE_LIMIT}))
    if not reason:
        found.append(Problem("reason_missing", {"field": "reason"}))
    elif len(reason) > REASON_LIMIT:
        found.append(Problem("text_too_long", {"field": "reason", "limit": REASON_LIMIT, "length": len(reason)}))
    return found
