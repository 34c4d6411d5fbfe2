"""The one flag a card may carry: the first that holds, in the order of `Flag`."""

from __future__ import annotations

from collections.abc import Iterable

from app.rules.category import Category
from app.rules.indicator import Rag
from app.rules.issue import Action, Flag


def flag_of(
    category: Category,
    *,
    proposal_open: bool,
    slipped: bool,
    rag: Rag,
    open_actions: int,
    has_lead: bool,
) -> Flag | None:
    """Proposed, slipped, red without action, no lead, ready n/6.

    Only an Outcome slips, and only the Hot List is on its way to be ready; what left the lists has no flag.
    """
    if category is Category.LEFT:
        return Flag.PROPOSED if proposal_open else None
    holds = {
        Flag.PROPOSED: proposal_open,
        Flag.SLIPPED: slipped and category is Category.OUTCOMES,
        Flag.RED_WITHOUT_ACTION: red_without_action(category, rag, open_actions),
        Flag.NO_LEAD: lacks_lead(category, has_lead=has_lead),
        Flag.READY: category is Category.HOT_LIST,
    }
    return next((flag for flag in Flag if holds[flag]), None)


def red_without_action(category: Category, rag: Rag, open_actions: int) -> bool:
    """Red, and nobody is doing anything about it that is written down."""
    return category is not Category.LEFT and rag is Rag.RED and open_actions == 0


def lacks_lead(category: Category, *, has_lead: bool) -> bool:
    """Every issue on the lists has a lead person (7.8)."""
    return category is not Category.LEFT and not has_lead


def open_actions(actions: Iterable[Action]) -> int:
    """Actions not closed and not done."""
    return sum(1 for action in actions if action.closed is None and action.progress < 100)
