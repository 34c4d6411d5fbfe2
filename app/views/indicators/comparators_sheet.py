"""What a pasted block of other places' figures would do: each beside the one now there, then all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.bridge.comparators_job import ComparatorsJob
from app.bridge.import_model import Column, ImportModel, as_it_stands
from app.rules.comparators import SOURCE_LIMIT
from app.rules.errors import Problem
from app.rules.indicator_sheet import IndicatorSheet
from app.views.indicators.pasted_block import PastedBlock, PastedModel
from app.views.returns.import_table import MANY, ImportTable
from app.views.shared import theme
from app.views.shared.fields import Labelled
from app.views.shared.words import sentence

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_CHIPS = (("new", "new", "green"), ("changed", "changed", "accent"), ("unchanged", "unchanged", "neutral"),
          ("unreadable", "cannot be read", "red"))  # fmt: skip


class ComparatorsSheet(PastedBlock):
    """`start(text, sheet)` opens it."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        model = _PlacesModel(sentence)
        super().__init__(window, "Paste figures of other places", _CHIPS, _PlacesTable(model), model)
        model.setParent(self)
        self.job = ComparatorsJob(workspace, self)
        self.job.planned.connect(self._planned)
        self.job.stored.connect(lambda _outcome: self.accept())
        self.job.failed.connect(self._failed)
        self.closed.connect(self._let_go)
        self.source = QLineEdit()
        self.source.setMaxLength(SOURCE_LIMIT)
        self.source.setPlaceholderText("Department for Education, statistical release of March 2010")
        self.source_field = Labelled("Where the figures come from", self.source)
        self.source_field.hide()
        self.body.addWidget(self.source_field)

    def start(self, text: str, sheet: IndicatorSheet) -> None:
        """Judge the block and show what it would do."""
        self.begin(f"Paste figures of other places: {sheet.name}")
        self.job.begin(text, sheet)

    def _planned(self, plan: Any) -> None:
        self.show_lines(plan)
        words = "" if plan.lines else " ".join(sentence(problem) for problem in plan.problems)
        if plan.lines and not plan.problems and not plan.figures:
            words = "All of these figures are there already."
        self.problem.set_message(words)
        self._settle()

    def _settle(self) -> None:
        plan, count = self._plan, len(self._plan.figures)
        good = bool(count) and not plan.problems
        self.source_field.setVisible(good)
        self.put_button.setEnabled(good)
        self.show_promise(count, bool(plan.problems))
        if self.cancel_button.hasFocus():
            first: QWidget = self.put_button if good else self.table if plan.lines else self.cancel_button
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _commit(self) -> None:
        self.put_button.setEnabled(False)
        self.job.commit(self.source.text().strip())

    def _failed(self, error: Exception) -> None:
        self.tell_failure(error)
        self.put_button.setEnabled(self._plan is not None and bool(self._plan.figures))

    def _let_go(self, _accepted: bool) -> None:
        self.job.cancel()
        self._plan = None
        self.deleteLater()


class _PlacesModel(PastedModel):
    titles: ClassVar[dict[Column, str]] = {**PastedModel.titles, Column.INDICATOR: "Place"}

    def _text(self, line: Any, column: Column) -> str:
        if column is Column.AFTER:
            return as_it_stands(line.after) if line.state.value == "unreadable" else line.after or "–"
        return super()._text(line, column)

    def _plain(self, problem: Problem, line: Any) -> str:
        return self._say(problem)


class _PlacesTable(ImportTable):
    """Of one indicator, and from no file: a column fewer, and the name of the place in that of the indicator."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setAccessibleName("What would be put in")
        self.setColumnHidden(Column.CELL, True)

    def fit(self) -> None:
        super().fit()
        shown = (Column.MARK, Column.PERIOD, Column.BEFORE, Column.AFTER)
        rest = max(theme.px(320), self.viewport().width() - sum(self.columnWidth(column) for column in shown))
        self.setColumnWidth(Column.INDICATOR, round(rest * 0.4))
        self.setColumnWidth(Column.WHAT, rest - round(rest * 0.4))
        if self.model().rowCount() <= MANY:
            self.resizeRowsToContents()
