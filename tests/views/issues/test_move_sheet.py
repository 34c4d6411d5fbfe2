from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from app.commands.change_setting import ChangeSetting
from app.commands.edit_issue import EditIssue
from app.commands.move_issue import ProposeMove, RecordMove
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.errors import KnownError
from app.rules.readiness import Condition
from app.store.queries import issues
from app.views.issues.move_sheet import MoveSheet
from app.views.issues.moves import Moves
from tests.issue_plan import BSF, CARBON, NEET, Q4, ROAD, Bench

# A list of finds drops down, and the offscreen platform has no keyboard to grab for it.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing", extend=True)

PLAN, HOT, OUT = Category.IMPROVEMENT_PLAN, Category.HOT_LIST, Category.OUTCOMES


def opened(bench: Bench, window: QMainWindow, *ids: int, to: Category) -> Moves:
    moves = Moves(bench.workspace, window)
    moves.start(ids, to)
    bench.settle()
    return moves


def sheet_of(moves: Moves) -> MoveSheet:
    assert isinstance(moves.sheet, MoveSheet)
    assert moves.sheet.isVisible()
    return moves.sheet


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def write(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)


def fill_in(sheet: MoveSheet) -> None:
    """All that Building Schools for the Future lacks for the plan, but the body."""
    click(sheet.readiness.rows[Condition.RESOURCES].button)
    write(sheet.readiness.rows[Condition.RESOURCES].reason, "With the budget")
    write(sheet.criteria_reason.text, "Cabinet takes it with the budget")
    write(sheet.reason.text, "Ready but for resources")


def choose_body(sheet: MoveSheet, name: str) -> None:
    box = sheet.fields.body
    box.setFocus()
    QTest.keyClick(box, name[0])
    while box.currentText() != name:
        QTest.keyClick(box, Qt.Key.Key_Down)


def standing(bench: Bench, issue_id: int) -> Category:
    return bench.ask(lambda session: issues.sheet(session, issue_id, Q4)).category


def test_nothing_can_be_proposed_until_waiver_and_reasons_are_written(
    bench: Bench, window: QMainWindow
) -> None:
    sheet = sheet_of(opened(bench, window, BSF, to=PLAN))
    assert not sheet.propose_button.isEnabled()
    assert "a waiver for “Resources agreed”" in sheet.status.text()
    assert "Ready to move: 5 of 6" in sheet.readiness.heading.text()
    fill_in(sheet)
    assert sheet.propose_button.isEnabled()
    assert not sheet.record_button.isEnabled()
    assert (
        sheet.status.text() == "It can be proposed as it is. To record a decision, still missing: the body."
    )


