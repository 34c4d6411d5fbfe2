"""Small sheets about one period of a chart: a note, or that the limits begin again there and why."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.bridge.operations import Operations
from app.commands.chart_note import AddEvent
from app.commands.rebase import Rebase
from app.rules.chart_notes import BROKEN, break_problem, note_problem
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse
from app.rules.series import Series
from app.rules.texts import TITLE_LIMIT
from app.views.shared.form_sheet import FormSheet, Values


class PointSheet(FormSheet):
    """Keeps what was written while it is refused. `fields` are by the names that problems give."""

    def __init__(
        self, series: Series, period: Period, operations: Operations, window: QWidget, title: str, done: str, about: str
    ) -> None:
        super().__init__(window, title, done, say=f"{series.indicator.code}: {about}", wide=520)
        self.series = series
        self._operations, self._newest = operations, period
        self.wanted.connect(self._on_wanted)

    def add_period(self, label: str) -> QLineEdit:
        return self.add_line("period", label, self._newest.label, most=80, required=True)

    def refusal(self, period: Period, values: Values) -> Problem | None:
        """What can be said without asking the store."""
        raise NotImplementedError

    def command(self, period: Period, values: Values) -> Any:
        raise NotImplementedError

    def _on_wanted(self, values: Values) -> None:
        try:
            period = parse(values["period"], self.series.indicator.year_kind)
        except UnreadablePeriodError as error:
            self.refuse(Refused(Problem(error.problem.code, {**error.problem.facts, "field": "period"})))
            return
        problem = self.refusal(period, values)
        if problem is not None:
            self.refuse(Refused(problem))
            return
        self.do_button.setEnabled(False)
        self._operations.do(self.command(period, values), self, self._stored, self.refuse)


class NoteSheet(PointSheet):
    def __init__(self, series: Series, period: Period, operations: Operations, window: QWidget) -> None:
        about = "something that happened and helps to read the figures."
        super().__init__(series, period, operations, window, "Note on the chart", "Add note", about)
        hint = "September Guarantee"
        self.words = self.add_line("note_words", "What happened", hint=hint, most=TITLE_LIMIT, required=True)
        self.period = self.add_period("Period")

    def refusal(self, period: Period, values: Values) -> Problem | None:
        return note_problem(self.series, period, values["note_words"])

    def command(self, period: Period, values: Values) -> AddEvent:
        return AddEvent(self.series.indicator.id, period, values["note_words"].strip())


class BreakSheet(PointSheet):
    def __init__(self, series: Series, period: Period, operations: Operations, window: QWidget) -> None:
        about = ("figures from this period on are not compared with those before. Do this only where what is counted has "
                 "changed, never to make a signal go away.")  # fmt: skip
        super().__init__(series, period, operations, window, "Begin limits again", "Begin again here", about)
        self.why = self.add_text("break_reason", "Reason for the history", lines=4, required=True)
        self.period = self.add_period("First period under the new definition")
        self.words = self.add_line("note_words", "What the chart says there", BROKEN, most=TITLE_LIMIT, required=True)

    def refusal(self, period: Period, values: Values) -> Problem | None:
        return break_problem(self.series, period, values["break_reason"], values["note_words"])

    def command(self, period: Period, values: Values) -> Rebase:
        return Rebase(self.series.indicator.id, period, values["break_reason"].strip(), values["note_words"].strip())
