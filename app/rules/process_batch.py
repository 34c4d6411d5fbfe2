"""Process limits of thousands of series at once, with the same answers as `app.rules.process_limits`.

For one chart the plain version is faster and imports nothing; this one is for lists and dashboards, so numpy is
imported when it is first called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.rules.closeness import RELATIVE
from app.rules.process_limits import (
    DIRECTIONS,
    FAIL,
    HIT_AND_MISS,
    LARGEST,
    LIMIT_FACTOR,
    NEVER_FEWER,
    NOT_ENOUGH,
    PASS,
    SCREEN_FACTOR,
    signal_of,
)
from app.rules.process_rules import ROUNDING, RUN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Bits = NDArray[np.uint8]

ASTRONOMICAL, TREND, TWO_OF_THREE, SHIFT = 1, 2, 4, 8
"""Bits of `Judged.rules`; the lowest that is set is the rule to show."""


class Judged(NamedTuple):
    """One row a series, one column a position; where a series is shorter than the longest, no rule."""

    mean: Floats
    lower: Floats
    upper: Floats
    """Of each position's group; NaN where there are none."""
    rules: Bits
    high: Bools
    """Whether the rule shown points up; False also where there is none."""


class Batch(NamedTuple):
    judged: Judged
    variation: list[str]
    """One a series, in the words of `Analysis.variation`."""
    assurance: list[str | None]


def analyse_many(
    rows: Sequence[Sequence[float | None]],
    directions: Sequence[str],
    targets: Sequence[float | None],
    *,
    rebases: Mapping[int, Sequence[int]] | None = None,
    screening: bool = True,
    fix_after: int | None = None,
) -> Batch:
    """As `analyse` for each row. `rebases` holds the positions of those rows that have any.

    Raises ValueError for what `analyse` refuses.
    """
    if not len(rows) == len(directions) == len(targets):
        raise ValueError("one direction and one target for each row")
    if fix_after is not None and fix_after < NEVER_FEWER:
        raise ValueError(f"limits are fixed on {NEVER_FEWER} points or more, not {fix_after}")
    whole = _array(rows)
    _check(whole, directions, targets)
    judged = (
        _by_group(rows, rebases, whole.shape, screening, fix_after)
        if rebases
        else _judge(whole, screening, fix_after)
    )
    return _summed_up(whole, judged, directions, targets)


def _array(rows: Sequence[Sequence[float | None]]) -> Floats:
    """Values as a rectangle, NaN for a missing value and after the end of a short row."""
    import numpy as np

    width = max(map(len, rows), default=0)
    if any(len(row) != width for row in rows):
        rows = [(*row, *(None for _ in range(width - len(row)))) for row in rows]
    # None becomes NaN on the way; a NaN that was given is told apart by counting.
    flat = np.fromiter(chain.from_iterable(rows), np.float64, len(rows) * width)
    there = np.isfinite(flat)
    missing = sum(row.count(None) for row in rows)
    if there.sum() + missing != len(flat) or not (np.abs(flat[there]) <= LARGEST).all():
        raise ValueError("a value is not a number that can be charted")
    return flat.reshape(len(rows), width)


def _check(whole: Floats, directions: Sequence[str], targets: Sequence[float | None]) -> None:
    if len(whole) and not set(directions) <= set(DIRECTIONS):
        raise ValueError(f"direction is one of {DIRECTIONS}")
    for target in targets:
        if target is not None and not -LARGEST <= target <= LARGEST:
            raise ValueError(f"{target!r} is not a number that can be charted")


