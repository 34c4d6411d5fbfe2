"""The board under hand: mouse, keys, type-ahead, selection, drag. What it begins it tells by signal."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget

from app.bridge.board_facts import verdicts_for
from app.bridge.board_model import BoardModel, Role
from app.rules.category import Category
from app.rules.issue import Card
from app.views.board import drop_words
from app.views.board.board_keys import BoardKeys
from app.views.board.board_view import BoardView
from app.views.board.card_drag import CardDrag
from app.views.board.move_starter import MoveStarter
from app.views.shared.labels import plain_tooltip

Flag = QItemSelectionModel.SelectionFlag
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class LiveBoard(BoardView):
    """Adds hands to the view. Nothing is changed here: moves and opening are asked for."""

    move_requested = Signal(object, object)
    """(ids of the issues, Category to move to)."""
    issue_opened = Signal(int)
    decide_requested = Signal(int)
    """The issue whose proposal or interim decision is to be settled."""
    menu_requested = Signal(QPoint)
    """Global position; the selection says for what."""
    noticed = Signal(str)
    """A sentence that should be read; empty: the last one may go."""
    selection_changed = Signal()
    dragging = Signal(bool)

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._pressed: QPoint | None = None
        self._pressed_row = -1
        self._keep_group = False
        self._anchor_key: tuple[int, bool] | None = None
        self.drag = CardDrag(self)
        self.moves = MoveStarter(self)
        self._keys = BoardKeys(self)
        self.drag.active_changed.connect(self.dragging)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # What is chosen

    def selected_ids(self) -> tuple[int, ...]:
        """Issues of the selected cards in reading order, the current one first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        ids = [self.board_model.rows.at(row).card.issue_id for row in rows]
        current = self.current_card()
        if current is not None and current.issue_id in ids:
            ids.insert(0, current.issue_id)
        return tuple(dict.fromkeys(ids))

    def selected_cards(self) -> tuple[Card, ...]:
        cards = (self.board_model.card(issue) for issue in self.selected_ids())
        return tuple(card for card in cards if card is not None)

    def current_card(self) -> Card | None:
        place = self.board_model.place(self.currentIndex())
        return place.card if place else None

    def choose(self, issue_ids: tuple[int, ...], current: int | None = None, *, scroll: bool = False) -> None:
        """Select these issues, as far as they are shown, and make one of them current."""
        model, selection = self.board_model, self.selectionModel()
        selection.clearSelection()
        for issue in issue_ids:
            index = model.index_of(issue)
            if index.isValid():
                selection.select(index, Flag.Select)
        index = model.index_of(current) if current is not None else QModelIndex()
        if index.isValid():
            selection.setCurrentIndex(index, Flag.NoUpdate)
            if scroll:
                self.scrollTo(index)

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.selection_changed.emit()

    def go_to(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        """Make it current and select it, or everything from the anchor to it, or nothing."""
        selection = self.selectionModel()
        if modifiers & _SHIFT:
            selection.setCurrentIndex(index, Flag.NoUpdate)
            self.setSelection(self._span(index), Flag.ClearAndSelect)
        elif modifiers & _CTRL:
            selection.setCurrentIndex(index, Flag.NoUpdate)
        else:
            selection.setCurrentIndex(index, Flag.ClearAndSelect)
            self.set_anchor(index)
        self.scrollTo(index)

    def set_anchor(self, index: QModelIndex) -> None:
        place = self.board_model.place(index)
        self._anchor_key = (place.card.issue_id, place.ghost) if place else None

    def _span(self, index: QModelIndex) -> QRect:
        """The rectangle from the card where the selection began to this one, in the viewport."""
        start = self.board_model.index_of(*self._anchor_key) if self._anchor_key else index
        here = self.visualRect(index)
        return here.united(self.visualRect(start)) if start.isValid() else here

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.noticed.emit("")
        if self.drag.active:
            if event.button() != Qt.MouseButton.LeftButton:
                self.cancel_drag()
            return
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if not index.isValid():
            if not event.modifiers() & (_CTRL | _SHIFT):
                self.selectionModel().clearSelection()
            return
        self._pressed, self._pressed_row = at, index.row()
        self._press(index, event.modifiers())

    def _press(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        selection = self.selectionModel()
        self._keep_group = False
        if modifiers & _SHIFT:
            self.go_to(index, _SHIFT)
        elif modifiers & _CTRL:
            selection.setCurrentIndex(index, Flag.Toggle)
            self.set_anchor(index)
        elif selection.isSelected(index):
            # Perhaps the group is going to be dragged: it is told apart at the release.
            self._keep_group = len(selection.selectedIndexes()) > 1
            selection.setCurrentIndex(index, Flag.NoUpdate)
            self.set_anchor(index)
        else:
            self.go_to(index, Qt.KeyboardModifier.NoModifier)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self.drag.active:
            self.drag.move(at)
            return
        if event.buttons() & Qt.MouseButton.LeftButton and self._pressed is not None:
            if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._begin_drag(at)
            return
        self._hover(self.indexAt(at).row())

    def _begin_drag(self, at: QPoint) -> None:
        pressed, self._pressed = self._pressed, None
        place = self.board_model.place(self.board_model.index(self._pressed_row))
        if place is None or pressed is None:
            return
        if self.board_model.board.past:
            self.noticed.emit(drop_words.refusal(verdicts_for([place.card], self.board_model)[Category.LEFT]))
            return
        if place.ghost:
            return
        self._hover(-1)
        self.drag.begin(self._group(place.card), self._pressed_row, pressed)
        self.drag.move(at)

    def _group(self, card: Card) -> tuple[Card, ...]:
        """The selected cards of the same column, the one in hand first; only that one if it is not selected."""
        chosen = [each for each in self.selected_cards() if each.category is card.category]
        if card not in chosen:
            return (card,)
        return (card, *(each for each in chosen if each is not card))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.drag.active:
            self._finish_drag(event.position().toPoint())
        elif self._pressed is not None and self._keep_group:
            index = self.indexAt(event.position().toPoint())
            if index.row() == self._pressed_row:
                self.go_to(index, Qt.KeyboardModifier.NoModifier)
        self._pressed = None

    def _finish_drag(self, at: QPoint) -> None:
        self.drag.move(at)
        dropped = self.drag.drop()
        if dropped.verdict is None:
            return
        if dropped.verdict.allowed:
            self.moves.begin(dropped.cards, dropped.verdict.to)
        else:
            self.notice(drop_words.not_moved([card.title for card in dropped.cards], dropped.verdict))

    def cancel_drag(self) -> None:
        if self.drag.active:
            self.drag.cancel()
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._pressed = None
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.open_card(index)

    def open_card(self, index: QModelIndex) -> None:
        """The issue's sheet; a ghost stands for a proposal, and opens what decides it."""
        place = self.board_model.place(index)
        if place is None:
            return
        if place.ghost and not self.board_model.fixed:
            self.decide_requested.emit(place.card.issue_id)
        else:
            self.issue_opened.emit(place.card.issue_id)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            before, self.hovered = self.hovered, row
            self.update_row(before)
            self.update_row(row)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            if index.isValid() and not self.drag.active:
                lines = index.data(Role.HOVER)
                area = self.visualRect(index)
                QToolTip.showText(event.globalPos(), plain_tooltip("\n".join(lines)), self.viewport(), area)
            else:
                QToolTip.hideText()
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.drag.active:
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index, at = self.indexAt(event.pos()), event.globalPos()
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.go_to(index, Qt.KeyboardModifier.NoModifier)
        else:
            self.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
        self.menu_requested.emit(at)

    # Keys and moves

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            event.ignore()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """For whoever asks through Qt; the keys go their own way."""
        return self._keys.cursor(action)

    def request_move(self, to: Category) -> None:
        """Ask for a move of the selected cards, or say why it cannot be."""
        self.moves.ask(self.moving(), to)

    def moving(self) -> tuple[Card, ...]:
        """What a move by key or menu would take: the current card and those selected with it."""
        card = self.current_card()
        return self._group(card) if card is not None else ()

    def notice(self, words: str) -> None:
        """Say it on screen and to a screen reader."""
        self.noticed.emit(words)
        self.announce(words)

    def announce(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # Focus

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Something is always current, so that the first arrow key and a screen reader have a place to start."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and len(self.board_model.rows):
            self.selectionModel().setCurrentIndex(self.board_model.index(0), Flag.NoUpdate)
        self.update_row(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.cancel_drag()
        super().focusOutEvent(event)
        self.update_row(self.currentIndex().row())
