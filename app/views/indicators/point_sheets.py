"""Small sheets about one period of a chart: a note, or that the limits begin again there and why."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.bridge.operations import Operations
from app.commands.chart_note import AddEvent
from app.commands.rebase import Rebase
from app.rules.chart_notes import BROKEN, break_problem, note_problem
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse
from app.rules.series import Series
from app.rules.texts import TITLE_LIMIT
from app.views.shared import words
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class PointSheet(Sheet):
    """Keeps what was written while it is refused. `fields` are by the names that problems give."""

    def __init__(
        self, series: Series, period: Period, operations: Operations, window: QWidget, title: str, done: str
    ) -> None:
        super().__init__(window, title, 520)
        self.series = series
        self._operations = operations
        self.period = QLineEdit(period.label)
        self.period.setMaxLength(80)
        self.fields: dict[str, Labelled] = {}
        self.problem = InlineError()
        self.store = PrimaryButton(done)
        self.store.clicked.connect(self._on_store)
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.store)
        self.closed.connect(self.deleteLater)

    def _lay_out(self, about: str, *fields: tuple[str, str, QWidget]) -> None:
        self.body.addWidget(Text(about, "soft", wrap=True))
        for name, label, field in fields:
            self.fields[name] = Labelled(label, field, required=True)
            self.body.addWidget(self.fields[name])
        self.body.addWidget(self.problem)

    def refusal(self, period: Period) -> Problem | None:
        """What can be said without asking the store."""
        raise NotImplementedError

    def command(self, period: Period) -> Any:
        raise NotImplementedError

    def _on_store(self) -> None:
        try:
            period = parse(self.period.text(), self.series.indicator.year_kind)
        except UnreadablePeriodError as error:
            self._show("period", words.sentence(error.problem))
            return
        problem = self.refusal(period)
        if problem is not None:
            self._show(str(problem.facts.get("field", "")), words.sentence(problem))
            return
        self._show("", "")
        self.store.setEnabled(False)
        self._operations.do(self.command(period), self, self._on_stored, partial(_refused, self))

    def _on_stored(self, _outcome: object) -> None:
        self.accept()

    def show_refusal(self, error: Exception) -> None:
        self.store.setEnabled(True)
        problem = error.problems[0] if isinstance(error, Refused) and error.problems else None
        name = str(problem.facts.get("field", "")) if problem is not None else ""
        self._show(name, " ".join(str(said) for said in words.of_error(error)))

    def _show(self, name: str, message: str) -> None:
        """At the field of that name, or under them all."""
        for each, labelled in self.fields.items():
            labelled.error.set_message(message if each == name else "")
        self.problem.set_message("" if name in self.fields else message)
        if name in self.fields:
            self.fields[name].field.setFocus()


class NoteSheet(PointSheet):
    def __init__(self, series: Series, period: Period, operations: Operations, window: QWidget) -> None:
        super().__init__(series, period, operations, window, "Note on the chart", "Add note")
        self.words = QLineEdit()
        self.words.setMaxLength(TITLE_LIMIT)
        self.words.setPlaceholderText("September Guarantee")
        self._lay_out(
            f"{series.indicator.code}: something that happened and helps to read the figures.",
            ("note_words", "What happened", self.words), ("period", "Period", self.period),
        )  # fmt: skip

    def refusal(self, period: Period) -> Problem | None:
        return note_problem(self.series, period, self.words.text())

    def command(self, period: Period) -> AddEvent:
        return AddEvent(self.series.indicator.id, period, self.words.text().strip())


class BreakSheet(PointSheet):
    def __init__(self, series: Series, period: Period, operations: Operations, window: QWidget) -> None:
        super().__init__(series, period, operations, window, "Begin limits again", "Begin again here")
        self.words = QLineEdit(BROKEN)
        self.words.setMaxLength(TITLE_LIMIT)
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(self.why.fontMetrics().lineSpacing() * 4 + 16)
        self._lay_out(
            f"{series.indicator.code}: figures from this period on are not compared with those before. Do this only "
            "where what is counted has changed, never to make a signal go away.",
            ("break_reason", "Reason for the history", self.why),
            ("period", "First period under the new definition", self.period),
            ("note_words", "What the chart says there", self.words),
        )

    def refusal(self, period: Period) -> Problem | None:
        return break_problem(self.series, period, self.why.toPlainText(), self.words.text())

    def command(self, period: Period) -> Rebase:
        return Rebase(self.series.indicator.id, period, self.why.toPlainText().strip(), self.words.text().strip())


def _refused(sheet: PointSheet, error: Exception) -> None:
    sheet.show_refusal(error)
