"""A part of the indicator's sheet: a heading with a one-line summary that opens and closes, built when first opened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.indicator_sheet_state import IndicatorSheetState
from app.rules.indicator_fields import BY_NAME, FIELDS, check_field
from app.rules.indicator_sheet import IndicatorSheet
from app.rules.lists import Lists
from app.views.shared import theme
from app.views.shared.field_row import FieldRow
from app.views.shared.section_heading import SectionHeading


class RecordSection(QWidget):
    """Subclasses give `build` (once, when first opened), `fill` (each time) and `summary`."""

    rebuilt = Signal()
    """Something that takes the focus was added or taken away."""

    def __init__(self, title: str, state: IndicatorSheetState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.state = state
        self.rows: dict[str, FieldRow] = {}
        self.heading = SectionHeading(title)
        self.content: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.heading)
        self.heading.toggled.connect(self._on_toggled)

    def build(self, column: QVBoxLayout) -> None:
        """Put the section's widgets into the column."""

    def fill(self, sheet: IndicatorSheet, lists: Lists) -> None:
        """Show the sheet in what `build` made (rows are filled already)."""

    def summary(self, sheet: IndicatorSheet, lists: Lists) -> str:
        """One line for the heading."""
        return ""

    def set_read_only(self, read_only: bool) -> None:
        for row in self.rows.values():
            row.set_read_only(read_only)

    @property
    def is_open(self) -> bool:
        return self.heading.isChecked()

    def set_open(self, is_open: bool) -> None:
        self.heading.setChecked(is_open)

    def show_sheet(self, sheet: IndicatorSheet, lists: Lists) -> None:
        self.heading.set_summary(self.summary(sheet, lists))
        if self.content is None:
            return
        for row in self.rows.values():
            if row.field.list_name == "indicators":
                row.entries = sheet.others
            row.show_sheet(sheet, lists)
        self.fill(sheet, lists)
        self.set_read_only(self.state.read_only)

    def add_row(self, column: QVBoxLayout, name: str) -> FieldRow:
        row = field_row(name, self.state)
        self.rows[name] = row
        column.addWidget(row)
        return row

    def commit(self) -> None:
        """Whatever is still being written is offered for saving."""
        for row in self.rows.values():
            row.commit()

    def forget(self) -> None:
        """Another indicator is shown next: nothing written for this one may reach it."""
        for row in self.rows.values():
            row.forget()

    def on_saved(self, place: str) -> None:
        if place in self.rows:
            self.rows[place].on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        """Show what an edit was refused with where it was made; False: it was not made here."""
        if place not in self.rows:
            return False
        self.rows[place].on_refused(error)
        return True

    def make(self) -> None:
        """Build the content now, if that has not been done."""
        if self.content is not None:
            return
        self.content = QWidget()
        inner = QVBoxLayout(self.content)
        inner.setContentsMargins(theme.px(4), theme.px(2), theme.px(4), theme.px(12))
        inner.setSpacing(theme.px(6))
        self.column.addWidget(self.content)
        self.content.setVisible(self.is_open)
        self.build(inner)
        if self.state.sheet is not None:
            self.show_sheet(self.state.sheet, self.state.lists)
        self.rebuilt.emit()

    def _on_toggled(self, is_open: bool) -> None:
        if is_open:
            self.make()
            if self.state.sheet is not None:
                self.show_sheet(self.state.sheet, self.state.lists)
        elif self.content is not None:
            self.commit()
        if self.content is not None:
            self.content.setVisible(is_open)


class FieldsSection(RecordSection):
    """The fields of one group of app.rules.indicator_fields; its summary tells the chosen ones."""

    def __init__(self, group: str, told: tuple[str, ...], state: IndicatorSheetState) -> None:
        super().__init__(group, state)
        self._group = group
        self._told = told

    def build(self, column: QVBoxLayout) -> None:
        for field in FIELDS:
            if field.group == self._group:
                self.add_row(column, field.name)

    def summary(self, sheet: IndicatorSheet, lists: Lists) -> str:
        found = [words for name in self._told if (words := value_words(name, sheet, lists))]
        return ", ".join(found) if found else "nothing recorded yet"


def field_row(name: str, state: IndicatorSheetState) -> FieldRow:
    """The field in place; what is written there goes to the state."""
    row = FieldRow(BY_NAME[name], check=check_field)
    row.changed.connect(state.edit)
    return row


def value_words(name: str, sheet: IndicatorSheet, lists: Lists) -> str:
    """A field's value for a summary; empty where there is none."""
    field, value = BY_NAME[name], sheet.fields.get(name)
    if value is None or value == "":
        return ""
    if field.kind == "choice":
        return dict(field.options).get(str(value), str(value)).partition(" (")[0].lower()
    if field.kind == "list id":
        items = sheet.others if field.list_name == "indicators" else lists.items(field.list_name)
        return next((item.name for item in items if item.id == value), "")
    return f"{value:g}" if isinstance(value, float) else str(value)