def _by_group(
    rows: Sequence[Sequence[float | None]],
    rebases: Mapping[int, Sequence[int]],
    shape: tuple[int, ...],
    screening: bool,
    fix_after: int | None,
) -> Judged:
    """Each group judged as a row of its own, then put back in its place."""
    import numpy as np

    pieces: list[tuple[int, int, int]] = []
    for at, row in enumerate(rows):
        marks = rebases.get(at, ())
        if any(not 0 <= mark < len(row) for mark in marks):
            raise ValueError(f"there is no such position to start a group at in row {at}")
        pieces += [(at, start, end) for start, end in pairwise(sorted({0, *marks, len(row)}))]
    parts = _judge(_array([rows[at][start:end] for at, start, end in pieces]), screening, fix_after)
    levels = [np.full(shape, np.nan) for _ in range(3)]
    whole = Judged(levels[0], levels[1], levels[2], np.zeros(shape, np.uint8), np.zeros(shape, np.bool_))
    for piece, (at, start, end) in enumerate(pieces):
        size = end - start
        whole.mean[at, start:end] = parts.mean[piece, :size]
        whole.lower[at, start:end] = parts.lower[piece, :size]
        whole.upper[at, start:end] = parts.upper[piece, :size]
        whole.rules[at, start:end] = parts.rules[piece, :size]
        whole.high[at, start:end] = parts.high[piece, :size]
    return whole


def _judge(x: Floats, screening: bool, fix_after: int | None) -> Judged:
    """Each row as one group."""
    import numpy as np

    if not x.size:
        return Judged(x, x, x, np.zeros(x.shape, np.uint8), np.zeros(x.shape, np.bool_))
    with np.errstate(invalid="ignore", divide="ignore"):
        step, moved = _steps(x)
        mean, reach = _limits(x, moved, screening, fix_after)
        slack = ROUNDING * np.abs(np.where(np.isnan(x), 0.0, x)).max(axis=1, keepdims=True)
        lower, upper = mean - reach, mean + reach
        side = _side(x, mean, slack)
        outside = (_side(x, upper, slack) > 0) | (_side(x, lower, slack) < 0)
        near = reach * (2.0 / 3.0)
        beyond = (_side(x, mean + near, slack) > 0) | (_side(x, mean - near, slack) < 0)
    above, below = side > 0, side < 0
    rising, falling = _runs(step > 0, RUN - 1, 1), _runs(step < 0, RUN - 1, 1)
    shift = _runs(above, RUN, 0) | _runs(below, RUN, 0)
    pair = _pairs(above, below, beyond & ~outside)
    rules = (
        outside * np.uint8(ASTRONOMICAL)
        | (rising | falling) * np.uint8(TREND)
        | pair * np.uint8(TWO_OF_THREE)
        | shift * np.uint8(SHIFT)
    )
    # A turning point belongs to the run that follows, which is the one its next step takes.
    onward = np.zeros(x.shape, np.bool_)
    onward[:, :-1] = step > 0
    up = np.where(rising & falling, onward, rising)
    high = np.where((rising | falling) & ~outside, up, above & (rules > 0))
    mean, lower, upper = (np.broadcast_to(level, x.shape) for level in (mean, lower, upper))
    return Judged(mean, lower, upper, rules, high)


def _steps(x: Floats) -> tuple[NDArray[np.int8], Floats]:
    """From each position to the next: -1, 0 or 1 (0 beside a gap), and how far (NaN beside a gap)."""
    import numpy as np

    gap = x[:, 1:] - x[:, :-1]
    moved = np.abs(gap)
    size = np.abs(x)
    tie = moved < RELATIVE * np.maximum(size[:, 1:], size[:, :-1])
    step = np.where(tie | np.isnan(gap), 0.0, np.sign(gap)).astype(np.int8)
    moved[tie] = 0.0
    return step, moved


def _limits(x: Floats, moved: Floats, screening: bool, fix_after: int | None) -> tuple[Floats, Floats]:
    """Mean and reach of each row, as columns; the reach is NaN without a moving range."""
    import numpy as np

    base = x if fix_after is None else x[:, :fix_after]
    moved = moved if fix_after is None else moved[:, : fix_after - 1]
    there = ~np.isnan(base)
    mean = np.where(there, base, 0.0).sum(axis=1, keepdims=True) / there.sum(axis=1, keepdims=True)
    ranged = ~np.isnan(moved)
    ranges = np.where(ranged, moved, 0.0)
    average = ranges.sum(axis=1, keepdims=True) / ranged.sum(axis=1, keepdims=True)
    if screening:
        cut = SCREEN_FACTOR * average
        kept = ranged & (ranges < cut) & (np.abs(ranges - cut) >= RELATIVE * cut)
        some = (kept & (ranges > 0)).any(axis=1, keepdims=True)
        screened = np.where(kept, ranges, 0.0).sum(axis=1, keepdims=True) / kept.sum(axis=1, keepdims=True)
        average = np.where(some, screened, average)
    return mean, LIMIT_FACTOR * average


