"""One issue of the draft: where it stands this year at the left, what next year's plan is to do with it at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.rules.category import Category
from app.rules.moves import Rule
from app.rules.refresh import Course, RefreshLine, rule_of
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.chips import Chip
from app.views.shared.labels import Text

TONES = {Course.STAYS: "improvement_plan", Course.ENTERS: "improvement_plan", Course.LEAVES: "outcomes",
         Course.WAITS: "hot_list", Course.UNDECIDED: "neutral"}  # fmt: skip


class LineCard(QFrame):
    """Enter or Space decides; up and down go to its neighbours."""

    decide_wanted = Signal(object)
    issue_wanted = Signal(int)
    stepped = Signal(int, int)
    """(issue, -1 or 1)"""

    def __init__(self, line: RefreshLine, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.decide = QuietButton("Decide…" if line.course is Course.UNDECIDED else "Change…")
        self.open_button = QuietButton("Open", flat=True)
        self.decide.setAccessibleName(f"Decide on {line.title}")
        self.open_button.setAccessibleName(f"Open {line.title}")
        self.decide.setMinimumWidth(theme.px(96))
        self.decide.clicked.connect(self._on_decide)
        self.open_button.clicked.connect(self._on_open)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(10), theme.px(10), theme.px(10))
        row.setSpacing(theme.px(14))
        row.addLayout(self._now(line), 5)
        row.addLayout(self._next(line), 6)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.decide, 0, Qt.AlignmentFlag.AlignTop)
        self.decide.setVisible(editable)  # shown before it has a parent, it would be a window of its own
        self.setAccessibleName(", ".join(part for part in (
            line.title, line.category.short, facts_words(line), decided_words(line), line.reason) if part))  # fmt: skip

    @staticmethod
    def _now(line: RefreshLine) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(Text(line.title, "label", wrap=True))
        chips = QHBoxLayout()
        chips.setSpacing(theme.px(6))
        chips.addWidget(Chip(line.category.short, "neutral" if line.category is Category.LEFT else line.category.value))
        for words, tone in fact_chips(line):
            chips.addWidget(Chip(words, tone))
        chips.addStretch(1)
        column.addLayout(chips)
        if line.horizon is not None and line.horizon.long:
            column.addWidget(Text(line.horizon.caution, "third", wrap=True))
        column.addStretch(1)
        return column

    @staticmethod
    def _next(line: RefreshLine) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        chips = QHBoxLayout()
        chips.setSpacing(theme.px(6))
        if line.course is Course.UNDECIDED:
            chips.addWidget(Chip(f"Proposed: {line.proposed.title.lower()}"))
        else:
            chips.addWidget(Chip(decided_words(line), TONES[line.course]))
        if rule_of(line) is Rule.EXCEPTION:
            chips.addWidget(Chip("Exception", "amber"))
        if line.waivers:
            chips.addWidget(Chip("Waiver" if len(line.waivers) == 1 else f"{len(line.waivers)} waivers", "amber"))
        chips.addStretch(1)
        column.addLayout(chips)
        words = line.reason or proposed_words(line)
        column.addWidget(Text(words, "" if line.reason else "soft", wrap=True))
        for label, text in (("Exception", line.exception_reason), ("Size", line.growth_reason),
                            ("Criteria", line.criteria_reason)):  # fmt: skip
            if text:
                column.addWidget(Text(f"{label}: {text}", "second", wrap=True))
        column.addStretch(1)
        return column

    def _on_decide(self) -> None:
        self.decide_wanted.emit(self.line)

    def _on_open(self) -> None:
        self.issue_wanted.emit(self.line.issue_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            (self._on_decide if self.decide.isVisibleTo(self) else self._on_open)()
        elif step is not None:
            self.stepped.emit(self.line.issue_id, step)
        else:
            super().keyPressEvent(event)


def decided_words(line: RefreshLine) -> str:
    if line.course is Course.LEAVES and line.target is not None:
        return f"Leaves: {line.target.short}"
    return line.course.title


def fact_chips(line: RefreshLine) -> list[tuple[str, str]]:
    """What the rules know that speaks for one course or the other."""
    found = []
    if line.category is Category.HOT_LIST:
        found.append((f"Ready {line.ready} of 6", "neutral" if line.missing else "green"))
    if line.recovered:
        found.append(("Recovered", "green"))
    if line.slipped:
        found.append(("Slipped", "red"))
    if line.waiting and line.decision_id is None:
        found.append(("Awaits sign-off", "amber"))
    return found


def facts_words(line: RefreshLine) -> str:
    return ", ".join(words for words, _ in fact_chips(line))


def proposed_words(line: RefreshLine) -> str:
    """Why the rules speak for the course: nothing is decided by it."""
    if line.proposed is Course.LEAVES:
        return "Its targets were met in report after report: the figures speak for Outcomes."
    if line.proposed is Course.STAYS:
        return "The figures do not show that it has recovered."
    if line.proposed is Course.ENTERS:
        return "All six conditions of readiness are met."
    if line.missing:
        return "Not ready yet: " + ", ".join(each.title.lower() for each in line.missing) + "."
    return "Nothing speaks for the plan yet."
