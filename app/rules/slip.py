"""Whether an indicator has slipped or improved, by the test that the shape of its data allows.

Twelve comparable values or more: process limits. Five years of counts: a trend of counts. Two values with
counts: an interval of the change. Otherwise nothing is tested, and only the floor can speak. Cumulative figures
are taken apart first; rolling ones overlap and are never tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.rules.decumulate import adds_up, decumulate
from app.rules.indicator import Frequency, Polarity, Reading, Shape, YearKind
from app.rules.period import Period
from app.rules.process_limits import COMMON, CONCERN, IMPROVEMENT, NEVER_FEWER, NOT_ENOUGH, latest_of
from app.rules.proportions import (
    SIGNIFICANCE,
    Count,
    Interval,
    count_of,
    difference,
    odd_share,
    share_of_unit,
    trend,
)
from app.rules.readings import sound

YEARS_OF_COUNTS = 5


class Test(StrEnum):
    """In the order in which they are tried."""

    __test__ = False  # its name is no reason for pytest to collect it

    PROCESS_LIMITS = "process_limits"
    COUNT_TREND = "count_trend"
    CHANGE_OF_SHARE = "change_of_share"
    NONE = "none"
    """Not statistically tested."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a test needs to know of an indicator. Readings up to the quarter, one a period."""

    polarity: Polarity
    frequency: Frequency
    shape: Shape
    readings: tuple[Reading, ...]
    year_kind: YearKind = YearKind.FINANCIAL
    unit: str = ""
    rebases: tuple[Period, ...] = ()
    """Periods at which the definition changed, each the first under the new one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the test says of the latest value."""

    test: Test
    signal: str
    """ "concern", "improvement", "common", or "not_enough" where nothing was tested."""
    since: Period | None = None
    """Where the run starts, or the period it was compared with."""
    rule: str = ""
    """Of process limits: "astronomical", "trend", "two_of_three", "shift"."""
    points: int = 0
    """Values the test rests on."""
    probability: float | None = None
    """Of the trend of counts: how often chance alone would do as much."""
    change: Interval | None = None
    """Of the change of share: its likely range, as a difference of shares."""

    @property
    def tested(self) -> bool:
        return self.test is not Test.NONE

    @property
    def concern(self) -> bool:
        return self.signal == CONCERN

    @property
    def improvement(self) -> bool:
        return self.signal == IMPROVEMENT


UNTESTED = Finding(Test.NONE, NOT_ENOUGH)


def assess(
    measured: Measured, *, screening: bool = True, significance: float = SIGNIFICANCE, fix_after: int | None = None
) -> Finding:
    """The first test that the data allow. A level, a band, no better direction, or two scales at once allow none."""
    if measured.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return UNTESTED
    if measured.shape in (Shape.ROLLING, Shape.ORDINAL):
        return UNTESTED
    readings = comparable(measured)
    values = [reading.value for reading in readings if reading.value is not None]
    if not values or odd_share(measured.unit, values) is not None:
        return UNTESTED
    return (
        _by_limits(measured, readings, screening, fix_after)
        or _by_count_trend(measured, readings, significance)
        or _by_change(measured, readings, significance)
        or UNTESTED
    )


def comparable(measured: Measured) -> tuple[Reading, ...]:
    """Independent readings under one definition, in order, from the latest change of definition on."""
    readings = tuple(sorted(map(_sound, measured.readings), key=_moment))
    if measured.shape is Shape.CUMULATIVE:
        readings = decumulate(readings, measured.year_kind, counts=adds_up(measured.unit))
    if not readings:
        return ()
    start = max((each for each in measured.rebases if each <= readings[-1].period), default=None)
    readings = tuple(reading for reading in readings if start is None or reading.period >= start)
    # A period that covers more than the step to the next one shares months with its neighbours.
    overlaps = any(reading.period.months > measured.frequency.months for reading in readings)
    return () if overlaps else readings


