"""A department's own workbook while its columns are mapped by hand, and the names that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.mapping_grid import DraftRows, GridModel, PeriodsModel
from app.rules.errors import Problem
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse
from app.rules.readings_now import MeasuredIndicator
from app.rules.return_mapping import NOT_OURS, ChosenMapping, ReturnMapping

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace
    from app.exchange.foreign_file import ForeignFile
    from app.exchange.mapping_draft import DraftName, MappingDraft

Basis = tuple[dict[int, tuple[MeasuredIndicator, ...]], tuple[ReturnMapping, ...]]


class MappingState(QObject):
    """`draft` is there once `ready` was told; views read its plain values."""

    ready = Signal()
    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, file: ForeignFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self.file = workspace, file
        self._indicators: dict[int, tuple[MeasuredIndicator, ...]] = {}
        self.draft: MappingDraft | None = None
        self.quarter: Period = workspace.newest or workspace.quarter
        self.grid, self.names, self.periods = GridModel(self), NamesModel(self), PeriodsModel(self)

    def begin(self) -> None:
        """Ask what the plan knows of departments, their indicators and earlier mappings."""
        self._workspace.operations.ask(_basis, self._begun, self.failed.emit)

    def _begun(self, basis: Basis) -> None:
        from app.exchange.mapping_draft import MappingDraft

        self._indicators, mappings = basis
        self.draft = MappingDraft(self.file, mappings, self.quarter)
        self._redraw()
        self.ready.emit()

    # What may be chosen

    def departments(self) -> list[tuple[int, str]]:
        from app.rules.lists import current

        return [(each.id, each.name) for each in current(self._workspace.lists.departments)]

    def quarters(self) -> list[Period]:
        """The newest first; a frozen one is refused by the plan."""
        return list(reversed(self._workspace.quarters[-8:]))

    def sheets(self) -> list[str]:
        return [sheet.name for sheet in self.file.visible]

    def indicators(self) -> tuple[MeasuredIndicator, ...]:
        chosen = self.draft.department_id if self.draft else None
        return self._indicators.get(chosen or 0, ())

    def columns(self) -> list[tuple[int, str]]:
        """Columns that hold anything: number, and letter with heading."""
        draft = self.draft
        return [(at, draft.column_words(at)) for at in range(1, draft.last_column + 1)] if draft else []

    # What is chosen

    def set_department(self, department_id: int) -> None:
        if self.draft is not None:
            self.draft.set_department(department_id, self._indicators.get(department_id, ()))
            self._redraw()

    def set_sheet(self, name: str) -> None:
        if self.draft is not None and name != self.draft.sheet.name:
            self.draft.set_sheet(name)
            self._redraw()

    def set_row(self, row: int) -> None:
        if self.draft is not None and row != self.draft.row:
            self.draft.set_row(row)
            self._redraw()

    def set_column(self, meaning: str, column: int) -> None:
        if self.draft is not None:
            self.draft.set_column(meaning, column)
            self._redraw()

    def set_quarter(self, quarter: Period) -> None:
        self.quarter = quarter
        if self.draft is not None:
            self.draft.set_quarter(quarter)
            self._redraw_periods()

    def set_by_period(self, by_period: bool) -> None:
        if self.draft is not None and by_period != self.draft.by_period:
            self.draft.set_by_period(by_period)
            self._redraw()

    def say_period(self, row: int, text: str) -> Problem | None:
        """What is typed; nothing leaves it open. The problem of a text that names no period, or two."""
        if self.draft is None or self.periods.period(row) is None:
            return None
        try:
            period = parse(text) if text.strip() else None
        except UnreadablePeriodError as error:
            return error.problem
        self.draft.periods.say(row, period)
        self._redraw_periods()
        return None

    def set_period_column(self, row: int, meaning: str, column: int) -> None:
        if self.draft is not None and self.periods.period(row) is not None:
            self.draft.set_period_column(row, meaning, column)
            self._redraw()

    def add_period(self) -> int:
        at = self.draft.periods.add() if self.draft is not None else 0
        self._redraw_periods()
        return at

    def remove_period(self, row: int) -> None:
        if self.draft is not None and self.periods.period(row) is not None:
            self.draft.periods.remove(row)
            self._redraw()

    def accept_periods(self) -> None:
        if self.draft is not None and self.draft.periods.accept():
            self._redraw_periods()

    def set_status(self, status: str) -> None:
        if self.draft is not None:
            self.draft.status = Status(status)
            self.changed.emit()

    def answer(self, row: int, indicator_id: int | None) -> None:
        name = self.names.name(row)
        if self.draft is not None and name is not None:
            self.draft.answer(name.key, indicator_id)
            self.names.refresh(self.draft)
            self.changed.emit()

    def accept_proposals(self) -> None:
        if self.draft is not None and self.draft.accept_proposals():
            self.names.refresh(self.draft)
            self.changed.emit()

    # What comes of it

    def lacks(self) -> tuple[Problem, ...]:
        found = self.draft.lacks() if self.draft else ("department",)
        return tuple(Problem("mapping_incomplete", {"lacks": each}) for each in found)

    def result(self) -> tuple[ChosenMapping, str] | None:
        """The mapping with its quarter, and the department's name."""
        if self.draft is None or self.draft.lacks():
            return None
        mapping = self.draft.mapping()
        return ChosenMapping(mapping, self.quarter), dict(self.departments()).get(mapping.department_id, "")

    def _redraw_periods(self) -> None:
        """The names in the workbook stay as they are."""
        if self.draft is not None:
            self.grid.show(self.draft)
            self.periods.show(self.draft)
            self.changed.emit()

    def _redraw(self) -> None:
        if self.draft is not None:
            self.grid.show(self.draft)
            self.periods.show(self.draft)
            self.names.show(self.draft)
            self.changed.emit()


