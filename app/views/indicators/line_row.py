"""A line of the indicator's sheet that begins with a period, such as a target; each saved as one leaves it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.rules.errors import Problem
from app.rules.indicator_sheet import IndicatorSheet
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse
from app.views.shared import complaints, theme
from app.views.shared.buttons import IconButton, PrimaryButton, QuietButton
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.fields import InlineError
from app.views.shared.text_value import TextValue

PERIOD, REMOVE = 98, 34
"""Widths of the columns in design pixels."""
Values = tuple[Any, ...]
"""What to store of a line; the period first."""


class LineRow(QWidget):
    """A stored one saves what is changed; a new one waits for its button. Subclasses give `parts` (by the names of
    app.rules.drafts), `texts_of`, `read_rest` and `problem_of`, and call `finish` when the parts are made."""

    noun = "line"
    why_below = False
    """Whether the reason takes a row of its own, under the other parts."""
    wanted = Signal(object, object)
    """(this row, what to store)."""
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, new: bool = False) -> None:
        super().__init__(parent)
        self.line: Any = None
        self.sheet: IndicatorSheet | None = None
        self._new = new
        self._sent: Values | None = None
        self.period = TextValue("Period", lines=False, most=3, inplace=not new)
        self.period.setPlaceholderText("2010/11")
        self.why = TextValue(f"Reason for the {self.noun}", most=6, inplace=not new)
        self.why.setPlaceholderText("Where it comes from and why")
        self.remove_button = IconButton("delete", f"Take the {self.noun} away")
        self.set_button = PrimaryButton(f"Set {self.noun}")
        self.cancel_button = QuietButton("Cancel", flat=True)
        self.error = InlineError(self.why)

    @property
    def parts(self) -> dict[str, TextValue | ChoiceValue]:
        raise NotImplementedError

    def texts_of(self, line: Any, sheet: IndicatorSheet) -> tuple[object, ...]:
        """What each part shows of a stored line, in their order."""
        raise NotImplementedError

    def read_rest(self, period: Period, sheet: IndicatorSheet) -> Values | Problem:
        """All that is to be stored, or why a part cannot be read."""
        raise NotImplementedError

    def problem_of(self, values: Values, sheet: IndicatorSheet) -> Problem | None:
        raise NotImplementedError

    def place_parts(self, grid: QGridLayout) -> int:
        """Put the parts into the grid; the number of rows they take."""
        abreast = [part for part in self.parts.values() if part is not self.why or not self.why_below]
        for column, part in enumerate(abreast):
            grid.addWidget(part, 0, column, Qt.AlignmentFlag.AlignTop)
        if not self.why_below:
            grid.setColumnStretch(len(abreast) - 1, 1)
            return 1
        grid.addWidget(self.why, 1, 1, 1, len(abreast) - 1)
        grid.setColumnStretch(1, 1)
        return 2

    def finish(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(4))
        grid.setVerticalSpacing(theme.px(2))
        below = self.place_parts(grid)
        columns = len(self.parts) + 1
        grid.addWidget(self.remove_button, 0, columns - 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.error, below, 0, 1, columns)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.set_button)
        grid.addLayout(buttons, below + 1, 0, 1, columns)
        self.remove_button.setVisible(not self._new)
        for button in (self.set_button, self.cancel_button):
            button.setVisible(self._new)
        for part in self.parts.values():
            part.committed.connect(self._on_committed)
            part.touched.connect(self._on_touched)
        self.set_button.clicked.connect(self.send)
        self.cancel_button.clicked.connect(self._on_remove)
        self.remove_button.clicked.connect(self._on_remove)
        theme.notifier.changed.connect(self.resize_parts)
        self.resize_parts()

    def resize_parts(self) -> None:
        self.period.setFixedWidth(theme.px(PERIOD))

    def show_new(self, sheet: IndicatorSheet, period: Period) -> None:
        self.sheet = sheet
        self.period.show_value(period_words(period, sheet))

    def show_line(self, line: Any, sheet: IndicatorSheet) -> None:
        self.line, self.sheet = line, sheet
        shown = zip(self.parts.values(), self.texts_of(line, sheet), strict=True)
        changed = [part.show_value(text) for part, text in shown]
        if any(changed):
            self.error.set_message(complaints.changed_meanwhile(f"The {self.noun}"))

    def name_parts(self, names: tuple[str, ...], about: str) -> None:
        """What each part is, said aloud."""
        for part, name in zip(self.parts.values(), names, strict=True):
            part.setAccessibleName(f"{name} of the {self.noun} {about}")
        self.remove_button.setAccessibleName(f"Take the {self.noun} {about} away")

    def waits_for(self, period: Period) -> bool:
        """Whether what was stored for that period is this new row."""
        return self._sent is not None and self._sent[0] == period

    def is_written(self) -> bool:
        """Something stands in a new row that was never stored."""
        return self._new and any(
            part.value().strip() for part in self.parts.values() if isinstance(part, TextValue) and part is not self.period
        )

    def read(self) -> Values | Problem:
        """What to store."""
        assert self.sheet is not None
        try:
            kind = self.sheet.series.indicator.year_kind
            period = parse(self.period.value(), kind) if self.period.value().strip() else None
        except UnreadablePeriodError as error:
            return error.problem
        if period is None:
            return Problem("field_missing", {"field": "period"})
        return self.read_rest(period, self.sheet)

    def send(self) -> None:
        """Say what is wrong with it, or ask for it to be stored."""
        assert self.sheet is not None
        values = self.read()
        problem = values if isinstance(values, Problem) else self.problem_of(values, self.sheet)
        if problem is not None:
            self.error.set_message(complaints.of_problem(problem))
            return
        assert not isinstance(values, Problem)
        self.error.set_message("")
        if self._sent != values:
            self._sent = values
            self.wanted.emit(self, values)

    def commit(self) -> None:
        """What is being written is offered for saving; a new one only when nothing is missing."""
        if not self._new:
            for part in self.parts.values():
                part.commit()
        elif self.is_written():
            self.send()

    def on_saved(self) -> None:
        if self._sent is None:
            return
        self._sent = None
        for part in self.parts.values():
            part.accept_stored(part.value())
        self.error.set_message("")

    def on_refused(self, error: Exception) -> None:
        self._sent = None
        self.error.set_message(complaints.of_error(error))

    def set_read_only(self, read_only: bool) -> None:
        for part in self.parts.values():
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


def period_words(period: Period, sheet: IndicatorSheet) -> str:
    """Its label, without the kind of year where the indicator's own is meant; read again it is the same period."""
    short = period.label.removesuffix(" academic year")
    return short if sheet.fields.get("year_kind") == "academic" else period.label
