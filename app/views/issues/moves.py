"""Moves asked for from the board, a menu or a sheet: one move sheet after another, and decisions on proposals."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.bridge.decide_state import DecideState, OpenDecisionQuestion
from app.bridge.move_state import MoveState
from app.bridge.workspace import Workspace
from app.rules.category import Category
from app.rules.decision import Decision
from app.views.issues.decide_sheet import DecideSheet
from app.views.issues.move_sheet import MoveSheet


@dataclass(frozen=True)
class _Wanted:
    issue_id: int
    to: Category
    reason: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


class Moves(QObject):
    """One for a window. Ask with `start` or `decide`; nothing is stored unless a sheet stores it."""

    finished = Signal(object)
    """Ids of the issues for which something was stored, when the last sheet has closed."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._wanted: deque[_Wanted] = deque()
        self._total = 0
        self._stored: list[int] = []
        self.sheet: MoveSheet | DecideSheet | None = None
        """The sheet now open, if any."""
        workspace.operations.opened.connect(self._on_opened)

    def start(
        self, issue_ids: Iterable[int], to: Category, reason: str = "", texts: Mapping[str, str] | None = None
    ) -> bool:
        """Show the move sheet for each issue in turn. False: a sheet is already open.

        `texts` are put back into its fields as they were typed (see move_texts).
        """
        if self.sheet is not None:
            return False
        self._wanted = deque(_Wanted(issue_id, to, reason, texts or {}) for issue_id in issue_ids)
        self._total = len(self._wanted)
        self._stored = []
        self._next()
        return True

    def decide(self, decision: Decision, reason: str = "") -> bool:
        """Show the sheet that settles a proposal or an interim decision. False: a sheet is already open."""
        if self.sheet is not None:
            return False
        self._wanted.clear()
        self._stored = []
        sheet = DecideSheet(DecideState(self._workspace, decision), self._window, reason)
        sheet.finished.connect(self._on_decided)
        self._current = decision.issue_id
        self.sheet = sheet
        sheet.start()
        return True

    def decide_for(self, issue_id: int, reason: str = "") -> None:
        """The same for whatever decision of the issue is still open; nothing happens where none is."""
        question = OpenDecisionQuestion(issue_id, self._workspace.quarter)
        self._workspace.operations.ask(question, partial(self._on_open_decision, reason))

    _current = 0

    def _on_open_decision(self, reason: str, decision: Decision | None) -> None:
        if decision is not None:
            self.decide(decision, reason)

    def _on_opened(self, _state: object) -> None:
        """Another plan is open: what a sheet was filled with is not of it."""
        if self.sheet is not None:
            self.sheet.dismiss()

    def _next(self) -> None:
        if not self._wanted:
            self._end()
            return
        wanted = self._wanted.popleft()
        self._current = wanted.issue_id
        number = self._total - len(self._wanted)
        place = f"{number} of {self._total}" if self._total > 1 else ""
        state = MoveState(self._workspace, wanted.issue_id, wanted.to, reason=wanted.reason)
        sheet = MoveSheet(state, self._window, place, wanted.texts)
        sheet.kept.connect(self._on_kept)
        sheet.finished.connect(self._on_moved)
        self.sheet = sheet
        sheet.start()

    def _on_kept(self) -> None:
        self._next()

    def _on_moved(self, stored: bool, comes_off: tuple[tuple[int, str, Category], ...]) -> None:
        """Esc ends the whole row of moves; a stored one goes on with what comes off for it, then with the next."""
        if not stored:
            self._wanted.clear()
            self._end()
            return
        self._stored.append(self._current)
        for issue_id, _title, to in comes_off:
            self._wanted.appendleft(_Wanted(issue_id, to, "Makes room in the plan."))
            self._total += 1
        self._next()

    def _on_decided(self, stored: bool) -> None:
        if stored:
            self._stored.append(self._current)
        self._end()

    def _end(self) -> None:
        self.sheet = None
        self.finished.emit(tuple(self._stored))
