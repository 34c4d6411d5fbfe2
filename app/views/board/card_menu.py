"""The menu of a card, or of all that are selected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.rules.category import COLUMNS, Category
from app.rules.decision import Stage
from app.rules.moves import Verdict
from app.views.board.drop_words import refusal
from app.views.board.edits import BoardEdits
from app.views.board.live_board import LiveBoard
from app.views.board.stay_menu import StayMenu
from app.views.shared.labels import plain_tooltip


class CardMenu(StayMenu):
    """Made anew each time it is asked for; goes when it closes."""

    def __init__(self, board: LiveBoard, edits: BoardEdits, parent: QWidget, *, fixed: bool) -> None:
        super().__init__(parent)
        self.aboutToHide.connect(self.deleteLater)
        self._board = board
        self._edits = edits
        cards = board.moving()
        self._add_opening(fixed=fixed)
        self.addSeparator()
        verdicts = board.moves.verdicts(cards) if cards else {}
        self.moves = self._move_menu("Move to", verdicts, exception=False)
        self.exceptions = self._move_menu("Move as an exception", verdicts, exception=True)
        self.addSeparator()
        self._add_edits(enabled=not fixed)

    def open_at(self, at: QPoint) -> None:
        self.popup(at)

    def _add_opening(self, *, fixed: bool) -> None:
        """What Enter does comes first: the issue's sheet, or on a ghost the decision."""
        place = self._board.board_model.place(self._board.currentIndex())
        first = self.addAction("Open", self._open)
        if place is not None and place.card.stage in (Stage.PROPOSED, Stage.INTERIM):
            words = "Sign off\u2026" if place.card.stage is Stage.INTERIM else "Decide\u2026"
            deciding = self.addAction(words, self._decide)
            deciding.setEnabled(not fixed)
            if place.ghost and not fixed:
                first = deciding
        first.setShortcut(QKeySequence(Qt.Key.Key_Return))
        self.setDefaultAction(first)

    def _decide(self) -> None:
        card = self._board.current_card()
        if card is not None:
            self._board.decide_requested.emit(card.issue_id)

    def _open(self) -> None:
        card = self._board.current_card()
        if card is not None:
            self._board.issue_opened.emit(card.issue_id)

    def _move_menu(self, words: str, verdicts: dict[Category, Verdict], *, exception: bool) -> QMenu:
        """Every place; one that is closed says why, in its tooltip and under its name."""
        menu = StayMenu(self)
        menu.setTitle(words)
        self.addMenu(menu)
        for to in (*COLUMNS, Category.LEFT):
            verdict = verdicts.get(to)
            if verdict is None or to is self._own():
                continue
            if exception and not verdict.by_exception:
                continue
            name = "Leave the list" if to is Category.LEFT else to.title
            action = menu.addAction(f"{name}\u2026", partial(self._board.request_move, to))
            action.setEnabled(verdict.by_exception if exception else verdict.allowed)
            if not action.isEnabled():
                action.setToolTip(plain_tooltip(refusal(verdict)))
                action.setStatusTip(refusal(verdict))
        if menu.isEmpty():
            menu.menuAction().setEnabled(False)
        return menu

    def _own(self) -> Category | None:
        card = self._board.current_card()
        return card.category if card else None

    def _add_edits(self, *, enabled: bool) -> None:
        for words, fill in (
            ("Department", self._edits.fill_departments),
            ("Lead", self._edits.fill_leads),
        ):
            menu = StayMenu(self)
            menu.setTitle(words)
            menu.aboutToShow.connect(partial(fill, menu))
            self.addMenu(menu).setEnabled(enabled)
        self.addAction("Tags\u2026", self._edits.ask_tags).setEnabled(enabled)
        self.addAction("Review date\u2026", self._edits.ask_review_date).setEnabled(enabled)
