"""Editing several issues at once, adding one, the plan's size, issues that left."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from app.commands.add_issue import AddIssue
from app.commands.change_setting import ChangeSetting
from app.commands.edit_issue import EditIssue, EditIssues, SetTags
from app.rules.category import Category
from app.rules.errors import Problem, Refused, Stale
from app.views.board.date_sheet import DateSheet
from app.views.board.new_issue import NewIssueSheet
from app.views.board.plan_size import PlanSizeSheet
from app.views.board.tag_sheet import TagSheet
from tests.views.board import sample
from tests.views.board.conftest import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
CARBON, ROADS = "Better carbon management", "Road safety"
SCHOOLS = "Improving educational facilities through Building Schools for the Future"


def press(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[arg-type]


def choose_two(desk: Desk) -> None:
    desk.click(SCHOOLS)
    desk.click(ROADS, CTRL)


def test_the_bar_for_several_issues_appears_with_the_second(desk: Desk) -> None:
    bar = desk.page.stage.edit_bar
    desk.click(SCHOOLS)
    assert not bar.isVisible()
    desk.click(ROADS, CTRL)
    assert bar.isVisible()
    assert bar.count.text() == "2 selected"
    press(bar.clear)
    desk.settle()
    assert not bar.isVisible()
    assert desk.board.hasFocus()


def test_the_department_of_several_issues_changes_in_one_change(desk: Desk) -> None:
    choose_two(desk)
    menu = desk.page.stage.edit_bar.department.menu()
    menu.aboutToShow.emit()
    chief = next(action for action in menu.actions() if action.text() == "Chief Executive's")
    chief.trigger()
    targets = ((sample.issue_id(ROADS), 1), (sample.issue_id(SCHOOLS), 1))
    assert desk.commands == [EditIssues(targets, "department_id", 6)]


def test_an_issue_that_has_the_value_already_is_left_alone(desk: Desk) -> None:
    choose_two(desk)
    menu = desk.page.stage.edit_bar.department.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Environment").trigger()
    assert desk.commands == [EditIssue(sample.issue_id(SCHOOLS), 1, "department_id", 4)]


def test_the_menu_marks_what_all_the_issues_have(desk: Desk) -> None:
    desk.click(ROADS)
    menu = desk.page.stage.edit_bar.lead.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Head of Highways"]
    next(action for action in menu.actions() if action.text() == "No lead").trigger()
    assert desk.commands == [EditIssue(sample.issue_id(ROADS), 1, "lead_post_id", None)]


def test_tags_are_added_to_all_and_half_held_ones_stay_as_they_are(desk: Desk) -> None:
    desk.workspace.put_card(sample.card(ROADS, tags=("LAA", "rural")))
    desk.settle()
    desk.workspace.put(sample.with_card(desk.page.state.model.board, sample.card(SCHOOLS, tags=("rural",))))
    desk.settle()
    choose_two(desk)
    desk.page.edits.ask_tags()
    sheet = desk.page.edits.sheet
    assert isinstance(sheet, TagSheet)
    assert sheet.marks["LAA"].checkState() == Qt.CheckState.PartiallyChecked
    assert sheet.marks["rural"].checkState() == Qt.CheckState.Checked
    sheet.marks["rural"].click()
    QTest.keyClicks(sheet.field, " next  year , LAA2")
    press(sheet.save)
    desk.settle()
    ids = (sample.issue_id(ROADS), sample.issue_id(SCHOOLS))
    assert desk.commands == [SetTags(ids, ("next year", "LAA2"), ("rural",))]


def test_a_tag_that_is_too_long_is_marked_in_place(desk: Desk) -> None:
    desk.click(ROADS)
    desk.page.edits.ask_tags()
    sheet = desk.page.edits.sheet
    assert isinstance(sheet, TagSheet)
    sheet.field.setText("x" * 81)
    press(sheet.save)
    assert sheet.labelled.error.isVisible()
    assert desk.commands == []
    sheet.dismiss()


def test_the_review_date_is_set_or_taken_away(desk: Desk) -> None:
    choose_two(desk)
    desk.page.edits.ask_review_date()
    sheet = desk.page.edits.sheet
    assert isinstance(sheet, DateSheet)
    sheet.field.setDate(QDate(2010, 9, 30))
    press(sheet.save)
    desk.settle()
    command = desk.commands[-1]
    assert isinstance(command, EditIssues)
    assert (command.field, command.value) == ("review_date", date(2010, 9, 30))


def test_a_refused_edit_says_why(desk: Desk) -> None:
    desk.workspace.operations.refusal = Stale(Problem("field_unknown", {"field": "x"}))
    desk.click(ROADS)
    menu = desk.page.stage.edit_bar.lead.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Head of Waste").trigger()
    desk.settle()
    assert desk.message


def new_issue(desk: Desk) -> NewIssueSheet:
    press(desk.page.bar.new_issue)
    desk.settle()
    sheet = desk.page.sheet
    assert isinstance(sheet, NewIssueSheet)
    return sheet


def test_a_new_issue_enters_the_hot_list_in_the_quarter_in_view(desk: Desk) -> None:
    sheet = new_issue(desk)
    QTest.keyClicks(sheet.issue_title, "Flood risk to rural roads")
    sheet.aim.setCurrentIndex(6)
    sheet.department.setCurrentIndex(4)
    sheet.origin.setCurrentIndex(1)
    sheet.reason.setPlainText("Raised by the audit of February.")
    press(sheet.do_button)
    desk.settle()
    command = desk.commands[-1]
    assert isinstance(command, AddIssue)
    assert (command.title, command.aim_id, command.department_id, command.lead_post_id) == (
        "Flood risk to rural roads", 6, 4, None,
    )  # fmt: skip
    assert (command.origin, command.to, command.effective) == (
        "inspection",
        Category.HOT_LIST,
        sample.QUARTER,
    )
    assert desk.page.sheet is None
    # The store's answer names issue 1, which is chosen and brought into view.
    assert desk.selected() == ["Community Safety"]


def test_a_new_issue_without_title_or_reason_is_marked_and_not_sent(desk: Desk) -> None:
    sheet = new_issue(desk)
    press(sheet.do_button)
    assert sheet.fields["title"].error.isVisible()
    assert sheet.fields["reason"].error.text().startswith("There is no reason.")
    missing = {name for name, labelled in sheet.fields.items() if labelled.error.isVisible()}
    assert missing == {name for name, labelled in sheet.fields.items() if labelled.required}
    assert desk.commands == []
    assert sheet.isVisible()
    sheet.dismiss()


def test_a_new_issue_that_is_refused_keeps_what_was_written(desk: Desk) -> None:
    desk.workspace.operations.refusal = Refused(Problem("no_quarter", {}))
    sheet = new_issue(desk)
    sheet.issue_title.setText("Flood risk")
    sheet.reason.setPlainText("Raised by the audit.")
    press(sheet.do_button)
    desk.settle()
    assert sheet.isVisible()
    assert sheet.problem.isVisible()
    assert sheet.issue_title.text() == "Flood risk"
    assert sheet.do_button.isEnabled()
    sheet.dismiss()


def test_a_title_stops_at_two_hundred_characters(desk: Desk) -> None:
    sheet = new_issue(desk)
    sheet.issue_title.setText("x" * 300)
    assert len(sheet.issue_title.text()) == 200
    sheet.dismiss()


def test_the_plan_size_is_a_setting(desk: Desk) -> None:
    desk.page.actions_["size"].trigger()
    sheet = desk.page.sheet
    assert isinstance(sheet, PlanSizeSheet)
    assert sheet.field.value() == 10
    sheet.field.setValue(12)
    press(sheet.save)
    assert desk.commands == [ChangeSetting("plan_size", 12)]


def test_issues_that_left_can_be_read_and_can_return(desk: Desk) -> None:
    gone = sample.card(CARBON, category=Category.LEFT, flag=None)
    desk.workspace.put_card(gone)
    desk.settle()
    assert desk.page.state.model.on_board == 30
    assert desk.page.actions_["left"].text() == "Issues that left the lists (1)"
    desk.page.actions_["left"].trigger()
    desk.settle()
    left = desk.page.left
    assert left.isVisible()
    assert left.table.item(0, 0).text() == CARBON
    press(left.open_button)
    press(left.to_hot_list)
    press(left.to_plan)
    assert desk.opened == [gone.issue_id]
    assert desk.moves == [
        ((gone.issue_id,), Category.HOT_LIST, ""),
        ((gone.issue_id,), Category.IMPROVEMENT_PLAN, ""),
    ]
    press(left.back)
    desk.settle()
    assert desk.board.isVisible()


def test_an_issue_whose_return_is_proposed_says_so(desk: Desk) -> None:
    from app.rules.decision import Stage

    gone = sample.card(CARBON, category=Category.LEFT, proposed_to=Category.HOT_LIST, stage=Stage.PROPOSED)
    desk.workspace.put_card(gone)
    desk.settle()
    desk.page.actions_["left"].trigger()
    left = desk.page.left
    assert left.table.item(0, 4).text() == "Return to Hot List proposed"
    assert not left.to_hot_list.isEnabled()
    assert "already proposed" in left.why.text()


def test_without_any_the_view_says_what_belongs_there(desk: Desk) -> None:
    desk.page.actions_["left"].trigger()
    desk.settle()
    assert desk.page.left.empty.isVisible()
    assert not desk.page.left.table.isVisible()
