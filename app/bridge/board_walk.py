"""Where the arrow keys lead on the board: to the nearest card that way, across lanes and columns."""

from __future__ import annotations

from enum import Enum

from app.bridge.board_layout import BoardLayout, Box
from app.rules.category import COLUMNS


class Way(Enum):
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


def neighbour(layout: BoardLayout, row: int, way: Way) -> int:
    """The row of the next card that way, or the same row where there is none."""
    here = layout.rect(row)
    if way in (Way.UP, Way.DOWN):
        return _vertical(layout, row, here, down=way is Way.DOWN)
    return _horizontal(layout, row, here, right=way is Way.RIGHT)


def _vertical(layout: BoardLayout, row: int, here: Box, *, down: bool) -> int:
    """Stay in the column, the nearest card above or below, in this lane or the next that has one."""
    column = layout.column_at(here.x)
    lane = layout.lane_at(here.y)
    lanes = range(lane, len(layout.tops) - 1) if down else range(lane, -1, -1)
    for each in lanes:
        best, distance = -1, (0, 0)
        for other, box in _cell(layout, each, column):
            gap = box.y - here.bottom if down else here.y - box.bottom
            if other == row or gap < 0:
                continue
            away = (gap, abs(box.x - here.x))
            if best < 0 or away < distance:
                best, distance = other, away
        if best >= 0:
            return best
    return row


def _horizontal(layout: BoardLayout, row: int, here: Box, *, right: bool) -> int:
    """The nearest card beside this one: in the cell, else in the next column that has one in this lane."""
    column, lane = layout.column_at(here.x), layout.lane_at(here.y)
    columns = range(column, len(COLUMNS)) if right else range(column, -1, -1)
    for each in columns:
        best, distance = -1, (0, 0)
        for other, box in _cell(layout, lane, each):
            beside = box.x >= here.right if right else box.right <= here.x
            if not beside or (each == column and box.y != here.y):
                continue
            away = (abs(box.y - here.y), abs(box.x - here.x))
            if best < 0 or away < distance:
                best, distance = other, away
        if best >= 0:
            return best
    return _other_lane(layout, row, here, right=right)


def _other_lane(layout: BoardLayout, row: int, here: Box, *, right: bool) -> int:
    """Where the lane has nothing that way: the nearest card of the next column that has any."""
    column = layout.column_at(here.x)
    columns = range(column + 1, len(COLUMNS)) if right else range(column - 1, -1, -1)
    middle = layout.lane_at(here.y)
    for each in columns:
        best, distance = -1, (0, 0)
        for lane in range(len(layout.tops) - 1):
            for other, box in _ends_of(layout, lane, each, above=lane < middle):
                away = (abs(box.y - here.y), abs(box.x - here.x))
                if best < 0 or away < distance:
                    best, distance = other, away
        if best >= 0:
            return best
    return row


def _cell(layout: BoardLayout, lane: int, column: int) -> list[tuple[int, Box]]:
    return list(layout.cards_in(lane, column, layout.tops[lane], layout.tops[lane + 1]))


def _ends_of(layout: BoardLayout, lane: int, column: int, *, above: bool) -> list[tuple[int, Box]]:
    """Of a cell in another lane only the cards nearest to this lane count."""
    cards, abreast = _cell(layout, lane, column), layout.columns[column].abreast
    return cards[-abreast:] if above else cards[:abreast]


def page_step(layout: BoardLayout, row: int, distance: int) -> int:
    """The card about `distance` pixels further down its column (up if negative), or the last one that way."""
    here = layout.rect(row)
    goal = here.y + distance
    way = Way.DOWN if distance > 0 else Way.UP
    at = row
    while True:
        after = neighbour(layout, at, way)
        if after == at:
            return at
        box = layout.rect(after)
        if (distance > 0 and box.y > goal) or (distance < 0 and box.y < goal):
            return at if at != row else after
        at = after
