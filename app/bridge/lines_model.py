"""A short table of lines that are all there, with a function that says what a cell shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
LineRole = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Head:
    """A line that heads those after it and cannot be chosen."""

    text: str


def head_text(line: object) -> str:
    """What the line says where it heads a group; empty for any other."""
    return line.text if isinstance(line, Head) else ""


class LinesModel(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], shown: Callable[[Any, int], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads = tuple(heads)
        self.lines: tuple[Any, ...] = ()
        self._shown = shown

    def show(self, lines: Sequence[Any]) -> None:
        """Lines that are as many as before keep what is chosen."""
        same = len(lines) == len(self.lines)
        if not same:
            self.beginResetModel()
        self.lines = tuple(lines)
        if not same:
            self.endResetModel()
        elif self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.heads) - 1))

    def line(self, row: int) -> Any:
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LineRole:
            return line
        if isinstance(line, Head):
            said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return line.text if role in said and index.column() == 0 else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (f"{head} {self._shown(line, at)}" for at, head in enumerate(self.heads))
            return ", ".join(words) if index.column() == 0 else self._shown(line, index.column())
        return self._shown(line, index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.line(index.row()), Head):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
