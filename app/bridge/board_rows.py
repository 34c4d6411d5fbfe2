"""Cards in reading order: cell after cell (lane, column), each cell knowing which cards pass the filter.

Facts that filters ask about are kept as columns, so that filtering runs through C loops however many cards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, compress, repeat
from operator import attrgetter, contains, not_
from typing import Any

from app.bridge.board_filter import BoardFilter
from app.bridge.board_grouping import Grouping, Lane, lane_key, lanes_of
from app.bridge.board_words import BoardNames
from app.rules.category import COLUMNS, Category
from app.rules.issue import Board, Card

COLUMN_OF = {category: index for index, category in enumerate(COLUMNS)}


@dataclass(eq=False, slots=True)
class Place:
    """One card in one place. A ghost is the place a proposal would give it."""

    card: Card
    ghost: bool
    order: int
    width: int = 0
    height: int = 0
    """Height in pixels at `width`, kept by the layout."""

    @property
    def category(self) -> Category:
        if self.ghost and self.card.proposed_to is not None:
            return self.card.proposed_to
        return self.card.category


class Cell:
    """The cards of one lane in one column: all of them, and the visible ones."""

    __slots__ = ("columns", "fresh", "ghosts", "places", "visible")

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.visible: list[Place] = []
        self.columns: tuple[list[Any], ...] = ([], [], [], [], [], [])
        self.ghosts = 0
        """How many of the places are ghosts."""
        self.fresh = True
        """The layout has not seen the visible cards yet."""

    def insert(self, place: Place, haystack: str) -> None:
        """Put the place where the board's own order has it."""
        at = _position(self.places, place.order)
        self.places.insert(at, place)
        self.ghosts += place.ghost
        for column, fact in zip(self.columns, _facts(place.card, haystack), strict=True):
            column.insert(at, fact)

    def append(self, place: Place, haystack: str) -> None:
        """As `insert`, for places that come in order."""
        self.places.append(place)
        self.ghosts += place.ghost
        for column, fact in zip(self.columns, _facts(place.card, haystack), strict=True):
            column.append(fact)

    def remove(self, place: Place) -> None:
        at = self.places.index(place)
        del self.places[at]
        self.ghosts -= place.ghost
        for column in self.columns:
            del column[at]

    def apply(self, chosen: BoardFilter) -> None:
        """Recompute the visible places."""
        self.fresh = True
        if chosen.empty:
            self.visible = list(self.places)
            return
        tests = self._tests(chosen)
        kept = tests[0] if len(tests) == 1 else map(all, zip(*tests, strict=True))
        self.visible = list(compress(self.places, kept))

    def _tests(self, chosen: BoardFilter) -> list[Iterable[object]]:
        departments, leads, rags, flags, tags, haystacks = self.columns
        tests: list[Iterable[object]] = [
            map(members.__contains__, column)
            for members, column in (
                (chosen.departments, departments),
                (chosen.leads, leads),
                (chosen.rags, rags),
                (chosen.flags, flags),
            )
            if members
        ]
        if chosen.tags:
            tests.append(map(not_, map(chosen.tags.isdisjoint, tags)))
        tests.extend(map(contains, haystacks, repeat(word)) for word in chosen.words)
        return tests


def _facts(card: Card, haystack: str) -> tuple[object, ...]:
    return (card.department_id, card.lead_post_id, card.rag, card.flag, card.tags, haystack)


def _position(places: list[Place], order: int) -> int:
    return bisect_left(places, order, key=attrgetter("order"))


