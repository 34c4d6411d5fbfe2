"""A small sheet with a few fields and one thing to do with them; what is refused is said beside its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.rules.errors import Problem, Refused
from app.rules.issue import Item
from app.rules.lists import current
from app.views.shared import complaints, theme, words
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.date_value import DateValue
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

if TYPE_CHECKING:
    from app.bridge.operations import Operations

Values = dict[str, Any]
Options = Iterable[tuple[Any, str]]


class FormSheet(Sheet):
    """Add fields, then `open()`. `wanted` brings their values when the primary button is pressed."""

    wanted = Signal(object)

    def __init__(self, window: QWidget, title: str, do: str, *, say: str = "", wide: int = 560) -> None:
        super().__init__(window, title, wide)
        self.fields: dict[str, Labelled] = {}
        self._readers: dict[str, Callable[[], Any]] = {}
        self._dirty_days: dict[str, DateValue] = {}
        self.problem = InlineError()
        self.remove_button: QuietButton | None = None
        if say:
            self.body.addWidget(Text(say, "soft", wrap=True))
        self.do_button = PrimaryButton(do)
        self.do_button.clicked.connect(self._press)
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.do_button)
        self.closed.connect(self.deleteLater)

    def open(self) -> None:
        self.body.addWidget(self.problem)
        super().open()

    # Fields

    def add_line(
        self, name: str, label: str, value: str = "", hint: str = "", most: int = 0, *, required: bool = False
    ) -> QLineEdit:
        field = QLineEdit(value)
        if most:
            field.setMaxLength(most)
        field.setPlaceholderText(hint)
        self._add(name, label, field, field.text, required)
        return field

    def add_text(
        self, name: str, label: str, value: str = "", lines: int = 3, hint: str = "", *, required: bool = False
    ) -> QPlainTextEdit:
        field = QPlainTextEdit(value)
        field.setTabChangesFocus(True)
        field.setPlaceholderText(hint)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + theme.px(16))
        self._add(name, label, field, field.toPlainText, required)
        return field

    def add_choice(
        self, name: str, label: str, options: Options, value: Any = None, *, required: bool = False
    ) -> QComboBox:
        field = QComboBox()
        field.setMaxVisibleItems(14)
        for key, shown in options:
            field.addItem(shown, key)
        found = next((at for at in range(field.count()) if field.itemData(at) == value), 0)
        field.setCurrentIndex(found)
        self._add(name, label, field, field.currentData, required)
        return field

    def add_find(
        self, name: str, label: str, options: Options, value: Any = None, empty: str = "", *, required: bool = False
    ) -> ChoiceValue:
        """A choice among so many that one types to find it."""
        field = ChoiceValue(label, empty=empty, find=True)
        field.setProperty("inplace", False)
        field.set_options(tuple(options))
        field.show_value(value)
        self._add(name, label, field, field.value, required)
        field.unknown.connect(lambda typed: self.fields[name].error.set_message(complaints.unknown_entry(label, typed)))
        return field

    def add_day(
        self, name: str, label: str, value: date | None = None, *, required: bool = False
    ) -> DateValue:
        field = DateValue(label, inplace=False)
        field.setPlaceholderText("No date" if value is None else "")
        field.show_value(value)
        self._dirty_days[name] = field
        self._add(name, label, field, field.value, required)
        return field

    def add_tick(self, name: str, label: str, on: bool = False) -> QCheckBox:
        field = QCheckBox(label)
        field.setChecked(on)
        self._readers[name] = field.isChecked
        self.body.addWidget(field)
        return field

    def _add(self, name: str, label: str, field: QWidget, read: Callable[[], Any], required: bool) -> None:
        self.fields[name] = Labelled(label, field, required=required)
        self._readers[name] = read
        self.place(self.fields[name])

    def place(self, labelled: Labelled) -> None:
        """Under the one before; a form may lay its fields out otherwise."""
        self.body.addWidget(labelled)

    # What is in them

    def values(self) -> Values:
        return {name: read() for name, read in self._readers.items()}

    def _press(self) -> None:
        for labelled in self.fields.values():
            labelled.error.set_message("")
        self.problem.set_message("")
        for name, field in self._dirty_days.items():
            field.commit()
            if field.is_unreadable():
                self.fields[name].error.set_message(complaints.unreadable_day(self.fields[name].name))
                field.setFocus()
                return
        self.wanted.emit(self.values())

    def store_with(self, operations: Operations, make: Callable[[Values], Any], initiator: object = None) -> None:
        """Pressing the button stores what `make` builds; the sheet stays open, with the reason, if it is refused."""
        self.wanted.connect(partial(self._store, operations, make, initiator))

    def _store(self, operations: Operations, make: Callable[[Values], Any], initiator: object, values: Values) -> None:
        self._do(operations, make(values), initiator)

    def offer_removal(self, words: str, operations: Operations, make: Callable[[], Any]) -> None:
        """A quiet button that takes away what the sheet is about; undo brings it back."""
        self.remove_button = QuietButton(words, flat=True)
        self.remove_button.clicked.connect(lambda: self._do(operations, make(), None))
        self.footer.insertWidget(1, self.remove_button)

    def _do(self, operations: Operations, command: Any, initiator: object) -> None:
        self._allow(False)
        operations.do(command, initiator, self._stored, self.refuse)

    def _allow(self, allowed: bool) -> None:
        for button in (self.do_button, self.remove_button):
            if button is not None:
                button.setEnabled(allowed)

    def _stored(self, _outcome: object) -> None:
        self.accept()

    def refuse(self, error: Exception) -> None:
        """Beside the field it is about, or under them all."""
        self._allow(True)
        problems: Sequence[Problem] = error.problems if isinstance(error, Refused) else ()
        rest, first = [], None
        for problem in problems:
            field = self.fields.get(str(problem.facts.get("field", "")))
            if field is not None:
                field.error.set_message(words.sentence(problem))
                first = first or field.field
            else:
                rest.append(words.sentence(problem))
        if first is not None:
            first.setFocus()
        if not problems:
            rest = [str(said) for said in words.of_error(error)]
        self.problem.set_message(" ".join(rest))


def choices(items: tuple[Item, ...], none: str = "", keep: int | None = None) -> list[tuple[Any, str]]:
    """The entries one may choose, with "none" before them; one that is retired stays where it is chosen already."""
    found: list[tuple[Any, str]] = [(None, none)] if none else []
    there = {item.id for item in current(items)}
    return found + [(item.id, item.name) for item in items if item.id in there or item.id == keep]
