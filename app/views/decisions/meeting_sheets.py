"""Small sheets about meetings: plan one or change it, confirm its whole list, follow up a condition."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from app.bridge.decisions_state import DecisionsState, WholeDecision
from app.bridge.meeting_state import held_today
from app.rules import clock
from app.rules.meetings import Meeting, agreed_stage
from app.rules.texts import TITLE_LIMIT
from app.views.issues import decision_words
from app.views.meeting.record_side import ahead_words
from app.views.shared.dates import day
from app.views.shared.form_sheet import FormSheet, Values
from app.views.shared.labels import Text


def meeting_sheet(state: DecisionsState, window: QWidget, meeting: Meeting | None = None) -> FormSheet:
    """Plan a meeting, or change the one given."""
    bodies = [(body.id, body.name) for body in state.workspace.lists.bodies]
    new = meeting is None
    sheet = FormSheet(
        window, "Plan a meeting" if new else "Change a meeting", "Plan it" if new else "Save",
        say="Its agenda begins with what is pending before the body." if new else "",
    )  # fmt: skip
    sheet.add_choice("body", "Body that decides", bodies, meeting.body_id if meeting else None)
    sheet.add_choice("with", "Joint session with", [(None, "Nobody"), *bodies], meeting.with_body_id if meeting else None)
    title = meeting.title if meeting else "Driving Success session"
    sheet.add_line("title", "Title", title, most=TITLE_LIMIT, required=True)
    sheet.add_day("held_on", "Date", meeting.held_on if meeting else clock.today())
    sheet.add_text("note", "Note", meeting.note if meeting else "", lines=2)
    sheet.store_with(state.operations, partial(_saving, meeting))
    return sheet


def _saving(meeting: Meeting | None, values: Values) -> Any:
    from app.commands.run_meeting import SaveMeeting

    held = values["held_on"] or (meeting.held_on if meeting else clock.today())
    id_, version = (meeting.id, meeting.version) if meeting else (None, None)
    return SaveMeeting(id_, version, values["title"], values["body"], held, values["with"], values["note"])


def today_sheet(state: DecisionsState, window: QWidget, meeting: Meeting) -> FormSheet:
    """A meeting whose day has not come, and whose list is to be confirmed all the same."""
    sheet = FormSheet(window, f"“{meeting.title}” has not been held yet", "Hold it today", say=ahead_words(meeting))
    sheet.store_with(state.operations, lambda _values: held_today(meeting))
    return sheet


class ConfirmSheet(FormSheet):
    """Every pending item of a meeting with a tick; those ticked are agreed in one step, one decision each."""

    def __init__(self, state: DecisionsState, window: QWidget, meeting: Meeting) -> None:
        stage = agreed_stage(meeting.authority)
        super().__init__(
            window, f"Confirm the list of “{meeting.title}”", "Record them",
            say=f"{meeting.bodies} agreed to what is ticked, on {day(meeting.held_on)}. Each becomes a decision of its "
            f"own, {stage.value}. One undo takes the whole step back; each can be reversed by a new decision later.",
            wide=640,
        )  # fmt: skip
        self.ticks: list[tuple[QCheckBox, Any]] = []
        for item in meeting.pending:
            assert item.decision is not None
            tick = QCheckBox(item.issue_title)
            tick.setChecked(True)
            tick.setAccessibleDescription(decision_words.headline(item.decision))
            tick.toggled.connect(self._count)
            self.body.addWidget(tick)
            words = Text(decision_words.headline(item.decision), "second", wrap=True)
            words.setContentsMargins(24, 0, 0, 4)
            self.body.addWidget(words)
            self.ticks.append((tick, item.decision))
        self.store_with(state.operations, partial(self._make, meeting.id))
        self._count()

    def _count(self, _on: bool = False) -> None:
        chosen = sum(tick.isChecked() for tick, _ in self.ticks)
        self.do_button.setText(f"Record {chosen} decision{'' if chosen == 1 else 's'}")
        self.do_button.setEnabled(chosen > 0)

    def _make(self, meeting_id: int, _values: Values) -> Any:
        from app.commands.run_meeting import Answer, DecideAtMeeting

        return DecideAtMeeting(
            meeting_id, tuple(Answer(each.id, each.version) for tick, each in self.ticks if tick.isChecked())
        )


def follow_up_sheet(state: DecisionsState, window: QWidget, whole: WholeDecision) -> FormSheet:
    follow = whole.follow_up
    sheet = FormSheet(window, "Follow up the condition", "Save", say=whole.decision.condition)
    sheet.add_day("due", "Wanted by", follow.due)
    sheet.add_day("done", "Met on", follow.done)
    sheet.add_text("note", "How it was met, or what is missing", follow.note)
    sheet.store_with(state.operations, partial(_following, whole))
    return sheet


def _following(whole: WholeDecision, values: Values) -> Any:
    from app.commands.run_meeting import FollowCondition

    return FollowCondition(
        whole.decision.id, whole.follow_up.version, values["due"], values["done"], values["note"]
    )
