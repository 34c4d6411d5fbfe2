"""Other places' figures from the clipboard: judged beside the window's thread, shown, and stored as one change."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.rules.indicator_sheet import IndicatorSheet

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace
    from app.exchange.pasted_comparators import ComparatorPlan


class ComparatorsJob(QObject):
    """One block for one indicator. Nothing is stored before `commit`, and then all of it or nothing."""

    planned = Signal(object)
    """(ComparatorPlan)"""
    stored = Signal(object)
    """(Outcome)"""
    failed = Signal(object)
    """(Exception) Stale: the figures changed since they were shown; `begin` looks again."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._background = Background(self)
        self._sheet: IndicatorSheet | None = None
        self._plan: ComparatorPlan | None = None

    def begin(self, text: str, sheet: IndicatorSheet) -> None:
        """`planned` follows."""
        self._sheet, self._plan = sheet, None
        self._background.drop()
        self._background.run(partial(_plan, text, sheet), self._planned, self.failed.emit)

    def commit(self, source: str) -> None:
        """`source`: where they all come from that do not say so themselves."""
        if self._plan is None or self._sheet is None or self._plan.problems:
            return
        from app.commands.set_comparator import PutComparators

        figures = tuple(each if each.source else replace(each, source=source) for each in self._plan.figures)
        command = PutComparators(self._sheet.id, figures)
        self._workspace.operations.do(command, self, self.stored.emit, self.failed.emit)

    def cancel(self) -> None:
        self._background.drop()
        self._sheet = self._plan = None

    def _planned(self, plan: ComparatorPlan) -> None:
        self._plan = plan
        self.planned.emit(plan)


def _plan(text: str, sheet: IndicatorSheet) -> Any:
    from app.exchange.pasted_comparators import plan_comparators

    return plan_comparators(text, sheet)
