"""The board's words: a card as one sentence for a screen reader, its marks, and what hovering adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.rules.decision import Stage
from app.rules.indicator import Direction, Rag
from app.rules.issue import Board, Card, Flag, Item

RAG_WORDS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NONE: "Not judged"}
DIRECTION_WORDS = {
    Direction.BETTER: "getting better",
    Direction.WORSE: "getting worse",
    Direction.SAME: "no clear change",
    Direction.UP: "going up",
    Direction.DOWN: "going down",
    Direction.UNKNOWN: "direction not known",
}
FLAG_WORDS = {
    Flag.PROPOSED: "Proposed",
    Flag.SLIPPED: "Slipped",
    Flag.RED_WITHOUT_ACTION: "Red without action",
    Flag.NO_LEAD: "No lead",
    Flag.READY: "Ready",
}
CONDITIONS = 6


def flag_words(card: Card) -> str:
    """The one flag of a card, or an empty string."""
    if card.flag is None:
        return ""
    if card.flag is Flag.READY:
        return f"Ready {card.ready}/{CONDITIONS}"
    return FLAG_WORDS[card.flag]


@dataclass(frozen=True)
class BoardNames:
    """Names and short forms by id."""

    departments: dict[int, Item] = field(default_factory=dict)
    posts: dict[int, Item] = field(default_factory=dict)
    portfolios: dict[int, Item] = field(default_factory=dict)
    aims: dict[int, Item] = field(default_factory=dict)

    @classmethod
    def of(cls, board: Board) -> BoardNames:
        return cls(
            _by_id(board.departments), _by_id(board.posts), _by_id(board.portfolios), _by_id(board.aims)
        )

    def department(self, card: Card) -> str:
        return _name(self.departments, card.department_id)

    def lead(self, card: Card) -> str:
        return _name(self.posts, card.lead_post_id)

    def department_code(self, card: Card) -> str:
        return _short(self.departments, card.department_id)

    def initials(self, card: Card) -> str:
        return _short(self.posts, card.lead_post_id)


def _by_id(items: Iterable[Item]) -> dict[int, Item]:
    return {item.id: item for item in items}


def _name(items: dict[int, Item], key: int | None) -> str:
    item = items.get(key) if key is not None else None
    return item.name if item else ""


def _short(items: dict[int, Item], key: int | None) -> str:
    item = items.get(key) if key is not None else None
    if item is None:
        return ""
    return item.short or "".join(word[0] for word in item.name.split() if word[0].isupper())[:3]


def card_sentence(card: Card, ghost: bool, lane: str, names: BoardNames) -> str:
    """Everything the card shows, in one breath."""
    if ghost and card.proposed_to is not None:
        where = ", ".join(filter(None, (card.proposed_to.title, lane)))
        stays = f"It stays in {card.category.title} until the move is signed off."
        return f"Proposed place of {card.title}: {where}. {stays}"
    department, lead = names.department(card), names.lead(card)
    led = f"led by {lead}" if lead else "no lead person"
    place = ", ".join(filter(None, (card.category.title, lane)))
    parts = [card.title, place, f"{department}, {led}" if department else led.capitalize(), _judged(card)]
    flag = f"Ready {card.ready} of {CONDITIONS}" if card.flag is Flag.READY else flag_words(card)
    if flag and card.flag is not Flag.NO_LEAD:
        parts.append(flag)
    if card.horizon is not None:
        parts.append(sentence_case(card.horizon.judged))
    return ". ".join([*parts, *marks(card)]) + "."


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _judged(card: Card) -> str:
    if card.rag is Rag.NONE and card.direction is Direction.UNKNOWN:
        return "No indicator is judged"
    return f"{RAG_WORDS[card.rag]}, {DIRECTION_WORDS[card.direction]}"


def _rule(card: Card) -> str:
    """By which of its indicators the card is judged, and why that one."""
    if card.rag is Rag.NONE or not card.judged_by:
        return ""
    if card.leads == 1:
        return f"Judged by its lead indicator, {card.judged_by}"
    return f"Judged by the worst of its {card.leads} lead indicators, {card.judged_by}"


def marks(card: Card) -> list[str]:
    """What is unusual about where the card stands or about its figures."""
    found = []
    if card.proposed_to is not None:
        found.append(f"A move to {card.proposed_to.title} is proposed")
    elif card.stage is Stage.INTERIM:
        found.append("Interim until CMT or Cabinet decides")
    if card.exception:
        found.append("Here by a recorded exception")
    if card.illustrative:
        found.append("Illustrative figures")
    return found


def age_words(card: Card) -> str:
    """How long the card has stood where it stands."""
    if card.since is None:
        return ""
    if card.age_quarters <= 0:
        return f"Here since {card.since.label}, this quarter"
    quarters = "quarter" if card.age_quarters == 1 else "quarters"
    return f"Here since {card.since.label}, {card.age_quarters} {quarters} since the last decided move"


def hover_lines(card: Card, ghost: bool, names: BoardNames) -> list[str]:
    """What hovering adds to the card, a line each: title first."""
    if ghost:
        target = (card.proposed_to or card.category).title
        return [card.title, f"Proposed for {target}, waiting for sign-off"]
    lead, department = names.lead(card), names.department(card)
    lines = [
        card.title,
        f"Lead: {lead}" if lead else "No lead person yet",
        department,
        age_words(card),
        f"Trend of {card.trend_words}" if card.trend_words else "",
        _judged(card),
        _rule(card),
        sentence_case(card.horizon.judged) if card.horizon else "",
        *marks(card),
        "Tags: " + ", ".join(card.tags) if card.tags else "",
        f"Review on {card.review_date:%d/%m/%Y}" if card.review_date else "",
    ]
    return [line for line in lines if line]
