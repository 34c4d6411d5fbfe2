"""Whether a figure can be right at all: what is impossible is a problem."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.cells import tidy
from app.rules.errors import Problem
from app.rules.figure_doubts import is_count
from app.rules.readings import ReadingRow
from app.rules.readings_now import MeasuredIndicator


def problems_of(indicator: MeasuredIndicator, row: ReadingRow) -> Iterator[tuple[str, Problem]]:
    """Which figure (value, numerator, denominator) is impossible, and why."""
    yield from _value_problems(indicator, row)
    for name, figure in (("numerator", row.numerator), ("denominator", row.denominator)):
        if figure is not None and figure < 0:
            yield name, Problem("figure_negative", {"text": tidy(figure)})
    if row.denominator == 0 and row.value is not None:
        yield "denominator", Problem("denominator_zero")
    share = indicator.unit.startswith("%") and row.numerator is not None and row.denominator is not None
    if share and row.numerator > row.denominator and row.denominator > 0:  # type: ignore[operator]
        facts = {"numerator": tidy(row.numerator or 0), "denominator": tidy(row.denominator or 0)}
        yield "numerator", Problem("numerator_too_big", facts)


def _value_problems(indicator: MeasuredIndicator, row: ReadingRow) -> Iterator[tuple[str, Problem]]:
    if row.value is None:
        if not row.note:
            yield "value", Problem("figure_missing")
        return
    rate = indicator.unit.casefold().startswith("per ")
    if row.value < 0 and (is_count(indicator) or rate):
        yield "value", Problem("figure_negative", {"text": tidy(row.value)})
    elif is_count(indicator) and indicator.decimals == 0 and row.value != int(row.value):
        yield "value", Problem("figure_not_whole", {"text": tidy(row.value)})
