"""The readings of one indicator as a Qt table, newest first, with rows to type the missing ones into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.rules import clock
from app.rules.due import awaited_words, judged_on, next_awaited
from app.rules.errors import Problem
from app.rules.indicator import Frequency, Rag, Reading, Status, format_value
from app.rules.period import Period
from app.rules.reading_entry import due_periods, kept_counts, read_value
from app.rules.readings import ReadingRow
from app.rules.series import Series
from app.rules.texts import NOTE_LIMIT, text_problem
from app.rules.trend_words import target_text

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
TYPED = "typed"
"""Where from, for a figure that was typed into the table."""


PASTED = "pasted"
"""Where from, for figures that came into the table from the clipboard."""


class Column(IntEnum):
    PERIOD = 0
    VALUE = 1
    TARGET = 2
    RAG = 3
    STATUS = 4
    SOURCE = 5
    NOTE = 6


_TITLES = {
    Column.VALUE: "Value", Column.TARGET: "Target", Column.RAG: "RAG", Column.STATUS: "Status",
    Column.SOURCE: "From", Column.NOTE: "Commentary",
}
_PERIODS = {
    Frequency.MONTHLY: "Month", Frequency.QUARTERLY: "Quarter", Frequency.TERMLY: "Term",
    Frequency.ANNUAL: "Year", Frequency.TWO_YEARLY: "Year",
}
EDITABLE = (Column.VALUE, Column.STATUS, Column.NOTE)


class Role(IntEnum):
    READING = Qt.ItemDataRole.UserRole + 1
    """The Reading; None for a row that waits for its figure."""
    RAG = Qt.ItemDataRole.UserRole + 2
    PERIOD = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class _Line:
    period: Period
    reading: Reading | None
    awaited: str = ""
    """Of a row without its reading: whether it is late, or when it is due."""
    closed: bool = False
    """The period has not ended yet, so nothing is typed into its row."""


class ReadingModel(QAbstractTableModel):
    """Nothing is changed here: an edit becomes `put`, and the table follows what the store then says."""

    put = Signal(object, str)
    """(ReadingRow, where from): a figure or its commentary was typed and is fit to be stored."""
    refused = Signal(object, int, object)
    """(Period, column, Problem): what was typed is not fit; nothing is stored."""
    left_out = Signal(object, object)
    """(Period, Problem): the figure is stored without the counts of the one before, which do not make it up."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.series: Series | None = None
        self.read_only = True
        self._lines: list[_Line] = []

    def set_series(self, series: Series | None, quarter: Period, *, read_only: bool) -> None:
        lines: list[_Line] = []
        if series is not None:
            lines = _awaited(series, quarter, read_only)
            lines += [_Line(reading.period, reading) for reading in reversed(series.readings)]
        same = [line.period for line in lines] == [line.period for line in self._lines]
        kept = same and series is not None and self.series is not None
        if kept and series is not None and self.series is not None:
            kept = series.indicator.id == self.series.indicator.id
        if kept:
            self.series, self.read_only, self._lines = series, read_only, lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self.series, self.read_only, self._lines = series, read_only, lines
        self.endResetModel()

    def row_of(self, period: Period) -> int:
        """-1 where the table has no such row."""
        return next((n for n, line in enumerate(self._lines) if line.period == period), -1)

    def problem(self, index: AnyIndex, value: object) -> Problem | None:
        """Why this text cannot be put into the cell, or None."""
        if self.series is None or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return Problem("past_quarter")
        if index.column() == Column.VALUE:
            found = read_value(str(value), self.series)
            return found if isinstance(found, Problem) else None
        if index.column() == Column.NOTE:
            return text_problem("note", str(value), NOTE_LIMIT, lines=True)
        return None

    # Qt

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (Column.VALUE, Column.TARGET):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == Column.PERIOD:
            return _PERIODS[self.series.indicator.frequency] if self.series else "Period"
        return _TITLES[Column(section)]

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.read_only or index.column() not in EDITABLE:
            return flags
        if self._lines[index.row()].closed:
            return flags
        waiting = self._lines[index.row()].reading is None
        return flags if waiting and index.column() != Column.VALUE else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.series is None:
            return None
        line, column = self._lines[index.row()], Column(index.column())
        if role == Role.READING:
            return line.reading
        if role == Role.PERIOD:
            return line.period
        if role == Role.RAG:
            return self._rag(line)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), column)
        if role == Qt.ItemDataRole.EditRole:
            return self._edit_value(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.SOURCE, Column.NOTE):
            # A tooltip guesses at HTML, so its text goes in escaped.
            return f"<p>{escape(self.text(index.row(), column))}</p>"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.headerData(column, Qt.Orientation.Horizontal)
            return f"{title} {line.period.label}: {self.text(index.row(), column) or 'none'}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.VALUE, Column.TARGET):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hands the edit on; the cell changes when the store has it."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or self.series is None:
            return False
        line, column = self._lines[index.row()], Column(index.column())
        if str(value).strip() == str(self._edit_value(line, column)).strip():
            return False
        problem = self.problem(index, value)
        if problem is not None:
            self.refused.emit(line.period, column, problem)
            return False
        self.put.emit(*self._row(line, column, value))
        return True

    def _row(self, line: _Line, column: Column, value: Any) -> tuple[ReadingRow, str]:
        """The reading with one thing changed. Only a new figure is said to be typed; a comment keeps its source."""
        assert self.series is not None
        old = line.reading
        status = old.status if old else Status.PROVISIONAL
        note = old.note if old else ""
        figure, source = old.value if old else None, old.source if old else TYPED
        numerator, denominator = (old.numerator, old.denominator) if old else (None, None)
        if column is Column.VALUE:
            read = read_value(str(value), self.series)
            assert isinstance(read, float)
            figure, source = read, TYPED
            numerator, denominator = self._counts(read, old)
        elif column is Column.STATUS:
            status = Status(value)
        else:
            note = str(value).strip()
        row = ReadingRow(
            self.series.indicator.id, line.period, figure, status, numerator, denominator, note
        )
        return row, source or TYPED

    def _counts(self, value: float, old: Reading | None) -> tuple[float | None, float | None]:
        """Of the figure that was there, while they agree with the new one; else it is said that they are left out."""
        if old is None or self.series is None:
            return None, None
        kept = kept_counts(value, old, self.series.indicator)
        if isinstance(kept, Problem):
            self.left_out.emit(old.period, kept)
            return None, None
        return kept

    def _rag(self, line: _Line) -> Rag:
        return self.series.rags.get(line.period, Rag.NONE) if self.series and line.reading else Rag.NONE

    def _edit_value(self, line: _Line, column: Column) -> str:
        reading = line.reading
        if reading is None or self.series is None:
            return Status.PROVISIONAL.value if column is Column.STATUS else ""
        if column is Column.VALUE:
            return format_value(reading.value, "", self.series.indicator.decimals)
        if column is Column.STATUS:
            return reading.status.value
        return reading.note

    def text(self, row: int, column: Column) -> str:
        """What a cell shows."""
        assert self.series is not None
        line, series = self._lines[row], self.series
        reading = line.reading
        if column is Column.PERIOD:
            return line.period.label
        if column is Column.TARGET:
            target = series.target_for(line.period)
            indicator = series.indicator
            return target_text(target.value, target.floor, indicator.polarity, indicator.unit, indicator.decimals
                               ) if target else ""
        if reading is None:
            return line.awaited if column is Column.STATUS else ""
        if column is Column.VALUE:
            text = format_value(reading.value, series.indicator.unit, series.indicator.decimals)
            return text.replace("-", "−")
        if column is Column.RAG:
            return self._rag(line).letter
        if column is Column.STATUS and reading.value is None:
            return "Not collected"
        if column is Column.STATUS:
            return reading.status.value.capitalize() + (", illustrative" if reading.illustrative else "")
        return from_words(reading) if column is Column.SOURCE else reading.note

    def as_text(self) -> str:
        """The whole table with its headings, tabs between cells, for pasting into a sheet."""
        titles = [str(self.headerData(column, Qt.Orientation.Horizontal)) for column in Column]
        rows = [[_plain(self.text(row, column)) for column in Column] for row in range(self.rowCount())]
        return "\n".join("\t".join(cells) for cells in [titles, *rows]) + "\n"


