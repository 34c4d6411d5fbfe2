"""Moves begun by drop, key or menu: the framework is asked first, and says why where it will not have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bridge.board_facts import next_permitted, verdicts_for
from app.rules.category import COLUMNS, Category
from app.rules.issue import Card
from app.rules.moves import Verdict
from app.views.board import drop_words

if TYPE_CHECKING:
    from app.views.board.live_board import LiveBoard


class MoveStarter:
    """Ends in the board's `move_requested`, or in a sentence."""

    def __init__(self, board: LiveBoard) -> None:
        self._board = board

    def verdicts(self, cards: tuple[Card, ...]) -> dict[Category, Verdict]:
        return verdicts_for(list(cards), self._board.board_model)

    def sideways(self, cards: tuple[Card, ...], *, right: bool) -> None:
        """To the next column that way which the framework permits."""
        if not cards:
            return
        verdicts, own = self.verdicts(cards), cards[0].category
        to = next_permitted(own, verdicts, COLUMNS, right=right)
        if to is not None:
            self.begin(cards, to)
            return
        at = COLUMNS.index(own) + (1 if right else -1) if own in COLUMNS else -1
        refused = verdicts[COLUMNS[at]] if 0 <= at < len(COLUMNS) else None
        self._board.notice(drop_words.nowhere(cards[0], right=right, refused=refused))

    def ask(self, cards: tuple[Card, ...], to: Category) -> None:
        """As a menu asks: a recorded exception is welcome too."""
        if not cards:
            return
        verdict = self.verdicts(cards)[to]
        if verdict.possible:
            self.begin(cards, to)
        else:
            self._board.notice(drop_words.not_moved([card.title for card in cards], verdict))

    def begin(self, cards: tuple[Card, ...], to: Category) -> None:
        self._board.announce(drop_words.started([card.title for card in cards], to))
        self._board.move_requested.emit(tuple(card.issue_id for card in cards), to)
