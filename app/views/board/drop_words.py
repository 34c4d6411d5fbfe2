"""What the board says while a card is held over it: why a column is closed, what a drop would begin."""

from __future__ import annotations

from collections.abc import Sequence

from app.bridge.board_words import CONDITIONS
from app.rules.category import Category
from app.rules.issue import Card
from app.rules.moves import Rule, Verdict
from app.views.shared import words


def refusal(verdict: Verdict) -> str:
    """Why the drop is not possible, short enough for a greyed column."""
    if not verdict.forbidden:
        return ""
    problem = verdict.forbidden[0]
    said = words.said(problem)
    return said.what if problem.code == "no_arrow" else f"{said.what} {said.do}".strip()


def welcome(verdict: Verdict, cards: Sequence[Card]) -> str:
    """What a drop there begins."""
    if verdict.rule is Rule.M2:
        return f"Drop to move to the plan. {_readiness(cards)}"
    if verdict.over_limit:
        return "Drop to move to the plan, which would be larger than it should be."
    return (
        {
            Rule.M1: "Drop to bring it to the Hot List for an extra push.",
            Rule.M3: "Drop to return it to the Outcomes.",
            Rule.M4: "A decision not to proceed.",
            Rule.M5: "CPEG takes it off the plan.",
            Rule.M6: "Drop to bring it to the Hot List.",
        }.get(verdict.rule, f"Drop to move to {verdict.to.title}.")
        if verdict.rule
        else ""
    )


def _readiness(cards: Sequence[Card]) -> str:
    if len(cards) == 1:
        return f"Ready {cards[0].ready} of {CONDITIONS}."
    ready = sum(1 for card in cards if card.ready >= CONDITIONS)
    return f"{ready} of {len(cards)} ready."


def nowhere(card: Card, *, right: bool, refused: Verdict | None) -> str:
    """Why a move by keyboard does not start."""
    side = "right" if right else "left"
    if refused is None:
        return f"There is no column to the {side} of {card.category.title}."
    return refusal(refused)


def not_moved(titles: Sequence[str], verdict: Verdict) -> str:
    """After a drop where the framework forbids it."""
    what = f"“{titles[0]}”" if len(titles) == 1 else f"{len(titles)} issues"
    stays = "stays where it is" if len(titles) == 1 else "stay where they are"
    way = " “Move as an exception” is in the card's menu." if verdict.by_exception else ""
    return f"{what} {stays}. {refusal(verdict)}{way} Nothing was recorded."


def started(titles: Sequence[str], to: Category) -> str:
    """Said to a screen reader when a move begins."""
    what = titles[0] if len(titles) == 1 else f"{len(titles)} issues"
    where = "off the lists" if to is Category.LEFT else f"to {to.title}"
    return f"Moving {what} {where}. The move sheet opens."
