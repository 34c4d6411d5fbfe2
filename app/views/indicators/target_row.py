"""One target of an indicator: period, target, floor, and why; each saved as one leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.bridge.indicator_sheet_state import TargetValues
from app.rules.errors import Problem
from app.rules.indicator import Target, format_value
from app.rules.indicator_sheet import IndicatorSheet, TargetLine
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse
from app.rules.targets import problem_of, read_target
from app.views.shared import complaints, theme
from app.views.shared.buttons import IconButton, PrimaryButton, QuietButton
from app.views.shared.fields import InlineError
from app.views.shared.text_value import TextValue

PERIOD, FIGURE, REMOVE = 86, 74, 34
"""Widths of the columns in design pixels."""


class TargetRow(QWidget):
    """A stored one saves what is changed; a new one waits for its button. `wanted` carries what to store."""

    wanted = Signal(object, object)
    """(this row, TargetValues)."""
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, new: bool = False, inplace: bool = True) -> None:
        super().__init__(parent)
        self.line: TargetLine | None = None
        self.sheet: IndicatorSheet | None = None
        self._new = new
        self._sent: TargetValues | None = None
        self.period = TextValue("Period", lines=False, most=3, inplace=inplace)
        self.goal = TextValue("Target", lines=False, most=1, inplace=inplace)
        self.floor = TextValue("Floor", lines=False, most=1, inplace=inplace)
        self.why = TextValue("Reason for the target", most=6, inplace=inplace)
        self.period.setPlaceholderText("2010/11")
        self.goal.setPlaceholderText("None")
        self.floor.setPlaceholderText("None")
        self.why.setPlaceholderText("Where it comes from and why")
        self.remove_button = IconButton("delete", "Take the target away")
        self.set_button = PrimaryButton("Set target")
        self.cancel_button = QuietButton("Cancel", flat=True)
        self.error = InlineError(self.goal)
        self._lay_out()
        self._connect()
        theme.notifier.changed.connect(self._resize)
        self._resize()

    @property
    def fields(self) -> tuple[TextValue, ...]:
        return (self.period, self.goal, self.floor, self.why)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(4))
        grid.setVerticalSpacing(theme.px(2))
        for column, part in enumerate(self.fields):
            grid.addWidget(part, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(3, 1)
        grid.addWidget(self.remove_button, 0, 4, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.error, 1, 0, 1, 5)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.set_button)
        grid.addLayout(buttons, 2, 0, 1, 5)
        self._say_kind()

    def _resize(self) -> None:
        self.period.setFixedWidth(theme.px(PERIOD))
        for figure in (self.goal, self.floor):
            figure.setFixedWidth(theme.px(FIGURE))

    def _say_kind(self) -> None:
        self.remove_button.setVisible(not self._new)
        for button in (self.set_button, self.cancel_button):
            button.setVisible(self._new)

    def _connect(self) -> None:
        for part in self.fields:
            part.committed.connect(self._on_committed)
            part.touched.connect(self._on_touched)
        self.set_button.clicked.connect(self.send)
        self.cancel_button.clicked.connect(self._on_remove)
        self.remove_button.clicked.connect(self._on_remove)

    def show_new(self, sheet: IndicatorSheet, period: Period) -> None:
        self.sheet = sheet
        self.period.show_value(period_words(period, sheet))

    def show_line(self, line: TargetLine, sheet: IndicatorSheet) -> None:
        self.line, self.sheet = line, sheet
        changed = [
            part.show_value(text)
            for part, text in zip(self.fields, _texts(line, sheet), strict=True)
        ]  # fmt: skip
        if any(changed):
            self.error.set_message(complaints.changed_meanwhile("The target"))
        for part, name in zip(self.fields, ("Period", *heads(sheet), "Reason"), strict=True):
            part.setAccessibleName(f"{name} of the target for {line.period.label}")
        self.remove_button.setAccessibleName(f"Take the target for {line.period.label} away")

    def waits_for(self, period: Period) -> bool:
        """Whether what was stored for that period is this new row."""
        return self._sent is not None and self._sent[0] == period

    def is_written(self) -> bool:
        """Something stands in a new row that was never stored."""
        return self._new and any(part.value().strip() for part in (self.goal, self.floor, self.why))

    def read(self) -> TargetValues | Problem:
        """What to store. A figure that was not touched stays as exact as it is stored."""
        assert self.sheet is not None
        known = self.sheet.series
        try:
            period = parse(self.period.value(), known.indicator.year_kind) if self.period.value().strip() else None
        except UnreadablePeriodError as error:
            return error.problem
        if period is None:
            return Problem("field_missing", {"field": "period"})
        line = self.line
        found: list[float | None] = []
        for part, stored in ((self.goal, line.value if line else None), (self.floor, line.floor if line else None)):
            read = stored if line is not None and not part.is_dirty() else read_target(part.value(), known)
            if isinstance(read, Problem):
                return read
            found.append(read)
        return period, found[0], found[1], self.why.value().strip()

    def send(self) -> None:
        """Say what is wrong with it, or ask for it to be stored."""
        assert self.sheet is not None
        values = self.read()
        problem = values if isinstance(values, Problem) else self._problem(values)
        if problem is not None:
            self.error.set_message(complaints.of_problem(problem))
            return
        assert not isinstance(values, Problem)
        self.error.set_message("")
        if self._sent != values:
            self._sent = values
            self.wanted.emit(self, values)

    def _problem(self, values: TargetValues) -> Problem | None:
        assert self.sheet is not None
        period, value, floor, why = values
        newest = self.sheet.newest or period
        return problem_of(self.sheet.series, Target(period, value, floor, why), newest)

    def commit(self) -> None:
        """What is being written is offered for saving; a new one only when nothing is missing."""
        if not self._new:
            for part in self.fields:
                part.commit()
        elif self.is_written():
            self.send()

    def on_saved(self) -> None:
        if self._sent is None:
            return
        self._sent = None
        for part in self.fields:
            part.accept_stored(part.value())
        self.error.set_message("")

    def on_refused(self, error: Exception) -> None:
        self._sent = None
        self.error.set_message(complaints.of_error(error))

    def set_read_only(self, read_only: bool) -> None:
        for part in self.fields:
            part.set_read_only(read_only)
        self.remove_button.setVisible(not read_only and not self._new)

    def _on_committed(self, _text: object) -> None:
        if not self._new:
            self.send()

    def _on_touched(self) -> None:
        if not self.error.isHidden():
            self.error.set_message("")

    def _on_remove(self) -> None:
        self.removed.emit(self)


def _texts(line: TargetLine, sheet: IndicatorSheet) -> tuple[str, str, str, str]:
    indicator = sheet.series.indicator
    goal, floor = (
        format_value(value, indicator.unit, indicator.decimals).replace("-", "−") for value in (line.value, line.floor)
    )
    return period_words(line.period, sheet), goal, floor, line.rationale


def period_words(period: Period, sheet: IndicatorSheet) -> str:
    """Its label, without the kind of year where the indicator's own is meant; read again it is the same period."""
    short = period.label.removesuffix(" academic year")
    return short if sheet.fields.get("year_kind") == "academic" else period.label


def heads(sheet: IndicatorSheet) -> tuple[str, str]:
    """What the two figures of a target are called."""
    return ("Upper end", "Lower end") if sheet.fields.get("polarity") == "band" else ("Target", "Floor")
