"""What a pasted block would do: each figure beside the one now there, what is wrong in its place, then all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.bridge.import_model import Column, ImportModel
from app.bridge.paste_job import PasteJob
from app.rules.errors import Problem
from app.rules.indicator import Status
from app.rules.series import Series
from app.views.indicators.pasted_block import PastedBlock, PastedModel
from app.views.returns.import_table import MANY, ImportTable
from app.views.shared import theme
from app.views.shared.fields import Labelled
from app.views.shared.labels import Text
from app.views.shared.segments import Segments
from app.views.shared.words import sentence

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_CHIPS = (("new", "new", "green"), ("changed", "changed", "accent"), ("unchanged", "unchanged", "neutral"),
          ("check", "to check", "amber"), ("unreadable", "cannot be read", "red"))  # fmt: skip
_STATUSES = (Status.PROVISIONAL, Status.FINAL)


class PasteSheet(PastedBlock):
    """`start(text, series)` opens it."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        model = _PasteModel(sentence)
        super().__init__(window, "Paste figures", _CHIPS, _PasteTable(model), model)
        model.setParent(self)
        self.job = PasteJob(workspace, self)
        self.job.planned.connect(self._planned)
        self.job.stored.connect(self._stored)
        self.job.failed.connect(self._failed)
        self.closed.connect(self._let_go)
        self._build_questions()

    def _build_questions(self) -> None:
        """What has to be said of the block: its status, and that doubtful figures may stay."""
        self.status_words = Text("New figures without a status are", "second")
        self.status = Segments("New figures without a status are", ("Provisional", "Final"))
        self.status.currentChanged.connect(self._status_chosen)
        self.head.addWidget(self.status_words)
        self.head.addWidget(self.status)
        self.notes = Text("", "second", wrap=True)
        self.notes.hide()
        self.body.addWidget(self.notes)
        self.accept_box = QCheckBox("")
        self.accept_box.toggled.connect(self._settle)
        self.body.addWidget(self.accept_box)
        self.reason = QLineEdit()
        self.reason.setMaxLength(2000)
        self.reason.setPlaceholderText("Kept in the history with these figures")
        self.reason.textChanged.connect(self._settle)
        self.reason_field = Labelled("Why they may stay as they are", self.reason, required=True)
        self.body.addWidget(self.reason_field)
        for part in (self.accept_box, self.reason_field):
            part.hide()

    def start(self, text: str, series: Series) -> None:
        """Judge the block and show what it would do."""
        indicator = series.indicator
        self.begin(f"Paste figures: {indicator.code or indicator.title}")
        self.job.begin(text, series)

    def _planned(self, plan: Any, again: bool) -> None:
        self.show_lines(plan)
        whole = [problem for problem in plan.problems if not plan.lines]
        words = " ".join(sentence(problem) for problem in whole)
        if again:
            words = "The figures changed meanwhile. This is what the block would do now."
        elif not whole and not plan.problems and not plan.rows():
            words = "All of these figures are there already."
        self.problem.set_message(words)
        self.notes.setText(" ".join(sentence(note) for note in plan.notes if note.code == "paste_not_read"))
        self.notes.setVisible(bool(self.notes.text()))
        for part in (self.status, self.status_words):
            part.setVisible(any(note.code == "paste_status_chosen" for note in plan.notes))
        asked = bool(plan.doubts) and not plan.stops(accept_doubts=True)
        self.accept_box.setText("I have looked at what is to check; put it in as well.")
        self.accept_box.setChecked(False)
        self.accept_box.setVisible(asked)
        self.reason_field.setVisible(asked)
        self._settle()
        self._focus_first(asked)

    def _focus_first(self, asked: bool) -> None:
        """Where the next step is: the button, what must be looked at, or the rows that cannot be read."""
        if not self.cancel_button.hasFocus() and not self.put_button.hasFocus():
            return
        first: QWidget = self.put_button if self.put_button.isEnabled() else self.accept_box if asked else self.table
        if first.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        """Whether it may be put in now, and what the button says."""
        plan = self._plan
        if plan is None:
            return
        accepted = self.accept_box.isChecked() and bool(self.reason.text().strip())
        self.reason_field.setEnabled(self.accept_box.isChecked())
        self.put_button.setEnabled(not plan.stops(accept_doubts=accepted))
        self.show_promise(len(plan.rows()), bool(plan.problems))

    def _status_chosen(self, index: int) -> None:
        self.job.set_status(_STATUSES[index])

    def _commit(self) -> None:
        self.put_button.setEnabled(False)
        self.job.commit(self.reason.text().strip() if self.accept_box.isChecked() else "")

    def _stored(self, _outcome: object) -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.tell_failure(error)
        self._settle()

    def _let_go(self, _accepted: bool) -> None:
        self.job.cancel()
        self._plan = None


class _PasteModel(PastedModel):
    def _plain(self, problem: Problem, line: Any) -> str:
        words = super()._plain(problem, line)
        head, cut, rest = words.partition(": ")
        named = cut and head.startswith(f"{line.sheet}, ")
        return rest[:1].upper() + rest[1:] if named else words


class _PasteTable(ImportTable):
    """Of one indicator, and from no file: two columns fewer."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setAccessibleName("What would be put in")
        for column in (Column.INDICATOR, Column.CELL):
            self.setColumnHidden(column, True)

    def fit(self) -> None:
        super().fit()
        shown = (Column.MARK, Column.PERIOD, Column.BEFORE, Column.AFTER)
        used = sum(self.columnWidth(column) for column in shown)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setColumnWidth(Column.WHAT, max(theme.px(160), self.viewport().width() - used))
        if self.model().rowCount() <= MANY:
            self.resizeRowsToContents()
