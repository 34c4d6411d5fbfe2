"""A section of the issue's sheet: a heading with a one-line summary that opens and closes, built when first opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.issue_state import IssueState
from app.rules.issue import IssueSheet, Item
from app.rules.lists import Lists
from app.views.issues.links_value import LinksValue
from app.views.shared import theme
from app.views.shared.field_row import FieldRow
from app.views.shared.section_heading import SectionHeading
from app.views.shared.text_value import TextValue


class Section(QWidget):
    """Subclasses give `title`, `build` (once, when first opened), `fill` (each time) and `summary`."""

    title = ""
    toggled = Signal(bool)
    rebuilt = Signal()
    """Something that takes the focus was added or taken away."""

    def __init__(self, state: IssueState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.rows: dict[str, FieldRow] = {}
        self.links: dict[str, LinksValue] = {}
        self.heading = SectionHeading(self.title)
        self.content: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.heading)
        self.heading.toggled.connect(self._on_toggled)

    def build(self, column: QVBoxLayout) -> None:
        """Put the section's widgets into the column."""

    def fill(self, sheet: IssueSheet, lists: Lists) -> None:
        """Show the sheet in what `build` made (rows and links are filled already)."""

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        """One line for the closed heading."""
        return ""

    def set_read_only(self, read_only: bool) -> None:
        for row in self.rows.values():
            row.set_read_only(read_only)
        for link in self.links.values():
            link.set_read_only(read_only)

    @property
    def is_open(self) -> bool:
        return self.heading.isChecked()

    def set_open(self, is_open: bool) -> None:
        self.heading.setChecked(is_open)

    def show_sheet(self, sheet: IssueSheet, lists: Lists) -> None:
        self.heading.set_summary(self.summary(sheet, lists))
        if self.content is None:
            return
        for row in self.rows.values():
            row.show_sheet(sheet, lists)
        for kind, link in self.links.items():
            keys, items = _linked(kind, sheet, lists)
            link.show_keys(keys, items)
        self.fill(sheet, lists)
        self.set_read_only(self.state.read_only)

    def commit(self) -> None:
        """Whatever is still being written is offered for saving."""
        for row in self.rows.values():
            row.commit()
        for link in self.links.values():
            link.commit()

    def forget(self) -> None:
        """Another issue is shown next: nothing written for this one may reach it."""
        for row in self.rows.values():
            row.forget()
        for link in self.links.values():
            link.forget()

    def texts(self) -> dict[str, TextValue]:
        """The texts that are written in here, by the names of app.rules.drafts; built sections only."""
        return {name: row.editor for name, row in self.rows.items() if isinstance(row.editor, TextValue)}

    def text_for(self, field: str) -> TextValue | None:
        """Where that text is written; None: not in here."""
        self.make()
        return self.texts().get(field)

    def tell(self, field: str, words: str) -> None:
        """Say something at the field."""
        if field in self.rows:
            self.rows[field].tell(words)

    def on_saved(self, place: str) -> None:
        if place in self.rows:
            self.rows[place].on_saved()
        elif place in self.links:
            self.links[place].on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        """Show what an edit was refused with where it was made; False: it was not made here."""
        if place in self.rows:
            self.rows[place].on_refused(error)
        elif place in self.links:
            self.links[place].on_refused(error)
        else:
            return False
        return True

    def add_row(self, column: QVBoxLayout, name: str, label: str = "") -> FieldRow:
        from app.rules.fields import BY_NAME

        row = FieldRow(BY_NAME[name], label=label)
        row.changed.connect(self.state.edit)
        self.rows[name] = row
        column.addWidget(row)
        return row

    def add_links(self, column: QVBoxLayout, kind: str, label: str, add: str) -> LinksValue:
        link = LinksValue(kind, label, add)
        link.changed.connect(self.state.link)
        link.rebuilt.connect(self.rebuilt)
        self.links[kind] = link
        column.addWidget(link)
        return link

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
        elif self.content is not None:
            self.commit()
        if self.content is not None:
            self.content.setVisible(is_open)
        self.toggled.emit(is_open)


def _linked(kind: str, sheet: IssueSheet, lists: Lists) -> tuple[Sequence[int | str], Sequence[Item]]:
    """The ids linked in the sheet, and the list they are from."""
    found: dict[str, tuple[Sequence[int | str], Sequence[Item]]] = {
        "theme": (sheet.themes, lists.themes),
        "strategy_link": (sheet.strategy_links, lists.strategy_links),
        "department": (sheet.other_departments, lists.departments),
        "partner": (sheet.partners, lists.partners),
        "locality": (sheet.localities, lists.localities),
        "tag": (sheet.tags, ()),
    }
    return found[kind]
