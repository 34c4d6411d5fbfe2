"""The top of the board page: the plan's name, grouping, filters, saved views, New issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.board_filter import BoardFilter, Part
from app.bridge.board_grouping import Grouping
from app.bridge.board_model import BoardModel
from app.bridge.board_words import FLAG_WORDS, RAG_WORDS
from app.rules.indicator import Rag
from app.rules.issue import Flag, Item
from app.views.board.side_flow import SideFlow
from app.views.board.stay_menu import StayMenu
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, PrimaryButton
from app.views.shared.chips import Chip
from app.views.shared.labels import Text, plain_tooltip

RAGS = (Rag.GREEN, Rag.AMBER, Rag.RED, Rag.NONE)


class FilterBar(QWidget):
    """Says what is wanted by signal; what is in force is read from the model."""

    filter_wanted = Signal(object)
    grouping_wanted = Signal(object)
    new_issue_wanted = Signal()

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._menus: dict[MenuButton, StayMenu] = {}
        self._others: tuple[QAction, ...] = ()
        self.plan = Text("", "title")
        self.plan_state = Chip("")
        self.illustrative = Chip("Illustrative figures")
        self.group = self._button("Group by: Aim", self._fill_groups)
        self.departments = self._button("All departments", self._fill_departments)
        self.leads = self._button("Any lead", self._fill_leads)
        self.rags = self._button("RAG", self._fill_rags)
        self.more = self._button("More", self._fill_more)
        self._tags = StayMenu(self)
        self.views = MenuButton("Saved views")
        self.new_issue = PrimaryButton("New issue…")
        self.new_issue.clicked.connect(self.new_issue_wanted)
        self._lay_out()
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _button(self, words: str, fill: Callable[[], None]) -> MenuButton:
        menu = StayMenu(self)
        button = MenuButton(words, self, menu)
        self._menus[button] = menu
        menu.aboutToShow.connect(fill)
        return button

    def _lay_out(self) -> None:
        names = QWidget()
        row = QHBoxLayout(names)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part in (self.plan, self.plan_state, self.illustrative):
            row.addWidget(part)
        row.addStretch(1)
        self._flow = SideFlow(gap=6)
        self._flow.add(names)
        for button in (self.group, self.departments, self.leads, self.rags, self.more, self.views):
            button.setProperty("snug", "true")
            self._flow.add(button)
        self._flow.add(self.new_issue)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)

    def _restyle(self) -> None:
        """Buttons a little smaller than text, all of one height, so that they stand beside the plan's name."""
        buttons = (*self._menus, self.views, self.new_issue)
        for button in buttons:
            button.setFont(theme.font(12, 500))
        high = max(button.sizeHint().height() for button in buttons)
        for button in buttons:
            button.setFixedHeight(high)

    def set_others(self, actions: tuple[QAction, ...]) -> None:
        """What else *More* offers, under flags and tags."""
        self._others = actions

    def refresh(self) -> None:
        """Show the plan's name and what is in force."""
        board, chosen = self._model.board, self._model.filter
        self.plan.setText(board.plan_name)
        self.plan_state.set_text(board.plan_state)
        self.plan_state.setVisible(bool(board.plan_state))
        # With lanes, the corner beside their names says it.
        alone = self._model.grouping is Grouping.NONE
        self.illustrative.setVisible(alone and any(card.illustrative for card in board.cards))
        self.new_issue.setEnabled(not self._model.fixed)
        by = self._model.grouping
        self.group.set_label(f"Group by: {'Portfolio' if by is Grouping.PORTFOLIO else by.label}")
        self._say(self.departments, "All departments", "department", chosen.departments, board.departments)
        self._say(self.leads, "Any lead", "lead", chosen.leads, board.posts)
        rags = ", ".join(rag.letter or "none" for rag in RAGS if rag in chosen.rags)
        self.rags.set_label(f"RAG: {rags}" if rags else "RAG")
        marks = len(chosen.flags) + len(chosen.tags)
        self.more.set_label(f"More: {marks}" if marks else "More")
        self.updateGeometry()

    def _say(
        self,
        button: MenuButton,
        every: str,
        noun: str,
        ids: frozenset[int | None],
        items: tuple[Item, ...],
    ) -> None:
        """The short form of the one chosen, or how many; the whole names to a screen reader and on hover."""
        chosen = [item for item in items if item.id in ids]
        names = ", ".join(item.name for item in chosen) or ("none" if ids else "")
        if not ids:
            button.set_label(every)
        elif len(ids) == 1:
            short = next((item.short or item.name[:12] for item in chosen), "none")
            button.set_label(f"{noun.capitalize()}: {short}")
        else:
            button.set_label(f"{len(ids)} {noun}s")
        button.setAccessibleName(f"{noun.capitalize()}: {names}" if ids else every)
        button.setToolTip(plain_tooltip(names))

    # Menus are filled when they open

    def _fill_groups(self) -> None:
        menu = self._emptied(self.group)
        group = QActionGroup(menu)
        for grouping in Grouping:
            wanted = partial(self.grouping_wanted.emit, grouping)
            group.addAction(menu.add_mark(grouping.label, grouping is self._model.grouping, wanted))

    def _fill_departments(self) -> None:
        board = self._model.board
        used = Counter(card.department_id for card in board.cards)
        self._fill_items(self.departments, "departments", "All departments", board.departments, used)

    def _fill_leads(self) -> None:
        used = Counter(card.lead_post_id for card in self._model.board.cards)
        posts = tuple(post for post in self._model.board.posts if used[post.id])
        self._fill_items(self.leads, "leads", "Any lead", posts, used)

    def _fill_items(
        self,
        button: MenuButton,
        part: Part,
        every: str,
        items: Iterable[Item],
        used: Counter[int | None],
    ) -> None:
        menu, chosen = self._emptied(button), self._model.filter
        ids: frozenset[int | None] = getattr(chosen, part)
        menu.add_entry(every, partial(self._clear, part))
        menu.addSeparator()
        for item in items:
            if used[item.id] or not item.retired:
                words = f"{item.name} ({used[item.id]})"
                menu.add_mark(words, item.id in ids, partial(self._toggle, part, item.id))
        if used[None]:
            missing = "No department" if part == "departments" else "No lead"
            menu.add_mark(f"{missing} ({used[None]})", None in ids, partial(self._toggle, part, None))

    def _fill_rags(self) -> None:
        menu, chosen = self._emptied(self.rags), self._model.filter
        for rag in RAGS:
            words = f"{RAG_WORDS[rag]} ({rag.letter})" if rag.letter else RAG_WORDS[rag]
            menu.add_mark(words, rag in chosen.rags, partial(self._toggle, "rags", rag))

    def _fill_more(self) -> None:
        menu, chosen = self._emptied(self.more), self._model.filter
        menu.add_heading("Flags")
        for flag in Flag:
            menu.add_mark(FLAG_WORDS[flag], flag in chosen.flags, partial(self._toggle, "flags", flag))
        used = {tag for card in self._model.board.cards for tag in card.tags} | chosen.tags
        tags = sorted(used, key=lambda tag: (tag.casefold(), tag))
        self._tags.clear()
        for tag in tags:
            self._tags.add_mark(tag, tag in chosen.tags, partial(self._toggle, "tags", tag))
        menu.addSeparator()
        menu.addMenu(self._tags).setEnabled(bool(tags))
        self._tags.setTitle(_tags_title(len(chosen.tags)) if tags else "No issue has a tag yet")
        menu.addSeparator()
        menu.addActions(list(self._others))

    def _emptied(self, button: MenuButton) -> StayMenu:
        menu = self._menus[button]
        menu.clear()
        return menu

    def _toggle(self, part: Part, member: object) -> None:
        self._want(self._model.filter.toggled(part, member))

    def _clear(self, part: Part) -> None:
        nothing: frozenset[int | None] = frozenset()
        chosen = self._model.filter
        cleared = (
            replace(chosen, departments=nothing) if part == "departments" else replace(chosen, leads=nothing)
        )
        self._want(cleared)

    def _want(self, chosen: BoardFilter) -> None:
        self.filter_wanted.emit(chosen)


def _tags_title(chosen: int) -> str:
    return f"Tags: {chosen} chosen" if chosen else "Tags"
