"""The rows of an import beside what the store holds, worst first."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.rules.errors import Problem

if TYPE_CHECKING:
    from app.exchange.import_plan import ImportLine

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    MARK, INDICATOR, PERIOD, BEFORE, AFTER, CELL, WHAT = range(7)


_TITLES = ("", "Indicator", "Period", "In store", "In file", "Cell", "What happens")
_MARKS = {"unreadable": "✕", "check": "!", "changed": "↻", "new": "+", "unchanged": ""}
_STATES = {
    "unreadable": "Cannot be read",
    "check": "To check",
    "changed": "Changed",
    "new": "New",
    "unchanged": "Unchanged",
}
ORDER = tuple(_STATES)


_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+(?:[eE][+-]?\d+)?%?")


def as_it_stands(text: str) -> str:
    """What a cell holds that was not taken: a number as it is, anything else in quotation marks."""
    return text if _NUMBER.fullmatch(text) else f"“{text}”" if text else "–"


class Role(IntEnum):
    """What the face of a cell asks besides its text: the row's state as a word of ORDER."""

    STATE = Qt.ItemDataRole.UserRole + 1


class ImportModel(QAbstractTableModel):
    """`say` puts a reason code into words; the words belong to the views."""

    def __init__(self, say: Callable[[Problem], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._lines: list[ImportLine] = []
        self._several = False

    def show(self, lines: tuple[ImportLine, ...]) -> None:
        """Unreadable first, then to check, changed, new; what stays as it is comes last."""
        place = {state: at for at, state in enumerate(ORDER)}
        self.show_in_order(tuple(sorted(lines, key=lambda line: place[line.state.value])))

    def show_in_order(self, lines: tuple[ImportLine, ...]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self._several = len({line.file for line in lines}) > 1
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (Column.BEFORE, Column.AFTER):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Role.STATE:
            return line.state.value
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.BEFORE, Column.AFTER):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column)
        return None

    def _text(self, line: ImportLine, column: Column) -> str:
        if column is Column.MARK:
            return _MARKS[line.state.value]
        if column is Column.INDICATOR:
            return f"{line.code} {line.title}".strip() or "–"
        if column is Column.PERIOD:
            return line.period or "–"
        if column is Column.BEFORE:
            return line.before or "–"
        if column is Column.AFTER:
            return as_it_stands(line.after) if line.row is None else line.after or "–"
        if column is Column.CELL:
            return f"[{line.file}]{line.place}" if self._several else line.place
        return " ".join(self._plain(problem, line) for problem in line.why)

    def _plain(self, problem: Problem, line: ImportLine) -> str:
        """The sentence without the place, which has a column of its own, unless it is another cell's."""
        words = self._say(problem)
        head, cut, rest = words.partition(": ")
        own = cut and head in (f"{line.sheet}, {line.cell}", line.sheet)
        return rest[:1].upper() + rest[1:] if own else words

    def _spoken(self, line: ImportLine, column: Column) -> str:
        if column is Column.MARK:
            return _STATES[line.state.value]
        return self._text(line, column)
