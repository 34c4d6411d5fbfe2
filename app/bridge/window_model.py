"""A table of many rows read from the store a window at a time: the ids are known, the lines come when looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.rules.shown_table import ShownColumn, ShownTable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.operations import Operations

Index = QModelIndex | QPersistentModelIndex
Line = TypeVar("Line")
SPAN = 128
"""Rows fetched together."""
_KEPT = 40
"""Windows held; the one looked at longest ago goes first."""
LineRole = int(Qt.ItemDataRole.UserRole) + 1
_ACROSS = Qt.Orientation.Horizontal


class WindowModel(QAbstractTableModel, Generic[Line]):
    """Subclasses give `heads`, `ask_ids`, `ask_lines` and `shown`."""

    heads: tuple[str, ...] = ()
    counted = Signal(int, int)
    """(rows, how many there are without the choice)"""
    settled = Signal()
    """Lines arrived."""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._ids: array[int] = array("q")
        self._windows: dict[int, dict[int, Line]] = {}
        self._texts: dict[int, tuple[str, ...]] = {}
        self._wanted: set[int] = set()
        self._coming: set[int] = set()
        """Windows asked for and not yet here."""
        self._asked = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fetch)

    # What a subclass gives

    def id_query(self) -> Callable[[Session], tuple[array[int], int]]:
        """The query for all ids in order, and how many there are without the choice."""
        raise NotImplementedError

    def line_query(self, ids: list[int]) -> Callable[[Session], dict[int, Line]]:
        raise NotImplementedError

    def shown(self, line: Line, column: int) -> str:
        """What a cell shows."""
        raise NotImplementedError

    # Reading

    def reload(self) -> None:
        """Ask for the ids again; what is on screen stays until they have come."""
        if not self._operations.state.is_open:
            return
        self._asked += 1
        self._operations.ask(self.id_query(), partial(self._ids_came, self._asked), self.failed.emit)

    def _ids_came(self, number: int, answer: tuple[array[int], int]) -> None:
        if number != self._asked:
            return
        ids, total = answer
        if ids == self._ids:
            self._wanted |= set(self._windows) | self._coming
            self._coming.clear()
            self._refetch()
        else:
            self._coming.clear()
            self.beginResetModel()
            self._ids = ids
            self._windows.clear()
            self._wanted.clear()
            self.endResetModel()
        self.counted.emit(len(ids), total)

    def _refetch(self) -> None:
        """The same rows in the same order: their lines may say something else now."""
        if self._wanted:
            self._fetch()

    def line(self, row: int) -> Line | None:
        """The line, or None while it is on its way (it is asked for)."""
        if not 0 <= row < len(self._ids):
            return None
        at = row // SPAN
        window = self._windows.get(at)
        if window is None:
            if at not in self._wanted and at not in self._coming:
                self._wanted.add(at)
                self._soon.start()
            return None
        return window.get(self._ids[row])

    def id_at(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, thing_id: int) -> int:
        """-1 where it is not among the rows."""
        try:
            return self._ids.index(thing_id)
        except ValueError:
            return -1

    def _fetch(self) -> None:
        wanted, self._wanted = self._wanted, set()
        for at in sorted(wanted):
            ids = list(self._ids[at * SPAN : (at + 1) * SPAN])
            if ids:
                self._coming.add(at)
                self._operations.ask(
                    self.line_query(ids), partial(self._lines_came, self._asked, at), self.failed.emit
                )

    def _lines_came(self, number: int, at: int, lines: dict[int, Line]) -> None:
        if number != self._asked:
            return
        self._coming.discard(at)
        self._windows.pop(at, None)
        self._windows[at] = lines
        for key in lines:
            self._texts.pop(key, None)
        if len(self._texts) > SPAN * _KEPT:
            self._texts.clear()
        while len(self._windows) > _KEPT:
            self._windows.pop(next(iter(self._windows)))
        last = min((at + 1) * SPAN, len(self._ids)) - 1
        if last >= at * SPAN:
            self.dataChanged.emit(self.index(at * SPAN, 0), self.index(last, self.columnCount() - 1))
        self.settled.emit()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == _ACROSS and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self.heads):
            return self.heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, LineRole
        ):  # fmt: skip
            return None
        line = self.line(index.row())
        if role == LineRole:
            return line
        return "…" if line is None else self._texts_of(index.row(), line)[index.column()]

    def _texts_of(self, row: int, line: Line) -> tuple[str, ...]:
        """All cells of a line, worked out when the first of them is looked at."""
        key = self._ids[row]
        texts = self._texts.get(key)
        if texts is None:
            texts = self._texts[key] = tuple(self.shown(line, at) for at in range(len(self.heads)))
        return texts

    # Export

    def ask_table(self, title: str, facts: tuple[tuple[str, str], ...], then: Callable[[ShownTable], None]) -> None:
        """Every row as it would be shown, read beside the window."""
        query = self.line_query(list(self._ids))
        self._operations.ask(query, partial(self._table_came, list(self._ids), title, facts, then), self.failed.emit)

    def _table_came(
        self,
        ids: list[int],
        title: str,
        facts: tuple[tuple[str, str], ...],
        then: Callable[[ShownTable], None],
        lines: dict[int, Line],
    ) -> None:
        across = range(len(self.heads))
        rows = tuple(tuple(self.shown(lines[one], at) for at in across) for one in ids if one in lines)
        then(ShownTable(title, tuple(ShownColumn(head) for head in self.heads), rows, facts))
