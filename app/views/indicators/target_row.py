"""One target of an indicator: period, target, floor, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.bridge.indicator_sheet_state import TargetValues
from app.rules.errors import Problem
from app.rules.indicator import Target, format_value
from app.rules.indicator_sheet import IndicatorSheet, TargetLine
from app.rules.period import Period
from app.rules.targets import problem_of, read_target
from app.views.indicators.line_row import LineRow, Values, period_words
from app.views.shared import theme
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.text_value import TextValue

FIGURE = 74
"""Width of a figure's column in design pixels."""


class TargetRow(LineRow):
    noun = "target"

    def __init__(self, parent: QWidget | None = None, *, new: bool = False) -> None:
        super().__init__(parent, new=new)
        self.goal = TextValue("Target", lines=False, most=1, inplace=not new)
        self.floor = TextValue("Floor", lines=False, most=1, inplace=not new)
        self.goal.setPlaceholderText("None")
        self.floor.setPlaceholderText("None")
        self.finish()

    @property
    def parts(self) -> dict[str, TextValue | ChoiceValue]:
        return {"period": self.period, "goal": self.goal, "floor": self.floor, "why": self.why}

    def resize_parts(self) -> None:
        super().resize_parts()
        for figure in (self.goal, self.floor):
            figure.setFixedWidth(theme.px(FIGURE))

    def show_line(self, line: TargetLine, sheet: IndicatorSheet) -> None:
        super().show_line(line, sheet)
        self.name_parts(("Period", *heads(sheet), "Reason"), f"for {line.period.label}")

    def texts_of(self, line: TargetLine, sheet: IndicatorSheet) -> tuple[str, str, str, str]:
        indicator = sheet.series.indicator
        goal, floor = (
            format_value(value, indicator.unit, indicator.decimals).replace("-", "−")
            for value in (line.value, line.floor)
        )
        return period_words(line.period, sheet), goal, floor, line.rationale

    def read_rest(self, period: Period, sheet: IndicatorSheet) -> TargetValues | Problem:
        """A figure that was not touched stays as exact as it is stored."""
        line = self.line
        found: list[float | None] = []
        for part, stored in ((self.goal, line.value if line else None), (self.floor, line.floor if line else None)):
            read = stored if line is not None and not part.is_dirty() else read_target(part.value(), sheet.series)
            if isinstance(read, Problem):
                return read
            found.append(read)
        return period, found[0], found[1], self.why.value().strip()

    def problem_of(self, values: Values, sheet: IndicatorSheet) -> Problem | None:
        period, value, floor, why = values
        return problem_of(sheet.series, Target(period, value, floor, why), sheet.newest or period)


def heads(sheet: IndicatorSheet) -> tuple[str, str]:
    """What the two figures of a target are called."""
    return ("Upper end", "Lower end") if sheet.fields.get("polarity") == "band" else ("Target", "Floor")
