"""The board's cards and the issues that left, as tables for a file."""

from __future__ import annotations

from app.bridge.board_grouping import Grouping
from app.bridge.board_model import BoardModel
from app.bridge.board_words import DIRECTION_WORDS, RAG_WORDS, flag_words, marks
from app.rules.category import Category
from app.rules.indicator import Direction
from app.rules.issue import Card
from app.rules.shown_table import Cell, ShownTable, columns_of

_COLUMNS = (
    ("Issue", 44), ("Category", 26), ("RAG", 11), ("Direction", 18), ("Flag", 18), ("Department", 26), ("Lead", 26),
    ("Aim", 30), ("Here since", 12), ("Quarters here", 9), ("Tags", 20), ("Review", 12),
    ("Judged over", 13), ("Remarks", 36),
)  # fmt: skip
_LEFT = (("Issue", 50), ("Left in", 12), ("Department", 28), ("Lead", 28), ("Proposed", 26))


def board_table(model: BoardModel) -> ShownTable:
    """What the filters let through, in reading order. A proposed place is told with its card, not as a second one."""
    rows = model.rows
    lanes = rows.grouping is not Grouping.NONE
    heads = ((rows.grouping.label, 26), *_COLUMNS) if lanes and rows.grouping not in _TOLD else _COLUMNS
    cells = []
    for place in rows:
        if not place.ghost:
            row = _row(model, place.card)
            cells.append((rows.lane_of(place).title, *row) if heads is not _COLUMNS else row)
    return ShownTable(
        "Board", columns_of(*heads), tuple(cells), _facts(model, len(cells)), draft=not model.board.past
    )


_TOLD = (Grouping.AIM, Grouping.DEPARTMENT, Grouping.LEAD)
"""Groupings that have a column of their own anyway."""


def _row(model: BoardModel, card: Card) -> tuple[Cell, ...]:
    names = model.rows.names
    aim = names.aims.get(card.aim_id or 0)
    unknown = card.direction is Direction.UNKNOWN
    return (
        card.title, card.category.title, RAG_WORDS[card.rag],
        "" if unknown else DIRECTION_WORDS[card.direction].capitalize(), flag_words(card), names.department(card),
        names.lead(card), aim.name if aim else "", card.since.label if card.since else "", card.age_quarters,
        ", ".join(card.tags), card.review_date,
        f"{card.horizon.chart_years} years" if card.horizon else "", ". ".join(marks(card)),
    )  # fmt: skip


def _facts(model: BoardModel, shown: int) -> tuple[tuple[str, str], ...]:
    chosen = model.filter
    facts = [("Plan", model.board.plan_name), ("Quarter", model.board.quarter.label)]
    if not chosen.empty:
        facts.append(("Shown", f"{shown} of {model.on_board} issues: those that pass the filters"))
    return tuple(facts)


def left_table(model: BoardModel) -> ShownTable:
    """Issues that left the lists, as their own list shows them."""
    names = model.rows.names
    rows = tuple(
        (
            card.title, card.since.label if card.since else "", names.department(card), names.lead(card),
            card.proposed_to.title if card.proposed_to else "",
        )
        for card in model.board.cards
        if card.category is Category.LEFT
    )  # fmt: skip
    facts = (("Plan", model.board.plan_name), ("Quarter", model.board.quarter.label))
    return ShownTable("Issues that left the lists", columns_of(*_LEFT), rows, facts, draft=not model.board.past)
