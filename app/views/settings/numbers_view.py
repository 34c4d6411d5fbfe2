"""The plan's numbers: each with its words, unit, default and range, changed where it stands or set back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.bridge.lists_state import ListsState
from app.rules.plan_settings import RANGES, PlanSettings
from app.rules.settings_page import IN_TESTING_SHEET, NUMBERS, NumberWords
from app.views.indicators.testing_sheet import TestingSheet
from app.views.shared import theme, words
from app.views.shared.buttons import QuietButton
from app.views.shared.fields import InlineError
from app.views.shared.labels import Card, Rule, Text
from app.views.shared.scroll_column import ScrollColumn

_DEFAULTS = PlanSettings()


class NumberRow(QWidget):
    """One setting. `field` holds it; None where the sheet *How change is judged* changes it."""

    def __init__(self, number: NumberWords, state: ListsState) -> None:
        super().__init__()
        self.number, self.state = number, state
        self.field: QLineEdit | None = None
        self.value = Text("")
        self.back = QuietButton("Set back to the default", flat=True)
        self.back.setAccessibleName(f"{number.label}: set back to the default")
        self.error = InlineError()
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Text(number.label, wrap=True), 0, 0)
        grid.addWidget(Text(f"{number.about} {_range(number)}".strip(), "second", wrap=True), 1, 0)
        holder = self._holder()
        grid.addWidget(holder, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.back, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.error, 2, 0, 1, 3)
        self.back.setMinimumWidth(theme.px(160))
        self.back.clicked.connect(self._set_back)

    def _holder(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        if self.number.key in IN_TESTING_SHEET:
            row.addWidget(self.value)
        else:
            self.field = QLineEdit()
            self.field.setAccessibleName(self.number.label)
            self.field.setFixedWidth(theme.px(64 if self.number.key in RANGES else 240))
            self.field.editingFinished.connect(self._typed)
            self.error = InlineError(self.field)
            row.addWidget(self.field)
            unit = Text(self.number.unit, "second")
            unit.setFixedWidth(theme.px(56) if self.number.unit else 0)
            row.addWidget(unit)
        return holder

    def show_number(self, settings: PlanSettings, *, editable: bool) -> None:
        value = getattr(settings, self.number.key)
        self.value.setText(shown_value(self.number, value))
        if self.field is not None and not self.field.isModified():
            self.field.setText(str(value))
        if self.field is not None:
            self.field.setReadOnly(not editable)
        self.back.setVisible(editable and value != getattr(_DEFAULTS, self.number.key))

    def _typed(self) -> None:
        """Leaving the field, or Enter: what cannot be stored stays, with the sentence below it."""
        if self.field is None or not self.field.isModified():
            return
        typed = self.field.text().strip()
        wanted: Any = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else typed
        self._store(wanted)

    def _set_back(self) -> None:
        if self.field is not None:
            self.field.setModified(False)
        self._store(getattr(_DEFAULTS, self.number.key))

    def _store(self, value: Any) -> None:
        from app.commands.change_setting import ChangeSetting

        self.error.set_message("")
        shown = self.state.shown
        if shown is not None and getattr(shown.numbers, self.number.key) == value:
            if self.field is not None:
                self.field.setModified(False)
            return
        self.state.operations.do(ChangeSetting(self.number.key, value), self, self._stored, self._refused)

    def _stored(self, _outcome: object) -> None:
        if self.field is not None:
            self.field.setModified(False)

    def _refused(self, error: Exception) -> None:
        least, most = RANGES.get(self.number.key, (0, 0))
        said = " ".join(str(each) for each in words.of_error(error))
        if self.number.key in RANGES:
            said = f"{self.number.label}: write a whole number from {least:g} to {most:g}."
        self.error.set_message(said)


def shown_value(number: NumberWords, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if number.none and not value:
        return number.none
    shown = f"{value * 100:g}" if number.per_cent else str(value)
    if value == 1 and number.unit.endswith("s"):
        return f"1 {number.unit[:-1]}"
    return f"{shown}{number.unit}" if number.per_cent else f"{shown} {number.unit}".strip()


def _range(number: NumberWords) -> str:
    default = f"Default: {shown_value(number, getattr(_DEFAULTS, number.key))}."
    if number.key not in RANGES:
        return default
    least, most = (end * 100 if number.per_cent else end for end in RANGES[number.key])
    return f"{default[:-1]}, from {least:g} to {most:g}."


class NumbersView(QWidget):
    """Attributes: rows by key, change_button (of the group that is judged together), sheet."""

    def __init__(self, state: ListsState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.rows: dict[str, NumberRow] = {}
        self.sheet: TestingSheet | None = None
        self.change_button = QuietButton("Change how change is judged…")
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, theme.px(4), 0)
        inside.setSpacing(theme.px(8))
        for title, numbers in NUMBERS:
            inside.addLayout(self._head(title, numbers))
            inside.addWidget(self._group(numbers))
        inside.addStretch(1)
        area = ScrollColumn(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Text("Numbers", "heading"))
        column.addWidget(Text("What the framework leaves to the council. Each change is kept in the plan's history.",
                              "second", wrap=True))  # fmt: skip
        column.addWidget(area, 1)
        self.change_button.clicked.connect(self._change)

    def _head(self, title: str, numbers: tuple[NumberWords, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(title, "label"), 1)
        if any(number.key in IN_TESTING_SHEET for number in numbers):
            row.addWidget(self.change_button)
        return row

    def _group(self, numbers: tuple[NumberWords, ...]) -> Card:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for at, number in enumerate(numbers):
            if at:
                column.addWidget(Rule())
            row = self.rows[number.key] = NumberRow(number, self.state)
            column.addWidget(row)
        return card

    def show_numbers(self, settings: PlanSettings) -> None:
        editable = not self.state.read_only
        self.change_button.setEnabled(editable)
        for row in self.rows.values():
            row.show_number(settings, editable=editable)

    def _change(self) -> None:
        if self.state.shown is not None:
            self.sheet = TestingSheet(self.state.shown.numbers, self.state.operations, self)
            self.sheet.open()


