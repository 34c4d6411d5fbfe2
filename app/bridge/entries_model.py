"""The entries of one list as a table that is edited in place and put in order by dragging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.rules.list_entries import EditedList, Entry, ListKind, uses_in_words

Index = QModelIndex | QPersistentModelIndex
LineRole = int(Qt.ItemDataRole.UserRole) + 1
_MIME = "application/x-driving-success-entry"
_ASKED = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole


class EntriesModel(QAbstractTableModel):
    """Columns are the list's own, then what uses the entry, then its state. `editable` False: they are only read."""

    edited = Signal(object, str, object)
    """(Entry, column, new value)"""
    moved = Signal(object, int)
    """(Entry, the place it was dropped at)"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind: ListKind | None = None
        self.every: tuple[Entry, ...] = ()
        self.entries: tuple[Entry, ...] = ()
        self.editable = False
        self.wanted = ""
        self.rejected: dict[tuple[int, str], Any] = {}
        """By entry and column what was typed and refused: the field keeps it."""

    def show(self, edited: EditedList, *, editable: bool, wanted: str = "") -> None:
        found = tuple(each for each in edited.entries if _has(each, wanted))
        same = self.kind == edited.kind and len(found) == len(self.entries) and self.wanted == wanted
        if not same:
            self.beginResetModel()
        if self.kind != edited.kind:
            self.rejected.clear()
        self.kind, self.every, self.entries = edited.kind, edited.entries, found
        self.editable, self.wanted = editable, wanted
        if not same:
            self.endResetModel()
        elif found:
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, self.columnCount() - 1))

    def entry(self, row: int) -> Entry | None:
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def row_of(self, entry_id: int, key: str = "") -> int:
        return next((at for at, each in enumerate(self.entries) if (each.id, each.key) == (entry_id, key)), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.kind is None else len(self._heads())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != _DISPLAY or self.kind is None:
            return None
        heads = self._heads()
        return heads[section] if section < len(heads) else None

    def _heads(self) -> tuple[str, ...]:
        if self.kind is None:
            return ()
        own = tuple(column.head for column in self.kind.columns)
        return (*own, "Used by", "") if self.kind.used else (*own, "")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.kind is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.editable and index.column() < len(self.kind.columns):
            found |= Qt.ItemFlag.ItemIsEditable
        return found if self.wanted else found | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None or self.kind is None:
            return None
        if role == LineRole:
            return entry
        if role == _EDIT and index.column() < len(self.kind.columns):
            column = self.kind.columns[index.column()].name
            return self.rejected.get((entry.id, column), entry.values.get(column))
        if role not in _ASKED:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return ", ".join(shown for at in range(self.columnCount()) if (shown := self._shown(entry, at)))
        return self._shown(entry, index.column())

    def _shown(self, entry: Entry, column: int) -> str:
        assert self.kind is not None
        if column < len(self.kind.columns):
            found = self.kind.columns[column]
            return found.shown(entry.values.get(found.name))
        if column == len(self.kind.columns) and self.kind.used:
            return uses_in_words((use.noun, use.count) for use in entry.uses)
        return "Retired" if entry.retired else ""

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        entry = self.entry(index.row())
        if role != _EDIT or entry is None or self.kind is None or index.column() >= len(self.kind.columns):
            return False
        column = self.kind.columns[index.column()].name
        if value == entry.values.get(column):
            self.rejected.pop((entry.id, column), None)
            return False
        self.edited.emit(entry, column, value)
        return True

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """The order changes when it is stored; the view takes nothing away itself."""
        if not data.hasFormat(_MIME):
            return False
        start = int(bytes(data.data(_MIME).data()).decode())
        entry = self.entry(start)
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self.entries)
        if entry is not None and to not in (start, start + 1):
            self.moved.emit(entry, to - 1 if to > start else to)
        return False


def _has(entry: Entry, wanted: str) -> bool:
    return not wanted or any(wanted.casefold() in str(value).casefold() for value in entry.values.values())
