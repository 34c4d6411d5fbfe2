"""A section of a sheet: a heading with a one-line summary that opens and closes, built when first opened."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.sheet_state import SheetState
from app.rules.lists import Lists
from app.views.shared import theme
from app.views.shared.field_rows import FieldRows
from app.views.shared.section_heading import SectionHeading
from app.views.shared.text_value import TextValue


class SideSection(FieldRows):
    """Subclasses give `title`, `build` (once, when first opened), `fill` (each time) and `summary`."""

    title = ""
    toggled = Signal(bool)
    rebuilt = Signal()
    """Something that takes the focus was added or taken away."""

    def __init__(self, state: SheetState, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.title = title or self.title
        self.heading = SectionHeading(self.title)
        self.content: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.heading)
        self.heading.toggled.connect(self._on_toggled)

    def build(self, column: QVBoxLayout) -> None:
        """Put the section's widgets into the column."""

    def fill(self, sheet: Any, lists: Lists) -> None:
        """Show the sheet in what `build` made (rows are filled already)."""

    def summary(self, sheet: Any, lists: Lists) -> str:
        """One line for the heading."""
        return ""

    @property
    def is_open(self) -> bool:
        return self.heading.isChecked()

    def set_open(self, is_open: bool) -> None:
        self.heading.setChecked(is_open)

    def show_sheet(self, sheet: Any, lists: Lists) -> None:
        self.heading.set_summary(self.summary(sheet, lists))
        if self.content is None:
            return
        self.show_rows(sheet, lists)
        self.fill(sheet, lists)
        self.set_read_only(self.state.read_only)

    def text_for(self, field: str) -> TextValue | None:
        self.make()
        return super().text_for(field)

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
        self._show_again()
        self.rebuilt.emit()

    def _show_again(self) -> None:
        if self.state.sheet is not None:
            self.show_sheet(self.state.sheet, self.state.lists)

    def _on_toggled(self, is_open: bool) -> None:
        if is_open and self.content is None:
            self.make()
        elif is_open:
            self._show_again()
        elif self.content is not None:
            self.commit()
        if self.content is not None:
            self.content.setVisible(is_open)
        self.toggled.emit(is_open)
