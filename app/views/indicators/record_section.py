"""A part of the indicator's sheet: fields of one group, and what a summary says of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from app.bridge.indicator_sheet_state import IndicatorSheetState
from app.rules.indicator_fields import BY_NAME, FIELDS, check_field
from app.rules.indicator_sheet import IndicatorSheet
from app.rules.lists import Lists
from app.views.shared import theme
from app.views.shared.field_row import FieldRow
from app.views.shared.field_rows import FieldRows
from app.views.shared.side_section import SideSection
from app.views.shared.text_value import TextValue


class RecordHead(FieldRows):
    """What stands over the sections: the title and what the indicator means."""

    def __init__(self, names: tuple[str, ...], state: IndicatorSheetState) -> None:
        super().__init__(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(4), 0, theme.px(4), theme.px(10))
        column.setSpacing(theme.px(4))
        for name in names:
            self.add_row(column, name)
        self.rows["title"].label.hide()
        title = self.rows["title"].editor
        if isinstance(title, TextValue):
            title.set_type(19, 700, most=14)

    def field_row(self, name: str, label: str = "") -> FieldRow:
        return _row(name, label)


class RecordSection(SideSection):
    def field_row(self, name: str, label: str = "") -> FieldRow:
        return _row(name, label)

    def show_rows(self, sheet: Any, lists: Lists) -> None:
        for row in self.rows.values():
            if row.field.list_name == "indicators":
                row.entries = sheet.others
        super().show_rows(sheet, lists)


class FieldsSection(RecordSection):
    """The fields of one group of app.rules.indicator_fields; its summary tells the chosen ones."""

    def __init__(self, group: str, told: tuple[str, ...], state: IndicatorSheetState) -> None:
        super().__init__(state, group)
        self._group = group
        self._told = told

    def build(self, column: QVBoxLayout) -> None:
        for field in FIELDS:
            if field.group == self._group:
                self.add_row(column, field.name)

    def summary(self, sheet: IndicatorSheet, lists: Lists) -> str:
        found = [words for name in self._told if (words := value_words(name, sheet, lists))]
        return ", ".join(found) if found else "nothing recorded yet"


def _row(name: str, label: str = "") -> FieldRow:
    return FieldRow(BY_NAME[name], label=label, check=check_field)


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
