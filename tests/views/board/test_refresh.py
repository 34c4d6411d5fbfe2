"""The board while the store changes under it: nothing jumps, nothing chosen is lost."""

from __future__ import annotations

import json
from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.bridge.board_filter import BoardFilter
from app.bridge.board_grouping import Grouping
from app.rules.category import Category
from app.rules.decision import Stage
from app.views.board.page import BoardPage
from tests.views.board import sample
from tests.views.board.conftest import Desk
from tests.views.board.fakes import FakeWorkspace

CARBON = "Better carbon management"
HOMES = "Increasing availability of affordable homes, including in rural areas"


def on_screen(desk: Desk, title: str) -> int:
    """How far below the upper edge the card is now."""
    return desk.board.visualRect(desk.board.board_model.index_of(sample.issue_id(title))).y()


def test_a_move_elsewhere_leaves_the_view_where_it_was(desk: Desk) -> None:
    desk.at(CARBON)
    before = on_screen(desk, CARBON)
    # Above what is in view a lane grows by a row of cards.
    desk.workspace.put_card(sample.card("Road safety", category=Category.HOT_LIST))
    desk.settle()
    assert on_screen(desk, CARBON) == before


def test_a_board_read_afresh_leaves_the_view_and_the_selection_as_they_were(desk: Desk) -> None:
    desk.click(HOMES)
    desk.at(CARBON)
    before = on_screen(desk, CARBON)
    fewer = replace(sample.board(), cards=sample.cards()[1:])
    desk.workspace.put(fewer)
    desk.settle()
    assert desk.page.state.model.on_board == 30
    assert on_screen(desk, CARBON) == before
    assert desk.selected() == [HOMES]
    assert desk.current() == HOMES


def test_a_confirmed_move_takes_the_card_over_and_keeps_it_chosen(desk: Desk) -> None:
    desk.click(CARBON)
    desk.workspace.put_card(sample.proposed())
    desk.settle()
    assert desk.rect(CARBON, ghost=True).x() > desk.rect(CARBON).x()
    desk.workspace.put_card(
        sample.card(CARBON, category=Category.IMPROVEMENT_PLAN, stage=Stage.CONFIRMED, flag=None)
    )
    desk.settle()
    assert desk.selected() == [CARBON]
    assert desk.board.board_layout.column_at(desk.rect(CARBON).x()) == 1
    assert "8 of at most" not in desk.board.heads.accessibleName()
    assert "Improvement Plan: Hard to Move: 9 of at most 10" in desk.board.heads.accessibleName()


def test_a_plan_larger_than_it_should_be_is_marked(desk: Desk) -> None:
    desk.workspace.put(replace(sample.board(), plan_limit=7))
    desk.settle()
    assert desk.board.heads._heads[1].warning
    assert desk.board.heads._heads[1].count == "8 of at most 7"


def test_the_page_tells_how_many_issues_are_on_the_board(workspace: FakeWorkspace, qtbot: QtBot) -> None:
    page = BoardPage(workspace)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.badge_changed) as told:
        page.activated()
    assert told.args == ["31", False]


def test_where_one_was_is_kept_through_a_restart(desk: Desk, qtbot: QtBot) -> None:
    desk.page.resize(1269, 500)
    desk.page.set_grouping(Grouping.DEPARTMENT)
    desk.page.set_filter(BoardFilter(departments=frozenset((2, 4, 6))))
    desk.click(CARBON)
    desk.page.stage.tray.set_folded(True)
    desk.settle()
    scroll = desk.board.verticalOffset()
    assert scroll > 0
    kept = json.loads(json.dumps(desk.page.view_state()))

    page = BoardPage(FakeWorkspace())
    qtbot.addWidget(page)
    page.resize(desk.page.size())
    page.show()
    page.restore_view_state(kept)
    page.activated()
    again = Desk(page, desk.workspace)
    again.settle()
    assert page.state.model.grouping is Grouping.DEPARTMENT
    assert page.state.model.filter == BoardFilter(departments=frozenset((2, 4, 6)))
    assert again.selected() == [CARBON]
    assert again.current() == CARBON
    assert page.board.verticalOffset() == scroll
    assert page.stage.tray.folded


def test_a_state_of_another_version_or_plan_does_no_harm(desk: Desk) -> None:
    strange = {"grouping": "colour", "filter": 5, "scroll": ["x"], "selected": [9999, "a"], "current": 9999}
    desk.page.restore_view_state(strange)
    desk.settle()
    assert desk.page.state.model.shown == 31
    assert desk.selected() == []


def test_a_state_restored_before_anything_is_loaded_is_not_lost_by_closing(qtbot: QtBot) -> None:
    workspace = FakeWorkspace()
    workspace.operations.waiting = True
    page = BoardPage(workspace)
    qtbot.addWidget(page)
    kept = {"grouping": "lead", "scroll": [0, 300], "selected": [3], "current": 3}
    page.restore_view_state(kept)
    assert page.view_state() == kept


def test_going_to_an_issue_shows_and_opens_it_even_before_the_board_is_loaded(qtbot: QtBot) -> None:
    workspace = FakeWorkspace()
    workspace.operations.waiting = True
    page = BoardPage(workspace)
    qtbot.addWidget(page)
    page.resize(1269, 827)
    page.show()
    page.activated()
    desk = Desk(page, workspace)
    page.show_thing("issue", sample.issue_id(CARBON))
    workspace.operations.deliver()
    desk.settle()
    assert desk.opened == [sample.issue_id(CARBON)]
    assert desk.selected() == [CARBON]
    assert page.board.viewport().rect().contains(desk.board.visualRect(desk.board.currentIndex()))


def test_going_to_a_post_shows_what_it_leads(desk: Desk) -> None:
    desk.page.show_thing("post", 2)
    assert desk.page.state.model.shown == 3
    assert desk.page.bar.leads.text() == "Lead: HH ▾"


def test_a_past_quarter_is_shown_as_it_stood_and_cannot_be_changed(desk: Desk) -> None:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    desk.workspace.set_quarter(desk.workspace.quarters[0])
    desk.settle()
    assert not desk.page.bar.new_issue.isEnabled()
    start = desk.at(CARBON)
    QTest.mousePress(desk.board.viewport(), Qt.MouseButton.LeftButton, pos=start)
    desk.hold(start + QPoint(60, 10))
    assert not desk.board.drag.active
    assert "as it stood" in desk.message
    desk.let_go(start + QPoint(60, 10))
    desk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert desk.moves == []
    assert not desk.page.stage.edit_bar.isVisible()
    desk.workspace.set_quarter(desk.workspace.newest)
    desk.settle()
    assert desk.page.bar.new_issue.isEnabled()
