"""What stands over the page: its name, how many of how many are shown, and the filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.bridge.indicator_filter import Change, GroupBy, IndicatorChoice, SortBy
from app.rules.category import COLUMNS
from app.rules.indicator import Rag
from app.views.indicators.flow import FlowLayout, fixed_height
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, PrimaryButton, QuietButton
from app.views.shared.chips import Chip, rag_words
from app.views.shared.labels import Text
from app.views.shared.segments import Segments
from app.views.shared.word_filter import WordFilter


class Filters(QWidget):
    """`changed` tells the new choice. `set_choice` shows one that came from elsewhere."""

    changed = Signal(object)
    arranged = Signal(bool)
    """The list is wanted (False), or small charts side by side (True)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = IndicatorChoice()
        self._departments: Mapping[int, str] = {}
        self._issues: Mapping[int, str] = {}
        self.ways = Segments("How the indicators are shown", ("List", "Side by side"))
        self.ways.currentChanged.connect(self._way_chosen)
        self.title = Text("Indicators", "title")
        self.count = Text("", "third")
        self.illustrative = Chip("Illustrative", "amber")
        self.illustrative.hide()
        self.clear = QuietButton("Clear", flat=True)
        self.clear.setAccessibleName("Clear filters")
        self.clear.clicked.connect(self._clear)
        self.words = WordFilter("Code or title", "Show only indicators whose code or title has these words")
        self.words.wanted.connect(self._take_words)
        self.category, self.department, self.rag = MenuButton(""), MenuButton(""), MenuButton("")
        self.arrange = MenuButton("")
        self.change = MenuButton("")
        self.folded = MenuButton("Filters")
        self.folded.hide()
        self.new = PrimaryButton("New indicator…")
        self._build()
        self._fill()

    def _build(self) -> None:
        row = FlowLayout(self, gap=6)
        fixed_height(self)
        left = QWidget()
        line = QHBoxLayout(left)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        for part in (self.title, self.ways, self.count, self.illustrative, self.clear):
            line.addWidget(part)
        row.addWidget(left)
        row.add_at_end(self.words)
        for widget in (*self._narrowing, self.folded, self.arrange, self.new):
            row.add_at_end(widget)
        self._parts = (left, self.words, *self._narrowing, self.arrange, self.new)
        self._gap = theme.px(6)

    @property
    def _narrowing(self) -> tuple[MenuButton, ...]:
        return self.category, self.department, self.rag, self.change

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        """Where the row is too long for the window, what narrows the list down stands in one menu."""
        widths = (part.sizeHint().boundedTo(part.maximumSize()).width() for part in self._parts)
        wide = sum(width + self._gap for width in widths) - self._gap
        fold = self.width() < wide
        if fold == self.folded.isHidden():
            self.folded.setVisible(fold)
            for button in self._narrowing:
                button.setVisible(not fold)

    def set_departments(self, departments: Mapping[int, str]) -> None:
        if departments != self._departments:
            self._departments = departments
            self._fill()

    def set_issues(self, issues: Mapping[int, str]) -> None:
        if issues != self._issues:
            self._issues = issues
            self._fill()

    def set_side_by_side(self, on: bool) -> None:
        self.ways.setCurrentIndex(int(on))

    def set_counts(self, shown: int, everything: int) -> None:
        hides = self.choice.hides
        self.count.setText(f"{shown:,} of {everything:,} shown" if hides else "")
        self.count.setVisible(hides)
        self.clear.setVisible(hides)

    def set_choice(self, choice: IndicatorChoice) -> None:
        self.choice = choice
        if self.words.text() != choice.words:
            self.words.setText(choice.words)
        self._fill()

    def _fill(self) -> None:
        """Menus and their buttons say what is chosen."""
        now = self.choice
        self.category.set_label(now.category.short if now.category else "All categories")
        self.category.setMenu(self._menu(
            self.category, "category", [(None, "All categories"), *((c, c.title) for c in COLUMNS)]
        ))
        self._fill_issues()
        self.department.set_label(self._departments.get(now.department_id or 0, "All departments"))
        self.department.setMenu(self._menu(
            self.department, "department_id", [(None, "All departments"), *self._departments.items()]
        ))
        self.rag.set_label(rag_words(now.rag) if now.rag else "Any RAG")
        self.rag.setMenu(self._menu(self.rag, "rag", [(None, "Any RAG"), *((r, rag_words(r)) for r in Rag)]))
        self.change.set_label(now.change.label if now.change else "Any change")
        self.change.setMenu(self._menu(
            self.change, "change", [(None, "Any change"), *((each, each.label) for each in Change)]
        ))
        self._fill_folded()
        self.arrange.set_label("Arrange")
        menu = self._menu(self.arrange, "group", [(g, f"Group by {g.label[:1].lower()}{g.label[1:]}"
                                                   if g is not GroupBy.RAG else "Group by RAG")
                                                  for g in GroupBy])
        menu.addSeparator()
        self._choices(menu, "sort", [(s, f"Sort by {s.label[:1].lower()}{s.label[1:]}"
                                      if s is not SortBy.RAG else "Sort by RAG, red first") for s in SortBy])
        self.arrange.setMenu(menu)

    def _fill_folded(self) -> None:
        """The same menus, one under the other; the button says how many of them narrow the list."""
        now, menu = self.choice, self.folded.menu()
        menu.clear()
        for title, button in zip(("Category or issue", "Department", "RAG", "Change"), self._narrowing, strict=True):
            under = button.menu()
            under.setTitle(title)
            menu.addMenu(under)
        chosen = sum((bool(now.category or now.issue_id), now.department_id is not None, bool(now.rag), bool(now.change)))
        self.folded.set_label(f"Filters ({chosen})" if chosen else "Filters")

    def _fill_issues(self) -> None:
        """One issue is a narrower category, so it is chosen in the same menu and stands on the same button."""
        issue = self._issues.get(self.choice.issue_id or 0, "")
        if issue:
            self.category.set_label(shortened(issue, 26))
            self.category.setAccessibleName(f"Issue: {issue}")
        if self._issues:
            menu = self.category.menu()
            menu.addSeparator()
            under = menu.addMenu("One issue")
            self._choices(under, "issue_id", [(None, "All issues"), *self._issues.items()])

    def _menu(self, button: MenuButton, part: str, options: Iterable[tuple[Any, str]]) -> QMenu:
        old = button.menu()
        menu = QMenu(button)
        if old is not None:
            old.deleteLater()
        self._choices(menu, part, options)
        return menu

    def _choices(self, menu: QMenu, part: str, options: Iterable[tuple[Any, str]]) -> None:
        group = QActionGroup(menu)
        for value, label in options:
            action = QAction(label.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(getattr(self.choice, part) == value)
            action.triggered.connect(partial(self._chosen, part, value))
            group.addAction(action)
            menu.addAction(action)

    def _chosen(self, part: str, value: Any, _checked: bool = True) -> None:
        self._change(replace(self.choice, **{part: value}))

    def _way_chosen(self, index: int) -> None:
        self.arranged.emit(index == 1)

    def _take_words(self, words: str) -> None:
        self._change(replace(self.choice, words=words))

    def _clear(self) -> None:
        self._change(IndicatorChoice(group=self.choice.group, sort=self.choice.sort))

    def _change(self, choice: IndicatorChoice) -> None:
        if choice != self.choice:
            self.set_choice(choice)
            self.changed.emit(choice)


def shortened(text: str, most: int) -> str:
    """Up to `most` letters, the rest as an ellipsis: a button is no place for a long title."""
    return text if len(text) <= most else text[:most].rstrip() + "…"
