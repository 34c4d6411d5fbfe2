"""Small numbers, honestly: how much a share of few people may be chance, and how many people a target is away."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.indicator import Indicator, Polarity, Reading, Shape, Target
from app.rules.proportions import (
    SIGNIFICANCE,
    Count,
    Interval,
    interval,
    share_of_unit,
    short_of_target,
)
from app.rules.slip import counted

PERCENT = 100.0
WIDE_POINTS, WIDE_RATE = 0.02, 0.1
"""An interval worth telling reaches more than two points of a percentage to a side, or a tenth of a rate."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """A reading that is so many of so many. `low` and `high` are in the indicator's unit."""

    count: Count
    low: float
    high: float
    small: bool
    """Of so few that chance alone moves it by as much as one would talk about."""
    short: int | None
    """How many more would meet the target (fewer, where lower is better); 0: met. None: no target, or a sample."""
    hidden: bool
    """So few that the number of people must not be told in public."""


def cohort_of(
    indicator: Indicator, reading: Reading | None, target: Target | None, *, significance: float = SIGNIFICANCE
) -> Cohort | None:
    """None where the reading is no share of a count."""
    scale = share_of_unit(indicator.unit)
    if reading is None or scale is None:
        return None
    count = counted(reading, indicator.shape, indicator.unit)
    if count is None:
        return None
    found = interval(count, significance)
    return Cohort(
        count,
        found.low * scale,
        found.high * scale,
        _wide(found, count, scale),
        _short(indicator, count, target, scale),
        _few(count, indicator.least_count),
    )


def _wide(found: Interval, count: Count, scale: float) -> bool:
    reach = max(found.high - count.share, count.share - found.low)
    return reach > (WIDE_POINTS if scale == PERCENT else WIDE_RATE * count.share)


def _short(indicator: Indicator, count: Count, target: Target | None, scale: float) -> int | None:
    """Of a sample one cannot say that so many more people would do: they stand for others."""
    if target is None or target.value is None or indicator.shape is Shape.SURVEY:
        return None
    if indicator.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return None
    return short_of_target(count, target.value / scale, indicator.polarity)


def _few(count: Count, least: int) -> bool:
    """One to four on either side: whoever knows the group could tell who they are."""
    return 0 < count.part < least or 0 < count.whole - count.part < least
