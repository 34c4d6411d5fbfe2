"""The four special-cause rules within one group. Asked by `app.rules.process_limits`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.rules.closeness import RELATIVE, compared

RUN = 7
"""Points that make a trend or a shift."""
ROUNDING = 4e-15
"""Of the largest value: what adding up may leave of a mean that is 0."""


class Marks(NamedTuple):
    """What holds at each position of a group."""

    sides: list[int | None]
    outside: list[bool]
    near: list[bool]
    trend: list[tuple[int, int] | None]
    """1 rising or -1 falling, and where the run starts."""
    pair: list[bool]
    """One of two near points in a window of three on one side."""
    shift: list[int | None]
    """Where the run on one side starts."""


def marks_of(
    values: Sequence[float | None],
    mean: float,
    lower: float | None,
    upper: float | None,
    near_lower: float | None,
    near_upper: float | None,
    size: float | None = None,
) -> Marks:
    """All rules for one group. Without limits nothing is outside or near. `size`: of its largest value, if known."""
    if size is None:
        size = max((abs(value) for value in values if value is not None), default=0.0)
    slack = ROUNDING * size
    sides = [None if value is None else _side(value, mean, slack) for value in values]
    outside = [_beyond(value, lower, upper, slack) for value in values]
    near = [
        _beyond(value, near_lower, near_upper, slack) and not out
        for value, out in zip(values, outside, strict=True)
    ]
    return Marks(sides, outside, near, _trends(values), _pairs(sides, near), _shifts(sides))


def _side(value: float, level: float, slack: float) -> int:
    """1 above the level, -1 below, 0 where they are equal but for rounding."""
    gap = value - level
    size = gap if gap >= 0 else -gap
    if size <= slack or size < RELATIVE * max(abs(value), abs(level)):
        return 0
    return 1 if gap > 0 else -1


def _beyond(value: float | None, lower: float | None, upper: float | None, slack: float) -> bool:
    if value is None or lower is None or upper is None:
        return False
    if value > upper:
        return _side(value, upper, slack) != 0
    return value < lower and _side(value, lower, slack) != 0


def _trends(values: Sequence[float | None]) -> list[tuple[int, int] | None]:
    """Runs of strictly rising or falling values. A turning point belongs to the run that follows."""
    found: list[tuple[int, int] | None] = [None] * len(values)
    start, way = 0, 0

    def close(end: int) -> None:
        if way and end - start + 1 >= RUN:
            found[start : end + 1] = [(way, start)] * (end - start + 1)

    for at in range(1, len(values)):
        value, before = values[at], values[at - 1]
        step = 0 if value is None or before is None else compared(value, before)
        if step == way and step:
            continue
        close(at - 1)
        start, way = (at if step == 0 else at - 1), step
    close(len(values) - 1)
    return found


def _pairs(sides: Sequence[int | None], near: Sequence[bool]) -> list[bool]:
    """Near points of any window of three that lies on one side and holds two of them."""
    found = [False] * len(sides)
    for at in range(len(sides) - 2):
        if near[at] + near[at + 1] + near[at + 2] < 2 or not sides[at]:
            continue
        if sides[at] == sides[at + 1] == sides[at + 2]:
            for each in range(at, at + 3):
                found[each] = found[each] or near[each]
    return found


def _shifts(sides: Sequence[int | None]) -> list[int | None]:
    """Runs on one side of the mean. On the mean, or missing, is on no side."""
    found: list[int | None] = [None] * len(sides)
    start = 0
    for at in range(1, len(sides) + 1):
        if at < len(sides) and sides[at] == sides[start]:
            continue
        if sides[start] and at - start >= RUN:
            found[start:at] = [start] * (at - start)
        start = at
    return found
