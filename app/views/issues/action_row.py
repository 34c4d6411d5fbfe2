"""One action of an issue: what, who, by when, how far; each part saved as it is changed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.rules.fields import EARLIEST
from app.rules.issue import Action, ActionStep
from app.rules.lists import Lists
from app.rules.overdue import day_of_view, is_overdue
from app.rules.period import Period
from app.rules.strength import Milestone
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT, text_problem
from app.views.shared import complaints, theme
from app.views.shared.choice_value import ChoiceValue, options_of
from app.views.shared.date_value import DateValue
from app.views.shared.inplace_style import text_inset
from app.views.shared.milestones import Milestones
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import Chip, IconButton, InlineError


class ProgressBox(QSpinBox):
    """Per cent done, in steps of five; the wheel scrolls the page, not the figure."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setSuffix("%")
        self.setProperty("inplace", True)
        self.setAccessibleName("Progress in per cent")
        self.setKeyboardTracking(False)
        self.lineEdit().setProperty("inner", True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ActionRow(QWidget):
    """`saved` asks for the action to be stored as it now reads; a new one is stored once it has a title."""

    saved = Signal(object)
    """This row: `values` says what to store."""
    removed = Signal(object)
    steps_saved = Signal(object)
    """This row: `steps_now` says which milestones to store."""

    def __init__(self, lists: Lists, quarter: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quarter = quarter
        self.action: Action | None = None
        self._sent: tuple[object, ...] | None = None
        self._gone: int | None = None
        """The milestone that is being removed, by its place."""
        self.done = QCheckBox()
        self.done.setAccessibleName("Done")
        self.title = TextValue("Action", lines=False, most=4, weight=500)
        self.title.setPlaceholderText("What is to be done")
        self.owner = ChoiceValue("Owner of the action", empty="No owner", find=True)
        self.owner.set_options(options_of(lists.posts))
        self.due = DateValue("Due")
        self.due.setPlaceholderText("No due date")
        self.progress = ProgressBox()
        self.late = Chip("Overdue", "amber")
        self.note = TextValue("Note on the action", size=11.5, most=6)
        self.note.setProperty("evidence", "true")
        self.note.setPlaceholderText("Add a note")
        self.steps = Milestones()
        self.steps.add_button.setProperty("small", "true")
        self.remove_button = IconButton("delete", "Remove the action")
        self.remove_button.setProperty("small", "true")
        self.error = InlineError(self.title)
        self._lay_out()
        self._connect()
        self.steps.add_button.hide()  # a new action is stored first
        self._say()

    def _lay_out(self) -> None:
        for text in (self.title, self.note):
            text.stand_in_column()
        self.error.setContentsMargins(text_inset(), 0, 0, 0)
        self.due.setFixedWidth(theme.px(118))
        self.progress.setFixedWidth(theme.px(60))
        under = QHBoxLayout()
        under.setSpacing(theme.px(4))
        for part, stretch in ((self.owner, 1), (self.due, 0), (self.progress, 0), (self.late, 0)):
            under.addWidget(part, stretch)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        tick = QVBoxLayout()
        tick.setContentsMargins(0, theme.px(4), 0, 0)
        tick.addWidget(self.done)
        tick.addStretch(1)
        grid.addLayout(tick, 0, 0)
        grid.addWidget(self.title, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.remove_button, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.error, 1, 1)
        grid.addLayout(under, 2, 1, 1, 2)
        grid.addWidget(self.note, 3, 1, 1, 2)
        grid.addWidget(self.steps, 4, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        for text in (self.title, self.note):
            text.committed.connect(self.commit)
            text.touched.connect(self._on_touched)
        self.owner.committed.connect(self.commit)
        self.owner.unknown.connect(self._on_unknown)
        self.due.committed.connect(self.commit)
        self.due.unreadable.connect(self._on_no_day)
        self.due.touched.connect(self._on_touched)
        self.progress.editingFinished.connect(self.commit)
        self.done.clicked.connect(self._on_done)
        self.remove_button.clicked.connect(self._on_remove)
        self.steps.saved.connect(self._on_step)
        self.steps.removed.connect(self._on_step_removed)

    def values(self) -> tuple[str, int | None, date | None, int, str]:
        """Title, owner, due, progress, note, as they now read."""
        owner = self.owner.value()
        return (
            self.title.value().strip(),
            owner if isinstance(owner, int) else None,
            self.due.value(),
            self.progress.value(),
            self.note.value(),
        )

    def show_action(self, action: Action, lists: Lists, quarter: Period) -> None:
        self.action, self.quarter = action, quarter
        self._sent = None
        self.title.show_value(action.title)
        self.owner.set_options(options_of(lists.posts, action.owner_post_id))
        self.owner.show_value(action.owner_post_id)
        self.due.show_value(action.due)
        if not self.progress.hasFocus():
            self.progress.setValue(action.progress)
        self.note.show_value(action.note)
        self._show_steps(action)
        self._say()

    def _show_steps(self, action: Action) -> None:
        shown = tuple(
            Milestone(at, 0, each.title, each.due, EARLIEST if each.done else None)
            for at, each in enumerate(action.steps)
        )
        self.steps.show_milestones(shown, self.quarter, read_only=self.title.isReadOnly())

    def steps_now(self) -> tuple[ActionStep, ...]:
        """The milestones as they now read; one whose words were taken away keeps those it had."""
        rows = [self.steps.rows[at] for at in sorted(self.steps.rows) if at != self._gone]
        if self.steps.new is not None:
            rows.append(self.steps.new)
        stored = self.action.steps if self.action else ()
        found = []
        for row in rows:
            title, due, done = row.values()
            words = title.strip() or (row.milestone.title if row.milestone else "")
            if words:
                key = stored[row.milestone.id].key if row.milestone and row.milestone.id < len(stored) else None
                found.append(ActionStep(words, due, done is not None, key))
        return tuple(found)

    def take_over(self, action: Action, lists: Lists) -> None:
        """A new row was stored as this action; what was typed since is stored after it."""
        self.action = action
        self._sent = None
        self.title.accept_stored(action.title)
        self.note.accept_stored(action.note)
        self.owner.accept_stored(action.owner_post_id)
        if self.due.value() == action.due:
            self.due.accept_stored(action.due)
        self._show_steps(action)
        self.commit()
        self._say()

    def waits_for(self, title: str) -> bool:
        """Whether what was stored under that title is this new row."""
        return self._sent is not None and self._sent[0] == title

    def on_saved(self) -> None:
        if self._sent is None:
            return
        title, owner, due, _progress, note = self._sent
        self.title.accept_stored(title)
        self.owner.accept_stored(owner)
        self.note.accept_stored(note)
        if self.due.value() == due:
            self.due.accept_stored(due)
        self.error.set_message("")

    def on_refused(self, error: Exception) -> None:
        self._sent = None
        self.error.set_message(complaints.of_error(error))

    def set_read_only(self, read_only: bool) -> None:
        for part in (self.title, self.note, self.owner, self.due):
            part.set_read_only(read_only)
        self.done.setEnabled(not read_only)
        self.progress.setReadOnly(read_only)
        for row in self.steps.rows.values():
            row.set_read_only(read_only)
        self.steps.add_button.setVisible(not read_only and self.action is not None)
        self.remove_button.setVisible(not read_only)

    def commit(self, _value: object = None) -> None:
        """Ask for it to be stored, if it reads otherwise than stored and may stand."""
        title, _owner, _due, _progress, note = now = self.values()
        action = self.action
        if action is None and (not title or self._sent is not None):
            return  # nothing to store yet, or on its way: `take_over` stores what was typed since
        was = (
            (action.title, action.owner_post_id, action.due, action.progress, action.note) if action else None
        )
        if now in (was, self._sent) or (self.due.text().strip() and self.due.value() is None):
            return
        problem = text_problem("title", title, TITLE_LIMIT, required=True) or text_problem(
            "note", note, NOTE_LIMIT, lines=True
        )
        if problem is not None:
            self.error.set_message(complaints.of_problem(problem).replace("Title", "The action", 1))
            return
        self.error.set_message("")
        self._sent = now
        self._say()
        self.saved.emit(self)

    def _say(self) -> None:
        progress = self.progress.value()
        self.done.setChecked(progress >= 100)
        self.late.setVisible(is_overdue(self.due.value(), progress, day_of_view(self.quarter)))
        self.setAccessibleName(f"Action: {self.title.value()}")

    def _on_done(self, checked: bool) -> None:
        before = self.action.progress if self.action and self.action.progress < 100 else 0
        self.progress.setValue(100 if checked else before)
        self.commit()

    def _on_touched(self) -> None:
        if not self.error.isHidden():
            self.error.set_message("")

    def _on_no_day(self, _typed: str) -> None:
        self.error.set_message(complaints.unreadable_day("Due"))

    def _on_unknown(self, typed: str) -> None:
        self.error.set_message(complaints.unknown_entry("Owner", typed))

    def _on_step(self, _row: object) -> None:
        self.steps_saved.emit(self)

    def _on_step_removed(self, milestone: Milestone) -> None:
        self._gone = milestone.id
        self.steps_saved.emit(self)
        self._gone = None

    def _on_remove(self) -> None:
        self.removed.emit(self)