def counted(reading: Reading, shape: Shape, unit: str) -> Count | None:
    """The reading as so many of so many. A survey may give its base alone: its share says how many."""
    scale = share_of_unit(unit)
    if shape is Shape.SURVEY and reading.numerator is None and reading.denominator and scale:
        part = None if reading.value is None else reading.value / scale * reading.denominator
        return count_of(part, reading.denominator)
    return count_of(reading.numerator, reading.denominator)


def _by_limits(
    measured: Measured, readings: Sequence[Reading], screening: bool, fix_after: int | None
) -> Finding | None:
    count = sum(reading.value is not None for reading in readings)
    if count < NEVER_FEWER:
        return None
    periods, values = _without_holes(readings, measured.frequency.months)
    latest = latest_of(values, direction=measured.polarity.value, screening=screening, fix_after=fix_after)
    if latest is None or latest.signal == NOT_ENOUGH:
        return None
    finding = Finding(Test.PROCESS_LIMITS, latest.signal, points=count)
    return replace(finding, rule=latest.rules[0], since=periods[latest.since]) if latest.rules else finding


def _without_holes(readings: Sequence[Reading], step: int) -> tuple[Sequence[Period], Sequence[float | None]]:
    """Every period from the first to the last with its value: one that was never reported is a gap, not nothing."""
    known = {reading.period: reading.value for reading in readings}
    if readings[-1].period.end - readings[0].period.end != step * (len(readings) - 1):
        first, last = readings[0].period, readings[-1].period
        whole = [Period(end, first.months) for end in range(first.end, last.end + 1, step)]
        if known.keys() <= set(whole):
            return whole, [known.get(period) for period in whole]
    return list(known), list(known.values())


def _sound(reading: Reading) -> Reading:
    """What is no number to reckon with is a missing value."""
    return reading if sound(reading.value) == reading.value else replace(reading, value=None)


def _moment(reading: Reading) -> tuple[int, int]:
    """The order of periods, as numbers that compare fast."""
    return reading.period.end, reading.period.months


def _by_count_trend(measured: Measured, readings: Sequence[Reading], significance: float) -> Finding | None:
    if measured.frequency is not Frequency.ANNUAL or len(readings) < YEARS_OF_COUNTS:
        return None
    last = readings[-YEARS_OF_COUNTS:]
    if last[-1].period.end - last[0].period.end != 12 * (YEARS_OF_COUNTS - 1):
        return None
    counts = [counted(reading, measured.shape, measured.unit) for reading in last]
    given = [count for count in counts if count is not None]
    if len(given) < YEARS_OF_COUNTS:
        return None
    found = trend(given)
    signal = _signal(found.slope, measured.polarity) if found.probability < significance else COMMON
    return Finding(
        Test.COUNT_TREND, signal, last[0].period, points=YEARS_OF_COUNTS, probability=found.probability
    )


def _by_change(measured: Measured, readings: Sequence[Reading], significance: float) -> Finding | None:
    """Against the same period last year, or failing that the first under this definition (the baseline)."""
    counts: dict[Period, Count] = {}
    for reading in readings:
        count = counted(reading, measured.shape, measured.unit)
        if count is not None and reading.value is not None:
            counts[reading.period] = count
    latest = next((each.period for each in reversed(readings) if each.value is not None), None)
    if latest is None or latest not in counts or len(counts) < 2:
        return None
    before = latest.same_period_last_year
    if before not in counts:
        before = min(counts)
    change = difference(counts[latest], counts[before], significance)
    signal = COMMON
    if change.low > 0 or change.high < 0:
        signal = _signal(change.low + change.high, measured.polarity)
    return Finding(Test.CHANGE_OF_SHARE, signal, before, points=2, change=change)


def _signal(change: float, polarity: Polarity) -> str:
    return IMPROVEMENT if (change > 0) is (polarity is Polarity.HIGHER) else CONCERN
