"""Filters, grouping, saved views, find: what they hide is said, and nothing is lost by them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from app.bridge.board_filter import BoardFilter
from app.bridge.board_grouping import Grouping
from app.commands.saved_view import RemoveView, SaveView
from app.rules.indicator import Rag
from app.rules.saved_view import SavedView
from app.views.shared.buttons import MenuButton
from tests.views.board import sample
from tests.views.board.conftest import Desk


def open_menu(button: MenuButton) -> QMenu:
    """As a press of the button opens it, without waiting for it to close."""
    menu = button.menu()
    menu.aboutToShow.emit()
    return menu


def entry(menu: QMenu, words: str) -> QAction:
    found = [action for action in menu.actions() if action.text().replace("&&", "&").startswith(words)]
    assert found, [action.text() for action in menu.actions()]
    return found[0]


def heads(desk: Desk) -> str:
    return desk.board.heads.accessibleName()


def test_filters_say_what_they_hide_and_clear_in_one_click(desk: Desk) -> None:
    assert not desk.page.shown_row.isVisible()
    entry(open_menu(desk.page.bar.departments), "Environment").trigger()
    entry(open_menu(desk.page.bar.rags), "Green").trigger()
    desk.settle()
    row = desk.page.shown_row
    assert row.count.text() == "2 of 31 shown"
    assert [chip.accessibleName() for chip in row.chips] == [
        "Remove the filter Environment",
        "Remove the filter Green",
    ]
    assert "Hot List: 1 of 14 shown" in heads(desk)
    QTest.mouseClick(row.clear, Qt.MouseButton.LeftButton)
    desk.settle()
    assert not row.isVisible()
    assert heads(desk) == (
        "Hot List: 14; Improvement Plan: Hard to Move: 8 of at most 10; Outcomes of Corporate Importance: 9"
    )


def test_one_filter_is_taken_away_by_its_own_cross(desk: Desk) -> None:
    desk.page.set_filter(BoardFilter(departments=frozenset((4,)), rags=frozenset((Rag.GREEN,))))
    QTest.mouseClick(desk.page.shown_row.chips[0], Qt.MouseButton.LeftButton)
    assert desk.page.state.model.filter == BoardFilter(rags=frozenset((Rag.GREEN,)))


def test_the_button_says_briefly_what_is_chosen_and_a_screen_reader_hears_it_whole(desk: Desk) -> None:
    desk.page.set_filter(BoardFilter(departments=frozenset((2,))))
    button = desk.page.bar.departments
    assert button.text() == "Department: CS ▾"
    assert button.accessibleName() == "Department: Children's Services"
    desk.page.set_filter(BoardFilter(departments=frozenset((2, 4))))
    assert button.text() == "2 departments ▾"


def test_the_menu_counts_issues_and_stays_open_while_one_marks_several(desk: Desk, qtbot: QtBot) -> None:
    menu = open_menu(desk.page.bar.departments)
    menu.popup(desk.page.mapToGlobal(desk.page.rect().topLeft()))
    qtbot.waitUntil(menu.isVisible)
    first, second = entry(menu, "Adult Services (4)"), entry(menu, "Environment (7)")
    for action in (first, second):
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert menu.isVisible()
    assert desk.page.state.model.filter.departments == {1, 4}
    menu.close()


def test_ctrl_f_finds_in_titles_and_escape_gives_up_the_search(desk: Desk, qtbot: QtBot) -> None:
    desk.page.activateWindow()
    QTest.keyClick(desk.board, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = desk.page.shown_row.find_text
    qtbot.waitUntil(field.isVisible)
    QTest.keyClicks(field, "care")
    desk.settle()
    assert desk.page.shown_row.count.text() == "5 of 31 shown"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.page.state.model.shown == 31
    assert not desk.page.shown_row.isVisible()
    assert desk.board.hasFocus()


def test_down_goes_from_the_search_to_the_cards(desk: Desk) -> None:
    desk.page.actions_["find"].trigger()
    QTest.keyClicks(desk.page.shown_row.find_text, "roads")
    QTest.keyClick(desk.page.shown_row.find_text, Qt.Key.Key_Down)
    desk.settle()
    assert desk.board.hasFocus()
    assert desk.page.shown_row.isVisible()


def test_a_filter_that_hides_everything_says_so(desk: Desk, qtbot: QtBot) -> None:
    from app.views.board.ground_paint import empty_words

    desk.page.set_filter(BoardFilter(text="nothing like this"))
    assert empty_words(desk.page.state.model) == "The filter hides every issue. Clear it to see them."
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.opened == []


def test_grouping_keeps_what_is_chosen_and_gives_each_lead_a_lane(desk: Desk) -> None:
    desk.click("Better carbon management")
    entry(open_menu(desk.page.bar.group), "Lead").trigger()
    desk.settle()
    assert desk.page.state.model.grouping is Grouping.LEAD
    assert desk.page.bar.group.text() == "Group by: Lead ▾"
    assert desk.selected() == ["Better carbon management"]
    assert "No lead yet" in desk.board.labels.accessibleName()


def test_filtering_keeps_the_selection_and_the_place_of_what_stays(desk: Desk) -> None:
    desk.click("Better carbon management")
    before = desk.board.visualRect(desk.board.currentIndex()).y()
    desk.page.set_filter(BoardFilter(departments=frozenset((4, 6, 3, 5))))
    desk.settle()
    assert desk.selected() == ["Better carbon management"]
    desk.page.set_filter(BoardFilter())
    desk.settle()
    assert desk.selected() == ["Better carbon management"]
    after = desk.board.visualRect(desk.board.currentIndex())
    assert desk.board.viewport().rect().intersects(after)
    assert before > 0


def test_a_view_is_saved_under_a_name(desk: Desk) -> None:
    desk.page.set_grouping(Grouping.DEPARTMENT)
    desk.page.set_filter(BoardFilter(text="roads"))
    desk.page.saved_views.ask_name()
    sheet = desk.page.saved_views.sheet
    assert sheet is not None
    QTest.keyClicks(sheet.field, "Roads")
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    desk.settle()
    command = desk.commands[-1]
    assert isinstance(command, SaveView)
    assert (command.name, command.page) == ("Roads", "board")
    assert command.body["grouping"] == "department"
    assert command.body["filter"]["text"] == "roads"


def test_a_view_without_a_name_is_not_saved_and_the_field_says_so(desk: Desk) -> None:
    desk.page.saved_views.ask_name()
    sheet = desk.page.saved_views.sheet
    assert sheet is not None
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    assert sheet.labelled.error.isVisible()
    assert desk.commands == []
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.page.saved_views.sheet is None


def test_a_saved_view_is_applied_and_removed_from_its_menu(desk: Desk) -> None:
    body = {"grouping": "portfolio", "filter": BoardFilter(text="waste").as_body()}
    desk.workspace.contents.views = (SavedView(7, 3, "Waste & roads", "board", body),)
    desk.page.state.reload()
    menu = open_menu(desk.page.bar.views)
    entry(menu, "Waste & roads").trigger()
    assert desk.page.state.model.grouping is Grouping.PORTFOLIO
    assert desk.page.state.model.shown == 1
    removing = next(action.menu() for action in menu.actions() if action.menu())
    removing.actions()[0].trigger()
    assert desk.commands == [RemoveView(7, 3)]


def test_find_field_takes_a_long_text_without_growing(desk: Desk) -> None:
    field: QLineEdit = desk.page.shown_row.find_text
    field.setText("x" * 500)
    assert len(field.text()) <= 200


def test_flags_and_tags_can_be_asked_for(desk: Desk) -> None:
    desk.workspace.put_card(sample.card("Road safety", tags=("rural", "LAA")))
    desk.settle()
    tags = entry(open_menu(desk.page.bar.more), "Tags").menu()
    assert tags is not None
    assert [action.text() for action in tags.actions()] == ["LAA", "rural"]
    entry(tags, "rural").trigger()
    assert desk.page.state.model.shown == 1
    assert entry(open_menu(desk.page.bar.more), "Tags").text() == "Tags: 1 chosen"
    desk.page.set_filter(BoardFilter())
    entry(open_menu(desk.page.bar.more), "Red without action").trigger()
    assert desk.page.state.model.shown == 1
    assert desk.page.bar.more.text() == "More: 1 ▾"
