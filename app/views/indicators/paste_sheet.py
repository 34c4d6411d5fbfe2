"""What a pasted block would do: each figure beside the one now there, what is wrong in its place, then all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from app.bridge.import_model import Column, ImportModel
from app.bridge.paste_job import PasteJob
from app.rules.errors import Problem
from app.rules.indicator import Status
from app.rules.series import Series
from app.views.returns.import_table import MANY, ImportTable
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.labels import Card, Text
from app.views.shared.segments import Segments
from app.views.shared.sheet import Sheet
from app.views.shared.words import of_error, sentence

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_CHIPS = (("new", "new", "green"), ("changed", "changed", "accent"), ("unchanged", "unchanged", "neutral"),
          ("check", "to check", "amber"), ("unreadable", "cannot be read", "red"))  # fmt: skip
_STATUSES = (Status.PROVISIONAL, Status.FINAL)


class PasteSheet(Sheet):
    """`start(text, series)` opens it."""

    help_topic = "bring-figures-in"

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window, "Paste figures", 820)
        self.job = PasteJob(workspace, self)
        self.job.planned.connect(self._planned)
        self.job.stored.connect(self._stored)
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
        self.status_words = Text("New figures without a status are", "second")
        self.status = Segments("New figures without a status are", ("Provisional", "Final"))
        self.status.currentChanged.connect(self._status_chosen)
        head.addWidget(self.status_words)
        head.addWidget(self.status)
        self.body.addLayout(head)
        self.problem = InlineError(None)
        self.body.addWidget(self.problem)
        self.model = _PasteModel(sentence, self)
        self.table = _PasteTable(self.model)
        self.frame = Card.around(self.table)
        self.body.addWidget(self.frame, 1)
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

    def start(self, text: str, series: Series) -> None:
        """Judge the block and show what it would do."""
        indicator = series.indicator
        self.set_title(f"Paste figures: {indicator.code or indicator.title}")
        self.promise.setText("Looking at the figures…")
        self.open()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.job.begin(text, series)

    def _planned(self, plan: Any, again: bool) -> None:
        self._plan = plan
        counts = {state.value: count for state, count in plan.counts.items()}
        for state, words, tone in _CHIPS:
            self.chips[state].set_text(f"{counts.get(state, 0)} {words}", tone)
            self.chips[state].setVisible(counts.get(state, 0) > 0)
        self.model.show(plan.lines)
        self.frame.setVisible(bool(plan.lines))
        self.table.setMinimumHeight(min(theme.px(420), theme.px(36) * (len(plan.lines) + 1) + theme.px(8)))
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
        count = len(plan.rows())
        many = "" if count == 1 else "s"
        self.put_button.setText(f"Put in {count:,} figure{many}" if count and not plan.problems else "Put in")
        if plan.problems:
            self.promise.setText("Nothing can be put in until this is right where it was copied from.")
        else:
            self.promise.setText("One change; Undo takes all of it back." if count else "")

    def _status_chosen(self, index: int) -> None:
        self.job.set_status(_STATUSES[index])

    def _commit(self) -> None:
        self.put_button.setEnabled(False)
        self.job.commit(self.reason.text().strip() if self.accept_box.isChecked() else "")

    def _stored(self, _outcome: object) -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.promise.setText("Nothing was put in.")
        self.problem.set_message(" ".join(str(said) for said in of_error(error)))
        self._settle()

    def _let_go(self, _accepted: bool) -> None:
        self.job.cancel()
        self._plan = None


class _PasteModel(ImportModel):
    """Without the names of cells, which a block on the clipboard does not show."""

    def _plain(self, problem: Problem, line: Any) -> str:
        words = super()._plain(problem, line)
        head, cut, rest = words.partition(": ")
        named = cut and head.startswith(f"{line.sheet}, ")
        return rest[:1].upper() + rest[1:] if named else words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        titles = {Column.BEFORE: "Now", Column.AFTER: "Pasted"}
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section in titles:
            return titles[Column(section)]
        return super().headerData(section, orientation, role)


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
