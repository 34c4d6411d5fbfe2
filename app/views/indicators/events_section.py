"""What stands on the chart at a period: notes, and places where the limits begin again, with why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.indicator_sheet_state import IndicatorSheetState
from app.rules.indicator_sheet import EventLine, IndicatorSheet
from app.rules.lists import Lists
from app.views.indicators.line_row import PERIOD
from app.views.indicators.record_section import RecordSection
from app.views.shared import complaints, theme
from app.views.shared.buttons import IconButton, QuietButton
from app.views.shared.fields import InlineError
from app.views.shared.labels import Text
from app.views.shared.text_value import TextValue


class EventRow(QWidget):
    """Its words are edited in place; a break shows the reason that the history keeps."""

    reworded = Signal(int, str)
    removed = Signal(int)

    def __init__(self, event_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = event_id
        self._sent: str | None = None
        self.period = Text("", "second", wrap=True)
        self.period.setContentsMargins(4, theme.px(3), 0, 0)
        self.words = TextValue("Note", lines=False, most=4)
        self.why = Text("", "third", wrap=True)
        self.why.setContentsMargins(4, 0, 0, 0)
        self.remove_button = IconButton("delete", "Take away")
        self.error = InlineError(self.words)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(4))
        grid.setVerticalSpacing(0)
        grid.addWidget(self.period, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.words, 0, 1)
        grid.addWidget(self.remove_button, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.error, 1, 1)
        grid.addWidget(self.why, 2, 1)
        grid.setColumnStretch(1, 1)
        self.words.committed.connect(self._on_committed)
        self.remove_button.clicked.connect(self._on_remove)
        theme.notifier.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.period.setFixedWidth(theme.px(PERIOD))

    def show_line(self, line: EventLine) -> None:
        self.period.setText(line.period.label)
        self.words.show_value(line.words)
        self.why.setText(f"Limits begin again here. {line.reason}".strip() if line.is_break else "")
        self.why.setVisible(line.is_break)
        name = f"{'Break in the definition' if line.is_break else 'Note'} at {line.period.label}"
        self.words.setAccessibleName(name)
        self.remove_button.setAccessibleName(f"Take away: {name}")

    def on_saved(self) -> None:
        if self._sent is not None:
            self.words.accept_stored(self._sent)
        self._sent = None
        self.error.set_message("")

    def on_refused(self, error: Exception) -> None:
        self._sent = None
        self.error.set_message(complaints.of_error(error))

    def set_read_only(self, read_only: bool) -> None:
        self.words.set_read_only(read_only)
        self.remove_button.setVisible(not read_only)

    def _on_committed(self, text: object) -> None:
        if text != self._sent:
            self._sent = str(text)
            self.reworded.emit(self._id, self._sent)

    def _on_remove(self) -> None:
        self.removed.emit(self._id)


class EventsSection(RecordSection):
    note_wanted = Signal()
    break_wanted = Signal()

    def __init__(self, state: IndicatorSheetState) -> None:
        super().__init__(state, "On the chart")
        self.event_rows: dict[int, EventRow] = {}

    def build(self, column: QVBoxLayout) -> None:
        self.none = Text(
            "Nothing yet. A note explains what happened in a period; where the definition changed, the limits "
            "begin again.", "second", wrap=True,
        )  # fmt: skip
        self.none.setContentsMargins(4, 0, 0, 0)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(4))
        self.note_button = QuietButton("Add a note…", flat=True)
        self.break_button = QuietButton("Begin limits again…", flat=True)
        self.note_button.clicked.connect(self.note_wanted)
        self.break_button.clicked.connect(self.break_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(self.note_button)
        buttons.addWidget(self.break_button)
        buttons.addStretch(1)
        column.addWidget(self.none)
        column.addLayout(self.list)
        column.addLayout(buttons)

    def fill(self, sheet: IndicatorSheet, lists: Lists) -> None:
        self.none.setVisible(not sheet.events)
        there = [event.id for event in sheet.events]
        before = list(self.event_rows)
        for gone in [key for key in self.event_rows if key not in there]:
            self._drop(gone)
        for event in sheet.events:
            if event.id not in self.event_rows:
                row = EventRow(event.id)
                row.reworded.connect(self.state.reword_note)
                row.removed.connect(self._on_removed)
                self.event_rows[event.id] = row
            self.event_rows[event.id].show_line(event)
        if before != there:
            for event_id in there:
                self.list.removeWidget(self.event_rows[event_id])
                self.list.addWidget(self.event_rows[event_id])
            self.event_rows = {event_id: self.event_rows[event_id] for event_id in there}
            self.rebuilt.emit()

    def summary(self, sheet: IndicatorSheet, lists: Lists) -> str:
        notes = len(sheet.notes)
        said = [f"{notes} note{'' if notes == 1 else 's'}"] if notes else []
        said += [f"limits begin again at {each.period.label}" for each in sheet.breaks[:1]]
        return ", ".join(said) or "no notes"

    def set_read_only(self, read_only: bool) -> None:
        for button in (self.note_button, self.break_button):
            button.setVisible(not read_only)
        for row in self.event_rows.values():
            row.set_read_only(read_only)

    def commit(self) -> None:
        for row in self.event_rows.values():
            row.words.commit()

    def texts(self) -> dict[str, TextValue]:
        return {f"event {event_id} words": row.words for event_id, row in self.event_rows.items()}

    def tell(self, field: str, words: str) -> None:
        row = self._at(field.rpartition(" ")[0])
        if row is not None:
            row.error.set_message(words, wrong=False)

    def forget(self) -> None:
        for event_id in list(self.event_rows):
            self._drop(event_id)

    def on_saved(self, place: str) -> None:
        row = self._at(place)
        if row is not None:
            row.on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        row = self._at(place)
        if row is not None:
            row.on_refused(error)
        return row is not None

    def _at(self, place: str) -> EventRow | None:
        kind, _, key = place.partition(" ")
        return self.event_rows.get(int(key)) if kind == "event" and key.isdigit() else None

    def _on_removed(self, event_id: int) -> None:
        self.state.remove_event(event_id)
        self.note_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, event_id: int) -> None:
        row = self.event_rows.pop(event_id)
        self.list.removeWidget(row)
        row.hide()
        row.deleteLater()
