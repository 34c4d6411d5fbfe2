"""Whether a figure can be right: what is impossible is a problem, what is unlikely a doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.exchange.cells import tidy
from app.rules.errors import Problem
from app.rules.indicator import format_value
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.rules.readings_now import CurrentFigure, MeasuredIndicator

TIMES_OUT = 10.0
_COUNT_UNITS = ("number", "count", "people", "children", "homes", "incidents")


def is_count(indicator: MeasuredIndicator) -> bool:
    return indicator.unit.casefold() in _COUNT_UNITS


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


def doubts_of(
    indicator: MeasuredIndicator, row: ReadingRow, figures: Mapping[Period, CurrentFigure]
) -> Iterator[Problem]:
    """What someone should look at: ten times out against the figure before, or a share as a fraction."""
    before = _before(row.period, figures)
    if row.value is None or before is None or not before[1] or not row.value:
        return
    period, last = before
    ratio = row.value / last
    if 1 / TIMES_OUT < ratio < TIMES_OUT:
        return
    facts = {
        "value": format_value(row.value, indicator.unit, indicator.decimals),
        "before": format_value(last, indicator.unit, indicator.decimals),
        "period": period.label,
    }
    if indicator.unit.startswith("%") and 0 < row.value <= 1 < last:
        facts["meant"] = format_value(row.value * 100, indicator.unit, indicator.decimals)
        yield Problem("figure_fraction", facts)
    elif ratio >= TIMES_OUT:
        yield Problem("figure_many_times", facts)
    elif ratio >= 0:
        yield Problem("figure_small_part", facts)


def _before(period: Period, figures: Mapping[Period, CurrentFigure]) -> tuple[Period, float] | None:
    """The newest figure of the same length before the period."""
    earlier = [
        (each, figure.value)
        for each, figure in figures.items()
        if each.months == period.months and each < period and figure.value is not None
    ]
    return max(earlier, default=None)