def _awaited(series: Series, quarter: Period, read_only: bool) -> list[_Line]:
    """Rows for figures that are not there: those one may type now, and the next one of a yearly indicator."""
    today = judged_on(quarter, clock.today())
    due = () if read_only else due_periods(series, quarter)
    lines = [_Line(period, None, awaited_words(series, period, today)) for period in due]
    coming = next_awaited(series, quarter, today)
    if coming is not None and coming not in due:
        lines.insert(0, _Line(coming, None, awaited_words(series, coming, today), closed=True))
    return lines


def from_words(reading: Reading) -> str:
    """Where a figure came from: "CS return Q4.xlsx · Values!D14", "typed by Performance Team, 12/07/2009"."""
    how = reading.source or TYPED
    if how not in (TYPED, PASTED):
        return how
    by = f" by {reading.recorded_by}" if reading.recorded_by else ""
    on = f", {reading.recorded:%d/%m/%Y}" if reading.recorded else ""
    return f"{how}{by}{on}"


def _plain(text: str) -> str:
    """One line without tabs, and nothing that a spreadsheet would take for a formula."""
    flat = " ".join(text.split())
    if flat[:1] == "−" and flat[1:2].isdigit():
        flat = f"-{flat[1:]}"
    return f"'{flat}" if flat[:1] in ("=", "@") or (flat[:1] in ("+", "-") and not flat[1:2].isdigit()) else flat
