"""What differs between two states of the board, so that a move repaints two cells and not the world."""

from __future__ import annotations

from itertools import compress
from operator import attrgetter, is_not, ne

from app.rules.issue import Board, Card

_IDENTITY = attrgetter("issue_id")


def changed_cards(old: Board, new: Board) -> tuple[Card, ...] | None:
    """The new cards that differ; None where issues came or went, or a list or the quarter changed.

    Takes a while with many cards, so it is asked where the board is read and not where it is shown.
    """
    if not _same_frame(old, new):
        return None
    if list(map(_IDENTITY, old.cards)) != list(map(_IDENTITY, new.cards)):
        return None
    candidates = compress(zip(old.cards, new.cards, strict=True), map(is_not, old.cards, new.cards))
    return tuple(after for before, after in candidates if ne(before, after))


def _same_frame(old: Board, new: Board) -> bool:
    """Whether lanes, columns and names stay."""
    return (
        old.quarter == new.quarter
        and old.past == new.past
        and len(old.cards) == len(new.cards)
        and old.aims == new.aims
        and old.departments == new.departments
        and old.posts == new.posts
        and old.portfolios == new.portfolios
    )
