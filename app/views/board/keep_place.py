"""Where one was on the board: scroll, selection, current card; through refreshes, filters and restarts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QAbstractItemView

from app.views.board.live_board import LiveBoard


class KeptPlace:
    """`remember` before the model changes, `take_up` after it. A model that changed card by card kept it itself."""

    def __init__(self, board: LiveBoard) -> None:
        self._board = board
        self._chosen: tuple[int, ...] = ()
        self._current: int | None = None
        self._scroll: tuple[int, int] | None = None
        self._wanted: int | None = None

    def remember(self) -> None:
        if not len(self._board.board_model.rows):
            return
        self._board.anchor.hold()
        current = self._board.current_card()
        self._chosen = self._board.selected_ids()
        self._current = current.issue_id if current else None

    def take_up(self) -> None:
        board = self._board
        if not len(board.board_model.rows):
            return
        if board.selected_ids() != self._chosen or not board.currentIndex().isValid():
            board.choose(self._chosen, self._current)
        board.settle()
        if self._scroll is None:
            board.anchor.keep_current_in_view()
        else:
            board.horizontalScrollBar().setValue(self._scroll[0])
            board.verticalScrollBar().setValue(self._scroll[1])
            self._scroll = None
        if self._wanted is not None:
            self.show(self._wanted)

    def show(self, issue_id: int) -> None:
        """Select it and bring it into view, as soon as the board has it."""
        board = self._board
        if not board.board_model.index_of(issue_id).isValid():
            self._wanted = issue_id
            return
        self._wanted = None
        self._chosen, self._current = (issue_id,), issue_id
        board.choose((issue_id,), issue_id)
        board.scrollTo(board.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def as_body(self) -> dict[str, Any]:
        board = self._board
        current = board.current_card()
        return {
            "scroll": [board.horizontalOffset(), board.verticalOffset()],
            "selected": list(board.selected_ids()),
            "current": current.issue_id if current else None,
        }

    def restore(self, body: Mapping[str, Any]) -> None:
        """Now if the board is loaded, else when it is."""
        scroll, chosen, current = body.get("scroll"), body.get("selected"), body.get("current")
        if isinstance(scroll, list) and len(scroll) == 2 and all(type(each) is int for each in scroll):
            self._scroll = (scroll[0], scroll[1])
        if isinstance(chosen, list):
            self._chosen = tuple(each for each in chosen if type(each) is int)
        self._current = current if type(current) is int else None
        self.take_up()
