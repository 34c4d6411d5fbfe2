"""What someone should look at in a department's figure, beyond what holds for any table of readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.exchange.import_plan import LineState
from app.exchange.judge_figures import is_count
from app.exchange.judge_rows import Judged
from app.rules.errors import Problem
from app.rules.indicator import Shape, format_value
from app.rules.process_limits import limits_of
from app.rules.readings import ReadingRow
from app.rules.return_form import FormValue

FEWEST_FOR_LIMITS = 8
"""Values before the new one from which limits say anything of it."""
_FACTORS = (10.0, 100.0, 0.1, 0.01)
_NEAR = 2.0
_FACTOR_CODES = ("figure_many_times", "figure_small_part", "figure_fraction")


def second_look(judged: Judged, value: FormValue, said: Callable[[Problem], Problem]) -> None:
    """Add to a row's doubts what its series tells, and what a figure far out may have meant.

    `said` puts file, sheet and cell to a doubt.
    """
    line = judged.line
    if line.row is None or line.state in (LineState.UNCHANGED, LineState.UNREADABLE):
        return
    same_value = value.now is not None and value.now.value == line.row.value
    judged.doubts += [said(doubt) for doubt in (() if same_value else doubts_of(value, line.row))]
    if judged.doubts:
        line = replace(line, state=LineState.CHECK, why=tuple(judged.doubts))
    figure = line.row.value if line.row else None
    if figure is not None and any(each.code in _FACTOR_CODES for each in judged.doubts):
        likely, indicator = meant(value, figure), value.indicator
        line = replace(line, meant=likely, meant_text=format_value(likely, indicator.unit, indicator.decimals))
    judged.line = line


def doubts_of(value: FormValue, row: ReadingRow) -> Iterator[Problem]:
    if row.value is None:
        return
    last = value.last[-1] if value.last else None
    if last and last[1] == row.value and _tells(value, row.value):
        facts = {"value": _printed(value, row.value), "period": last[0].label}
        yield Problem("figure_as_before", facts)
    limits = _limits(value)
    if limits is not None and not limits[0] <= row.value <= limits[1]:
        low, high = (_printed(value, end) for end in limits)
        yield Problem(
            "figure_outside_limits", {"value": _printed(value, row.value), "low": low, "high": high}
        )
    small = row.numerator if row.numerator is not None else row.value if is_count(value.indicator) else None
    if small is not None and 0 < small < value.least_count:
        yield Problem("figure_small_count", {"count": f"{small:g}", "least": value.least_count})


def _tells(value: FormValue, figure: float) -> bool:
    """A level of 2 is often the same again; 6.6% to the last digit seldom."""
    return value.indicator.decimals > 0 or abs(figure) >= 10


def _limits(value: FormValue) -> tuple[float, float] | None:
    """None where limits say nothing: sums and averages that overlap, few values, a series that has left them."""
    known = [each for each in value.series if each is not None]
    if value.shape is not Shape.SNAPSHOT or len(known) < FEWEST_FOR_LIMITS:
        return None
    found = limits_of(known)
    if found.lower is None or found.upper is None or not found.lower <= known[-1] <= found.upper:
        return None
    return found.lower, found.upper


def meant(value: FormValue, figure: float) -> float | None:
    """What a figure ten or a hundred times out was probably meant to be: the one nearest the figure before."""
    last = value.last[-1][1] if value.last else None
    if not last or not figure or last * figure < 0:
        return None
    tried = [(abs(_ratio(figure / factor, last)), figure / factor) for factor in _FACTORS]
    apart, best = min(tried)
    if apart > _NEAR or _ratio(figure, last) < _NEAR * 2:
        return None
    return float(f"{best:.12g}")


def _ratio(one: float, other: float) -> float:
    """How many times the larger is the smaller."""
    return max(one / other, other / one)


def _printed(value: FormValue, figure: float) -> str:
    return format_value(figure, value.indicator.unit, value.indicator.decimals)
