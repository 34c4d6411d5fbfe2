"""Counts out of counts: intervals, comparison of two, and the trend of several. Honest about small numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.rules.closeness import above
from app.rules.distributions import normal_quantile, normal_two_sided
from app.rules.indicator import Polarity

SIGNIFICANCE = 0.05
_ALIKE = 3.0
"""Figures of one indicator that differ by no more than this many times may well be the same on two scales."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many. `part` is at most `whole`, and `whole` is more than 0."""

    part: float
    whole: float

    @property
    def share(self) -> float:
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class Interval:
    """Ends of a likely range, as shares (0 to 1) or as a difference of shares (-1 to 1)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CountTrend:
    """Chi-squared test for trend. `slope` is the change of the share per step."""

    slope: float
    chi_squared: float
    probability: float


def count_of(numerator: float | None, denominator: float | None) -> Count | None:
    """The count, or None where the two numbers are no proportion."""
    if numerator is None or denominator is None:
        return None
    if not (math.isfinite(numerator) and math.isfinite(denominator)) or denominator <= 0:
        return None
    return Count(numerator, denominator) if 0 <= numerator <= denominator else None


def interval(count: Count, significance: float = SIGNIFICANCE) -> Interval:
    """Wilson's score interval: 23 of 50 is 46%, likely between 33% and 60%."""
    z = normal_quantile(1 - significance / 2)
    n, p = count.whole, count.share
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # At the ends the score interval touches 0 or 1 exactly; rounding must not move it across.
    low = 0.0 if count.part == 0 else max(centre - half, 0.0)
    high = 1.0 if count.part == count.whole else min(centre + half, 1.0)
    return Interval(low, high)


def difference(now: Count, before: Count, significance: float = SIGNIFICANCE) -> Interval:
    """Newcombe's interval of the change from `before` to `now`, built from the two score intervals."""
    first, second = interval(now, significance), interval(before, significance)
    change = now.share - before.share
    down = math.hypot(now.share - first.low, second.high - before.share)
    up = math.hypot(first.high - now.share, before.share - second.low)
    return Interval(change - down, change + up)


def trend(counts: Sequence[Count]) -> CountTrend:
    """Chi-squared test for a trend of shares over equal steps. Raises ValueError below three counts."""
    if len(counts) < 3:
        raise ValueError("a trend needs three counts")
    whole = sum(count.whole for count in counts)
    share = sum(count.part for count in counts) / whole
    middle = sum(at * count.whole for at, count in enumerate(counts)) / whole
    spread = sum(count.whole * (at - middle) ** 2 for at, count in enumerate(counts))
    pull = sum((at - middle) * (count.part - count.whole * share) for at, count in enumerate(counts))
    slope = pull / spread
    varies = share * (1 - share) * spread
    if varies <= 0:
        return CountTrend(slope, 0.0, 1.0)
    chi_squared = pull * pull / varies
    return CountTrend(slope, chi_squared, normal_two_sided(math.sqrt(chi_squared)))


def short_of_target(count: Count, target_share: float, polarity: Polarity) -> int:
    """How many more (or, where lower is better, fewer) would meet the target; 0 when it is met."""
    goal = target_share * count.whole
    if polarity is Polarity.HIGHER and above(goal, count.part):
        return math.ceil(goal - count.part - 1e-9)
    if polarity is Polarity.LOWER and above(count.part, goal):
        return math.ceil(count.part - goal - 1e-9)
    return 0


def share_of_unit(unit: str) -> float | None:
    """What a value in the unit is divided by to be a share: "%" 100, "per 1,000" 1000; None for no share."""
    plain = unit.strip().casefold().replace(",", "")
    if plain in ("%", "per cent", "percent", "percentage"):
        return 100.0
    head, _, number = plain.partition(" ")
    return float(number) if head == "per" and number.isascii() and number.isdigit() and int(number) else None


def odd_share(unit: str, values: Sequence[float]) -> float | None:
    """Among percentages a figure on the other scale (0.069 beside 6.9): the first of the fewer. None: all on one."""
    if unit != "%":
        return None
    small = [value for value in values if 0 < value < 1]
    large = [value for value in values if value > 2]
    if not small or not large:
        return None
    if not 1 / _ALIKE <= median(small) * 100 / median(large) <= _ALIKE:
        return None
    return small[0] if len(small) <= len(large) else large[0]
