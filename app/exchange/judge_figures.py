"""Whether a figure can be right at all: what is impossible is a problem."""

from __future__ import annotations

from dataclasses import dataclass

from app.exchange.cells import tidy
from app.rules.errors import Problem
from app.rules.figure_doubts import is_count
from app.rules.readings import ReadingRow
from app.rules.readings_now import MeasuredIndicator


@dataclass(frozen=True, slots=True)
class FigureChecks:
    """What is asked of an indicator's figures: worked out once, and asked of every row."""

    never_negative: bool
    whole: bool
    share: bool

    def problems(self, row: ReadingRow) -> list[tuple[str, Problem]]:
        """Which figure (value, numerator, denominator) is impossible, and why."""
        value, top, bottom = row.value, row.numerator, row.denominator
        found: list[tuple[str, Problem]] = []
        if value is None:
            if not row.note:
                found.append(("value", Problem("figure_missing")))
        elif value < 0 and self.never_negative:
            found.append(("value", Problem("figure_negative", {"text": tidy(value)})))
        elif self.whole and value != int(value):
            found.append(("value", Problem("figure_not_whole", {"text": tidy(value)})))
        if top is not None and top < 0:
            found.append(("numerator", Problem("figure_negative", {"text": tidy(top)})))
        if bottom is None:
            return found
        if bottom < 0:
            found.append(("denominator", Problem("figure_negative", {"text": tidy(bottom)})))
        if bottom == 0 and value is not None:
            found.append(("denominator", Problem("denominator_zero")))
        if self.share and top is not None and top > bottom > 0:
            facts = {"numerator": tidy(top), "denominator": tidy(bottom)}
            found.append(("numerator", Problem("numerator_too_big", facts)))
        return found


def checks_of(indicator: MeasuredIndicator) -> FigureChecks:
    count, unit = is_count(indicator), indicator.unit
    rate = unit.casefold().startswith("per ")
    return FigureChecks(count or rate, count and indicator.decimals == 0, unit.startswith("%"))
