"""Departments down, quarters across: how each stands, in words and a tone."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.rules.period import Period
from app.rules.returns import ReturnCell, ReturnsMatrix, Standing, lateness

Index = QModelIndex | QPersistentModelIndex
_WORDS = {
    Standing.NOT_KEPT: "–", Standing.EXPECTED: "Expected", Standing.ISSUED: "Issued",
    Standing.RECEIVED: "Received", Standing.QUERIED: "Queried", Standing.IMPORTED: "Imported",
    Standing.LATE: "Late",
}  # fmt: skip
_TONES = {
    Standing.IMPORTED: "green", Standing.QUERIED: "amber", Standing.RECEIVED: "accent", Standing.LATE: "red",
}  # fmt: skip


def standing_words(cell: ReturnCell) -> str:
    """ "Late 3 days", "Late since 14/04/2010", "Imported". """
    if cell.standing is Standing.LATE:
        return f"Late {lateness(cell.due, cell.days_late)}"
    return _WORDS[cell.standing]


class Role(IntEnum):
    CELL = Qt.ItemDataRole.UserRole + 1
    """The ReturnCell; None for the department's name."""
    TONE = Qt.ItemDataRole.UserRole + 2
    """The chip's tone; "" for plain words."""


class ReturnsModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matrix: ReturnsMatrix | None = None
        self._previewing: set[int] = set()

    def show(self, matrix: ReturnsMatrix) -> None:
        self.beginResetModel()
        self._matrix = matrix
        self.endResetModel()

    def set_previewing(self, departments: set[int]) -> None:
        """Departments whose workbooks are in the preview now, for the newest quarter shown."""
        self._previewing = departments
        if self._matrix is not None:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self._matrix is None else len(self._matrix.departments)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._matrix is None else len(self._matrix.quarters) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or self._matrix is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "Department" if section == 0 else self._matrix.quarters[section - 1].label
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def cell(self, index: Index) -> ReturnCell | None:
        if not index.isValid() or self._matrix is None or index.column() == 0:
            return None
        department = self._matrix.departments[index.row()].id
        return self._matrix.cells.get((department, self._matrix.quarters[index.column() - 1]))

    def column_of(self, quarter: Period) -> int:
        """Where the quarter stands; 0 where it is not shown."""
        quarters = self._matrix.quarters if self._matrix else ()
        return quarters.index(quarter) + 1 if quarter in quarters else 0

    def name(self, row: int) -> str:
        return self._matrix.departments[row].name if self._matrix else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._matrix is None:
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(index.row()) if cell is None else self._words(index, cell)
        if role == Role.CELL:
            return cell
        if role == Role.TONE:
            return self._tone(index, cell)
        if role == Qt.ItemDataRole.AccessibleTextRole and cell is not None:
            return f"{self.name(index.row())}, {cell.quarter.label}: {self._words(index, cell)}"
        return None

    def _is_previewed(self, index: Index, cell: ReturnCell) -> bool:
        return cell.department_id in self._previewing and index.column() == self.columnCount() - 1

    def _words(self, index: Index, cell: ReturnCell) -> str:
        return "Previewing" if self._is_previewed(index, cell) else standing_words(cell)

    def _tone(self, index: Index, cell: ReturnCell | None) -> str:
        if cell is None or cell.standing is Standing.NOT_KEPT:
            return ""
        return "accent" if self._is_previewed(index, cell) else _TONES.get(cell.standing, "neutral")
