"""Fields of a sheet under their names: what its head and its sections have in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.sheet_state import SheetState
from app.rules.lists import Lists
from app.views.shared.field_row import FieldRow
from app.views.shared.text_value import TextValue


class FieldRows(QWidget):
    """Each saves as one leaves it. Subclasses give `field_row`, and may hold more than rows."""

    def __init__(self, state: SheetState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: Any = state
        self.rows: dict[str, FieldRow] = {}

    def field_row(self, name: str, label: str = "") -> FieldRow:
        """The row of the field of that name."""
        raise NotImplementedError

    def add_row(self, column: QVBoxLayout, name: str, label: str = "") -> FieldRow:
        row = self.field_row(name, label)
        row.changed.connect(self.state.edit)
        self.rows[name] = row
        column.addWidget(row)
        return row

    def show_sheet(self, sheet: Any, lists: Lists) -> None:
        self.show_rows(sheet, lists)
        self.set_read_only(self.state.read_only)

    def show_rows(self, sheet: Any, lists: Lists) -> None:
        for row in self.rows.values():
            row.show_sheet(sheet, lists)

    def set_read_only(self, read_only: bool) -> None:
        for row in self.rows.values():
            row.set_read_only(read_only)

    def commit(self) -> None:
        """Whatever is still being written is offered for saving."""
        for row in self.rows.values():
            row.commit()

    def forget(self) -> None:
        """Another thing is shown next: nothing written for this one may reach it."""
        for row in self.rows.values():
            row.forget()

    def texts(self) -> dict[str, TextValue]:
        """The texts that are written in here, by the names of app.rules.drafts."""
        return {name: row.editor for name, row in self.rows.items() if isinstance(row.editor, TextValue)}

    def text_for(self, field: str) -> TextValue | None:
        """Where that text is written; None: not in here."""
        return self.texts().get(field)

    def tell(self, field: str, words: str) -> None:
        """Say something at the field."""
        if field in self.rows:
            self.rows[field].tell(words)

    def on_saved(self, place: str) -> None:
        if place in self.rows:
            self.rows[place].on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        """Show what an edit was refused with where it was made; False: it was not made here."""
        if place not in self.rows:
            return False
        self.rows[place].on_refused(error)
        return True
