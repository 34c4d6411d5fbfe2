"""What the framework's judgement needs to know of a card, taken from the board: verdicts without asking the store."""

from __future__ import annotations

from app.bridge.board_model import BoardModel
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.issue import Card, Flag
from app.rules.movement import MoveFacts, Verdict, drop_targets


def facts_of(card: Card, model: BoardModel) -> MoveFacts:
    """Enough to say where the card may go. The move sheet asks the store for readiness and criteria."""
    return MoveFacts(
        issue_id=card.issue_id,
        title=card.title,
        category=card.category,
        has_lead=card.lead_post_id is not None,
        plan_count=model.counts[Category.IMPROVEMENT_PLAN],
        plan_limit=model.board.plan_limit,
        slipped=card.flag is Flag.SLIPPED,
        proposal_open=card.stage is Stage.PROPOSED or card.proposed_to is not None,
        past=model.board.past,
        read_only=model.read_only,
        quarter=model.board.quarter,
        since=card.since,
    )


def verdicts_for(cards: list[Card], model: BoardModel) -> dict[Category, Verdict]:
    """A verdict for every place, on which all the cards agree; the first that is refused speaks for all."""
    found: dict[Category, Verdict] = {}
    for card in cards:
        for to, verdict in drop_targets(facts_of(card, model)).items():
            before = found.get(to)
            if before is None or (before.allowed and not verdict.allowed):
                found[to] = verdict
    return found


def next_permitted(
    category: Category, verdicts: dict[Category, Verdict], columns: tuple[Category, ...], *, right: bool
) -> Category | None:
    """The nearest column that way into which the framework lets the card; None where there is none."""
    if category not in columns:
        return None
    at = columns.index(category)
    ahead = columns[at + 1 :] if right else columns[:at][::-1]
    return next((to for to in ahead if to in verdicts and verdicts[to].allowed), None)
