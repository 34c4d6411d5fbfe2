"""What a pasted block of other places' figures would do: each beside the one now there, then all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.bridge.comparators_job import ComparatorsJob
from app.bridge.import_model import Column, ImportModel
from app.rules.comparators import SOURCE_LIMIT
from app.rules.errors import Problem
from app.rules.indicator_sheet import IndicatorSheet
from app.views.returns.import_table import MANY, ImportTable
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.labels import Card, Text
from app.views.shared.sheet import Sheet
from app.views.shared.words import of_error, sentence

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_CHIPS = (("new", "new", "green"), ("changed", "changed", "accent"), ("unchanged", "unchanged", "neutral"),
          ("unreadable", "cannot be read", "red"))  # fmt: skip


class ComparatorsSheet(Sheet):
    """`start(text, sheet)` opens it."""

    help_topic = "bring-figures-in"

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window, "Paste figures of other places", 820)
        self.job = ComparatorsJob(workspace, self)
        self.job.planned.connect(self._planned)
        self.job.stored.connect(lambda _outcome: self.accept())
        self.job.failed.connect(self._failed)
        self.closed.connect(self._let_go)
        self._plan: Any = None
        self._build_preview()
        self._build_footer()

    def _build_preview(self) -> None:
        head = QHBoxLayout()
        self.chips: dict[str, Chip] = {}
        for state, _, tone in _CHIPS:
            self.chips[state] = Chip("", tone)
            self.chips[state].hide()
            head.addWidget(self.chips[state])
        head.addStretch(1)
        self.body.addLayout(head)
        self.problem = InlineError(None)
        self.body.addWidget(self.problem)
        self.model = _PlacesModel(sentence, self)
        self.table = _PlacesTable(self.model)
        self.frame = Card.around(self.table)
        self.body.addWidget(self.frame, 1)
        self.source = QLineEdit()
        self.source.setMaxLength(SOURCE_LIMIT)
        self.source.setPlaceholderText("Department for Education, statistical release of March 2010")
        self.source_field = Labelled("Where the figures come from", self.source)
        self.body.addWidget(self.source_field)
        for part in (self.frame, self.source_field):
            part.hide()

    def _build_footer(self) -> None:
        self.promise = Text("", "second", wrap=True)
        self.cancel_button = QuietButton("Cancel")
        self.cancel_button.clicked.connect(self.dismiss)
        self.put_button = PrimaryButton("Put in")
        self.put_button.clicked.connect(self._commit)
        self.put_button.setEnabled(False)
        self.footer.addWidget(self.promise, 1)
        self.footer.addWidget(self.cancel_button)
        self.footer.addWidget(self.put_button)

    def start(self, text: str, sheet: IndicatorSheet) -> None:
        """Judge the block and show what it would do."""
        self.set_title(f"Paste figures of other places: {sheet.name}")
        self.promise.setText("Looking at the figures…")
        self.open()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.job.begin(text, sheet)

    def _planned(self, plan: Any) -> None:
        self._plan = plan
        counts = {state.value: count for state, count in plan.counts.items()}
        for state, words, tone in _CHIPS:
            self.chips[state].set_text(f"{counts.get(state, 0)} {words}", tone)
            self.chips[state].setVisible(counts.get(state, 0) > 0)
        self.model.show(plan.lines)
        self.frame.setVisible(bool(plan.lines))
        self.table.setMinimumHeight(min(theme.px(420), theme.px(36) * (len(plan.lines) + 1) + theme.px(8)))
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
        self.put_button.setText(f"Put in {count:,} figure{'' if count == 1 else 's'}" if good else "Put in")
        if plan.problems:
            self.promise.setText("Nothing can be put in until this is right where it was copied from.")
        else:
            self.promise.setText("One change; Undo takes all of it back." if count else "")
        if self.cancel_button.hasFocus():
            first: QWidget = self.put_button if good else self.table if plan.lines else self.cancel_button
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _commit(self) -> None:
        self.put_button.setEnabled(False)
        self.job.commit(self.source.text().strip())

    def _failed(self, error: Exception) -> None:
        self.promise.setText("Nothing was put in.")
        self.problem.set_message(" ".join(str(said) for said in of_error(error)))
        self.put_button.setEnabled(self._plan is not None and bool(self._plan.figures))

    def _let_go(self, _accepted: bool) -> None:
        self.job.cancel()
        self._plan = None
        self.deleteLater()


class _PlacesModel(ImportModel):
    """Without the names of cells, which a block on the clipboard does not show."""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        titles = {Column.INDICATOR: "Place", Column.BEFORE: "Now", Column.AFTER: "Pasted"}
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section in titles:
            return titles[Column(section)]
        return super().headerData(section, orientation, role)

    def _text(self, line: Any, column: Column) -> str:
        if column is Column.AFTER:
            return f"“{line.after}”" if line.state.value == "unreadable" and line.after else line.after or "–"
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
