"""A move begun while a meeting runs: the framework's own sheet, over the meeting's screen."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.bridge.issue_moves import IssueMoves
from app.bridge.meeting_state import InFront, MeetingState
from app.rules.category import Category
from app.views.issues.move_menu import MoveMenu
from app.views.issues.moves import Moves
from app.views.shared.buttons import MenuButton


class MeetingMoves(QObject):
    """`button` offers what the rules allow for the issue in front, each closed way with its reason."""

    def __init__(self, state: MeetingState, stage: QWidget) -> None:
        super().__init__(stage)
        self.state = state
        self.moves = Moves(state.workspace, stage)
        self.ways = IssueMoves(state.workspace, self)
        self.button = MenuButton("Move the issue (P)")
        self.menu = MoveMenu(self.button)
        self.button.setMenu(self.menu)
        self.ways.loaded.connect(self.menu.show_moves)
        self.menu.chosen.connect(self._begin)
        self.moves.finished.connect(state.put)
        self._issue_id: int | None = None

    @property
    def is_open(self) -> bool:
        """A sheet lies over the meeting: its letters are no commands."""
        return self.moves.sheet is not None

    def show_issue(self, front: InFront) -> None:
        if front.item.issue_id != self._issue_id:  # the same again would clear the menu under one's hand
            self._issue_id = front.item.issue_id
            self.ways.show_issue(self._issue_id)
        self.button.setVisible(not self.state.read_only and not self.state.workspace.quarter_is_past())

    def begin(self) -> None:
        """The menu, by its key."""
        if self.button.isVisible():
            self.button.showMenu()

    def _begin(self, to: Category) -> None:
        item = self.state.item
        if item is not None:
            self.moves.start((item.issue_id,), to)