def test_a_waiver_without_its_reason_is_still_missing(bench: Bench, window: QMainWindow) -> None:
    sheet = sheet_of(opened(bench, window, BSF, to=PLAN))
    fill_in(sheet)
    waiver = sheet.readiness.rows[Condition.RESOURCES].reason
    waiver.setFocus()
    QTest.keyClick(waiver, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(waiver, Qt.Key.Key_Delete)
    assert not sheet.propose_button.isEnabled()
    assert "why “Resources agreed” is waived" in sheet.status.text()


def test_proposing_stores_a_proposal_with_its_waiver_and_leaves_the_issue_in_place(
    bench: Bench, window: QMainWindow
) -> None:
    moves = opened(bench, window, BSF, to=PLAN)
    sheet = sheet_of(moves)
    fill_in(sheet)
    click(sheet.propose_button)
    bench.settle()
    decision = bench.ask(lambda session: issues.sheet(session, BSF, Q4)).decisions[0]
    assert (decision.stage, decision.reason) == (Stage.PROPOSED, "Ready but for resources")
    assert [(each.condition, each.reason) for each in decision.waivers] == [("resources", "With the budget")]
    assert standing(bench, BSF) is HOT
    assert moves.sheet is None


def test_the_button_says_what_the_bodys_word_is_worth(bench: Bench, window: QMainWindow) -> None:
    sheet = sheet_of(opened(bench, window, BSF, to=PLAN))
    fill_in(sheet)
    assert sheet.record_button.text() == "Move and record decision"
    choose_body(sheet, "CPEG")
    assert sheet.record_button.text() == "Move and record as interim"
    choose_body(sheet, "Cabinet")
    assert sheet.record_button.text() == "Move and record as confirmed"


def test_recording_cpegs_decision_moves_the_issue_at_once_as_interim(
    bench: Bench, window: QMainWindow
) -> None:
    sheet = sheet_of(opened(bench, window, BSF, to=PLAN))
    fill_in(sheet)
    choose_body(sheet, "CPEG")
    write(sheet.fields.minute, "CPEG 14/2010")
    click(sheet.record_button)
    bench.settle()
    assert standing(bench, BSF) is PLAN
    decision = bench.ask(lambda session: issues.sheet(session, BSF, Q4)).decisions[0]
    assert (decision.stage, decision.body, decision.minute) == (Stage.INTERIM, "CPEG", "CPEG 14/2010")
    bench.undo()
    assert standing(bench, BSF) is HOT


def test_a_criterion_ticked_on_the_sheet_is_kept_with_the_decision(bench: Bench, window: QMainWindow) -> None:
    sheet = sheet_of(opened(bench, window, BSF, to=PLAN))
    fill_in(sheet)
    row = sheet.criteria.rows["priority"]
    click(row.box)
    write(row.evidence, "Cabinet 22/02/2010")
    assert not sheet.criteria_reason.isVisible()
    click(sheet.propose_button)
    bench.settle()
    criteria = bench.ask(lambda session: issues.sheet(session, BSF, Q4)).criteria
    kept = next(answer for answer in criteria if answer.key == "priority")
    assert (kept.met, kept.evidence) == (True, "Cabinet 22/02/2010")


def test_escape_leaves_nothing_behind(bench: Bench, window: QMainWindow) -> None:
    moves = opened(bench, window, BSF, to=PLAN)
    sheet = sheet_of(moves)
    before = bench.operations.state.entries
    click(sheet.criteria.rows["priority"].box)
    fill_in(sheet)
    assert QApplication.focusWidget() is sheet.reason.text
    QTest.keyClick(sheet.reason.text, Qt.Key.Key_Escape)
    bench.settle()
    assert moves.sheet is None
    assert bench.sent == []
    assert bench.operations.state.entries == before


def test_enter_in_a_field_moves_nobody(bench: Bench, window: QMainWindow) -> None:
    sheet = sheet_of(opened(bench, window, BSF, to=PLAN))
    fill_in(sheet)
    choose_body(sheet, "Cabinet")
    for field in (sheet.fields.minute, sheet.fields.day, sheet.fields.body):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
    bench.settle()
    assert bench.sent == []


def test_the_whole_move_can_be_made_by_keyboard(bench: Bench, window: QMainWindow) -> None:
    moves = opened(bench, window, ROAD, to=HOT)
    sheet = sheet_of(moves)
    for _ in range(30):
        if QApplication.focusWidget() is sheet.reason.text:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Casualties rise")
    for _ in range(30):
        if QApplication.focusWidget() is sheet.propose_button:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is sheet.propose_button
    QTest.keyClick(sheet.propose_button, Qt.Key.Key_Space)
    bench.settle()
    assert [type(command) for command in bench.sent] == [ProposeMove]
    assert moves.sheet is None


def test_tab_goes_through_the_sheet_in_reading_order(bench: Bench, window: QMainWindow) -> None:
    bench.do(ChangeSetting("plan_size", 8))
    sheet = sheet_of(opened(bench, window, BSF, to=PLAN))
    fill_in(sheet)
    choose_body(sheet, "CPEG")
    click(sheet.room.grow)
    write(sheet.room.reason, "Two issues end in June")
    sheet.criteria.rows["significant"].box.setFocus()
    first, seen = QApplication.focusWidget(), []
    for _ in range(60):
        at = QApplication.focusWidget()
        seen.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            break
    places = [
        (sheet.criteria, 0), (sheet.readiness, 1), (sheet.criteria_reason, 2), (sheet.room, 3),
        (sheet.fields, 4), (sheet.reason, 5), (sheet.keep_button, 6), (sheet.propose_button, 7),
    ]  # fmt: skip
    order = [
        next((n for part, n in places if part is each or part.isAncestorOf(each)), None) for each in seen
    ]
    known = [n for n in order if n is not None]
    assert known == sorted(known)
    assert set(known) == {0, 1, 2, 3, 4, 5, 6, 7}


def test_everything_that_takes_the_focus_has_a_name(bench: Bench, window: QMainWindow) -> None:
    bench.do(ChangeSetting("plan_size", 8))
    sheet = sheet_of(opened(bench, window, BSF, to=PLAN))
    click(sheet.readiness.rows[Condition.RESOURCES].button)
    nameless = [
        type(each).__name__
        for each in sheet.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []


def test_a_proposal_still_open_is_named_and_closes_the_buttons(bench: Bench, window: QMainWindow) -> None:
    moves = opened(bench, window, BSF, to=PLAN)
    sheet = sheet_of(moves)
    fill_in(sheet)
    click(sheet.propose_button)
    bench.settle()
    again = sheet_of(opened(bench, window, BSF, to=PLAN))
    assert "already proposed" in again.status.text()
    assert not again.propose_button.isEnabled()


def test_an_undescribed_move_asks_for_the_exceptions_reason_and_its_body(
    bench: Bench, window: QMainWindow
) -> None:
    sheet = sheet_of(opened(bench, window, NEET, to=HOT))
    assert "describes no move" in sheet.sentence.text()
    assert sheet.exception_reason.isVisible()
    write(sheet.reason.text, "Scope is open again")
    assert "the body; why this is an exception" in sheet.status.text()
    write(sheet.exception_reason.text, "Cabinet asked for it")
    choose_body(sheet, "CPEG")
    assert sheet.propose_button.isEnabled()


def test_a_full_plan_asks_what_comes_off_and_then_for_its_own_move(bench: Bench, window: QMainWindow) -> None:
    bench.do(ChangeSetting("plan_size", 8))
    moves = opened(bench, window, BSF, to=PLAN)
    sheet = sheet_of(moves)
    assert "8 of at most 8" in sheet.room.heading.text()
    fill_in(sheet)
    assert not sheet.propose_button.isEnabled()
    click(sheet.room.off)
    box = sheet.room.issue
    box.setFocus()
    QTest.keyClicks(box.lineEdit(), "placement")
    QTest.keyClick(box.completer().popup(), Qt.Key.Key_Return)
    assert sheet.propose_button.isEnabled()
    click(sheet.propose_button)
    bench.settle()
    assert "placement stability" in bench.sent[0].growth_reason
    following = sheet_of(moves)
    assert "placement stability" in following.title.text()
    assert following.state.to is OUT


def test_a_full_plan_may_grow_for_a_reason(bench: Bench, window: QMainWindow) -> None:
    bench.do(ChangeSetting("plan_size", 8))
    sheet = sheet_of(opened(bench, window, BSF, to=PLAN))
    fill_in(sheet)
    click(sheet.room.grow)
    assert not sheet.propose_button.isEnabled()
    write(sheet.room.reason, "Two issues end in June")
    assert sheet.propose_button.isEnabled()


def test_several_issues_are_asked_for_one_after_another(bench: Bench, window: QMainWindow) -> None:
    moves = opened(bench, window, BSF, CARBON, to=PLAN)
    first = sheet_of(moves)
    assert first.count.text() == "1 of 2"
    ended = []
    moves.finished.connect(ended.append)
    click(first.keep_button)
    bench.settle()
    second = sheet_of(moves)
    assert "Better carbon management" in second.title.text()
    QTest.keyClick(second.criteria.rows["significant"].box, Qt.Key.Key_Escape)
    bench.settle()
    assert ended == [()]


def test_a_refused_move_keeps_what_was_written(bench: Bench, window: QMainWindow) -> None:
    sheet = sheet_of(opened(bench, window, ROAD, to=HOT))
    write(sheet.reason.text, "Casualties rise")
    bench.fail_next = KnownError("disk_full", drive="C:", needed=2_000_000, free=100_000)
    click(sheet.propose_button)
    bench.settle()
    assert sheet.isVisible()
    assert sheet.reason.text.value() == "Casualties rise"
    assert sheet.status.property("role") == "error"
    assert sheet.propose_button.isEnabled()


def test_a_day_still_to_come_is_refused_in_words(bench: Bench, window: QMainWindow) -> None:
    sheet = sheet_of(opened(bench, window, ROAD, to=HOT))
    write(sheet.reason.text, "Casualties rise")
    choose_body(sheet, "CMT")
    assert sheet.record_button.isEnabled()
    sheet.fields.day.setFocus()
    sheet.fields.day.selectAll()
    QTest.keyClicks(sheet.fields.day, "16/04/2010")
    assert not sheet.record_button.isEnabled()
    assert "16/04/2010" in sheet.status.text()


def test_the_next_plans_first_quarter_can_be_chosen(bench: Bench, window: QMainWindow) -> None:
    sheet = sheet_of(opened(bench, window, ROAD, to=HOT))
    words = [sheet.fields.effective.itemText(i) for i in range(sheet.fields.effective.count())]
    assert words[:2] == ["2009/10 Q4", "2010/11 Q1, with the 2010/11 plan"]
    write(sheet.reason.text, "Casualties rise")
    choose_body(sheet, "Cabinet")
    sheet.fields.effective.setFocus()
    QTest.keyClick(sheet.fields.effective, Qt.Key.Key_Down)
    click(sheet.record_button)
    bench.settle()
    assert isinstance(bench.sent[0], RecordMove)
    assert bench.sent[0].effective == Q4.shift(1)


def test_a_title_with_tags_in_it_is_shown_as_text(bench: Bench, window: QMainWindow) -> None:
    title = "<img src=file:///tmp/red.png> & \U0001f6d1 =cmd|'/c calc'!A1 מזג האוויר " + "W" * 120
    version = bench.ask(lambda session: issues.sheet(session, ROAD, Q4)).version
    bench.do(EditIssue(ROAD, version, "title", title))
    sheet = sheet_of(opened(bench, window, ROAD, to=HOT))
    assert title in sheet.title.text()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in sheet.findChildren(QLabel))
    assert sheet.panel.width() <= 720


def test_only_one_sheet_is_open_at_a_time(bench: Bench, window: QMainWindow) -> None:
    moves = opened(bench, window, BSF, to=PLAN)
    assert moves.start((CARBON,), PLAN) is False
    assert "Building Schools" in sheet_of(moves).title.text()


def test_leaving_the_lists_is_a_decision_with_its_own_words(bench: Bench, window: QMainWindow) -> None:
    sheet = sheet_of(opened(bench, window, CARBON, to=Category.LEFT))
    assert sheet.title.text() == "Take “Better carbon management” off the lists"
    assert "decision not to proceed" in sheet.sentence.text()
    assert not sheet.two.isVisible()
    write(sheet.reason.text, "The Carbon Trust does it")
    choose_body(sheet, "CMT")
    assert sheet.record_button.text() == "Take off and record as confirmed"
    click(sheet.record_button)
    bench.settle()
    assert standing(bench, CARBON) is Category.LEFT
    back = sheet_of(opened(bench, window, CARBON, to=HOT))
    assert back.title.text() == "Bring back “Better carbon management”"
    assert back.keep_button.text() == "Keep off the lists"


def test_a_proposal_from_the_tray_brings_its_reason(bench: Bench, window: QMainWindow) -> None:
    moves = Moves(bench.workspace, window)
    moves.start((ROAD,), HOT, "Floor missed in two reports running")
    bench.settle()
    sheet = sheet_of(moves)
    assert sheet.reason.text.value() == "Floor missed in two reports running"
    assert sheet.propose_button.isEnabled()
    assert "The figures show a slip." in sheet.figures.verdict.text()
