"""Lines that make way for words: a name reads whole, and the line goes on behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.rules.figure import Box, Ink, Line, Words

Point = tuple[float, float]
MAKING_WAY = frozenset({
    Ink.EVENT, Ink.TARGET, Ink.FLOOR, Ink.LIMIT, Ink.COMPARATOR, Ink.COMPARATOR_QUIET,
})  # fmt: skip
"""The series itself never does: a gap in it would be a missing reading."""
_BESIDE = 2.0
"""Pixels that stay free at the sides of words."""


def interrupted(lines: Iterable[Line], words: Sequence[Words], chips: Sequence[Box] = ()) -> Iterator[Line]:
    """The lines, those of `MAKING_WAY` with gaps where they would cross words or the chip of another note."""
    boxes = [Box(each.box.x - _BESIDE, each.box.y, each.box.width + 2 * _BESIDE, each.box.height) for each in words]
    for line in lines:
        if line.ink not in MAKING_WAY:
            yield line
            continue
        met = [box for box in (*boxes, *(chips if line.ink is Ink.EVENT else ())) if _near(line, box)]
        if met:
            yield from (replace(line, points=piece) for piece in _pieces(line.points, met))
        else:
            yield line


def _near(line: Line, box: Box) -> bool:
    across, down = [x for x, _ in line.points], [y for _, y in line.points]
    return min(across) < box.right and max(across) > box.x and min(down) < box.bottom and max(down) > box.y


def _pieces(points: Sequence[Point], boxes: Sequence[Box]) -> Iterator[tuple[Point, ...]]:
    piece: list[Point] = []
    for start, end in pairwise(points):
        at = 0.0
        for enter, leave in sorted(span for box in boxes if (span := _inside(start, end, box))):
            if enter > at:
                piece = [*(piece or [_along(start, end, at)]), _along(start, end, enter)]
            if len(piece) > 1:
                yield tuple(piece)
            piece, at = [], max(at, leave)
        if at < 1.0:
            piece = [*(piece or [_along(start, end, at)]), end]
    if len(piece) > 1:
        yield tuple(piece)


def _inside(start: Point, end: Point, box: Box) -> tuple[float, float] | None:
    """The part of a stretch that lies within the box, as shares of its length; None where it only touches it."""
    enter, leave = 0.0, 1.0
    for first, last, low, high in ((start[0], end[0], box.x, box.right), (start[1], end[1], box.y, box.bottom)):
        if first == last:
            if not low < first < high:
                return None
            continue
        one, other = sorted(((low - first) / (last - first), (high - first) / (last - first)))
        enter, leave = max(enter, one), min(leave, other)
    return (enter, leave) if enter < leave else None


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
