"""The list of indicators as a Qt item model: a row an indicator, headings between groups."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.bridge.indicator_filter import Heading, IndicatorChoice, Row, rows_of
from app.rules.indicator import Rag
from app.rules.series import IndicatorLine

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Role(IntEnum):
    ROW = Qt.ItemDataRole.UserRole + 1
    """The Heading or IndicatorLine."""
    ID = Qt.ItemDataRole.UserRole + 2
    """The indicator's id; None for a heading."""


class IndicatorListModel(QAbstractListModel):
    """Holds all lines and shows those that the choice keeps."""

    counted = Signal(int, int)
    """(shown, all): the numbers may have changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[IndicatorLine, ...] = ()
        self.choice = IndicatorChoice()
        self.departments: Mapping[int, str] = {}
        self._rows: list[Row] = []
        self._places: dict[int, int] = {}

    def set_lines(self, lines: tuple[IndicatorLine, ...], departments: Mapping[int, str]) -> None:
        self.lines, self.departments = lines, departments
        self._arrange()

    def set_choice(self, choice: IndicatorChoice) -> None:
        if choice != self.choice:
            self.choice = choice
            self._arrange()

    def _arrange(self) -> None:
        """Rows that stay where they are keep their selection: only a new order resets the list."""
        rows = rows_of(self.lines, self.choice, self.departments)
        if _ids(rows) == _ids(self._rows):
            changed = [n for n, row in enumerate(rows) if row != self._rows[n]]
            self._rows = rows
            for n in changed:
                self.dataChanged.emit(self.index(n), self.index(n))
        else:
            self.beginResetModel()
            self._rows = rows
            self._places = {row.id: n for n, row in enumerate(rows) if isinstance(row, IndicatorLine)}
            self.endResetModel()
        self.counted.emit(len(self._places), len(self.lines))

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, in order."""
        return tuple(self._rows)

    @property
    def shown(self) -> int:
        return len(self._places)

    def row(self, index: AnyIndex) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def line(self, indicator_id: int | None) -> IndicatorLine | None:
        """By id, hidden ones too."""
        return next((line for line in self.lines if line.id == indicator_id), None)

    def place(self, indicator_id: int | None) -> QModelIndex:
        """Where the indicator stands in the list; an invalid index where it is not shown."""
        at = self._places.get(indicator_id) if indicator_id is not None else None
        return self.index(at) if at is not None else QModelIndex()

    def first(self) -> QModelIndex:
        at = next((n for n, row in enumerate(self._rows) if isinstance(row, IndicatorLine)), None)
        return self.index(at) if at is not None else QModelIndex()

    # Qt

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if isinstance(row, Heading):
            shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"{row.title}, {row.count}" if shown else None
        if role == Role.ID:
            return row.id
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.code} {row.title}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line_words(row)
        if role == Qt.ItemDataRole.ToolTipRole and row.signal_words:
            return f"<p>The test of its figures: {escape(row.signal_words)}</p>"
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.row(index), IndicatorLine):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemNeverHasChildren


def _ids(rows: list[Row]) -> list[object]:
    return [row.id if isinstance(row, IndicatorLine) else (row.title, row.count) for row in rows]


def line_words(line: IndicatorLine) -> str:
    """A row of the list in one sentence, for a screen reader."""
    parts = [f"{line.code} {line.title}".strip()]
    if line.latest and line.latest_period:
        parts.append(f"{line.latest} in {line.latest_period.label}")
    else:
        parts.append("no readings yet")
    if line.target:
        parts.append(f"target {line.target}")
    parts.append(line.rag.value if line.rag is not Rag.NONE else "not rated")
    if line.direction_words:
        parts.append(line.direction_words)
    if line.signal_words:
        parts.append(line.signal_words)
    if line.due:
        parts.append(line.due)
    if line.illustrative:
        parts.append("illustrative")
    return ", ".join(parts)
