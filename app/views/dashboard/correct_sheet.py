"""Correct a published figure: which, what it should be, and why. It makes a new version of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QProgressBar, QWidget

from app.bridge.freeze_job import FreezeJob
from app.rules.errors import Problem
from app.rules.frozen import FrozenQuarter, reason_problem
from app.rules.indicator import Reading, Status, format_value
from app.rules.reading_entry import counts_problem, fitted_counts, read_value
from app.rules.readings import ReadingRow
from app.rules.series import Series
from app.views.dashboard.count_fields import CountFields
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet
from app.views.shared.words import of_error, sentence

if TYPE_CHECKING:
    from app.bridge.operations import Operations
    from app.rules.papers import Pack
    from app.rules.papers_facts import QuarterFacts

_MEANS = (
    "The paper that was published stays as it is. The corrected one becomes version {edition} beside it, and the "
    "figure is stored as restated."
)


class CorrectSheet(Sheet):
    """Open it with `show_paper`."""

    help_topic = "freeze-the-quarter"

    def __init__(self, operations: Operations, window: QWidget, by: str) -> None:
        super().__init__(window, "Correct a published figure", 560)
        self.job = FreezeJob(operations, self)
        self._by = by
        self._frozen: FrozenQuarter | None = None
        self._pack: Pack | None = None
        self._series: dict[int, Series] = {}
        self._fill()
        self.indicator.activated.connect(self._chosen)
        self.period.currentIndexChanged.connect(self._show_published)
        self.job.frozen.connect(lambda _: self.accept())
        self.job.failed.connect(self._failed)
        self.closed.connect(lambda _: self.job.cancel())

    def _fill(self) -> None:
        self.means = Text("", "", wrap=True)
        self.indicator = ChoiceValue("Indicator", optional=False, find=True)
        self.indicator.committed.connect(lambda _: self._chosen())
        self.period = QComboBox()
        self.published = Text("", "second", wrap=True)
        self.value = QLineEdit()
        self.value_field = Labelled("Right figure", self.value, required=True)
        self.value.textEdited.connect(self._fit_counts)
        self.counts = CountFields()
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.px(70))
        self.reason_field = Labelled("Why it is corrected", self.reason, required=True)
        self.error = InlineError()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Setting the corrected paper")
        for part in (
            self.means, Labelled("Indicator", self.indicator), Labelled("Period", self.period), self.published,
            self.value_field, self.counts, self.reason_field, self.error, self.bar,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.bar.hide()
        self.correct_button = PrimaryButton("Correct it")
        self.correct_button.clicked.connect(self._correct)
        cancel = QuietButton("Cancel")
        cancel.clicked.connect(self.dismiss)
        self.footer.addStretch(1)
        self.footer.addWidget(cancel)
        self.footer.addWidget(self.correct_button)

    def show_paper(self, frozen: FrozenQuarter, facts: QuarterFacts, pack: Pack) -> None:
        self._frozen, self._pack = frozen, pack
        self._series = {key: each for key, each in facts.series.items() if _known(each)}
        self.set_title(f"Correct a published figure of {frozen.quarter.label}")
        self.means.setText(_MEANS.format(edition=frozen.edition + 1))
        names = sorted((f"{each.indicator.code}  {each.indicator.title}", key) for key, each in self._series.items())
        self.indicator.set_options([(key, words) for words, key in names])
        if names:
            self.indicator.show_value(names[0][1])
        self._chosen()
        self.open()

    def _chosen(self, _index: int = 0) -> None:
        series = self._chosen_series()
        self.period.clear()
        for reading in reversed(_known(series)) if series else ():
            self.period.addItem(reading.period.label, reading.period.key)
        self._show_published()

    def _chosen_series(self) -> Series | None:
        key = self.indicator.value()
        return self._series.get(key) if isinstance(key, int) else None

    def _reading(self) -> Reading | None:
        series, key = self._chosen_series(), self.period.currentData()
        return next((each for each in _known(series) if each.period.key == key), None) if series else None

    def _show_published(self, _index: int = 0) -> None:
        series, reading = self._chosen_series(), self._reading()
        self.correct_button.setEnabled(reading is not None)
        if series is None or reading is None:
            self.published.setText("This paper has no figure that could be corrected.")
            return
        unit, decimals = series.indicator.unit, series.indicator.decimals
        self.published.setText(f"Published: {format_value(reading.value, unit, decimals)}")
        self.counts.show_counts(reading.numerator, reading.denominator)

    def _fit_counts(self, text: str) -> None:
        """The counts follow the figure, until they are typed."""
        series, reading = self._chosen_series(), self._reading()
        value = read_value(text, series) if series and text.strip() else None
        if series and reading and isinstance(value, float):
            self.counts.propose(*fitted_counts(value, reading, series.indicator))

    def _correct(self) -> None:
        series, reading = self._chosen_series(), self._reading()
        if series is None or reading is None or self._frozen is None or self._pack is None:
            return
        value = read_value(self.value.text(), series)
        wrong = value if isinstance(value, Problem) else None
        if wrong is None and value == reading.value:
            wrong = Problem("nothing_changed")
        self.value_field.error.set_message(sentence(wrong) if wrong else "")
        part, whole = self.counts.counts(series)
        uncounted = next((each for each in (part, whole) if isinstance(each, Problem)), None)
        if wrong is None and uncounted is None and not isinstance(value, Problem):
            uncounted = counts_problem(value, _number(part), _number(whole), series.indicator)
        self.counts.error.set_message(sentence(uncounted) if uncounted else "")
        reason = self.reason.toPlainText()
        problem = reason_problem((), reason, edition=self._frozen.edition + 1)
        self.reason_field.error.set_message(sentence(problem) if problem else "")
        if wrong or uncounted or problem or isinstance(value, Problem):
            first = self.value if wrong else self.counts.part if uncounted else self.reason
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._work(True)
        row = ReadingRow(
            series.indicator.id, reading.period, value, Status.RESTATED, _number(part), _number(whole), reason.strip()
        )
        self.job.correct(self._frozen, row, self._pack, reason, self._by)

    def _work(self, working: bool) -> None:
        self.error.set_message("")
        self.bar.setVisible(working)
        self.correct_button.setEnabled(not working)

    def _failed(self, error: Exception) -> None:
        self._work(False)
        self.error.set_message(" ".join(str(said) for said in of_error(error)))


def _number(found: float | Problem | None) -> float | None:
    return None if isinstance(found, Problem) else found


def _known(series: Series) -> tuple[Reading, ...]:
    return tuple(each for each in series.readings if each.value is not None)
