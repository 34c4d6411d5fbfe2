"""What the keys do on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from app.bridge.board_walk import Way, neighbour, page_step
from app.rules.category import Category
from app.views.board.type_ahead import TypeAhead

if TYPE_CHECKING:
    from app.views.board.live_board import LiveBoard

Flag = QItemSelectionModel.SelectionFlag
_WAYS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}
_ACTIONS = {
    QAbstractItemView.CursorAction.MoveLeft: Way.LEFT,
    QAbstractItemView.CursorAction.MoveRight: Way.RIGHT,
    QAbstractItemView.CursorAction.MoveUp: Way.UP,
    QAbstractItemView.CursorAction.MoveDown: Way.DOWN,
}
_CTRL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BoardKeys:
    """`press` says whether it had a use for the key."""

    def __init__(self, board: LiveBoard) -> None:
        self._board = board
        self._ahead = TypeAhead(board)

    def press(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        if self._board.drag.active:
            return True
        with_ctrl = bool(event.modifiers() & _CTRL)
        if with_ctrl and self._with_ctrl(event):
            return True
        return self._go(event) or (not with_ctrl and self._open(event)) or self._ahead.take(event)

    def _with_ctrl(self, event: QKeyEvent) -> bool:
        board, key = self._board, event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            board.moves.sideways(board.moving(), right=key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_Delete:
            board.request_move(Category.LEFT)
        elif key == Qt.Key.Key_A:
            board.selectAll()
        elif key == Qt.Key.Key_Space:
            board.selectionModel().setCurrentIndex(board.currentIndex(), Flag.Toggle)
            board.set_anchor(board.currentIndex())
        else:
            return False
        return True

    def _go(self, event: QKeyEvent) -> bool:
        """Arrows, Home, End, Page up and Page down."""
        board, key = self._board, Qt.Key(event.key())
        board.settle()
        row = board.currentIndex().row()
        last = len(board.board_model.rows) - 1
        if key in _WAYS:
            to = neighbour(board.board_layout, row, _WAYS[key]) if row >= 0 else 0
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            to = 0 if key == Qt.Key.Key_Home else last
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = board.viewport().height() - 2 * board.board_layout.metrics.pad
            down = key == Qt.Key.Key_PageDown
            to = page_step(board.board_layout, row, step if down else -step) if row >= 0 else 0
        else:
            return False
        if 0 <= to <= last:
            board.go_to(board.board_model.index(to), event.modifiers())
        return True

    def _open(self, event: QKeyEvent) -> bool:
        """Enter, or Space where it is not part of a title being typed."""
        if event.key() not in _ENTER and (event.key() != Qt.Key.Key_Space or self._ahead.running):
            return False
        self._board.open_card(self._board.currentIndex())
        return True

    def _escape(self) -> bool:
        """Take back the drag, else let a group go, else leave it to the page."""
        board = self._board
        board.noticed.emit("")
        if board.drag.active:
            board.cancel_drag()
            return True
        if len(board.selectionModel().selectedIndexes()) > 1:
            board.selectionModel().select(board.currentIndex(), Flag.ClearAndSelect)
            return True
        return False

    def cursor(self, action: QAbstractItemView.CursorAction) -> QModelIndex:
        board = self._board
        board.settle()
        current = board.currentIndex()
        if not current.isValid():
            return board.board_model.index(0)
        if action not in _ACTIONS:
            return current
        return board.board_model.index(neighbour(board.board_layout, current.row(), _ACTIONS[action]))
