"""The team's notes beside the text and the answers to them: threads, counted while they are open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.rules.assessment import ChallengeNote
from app.rules.assessment_stages import Possibilities, Step
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.chips import Chip
from app.views.shared.dates import day
from app.views.shared.labels import Text


class ChallengeList(QWidget):
    """Buttons are there for what the rules let this post do now."""

    answer_wanted = Signal(object)
    """(ChallengeNote)"""
    close_wanted = Signal(object, bool)
    """(ChallengeNote, closed)"""
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add = QuietButton("Add a challenge…")
        self.add.clicked.connect(self.add_wanted)
        self.said = Text("", "third", wrap=True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(6), theme.px(8))
        column.setSpacing(theme.px(8))
        column.addWidget(self.said)
        column.addWidget(self.area, 1)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons: list[QuietButton] = []

    def show_notes(self, notes: Sequence[ChallengeNote], possible: Possibilities, section: str) -> None:
        """Those of a section and of the whole assessment."""
        here = [note for note in notes if note.section_key in ("", section)]
        threads = [note for note in here if note.parent_id is None]
        open_notes = sum(not note.closed for note in threads)
        elsewhere = sum(note.parent_id is None and not note.closed for note in notes) - open_notes
        self.add.setVisible(possible[Step.CHALLENGE].allowed)
        said = f"{open_notes} open here" if threads else "No challenge to this section."
        self.said.setText(said + (f", {elsewhere} in other sections" if elsewhere else ""))
        self.buttons = []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(6), 0)
        column.setSpacing(theme.px(12))
        for note in threads:
            answers = [each for each in here if each.parent_id == note.id]
            column.addWidget(self._thread(note, answers, possible))
        column.addStretch(1)
        inner.setAutoFillBackground(False)
        self.area.setWidget(inner)
        self.area.viewport().setAutoFillBackground(False)

    def _thread(self, note: ChallengeNote, answers: Sequence[ChallengeNote], possible: Possibilities) -> QWidget:
        part = QFrame()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.addWidget(Text(f"{note.by or 'Performance team'}, {day(note.at.date())}", "third", wrap=True), 1)
        head.addWidget(Chip("Closed" if note.closed else "Open", "neutral" if note.closed else "amber"))
        column.addLayout(head)
        column.addWidget(Text(note.text, "", wrap=True))
        for answer in answers:
            said = Text(answer.text, "soft", wrap=True)
            said.setContentsMargins(theme.px(14), 0, 0, 0)
            by = Text(f"↳ {answer.by}, {day(answer.at.date())}", "third")
            by.setContentsMargins(theme.px(14), theme.px(2), 0, 0)
            column.addWidget(by)
            column.addWidget(said)
        row = QHBoxLayout()
        if possible[Step.ANSWER].allowed and not note.closed:
            row.addWidget(self._button("Answer…", partial(self.answer_wanted.emit, note), note))
        if possible[Step.CLOSE_NOTE].allowed:
            words = "Open again" if note.closed else "Close"
            row.addWidget(self._button(words, partial(self.close_wanted.emit, note, not note.closed), note))
        row.addStretch(1)
        column.addLayout(row)
        return part

    def _button(self, words: str, work: partial[None], note: ChallengeNote) -> QuietButton:
        made = QuietButton(words)
        made.setProperty("kind", "small")
        made.setAccessibleName(f"{words.rstrip('…')}: {note.text[:60]}")
        made.clicked.connect(lambda _checked=False: work())
        self.buttons.append(made)
        return made
