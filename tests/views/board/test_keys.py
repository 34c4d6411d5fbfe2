"""The board by keyboard alone, and several cards chosen at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.rules.category import Category
from app.views.board.card_menu import CardMenu
from tests.views.board import sample
from tests.views.board.conftest import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CARBON, ROADS = "Better carbon management", "Road safety"
SCHOOLS = "Improving educational facilities through Building Schools for the Future"
WELLBEING = "Increasing participation, personal horizons & wellbeing"
HOMES = "Increasing availability of affordable homes, including in rural areas"


def test_the_first_arrow_has_a_card_to_start_from(desk: Desk) -> None:
    assert desk.current() == "Community Safety"
    desk.press(Qt.Key.Key_Right)
    assert desk.current() == ROADS
    assert desk.selected() == [ROADS]


def test_arrows_cross_lanes_and_columns_and_bring_the_card_into_view(desk: Desk) -> None:
    desk.click(WELLBEING)
    desk.press(Qt.Key.Key_Down)
    assert desk.current() == HOMES
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Right)
    assert desk.current() == "Increased number of care leavers in education, employment or training"
    desk.press(Qt.Key.Key_End)
    assert desk.current() == "Waste diversion from landfill"
    index = desk.board.currentIndex()
    assert desk.board.viewport().rect().contains(desk.board.visualRect(index))
    desk.press(Qt.Key.Key_Home)
    assert desk.current() == "Community Safety"
    assert desk.board.verticalOffset() == 0


def test_page_down_and_up_keep_to_the_column(desk: Desk) -> None:
    desk.click(SCHOOLS)
    desk.press(Qt.Key.Key_PageDown)
    assert desk.board.current_card().category is Category.HOT_LIST
    assert desk.current() != SCHOOLS
    desk.press(Qt.Key.Key_PageUp)
    assert desk.current() == SCHOOLS


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_open_the_issue(key: Qt.Key, desk: Desk) -> None:
    desk.click(CARBON)
    desk.press(key)
    assert desk.opened == [sample.issue_id(CARBON)]


def test_a_double_click_opens_the_issue(desk: Desk) -> None:
    QTest.mouseDClick(desk.board.viewport(), Qt.MouseButton.LeftButton, pos=desk.at(CARBON))
    assert desk.opened == [sample.issue_id(CARBON)]


def test_ctrl_right_starts_the_move_to_the_next_permitted_column(desk: Desk) -> None:
    desk.click(CARBON)
    desk.press(Qt.Key.Key_Right, CTRL)
    assert desk.moves == [((sample.issue_id(CARBON),), Category.IMPROVEMENT_PLAN, "")]


def test_ctrl_left_passes_over_a_column_the_framework_forbids(desk: Desk) -> None:
    desk.click(ROADS)
    desk.press(Qt.Key.Key_Left, CTRL)
    assert desk.moves == [((sample.issue_id(ROADS),), Category.HOT_LIST, "")]


def test_a_move_by_key_that_leads_nowhere_says_why(desk: Desk) -> None:
    desk.click(ROADS)
    desk.press(Qt.Key.Key_Right, CTRL)
    assert desk.moves == []
    assert desk.message == "There is no column to the right of Outcomes of Corporate Importance."
    desk.click("Improved highway condition")
    desk.press(Qt.Key.Key_Left, CTRL)
    assert desk.moves == []
    assert "no way back to the Hot List" in desk.message


def test_ctrl_delete_leaves_the_list_or_says_why_not(desk: Desk) -> None:
    desk.click(CARBON)
    desk.press(Qt.Key.Key_Delete, CTRL)
    assert desk.moves == [((sample.issue_id(CARBON),), Category.LEFT, "")]
    desk.click(ROADS)
    desk.press(Qt.Key.Key_Delete, CTRL)
    assert len(desk.moves) == 1
    assert "does not leave the lists" in desk.message


def test_the_message_goes_with_escape_or_the_next_press(desk: Desk) -> None:
    desk.click(ROADS)
    desk.press(Qt.Key.Key_Delete, CTRL)
    assert desk.message
    desk.press(Qt.Key.Key_Escape)
    assert not desk.message
    desk.press(Qt.Key.Key_Delete, CTRL)
    assert desk.message
    desk.click(CARBON)
    assert not desk.message


def test_typing_letters_finds_a_title_by_its_beginning(desk: Desk) -> None:
    for letter in "road":
        QTest.keyClick(desk.board, letter)
    assert desk.current() == ROADS


def test_a_space_while_typing_belongs_to_the_title(desk: Desk) -> None:
    for letter in "better c":
        QTest.keyClick(desk.board, letter)
    assert desk.current() == CARBON
    assert desk.opened == []


def test_the_same_letter_again_goes_to_the_next_title(desk: Desk) -> None:
    seen = []
    for _ in range(3):
        QTest.keyClick(desk.board, "c")
        seen.append(desk.current())
    assert seen == [
        "Children's safeguarding",
        "Community Involvement Framework (inc HATs)",
        "Community Safety",
    ]


def test_shift_arrows_choose_what_lies_between(desk: Desk) -> None:
    desk.click("Improved educational attainment of Children in Care")
    desk.press(Qt.Key.Key_Right, SHIFT)
    desk.press(Qt.Key.Key_Down, SHIFT)
    assert sorted(desk.selected()) == sorted(
        [
            "Improved educational attainment of Children in Care",
            "Reduced number of young people not in education, employment or training",
            "Increased number of care leavers in education, employment or training",
            "Reduced number of teenage pregnancies",
        ]
    )
    desk.press(Qt.Key.Key_Up, SHIFT)
    assert len(desk.selected()) == 2


def test_shift_click_chooses_the_rectangle_between_two_cards(desk: Desk) -> None:
    desk.click(SCHOOLS)
    desk.click(WELLBEING, SHIFT)
    assert sorted(desk.selected()) == sorted([SCHOOLS, WELLBEING])


def test_ctrl_click_adds_and_takes_away(desk: Desk) -> None:
    desk.click(SCHOOLS)
    desk.click(ROADS, CTRL)
    desk.click(HOMES, CTRL)
    desk.click(SCHOOLS, CTRL)
    assert sorted(desk.selected()) == sorted([ROADS, HOMES])


def test_ctrl_up_and_down_move_the_focus_alone_and_ctrl_space_chooses(desk: Desk) -> None:
    desk.click(SCHOOLS)
    desk.press(Qt.Key.Key_Down, CTRL)
    assert (desk.current(), desk.selected()) == (WELLBEING, [SCHOOLS])
    desk.press(Qt.Key.Key_Space, CTRL)
    assert sorted(desk.selected()) == sorted([SCHOOLS, WELLBEING])


def test_ctrl_a_chooses_every_issue_shown_and_escape_lets_the_group_go(desk: Desk) -> None:
    desk.press(Qt.Key.Key_A, CTRL)
    assert len(desk.selected()) == 31
    desk.press(Qt.Key.Key_Escape)
    assert len(desk.selected()) == 1


def test_a_click_on_one_of_a_group_chooses_it_alone(desk: Desk) -> None:
    desk.press(Qt.Key.Key_A, CTRL)
    desk.click(CARBON)
    assert desk.selected() == [CARBON]


def test_a_click_beside_the_cards_lets_all_go(desk: Desk) -> None:
    desk.press(Qt.Key.Key_A, CTRL)
    QTest.mouseClick(desk.board.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 60))
    assert desk.selected() == []


def context(desk: Desk, title: str) -> CardMenu:
    """The menu of a card, asked for by key."""
    from PySide6.QtGui import QContextMenuEvent

    desk.click(title)
    at = desk.rect(title).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, desk.board.viewport().mapToGlobal(at))
    QApplication.sendEvent(desk.board.viewport(), event)
    desk.settle()
    return desk.page.findChildren(CardMenu)[-1]


def entries(menu: CardMenu) -> dict[str, bool]:
    return {action.text(): action.isEnabled() for action in menu.actions() if not action.isSeparator()}


def test_the_menu_offers_what_the_framework_permits_and_says_why_not_the_rest(desk: Desk) -> None:
    menu = context(desk, CARBON)
    assert list(entries(menu)) == [
        "Open", "Move to", "Move as an exception", "Department", "Lead", "Tags…", "Review date…",
    ]  # fmt: skip
    assert {action.text(): action.isEnabled() for action in menu.moves.actions()} == {
        "Improvement Plan…": True,
        "Outcomes of Corporate Importance…": False,
        "Leave the list…": True,
    }
    closed = menu.moves.actions()[1]
    assert "exception" in closed.toolTip()
    menu.close()


def test_a_move_as_an_exception_is_asked_for_from_the_menu(desk: Desk) -> None:
    menu = context(desk, CARBON)
    assert [action.text() for action in menu.exceptions.actions()] == ["Outcomes of Corporate Importance…"]
    menu.exceptions.actions()[0].trigger()
    assert desk.moves == [((sample.issue_id(CARBON),), Category.OUTCOMES, "")]
    menu.close()


def test_a_right_click_on_a_card_outside_the_selection_chooses_it(desk: Desk) -> None:
    from PySide6.QtGui import QContextMenuEvent

    desk.click(SCHOOLS)
    at = desk.at(ROADS)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, desk.board.viewport().mapToGlobal(at))
    QApplication.sendEvent(desk.board.viewport(), event)
    assert desk.selected() == [ROADS]
    desk.page.findChildren(CardMenu)[-1].close()
