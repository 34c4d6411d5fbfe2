"""The arithmetic of process limits on a rectangle of numbers. Asked by `app.rules.process_batch`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.rules.closeness import RELATIVE
from app.rules.process_limits import LIMIT_FACTOR, SCREEN_FACTOR
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


def judge_rows(x: Floats, screening: bool, fix_after: int | None) -> Judged:
    """Each row as one group."""
    import numpy as np

    if not x.size:
        return Judged(x, x, x, np.zeros(x.shape, np.uint8), np.zeros(x.shape, np.bool_))
    size = np.abs(x)
    largest = np.where(np.isnan(size), 0.0, size).max(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        up, down, moved = _steps(x, largest)
        mean, reach = _limits(x, moved, screening, fix_after)
        lower, upper = mean - reach, mean + reach
        above, below, outside, beyond = _sides(x, mean, reach, largest)
    rising, falling = _runs(up, RUN - 1, 1), _runs(down, RUN - 1, 1)
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
    onward[:, :-1] = up
    follows = np.where(rising & falling, onward, rising)
    high = np.where((rising | falling) & ~outside, follows, above & (rules > 0))
    mean, lower, upper = (np.broadcast_to(level, x.shape) for level in (mean, lower, upper))
    return Judged(mean, lower, upper, rules, high)


def _steps(x: Floats, largest: Floats) -> tuple[Bools, Bools, Floats]:
    """From each position to the next: whether it rises, whether it falls, and how far (NaN beside a gap)."""
    import numpy as np

    gap = x[:, 1:] - x[:, :-1]
    moved = np.abs(gap)
    up, down = gap > 0, gap < 0
    doubtful = (moved <= RELATIVE * largest) & (moved > 0)
    if doubtful.any():
        rows, at = np.nonzero(doubtful)
        size = np.maximum(np.abs(x[rows, at]), np.abs(x[rows, at + 1]))
        tie = moved[rows, at] < RELATIVE * size
        rows, at = rows[tie], at[tie]
        up[rows, at] = down[rows, at] = False
        moved[rows, at] = 0.0
    return up, down, moved


def _sides(x: Floats, mean: Floats, reach: Floats, largest: Floats) -> tuple[Bools, Bools, Bools, Bools]:
    """Above the mean, below it, outside the limits, beyond the near limits.

    Compared plainly first; only rows where something lies about on a line are looked at with care for ties.
    """
    import numpy as np

    gap = x - mean
    away = np.abs(gap)
    near = reach * (2.0 / 3.0)
    above, below, outside, beyond = gap > 0, gap < 0, away > reach, away > near
    margin = 4 * RELATIVE * (largest + np.where(np.isnan(reach), 0.0, reach))
    doubtful = (away <= margin) | (np.abs(away - reach) <= margin) | (np.abs(away - near) <= margin)
    rows = doubtful.any(axis=1)
    if rows.any():
        part, m, r, n, slack = x[rows], mean[rows], reach[rows], near[rows], ROUNDING * largest[rows]
        side = _side(part, m, slack)
        above[rows], below[rows] = side > 0, side < 0
        outside[rows] = (_side(part, m + r, slack) > 0) | (_side(part, m - r, slack) < 0)
        beyond[rows] = (_side(part, m + n, slack) > 0) | (_side(part, m - n, slack) < 0)
    return above, below, outside, beyond


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