class BoardRows:
    """A board grouped into lanes and filtered. Rows count visible places in reading order."""

    def __init__(self, board: Board, grouping: Grouping, chosen: BoardFilter) -> None:
        self.grouping = grouping
        self.names = BoardNames.of(board)
        self.chosen = chosen
        self.lanes: tuple[Lane, ...] = lanes_of(board, grouping)
        self._lane_index = {lane.key: index for index, lane in enumerate(self.lanes)}
        self.cells = [Cell() for _ in range(len(self.lanes) * len(COLUMNS))]
        self.solids: dict[int, Place] = {}
        self.ghosts: dict[int, Place] = {}
        self.starts: list[int] = []
        self.edition = 0
        """Grows with every change of what is visible, so that a layout knows when it is out of date."""
        for order, card in enumerate(board.cards):
            self._add(card, order)
        self.filter(chosen)

    def _add(self, card: Card, order: int) -> None:
        haystack = self.haystack(card)
        for place in places_of(card, order):
            self._by_id(place)[card.issue_id] = place
            self.cells[self.cell_of(place)].append(place, haystack)

    def _by_id(self, place: Place) -> dict[int, Place]:
        return self.ghosts if place.ghost else self.solids

    def haystack(self, card: Card) -> str:
        """What the text filter looks into."""
        names = self.names
        owners = (names.department(card), names.department_code(card), names.lead(card))
        return "\n".join((card.title, *owners, *card.tags)).casefold()

    def cell_of(self, place: Place) -> int:
        """Index of its cell: lane after lane, three columns each."""
        key = lane_key(place.card, self.grouping)
        lane = self._lane_index.get(key, self._lane_index.get(None, 0))
        return lane * len(COLUMNS) + COLUMN_OF[place.category]

    def filter(self, chosen: BoardFilter) -> None:
        self.chosen = chosen
        for cell in self.cells:
            cell.apply(chosen)
        self.count()

    def count(self) -> None:
        """Bring the first rows of the cells up to date."""
        self.edition += 1
        self.starts = list(accumulate((len(cell.visible) for cell in self.cells), initial=0))

    def __len__(self) -> int:
        return self.starts[-1]

    def __iter__(self) -> Iterator[Place]:
        for cell in self.cells:
            yield from cell.visible

    def locate(self, row: int) -> tuple[int, int]:
        """Cell index and place within it, of a row."""
        cell = bisect_right(self.starts, row) - 1
        return cell, row - self.starts[cell]

    def at(self, row: int) -> Place:
        cell, index = self.locate(row)
        return self.cells[cell].visible[index]

    def row_of(self, place: Place) -> int:
        """Its row, or -1 while the filter hides it."""
        cell = self.cell_of(place)
        try:
            return self.starts[cell] + self.cells[cell].visible.index(place)
        except ValueError:
            return -1

    def row(self, issue_id: int, ghost: bool = False) -> int:
        place = (self.ghosts if ghost else self.solids).get(issue_id)
        return -1 if place is None else self.row_of(place)

    def lane_of(self, place: Place) -> Lane:
        return self.lanes[self.cell_of(place) // len(COLUMNS)]

    def shown_in(self, column: int) -> int:
        """Issues a column shows; ghosts do not count."""
        cells = self.cells[column :: len(COLUMNS)]
        ghosts = sum(place.ghost for cell in cells if cell.ghosts for place in cell.visible)
        return sum(len(cell.visible) for cell in cells) - ghosts

    def passes(self, place: Place) -> bool:
        """Whether the filter lets it through."""
        alone = Cell()
        alone.append(place, self.haystack(place.card))
        alone.apply(self.chosen)
        return bool(alone.visible)

    def row_before(self, place: Place) -> int:
        """The row before which a place not on the board yet would stand; -1 where the filter hides it."""
        if not self.passes(place):
            return -1
        cell = self.cell_of(place)
        return self.starts[cell] + _position(self.cells[cell].visible, place.order)

    def put(self, place: Place) -> None:
        """Add a place."""
        cell = self.cells[self.cell_of(place)]
        if self.passes(place):
            cell.visible.insert(_position(cell.visible, place.order), place)
        cell.insert(place, self.haystack(place.card))
        cell.fresh = True
        self._by_id(place)[place.card.issue_id] = place
        self.count()

    def drop(self, place: Place) -> None:
        """Take a place away."""
        cell = self.cells[self.cell_of(place)]
        if place in cell.visible:
            cell.visible.remove(place)
        cell.remove(place)
        cell.fresh = True
        del self._by_id(place)[place.card.issue_id]
        self.count()

    def fits(self, old: Card | None, new: Card) -> bool:
        """Whether the lanes stay as they are when `new` takes the place of `old`."""
        if not self._has_lane_for(new):
            return False
        if old is None or lane_key(old, self.grouping) == lane_key(new, self.grouping):
            return True
        lane = self._lane_index.get(lane_key(old, self.grouping), self._lane_index.get(None, 0))
        if not self.lanes[lane].optional:
            return True
        cells = self.cells[lane * len(COLUMNS) : (lane + 1) * len(COLUMNS)]
        return any(place.card.issue_id != old.issue_id for cell in cells for place in cell.places)

    def _has_lane_for(self, card: Card) -> bool:
        return lane_key(card, self.grouping) in self._lane_index or self.grouping is Grouping.NONE


def places_of(card: Card, order: int) -> list[Place]:
    """Its place on the board, and its ghost's. An issue that left has only the ghost of a proposed return."""
    places = [Place(card, False, order)] if card.category in COLUMN_OF else []
    if card.proposed_to in COLUMN_OF and card.proposed_to is not card.category:
        places.append(Place(card, True, order))
    return places
