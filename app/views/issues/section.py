"""A section of the issue's sheet: its fields, and the links of the issue to entries of the plan's lists."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.issue_state import IssueState
from app.rules.fields import BY_NAME
from app.rules.issue import IssueSheet, Item
from app.rules.lists import Lists
from app.views.issues.links_value import LinksValue
from app.views.shared.field_row import FieldRow
from app.views.shared.side_section import SideSection


class Section(SideSection):
    def __init__(self, state: IssueState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent=parent)
        self.links: dict[str, LinksValue] = {}

    def field_row(self, name: str, label: str = "") -> FieldRow:
        return FieldRow(BY_NAME[name], label=label)

    def add_links(self, column: QVBoxLayout, kind: str, label: str, add: str) -> LinksValue:
        link = LinksValue(kind, label, add)
        link.changed.connect(self.state.link)
        link.rebuilt.connect(self.rebuilt)
        self.links[kind] = link
        column.addWidget(link)
        return link

    def show_rows(self, sheet: IssueSheet, lists: Lists) -> None:
        super().show_rows(sheet, lists)
        for kind, link in self.links.items():
            keys, items = _linked(kind, sheet, lists)
            link.show_keys(keys, items)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        for link in self.links.values():
            link.set_read_only(read_only)

    def commit(self) -> None:
        super().commit()
        for link in self.links.values():
            link.commit()

    def forget(self) -> None:
        super().forget()
        for link in self.links.values():
            link.forget()

    def on_saved(self, place: str) -> None:
        super().on_saved(place)
        if place in self.links:
            self.links[place].on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        if place in self.links:
            self.links[place].on_refused(error)
            return True
        return super().on_refused(place, error)


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
