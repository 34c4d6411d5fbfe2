"""The plans of every year, each as it stood with what entered and left; and the issues that left the lists."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from app.bridge.lines_model import LinesModel
from app.bridge.table_export import table_of
from app.rules.plan_story import LeftIssue, Step, YearLine, YearOfPlan
from app.rules.refresh_room import RefreshRoom
from app.rules.shown_table import ShownTable
from app.views.refresh.workbench import approved_words
from app.views.shared import theme
from app.views.shared.dates import day
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable

YEAR_HEADS = ("Issue", "In this plan", "Decided by", "Date", "Why")
LEFT_HEADS = ("Issue", "Left", "From", "Decided by", "Date", "Minute", "Why")
NONE_LEFT = (
    "No issue has left the lists. One leaves the Hot List by a decision not to proceed with it, and the Improvement Plan "
    "when a body deletes it. Each stays here, with the reason, and can return from the board."
)


class YearsView(QWidget):
    """A list of plans at the left; the plan in front at the right."""

    issue_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.years: tuple[YearOfPlan, ...] = ()
        self.list = QListWidget()
        self.list.setProperty("role", "topics")
        self.list.setAccessibleName("Plans of every year")
        theme.notifier.changed.connect(self._restyle)
        self._restyle()
        self.heading, self.words = Text("", "heading", wrap=True), Text("", "second", wrap=True)
        self.lines = LinesModel(YEAR_HEADS, self._cell, self)
        self.table = LinesTable(self.lines, "Issues of the plan", (-10, 152, 112, 92, -9), {1: _tone})
        self.table.set_least(3)
        frame = Card.around(self.table)
        right = QVBoxLayout()
        right.setSpacing(theme.px(6))
        for part in (self.heading, self.words):
            right.addWidget(part)
        right.addWidget(frame, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.list.currentRowChanged.connect(self._show)
        self.table.opened.connect(self._on_opened)

    def _restyle(self) -> None:
        self.list.setFixedWidth(theme.px(190))
        self.list.setStyleSheet(f"QListWidget::item {{ padding: {theme.px(7)}px {theme.px(8)}px; }}")

    def show_room(self, room: RefreshRoom) -> None:
        kept = self.year()
        self.years = room.years
        self.list.blockSignals(True)
        self.list.clear()
        for each in room.years:
            state = "approved" if each.plan.approved else each.plan.state_label.lower() or "draft"
            self.list.addItem(f"{each.plan.year.label}, {state}")
        at = next((n for n, each in enumerate(self.years) if kept is not None and each.plan.id == kept.plan.id), 0)
        self.list.setCurrentRow(at if self.years else -1)
        self.list.blockSignals(False)
        self._show(self.list.currentRow())

    def year(self) -> YearOfPlan | None:
        at = self.list.currentRow()
        return self.years[at] if 0 <= at < len(self.years) else None

    def _show(self, _row: int) -> None:
        year = self.year()
        self.heading.setText(year.plan.name if year else "No plan yet")
        self.words.setText(year_words(year) if year else "")
        self.lines.show(sorted(year.lines, key=lambda each: each.went is not None) if year else ())

    def _cell(self, line: YearLine, column: int) -> str:
        step: Step | None = line.went or line.came
        if column == 0:
            return line.title
        if column == 1:
            return _in_plan(line)
        if step is None:
            return ""
        return ("", "", step.by, day(step.decided_on) if step.decided_on else "", step.reason)[column]

    def _on_opened(self, row: int) -> None:
        line = self.lines.line(row)
        if line is not None:
            self.issue_wanted.emit(line.issue_id)

    def exported(self) -> ShownTable | None:
        year = self.year()
        if year is None:
            return None
        facts = (("Plan", year.plan.name),)
        return table_of(self.lines, year.plan.name.replace("/", "-"), facts, draft=not year.plan.approved)


class LeftView(QWidget):
    """Issues on no list, those that left last first; Enter opens one."""

    issue_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(LEFT_HEADS, _left_cell, self)
        self.table = LinesTable(self.lines, "Issues that left the lists", (-7, 96, 130, 112, 90, 124, -8))
        self.none = Text(NONE_LEFT, "soft", wrap=True)
        self.frame = Card.around(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.none)
        column.addWidget(self.frame, 1)
        column.addStretch(0)
        self.table.opened.connect(self._on_opened)

    def show_room(self, room: RefreshRoom) -> None:
        self.lines.show(room.left)
        self.none.setVisible(not room.left)
        self.frame.setVisible(bool(room.left))

    def _on_opened(self, row: int) -> None:
        line = self.lines.line(row)
        if line is not None:
            self.issue_wanted.emit(line.issue_id)

    def exported(self) -> ShownTable:
        return table_of(self.lines, "Issues that left the lists")


def _left_cell(line: LeftIssue, column: int) -> str:
    step = line.step
    return (
        line.title, step.effective.label, line.origin.short if line.origin else "", step.by,
        day(step.decided_on) if step.decided_on else "", step.minute, step.reason,
    )[column]  # fmt: skip


def _in_plan(line: YearLine) -> str:
    if line.came is not None and line.went is not None:
        return f"{line.came.effective.label} to {line.went.effective.label}"
    if line.went is not None:
        return f"Left: {line.went.category.short}"
    return f"Entered, {line.came.effective.label}" if line.came is not None else "Stayed"


def _tone(line: Any) -> str:
    return "neutral" if line.went is not None else "accent" if line.came is not None else ""


def year_words(year: YearOfPlan) -> str:
    entered, left = len(year.entered), len(year.left)
    size = f"{year.size} issue{'' if year.size == 1 else 's'}"
    when = "as decided so far" if year.expected else "as it stood"
    moved = f"{entered} entered and {left} left" if entered or left else "nothing entered or left"
    return f"{size} {when}; {moved}. {approved_words(year.plan)}".strip()
