"""What is recorded on the issue in front: the decision, what was said, the actions agreed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.bridge.meeting_state import MeetingState
from app.rules.decision import Stage
from app.rules.lists import current, name_of
from app.rules.meetings import Meeting, MeetingItem, agreed_stage
from app.rules.texts import TITLE_LIMIT
from app.views.shared import complaints, theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.choice_value import ChoiceValue, options_of
from app.views.shared.date_value import DateValue
from app.views.shared.dates import day
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Text
from app.views.shared.side_panel import emptied
from app.views.shared.text_value import TextValue


class ActionLine(QWidget):
    """A new action: what, who, by when. Enter in its title or date records it."""

    complained = Signal(str)
    """What cannot be recorded as it is written; nothing of it was."""

    def __init__(self, state: MeetingState) -> None:
        super().__init__()
        self.state = state
        self.title = QLineEdit()
        self.title.setMaxLength(TITLE_LIMIT)
        self.title.setPlaceholderText("What is to be done (T)")
        self.title.setAccessibleName("What is to be done")
        self.owner = ChoiceValue("Owner of the action", empty="No owner", find=True)
        self.owner.setProperty("inplace", False)
        self.owner.set_options(options_of(current(state.workspace.lists.posts)))
        self.due = DateValue("Due", inplace=False)
        self.due.setPlaceholderText("Due date")
        self.add_button = QuietButton("Record the action")
        self.add_button.clicked.connect(self.record)
        for field in (self.title, self.due):
            field.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.title)
        row = QHBoxLayout()
        row.addWidget(self.owner, 3)
        row.addWidget(self.due, 2)
        column.addLayout(row)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def record(self) -> None:
        self.due.commit()
        if self.due.is_unreadable():
            self.complained.emit(complaints.unreadable_day("Due"))
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.title.text().strip():
            owner = self.owner.value()
            self.state.agree_action(self.title.text(), owner if isinstance(owner, int) else None, self.due.value())

    def clear(self) -> None:
        self.title.clear()
        self.owner.show_value(None)
        self.due.accept_stored(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.type() == QEvent.Type.KeyPress:
            self.record()
            return True
        return False


class RecordSide(QFrame):
    """Letters reach it through the stage: A agrees, R refuses, M minutes, T notes an action."""

    def __init__(self, state: MeetingState) -> None:
        super().__init__()
        self.state = state
        self._item: MeetingItem | None = None
        self.setProperty("role", "card")
        self.standing = Text("", "", wrap=True)
        self.standing.setProperty("stage", "stage-words")
        self.agree_button = PrimaryButton("Agree (A)")
        self.refuse_button = QuietButton("Refuse… (R)")
        self.today_button = QuietButton("Hold it today")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Reason for refusing, then Enter")
        self.reason.setAccessibleName("Reason for refusing")
        self.note = TextValue("What was said", inplace=False, least=4, most=8)
        self.note.setPlaceholderText("What was said (M)")
        self.agreed = QVBoxLayout()
        self.agreed.setSpacing(theme.px(4))
        self.action = ActionLine(state)
        self.problem = Text("", "error", wrap=True)
        self.problem.hide()
        self._lay_out()
        self.agree_button.clicked.connect(self._agree)
        self.refuse_button.clicked.connect(self.begin_refusal)
        self.today_button.clicked.connect(state.hold_today)
        self.reason.returnPressed.connect(self._refuse)
        self.note.committed.connect(self._note)
        self.action.complained.connect(self.tell)
        state.saved.connect(self._saved)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        edge = theme.px(18)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(10))
        column.addWidget(_head("Decision"))
        column.addWidget(self.standing)
        self.decisions = FlowBox(theme.px(6))
        self.decisions.add(self.agree_button)
        self.decisions.add(self.refuse_button)
        self.decisions.add(self.today_button)
        column.addWidget(self.decisions)
        column.addWidget(self.reason)
        column.addWidget(self.problem)
        column.addWidget(_head("Minute"))
        column.addWidget(self.note)
        column.addWidget(_head("Actions agreed"))
        column.addLayout(self.agreed)
        column.addWidget(self.action)
        column.addStretch(1)
        self.reason.hide()

    def set_move(self, button: QWidget) -> None:
        """Beside what is decided: the way to a move that nobody has proposed yet."""
        self.decisions.add(button)

    def show_item(self, item: MeetingItem) -> None:
        other = self._item is None or self._item.id != item.id
        if other:
            self.note.forget()
            self.action.clear()
            self.reason.clear()
            self.reason.hide()
            self.problem.hide()
        self._item = item
        decide = self.state.can_decide
        self.standing.setText(_standing(item, self.state))
        self.agree_button.setVisible(decide)
        self.refuse_button.setVisible(decide)
        self.today_button.setVisible(self.state.put_to_it and self.state.is_ahead and not self.state.read_only)
        if not decide:
            self.reason.hide()
        self.note.show_value(item.note)
        self.note.set_read_only(self.state.read_only)
        self.action.setVisible(not self.state.read_only)
        emptied(self.agreed)
        posts = self.state.workspace.lists.posts
        for action in item.actions:
            who = name_of(posts, action.owner_post_id) or "no owner"
            due = f", by {day(action.due)}" if action.due else ""
            words = Text(f"{action.title} ({who}{due})", "", wrap=True)
            words.setProperty("stage", "stage-small")
            self.agreed.addWidget(words)

    def _agree(self) -> None:
        self.state.decide(True)

    def begin_refusal(self) -> None:
        if self.state.can_decide:
            self.reason.show()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Another issue comes: what is being written is stored."""
        self.note.commit()

    def tell(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _refuse(self) -> None:
        self.state.decide(False, self.reason.text())

    def _note(self, text: Any) -> None:
        self.state.note(str(text or ""))

    def _saved(self, label: str) -> None:
        self.tell("")
        if "minute" in label.lower():
            self.note.accept_stored(self.note.value())
        if "action" in label:
            self.action.clear()
        if "refusal" in label or "decision" in label:
            self.reason.clear()
            self.reason.hide()


def _standing(item: MeetingItem, state: MeetingState) -> str:
    decision, meeting = item.decision, state.meeting
    if decision is None:
        return "Nothing is put to the meeting."
    if state.put_to_it and state.is_ahead and meeting is not None:
        return ahead_words(meeting)
    if state.can_decide and meeting is not None:
        word = agreed_stage(meeting.authority).value
        return f"{meeting.bodies} may agree, and it is {word}, or refuse."
    if decision.stage is Stage.INTERIM:
        return f"Interim by {decision.body or 'a body'}; CMT or Cabinet confirms or refuses it."
    if decision.stage is Stage.PROPOSED:
        return "Proposed; this plan cannot be changed here."
    by = f" by {decision.body}" if decision.body else ""
    on = f" on {day(decision.decided_on)}" if decision.decided_on else ""
    return f"{decision.stage.title}{by}{on}."


def ahead_words(meeting: Meeting) -> str:
    """Why nothing is decided under a meeting whose day has not come, and what to do."""
    return (
        f"The meeting is planned for {day(meeting.held_on)}, and a decision carries the day of its meeting. "
        "Hold it today, or change its date under Meetings."
    )


def _head(words: str) -> Text:
    made = Text(words, "label")
    made.setProperty("stage", "stage-quiet")
    return made
