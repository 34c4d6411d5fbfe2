"""Where the present course leads by each target date, and how sure that is.

The line is Theil-Sen's: the median of the slopes between all pairs of readings. One odd figure does not bend it, gaps
do not matter, and nothing has to be tuned, which twelve readings could not carry (a damped trend has two weights to
choose). The band is for a single figure to come: the doubt about the slope (Sen's interval from Kendall's variance,
widened where neighbours resemble each other) and the scatter of the readings around the line. Seasons are not
modelled; they widen the band. `docs/error-rates.md` says how often the band holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from app.rules.closeness import above, below
from app.rules.direction import band_of
from app.rules.distributions import normal_quantile, t_quantile
from app.rules.errors import Problem
from app.rules.indicator import Indicator, Polarity, Shape, Target
from app.rules.period import Period
from app.rules.proportions import odd_share
from app.rules.readings import sound
from app.rules.series import Series

SIGNIFICANCE = 0.05
FEWEST = 5
"""Readings that a course needs."""
MOST = 12
"""Readings that make the present course, or three years of them where that is more."""
_MOST_ALIKE = 0.8

_NO_COURSE = {
    Shape.CUMULATIVE: "forecast_cumulative",
    Shape.ROLLING: "forecast_rolling",
    Shape.ORDINAL: "forecast_ordinal",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A course through readings. Times are in periods."""

    slope: float
    level: float
    """Height of the line at time 0."""
    middle: float
    """The time around which the slope turns."""
    slope_low: float
    slope_high: float
    scatter: float
    """How far a single figure may lie from the line."""

    def at(self, time: float) -> float:
        return self.level + self.slope * time

    def band(self, time: float) -> tuple[float, float]:
        """Between what a single figure at that time is likely to lie."""
        reach = time - self.middle
        ends = (self.slope_low, self.slope_high) if reach >= 0 else (self.slope_high, self.slope_low)
        value = self.at(time)
        low, high = (math.hypot((self.slope - end) * reach, self.scatter) for end in ends)
        return value - low, value + high


class Sure(StrEnum):
    """What the band says of a target."""

    MET = "met"
    MISSED = "missed"
    OPEN = "open"
    """The target lies within the band."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is to be expected at a target's date, in the indicator's unit."""

    target: Target
    period: Period
    """The last period of the series that the target speaks for."""
    value: float
    low: float
    high: float
    met: bool
    """Whether the line meets the target."""
    sure: Sure


@dataclass(frozen=True, slots=True)
class Forecast:
    slope: float
    """Change from one period to the next."""
    readings: int
    first: Period
    """The course begins here."""
    latest: Period
    horizon: Period
    """Further ahead than the course reaches back nothing is said."""
    prospects: tuple[Prospect, ...]
    """One for each target date from now to the horizon."""
    meets_now: bool | None
    """Whether the latest reading meets its target; None without one."""
    turns: Period | None
    """At this rate, the first period in which that changes: a missed target is met, or a met one missed."""


def forecast(series: Series, *, significance: float = SIGNIFICANCE) -> Forecast | Problem:
    """A Problem where no course can be told: figures that overlap or are levels, or too few of them."""
    indicator = series.indicator
    if indicator.shape in _NO_COURSE:
        return Problem(_NO_COURSE[indicator.shape])
    points = _present(series)
    if odd_share(indicator.unit, [value for _, value in points]) is not None:
        return Problem("forecast_two_scales")
    if len(points) < FEWEST:
        return Problem("forecast_too_few", {"count": len(points), "least": FEWEST})
    step, latest = indicator.frequency.months, points[-1][0]
    line = course([((period.end - latest.end) / step, value) for period, value in points], significance)
    ahead = min(len(points), round((latest.end - points[0][0].end) / step))
    coming = [Period(latest.end + count * step, latest.months) for count in range(1, ahead + 1)]
    meets_now = _meets(points[-1][1], series.target_for(latest), indicator.polarity)
    bounds = _bounds(indicator, [value for _, value in points])
    prospects = _prospects(series, line, latest, coming, bounds)
    return Forecast(
        line.slope, len(points), points[0][0], latest, coming[-1], prospects, meets_now,
        _turn(series, line, latest, coming, meets_now),
    )  # fmt: skip


