"""A field of a sheet: its label, its value edited in place, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.rules.errors import Problem
from app.rules.fields import Field, check_field
from app.rules.issue import Item
from app.rules.lists import Lists
from app.views.shared import complaints, theme
from app.views.shared.choice_value import ChoiceValue, options_of
from app.views.shared.date_value import DateValue
from app.views.shared.inplace_style import text_inset
from app.views.shared.number_value import NumberValue
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import InlineError, Text

LABEL_WIDTH = 128
_NOTHING = object()
Editor = TextValue | ChoiceValue | DateValue
Check = Callable[[str, object], Problem | None]


class Fielded(Protocol):
    """A sheet with its columns by name."""

    @property
    def fields(self) -> dict[str, object]: ...


def editor_for(field: Field) -> Editor:
    """The editor that suits the field's kind."""
    if field.kind == "long":
        return TextValue(field.label)
    if field.kind == "date":
        return DateValue(field.label)
    if field.kind in ("number", "year", "decimal"):
        return NumberValue(field.label, whole=field.kind != "decimal")
    if field.kind in ("choice", "list id"):
        return ChoiceValue(field.label, empty="Not yet recorded", optional=not field.required)
    return TextValue(field.label, lines=False, most=4)


class NameLabel(Text):
    """A name at the left of a row. In a column it is as wide as all the others, whatever the text size."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "second", wrap=True)
        self._in_column = False
        theme.notifier.changed.connect(self._fit)

    def stand_in_column(self) -> None:
        self._in_column = True
        self._fit()

    def _fit(self) -> None:
        if self._in_column:
            self.setFixedWidth(theme.px(LABEL_WIDTH))


class FieldRow(QWidget):
    """`changed` carries the field's name and a value that may stand; anything else stays here, marked."""

    changed = Signal(str, object)

    def __init__(
        self,
        field: Field,
        parent: QWidget | None = None,
        *,
        label: str = "",
        named: bool = True,
        check: Check = check_field,
    ) -> None:
        """`named` False: the value alone, where it needs no name to be understood, such as a title.

        `check`: why a value cannot stand in the field of that name; the issue's own by default.
        """
        super().__init__(parent)
        self.field = field
        self.entries: tuple[Item, ...] | None = None
        """What to choose from, where that is none of the plan's lists."""
        self._check = check
        self._sent: object = _NOTHING
        """What is on its way to the store: leaving the field twice does not send it twice."""
        self.editor = editor_for(field)
        self.label = NameLabel(label or field.label)
        self.label.setBuddy(self.editor)
        self.error = InlineError(self.editor)
        if isinstance(self.editor, TextValue):
            self.editor.setPlaceholderText("Not yet recorded")
        self._lay_out(stacked=field.kind == "long" or not named)
        if not named:
            self.label.hide()
        self._connect()
        if isinstance(self.editor, ChoiceValue) and field.kind == "choice":
            self.editor.set_options(field.options)

    def _lay_out(self, *, stacked: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(1))
        self.label.setContentsMargins(4, theme.px(2), 0, 0)
        if stacked:
            self.error.setContentsMargins(4, 0, 0, 0)
            grid.setContentsMargins(0, theme.px(4) if self.field.kind == "long" else 0, 0, 0)
            grid.addWidget(self.label, 0, 0)
            grid.addWidget(self.editor, 1, 0)
            grid.addWidget(self.error, 2, 0)
            return
        self.label.stand_in_column()
        if isinstance(self.editor, TextValue):
            self.editor.stand_in_column()
        self.error.setContentsMargins(text_inset(), 0, 0, 0)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.editor, 0, 1)
        grid.addWidget(self.error, 1, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        editor = self.editor
        editor.touched.connect(self._on_touched)
        if isinstance(editor, NumberValue):
            editor.chosen.connect(self._on_committed)
            editor.unreadable.connect(self._on_no_number)
            return
        editor.committed.connect(self._on_committed)
        if isinstance(editor, DateValue):
            editor.unreadable.connect(self._on_no_day)
        if isinstance(editor, ChoiceValue):
            editor.unknown.connect(self._on_unknown)

    def show_sheet(self, sheet: Fielded, lists: Lists) -> None:
        value = sheet.fields.get(self.field.name)
        if self.field.kind == "list id" and isinstance(self.editor, ChoiceValue):
            entries = self.entries if self.entries is not None else lists.items(self.field.list_name)
            self.editor.set_options(options_of(entries, value))
        if self.editor.show_value(value):
            self.error.set_message(complaints.changed_meanwhile(self.field.label))
        elif not self.editor.is_dirty():
            self.error.set_message("")

    def set_read_only(self, read_only: bool) -> None:
        self.editor.set_read_only(read_only)

    def commit(self) -> None:
        self.editor.commit()

    def on_saved(self) -> None:
        """What was sent is stored."""
        sent, self._sent = self._sent, _NOTHING
        if sent is not _NOTHING:
            self.editor.accept_stored(sent)
        self.error.set_message("")

    def on_refused(self, error: Exception) -> None:
        self._sent = _NOTHING
        self.complain(complaints.of_error(error))

    def forget(self) -> None:
        """Another issue is shown next: nothing written for this one may reach it."""
        self._sent = _NOTHING
        self.editor.forget()
        self.error.set_message("")

    def tell(self, words: str) -> None:
        """Something worth knowing of the value, which may stand."""
        self.error.set_message(words, wrong=False)

    def complain(self, words: str) -> None:
        self.error.set_message(words)

    def _on_committed(self, value: object) -> None:
        if isinstance(value, str) and not value.strip() and not self.field.required:
            value = ""
        problem = self._check(self.field.name, value)
        if problem is not None:
            self.complain(complaints.of_problem(problem))
            return
        self.error.set_message("")
        if self._sent is _NOTHING or self._sent != value:
            self._sent = value
            self.changed.emit(self.field.name, value)

    def _on_touched(self) -> None:
        if not self.error.isHidden():
            self.error.set_message("")

    def _on_no_number(self, _typed: str) -> None:
        least, most = self.field.least, self.field.most
        kind = "number" if self.field.kind == "decimal" else "whole number"
        self.complain(f"{self.field.label}: give a {kind} from {least} to {most}.")

    def _on_no_day(self, _typed: str) -> None:
        self.complain(complaints.unreadable_day(self.field.label))

    def _on_unknown(self, typed: str) -> None:
        self.complain(complaints.unknown_entry(self.field.label, typed))
