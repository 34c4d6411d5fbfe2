"""What hovering a card says of its colour: by which rule and which indicator it is judged."""

from __future__ import annotations

from dataclasses import replace

from app.bridge.board_words import BoardNames, hover_lines
from app.rules.category import Category
from app.rules.indicator import Rag
from app.rules.issue import Card
from app.store.queries.board import board
from app.store.store import Store
from tests.plan_fixtures import store
from tests.plans import NEET, Q4

__all__ = ["store"]

PLAIN = Card(1, 1, "Roads", Category.OUTCOMES, None, None, None, None)
RED = replace(PLAIN, rag=Rag.RED, judged_by="NI 168", leads=3)


def test_hovering_names_the_worst_of_several_lead_indicators() -> None:
    assert "Judged by the worst of its 3 lead indicators, NI 168" in hover_lines(RED, False, BoardNames())


def test_a_card_that_is_not_judged_names_no_rule() -> None:
    assert not any("Judged by" in line for line in hover_lines(PLAIN, False, BoardNames()))


def test_the_board_knows_by_which_indicator_each_card_is_judged(store: Store) -> None:
    with store.reading() as session:
        card = next(card for card in board(session, Q4).cards if card.issue_id == NEET)
    assert (card.rag, card.judged_by, card.leads) == (Rag.RED, "NI 117", 1)
    assert "Judged by its lead indicator, NI 117" in hover_lines(card, False, BoardNames())
