from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.commands.move_issue import ProposeMove, RecordMove
from app.rules.category import Category
from app.rules.decision import Decision, Stage
from app.store.queries import issues
from app.views.issues.decide_sheet import DecideSheet
from app.views.issues.moves import Moves
from tests.issue_plan import Q4, ROAD, Bench


def road(bench: Bench):  # type: ignore[no-untyped-def]
    return bench.ask(lambda session: issues.sheet(session, ROAD, Q4))


def proposed(bench: Bench) -> Decision:
    bench.do(ProposeMove(ROAD, road(bench).version, Category.HOT_LIST, Q4, None, "Casualties rise"))
    return max(road(bench).decisions, key=lambda each: each.id)


def interim(bench: Bench) -> Decision:
    bench.do(
        RecordMove(
            ROAD,
            road(bench).version,
            Category.HOT_LIST,
            Q4,
            1,
            "Casualties rise",
            decided_on=date(2010, 4, 12),
        )
    )
    return max(road(bench).decisions, key=lambda each: each.id)


def opened(bench: Bench, window: QMainWindow, decision: Decision) -> DecideSheet:
    moves = Moves(bench.workspace, window)
    moves.decide(decision)
    bench.settle()
    assert isinstance(moves.sheet, DecideSheet)
    assert moves.sheet.isVisible()
    return moves.sheet


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose_body(sheet: DecideSheet, name: str) -> None:
    sheet.fields.body.setFocus()
    while sheet.fields.body.currentText() != name:
        QTest.keyClick(sheet.fields.body, Qt.Key.Key_Down)


def test_nothing_is_recorded_before_an_answer_and_a_body_are_chosen(
    bench: Bench, window: QMainWindow
) -> None:
    sheet = opened(bench, window, proposed(bench))
    assert "Proposed on 15/04/2010" in sheet.said.text()
    assert not sheet.record_button.isEnabled()
    click(sheet.answers[Stage.CONFIRMED])
    assert sheet.status.text() == "Choose the body that decided."
    choose_body(sheet, "CMT")
    assert sheet.record_button.isEnabled()
    assert sheet.record_button.text() == "Record as confirmed"


def test_confirming_moves_the_issue(bench: Bench, window: QMainWindow) -> None:
    sheet = opened(bench, window, proposed(bench))
    click(sheet.answers[Stage.CONFIRMED])
    choose_body(sheet, "Cabinet")
    click(sheet.record_button)
    bench.settle()
    assert road(bench).category is Category.HOT_LIST


def test_cpeg_agreeing_makes_it_interim(bench: Bench, window: QMainWindow) -> None:
    sheet = opened(bench, window, proposed(bench))
    click(sheet.answers[Stage.CONFIRMED])
    choose_body(sheet, "CPEG")
    assert sheet.record_button.text() == "Record as interim"
    click(sheet.record_button)
    bench.settle()
    assert max(road(bench).decisions, key=lambda each: each.id).stage is Stage.INTERIM


def test_a_refusal_needs_its_reason_and_leaves_the_issue_where_it_is(
    bench: Bench, window: QMainWindow
) -> None:
    sheet = opened(bench, window, proposed(bench))
    click(sheet.answers[Stage.REFUSED])
    choose_body(sheet, "CMT")
    assert not sheet.record_button.isEnabled()
    assert sheet.status.text() == "Write the reason."
    sheet.reason.text.setFocus()
    QTest.keyClicks(sheet.reason.text, "Two more quarters first")
    click(sheet.record_button)
    bench.settle()
    assert road(bench).category is Category.OUTCOMES
    assert max(road(bench).decisions, key=lambda each: each.id).stage is Stage.REFUSED


def test_a_withdrawal_needs_no_body(bench: Bench, window: QMainWindow) -> None:
    sheet = opened(bench, window, proposed(bench))
    click(sheet.answers[Stage.WITHDRAWN])
    sheet.reason.text.setFocus()
    QTest.keyClicks(sheet.reason.text, "Proposed by mistake")
    assert not sheet.fields.body.isEnabled()
    click(sheet.record_button)
    bench.settle()
    assert max(road(bench).decisions, key=lambda each: each.id).stage is Stage.WITHDRAWN


def test_an_interim_decision_is_signed_off_by_cmt_or_cabinet_alone(bench: Bench, window: QMainWindow) -> None:
    sheet = opened(bench, window, interim(bench))
    assert Stage.WITHDRAWN not in sheet.answers
    click(sheet.answers[Stage.CONFIRMED])
    choose_body(sheet, "CPEG")
    assert not sheet.record_button.isEnabled()
    choose_body(sheet, "Cabinet")
    click(sheet.record_button)
    bench.settle()
    assert max(road(bench).decisions, key=lambda each: each.id).stage is Stage.CONFIRMED


def test_an_interim_move_refused_goes_back(bench: Bench, window: QMainWindow) -> None:
    sheet = opened(bench, window, interim(bench))
    assert road(bench).category is Category.HOT_LIST
    click(sheet.answers[Stage.REFUSED])
    choose_body(sheet, "Cabinet")
    sheet.reason.text.setFocus()
    QTest.keyClicks(sheet.reason.text, "Not a corporate matter")
    click(sheet.record_button)
    bench.settle()
    assert road(bench).category is Category.OUTCOMES


def test_escape_decides_nothing(bench: Bench, window: QMainWindow) -> None:
    decision = proposed(bench)
    sheet = opened(bench, window, decision)
    click(sheet.answers[Stage.CONFIRMED])
    before = len(bench.sent)
    QTest.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Escape)
    bench.settle()
    assert len(bench.sent) == before
    assert max(road(bench).decisions, key=lambda each: each.id).stage is Stage.PROPOSED


def test_the_open_decision_of_an_issue_is_found_for_the_ghost_card(bench: Bench, window: QMainWindow) -> None:
    proposed(bench)
    moves = Moves(bench.workspace, window)
    moves.decide_for(ROAD)
    bench.settle()
    assert isinstance(moves.sheet, DecideSheet)
    assert "Road safety" in moves.sheet.title.text()
