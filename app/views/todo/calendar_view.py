"""The quarter calendar: what is due when, month by month, and all of it as a file for other calendars."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from app.rules.period import Period
from app.rules.quarter_calendar import CalendarEntry, CalendarEvent, CalendarState
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.todo import todo_words
from app.views.todo.filtered_lines import FilteredLines

DAY, KIND, WHAT, DEPARTMENT, STATE = range(5)
NOTHING = (
    "Nothing falls in this quarter. Returns, figures, self-assessments, meetings, actions, conditions, targets and "
    "reviews stand here on the day they are due."
)
_OPEN = (CalendarState.DUE, CalendarState.LATE)


def _state_tone(line: Any) -> str:
    return todo_words.TONES.get(line.state, "") if isinstance(line, CalendarEntry) else ""


class CalendarView(FilteredLines):
    """`save_wanted`: the entries shown are to go into a calendar file."""

    save_wanted = Signal()
    heads = ("Day", "Kind", "What", "Department", "State")
    shares = (124, 148, -11, -5, 132)
    name = "Quarter calendar"

    def __init__(self) -> None:
        self.quarter: Period | None = None
        self.only_open = False
        super().__init__(todo_words.CALENDAR_KINDS, {STATE: _state_tone})
        self.open_button = MenuButton("")
        self.open_button.menu().aboutToShow.connect(self._fill_open)
        self.bar.insert(2, self.open_button)
        self.save_button = QuietButton("Save as calendar file…")
        self.save_button.clicked.connect(self.save_wanted)
        self.bar.add(self.save_button, at_end=True)
        self.refresh()

    def show_quarter(self, quarter: Period) -> None:
        self.quarter = quarter

    def cell(self, line: CalendarEntry, column: int) -> str:
        return (
            todo_words.weekday(line.day), todo_words.CALENDAR_KINDS[line.kind], todo_words.about(line),
            self.department_name(line.department_id), todo_words.state_words(line),
        )[column]  # fmt: skip

    def group_of(self, line: CalendarEntry) -> str:
        assert self.quarter is not None
        return todo_words.month(line.day, self.quarter)

    def key_of(self, line: CalendarEntry) -> Hashable:
        return line.uid

    def nothing(self) -> str:
        return NOTHING

    def passes(self, line: CalendarEntry) -> bool:
        return not self.only_open or line.state in _OPEN

    @property
    def filters(self) -> bool:
        return super().filters or self.only_open

    def narrow(self, kind: Any, department: int | None, _checked: bool = False) -> None:
        if kind is None and department is None and self.sender() is self.clear_button:
            self.only_open = False
        super().narrow(kind, department)

    def show_open(self, only: bool | None) -> None:
        self.only_open = bool(only)
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        if hasattr(self, "open_button"):
            self.open_button.set_label("Still to come or late" if self.only_open else "Done and to come")
            self.save_button.setEnabled(bool(self.shown()))

    def _fill_open(self) -> None:
        self.fill(
            self.open_button.menu(), "Done and to come", {True: "Still to come or late"}, self.only_open or None,
            self.show_open,
        )  # fmt: skip

    def events(self, plan: str) -> Sequence[CalendarEvent]:
        """What is shown, for another calendar."""
        names = {each.id: each.name for each in self.departments}
        return [todo_words.event_of(entry, plan, names) for entry in self.shown()]

    def as_rows(self) -> tuple[tuple[Any, ...], ...]:
        """For a file: days as days."""
        return tuple((line.day, *(self.cell(line, at) for at in range(1, len(self.heads)))) for line in self.shown())

    def view_state(self) -> dict[str, Any]:
        return {**super().view_state(), "open": self.only_open}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        self.only_open = state.get("open") is True
        super().restore_view_state(state)


FILE_HEADS = (("Day", 12), ("Kind", 24), ("What", 70), ("Department", 34), ("State", 18))
