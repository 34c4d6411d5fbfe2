"""Direction of travel: short (same period last year) and long (a regression over the chart)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.rules.closeness import compared
from app.rules.distributions import t_two_sided
from app.rules.indicator import Direction, Polarity, Target
from app.rules.period import Period

Band = tuple[float, float]
SIGNIFICANCE = 0.05
FEWEST_POINTS = 5
"""Below this a regression line has no confidence worth the name."""


@dataclass(frozen=True, slots=True)
class LongDirection:
    """A straight line through the chart. `slope` is in the indicator's unit per period."""

    direction: Direction
    """SAME: no clear change. UNKNOWN: too few points."""
    slope: float | None = None
    probability: float | None = None
    """Two-sided: how often a slope at least as steep would come from a level series."""
    points: int = 0


def direction_of(
    value: float | None, before: float | None, polarity: Polarity, *, band: Band | None = None
) -> Direction:
    """From `before` to `value`. A dead tie is SAME; UP and DOWN where neither way is better.

    In a band, better is nearer to it, and two values inside it are the SAME.
    """
    if value is None or before is None or not (math.isfinite(value) and math.isfinite(before)):
        return Direction.UNKNOWN
    if polarity is Polarity.BAND and band is not None:
        return _better_if(compared(_outside(before, band), _outside(value, band)))
    step = compared(value, before)
    if polarity is Polarity.HIGHER:
        return _better_if(step)
    if polarity is Polarity.LOWER:
        return _better_if(-step)
    return (Direction.SAME, Direction.UP, Direction.DOWN)[step]


def short_direction(
    values: Mapping[Period, float | None],
    period: Period,
    polarity: Polarity,
    *,
    target: Target | None = None,
    breaks: Iterable[Period] = (),
) -> Direction:
    """Against the same period last year; UNKNOWN without it, or where the definition changed in between.

    `breaks` are the periods at which the definition changed, each the first under the new one.
    """
    before = year_before(period, breaks)
    if before is None:
        return Direction.UNKNOWN
    return direction_of(values.get(period), values.get(before), polarity, band=band_of(target, polarity))


def year_before(period: Period, breaks: Iterable[Period] = ()) -> Period | None:
    """The same period last year, or None where the definition changed in between."""
    before = period.same_period_last_year
    return None if any(before.end < each.end <= period.end for each in breaks) else before


def running(directions: Iterable[Direction]) -> tuple[Direction, int]:
    """The first of the directions, and how many in a row are the same. UNKNOWN ends it, and nothing is UNKNOWN."""
    first, count = Direction.UNKNOWN, 0
    for each in directions:
        if each is Direction.UNKNOWN or (count and each is not first):
            break
        first, count = each, count + 1
    return first, count


def long_direction(
    values: Sequence[float | None],
    polarity: Polarity,
    *,
    target: Target | None = None,
    significance: float = SIGNIFICANCE,
) -> LongDirection:
    """Least squares over the chart's periods, gaps left out; a slope that chance explains is SAME."""
    known = [(float(at), v) for at, v in enumerate(values) if v is not None and math.isfinite(v)]
    if len(known) < FEWEST_POINTS:
        return LongDirection(Direction.UNKNOWN, points=len(known))
    slope, probability = _line(known)
    if probability >= significance:
        return LongDirection(Direction.SAME, slope, probability, len(known))
    first, last = known[0][0], known[-1][0]
    centre = sum(v for _, v in known) / len(known)
    middle = sum(at for at, _ in known) / len(known)
    start, end = (centre + slope * (at - middle) for at in (first, last))
    way = direction_of(end, start, polarity, band=band_of(target, polarity))
    return LongDirection(way, slope, probability, len(known))


def band_of(target: Target | None, polarity: Polarity) -> Band | None:
    """The two ends of a band in order, or None where the indicator has none."""
    if polarity is not Polarity.BAND or target is None or target.value is None or target.floor is None:
        return None
    low, high = sorted((target.floor, target.value))
    return low, high


def _better_if(step: int) -> Direction:
    return (Direction.SAME, Direction.BETTER, Direction.WORSE)[step]


def _outside(value: float, band: Band) -> float:
    low, high = band
    return max(low - value, value - high, 0.0)


def _line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Slope and its two-sided probability under no change."""
    count = len(points)
    mean_at = sum(at for at, _ in points) / count
    mean = sum(value for _, value in points) / count
    spread = sum((at - mean_at) ** 2 for at, _ in points)
    slope = sum((at - mean_at) * (value - mean) for at, value in points) / spread
    total = sum((value - mean) ** 2 for _, value in points)
    explained = slope * slope * spread
    rest = total - explained
    size = max(abs(value) for _, value in points)
    if total <= count * (1e-9 * size) ** 2:
        return 0.0, 1.0
    if rest <= 1e-12 * total:
        return slope, 0.0
    degrees = count - 2
    return slope, t_two_sided(math.sqrt(explained / (rest / degrees)), degrees)
