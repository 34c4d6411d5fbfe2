"""What a workbook shows while it is mapped: its first rows, and the columns of each period."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.rules.period_headings import Named
from app.rules.return_mapping import FIGURES, MEANINGS

if TYPE_CHECKING:
    from app.exchange.draft_periods import DraftPeriod
    from app.exchange.mapping_draft import MappingDraft

Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """The sheet's first rows; the headers say what each column is."""

    MEANT, HEADING = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
    """Whether the column is mapped; whether the row is that of the headings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
        self._titles: list[str] = []
        self._mapped: set[int] = set()
        self._row = 0

    def show(self, draft: MappingDraft) -> None:
        from app.exchange.cell_names import column_letters

        self.beginResetModel()
        self._rows, self._row = draft.shown(), draft.row
        words, by_column = dict(MEANINGS), {column: key for key, column in draft.columns.items()}
        titles = {column: words[key] for column, key in by_column.items()}
        for each in draft.periods.each:
            label = each.said.label if each.said else "Period?"
            titles |= {
                column: label if key == "value" else f"{label}, {words[key].casefold()}"
                for key, column in each.columns.items()
            }
        self._mapped = set(titles)
        self._titles = [
            f"{column_letters(at)} · {titles[at]}" if at in titles else column_letters(at)
            for at in range(1, draft.last_column + 1)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return str(self._rows[section][0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number, texts = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == self.MEANT:
            return index.column() + 1 in self._mapped
        return number == self._row if role == self.HEADING else None


class DraftRows(QAbstractTableModel):
    """What in a workbook waits for an answer. Subclasses keep `_rows`, and word them (`_shown`, `_waits`)."""

    WAITS = Qt.ItemDataRole.UserRole + 1
    TITLES: ClassVar[tuple[str, ...]] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Any] = []

    def row(self, at: int) -> Any:
        """None where there is no such row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _shown(self, row: Any, column: int) -> str:
        raise NotImplementedError

    def _waits(self, row: Any) -> bool:
        raise NotImplementedError

    def _redraw(self) -> None:
        """Other answers in the same rows."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.TITLES) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.TITLES[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, index.column())
        return self._waits(row) if role == self.WAITS else None


class PeriodColumn(IntEnum):
    PERIOD, VALUE, NUMERATOR, DENOMINATOR, SURE = range(5)


class PeriodsModel(DraftRows):
    """The periods of a workbook with columns for each, and where their figures stand."""

    TITLES = ("Period", "Value", "Numerator", "Denominator", "How sure")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft: MappingDraft | None = None

    def show(self, draft: MappingDraft) -> None:
        """Rows that are as many as before stay where they are, so that one can go on."""
        same, self._draft = len(self._rows) == len(draft.periods), draft
        if not same:
            self.beginResetModel()
        self._rows = list(draft.periods.each)
        if not same:
            self.endResetModel()
        else:
            self._redraw()

    def period(self, row: int) -> DraftPeriod | None:
        found: DraftPeriod | None = self.row(row)
        return found

    def waiting(self) -> tuple[int, int]:
        """How many are proposed and wait for a word, and how many are open."""
        waiting = [each for each in self._rows if each.said is None]
        proposed = sum(1 for each in waiting if each.proposed is not None)
        return proposed, len(waiting) - proposed

    def _waits(self, row: DraftPeriod) -> bool:
        return row.said is None

    def _shown(self, row: DraftPeriod, column: int) -> str:
        if column == PeriodColumn.PERIOD:
            return row.said.label if row.said else f"{row.proposed.label}?" if row.proposed else "–"
        if column == PeriodColumn.SURE:
            return _sure(row)
        at = row.columns.get(FIGURES[column - PeriodColumn.VALUE], 0)
        return self._draft.column_words(at) if at and self._draft else "–"


def _sure(each: DraftPeriod) -> str:
    read = each.read
    if each.said is not None:
        return "The heading says so" if read.named is Named.WHOLE and each.said == read.period else "Chosen"
    if read.named is Named.PART:
        return "Proposed: no year in the heading"
    if read.named is Named.DAY:
        return "Proposed: the month of that day"
    return f"Open: {' or '.join(read.choices)}" if read.choices else "Open: no period in the heading"
