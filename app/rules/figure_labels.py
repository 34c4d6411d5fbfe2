"""Finding room for words in a plot, so that none covers another and few cover a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.rules.figure import Anchor, Box, Ink, Words
from app.rules.text_width import ASCENT, DESCENT, text_width

CELL = 4.0
TAKEN = 200
"""Weight of a cell that holds words: nothing else may go there."""
SERIES_WEIGHT = 24
LINE_WEIGHT = 3
EVENT_WEIGHT = 24
"""An event's upright line through a name reads as a letter more."""
_BEFORE = 9.0
"""How far before a level too short for its words they end."""
_PLACES = (1.0, 0.0, 0.86, 0.14, 0.72, 0.28, 0.5, 0.93, 0.07, 0.62, 0.4)
_BETWEEN = tuple(n / 40 for n in range(1, 40))
"""Tried where each of those covers something, also a little further from the line."""
_OFF = (4.0, 10.0, 16.0)

Points = Sequence[tuple[float, float]]


def words_at(
    text: str, x: float, y: float, size: float, ink: Ink, anchor: Anchor = Anchor.START, weight: int = 400
) -> Words:
    """Words with the room they take. (x, y) on the baseline."""
    width = text_width(text, size, weight)
    left = {Anchor.START: x, Anchor.MIDDLE: x - width / 2, Anchor.END: x - width}[anchor]
    box = Box(left, y - ASCENT * size, width, (ASCENT + DESCENT) * size)
    return Words(x, y, text, size, ink, box, weight, anchor)


class Room:
    """The plot in small cells, each with the weight of what is drawn there."""

    def __init__(self, plot: Box, *, used: bool = True) -> None:
        self.plot = plot
        self._used = used
        """Not where no words will be placed, as in a small chart."""
        self._across = int(plot.width / CELL) + 2
        self._down = int(plot.height / CELL) + 2
        self._cells = bytearray(self._across * self._down)

    def draw_line(self, points: Points, weight: int) -> None:
        if not self._used:
            return
        for (x1, y1), (x2, y2) in pairwise(points):
            steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / CELL))
            for n in range(steps + 1):
                self._weigh(x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps, weight)

    def draw_box(self, box: Box, weight: int) -> None:
        if not self._used:
            return
        for index in self._indices(box):
            self._cells[index] = max(self._cells[index], weight)

    def cost(self, box: Box) -> int | None:
        """The weights under a box; None where it leaves the plot or covers words."""
        plot = self.plot
        if box.x < plot.x or box.right > plot.right or box.y < plot.y or box.bottom > plot.bottom:
            return None
        weights = [self._cells[index] for index in self._indices(box)]
        return None if TAKEN in weights else sum(weights)

    def _weigh(self, x: float, y: float, weight: int) -> None:
        column, row = int((x - self.plot.x) / CELL), int((y - self.plot.y) / CELL)
        if 0 <= column < self._across and 0 <= row < self._down:
            index = row * self._across + column
            self._cells[index] = max(self._cells[index], weight)

    def _indices(self, box: Box) -> list[int]:
        left = max(0, int((box.x - self.plot.x) / CELL))
        right = min(self._across - 1, int((box.right - self.plot.x) / CELL))
        top = max(0, int((box.y - self.plot.y) / CELL))
        bottom = min(self._down - 1, int((box.bottom - self.plot.y) / CELL))
        return [row * self._across + column
                for row in range(top, bottom + 1) for column in range(left, right + 1)]


@dataclass(frozen=True, slots=True)
class LineLabel:
    """Words that want to stand on a line. `above_first`: which side is preferred."""

    text: str
    course: tuple[tuple[float, float], ...]
    ink: Ink
    above_first: bool = True


