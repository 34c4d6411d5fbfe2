"""Process limits (an XmR chart) and its four rules: ordinary variation, or something special?

The arithmetic is that of NHS England's "Making Data Count". Only the order of the values counts, not the time
between them. Equal means equal to one part in 10^9, so that binary fractions decide nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from app.rules.closeness import same
from app.rules.process_rules import RUN, Marks, marks_of

NEVER_FEWER = 12
"""The fewest values that may fix the limits; limits from fewer are *trial*."""
LIMIT_FACTOR = 2.66
SCREEN_FACTOR = 3.267
LARGEST = 1e150

IMPROVEMENT, CONCERN, COMMON, NOT_ENOUGH = "improvement", "concern", "common", "not_enough"
NEUTRAL_HIGH, NEUTRAL_LOW = "neutral_high", "neutral_low"
PASS, FAIL, HIT_AND_MISS = "pass", "fail", "hit_and_miss"
DIRECTIONS = ("higher", "lower", "neither")


class Limits(NamedTuple):
    """Mean and limits of one group. All None but `mean` without two values side by side."""

    mean: float | None
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None
    values: int
    """How many values the mean rests on."""
    ranges: int
    """Moving ranges that counted, after screening."""
    screened: int
    """Moving ranges that screening left out."""


class Point(NamedTuple):
    """One position of the series. A missing value has the limits of its group and is `common`."""

    value: float | None
    group: int
    mean: float | None
    lower: float | None
    upper: float | None
    side: int | None
    """1 above the mean, -1 below, 0 on it, None without a value."""
    near: bool
    """Beyond two thirds of the way to a limit, but inside it."""
    rules: tuple[str, ...]
    """Every rule that holds, the one to show first."""
    signal: str
    high: bool | None
    """Whether the rule shown points up; None without a rule."""
    since: int
    """Where the run of the rule shown starts; the point itself for the other two rules."""


@dataclass(frozen=True, slots=True)
class Analysis:
    points: tuple[Point, ...]
    groups: tuple[Limits, ...]
    variation: str
    """The signal of the latest value, or "not_enough" where its group has no limits."""
    assurance: str | None
    """Whether the target lies within the reach of the latest group: "pass", "fail", "hit_and_miss"."""
    latest: int | None
    """Position of the latest value; not the last position when that one is missing."""

    @property
    def limits(self) -> Limits | None:
        """Those of the group that holds the latest value."""
        return None if self.latest is None else self.groups[self.points[self.latest].group]

    @property
    def trial(self) -> bool:
        """The limits rest on fewer than 12 values: provisional."""
        limits = self.limits
        return limits is not None and limits.upper is not None and limits.values < NEVER_FEWER


def analyse(
    values: Sequence[float | None],
    *,
    direction: str,
    target: float | None = None,
    rebases: Sequence[int] = (),
    screening: bool = True,
    fix_after: int | None = None,
) -> Analysis:
    """Limits, rules and signals of values in period order; None is a missing value.

    `direction` is "higher", "lower" or "neither" (which is better); `rebases` are positions that start a new
    group; `fix_after` (12 or more) lets only the first so many positions of a group set its limits. Raises
    ValueError for anything else, for a rebase outside the series, and for a value that is not finite.
    """
    _check(values, direction, target, rebases, fix_after)
    points: list[Point] = []
    groups: list[Limits] = []
    for start, end in pairwise(sorted({0, *rebases, len(values)})):
        part = values[start:end]
        limits = limits_of(part, screening=screening, fix_after=fix_after)
        points += _points(part, limits, len(groups), start, direction)
        groups.append(limits)
    latest = next((at for at in range(len(points) - 1, -1, -1) if points[at].value is not None), None)
    if latest is None:
        return Analysis(tuple(points), tuple(groups), NOT_ENOUGH, None, None)
    found = groups[points[latest].group]
    variation = NOT_ENOUGH if found.upper is None else points[latest].signal
    return Analysis(tuple(points), tuple(groups), variation, _assurance(found, target, direction), latest)


class Latest(NamedTuple):
    """What the rules say of the latest value alone."""

    at: int
    signal: str
    """As `Analysis.variation`."""
    rules: tuple[str, ...]
    since: int


def latest_of(
    values: Sequence[float | None], *, direction: str, screening: bool = True, fix_after: int | None = None
) -> Latest | None:
    """As `analyse` says of the latest value of one group, at half the cost: a board asks it of every issue.

    Only the end of the series is put to the rules, and more of it where a run begins before that end.
    """
    _check(values, direction, None, (), fix_after)
    latest = next((at for at in range(len(values) - 1, -1, -1) if values[at] is not None), None)
    if latest is None:
        return None
    limits = limits_of(values, screening=screening, fix_after=fix_after)
    mean, lower, upper, near_lower, near_upper = limits[:5]
    if mean is None or upper is None:
        return Latest(latest, NOT_ENOUGH, (), latest)
    size = max(abs(value) for value in values if value is not None)
    tail = 2 * RUN
    while True:
        start = max(latest + 1 - tail, 0)
        marks = marks_of(values[start : latest + 1], mean, lower, upper, near_lower, near_upper, size)
        rules, high, since = _rules_at(marks, latest - start)
        if since > 0 or start == 0:
            return Latest(latest, signal_of(high, direction), rules, start + since)
        tail *= 4


def limits_of(
    values: Sequence[float | None], *, screening: bool = True, fix_after: int | None = None
) -> Limits:
    """Mean and limits of one group; missing values make no moving range with their neighbours."""
    baseline = values if fix_after is None else values[:fix_after]
    known = [value for value in baseline if value is not None]
    if not known:
        return Limits(None, None, None, None, None, 0, 0, 0)
    mean = math.fsum(known) / len(known)
    ranges = [
        0.0 if same(value, before) else abs(value - before)
        for before, value in pairwise(baseline)
        if value is not None and before is not None
    ]
    if not ranges:
        return Limits(mean, None, None, None, None, len(known), 0, 0)
    average = math.fsum(ranges) / len(ranges)
    kept = ranges
    if screening:
        cut = SCREEN_FACTOR * average
        small = [each for each in ranges if each < cut and not same(each, cut)]
        # All alike but for one: what is left says nothing about the ordinary variation.
        if any(small):
            kept = small
            average = math.fsum(kept) / len(kept)
    reach = LIMIT_FACTOR * average
    near = reach * 2.0 / 3.0
    return Limits(
        mean,
        mean - reach,
        mean + reach,
        mean - near,
        mean + near,
        len(known),
        len(kept),
        len(ranges) - len(kept),
    )


def slip(analysis: Analysis) -> tuple[str, int] | None:
    """Rule and position since when the latest value is a concern, or None: ordinary variation is no slip."""
    if analysis.latest is None or analysis.variation != CONCERN:
        return None
    point = analysis.points[analysis.latest]
    return point.rules[0], point.since


def _check(
    values: Sequence[float | None],
    direction: str,
    target: float | None,
    rebases: Sequence[int],
    fix_after: int | None,
) -> None:
    if direction not in DIRECTIONS:
        raise ValueError(f"direction is one of {DIRECTIONS}, not {direction!r}")
    for value in (*values, target):
        # A NaN fails every comparison, and so this one.
        if value is not None and not -LARGEST <= value <= LARGEST:
            raise ValueError(f"{value!r} is not a number that can be charted")
    for at in rebases:
        if not 0 <= at < len(values):
            raise ValueError(f"there is no position {at} to start a group at")
    if fix_after is not None and fix_after < NEVER_FEWER:
        raise ValueError(f"limits are fixed on {NEVER_FEWER} points or more, not {fix_after}")


def _points(
    values: Sequence[float | None], limits: Limits, group: int, start: int, direction: str
) -> list[Point]:
    if limits.mean is None:
        nothing = Point(None, group, None, None, None, None, False, (), COMMON, None, 0)
        return [nothing._replace(since=start + at) for at in range(len(values))]
    marks = marks_of(values, limits.mean, limits.lower, limits.upper, limits.near_lower, limits.near_upper)
    found = []
    for at, value in enumerate(values):
        rules, high, since = _rules_at(marks, at)
        found.append(
            Point(
                value,
                group,
                limits.mean,
                limits.lower,
                limits.upper,
                marks.sides[at],
                marks.near[at],
                rules,
                signal_of(high, direction),
                high,
                start + since,
            )
        )
    return found


def _rules_at(marks: Marks, at: int) -> tuple[tuple[str, ...], bool | None, int]:
    """All rules that hold, whether the first of them points up, and where its run starts."""
    outside, trend, pair, shift = marks.outside[at], marks.trend[at], marks.pair[at], marks.shift[at]
    if not (outside or trend or pair or shift is not None):
        return (), None, at
    rules = []
    if outside:
        rules.append("astronomical")
    if trend:
        rules.append("trend")
    if pair:
        rules.append("two_of_three")
    if shift is not None:
        rules.append("shift")
    if trend and not outside:
        return tuple(rules), trend[0] > 0, trend[1]
    since = shift if shift is not None and not outside and not pair else at
    return tuple(rules), marks.sides[at] == 1, since


def signal_of(high: bool | None, direction: str) -> str:
    """What a rule that points up or down means; None: no rule."""
    if high is None:
        return COMMON
    if direction == "neither":
        return NEUTRAL_HIGH if high else NEUTRAL_LOW
    return IMPROVEMENT if high is (direction == "higher") else CONCERN


def _assurance(limits: Limits, target: float | None, direction: str) -> str | None:
    if target is None or direction == "neither" or limits.lower is None or limits.upper is None:
        return None
    if target > limits.upper and not same(target, limits.upper):
        return FAIL if direction == "higher" else PASS
    if target < limits.lower and not same(target, limits.lower):
        return PASS if direction == "higher" else FAIL
    return HIT_AND_MISS
