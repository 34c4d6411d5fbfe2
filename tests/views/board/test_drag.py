"""Dragging a card with the mouse: lifted, told where it may go, dropped, refused, taken back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.rules.category import Category
from tests.views.board import sample
from tests.views.board.conftest import Desk

CARBON, ROADS = "Better carbon management", "Road safety"


def hint(desk: Desk, category: Category) -> tuple[bool, str]:
    found = next(each for each in desk.board.drag.hints.hints if each.category is category)
    return found.open, found.words


def test_a_drop_on_a_permitted_column_asks_for_the_move(desk: Desk) -> None:
    desk.lift(CARBON)
    end = desk.column(Category.IMPROVEMENT_PLAN)
    desk.hold(end)
    assert desk.board.drag.target is Category.IMPROVEMENT_PLAN
    desk.let_go(end)
    assert desk.moves == [((sample.issue_id(CARBON),), Category.IMPROVEMENT_PLAN, "")]


def test_the_card_stays_in_its_place_until_the_move_is_decided(desk: Desk) -> None:
    before = desk.rect(CARBON)
    desk.lift(CARBON)
    desk.let_go(desk.column(Category.IMPROVEMENT_PLAN))
    assert desk.rect(CARBON) == before
    assert desk.commands == []


def test_columns_say_what_a_drop_would_begin_or_why_they_are_closed(desk: Desk) -> None:
    desk.lift(CARBON)
    assert hint(desk, Category.IMPROVEMENT_PLAN) == (True, "Drop to move to the plan. Ready 5 of 6.")
    closed, words = hint(desk, Category.OUTCOMES)
    assert not closed
    assert words.startswith("Only a plan issue whose performance has improved becomes an Outcome")
    assert "exception" in words
    desk.press(Qt.Key.Key_Escape)


def test_a_refused_drop_returns_the_card_and_names_the_reason(desk: Desk) -> None:
    before = desk.rect(CARBON)
    desk.lift(CARBON)
    desk.let_go(desk.column(Category.OUTCOMES))
    assert desk.moves == []
    assert desk.message.startswith("“Better carbon management” stays where it is. Only a plan issue")
    assert desk.message.endswith("“Move as an exception” is in the card's menu. Nothing was recorded.")
    assert desk.rect(CARBON) == before


def test_a_drop_on_its_own_column_changes_and_says_nothing(desk: Desk) -> None:
    start = desk.lift(CARBON)
    desk.hold(start + QPoint(10, -120))
    desk.let_go(start + QPoint(10, -120))
    assert desk.moves == []
    assert desk.message == ""


def test_escape_takes_the_drag_back(desk: Desk) -> None:
    desk.lift(CARBON)
    desk.hold(desk.column(Category.IMPROVEMENT_PLAN))
    desk.press(Qt.Key.Key_Escape)
    assert not desk.board.drag.active
    assert not desk.board.drag.hints.isVisible()
    desk.let_go(desk.column(Category.IMPROVEMENT_PLAN))
    assert desk.moves == []


def test_the_other_button_takes_the_drag_back(desk: Desk) -> None:
    desk.lift(CARBON)
    QTest.mousePress(desk.board.viewport(), Qt.MouseButton.RightButton, pos=desk.column(Category.OUTCOMES))
    assert not desk.board.drag.active


def test_losing_the_focus_takes_the_drag_back(desk: Desk) -> None:
    desk.lift(CARBON)
    desk.page.bar.new_issue.setFocus()
    desk.settle()
    assert not desk.board.drag.active
    assert not desk.board.drag.strip.isVisible()


def test_a_drop_beside_the_board_changes_nothing(desk: Desk) -> None:
    desk.lift(CARBON)
    desk.hold(QPoint(-80, 100))
    assert desk.board.drag.target is None
    desk.let_go(QPoint(-80, 100))
    assert desk.moves == []


def test_the_strip_at_the_edge_appears_while_dragging_and_lets_the_issue_leave(desk: Desk) -> None:
    strip = desk.board.drag.strip
    assert not strip.isVisible()
    desk.lift(CARBON)
    assert strip.isVisible()
    assert strip.open
    assert strip.words == "A decision not to proceed."
    end = strip.geometry().center() - desk.board.viewport().pos()
    desk.hold(end)
    assert strip.over
    desk.let_go(end)
    assert desk.moves == [((sample.issue_id(CARBON),), Category.LEFT, "")]
    assert not strip.isVisible()


def test_an_outcome_cannot_leave_and_the_strip_says_why(desk: Desk) -> None:
    desk.lift(ROADS)
    strip = desk.board.drag.strip
    assert not strip.open
    assert strip.words == "An Outcome does not leave the lists; if it slips it goes to the Hot List."
    desk.let_go(strip.geometry().center() - desk.board.viewport().pos())
    assert desk.moves == []
    assert "does not leave the lists" in desk.message


def test_the_lifted_card_follows_the_pointer_and_the_card_fades(desk: Desk) -> None:
    start = desk.lift(CARBON)
    lifted = desk.board.drag._lifted
    before = lifted.pos()
    desk.hold(start + QPoint(116, -94))
    assert lifted.isVisible()
    assert lifted.pos() - before == QPoint(100, -100)
    assert sample.issue_id(CARBON) in desk.board._faded
    desk.press(Qt.Key.Key_Escape)
    assert not lifted.isVisible()
    assert not desk.board._faded


def test_holding_a_card_near_an_edge_scrolls_the_board(desk: Desk, qtbot: QtBot) -> None:
    desk.at("Community Safety")
    bar = desk.board.verticalScrollBar()
    start = desk.lift("Road safety")
    low = desk.board.viewport().height() - desk.board.drag.strip.height() - 6
    desk.hold(QPoint(start.x(), low))
    qtbot.waitUntil(lambda: bar.value() > 120)
    desk.hold(QPoint(start.x(), 3))
    qtbot.waitUntil(lambda: bar.value() == 0)
    desk.press(Qt.Key.Key_Escape)


def test_an_issue_whose_move_is_proposed_cannot_be_dragged_to_another_decision(desk: Desk) -> None:
    desk.workspace.put_card(sample.proposed())
    desk.settle()
    desk.lift(CARBON)
    assert not hint(desk, Category.IMPROVEMENT_PLAN)[0]
    assert "already proposed" in hint(desk, Category.IMPROVEMENT_PLAN)[1]
    desk.let_go(desk.column(Category.IMPROVEMENT_PLAN))
    assert desk.moves == []


def test_a_ghost_cannot_be_lifted(desk: Desk) -> None:
    desk.workspace.put_card(sample.proposed())
    desk.settle()
    start = desk.at(CARBON, ghost=True)
    QTest.mousePress(desk.board.viewport(), Qt.MouseButton.LeftButton, pos=start)
    desk.hold(start + QPoint(40, 10))
    assert not desk.board.drag.active
    desk.let_go(start)


def test_selected_issues_of_one_column_are_moved_together(desk: Desk) -> None:
    other = "Ensuring resilience to climate change through adaptation"
    desk.click(other)
    desk.click(ROADS, Qt.KeyboardModifier.ControlModifier)
    desk.click(CARBON, Qt.KeyboardModifier.ControlModifier)
    desk.lift(CARBON)
    desk.let_go(desk.column(Category.IMPROVEMENT_PLAN))
    assert desk.moves == [((sample.issue_id(CARBON), sample.issue_id(other)), Category.IMPROVEMENT_PLAN, "")]


def test_the_tray_makes_room_while_a_card_is_dragged(desk: Desk) -> None:
    desk.workspace.contents.proposals = (sample.proposal(),)
    desk.page.state.reload()
    desk.settle()
    assert desk.page.stage.tray.isVisible()
    desk.lift(CARBON)
    assert not desk.page.stage.tray.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert desk.page.stage.tray.isVisible()