def place_on_line(room: Room, label: LineLabel, size: float, weight: int = 400) -> Words | None:
    """The words where they cover least, close above or below their line; None where there is no room."""
    course = _within(label.course, room.plot)
    if not course:
        return None
    wide = text_width(label.text, size, weight)
    left, right = max(course[0][0], room.plot.x) + 5, min(course[-1][0], room.plot.right) - 5
    best: tuple[float, Words] | None = None
    for order, place in enumerate((*_PLACES, *_BETWEEN)):
        if order == len(_PLACES) and best is not None and best[0] < order * 1.5:
            break  # it covers nothing, or as good as nothing
        start = left + (right - left - wide) * place if right - left > wide else left
        start = min(max(start, room.plot.x + 2), room.plot.right - wide - 2)
        lowest, highest = _span(course, start, start + wide)
        sides = (False, True) if label.above_first else (True, False)
        for below, off in ((side, off) for off in ((4.0,) if order < len(_PLACES) else _OFF) for side in sides):
            y = highest + off + ASCENT * size if below else lowest - off - DESCENT * size * 0.4
            words = words_at(label.text, start, y, size, label.ink, weight=weight)
            cost = room.cost(words.box)
            if cost is None:
                continue
            total = cost + min(order, len(_PLACES)) * 1.5 + (2.0 if below is label.above_first else 0.0) + off - 4.0
            if best is None or total < best[0]:
                best = (total, words)
    if right - left < wide:
        before = words_at(
            label.text, left - _BEFORE, course[0][1] + ASCENT * size / 2, size, label.ink, Anchor.END, weight
        )
        cost = room.cost(before.box)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, before)
    return _taken(room, best[1]) if best else None


def place_by_point(
    room: Room, text: str, at: tuple[float, float], size: float, ink: Ink, gap: float, weight: int = 600
) -> Words | None:
    """A value next to its point: above, below, to the right, to the left, wherever it covers least."""
    x, y = at
    middle = y + ASCENT * size / 2
    tries: tuple[Words, ...] = (
        words_at(text, x, y - gap - 2, size, ink, Anchor.MIDDLE, weight),
        words_at(text, x, y + gap + ASCENT * size + 2, size, ink, Anchor.MIDDLE, weight),
        words_at(text, x + gap + 3, middle, size, ink, Anchor.START, weight),
        words_at(text, x - gap - 3, middle, size, ink, Anchor.END, weight),
        words_at(text, x + gap, y - gap - 2, size, ink, Anchor.END, weight),
        words_at(text, x + gap, y + gap + ASCENT * size + 2, size, ink, Anchor.END, weight),
    )
    if all(room.cost(words.box) != 0 for words in tries):
        tries = (*tries, *(
            words_at(text, x + aside, y + down, size, ink, anchor, weight)
            for down in (-gap - 2 - size, gap + 2 + (1 + ASCENT) * size, -gap - 2, gap + 2 + ASCENT * size)
            for aside, anchor in ((0, Anchor.MIDDLE), (gap + 3, Anchor.START), (-gap - 3, Anchor.END))
        ))
    costed = [(cost + n, n) for n, words in enumerate(tries) if (cost := room.cost(words.box)) is not None]
    return _taken(room, tries[min(costed)[1]]) if costed else None


def _taken(room: Room, words: Words) -> Words:
    box = words.box
    room.draw_box(Box(box.x - 3, box.y - 1, box.width + 6, box.height + 2), TAKEN)
    return words


def _within(course: Points, plot: Box) -> list[tuple[float, float]]:
    """The part of a course that lies in the plot from left to right, and is visible at all."""
    kept = [(x, y) for x, y in course if plot.x - 1 <= x <= plot.right + 1]
    before = [(x, y) for x, y in course if x < plot.x - 1]
    after = [(x, y) for x, y in course if x > plot.right + 1]
    ends = [*before[-1:], *kept, *after[:1]]
    visible = any(plot.y <= y <= plot.bottom for _, y in ends)
    return ends if visible and len(ends) > 1 and ends[0][0] < plot.right and ends[-1][0] > plot.x else []


def _span(course: Points, start: float, end: float) -> tuple[float, float]:
    """Smallest and largest y of a course between two x."""
    heights = [y for x, y in course if start <= x <= end]
    heights += [_height(course, edge) for edge in (start, end)]
    return min(heights), max(heights)


def _height(course: Points, x: float) -> float:
    for (x1, y1), (x2, y2) in pairwise(course):
        if x1 <= x <= x2:
            return y1 if x2 == x1 else y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return course[0][1] if x < course[0][0] else course[-1][1]
