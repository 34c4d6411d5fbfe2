"""Process limits of an indicator's series, or why it has none."""

from __future__ import annotations

from app.rules.errors import Problem
from app.rules.indicator import Polarity, Shape
from app.rules.process_limits import NOT_ENOUGH, Analysis, analyse
from app.rules.series import Series

_UNTESTABLE = {
    Shape.CUMULATIVE: "limits_cumulative",
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


def limits_for(series: Series, *, screening: bool = True) -> Analysis | Problem:
    """The analysis of `values_by_position`; a Problem where the figures overlap, are levels, or are too few."""
    indicator = series.indicator
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
        screening=screening,
    )
    if analysis.variation == NOT_ENOUGH:
        return Problem("limits_too_few", {"count": sum(value is not None for value in values)})
    return analysis