def _basis(session: Any) -> Basis:
    from app.store.queries.return_mappings import indicators_by_department, return_mappings

    return indicators_by_department(session), return_mappings(session)


class NameColumn(IntEnum):
    TEXT, CELL, INDICATOR, SURE = range(4)


@dataclass(frozen=True, slots=True)
class NameCounts:
    matched: int
    proposed: int
    open: int


class NamesModel(DraftRows):
    """Names of the workbook, those that wait first, and what each is taken for."""

    TITLES = ("In the workbook", "Cell", "Indicator", "How sure")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles_of: dict[int, str] = {}

    def show(self, draft: MappingDraft) -> None:
        self.beginResetModel()
        self._rows = list(draft.names())
        self._titles_of = {each.id: f"{each.code} {each.title}" for each in draft.indicators}
        self.endResetModel()

    def refresh(self, draft: MappingDraft) -> None:
        """Another answer: the rows stay where they are, so that one can go on."""
        now = {name.key: name for name in draft.names()}
        self._rows = [now[name.key] for name in self._rows]
        self._redraw()

    def name(self, row: int) -> DraftName | None:
        found: DraftName | None = self.row(row)
        return found

    def counts(self) -> NameCounts:
        waiting = [name for name in self._rows if name.chosen is None]
        proposed = sum(1 for name in waiting if name.proposal.indicator is not None)
        return NameCounts(len(self._rows) - len(waiting), proposed, len(waiting) - proposed)

    def _waits(self, row: DraftName) -> bool:
        return row.chosen is None

    def _shown(self, row: DraftName, column: int) -> str:
        proposed = row.proposal.indicator
        if column == NameColumn.TEXT:
            return row.text
        if column == NameColumn.CELL:
            return row.cell
        if column == NameColumn.INDICATOR:
            if row.chosen is not None:
                return "None of ours" if row.chosen == NOT_OURS else self._titles_of.get(row.chosen, "–")
            return f"{proposed.code} {proposed.title}?" if proposed else "–"
        return _sure(row)


def _sure(name: DraftName) -> str:
    proposal = name.proposal
    if name.chosen is not None:
        certain = proposal.certain and proposal.indicator is not None and proposal.indicator.id == name.chosen
        return "Same code or name" if certain else "Chosen"
    if proposal.indicator is not None:
        return f"Proposed, {proposal.alike}% alike"
    return "Open: two are alike" if proposal.two_alike else "Open: nothing alike"
