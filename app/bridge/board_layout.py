"""Where everything on the board lies, by arithmetic alone: columns, lanes, cells, cards.

Coordinates are pixels of the board's content, its origin under the column headers and beside the lane labels.
A change lays out again only the cells it touched; adding up the lanes is all that is left to do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from operator import attrgetter
from typing import NamedTuple, Protocol

from app.bridge.board_grouping import Lane
from app.bridge.board_rows import BoardRows, Cell, Place
from app.rules.category import COLUMNS

SHARES = (1.0, 1.425, 1.12)
"""Widths of the three columns in relation to one another."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Distances in pixels at the present text size."""

    column_gap: int = 10
    pad: int = 8
    """Between a cell's border and its cards."""
    gap: int = 8
    """Between cards."""
    least_card: int = 152
    """Two cards stand abreast where each keeps this width ..."""
    easy_card: int = 196
    """... and three or more where each keeps this one."""
    least_column: int = 168
    """Narrower than this the board scrolls sideways instead."""
    most_abreast: int = 4
    least_lane: int = 28


class Measure(Protocol):
    """Heights in pixels, asked of the painter."""

    def card_height(self, place: Place, width: int) -> int: ...

    def label_height(self, lane: Lane) -> int: ...


class Box(NamedTuple):
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


class ColumnBox(NamedTuple):
    x: int
    width: int
    abreast: int
    card_width: int

    @property
    def right(self) -> int:
        return self.x + self.width


