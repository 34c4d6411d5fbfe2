"""The board's question, asked of a real store: what it answers, and what changes between two answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bridge.board_facts import facts_of, verdicts_for
from app.bridge.board_filter import BoardFilter
from app.bridge.board_model import BoardModel
from app.bridge.board_state import BoardAnswer, BoardQuestion
from app.commands.edit_issue import EditIssues, SetTags
from app.commands.move_issue import ProposeMove, RecordMove
from app.commands.saved_view import SaveView
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.issue import Board, Flag
from app.rules.movement import drop_targets
from app.store.queries import issues
from app.store.store import Store
from tests.conftest import StoppedClock
from tests.plans import ACTOR, CABINET, CARBON, Q4, ROADS, SAFETY, SCHOOLS, WASTE, make_plan


@pytest.fixture
def store(tmp_path: Path, clock: StoppedClock) -> Iterator[Store]:
    made = make_plan(tmp_path)
    yield made
    made.close()


def ask(store: Store, before: Board | None = None) -> BoardAnswer:
    with store.reading() as session:
        return BoardQuestion(Q4, before)(session)


def test_the_answer_fills_the_board(store: Store, qtbot: QtBot) -> None:
    model = BoardModel()
    model.set_board(ask(store).board)
    assert [model.counts[category] for category in Category] == [2, 2, 2, 0]
    assert model.on_board == 6


def test_a_proposal_changes_one_card_and_shows_a_ghost(store: Store, qtbot: QtBot) -> None:
    model = BoardModel()
    first = ask(store).board
    model.set_board(first)
    store.change(ProposeMove(SAFETY, 1, Category.HOT_LIST, Q4, None, "Casualties rose."), ACTOR)
    second = ask(store, first)
    assert second.cards is not None
    assert [card.issue_id for card in second.cards] == [SAFETY]
    model.set_board(second.board, second.cards)
    assert model.index_of(SAFETY, ghost=True).isValid()
    card = model.card(SAFETY)
    assert card is not None
    assert (card.flag, card.stage, card.category) == (Flag.PROPOSED, Stage.PROPOSED, Category.OUTCOMES)
    assert not verdicts_for([card], model)[Category.HOT_LIST].allowed


def test_a_recorded_move_takes_the_card_over(store: Store, qtbot: QtBot) -> None:
    model = BoardModel()
    first = ask(store).board
    model.set_board(first)
    command = RecordMove(
        SAFETY, 1, Category.HOT_LIST, Q4, CABINET, "Casualties rose.", decided_on=date(2010, 2, 22)
    )
    store.change(command, ACTOR)
    second = ask(store, first)
    model.set_board(second.board, second.cards)
    assert model.counts[Category.HOT_LIST] == 3
    assert not model.index_of(SAFETY, ghost=True).isValid()


def test_several_issues_are_edited_and_tagged_and_found_by_it(store: Store, qtbot: QtBot) -> None:
    board = ask(store).board
    versions = {card.issue_id: card.version for card in board.cards}
    targets = tuple((issue, versions[issue]) for issue in (CARBON, ROADS))
    store.change(EditIssues(targets, "review_date", date(2010, 9, 30)), ACTOR)
    store.change(SetTags((CARBON, WASTE), add=("rural",)), ACTOR)
    model = BoardModel()
    model.set_board(ask(store).board)
    model.set_filter(BoardFilter(tags=frozenset(("rural",))))
    assert {place.card.issue_id for place in model.rows} == {CARBON, WASTE}
    card = model.card(ROADS)
    assert card is not None
    assert card.review_date == date(2010, 9, 30)


def test_a_saved_view_comes_with_the_board(store: Store) -> None:
    body = {"grouping": "lead", "filter": BoardFilter(text="roads").as_body()}
    store.change(SaveView("Roads", "board", body), ACTOR)
    store.change(SaveView("Elsewhere", "indicators", {}), ACTOR)
    assert [(view.name, view.body) for view in ask(store).views] == [("Roads", body)]


@pytest.mark.parametrize("issue", [CARBON, SCHOOLS, ROADS, WASTE, SAFETY])
def test_the_board_judges_a_drop_as_the_store_does(issue: int, store: Store, qtbot: QtBot) -> None:
    model = BoardModel()
    model.set_board(ask(store).board)
    card = model.card(issue)
    assert card is not None
    with store.reading() as session:
        known = drop_targets(issues.move_facts(session, issue, Q4))
    seen = drop_targets(facts_of(card, model))
    assert {to: (each.allowed, each.by_exception, each.over_limit) for to, each in seen.items()} == {
        to: (each.allowed, each.by_exception, each.over_limit) for to, each in known.items()
    }
