"""The board as a Qt item model: one row a visible card, in reading order, ghosts among them."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.bridge.board_change import changed_cards
from app.bridge.board_filter import BoardFilter
from app.bridge.board_grouping import Grouping
from app.bridge.board_rows import BoardRows, Place, places_of
from app.bridge.board_words import card_sentence, hover_lines
from app.rules.category import COLUMNS, Category
from app.rules.issue import Board, Card
from app.rules.period import Period

AnyIndex = QModelIndex | QPersistentModelIndex

EMPTY_BOARD = Board(Period.quarter(2009, 4), "", "", 10, (), (), (), (), ())
MANY = 40
"""More changed cards than this are shown by laying the whole board out again."""
_ROOT = QModelIndex()


class Role(IntEnum):
    """What the model tells beyond Qt's own roles."""

    CARD = Qt.ItemDataRole.UserRole + 1
    ISSUE = Qt.ItemDataRole.UserRole + 2
    GHOST = Qt.ItemDataRole.UserRole + 3
    HOVER = Qt.ItemDataRole.UserRole + 4
    """Lines that hovering shows."""


class BoardModel(QAbstractListModel):
    """Holds the board, how it is grouped and what is filtered out."""

    counted = Signal()
    """Counts of columns or of what the filter shows may have changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board = EMPTY_BOARD
        self.read_only = False
        """The store cannot be written to."""
        self.rows = BoardRows(EMPTY_BOARD, Grouping.AIM, BoardFilter())
        self.counts: Counter[Category] = Counter()

    @property
    def fixed(self) -> bool:
        """Nothing can be changed: a past quarter, or a store that is only read."""
        return self.board.past or self.read_only

    @property
    def grouping(self) -> Grouping:
        return self.rows.grouping

    @property
    def filter(self) -> BoardFilter:
        return self.rows.chosen

    def set_board(self, board: Board, cards: tuple[Card, ...] | None = None) -> None:
        """Show a board. `cards`: the ones that differ from the board shown, where that is known to be all."""
        same = cards is not None and len(cards) <= MANY
        if cards and same:
            same = all(self.rows.fits(self.card(card.issue_id), card) for card in cards)
        before, self.board = self.board, board
        if not same or cards is None:
            self._rebuild(self.rows.grouping)
        else:
            for card in cards:
                self._replace(card, before)
        self.counted.emit()

    def update_board(self, board: Board) -> None:
        """As `set_board`, working out the difference here."""
        self.set_board(board, changed_cards(self.board, board))

    def set_grouping(self, grouping: Grouping) -> None:
        if grouping is not self.rows.grouping:
            self._rebuild(grouping)
            self.counted.emit()

    def set_filter(self, chosen: BoardFilter) -> None:
        if chosen == self.rows.chosen:
            return
        self.beginResetModel()
        self.rows.filter(chosen)
        self.endResetModel()
        self.counted.emit()

    def card(self, issue_id: int) -> Card | None:
        """The card of an issue, hidden or not; None for one that is not on the board."""
        place = self.rows.solids.get(issue_id) or self.rows.ghosts.get(issue_id)
        return place.card if place else None

    def index_of(self, issue_id: int, ghost: bool = False) -> QModelIndex:
        """Its row; an invalid index while the filter hides it."""
        return self.index(self.rows.row(issue_id, ghost))

    def place(self, index: AnyIndex) -> Place | None:
        return self.rows.at(index.row()) if index.isValid() and index.row() < len(self.rows) else None

    @property
    def on_board(self) -> int:
        """Issues on the board, hidden ones included."""
        return sum(self.counts[category] for category in COLUMNS)

    @property
    def shown(self) -> int:
        """Issues the filter lets through."""
        return sum(self.rows.shown_in(column) for column in range(len(COLUMNS)))

    def _rebuild(self, grouping: Grouping) -> None:
        self.beginResetModel()
        self.rows = BoardRows(self.board, grouping, self.rows.chosen)
        self.counts = Counter(card.category for card in self.board.cards)
        self.endResetModel()

    def _replace(self, card: Card, before: Board) -> None:
        rows = self.rows
        old_places = {False: rows.solids.get(card.issue_id), True: rows.ghosts.get(card.issue_id)}
        known = old_places[False] or old_places[True]
        if known is not None:
            order, category = known.order, known.card.category
        else:
            order = next(at for at, each in enumerate(before.cards) if each.issue_id == card.issue_id)
            category = before.cards[order].category
        self.counts[category] -= 1
        self.counts[card.category] += 1
        new_places: dict[bool, Place] = {place.ghost: place for place in places_of(card, order)}
        for ghost in (False, True):
            self._exchange(old_places[ghost], new_places.get(ghost))

    def _exchange(self, old: Place | None, new: Place | None) -> None:
        """Take one place away and put another there, telling the views as little as is true."""
        rows = self.rows
        from_row = rows.row_of(old) if old else -1
        to_row = rows.row_before(new) if new else -1
        stays = from_row >= 0 and to_row in (from_row, from_row + 1)
        if from_row >= 0 and to_row >= 0 and not stays:
            self.beginMoveRows(_ROOT, from_row, from_row, _ROOT, to_row)
        elif from_row >= 0 and to_row < 0:
            self.beginRemoveRows(_ROOT, from_row, from_row)
        elif to_row >= 0 and from_row < 0:
            self.beginInsertRows(_ROOT, to_row, to_row)
        if old:
            rows.drop(old)
        if new:
            rows.put(new)
        if from_row >= 0 and to_row >= 0:
            if not stays:
                self.endMoveRows()
            index = self.index(rows.row_of(new)) if new else QModelIndex()
            self.dataChanged.emit(index, index)
        elif from_row >= 0:
            self.endRemoveRows()
        elif to_row >= 0:
            self.endInsertRows()

    # Qt asks these.

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.place(index)
        if place is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return place.card.title
        if role == Role.CARD:
            return place.card
        if role == Role.ISSUE:
            return place.card.issue_id
        if role == Role.GHOST:
            return place.ghost
        if role == Role.HOVER:
            return hover_lines(place.card, place.ghost, self.rows.names)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card_sentence(place.card, place.ghost, self.rows.lane_of(place).title, self.rows.names)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ". ".join(hover_lines(place.card, place.ghost, self.rows.names)[1:])
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
