"""The milestones of an initiative in its sheet: what, by when, and whether it is met."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.rules import clock
from app.rules.overdue import day_of_view
from app.rules.period import Period
from app.rules.strength import Milestone
from app.rules.texts import TITLE_LIMIT, text_problem
from app.views.shared import complaints, theme
from app.views.shared.buttons import IconButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.date_value import DateValue
from app.views.shared.fields import InlineError
from app.views.shared.text_value import TextValue


class MilestoneRow(QWidget):
    saved = Signal(object)
    """(itself): `values` says what to store."""
    removed = Signal(object)

    def __init__(self, milestone: Milestone | None, quarter: Period) -> None:
        super().__init__()
        self.milestone = milestone
        self.done = QCheckBox()
        self.done.setAccessibleName("Met")
        self.title = TextValue("Milestone", lines=False, most=3)
        self.title.setPlaceholderText("What will be reached")
        self.due = DateValue("Due")
        self.due.setPlaceholderText("No date")
        self.due.setFixedWidth(theme.px(118))
        self.late = Chip("Overdue", "amber")
        self.remove_button = IconButton("delete", "Remove the milestone")
        self.remove_button.setProperty("small", "true")
        self.error = InlineError(self.title)
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        for part, stretch in ((self.done, 0), (self.title, 1), (self.late, 0), (self.due, 0), (self.remove_button, 0)):
            row.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.error)
        self.show_milestone(milestone, quarter)
        self.title.committed.connect(self._save)
        self.due.committed.connect(self._save)
        self.due.unreadable.connect(self._no_day)
        self.done.toggled.connect(self._save)
        self.remove_button.clicked.connect(partial(self.removed.emit, self))

    def show_milestone(self, milestone: Milestone | None, quarter: Period) -> None:
        self.milestone = milestone
        if milestone is not None:
            today = day_of_view(quarter)
            self.title.show_value(milestone.title)
            self.due.show_value(milestone.due)
            self.done.blockSignals(True)
            self.done.setChecked(milestone.done is not None)
            self.done.blockSignals(False)
            late = milestone.due is not None and milestone.due < today and not milestone.done_by(today)
            self.late.setVisible(late)
        else:
            self.late.hide()

    def values(self) -> tuple[str, date | None, date | None]:
        before = self.milestone.done if self.milestone else None
        done = (before or clock.today()) if self.done.isChecked() else None
        return self.title.value(), self.due.value(), done

    def commit(self) -> None:
        self.title.commit()
        self.due.commit()

    def set_read_only(self, read_only: bool) -> None:
        self.title.set_read_only(read_only)
        self.due.set_read_only(read_only)
        self.done.setEnabled(not read_only)
        self.remove_button.setVisible(not read_only)

    def _save(self, _value: object = None) -> None:
        title = self.title.value()
        if self.milestone is None and not title.strip():
            return
        problem = text_problem("title", title, TITLE_LIMIT, required=True)
        self.error.set_message(complaints.of_problem(problem) if problem else "")
        if problem is None:
            self.title.accept_stored(title)
            self.due.accept_stored(self.due.value())
            self.saved.emit(self)

    def _no_day(self, _typed: str) -> None:
        self.error.set_message(complaints.unreadable_day("Due"))


class Milestones(QWidget):
    """Rows live as long as what they show."""

    saved = Signal(object)
    removed = Signal(object)
    rebuilt = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[int, MilestoneRow] = {}
        self.new: MilestoneRow | None = None
        self._quarter: Period | None = None
        self._read_only = False
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(2))
        self.add_button = QuietButton("Add a milestone", flat=True)
        self.add_button.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.list)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_milestones(self, milestones: tuple[Milestone, ...], quarter: Period, *, read_only: bool) -> None:
        self._quarter, self._read_only = quarter, read_only
        there = {each.id for each in milestones}
        for gone in [key for key in self.rows if key not in there]:
            self._drop(self.rows.pop(gone))
        for each in milestones:
            if each.id in self.rows:
                self.rows[each.id].show_milestone(each, quarter)
            elif self.new is not None and self.new.title.value().strip() == each.title:
                self.rows[each.id], self.new = self.new, None
                self.rows[each.id].show_milestone(each, quarter)
            else:
                self.rows[each.id] = self._row(each)
        for row in self.rows.values():
            row.set_read_only(read_only)
        self.add_button.setVisible(not read_only)

    def forget(self) -> None:
        """Another initiative is shown next."""
        for row in (*self.rows.values(), *([self.new] if self.new else [])):
            self._drop(row)
        self.rows.clear()
        self.new = None

    def commit(self) -> None:
        for row in (*self.rows.values(), *([self.new] if self.new else [])):
            row.commit()

    def _row(self, milestone: Milestone | None) -> MilestoneRow:
        assert self._quarter is not None
        row = MilestoneRow(milestone, self._quarter)
        row.saved.connect(self.saved)
        row.removed.connect(self._remove)
        self.list.addWidget(row)
        self.rebuilt.emit()
        return row

    def _add(self) -> None:
        if self.new is None and self._quarter is not None:
            self.new = self._row(None)
        if self.new is not None:
            self.new.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: MilestoneRow) -> None:
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if row.milestone is None:
            self.new = None
            self._drop(row)
        else:
            self.removed.emit(row.milestone)

    def _drop(self, row: MilestoneRow) -> None:
        self.list.removeWidget(row)
        row.hide()
        row.deleteLater()
