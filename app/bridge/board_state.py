"""What the board page knows: the board at the quarter in view, proposals, saved views; read again when they change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.board_change import changed_cards
from app.bridge.board_model import EMPTY_BOARD, BoardModel
from app.rules.changes import Changes, Outcome
from app.rules.issue import Board, Card
from app.rules.period import Period
from app.rules.proposals import Proposal
from app.rules.saved_view import SavedView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

PAGE = "board"
NOUNS = frozenset(
    "issue placement decision reading current_reading indicator issue_indicator target action issue_tag "
    "readiness_answer plan quarter setting aim department post portfolio not_now saved_view".split()
)
"""Tables whose rows the board shows something of."""


@dataclass(frozen=True)
class BoardAnswer:
    """One reading of the store. `cards`: the ones that differ from the board shown before; None: perhaps all."""

    board: Board
    cards: tuple[Card, ...] | None
    proposals: tuple[Proposal, ...]
    views: tuple[SavedView, ...]


class BoardState(QObject):
    """Reads while its page is shown; a hidden page's is marked stale and reads when the page is."""

    loaded = Signal()
    """The board was read; the model has it."""
    about_to_load = Signal()
    """The model is going to change now: remember what is in view."""
    refused = Signal(object)
    """(Exception): a change asked for here was not stored."""
    stored = Signal(object)
    """(Outcome) of a change asked for here."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.model = BoardModel(self)
        self.proposals: tuple[Proposal, ...] = ()
        self.views: tuple[SavedView, ...] = ()
        self.is_loaded = False
        self.shown = False
        self._stale = True
        self._asked = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.reload)
        self.operations.changed.connect(self._on_changed)
        workspace.quarter_changed.connect(self._on_quarter)

    @property
    def fixed(self) -> bool:
        return self.model.fixed

    def set_shown(self, shown: bool) -> None:
        """Whether the page is in view."""
        self.shown = shown
        if shown and self._stale:
            self.reload()

    def forget(self) -> None:
        """Another store is open: everything must be read again."""
        self.is_loaded = False
        self.model.set_board(EMPTY_BOARD)
        self._mark_stale()

    def reload(self) -> None:
        if not self.workspace.quarters:
            return
        self._asked += 1
        self._stale = False
        self._soon.stop()
        before = self.model.board if self.is_loaded else None
        question = BoardQuestion(self.workspace.quarter, before)
        answer = _Numbered(self, self._asked)
        self.operations.ask(question, answer.read, answer.failed)

    def do(self, command: Any, done: Callable[[Outcome], None] | None = None) -> None:
        """Hand a change on. Refusals come as `refused`."""
        self.operations.do(command, self, done or self.stored.emit, self.refused.emit)

    def _mark_stale(self) -> None:
        self._stale = True
        if self.shown:
            self._soon.start()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if not changes.ids or NOUNS & changes.ids.keys():
            self._mark_stale()

    def _on_quarter(self, _quarter: object) -> None:
        self._mark_stale()

    def take(self, number: int, answer: BoardAnswer) -> None:
        """An answer overtaken by a later question is dropped."""
        if number != self._asked:
            return
        self.about_to_load.emit()
        self.proposals, self.views = answer.proposals, answer.views
        self.model.read_only = self.operations.state.read_only
        self.model.set_board(answer.board, answer.cards if self.is_loaded else None)
        self.is_loaded = True
        self.loaded.emit()

    def give_up(self, number: int, error: Exception) -> None:
        if number == self._asked:
            self._stale = True
            self.refused.emit(error)


@dataclass(frozen=True)
class _Numbered:
    state: BoardState
    number: int

    def read(self, answer: BoardAnswer) -> None:
        self.state.take(self.number, answer)

    def failed(self, error: Exception) -> None:
        self.state.give_up(self.number, error)


@dataclass(frozen=True)
class BoardQuestion:
    """The query for all the page shows. The difference from `before` is worked out here, off the GUI thread."""

    quarter: Period
    before: Board | None

    def __call__(self, session: Session) -> BoardAnswer:
        from app.store.queries import board, frozen, position, proposals, saved_views

        then = frozen.as_reported(session, self.quarter)
        # Read once for both: it is most of the work.
        at = position.position(then, self.quarter)
        now = board.board(then, self.quarter, at)
        return BoardAnswer(
            board=now,
            cards=changed_cards(self.before, now) if self.before is not None else None,
            proposals=proposals.proposals(session, self.quarter, at),
            views=saved_views.saved_views(session, PAGE),
        )
