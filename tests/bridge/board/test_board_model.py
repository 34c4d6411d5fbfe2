"""The item model: a change of a few cards moves a few rows and ends where a fresh model begins."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.bridge.board_change import changed_cards
from app.bridge.board_filter import BoardFilter
from app.bridge.board_grouping import Grouping
from app.bridge.board_model import BoardModel, Role
from app.bridge.board_rows import BoardRows
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.indicator import Rag
from app.rules.issue import Board, Flag
from tests.views.board import sample


@pytest.fixture
def model(qtbot: QtBot) -> BoardModel:
    made = BoardModel()
    made.set_board(sample.board())
    return made


def shown(rows: BoardRows) -> list[tuple[int, bool]]:
    return [(place.card.issue_id, place.ghost) for place in rows]


def test_counts_are_of_issues_on_the_board_and_not_of_ghosts(model: BoardModel) -> None:
    model.update_board(sample.board(sample.proposed()))
    assert (model.on_board, model.shown, model.rowCount()) == (31, 31, 32)
    model.set_filter(BoardFilter(text="carbon"))
    assert (model.on_board, model.shown, model.rowCount()) == (31, 1, 2)


def test_a_move_is_told_as_one_moved_row(model: BoardModel, qtbot: QtBot) -> None:
    kept = QPersistentModelIndex(model.index_of(sample.issue_id("Road safety")))
    moved = sample.card("Road safety", category=Category.HOT_LIST)
    with qtbot.waitSignals([model.rowsMoved, model.counted]), qtbot.assertNotEmitted(model.modelReset):
        model.update_board(sample.board(moved))
    assert kept.data(Role.ISSUE) == moved.issue_id
    assert model.counts[Category.HOT_LIST] == 15
    assert model.counts[Category.OUTCOMES] == 8


def test_a_proposal_puts_a_ghost_in_and_its_withdrawal_takes_it_out(model: BoardModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.rowsInserted):
        model.update_board(sample.board(sample.proposed()))
    assert model.index_of(sample.issue_id("Better carbon management"), ghost=True).data(Role.GHOST)
    with qtbot.waitSignal(model.rowsRemoved):
        model.update_board(sample.board())


def test_another_list_or_another_issue_shows_the_board_afresh(model: BoardModel, qtbot: QtBot) -> None:
    fewer = replace(sample.board(), cards=sample.cards()[:-1])
    with qtbot.waitSignal(model.modelReset):
        model.update_board(fewer)
    assert model.on_board == 30


def test_a_refresh_that_changes_nothing_touches_no_row(model: BoardModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.update_board(sample.board())


def _shuffled(board: Board, dice: random.Random) -> Board:
    """A few cards moved, proposed, edited or gone."""
    cards = list(board.cards)
    for at in dice.sample(range(len(cards)), dice.randrange(1, 5)):
        change = dice.randrange(5)
        card = cards[at]
        if change == 0:
            cards[at] = replace(card, category=dice.choice(list(Category)), proposed_to=None, stage=None)
        elif change == 1:
            to = dice.choice(list(Category))
            cards[at] = replace(card, proposed_to=to, stage=Stage.PROPOSED, flag=Flag.PROPOSED)
        elif change == 2:
            cards[at] = replace(card, aim_id=dice.choice((None, 1, 2, 3)), rag=dice.choice(list(Rag)))
        elif change == 3:
            cards[at] = replace(card, lead_post_id=dice.choice((None, 1, 2, 14)), title=card.title + "x")
        else:
            cards[at] = replace(card, department_id=dice.choice((None, 1, 4)))
    return replace(board, cards=tuple(cards))


@pytest.mark.parametrize("seed", range(12))
def test_any_row_of_changes_ends_where_a_fresh_model_begins(seed: int, qtbot: QtBot) -> None:
    dice = random.Random(seed)
    model = BoardModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    board = sample.board()
    model.set_board(board)
    for _ in range(25):
        if not dice.randrange(4):
            model.set_filter(
                BoardFilter(text=dice.choice(("", "e", "ch")), rags=frozenset(dice.sample(list(Rag), 2)))
            )
        if not dice.randrange(5):
            model.set_grouping(dice.choice(list(Grouping)))
        after = _shuffled(board, dice)
        model.set_board(after, changed_cards(board, after))
        board = after
        fresh = BoardRows(board, model.grouping, model.filter)
        assert shown(model.rows) == shown(fresh)
        assert [lane.title for lane in model.rows.lanes] == [lane.title for lane in fresh.lanes]
        assert [model.rows.shown_in(column) for column in range(3)] == [fresh.shown_in(c) for c in range(3)]
        on_board = sum(card.category is not Category.LEFT for card in board.cards)
        assert model.on_board == on_board


def test_a_screen_reader_hears_all_that_the_card_shows(model: BoardModel) -> None:
    index = model.index_of(sample.issue_id("Road safety"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Road safety. Outcomes of Corporate Importance, Hampshire safer & more secure for all. "
        "Environment, led by Head of Highways. Red, getting worse. Slipped."
    )
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Road safety"


def test_a_card_without_a_lead_or_indicator_says_so(model: BoardModel) -> None:
    index = model.index_of(sample.issue_id("Reducing rural inequalities & supporting rural communities"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(
        "Culture, Communities and Rural Affairs, no lead person. No indicator is judged."
    )


def test_a_ghost_says_where_the_issue_is_until_it_is_decided(model: BoardModel) -> None:
    model.update_board(sample.board(sample.proposed()))
    ghost = model.index_of(sample.issue_id("Better carbon management"), ghost=True)
    assert ghost.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Proposed place of Better carbon management: Improvement Plan, Enhancing our quality of place. "
        "It stays in Hot List until the move is signed off."
    )


def test_hovering_adds_age_lead_and_marks(model: BoardModel) -> None:
    card = sample.card("Economy and jobs", exception=True, illustrative=True, tags=("rural", "LAA"))
    model.update_board(sample.board(card))
    lines = model.index_of(card.issue_id).data(Role.HOVER)
    assert lines[0] == "Economy and jobs"
    assert "Here since 2009/10 Q2, 2 quarters since the last decided move" in lines
    assert "Here by a recorded exception" in lines
    assert "Tags: rural, LAA" in lines
