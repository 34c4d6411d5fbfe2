"""Swimlanes: by what the board is grouped, and in which lane a card lies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.rules.issue import Board, Card, Item


class Grouping(StrEnum):
    AIM = "aim"
    DEPARTMENT = "department"
    LEAD = "lead"
    PORTFOLIO = "portfolio"
    NONE = "none"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Grouping.AIM: "Aim",
    Grouping.DEPARTMENT: "Department",
    Grouping.LEAD: "Lead",
    Grouping.PORTFOLIO: "Executive portfolio",
    Grouping.NONE: "None",
}
_MISSING = {
    Grouping.AIM: "No aim yet",
    Grouping.DEPARTMENT: "No department yet",
    Grouping.LEAD: "No lead yet",
    Grouping.PORTFOLIO: "No portfolio yet",
    Grouping.NONE: "",
}
_FIELDS = {
    Grouping.AIM: "aim_id",
    Grouping.DEPARTMENT: "department_id",
    Grouping.LEAD: "lead_post_id",
    Grouping.PORTFOLIO: "portfolio_id",
}


@dataclass(frozen=True, slots=True)
class Lane:
    """A swimlane. `key` None gathers what has no entry; an `optional` lane goes when its last card does."""

    key: int | None
    title: str
    optional: bool = False


def lane_key(card: Card, grouping: Grouping) -> int | None:
    """The id by which the card is put into its lane."""
    field = _FIELDS.get(grouping)
    if field is None:
        return None
    key: int | None = getattr(card, field)
    return key


def lanes_of(board: Board, grouping: Grouping) -> tuple[Lane, ...]:
    """Lanes in the list's own order. Leads without an issue, retired entries without one, get no lane."""
    if grouping is Grouping.NONE:
        return (Lane(None, ""),)
    used = {lane_key(card, grouping) for card in board.cards}
    items = _items(board, grouping)
    every = grouping is not Grouping.LEAD
    lanes = [
        Lane(item.id, item.name, optional=not every or item.retired)
        for item in items
        if (every and not item.retired) or item.id in used
    ]
    if used - {lane.key for lane in lanes}:
        lanes.append(Lane(None, _MISSING[grouping], optional=True))
    return tuple(lanes)


def _items(board: Board, grouping: Grouping) -> tuple[Item, ...]:
    return {
        Grouping.AIM: board.aims,
        Grouping.DEPARTMENT: board.departments,
        Grouping.LEAD: board.posts,
        Grouping.PORTFOLIO: board.portfolios,
    }[grouping]