def _side(x: Floats, level: Floats, slack: Floats) -> NDArray[np.int8]:
    """1 above the level, -1 below, 0 on it or without a value."""
    import numpy as np

    gap = x - level
    away = np.abs(gap)
    clear = (away > slack) & (away >= RELATIVE * np.maximum(np.abs(x), np.abs(level)))
    return np.where(clear, np.sign(gap), 0.0).astype(np.int8)


def _runs(holds: Bools, length: int, extra: int) -> Bools:
    """Positions within a stretch of so many that all hold. `extra` 1: steps are given, points are wanted."""
    import numpy as np

    rows, width = holds.shape
    found = np.zeros((rows, width + extra), np.bool_)
    if width < length:
        return found
    starts = holds[:, : width - length + 1].copy()
    for at in range(1, length):
        starts &= holds[:, at : width - length + 1 + at]
    for at in range(length + extra):
        found[:, at : at + starts.shape[1]] |= starts
    return found


def _pairs(above: Bools, below: Bools, near: Bools) -> Bools:
    """Near points of any window of three on one side that holds two of them."""
    import numpy as np

    found = np.zeros(near.shape, np.bool_)
    if near.shape[1] < 3:
        return found
    sided = (above[:, :-2] & above[:, 1:-1] & above[:, 2:]) | (below[:, :-2] & below[:, 1:-1] & below[:, 2:])
    first, second, third = near[:, :-2], near[:, 1:-1], near[:, 2:]
    windows = sided & ((first & second) | (first & third) | (second & third))
    for at in range(3):
        found[:, at : at + windows.shape[1]] |= windows
    return found & near


def _summed_up(
    whole: Floats, judged: Judged, directions: Sequence[str], targets: Sequence[float | None]
) -> Batch:
    """Each row's icons, from its latest value and the limits there."""
    import numpy as np

    if not whole.size:
        return Batch(judged, [NOT_ENOUGH] * len(whole), [None] * len(whole))
    there = ~np.isnan(whole)
    latest = whole.shape[1] - 1 - there[:, ::-1].argmax(axis=1)
    rows = np.arange(len(whole))
    lower, upper = judged.lower[rows, latest], judged.upper[rows, latest]
    known = there.any(axis=1) & ~np.isnan(upper)
    goals = np.array([np.nan if each is None else each for each in targets], np.float64)
    with np.errstate(invalid="ignore"):
        reach = np.where(
            goals > upper, _apart(goals, upper), np.where(goals < lower, -_apart(goals, lower), 0)
        )
    special, high = judged.rules[rows, latest] > 0, judged.high[rows, latest]
    variation = [
        signal_of(up if rule else None, way) if enough else NOT_ENOUGH
        for enough, rule, up, way in zip(
            known.tolist(), special.tolist(), high.tolist(), directions, strict=True
        )
    ]
    assurance = [
        _assured(beyond, way) if enough and target is not None and way != "neither" else None
        for enough, beyond, target, way in zip(
            known.tolist(), reach.tolist(), targets, directions, strict=True
        )
    ]
    return Batch(judged, variation, assurance)


def _apart(first: Floats, second: Floats) -> NDArray[np.int8]:
    """1 where two numbers differ by more than rounding."""
    import numpy as np

    gap = np.abs(first - second)
    apart: Bools = gap >= RELATIVE * np.maximum(np.abs(first), np.abs(second))
    return apart.astype(np.int8)


def _assured(beyond: int, direction: str) -> str:
    """`beyond`: 1 the target is above the limits, -1 below, 0 within."""
    if beyond == 0:
        return HIT_AND_MISS
    return FAIL if (beyond > 0) is (direction == "higher") else PASS
