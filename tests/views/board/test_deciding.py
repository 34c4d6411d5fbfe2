"""A proposal is decided from its ghost, or from the menu of the card that waits for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from app.rules.category import Category
from app.rules.decision import Stage
from app.views.board.card_menu import CardMenu
from tests.views.board import sample
from tests.views.board.conftest import Desk

CARBON, ROADS = "Better carbon management", "Road safety"
ISSUE = sample.issue_id(CARBON)


@pytest.fixture
def proposed(desk: Desk) -> Desk:
    desk.workspace.put_card(sample.proposed(CARBON, Category.IMPROVEMENT_PLAN))
    desk.settle()
    return desk


def menu(desk: Desk) -> tuple[CardMenu, dict[str, QAction]]:
    made = CardMenu(desk.board, desk.page.edits, desk.page, fixed=desk.page.state.fixed)
    return made, {action.text(): action for action in made.actions() if action.text()}


def stand_on(desk: Desk, title: str, *, ghost: bool) -> None:
    QTest.mouseClick(desk.board.viewport(), Qt.MouseButton.LeftButton, pos=desk.at(title, ghost))
    desk.settle()


def test_a_double_click_on_a_ghost_decides_and_on_its_card_opens(proposed: Desk) -> None:
    view = proposed.board.viewport()
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=proposed.at(CARBON, ghost=True))
    assert (proposed.decided, proposed.opened) == ([ISSUE], [])
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=proposed.at(CARBON))
    assert (proposed.decided, proposed.opened) == ([ISSUE], [ISSUE])


def test_enter_on_a_ghost_decides(proposed: Desk) -> None:
    stand_on(proposed, CARBON, ghost=True)
    proposed.press(Qt.Key.Key_Return)
    assert (proposed.decided, proposed.opened) == ([ISSUE], [])


def test_the_menu_offers_the_decision_first_on_the_ghost_and_second_on_the_card(proposed: Desk) -> None:
    for ghost, first in ((True, "Decide\u2026"), (False, "Open")):
        stand_on(proposed, CARBON, ghost=ghost)
        made, actions = menu(proposed)
        assert made.defaultAction().text() == first
        assert [name for name, action in actions.items() if not action.shortcut().isEmpty()] == [first]
        actions["Decide\u2026"].trigger()
    assert proposed.decided == [ISSUE, ISSUE]


def test_an_interim_card_is_signed_off_from_its_menu(desk: Desk) -> None:
    desk.workspace.put_card(sample.card(CARBON, stage=Stage.INTERIM))
    desk.settle()
    stand_on(desk, CARBON, ghost=False)
    _made, actions = menu(desk)
    actions["Sign off\u2026"].trigger()
    assert desk.decided == [ISSUE]


@pytest.mark.parametrize("stage", [None, Stage.CONFIRMED])
def test_a_card_with_nothing_to_decide_offers_no_decision(desk: Desk, stage: Stage | None) -> None:
    desk.workspace.put_card(sample.card(ROADS, stage=stage))
    desk.settle()
    stand_on(desk, ROADS, ghost=False)
    _made, actions = menu(desk)
    assert not {"Decide\u2026", "Sign off\u2026"} & set(actions)


def test_why_a_place_is_closed_is_told_as_plain_text_whatever_the_issue_is_called(desk: Desk) -> None:
    stand_on(desk, CARBON, ghost=False)
    desk.workspace.put_card(sample.card(CARBON, title="<img src=x.png>"))
    desk.settle()
    made, _actions = menu(desk)
    closed = [action.toolTip() for action in made.moves.actions() if not action.isEnabled()]
    assert closed
    for words in closed:
        assert words.startswith("<p>")
        assert "<img" not in words