def course(points: Sequence[tuple[float, float]], significance: float = SIGNIFICANCE) -> Line:
    """The line through three or more readings (time, value) at different times."""
    ordered = sorted(points)
    slopes = sorted(
        (second[1] - first[1]) / (second[0] - first[0])
        for at, first in enumerate(ordered)
        for second in ordered[at + 1 :]
    )
    count, slope = len(ordered), median(slopes)
    level = median(value - slope * time for time, value in ordered)
    rest = [value - level - slope * time for time, value in ordered]
    spread = math.sqrt(math.fsum(each * each for each in rest) / (count - 2))
    alike = _likeness(rest)
    wider = math.sqrt((1 + alike) / (1 - alike))
    low, high = _slope_ends(slopes, count, significance)
    return Line(
        slope,
        level,
        (ordered[0][0] + ordered[-1][0]) / 2,
        slope - (slope - low) * wider,
        slope + (high - slope) * wider,
        t_quantile(1 - significance / 2, count - 2) * spread * math.sqrt(1 + 1 / count),
    )


def _slope_ends(slopes: Sequence[float], count: int, significance: float) -> tuple[float, float]:
    """Sen's interval: the slopes so many ranks from the middle, by Kendall's variance."""
    apart = normal_quantile(1 - significance / 2) * math.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    last = len(slopes) - 1
    low = max(math.floor((len(slopes) - apart) / 2), 0)
    return slopes[low], slopes[last - low]


def _likeness(rest: Sequence[float]) -> float:
    """How much what is left resembles its neighbour (0 to 0.8), with the shortfall that so few make up for."""
    size = math.fsum(each * each for each in rest)
    largest = max(map(abs, rest))
    if size == 0.0 or largest == 0.0:
        return 0.0
    together = math.fsum(first * second for first, second in pairwise(rest))
    return min(max(together / size + 2 / len(rest), 0.0), _MOST_ALIKE)


def _present(series: Series) -> list[tuple[Period, float]]:
    """The readings that make the present course: the newest ones under the present definition."""
    known = [(r.period, r.value) for r in series.readings if r.value is not None and sound(r.value) is not None]
    if not known:
        return []
    start = max((each.end for each in series.rebases if each.end <= known[-1][0].end), default=None)
    known = [pair for pair in known if start is None or pair[0].end >= start]
    step = series.indicator.frequency.months
    known = [pair for pair in known if pair[0].months == known[-1][0].months]
    return known[-max(MOST, 36 // step) :]


def _bounds(indicator: Indicator, values: Sequence[float]) -> tuple[float, float]:
    """A share stays between 0 and 100%, and what was never below nought stays above it."""
    natural = min(values) >= 0
    percent = indicator.unit == "%" and natural and max(values) <= 100
    return (0.0 if natural else -math.inf), (100.0 if percent else math.inf)


def _prospects(
    series: Series, line: Line, latest: Period, coming: Sequence[Period], bounds: tuple[float, float]
) -> tuple[Prospect, ...]:
    """At the last period that each target speaks for; one whose date lies beyond the horizon has none."""
    dates: dict[Period, tuple[Target, Period]] = {}
    for period in coming:
        target = series.target_for(period)
        if target is not None:
            dates[target.period] = target, period
    step = series.indicator.frequency.months
    found = []
    for target, period in dates.values():
        if period.end + step <= target.period.end:
            continue
        time = (period.end - latest.end) / step
        value, low, high = (
            min(max(each, bounds[0]), bounds[1]) for each in (line.at(time), *line.band(time))
        )
        met = _meets(value, target, series.indicator.polarity)
        if met is not None:
            sure = _sure(low, high, target, series.indicator.polarity)
            found.append(Prospect(target, period, value, low, high, met, sure))
    return tuple(found)


def _turn(
    series: Series, line: Line, latest: Period, coming: Sequence[Period], meets_now: bool | None
) -> Period | None:
    if meets_now is None:
        return None
    step = series.indicator.frequency.months
    for period in coming:
        value = line.at((period.end - latest.end) / step)
        met = _meets(value, series.target_for(period), series.indicator.polarity)
        if met is not None and met is not meets_now:
            return period
    return None


def _meets(value: float, target: Target | None, polarity: Polarity) -> bool | None:
    if target is None or polarity is Polarity.NONE:
        return None
    if polarity is Polarity.BAND:
        band = band_of(target, polarity)
        return None if band is None else not below(value, band[0]) and not above(value, band[1])
    if target.value is None:
        return None
    return not below(value, target.value) if polarity is Polarity.HIGHER else not above(value, target.value)


def _sure(low: float, high: float, target: Target, polarity: Polarity) -> Sure:
    ends = _meets(low, target, polarity), _meets(high, target, polarity)
    if all(ends):
        return Sure.MET
    band = band_of(target, polarity)
    astride = band is not None and below(low, band[0]) and above(high, band[1])
    return Sure.OPEN if any(ends) or astride else Sure.MISSED
