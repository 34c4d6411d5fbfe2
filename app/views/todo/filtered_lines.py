"""Lines in groups that can be narrowed by kind and department: what the team's list and the calendar have in common."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.lines_model import Head, LinesModel, head_text
from app.rules.issue import Item
from app.rules.shown_table import ShownColumn, ShownTable
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Card, Text
from app.views.shared.lines_face import Tone
from app.views.shared.lines_table import LinesTable

CLEAR = "Nothing of this choice. Clear the filters to see the rest."
NO_DEPARTMENT = 0
"""Stands for lines of no department among the choices."""


class FilteredLines(QWidget):
    """Subclasses say of a line its kind, department, group and cells. `place_wanted` brings where a line leads."""

    place_wanted = Signal(object)
    """(Place)"""
    heads: tuple[str, ...] = ()
    shares: tuple[int, ...] = ()
    name = ""
    every = ("Any kind", "Any department")

    def __init__(self, kinds: Mapping[Any, str], tones: Mapping[int, Tone], links: Sequence[int] = ()) -> None:
        super().__init__()
        self.kinds = kinds
        self.lines: tuple[Any, ...] = ()
        self.departments: tuple[Item, ...] = ()
        self.kind: Any = None
        self.department: int | None = None
        self.model = LinesModel(self.heads, self.cell, self)
        self.table = LinesTable(self.model, self.name, self.shares, tones, links=links, heads=head_text)
        self.table.opened.connect(self._open)
        self.kind_button, self.department_button = MenuButton(""), MenuButton("")
        self.clear_button = QuietButton("Clear filters", flat=True)
        self.go_button = QuietButton("Go to it")
        self.count = Text("", "second")
        self.bar = FlowBox(theme.px(6))
        self.empty = Text("", "soft", wrap=True)
        self.stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        for part in (self.kind_button, self.department_button, self.clear_button, self.count):
            self.bar.add(part)
        self.bar.add(self.go_button, at_end=True)
        self.kind_button.menu().aboutToShow.connect(self._fill_kinds)
        self.department_button.menu().aboutToShow.connect(self._fill_departments)
        self.clear_button.clicked.connect(partial(self.narrow, None, None))
        self.go_button.clicked.connect(self._go)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        card = Card.around(self.table)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack.addWidget(card)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)

    # What a subclass says of a line

    def cell(self, line: Any, column: int) -> str:
        raise NotImplementedError

    def group_of(self, line: Any) -> str:
        raise NotImplementedError

    def in_order(self, lines: Sequence[Any]) -> Sequence[Any]:
        """As they are grouped."""
        return lines

    def key_of(self, line: Any) -> Hashable:
        """What stays the same of a line when the list is worked out anew."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What is said where there is no line at all."""
        raise NotImplementedError

    def passes(self, line: Any) -> bool:
        return True

    # What is shown

    def show_lines(self, lines: Sequence[Any], departments: tuple[Item, ...]) -> None:
        self.lines, self.departments = tuple(lines), departments
        self.refresh()

    def narrow(self, kind: Any, department: int | None, _checked: bool = False) -> None:
        self.kind, self.department = kind, department
        self.refresh()

    @property
    def filters(self) -> bool:
        return self.kind is not None or self.department is not None

    def shown(self) -> list[Any]:
        """The lines that are not hidden by choice, in the order shown."""
        found = [
            each for each in self.lines
            if (self.kind is None or each.kind is self.kind)
            and (self.department is None or (each.department_id or NO_DEPARTMENT) == self.department)
            and self.passes(each)
        ]  # fmt: skip
        return list(self.in_order(found))

    def refresh(self) -> None:
        shown, rows = self.shown(), list[Any]()
        for title, lines in groupby(shown, self.group_of):
            group = list(lines)
            rows += [Head(f"{title}  ({len(group)})"), *group]
        row = self.table.currentIndex().row()
        chosen = self.model.line(row)
        self.model.show(rows)
        self._choose_again(chosen, row, rows)
        hidden = len(self.lines) - len(shown)
        self.count.setText(f"{len(shown):,} of {len(self.lines):,} shown" if hidden else f"{len(shown):,} in all")
        self.count.setVisible(bool(self.lines))
        self.empty.setText(CLEAR if self.lines else self.nothing())
        self.stack.setCurrentIndex(0 if shown else 1)
        self._say()

    def _choose_again(self, chosen: Any, row: int, rows: list[Any]) -> None:
        """The same line; where it has gone, the one that has taken its place."""
        if chosen is None or isinstance(chosen, Head) or not rows:
            return
        keys = {self.key_of(each): at for at, each in enumerate(rows) if not isinstance(each, Head)}
        at = keys.get(self.key_of(chosen))
        if at is None:
            at = min(keys.values(), key=lambda each: abs(each - row), default=-1)
        self.table.go_to(at)

    def _say(self) -> None:
        kind = self.kinds.get(self.kind, self.every[0]) if self.kind is not None else self.every[0]
        self.kind_button.set_label(kind)
        self.department_button.set_label(
            self.every[1] if self.department is None else self.department_name(self.department) or "No department"
        )
        self.clear_button.setVisible(self.filters)
        self._chosen()

    def department_name(self, department: int | None) -> str:
        return next((each.name for each in self.departments if each.id == department), "")

    def _chosen(self, *_: object) -> None:
        line = self.model.line(self.table.currentIndex().row())
        self.go_button.setEnabled(line is not None and not isinstance(line, Head))

    # What is wanted

    def _go(self) -> None:
        self._open(self.table.currentIndex().row())

    def _open(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None and not isinstance(line, Head):
            self.place_wanted.emit(line.place)

    def _fill_kinds(self) -> None:
        there = {each.kind for each in self.lines}
        names = {kind: words for kind, words in self.kinds.items() if kind in there or kind is self.kind}
        self.fill(self.kind_button.menu(), self.every[0], names, self.kind, lambda kind: self.narrow(kind, self.department))

    def _fill_departments(self) -> None:
        there = {each.department_id or NO_DEPARTMENT for each in self.lines}
        names: dict[Any, str] = {each.id: each.name for each in self.departments if each.id in there}
        if NO_DEPARTMENT in there:
            names[NO_DEPARTMENT] = "No department"
        self.fill(
            self.department_button.menu(), self.every[1], names, self.department,
            lambda department: self.narrow(self.kind, department),
        )  # fmt: skip

    @staticmethod
    def fill(menu: QMenu, every: str, names: Mapping[Any, str], now: Any, choose: Any) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for key, words in ((None, every), *names.items()):
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key == now)
            action.triggered.connect(partial(_chose, choose, key))
            group.addAction(action)

    # Out of the window

    def as_table(self, title: str, facts: tuple[tuple[str, str], ...]) -> ShownTable:
        """What is shown, without the lines that head groups."""
        rows = tuple(tuple(self.cell(line, at) for at in range(len(self.heads))) for line in self.shown())
        return ShownTable(title, tuple(ShownColumn(head) for head in self.heads), rows, facts)

    def view_state(self) -> dict[str, Any]:
        return {"kind": self.kind, "department": self.department}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        kind, department = state.get("kind"), state.get("department")
        known = next((each for each in self.kinds if each == kind), None)
        self.narrow(known, department if isinstance(department, int) else None)


def _chose(choose: Any, key: Any, _checked: bool = False) -> None:
    choose(key)
