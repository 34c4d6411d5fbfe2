"""What someone should look at in a figure that comes in: the one validator of forms, tables and pasted figures.

A doubt refuses nothing. It holds the figure against its own series: the one before, the usual spread, the process
limits, the figure stored already for its period, and the least count that is published. A running total is held
against the same time of earlier years and what its year had reached, never against the quarter before alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.rules.errors import Problem
from app.rules.indicator import Shape, format_given
from app.rules.period import Period
from app.rules.process_limits import limits_of
from app.rules.readings import ReadingRow
from app.rules.readings_now import CurrentFigure, MeasuredIndicator
from app.rules.running_total import Known, expected, same_time, so_far

TIMES_OUT = 10.0
"""So many times the figure before, or so small a part of it, is asked about whatever the series."""
FACTOR_CODES = (
    "figure_many_times", "figure_small_part", "figure_fraction", "figure_shifted", "figure_total_falls",
)  # fmt: skip
"""Doubts of a decimal point: what was meant can be proposed."""
FEWEST_FOR_LIMITS = 8
"""Values before the new one from which limits say anything of it."""
_SHIFTED = 4.0
"""A slip of ten on a figure that also fell may be no more than so many times the one before."""
_USUAL = 0.3
"""A figure is usual within this share of the one before, and half the spread, if more, while values are few."""
_FACTORS = (10.0, 100.0, 0.1, 0.01)
_NEAR = 2.0
_COUNT_UNITS = ("number", "count", "people", "children", "homes", "incidents")

Figures = Mapping[Period, CurrentFigure]


def is_count(indicator: MeasuredIndicator) -> bool:
    return indicator.unit.casefold() in _COUNT_UNITS


def doubts_of(indicator: MeasuredIndicator, row: ReadingRow, figures: Figures) -> Iterator[Problem]:
    """Of a figure that is stored already with this value there is nothing to ask."""
    if row.value is None:
        return
    now = figures.get(row.period) if figures else None
    if figures and (now is None or now.value != row.value):
        yield from _against(indicator, row.period, row.value, figures)
    small = small_count(indicator, row)
    if small is not None and (now is None or (now.value, now.numerator) != (row.value, row.numerator)):
        yield Problem("figure_small_count", {"count": f"{small:g}", "least": indicator.least_count})


def small_count(indicator: MeasuredIndicator, row: ReadingRow) -> float | None:
    """The count behind the figure where papers would not print it."""
    small = row.numerator if row.numerator is not None else row.value if is_count(indicator) else None
    return small if small is not None and 0 < small < indicator.least_count else None


def _against(
    indicator: MeasuredIndicator, period: Period, value: float, figures: Figures
) -> Iterator[Problem]:
    before = _before(period, figures)
    series = [each for _, each in before]
    code, held, known = _slip(indicator, period, value, figures, before)
    limits = None if code or not series else _limits(indicator, series)
    outside = limits is not None and not limits[0] <= value <= limits[1]
    repeated = bool(series) and value == series[-1]
    if not code and not repeated and not outside:  # as nearly all are: nothing is printed for them
        return
    shown = _printed(indicator, value)
    if code:  # a figure of another size is outside the limits too: that says no more
        facts = {"value": shown, "before": _printed(indicator, known[1]), "period": known[0].label, "against": held}
        more = {"meant": _printed(indicator, value * 100)} if code == "figure_fraction" else {}
        yield Problem(code, {**facts, **more})
        return
    if repeated and _tells(indicator, value):
        yield Problem("figure_as_before", {"value": shown, "period": before[-1][0].label})
    if outside and limits is not None:
        low, high = (_printed(indicator, end) for end in limits)
        yield Problem("figure_outside_limits", {"value": shown, "low": low, "high": high})


_NOTHING: Known = (Period(0, 0), 0.0)


def _slip(
    indicator: MeasuredIndicator, period: Period, value: float, figures: Figures, before: Sequence[Known]
) -> tuple[str, str, Known]:
    """A slip of the decimal point, what shows it (before, same_time, so_far, stored), and that figure."""
    total, share = indicator.shape is Shape.CUMULATIVE, indicator.unit.startswith("%")
    alike = same_time(period, figures) if total and not share else before
    series = [each for _, each in alike]
    if alike:
        code = _factor_code(indicator, value, series)
        if code:
            return code, "before" if alike is before else "same_time", alike[-1]
    now = figures.get(period)
    low, high = _usual(series) if alike and (total or now is not None) else (0.0, 0.0)
    usual = low < high and low <= value <= high
    reached = so_far(period, figures, indicator.year_kind) if total else None
    if reached is not None:
        code = _against_so_far(indicator, value, reached[1], usual=usual)
        if code:
            return code, "so_far", reached
    elif total and not alike and before:
        paced = expected(period, before[-1], indicator.year_kind)
        code = _factor_code(indicator, value, [paced])
        if code in ("figure_many_times", "figure_small_part"):
            return code, "before", before[-1]
    if now is not None and now.value is not None and not usual:
        code = _factor_code(indicator, value, [now.value])
        if code:
            return code, "stored", (period, now.value)
    return "", "", _NOTHING


def _against_so_far(indicator: MeasuredIndicator, value: float, reached: float, *, usual: bool) -> str:
    """A total neither falls nor grows tenfold, unless it did so in other years; a share may fall by some."""
    least = reached / _SHIFTED if indicator.unit.startswith("%") else reached
    if 0 <= value < least:
        return "figure_total_falls"
    return "figure_many_times" if reached > 0 and value >= reached * TIMES_OUT and not usual else ""


def _factor_code(indicator: MeasuredIndicator, value: float, series: Sequence[float]) -> str:
    """Whether the decimal point may have slipped: far from the figure before, or usual once it is put back."""
    last = series[-1]
    if not value or not last or value * last < 0:
        return ""
    ratio = value / last
    if 1 / TIMES_OUT < ratio < TIMES_OUT:
        return "figure_shifted" if _usual_if_shifted(value, series) else ""
    if indicator.unit.startswith("%") and 0 < value <= 1 < last:
        return "figure_fraction"
    return "figure_many_times" if ratio >= TIMES_OUT else "figure_small_part"


def _usual_if_shifted(value: float, series: Sequence[float]) -> bool:
    ratio = value / series[-1]
    if 1 / _SHIFTED < ratio < _SHIFTED:
        return False
    low, high = _usual(series)
    shifted = value / 10 if ratio > 1 else value * 10
    return not low <= value <= high and low <= shifted <= high


def _usual(series: Sequence[float]) -> tuple[float, float]:
    """Where the next figure may lie without surprise."""
    low, high, last = min(series), max(series), series[-1]
    reach = abs(last) * _USUAL
    if len(series) < FEWEST_FOR_LIMITS:
        reach = max(reach, (high - low) / 2)
        return low - reach, high + reach
    limits = limits_of(series)
    low = min(low, last - reach, low if limits.lower is None else limits.lower)
    return low, max(high, last + reach, high if limits.upper is None else limits.upper)


def _tells(indicator: MeasuredIndicator, figure: float) -> bool:
    """A level of 2 is often the same again; 6.6% to the last digit seldom."""
    return indicator.decimals > 0 or abs(figure) >= 10


def _limits(indicator: MeasuredIndicator, series: Sequence[float]) -> tuple[float, float] | None:
    """None where limits say nothing: sums and averages that overlap, few values, a series that has left them."""
    if indicator.shape is not Shape.SNAPSHOT or len(series) < FEWEST_FOR_LIMITS:
        return None
    found = limits_of(series)
    if found.lower is None or found.upper is None or not found.lower <= series[-1] <= found.upper:
        return None
    return found.lower, found.upper


def meant(indicator: MeasuredIndicator, period: Period, value: float, figures: Figures) -> float | None:
    """What a figure ten or a hundred times out was probably meant to be: the one nearest to what it is held against."""
    last = _nearest(indicator, period, figures)
    if not last or not value or last * value < 0:
        return None
    tried = [(_ratio(value / factor, last), value / factor) for factor in _FACTORS]
    apart, best = min(tried)
    if apart > _NEAR * 2 or apart >= _ratio(value, last):
        return None
    return float(f"{best:.12g}")


def _nearest(indicator: MeasuredIndicator, period: Period, figures: Figures) -> float | None:
    """The figure that says best of what size this one should be."""
    before = _before(period, figures)
    if indicator.shape is Shape.CUMULATIVE and not indicator.unit.startswith("%"):
        alike, reached = same_time(period, figures), so_far(period, figures, indicator.year_kind)
        if alike or reached is not None:
            return alike[-1][1] if alike else reached[1] if reached else None
        if before:
            return expected(period, before[-1], indicator.year_kind)
    now = figures.get(period)
    return before[-1][1] if before else now.value if now is not None else None


def _ratio(one: float, other: float) -> float:
    """How many times the larger is the smaller."""
    return max(one / other, other / one)


def _before(period: Period, figures: Figures) -> list[tuple[Period, float]]:
    """The figures of the same length before the period, oldest first."""
    return sorted(
        (each, figure.value)
        for each, figure in figures.items()
        if each.months == period.months and each < period and figure.value is not None
    )


def _printed(indicator: MeasuredIndicator, figure: float) -> str:
    return format_given(figure, indicator.unit, indicator.decimals)
