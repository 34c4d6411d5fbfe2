"""The end of a meeting: each issue with what became of it and what was agreed; the record as a page or as Word."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rules import clock
from app.rules.lists import Lists, name_of
from app.rules.meetings import Meeting, MeetingItem, MeetingState
from app.views.decisions.register_view import STAGE_TONES
from app.views.issues import decision_words
from app.views.meeting.record_side import ahead_words
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.dates import day
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Card, Text
from app.views.shared.scroll_column import ScrollColumn
from app.views.shared.side_panel import emptied


class SummaryFace(QWidget):
    closed = Signal()
    today_wanted = Signal()
    record_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Text("", "", wrap=True)
        self.heading.setProperty("stage", "stage-title")
        self.close_button = PrimaryButton("Close the meeting")
        self.page_button = QuietButton("Decision record as a page…")
        self.word_button = QuietButton("As Word…")
        self.ahead = Text("", "", wrap=True)
        self.ahead.setProperty("stage", "stage-words")
        self.today_button = PrimaryButton("Hold it today")
        self.today_button.clicked.connect(self.today_wanted)
        self.close_button.clicked.connect(self.closed)
        self.page_button.clicked.connect(partial(self.record_wanted.emit, "pdf"))
        self.word_button.clicked.connect(partial(self.record_wanted.emit, "docx"))
        inner = QWidget()
        self.items = QVBoxLayout(inner)
        self.items.setSpacing(theme.px(8))
        self.items.setContentsMargins(0, 0, theme.px(8), 0)
        area = ScrollColumn(inner)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # nothing in it takes the keyboard to scroll it by
        area.setAccessibleName("What was decided")
        row = FlowBox(theme.px(6))
        for button in (self.today_button, self.close_button, self.page_button, self.word_button):
            row.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self.heading)
        column.addWidget(self.ahead)
        column.addWidget(area, 1)
        column.addWidget(row)

    def show_meeting(self, meeting: Meeting, lists: Lists, *, read_only: bool) -> None:
        left = len(meeting.pending)
        done = "All is decided" if meeting.items else "Nothing on the agenda"
        self.heading.setText(f"{left} still to decide" if left else done)
        held = meeting.state is MeetingState.HELD
        ahead = not held and not read_only and meeting.is_ahead(clock.today())
        self.ahead.setText(ahead_words(meeting) if ahead else "")
        for part in (self.ahead, self.today_button):
            part.setVisible(ahead)
        self.close_button.setVisible(not held and not read_only and not ahead)
        emptied(self.items)
        for item in meeting.items:
            self.items.addWidget(_card(item, lists))
        self.items.addStretch(1)


def _card(item: MeetingItem, lists: Lists) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
    top = QHBoxLayout()
    title = Text(item.issue_title, "", wrap=True)
    title.setProperty("stage", "stage-words")
    top.addWidget(title, 1)
    if item.decision is not None:
        top.addWidget(Chip(item.decision.stage.title, STAGE_TONES[item.decision.stage]), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(top)
    if item.decision is not None:
        column.addWidget(Text(decision_words.headline(item.decision), "second", wrap=True))
    lines = [item.note] if item.note else []
    for action in item.actions:
        who = name_of(lists.posts, action.owner_post_id) or "no owner"
        due = f", by {day(action.due)}" if action.due else ""
        lines.append(f"Action: {action.title} ({who}{due})")
    for words in lines:
        line = Text(words, "", wrap=True)
        line.setProperty("stage", "stage-small")
        column.addWidget(line)
    return card
