"""Process limits of an indicator's series, or why it has none.

A year to date holds the period before it, so it is taken apart first: limits look at each period alone.
"""

from __future__ import annotations

from dataclasses import replace

from app.rules.decumulate import adds_up, decumulate
from app.rules.errors import Problem
from app.rules.indicator import Polarity, Shape
from app.rules.process_limits import NOT_ENOUGH, Analysis, analyse
from app.rules.series import Series
from app.rules.trend import Trend, View, trend
from app.rules.trend_words import limit_captions, period_word, sentence

_UNTESTABLE = {
    Shape.ROLLING: "limits_rolling",
    Shape.ORDINAL: "limits_ordinal",
}


def values_by_position(series: Series) -> tuple[float | None, ...]:
    """Values from the first reading to the last, None for a gap: what process limits look at."""
    valued = [r for r in series.readings if r.value is not None]
    if not valued:
        return ()
    step, first = series.indicator.frequency.months, valued[0].period
    places = {round((r.period.end - first.end) / step): r.value for r in valued}
    return tuple(places.get(position) for position in range(max(places) + 1))


def rebase_positions(series: Series) -> tuple[int, ...]:
    """Positions at which a new definition starts: the first on or after each break."""
    valued = [r for r in series.readings if r.value is not None]
    if not valued:
        return ()
    step, first = series.indicator.frequency.months, valued[0].period
    return tuple(sorted({max(0, -((first.end - p.end) // step)) for p in series.rebases}))


def each_alone(series: Series) -> Series | Problem:
    """What limits look at: the series itself, or a year to date taken apart, which no target and no RAG is for.

    A Problem where too few periods can be told alone: a share adds up only by its counts.
    """
    indicator = series.indicator
    if indicator.shape is not Shape.CUMULATIVE:
        return series
    alone = decumulate(series.readings, indicator.year_kind, counts=adds_up(indicator.unit))
    known, given = (sum(reading.value is not None for reading in each) for each in (alone, series.readings))
    if given > 1 and 2 * known < given:
        return Problem("limits_cumulative")
    return replace(
        series, indicator=replace(indicator, shape=Shape.SNAPSHOT), readings=alone, targets=(), comparators=(), rags={}
    )


def limits_trend(series: Series) -> tuple[Trend, Series] | Problem:
    """The chart of process limits, and the series that it draws; or why there is none."""
    drawn = each_alone(series)
    found = drawn if isinstance(drawn, Problem) else limits_for(drawn)
    if isinstance(found, Problem) or isinstance(drawn, Problem):
        return found if isinstance(found, Problem) else Problem("limits_cumulative")
    made = trend(drawn, View.LIMITS, found)
    if drawn is series:
        return made, drawn
    alone = f"Each {period_word(series)} on its own, not the year to date"
    said = "; ".join(text for text, _ in limit_captions(drawn, found, trial=False))
    return replace(
        made, restarts=frozenset(), alone=alone, sentence=f"{sentence(series)} {alone}: {said[:1].lower()}{said[1:]}."
    ), drawn


def limits_for(series: Series) -> Analysis | Problem:
    """The analysis of `values_by_position`; a Problem where the figures overlap, are levels, or are too few."""
    drawn = each_alone(series)
    if isinstance(drawn, Problem):
        return drawn
    series, indicator = drawn, drawn.indicator
    if indicator.shape in _UNTESTABLE:
        return Problem(_UNTESTABLE[indicator.shape])
    values = values_by_position(series)
    latest = series.latest
    target = series.target_for(latest.period) if latest else None
    neither = indicator.polarity in (Polarity.BAND, Polarity.NONE)
    analysis = analyse(
        values,
        direction="neither" if neither else indicator.polarity.value,
        target=target.value if target and not neither else None,
        rebases=tuple(at for at in rebase_positions(series) if at < len(values)),
        screening=series.settings.screening,
        fix_after=series.settings.limits_set_by(indicator.fix_after),
    )
    if analysis.variation == NOT_ENOUGH:
        return Problem("limits_too_few", {"count": sum(value is not None for value in values)})
    return analysis
