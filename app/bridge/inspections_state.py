"""Inspections at the quarter in view, as a matrix and as recommendations; and what is stored of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.bridge.quarter_state import QuarterState
from app.rules.indicator import Direction
from app.rules.inspection import (
    InspectionResult,
    Inspections,
    Inspectorate,
    Recommendation,
    below_aim,
    movement_of,
)
from app.rules.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from app.bridge.operations import Operations
    from app.bridge.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
LineRole = int(Qt.ItemDataRole.UserRole) + 1
DIRECTION_WORDS = {
    Direction.BETTER: "Better than before", Direction.WORSE: "Worse than before", Direction.SAME: "As before",
    Direction.UNKNOWN: "One rating so far",
}  # fmt: skip


class InspectionsState(QuarterState):
    """`inspections` is what was read last; None before."""

    nouns = ("inspectorate", "inspection_result", "recommendation", "issue", "action", "post", "department")

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        self.inspections: Inspections | None = None
        self.issues: tuple[tuple[int, str], ...] = ()
        super().__init__(workspace, parent)

    @staticmethod
    def read(quarter: Period, session: Session) -> tuple[Inspections, tuple[tuple[int, str], ...]]:
        from app.store.queries.inspections import inspections
        from app.store.queries.meetings import issue_titles

        return inspections(session, quarter), issue_titles(session)

    def take(self, found: tuple[Inspections, tuple[tuple[int, str], ...]]) -> Inspections:
        self.inspections, self.issues = found
        return self.inspections


class MatrixModel(QAbstractTableModel):
    """Inspectorates down; their subject, the years, the rating aimed for, and the direction across."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.inspections: Inspections | None = None

    def show(self, inspections: Inspections) -> None:
        before = self.inspections
        same = before is not None and before.years == inspections.years and (
            len(before.inspectorates) == len(inspections.inspectorates)
        )  # fmt: skip
        if not same:
            self.beginResetModel()
        self.inspections = inspections
        if not same:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.inspections is None else len(self.inspections.inspectorates)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.inspections is None else len(self.inspections.years) + 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or self.inspections is None:
            return None
        years = [year.label for year in self.inspections.years]
        heads = ("Who judges what", *years, "Aimed for", "Direction")
        return heads[section] if section < len(heads) else None

    def inspectorate(self, row: int) -> Inspectorate | None:
        shown = self.inspections.inspectorates if self.inspections else ()
        return shown[row] if 0 <= row < len(shown) else None

    def year(self, column: int) -> Period | None:
        years = self.inspections.years if self.inspections else ()
        return years[column - 1] if 1 <= column <= len(years) else None

    def result(self, row: int, column: int) -> InspectionResult | None:
        of, year = self.inspectorate(row), self.year(column)
        if of is None or year is None or self.inspections is None:
            return None
        return self.inspections.results.get((of.id, year))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        of = self.inspectorate(index.row()) if index.isValid() else None
        if of is None:
            return None
        if role == LineRole:
            return (of, self.result(index.row(), index.column()))
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(of, index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{called(of)}, {head}: {self._words(of, index)}"
        return None

    def _words(self, of: Inspectorate, index: Index) -> str:
        assert self.inspections is not None
        column, years = index.column(), len(self.inspections.years)
        if column == 0:
            return called(of)
        if column <= years:
            result = self.result(index.row(), column)
            return rating_words(of, result) if result is not None else ""
        if column == years + 1:
            return of.aimed or "Not set"
        results = self.inspections.of(of.id)
        return DIRECTION_WORDS[movement_of(of, results)] if results else "No rating yet"


def called(of: Inspectorate) -> str:
    return f"{of.name}, {of.subject}" if of.subject else of.name


def rating_words(of: Inspectorate, result: InspectionResult) -> str:
    """ "Well (3 of 4)": the word with its place on the inspectorate's own scale."""
    level = of.level(result.rating)
    if level is None:
        return result.rating or "In words only"
    return f"{result.rating} ({level} of {len(of.scale)})"


def rating_tone(line: Any) -> str:
    """By how far the rating is from the one aimed for."""
    of, result = line
    if result is None:
        return ""
    below = below_aim(of, result.rating)
    return "neutral" if below is None else ("green", "amber")[below] if below < 2 else "red"


def ask_recommended(
    operations: Operations, issue_id: int, then: Callable[[tuple[tuple[str, Recommendation], ...]], None]
) -> None:
    """`then` gets what the issue, or an action on it, was taken up from, with who recommended it."""
    operations.ask(partial(_recommended, issue_id), then)


def _recommended(issue_id: int, session: Session) -> tuple[tuple[str, Recommendation], ...]:
    from app.store.queries.inspections import recommendations_of

    return recommendations_of(session, issue_id)
