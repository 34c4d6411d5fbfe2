"""Ticks: round values up the side, periods along the foot."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from app.rules.figure import Window
from app.rules.indicator import format_value
from app.rules.period import Period
from app.rules.text_width import text_width

_STEPS = (1.0, 2.0, 5.0, 10.0)
_STRIDES = (1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100)


@dataclass(frozen=True, slots=True)
class ValueTicks:
    values: tuple[float, ...]
    labels: tuple[str, ...]


def value_ticks(low: float, high: float, unit: str, decimals: int, most: int) -> ValueTicks:
    """Round values within [low, high], at most `most`, printed with the decimals of the indicator.

    More decimals only where the range is so narrow that fewer would print two ticks alike.
    """
    span = high - low
    if not math.isfinite(span) or span <= 0 or most < 1:
        return ValueTicks((), ())
    step = _round_step(span / most)
    shown = decimals
    if step < 10.0**-decimals * 0.999:
        if span >= 10.0**-decimals:
            step = 10.0**-decimals
        else:
            shown = min(12, max(0, -math.floor(math.log10(step) + 1e-9)))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    skip = max(1, math.ceil((last - first + 1) / most))
    first += -first % skip
    values = tuple(0.0 if n == 0 else n * step for n in range(first, last + 1, skip))
    return ValueTicks(values, tuple(axis_label(value, unit, shown) for value in values))


def axis_label(value: float, unit: str, decimals: int) -> str:
    return format_value(value, unit, decimals).replace("-", "−")


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in _STEPS if step * power >= least * 0.999999)


def value_range(values: list[float], *, share: bool) -> tuple[float, float]:
    """Low and high for the axis, from zero where that costs little. `share`: a percentage, at most 100."""
    low, high = min(values), max(values)
    if low == high:
        room = abs(low) * 0.1 or 1.0
        low, high = low - room, high + room
        return (max(0.0, low) if min(values) >= 0 else low), high
    span = high - low
    bottom, top = low - span * 0.09, high + span * 0.09
    if low >= 0 and (bottom < 0 or low < 0.35 * high):
        bottom = 0.0
    if share and high <= 100:
        top = min(top, 100.0)
    return bottom, top


@dataclass(frozen=True, slots=True)
class PeriodTick:
    """A label under one position."""

    position: float
    label: str


@dataclass(frozen=True, slots=True)
class PeriodGroup:
    """A year under its quarters or months. Positions are the outer edges of its first and last."""

    start: float
    end: float
    label: str


@dataclass(frozen=True, slots=True)
class PeriodTicks:
    ticks: tuple[PeriodTick, ...]
    groups: tuple[PeriodGroup, ...]


def period_ticks(
    first: Period, step: int, window: Window, width: float, size: float, *, short: bool
) -> PeriodTicks:
    """Labels that fit into `width` pixels at a font of `size`. `step`: months from one position to the next.

    Quarters and months stand over their years; where they do not fit, or `short`, the years stand alone.
    """
    room = width / max(window.right - window.left, 1e-9)
    start, end = math.ceil(window.left - 1e-9), math.floor(window.right + 1e-9)
    if first.is_quarter and step == 3:
        return PeriodTicks(
            _inner(first, step, start, end, room, size, short=short), _years(first, step, window, room, size)
        )
    if first.months == 1 and step == 1:
        return PeriodTicks(
            _inner(first, step, start, end, room, size, short=short), _years(first, step, window, room, size)
        )
    return PeriodTicks(_single(first, step, start, end, room, size), ())


def _brief(period: Period) -> str:
    """An academic year without its kind, which the indicator has once and not at every tick."""
    return period.label.removesuffix(" academic year")


def at_position(first: Period, step: int, position: int) -> Period:
    return Period(first.end + position * step, first.months)


def _inner(
    first: Period, step: int, start: int, end: int, room: float, size: float, *, short: bool
) -> tuple[PeriodTick, ...]:
    widest = text_width("Q4" if step == 3 else "May", size)
    if short or room < widest + 6:
        return ()
    return tuple(
        PeriodTick(position, _inner_label(at_position(first, step, position)))
        for position in range(start, end + 1)
    )


def _inner_label(period: Period) -> str:
    return f"Q{period.quarter_number}" if period.is_quarter else period.label[:3]


def _years(first: Period, step: int, window: Window, room: float, size: float) -> tuple[PeriodGroup, ...]:
    """Financial years of quarters, calendar years of months; every second, fifth ... where too many."""
    wide = text_width("2009/10" if step == 3 else "2009", size) + 10
    stride = next((s for s in _STRIDES if s * 12 // step * room >= wide), None)
    stride = stride or math.ceil(wide / (12 // step * room))
    return tuple(_year_spans(first, step, window, stride))


def _year_spans(first: Period, step: int, window: Window, stride: int) -> Iterator[PeriodGroup]:
    """The years in view, of those that `stride` divides."""
    closing = 2 if step == 3 else 11  # last month of the year's last period: March or December
    per_year = 12 // step
    year_end = first.end + (closing - first.end) % 12
    position = (year_end - first.end) // step
    position -= math.ceil((position - window.left) / per_year) * per_year
    number = _year_of(first.end + position * step, step)
    skipped = -number % stride
    position, number = position + skipped * per_year, number + skipped
    while position - per_year + 0.5 < window.right:
        label = Period.financial_year(number).label if step == 3 else str(number)
        if position + 0.5 > window.left:
            yield PeriodGroup(position - per_year + 0.5, position + 0.5, label)
        position, number = position + stride * per_year, number + stride


def _year_of(end: int, step: int) -> int:
    """The financial year of quarters, the calendar year of months."""
    return (end - 3) // 12 if step == 3 else end // 12


def _single(
    first: Period, step: int, start: int, end: int, room: float, size: float
) -> tuple[PeriodTick, ...]:
    """One row of labels, thinned so that none touches the next; the newest period always has one."""
    if end < start:
        return ()
    labels = {p: _brief(at_position(first, step, p)) for p in range(start, end + 1)}
    wide = max(text_width(labels[p], size) for p in (start, end)) + 12
    stride = next((s for s in _STRIDES if s * room >= wide), max(1, math.ceil(wide / room)))
    return tuple(
        PeriodTick(position, labels[position])
        for position in range(start, end + 1)
        if (end - position) % stride == 0
    )