def columns_for(width: int, metrics: Metrics) -> tuple[ColumnBox, ...]:
    """Share the width out among the columns."""
    least = len(COLUMNS) * metrics.least_column + (len(COLUMNS) - 1) * metrics.column_gap
    room = max(width, least) - (len(COLUMNS) - 1) * metrics.column_gap
    boxes: list[ColumnBox] = []
    x = 0
    spare = room - len(COLUMNS) * metrics.least_column
    # Shares apply to the whole room unless the narrowest column would fall below its least width.
    widths = [int(room * share / sum(SHARES)) for share in SHARES]
    if min(widths) < metrics.least_column:
        widths = [metrics.least_column + int(spare * share / sum(SHARES)) for share in SHARES]
    widths[-1] = room - sum(widths[:-1])
    for each in widths:
        inner = each - 2 * metrics.pad
        abreast = _abreast(inner, metrics)
        boxes.append(ColumnBox(x, each, abreast, (inner - (abreast - 1) * metrics.gap) // abreast))
        x += each + metrics.column_gap
    return tuple(boxes)


def _abreast(inner: int, metrics: Metrics) -> int:
    """How many cards stand side by side in that width."""
    many = (inner + metrics.gap) // (metrics.easy_card + metrics.gap)
    two = 2 if inner >= 2 * metrics.least_card + metrics.gap else 1
    return int(max(two, min(many, metrics.most_abreast)))


class BoardLayout:
    """Geometry of the visible rows of a `BoardRows`."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.metrics = Metrics()
        self.columns: tuple[ColumnBox, ...] = columns_for(0, self.metrics)
        self.rows: BoardRows | None = None
        self._edition = -1
        self.tops: list[int] = [0]
        """Top of each lane, and last the bottom of all."""
        self._ends: list[list[int]] = []
        """For each cell: bottoms of its rows of cards, the gap below included, from the first card's top."""
        self._labels: list[int] = []

    def set_metrics(self, metrics: Metrics, width: int) -> None:
        """New text size: everything is measured again."""
        self.metrics = metrics
        self.columns = columns_for(width, metrics)
        if self.rows is not None:
            for cell in self.rows.cells:
                for place in cell.places:
                    place.width = 0
            self.lay_out(self.rows)

    def set_width(self, width: int) -> bool:
        """Whether the new width changed anything."""
        columns = columns_for(width, self.metrics)
        if columns == self.columns:
            return False
        self.columns = columns
        if self.rows is not None:
            self.lay_out(self.rows)
        return True

    def lay_out(self, rows: BoardRows) -> None:
        """Every cell."""
        self.rows = rows
        self._ends = [[] for _ in rows.cells]
        self._labels = [self.measure.label_height(lane) for lane in rows.lanes]
        for cell in rows.cells:
            cell.fresh = True
        self.refresh()

    def refresh(self) -> None:
        """The cells that changed, then the lanes."""
        if self.rows is None:
            return
        for index, cell in enumerate(self.rows.cells):
            if cell.fresh:
                self._ends[index] = self._lay_out_cell(cell, self.columns[index % len(COLUMNS)])
                cell.fresh = False
        self.tops = list(accumulate(self._lane_heights(), initial=0))
        self._edition = self.rows.edition

    def is_of(self, rows: BoardRows) -> bool:
        """Whether it shows these rows as they are now."""
        return self.rows is rows and self._edition == rows.edition

    def _lay_out_cell(self, cell: Cell, column: ColumnBox) -> list[int]:
        visible, width = cell.visible, column.card_width
        for place in visible:
            if place.width != width:
                place.height = self.measure.card_height(place, width)
                place.width = width
        heights = list(map(attrgetter("height"), visible))
        if column.abreast > 1:
            parts = [heights[start :: column.abreast] for start in range(column.abreast)]
            heights = list(map(max, zip_longest(*parts, fillvalue=0)))
        gap = self.metrics.gap
        return list(accumulate([height + gap for height in heights]))

    def _lane_heights(self) -> Iterator[int]:
        metrics = self.metrics
        for lane, label in enumerate(self._labels):
            first = lane * len(COLUMNS)
            tallest = max(ends[-1] if ends else 0 for ends in self._ends[first : first + len(COLUMNS)])
            if tallest:
                yield max(tallest - metrics.gap + 2 * metrics.pad, label)
            else:
                yield max(metrics.least_lane, label)

    @property
    def width(self) -> int:
        return self.columns[-1].right

    @property
    def height(self) -> int:
        return self.tops[-1]

    def rect(self, row: int) -> Box:
        """The card in a row."""
        assert self.rows is not None
        cell, index = self.rows.locate(row)
        return self._card(cell, index)

    def _card(self, cell: int, index: int) -> Box:
        metrics, column, ends = self.metrics, self.columns[cell % len(COLUMNS)], self._ends[cell]
        line, across = divmod(index, column.abreast)
        top = ends[line - 1] if line else 0
        x = column.x + metrics.pad + across * (column.card_width + metrics.gap)
        y = self.tops[cell // len(COLUMNS)] + metrics.pad + top
        return Box(x, y, column.card_width, ends[line] - top - metrics.gap)

    def cell_box(self, lane: int, column: int) -> Box:
        """A lane's part of a column."""
        box = self.columns[column]
        return Box(box.x, self.tops[lane], box.width, self.tops[lane + 1] - self.tops[lane])

    def lane_at(self, y: int) -> int:
        """The lane at a height; the nearest one outside."""
        return max(0, min(bisect_right(self.tops, y) - 1, len(self.tops) - 2))

    def column_at(self, x: int) -> int:
        """The column at a distance from the left, or -1 between and beside them."""
        for index, column in enumerate(self.columns):
            if column.x <= x < column.right:
                return index
        return -1

    def row_at(self, x: int, y: int) -> int:
        """The row of the card at a point, or -1."""
        column = self.column_at(x)
        if self.rows is None or column < 0 or not 0 <= y < self.height:
            return -1
        lane = self.lane_at(y)
        for row, box in self.cards_in(lane, column, y, y + 1):
            if box.x <= x < box.right and box.y <= y < box.bottom:
                return row
        return -1

    def cards_in(self, lane: int, column: int, top: int, bottom: int) -> Iterator[tuple[int, Box]]:
        """Rows of one cell, with their boxes, that lie at least partly between two heights."""
        if self.rows is None:
            return
        cell = lane * len(COLUMNS) + column
        ends, abreast = self._ends[cell], self.columns[column].abreast
        start = self.tops[lane] + self.metrics.pad
        count, first = len(self.rows.cells[cell].visible), self.rows.starts[cell]
        for index in range(bisect_left(ends, top - start) * abreast, count):
            box = self._card(cell, index)
            if box.y >= bottom:
                return
            yield first + index, box

    def visible(self, top: int, bottom: int) -> Iterator[tuple[int, Box]]:
        """Rows between two heights, in reading order."""
        for lane in self.lanes_between(top, bottom):
            for column in range(len(COLUMNS)):
                yield from self.cards_in(lane, column, top, bottom)

    def lanes_between(self, top: int, bottom: int) -> range:
        if self.rows is None or not self.rows.lanes:
            return range(0)
        return range(self.lane_at(max(top, 0)), self.lane_at(max(bottom - 1, 0)) + 1)
