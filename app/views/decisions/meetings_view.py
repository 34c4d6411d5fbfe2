"""Meetings: when which body met or will meet, what is on the agenda, and what became of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.decisions_state import DecisionsState
from app.bridge.lines_model import LinesModel
from app.rules.decision import Stage
from app.rules.meetings import Meeting, MeetingItem, MeetingState
from app.views.decisions.register_view import STAGE_TONES
from app.views.issues import decision_words
from app.views.shared import theme
from app.views.shared.buttons import IconButton, MenuButton, PrimaryButton, QuietButton
from app.views.shared.dates import day
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable

_EMPTY = (
    "A meeting of CPEG, or a joint session of Cabinet and CMT, takes up what is pending: "
    "its agenda is made from the proposals and interim decisions, and what is decided there is recorded live."
)


def _meeting_cell(meeting: Meeting, column: int) -> str:
    waiting = len(meeting.pending)
    agenda = f"{len(meeting.items)} issue{'' if len(meeting.items) == 1 else 's'}"
    return (
        day(meeting.held_on), meeting.title, meeting.bodies, f"{agenda}, {waiting} to decide" if waiting else agenda,
        meeting.state.title,
    )[column]  # fmt: skip


def _item_cell(item: MeetingItem, column: int) -> str:
    decision = item.decision
    put = decision_words.headline(decision) if decision else "For discussion"
    stage = decision.stage.title if decision else ""
    actions = f"{len(item.actions)} action{'' if len(item.actions) == 1 else 's'}" if item.actions else ""
    said = ", ".join(part for part in ("minuted" if item.note else "", actions) if part)
    return (item.issue_title, put, stage, said)[column]


def _item_tone(item: Any) -> str:
    return STAGE_TONES[item.decision.stage] if isinstance(item, MeetingItem) and item.decision else ""


def _state_tone(meeting: Any) -> str:
    held = isinstance(meeting, Meeting) and meeting.state is MeetingState.HELD
    return "green" if held else "accent"


class MeetingsView(QWidget):
    """Attributes: table (meetings), agenda. What is wanted is said by signal with the meeting."""

    changed = Signal(object)
    started = Signal(object)
    confirmed = Signal(object)
    record_wanted = Signal(object, str)
    """(Meeting, "pdf" or "docx")"""
    issue_wanted = Signal(int)

    def __init__(self, state: DecisionsState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.model = LinesModel(("Date", "Meeting", "Bodies", "Agenda", "State"), _meeting_cell, self)
        self.table = LinesTable(self.model, "Meetings", (92, -6, -4, -4, 84), {4: _state_tone})
        self.table.set_narrow(560, (92, -1, 0, 0, 84))  # bodies and agenda are told beside it
        self.items = LinesModel(("Issue", "Put to the meeting", "Stage", "Recorded"), _item_cell, self)
        self.agenda = LinesTable(self.items, "Agenda of the meeting", (-5, -4, 96, 110), {2: _item_tone})
        self.agenda.set_narrow(440, (-5, -4, 96, 0))
        self.meeting_name = Text("", "heading", wrap=True)
        self.meeting_facts = Text("", "second", wrap=True)
        self.start_button = PrimaryButton("Start the meeting")
        self.confirm_button = QuietButton("Confirm the whole list…")
        self.record_button = MenuButton("Decision record")
        self.edit_button = MenuButton("Change")
        self.up_button = IconButton("up", "Move the issue up on the agenda")
        self.down_button = IconButton("down", "Move the issue down on the agenda")
        self.off_button = IconButton("delete", "Take the issue off the agenda")
        self._wanted: int | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(self.meeting_name)
        column.addWidget(self.meeting_facts)
        buttons = FlowBox(theme.px(6))
        for part in (self.start_button, self.confirm_button, self.record_button, self.edit_button):
            buttons.add(part)
        for small in (self.up_button, self.down_button, self.off_button):
            buttons.add(small, at_end=True)
        column.addWidget(buttons)
        column.addWidget(self.agenda, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        left.setMinimumWidth(theme.px(200))
        row.addWidget(left, 5)
        row.addWidget(right, 6)
        self.empty = Text(_EMPTY, "soft", wrap=True)
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(self._nothing_planned())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def _nothing_planned(self) -> QWidget:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        inside.setSpacing(theme.px(8))
        inside.addWidget(Text("No meeting is planned yet", "heading"))
        inside.addWidget(self.empty)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        return place

    def _connect(self) -> None:
        self.state.meetings_read.connect(self._loaded)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._start)
        self.agenda.opened.connect(self._open_issue)
        self.agenda.chosen.connect(self._allow)
        self.start_button.clicked.connect(self._start)
        self.confirm_button.clicked.connect(partial(self._emit, self.confirmed))
        record = self.record_button.menu()
        record.addAction("As a page (PDF)…").triggered.connect(partial(self._record, "pdf"))
        record.addAction("As Word…").triggered.connect(partial(self._record, "docx"))
        menu = self.edit_button.menu()
        menu.addAction("Title, date and bodies…").triggered.connect(partial(self._emit, self.changed))
        menu.addAction("Fill the agenda with what is pending").triggered.connect(self._fill)
        self._add_menu = QMenu("Add an issue", menu)
        menu.addMenu(self._add_menu)
        self._add_menu.aboutToShow.connect(self._offer_issues)
        self.reopen = QAction("Open the meeting again", self)
        menu.addAction(self.reopen)
        self.reopen.triggered.connect(self._reopen)
        menu.addSeparator()
        menu.addAction("Remove the meeting").triggered.connect(self._remove)
        self.up_button.clicked.connect(partial(self._shift, -1))
        self.down_button.clicked.connect(partial(self._shift, 1))
        self.off_button.clicked.connect(self._take_off)

    # What is shown

    @property
    def meeting(self) -> Meeting | None:
        found: Meeting | None = self.model.line(max(self.table.currentIndex().row(), 0))
        return found

    def choose(self, meeting_id: int) -> None:
        """Now, or as soon as it has been read."""
        row = next((at for at, each in enumerate(self.model.lines) if each.id == meeting_id), -1)
        self._wanted = meeting_id if row < 0 else None
        self.table.go_to(row)

    def _loaded(self, meetings: tuple[Meeting, ...]) -> None:
        before = self.meeting.id if self.model.lines and self.meeting else None
        known = {each.id for each in self.model.lines}
        fresh = [each.id for each in meetings if each.id not in known]
        self.model.show(meetings)
        self.stack.setCurrentIndex(0 if meetings else 1)
        wanted = self._wanted or (fresh[0] if known and len(fresh) == 1 else before)
        self._wanted = None
        row = next((at for at, each in enumerate(meetings) if each.id == wanted), 0)
        if meetings:
            self.table.go_to(row)
            self._chosen(row)

    def _chosen(self, row: int) -> None:
        meeting = self.model.line(row)
        if meeting is None:
            return
        self.meeting_name.setText(meeting.title)
        self.meeting_facts.setText(f"{meeting.bodies}, {day(meeting.held_on)}. {_standing(meeting)}")
        self.items.show(meeting.items)
        self._allow()

    def _allow(self, _row: int = -1) -> None:
        meeting = self.meeting
        editable = not self.state.operations.state.read_only and meeting is not None
        held = meeting is not None and meeting.state is MeetingState.HELD
        self.start_button.setText("Look at it again" if held else "Start the meeting")
        self.confirm_button.setEnabled(editable and not held and bool(meeting and meeting.pending))
        self.edit_button.setEnabled(editable)
        self.reopen.setVisible(held)
        row, last = self.agenda.currentIndex().row(), len(self.items.lines) - 1
        self.up_button.setEnabled(editable and row > 0)
        self.down_button.setEnabled(editable and 0 <= row < last)
        self.off_button.setEnabled(editable and row >= 0)

    # What is wanted

    def _emit(self, signal: Any, _checked: bool = False) -> None:
        if self.meeting is not None:
            signal.emit(self.meeting)

    def _start(self, _row: object = None) -> None:
        self._emit(self.started)

    def _record(self, kind: str, _checked: bool = False) -> None:
        if self.meeting is not None:
            self.record_wanted.emit(self.meeting, kind)

    def _open_issue(self, row: int) -> None:
        item = self.items.line(row)
        if item is not None:
            self.issue_wanted.emit(item.issue_id)

    def _fill(self) -> None:
        from app.commands.run_meeting import FillAgenda

        if self.meeting is not None:
            self.state.store(FillAgenda(self.meeting.id, self.meeting.version))

    def _reopen(self) -> None:
        from app.commands.run_meeting import CloseMeeting

        if self.meeting is not None:
            self.state.store(CloseMeeting(self.meeting.id, self.meeting.version, False))

    def _remove(self) -> None:
        from app.commands.run_meeting import RemoveMeeting

        if self.meeting is not None:
            self.state.store(RemoveMeeting(self.meeting.id, self.meeting.version))

    def _shift(self, step: int, _checked: bool = False) -> None:
        row = self.agenda.currentIndex().row()
        ids = [item.issue_id for item in self.items.lines]
        if 0 <= row < len(ids) and 0 <= row + step < len(ids):
            ids[row], ids[row + step] = ids[row + step], ids[row]
            self._set(ids)
            self.agenda.go_to(row + step)

    def _take_off(self) -> None:
        row = self.agenda.currentIndex().row()
        self._set([item.issue_id for at, item in enumerate(self.items.lines) if at != row])

    def _offer_issues(self) -> None:
        self._add_menu.clear()
        there = {item.issue_id for item in self.items.lines}
        for issue_id, title in self.state.issues:
            if issue_id not in there:
                action = self._add_menu.addAction(title.replace("&", "&&"))
                action.triggered.connect(partial(self._add_issue, issue_id))

    def _add_issue(self, issue_id: int, _checked: bool = False) -> None:
        self._set([*(item.issue_id for item in self.items.lines), issue_id])

    def _set(self, issue_ids: list[int]) -> None:
        from app.commands.run_meeting import SetAgenda

        if self.meeting is not None:
            self.state.store(SetAgenda(self.meeting.id, self.meeting.version, tuple(issue_ids)))


def _standing(meeting: Meeting) -> str:
    """ "2 to decide." or what became of them."""
    stages = [item.decision.stage for item in meeting.items if item.decision is not None]
    waiting = len(meeting.pending)
    parts = [f"{waiting} to decide"] if waiting else []
    for stage in (Stage.CONFIRMED, Stage.INTERIM, Stage.REFUSED):
        count = stages.count(stage)
        if count and not (stage is Stage.INTERIM and waiting):
            parts.append(f"{count} {stage.value}")
    return f"{', '.join(parts)}." if parts else "Nothing is pending before it."
