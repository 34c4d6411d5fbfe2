"""Editing several issues at once, or the one in hand: department, lead, tags, review date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.bridge.board_state import BoardState
from app.rules.issue import Card, Item
from app.rules.lists import current
from app.views.board.date_sheet import DateSheet
from app.views.board.stay_menu import StayMenu
from app.views.board.tag_sheet import TagSheet

Cards = Callable[[], tuple[Card, ...]]


class BoardEdits(QObject):
    """Fills menus and opens small sheets; hands the change on as one command for all the cards."""

    sheet_opened = Signal(object)

    def __init__(self, state: BoardState, cards: Cards, window: QWidget) -> None:
        super().__init__(window)
        self._state = state
        self._cards = cards
        self._window = window
        self.sheet: DateSheet | TagSheet | None = None

    def fill_departments(self, menu: StayMenu) -> None:
        board = self._state.model.board
        self._fill(menu, "department_id", board.departments, "No department")

    def fill_leads(self, menu: StayMenu) -> None:
        self._fill(menu, "lead_post_id", self._state.model.board.posts, "No lead")

    def _fill(self, menu: StayMenu, field: str, items: tuple[Item, ...], missing: str) -> None:
        """Every entry one may choose; a mark where all the cards have it."""
        menu.clear()
        held = {getattr(card, field) for card in self._cards()}
        for item in current(items):
            action = menu.addAction(item.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(held == {item.id})
            action.triggered.connect(partial(self._set_field, field, item.id))
        menu.addSeparator()
        menu.addAction(missing).triggered.connect(partial(self._set_field, field, None))

    def _set_field(self, field: str, value: Any, _checked: bool = False) -> None:
        from app.commands.edit_issue import EditIssue, EditIssues

        cards = [card for card in self._cards() if getattr(card, field) != value]
        if len(cards) == 1:
            self._state.do(EditIssue(cards[0].issue_id, cards[0].version, field, value))
        elif cards:
            self._state.do(EditIssues(tuple((card.issue_id, card.version) for card in cards), field, value))

    def ask_tags(self) -> None:
        """Which tags all, some or none of the cards carry, to add and take away."""
        cards = self._cards()
        if not cards:
            return
        used = {tag for card in self._state.model.board.cards for tag in card.tags}
        known = sorted(used, key=lambda tag: (tag.casefold(), tag))
        sheet = TagSheet(cards, known, self._window)
        sheet.chosen.connect(partial(self._set_tags, tuple(card.issue_id for card in cards)))
        self._show(sheet)

    def _set_tags(self, ids: tuple[int, ...], add: tuple[str, ...], remove: tuple[str, ...]) -> None:
        from app.commands.edit_issue import SetTags

        if add or remove:
            self._state.do(SetTags(ids, add, remove))

    def ask_review_date(self) -> None:
        cards = self._cards()
        if not cards:
            return
        days = {card.review_date for card in cards}
        one = f"When is “{cards[0].title}” looked at again?"
        sheet = DateSheet(
            self._window,
            "Review date",
            one if len(cards) == 1 else f"When are these {len(cards)} issues looked at again?",
            days.pop() if len(days) == 1 else None,
            clear="No review date",
        )
        sheet.chosen.connect(self._set_review_date)
        self._show(sheet)

    def _set_review_date(self, day: date | None) -> None:
        self._set_field("review_date", day)

    def _show(self, sheet: DateSheet | TagSheet) -> None:
        self.sheet = sheet
        sheet.closed.connect(self._forget)
        sheet.open()
        self.sheet_opened.emit(sheet)

    def _forget(self, _accepted: bool) -> None:
        self.sheet = None
