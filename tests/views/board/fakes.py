"""A workspace without a store: it answers the board's question with a board of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.bridge.board_change import changed_cards
from app.bridge.board_state import BoardAnswer, BoardQuestion
from app.bridge.store_state import StoreState
from app.rules.changes import Changes, Outcome
from app.rules.issue import Board, Card
from app.rules.period import Period
from app.rules.proposals import Proposal
from app.rules.saved_view import SavedView
from tests.views.board import sample


@dataclass
class Contents:
    """What the store would hold, board by quarter."""

    boards: dict[Period, Board] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    views: tuple[SavedView, ...] = ()


class FakeOperations(QObject):
    """Answers at once, or when `deliver` is called if `waiting` was set. Commands are kept, not run."""

    changed = Signal(object, object)
    refused = Signal(object)

    def __init__(self, contents: Contents) -> None:
        super().__init__()
        self.contents = contents
        self.state = StoreState()
        self.commands: list[Any] = []
        self.asked = 0
        self.waiting = False
        self.refusal: Exception | None = None
        self._answers: list[Callable[[], None]] = []

    def ask(
        self, query: Any, then: Callable[[Any], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        assert isinstance(query, BoardQuestion)
        self.asked += 1
        answer = self._answer(query)
        if self.waiting:
            self._answers.append(lambda: then(answer))
        else:
            then(answer)

    def deliver(self, *, backwards: bool = False) -> None:
        answers, self._answers = self._answers, []
        for answer in reversed(answers) if backwards else answers:
            answer()

    def _answer(self, query: BoardQuestion) -> BoardAnswer:
        board = self.contents.boards[query.quarter]
        cards = changed_cards(query.before, board) if query.before is not None else None
        return BoardAnswer(board, cards, self.contents.proposals, self.contents.views)

    def do(
        self,
        command: Any,
        initiator: object = None,
        done: Callable[[Outcome], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self.commands.append(command)
        if self.refusal is not None:
            if failed is not None:
                failed(self.refusal)
            return
        if done is not None:
            done(Outcome(Changes({"issue": frozenset((1,))}), 1, "op", getattr(command, "label", "")))


class FakeWorkspace(QObject):
    """The newest quarter holds the sample board, the one before it the same board as past."""

    quarter_changed = Signal(object)
    ready = Signal()

    def __init__(self, board: Board | None = None) -> None:
        super().__init__()
        shown = board or sample.board()
        before = shown.quarter.shift(-1)
        self.contents = Contents({shown.quarter: shown, before: replace(shown, quarter=before, past=True)})
        self.operations = FakeOperations(self.contents)
        self.quarters: tuple[Period, ...] = (before, shown.quarter)
        self.quarter = shown.quarter
        self.you_are = "Head of Improvement"

    @property
    def newest(self) -> Period:
        return self.quarters[-1]

    def quarter_is_past(self) -> bool:
        return self.quarter < self.newest

    def set_quarter(self, quarter: Period) -> None:
        self.quarter = quarter
        self.quarter_changed.emit(quarter)

    def put(self, board: Board) -> None:
        """Another user's or another page's change: the store holds this board now."""
        self.contents.boards[board.quarter] = board
        self.operations.changed.emit(Changes({"issue": frozenset((1,))}), None)

    def put_card(self, card: Card) -> None:
        self.put(sample.with_card(self.contents.boards[self.quarter], card))
