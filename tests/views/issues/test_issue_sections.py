from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from app.commands.assessment_work import MakeAction
from app.commands.edit_action import SaveAction
from app.commands.edit_issue import EditIssue
from app.commands.move_issue import ProposeMove, RecordMove
from app.commands.start_assessment import StartAssessments
from app.rules.category import Category
from app.rules.decision import Waiver
from app.rules.issue import ActionStep, IssueSheet
from app.store.queries import assessments, issues
from app.views.issues.issue_drawer import IssueDrawer
from app.views.issues.issue_panel import IssuePanel
from tests.issue_plan import BSF, NEET, Q4, ROAD, Bench

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing", extend=True)


@pytest.fixture
def panel(bench: Bench, window: QMainWindow) -> Iterator[IssuePanel]:
    drawer = IssueDrawer(bench.workspace, window.centralWidget())
    drawer.open_issue(NEET)
    bench.settle()
    yield drawer.panel
    drawer.panel.close_issue()
    bench.settle()


def stored(bench: Bench, issue_id: int = NEET) -> IssueSheet:
    return bench.ask(lambda session: issues.sheet(session, issue_id, Q4))


def section(panel: IssuePanel, title: str, bench: Bench) -> Any:
    found = next(each for each in panel.sections if each.title == title)
    if not found.is_open:
        QTest.keyClick(found.heading, Qt.Key.Key_Space)
    bench.settle()
    return found


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def write(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)


def tab() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def test_a_closed_section_says_in_one_line_what_is_in_it(panel: IssuePanel) -> None:
    said = {each.title: each.heading._summary for each in panel.sections}
    assert said["Criteria and readiness"] == "0 of 5 criteria, ready 1 of 6"
    assert said["Indicators"] == "2 linked, 1 red, 1 green"
    assert said["Actions and risks"] == "2 actions, 1 overdue, 2 risks, high"
    assert panel.sections[0].heading.accessibleName().startswith("Outcome and ownership")


def test_a_section_is_built_only_when_it_is_opened(panel: IssuePanel, bench: Bench) -> None:
    assert all(each.content is None for each in panel.sections)
    section(panel, "Indicators", bench)
    assert [each.title for each in panel.sections if each.content is not None] == ["Indicators"]


def test_ticking_a_criterion_and_writing_its_evidence_is_stored(panel: IssuePanel, bench: Bench) -> None:
    criteria = section(panel, "Criteria and readiness", bench).criteria
    row = criteria.rows["cross_cutting"]
    click(row.label)
    bench.settle()
    write(row.evidence, "Four departments and the PCT")
    tab()
    bench.settle()
    kept = next(answer for answer in stored(bench).criteria if answer.key == "cross_cutting")
    assert (kept.met, kept.evidence) == (True, "Four departments and the PCT")
    assert panel.sections[1].heading._summary.startswith("1 of 5 criteria")


def test_the_readiness_of_the_lead_follows_the_lead_and_cannot_be_ticked(
    panel: IssuePanel, bench: Bench
) -> None:
    readiness = section(panel, "Criteria and readiness", bench).readiness
    lead = readiness.rows["lead"]
    assert lead.box.isChecked()
    assert not lead.box.isEnabled()
    bench.do(EditIssue(NEET, stored(bench).version, "lead_post_id", None))
    assert not lead.box.isChecked()


def test_an_indicator_is_linked_judged_by_and_unlinked(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Indicators", bench)
    box = found.adder
    box.setFocus()
    QTest.keyClicks(box.lineEdit(), "killed")
    QTest.keyClick(box.completer().popup(), Qt.Key.Key_Return)
    bench.settle()
    linked = {line.code: line.lead for line in stored(bench).indicators}
    assert linked == {"NI 117": True, "NI 148": False, "NI 47": False}
    row = next(each for each in found.lines if each.line.code == "NI 47")
    click(row.lead)
    bench.settle()
    assert {line.code for line in stored(bench).indicators if line.lead} == {"NI 117", "NI 47"}
    row = next(each for each in found.lines if each.line.code == "NI 47")
    click(row.unlink_button)
    bench.settle()
    assert {line.code for line in stored(bench).indicators} == {"NI 117", "NI 148"}


def test_the_chart_of_an_indicator_is_asked_for(panel: IssuePanel, bench: Bench) -> None:
    asked: list[object] = []
    panel.open_requested.connect(lambda noun, key: asked.append((noun, key)))
    click(section(panel, "Indicators", bench).lines[0].open_button)
    assert asked == [("indicator", 1)]


def test_an_action_is_added_by_keyboard_and_keeps_the_focus(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Actions and risks", bench)
    found.add_action.setFocus()
    QTest.keyClick(found.add_action, Qt.Key.Key_Space)
    title = QApplication.focusWidget()
    QTest.keyClicks(title, "Meet the colleges")
    owner = found.new_action.owner
    owner.setFocus()
    QTest.keyClicks(owner.lineEdit(), "improvement")
    QTest.keyClick(owner.completer().popup(), Qt.Key.Key_Return)
    due = found.new_action.due
    due.setFocus()
    QTest.keyClicks(due, "30/06/2010")
    tab()
    assert QApplication.focusWidget() is not due
    bench.settle()
    kept = next(action for action in stored(bench).actions if action.title == "Meet the colleges")
    assert (kept.owner_post_id, kept.due) == (4, date(2010, 6, 30))
    assert found.new_action is None
    assert len(found.action_rows) == 3
    assert len(stored(bench).actions) == 3


def test_a_new_action_without_a_title_is_not_stored(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Actions and risks", bench)
    click(found.add_action)
    write(found.new_action.due, "30/06/2010")
    tab()
    panel.close_button.setFocus()
    bench.settle()
    assert bench.sent == []


def test_ticking_done_completes_the_action_and_clearing_it_reopens(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Actions and risks", bench)
    row = next(each for each in found.action_rows.values() if each.action.progress == 20)
    assert row.late.isVisible()
    click(row.done)
    bench.settle()
    done = next(action for action in stored(bench).actions if action.id == row.action.id)
    assert (done.progress, done.closed) == (100, date(2010, 4, 15))
    assert not row.late.isVisible()
    click(row.done)
    bench.settle()
    assert next(a for a in stored(bench).actions if a.id == row.action.id).closed is None


def test_progress_is_typed_and_stored(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Actions and risks", bench)
    row = next(each for each in found.action_rows.values() if each.action.progress == 60)
    row.progress.setFocus()
    row.progress.selectAll()
    QTest.keyClicks(row.progress, "75")
    tab()
    bench.settle()
    assert [type(command) for command in bench.sent] == [SaveAction]
    assert next(a for a in stored(bench).actions if a.id == row.action.id).progress == 75


def test_an_action_emptied_of_its_title_is_marked_and_not_stored(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Actions and risks", bench)
    row = next(iter(found.action_rows.values()))
    row.title.setFocus()
    QTest.keyClick(row.title, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(row.title, Qt.Key.Key_Delete)
    tab()
    bench.settle()
    assert row.error.isVisible()
    assert bench.sent == []


def test_an_action_is_removed_and_comes_back_with_undo(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Actions and risks", bench)
    row = next(iter(found.action_rows.values()))
    click(row.remove_button)
    bench.settle()
    assert len(stored(bench).actions) == 1
    assert len(found.action_rows) == 1
    bench.undo()
    assert len(found.action_rows) == 2


def test_a_risk_moves_in_the_matrix_when_it_becomes_likelier(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Actions and risks", bench)
    row = next(each for each in found.risk_rows.values() if each.risk.likelihood == 2)
    assert row.level.text() == "Medium 10"
    row.likelihood.setFocus()
    QTest.keyClick(row.likelihood, Qt.Key.Key_Down)  # opens the list
    QTest.keyClick(row.likelihood.view(), Qt.Key.Key_Down)
    QTest.keyClick(row.likelihood.view(), Qt.Key.Key_Return)
    bench.settle()
    assert row.level.text() == "High 15"
    assert "likelihood 3, impact 5, high" in found.matrix.accessibleDescription()
    kept = next(risk for risk in stored(bench).risks if risk.id == row.risk.id)
    assert (kept.likelihood, kept.impact) == (3, 5)


def test_a_risk_is_added_with_its_mitigation(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Actions and risks", bench)
    click(found.add_risk)
    write(found.new_risk.title, "A college closes")
    write(found.new_risk.mitigation, "Talk to the college")
    tab()
    bench.settle()
    kept = next(risk for risk in stored(bench).risks if risk.title == "A college closes")
    assert (kept.likelihood, kept.impact, kept.mitigation) == (3, 3, "Talk to the college")
    assert len(found.risk_rows) == 3


def test_partners_are_added_by_finding_and_taken_off_with_delete(panel: IssuePanel, bench: Bench) -> None:
    partners = section(panel, "Outcome and ownership", bench).links["partner"]
    for typed in ("nhs", "connex"):
        partners.adder.setFocus()
        QTest.keyClicks(partners.adder.lineEdit(), typed)
        QTest.keyClick(partners.adder.completer().popup(), Qt.Key.Key_Return)
        bench.settle()
    assert stored(bench).partners == (1, 3)
    chip = partners._chips[0]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    bench.settle()
    assert stored(bench).partners == (3,)


def test_tags_are_typed_and_one_too_long_is_marked(panel: IssuePanel, bench: Bench) -> None:
    tags = panel.overview.tags
    write(tags.adder, "budget 2010")
    QTest.keyClick(tags.adder, Qt.Key.Key_Return)
    bench.settle()
    assert stored(bench).tags == ("budget 2010",)
    write(tags.adder, "x" * 81)
    tab()
    bench.settle()
    assert tags.error.isVisible()
    assert stored(bench).tags == ("budget 2010",)


def test_years_to_shift_take_a_whole_number_only(panel: IssuePanel, bench: Bench) -> None:
    row = section(panel, "Outcome and ownership", bench).rows["shift_years"]
    write(row.editor, "soon")
    tab()
    assert "whole number from 0 to 20" in row.error.text()
    assert row.editor.value() == "soon"
    QTest.keyClick(row.editor, Qt.Key.Key_Escape)
    write(row.editor, "5")
    tab()
    bench.settle()
    assert stored(bench).fields["shift_years"] == 5


def test_a_decision_still_open_can_be_decided_from_the_sheet(panel: IssuePanel, bench: Bench) -> None:
    bench.do(ProposeMove(NEET, stored(bench).version, Category.OUTCOMES, Q4, None, "Met for a year"))
    assert panel.overview.waiting.isVisible()
    assert "Proposed for the Outcomes" in panel.overview.waiting_words.text()
    found = section(panel, "Decisions", bench)
    asked: list[object] = []
    panel.decide_requested.connect(asked.append)
    click(found.cards[0].button)
    assert asked[0].issue_id == NEET  # type: ignore[attr-defined]
    click(panel.overview.decide_button)
    assert asked[1] == NEET


def test_decisions_show_waivers_reasons_and_the_evidence_as_it_stood(panel: IssuePanel, bench: Bench) -> None:
    bench.do(
        RecordMove(
            BSF,
            stored(bench, BSF).version,
            Category.IMPROVEMENT_PLAN,
            Q4,
            1,
            "Nearly ready",
            "CPEG 14/2010",
            date(2010, 4, 12),
            (Waiver("resources", "With the budget"),),
            criteria_reason="With the budget",
        )
    )
    assert bench.refused == []
    panel.open_issue(BSF)
    bench.settle()
    card = section(panel, "Decisions", bench).cards[0]
    from PySide6.QtWidgets import QLabel

    words = "\n".join(label.text() for label in card.findChildren(QLabel))
    assert "Hot List to Improvement Plan" in words
    assert "Waived: Resources agreed. With the budget" in words
    assert "minute CPEG 14/2010" in words
    assert "Ready 5 of 6" in words


def test_the_history_is_told_in_words_newest_first(panel: IssuePanel, bench: Bench) -> None:
    bench.do(EditIssue(NEET, stored(bench).version, "lead_post_id", 4))
    found = section(panel, "History", bench)
    first = found.model.index(0, 0).data()
    assert first.startswith("15/04/2010 10:00 ")
    assert "Lead" in first
    assert "Head of Skills 14-19" in first
    assert "Head of Improvement" in first


def test_more_of_the_history_is_read_as_one_scrolls(
    panel: IssuePanel, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.bridge.issue_history.PAGE", 20)
    for number in range(60):
        bench.do(EditIssue(NEET, stored(bench).version, "next_step", f"Step {number}"))
    found = section(panel, "History", bench)
    assert found.model.rowCount() == 20
    bar = panel.area.verticalScrollBar()
    for _ in range(8):
        bench.settle()
        bar.setValue(bar.maximum())
    bench.settle()
    assert found.model.rowCount() > 60
    bench.do(EditIssue(NEET, stored(bench).version, "next_step", "One more"))
    assert found.model.rowCount() > 61
    assert "One more" in found.model.index(0, 0).data()


def test_sections_left_open_stay_open_for_the_next_issue(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Indicators", bench)
    panel.open_issue(ROAD)
    bench.settle()
    assert found.is_open
    assert [row.line.code for row in found.lines] == ["NI 47"]
    assert panel.view_state() == {"issue": ROAD, "open": ["Indicators"]}


def test_an_interim_decision_asks_for_its_sign_off_at_the_top(panel: IssuePanel, bench: Bench) -> None:
    bench.do(
        RecordMove(
            NEET, stored(bench).version, Category.OUTCOMES, Q4, 1, "Met for a year", decided_on=date(2010, 4, 12)
        )
    )
    assert panel.overview.waiting.isVisible()
    assert panel.overview.decide_button.text() == "Sign off…"
    assert [chip.text() for chip in panel._shown_chips] == ["Outcomes of Corporate Importance", "Interim"]


def test_a_line_of_a_self_assessment_is_named_where_it_became_work_and_leads_back(
    panel: IssuePanel, bench: Bench
) -> None:
    section_ = panel.origins
    assert not section_.isVisible()
    bench.do(StartAssessments((1,), Q4))
    one = bench.ask(lambda session: assessments.assessment(session, 1, Q4))
    bench.do(MakeAction(one.id, "risks", "A plan goes to CPEG in May.", NEET, "Take the plan to CPEG"))
    found = section(panel, "From a self-assessment", bench)
    assert found.isVisible() and found.heading.accessibleName() == "From a self-assessment, 1 line"
    said = " ".join(each.text() for each in found.findChildren(QLabel))
    assert "“A plan goes to CPEG in May.”" in said and "2009/10 Q4, Risks; became an action" in said
    asked: list[tuple[str, object]] = []
    panel.open_requested.connect(lambda noun, key: asked.append((noun, key)))
    QTest.keyClick(found.buttons[0], Qt.Key.Key_Space)
    assert asked == [("assessment", (1, Q4, "risks"))]
    panel.open_issue(BSF)
    bench.settle()
    assert not section_.isVisible()
    panel.open_issue(NEET)
    bench.settle()
    assert section_.isVisible()


def test_milestones_of_an_action_are_added_met_and_removed_in_its_row(panel: IssuePanel, bench: Bench) -> None:
    found = section(panel, "Actions and risks", bench)
    row = next(iter(found.action_rows.values()))
    for title, due in (("Ask the colleges", "30/04/2010"), ("Meet them all", "")):
        row.steps.add_button.setFocus()
        QTest.keyClick(row.steps.add_button, Qt.Key.Key_Space)
        QTest.keyClicks(QApplication.focusWidget(), title)
        tab()
        bench.settle()
        if due:
            step = row.steps.rows[0]
            write(step.due, due)
            tab()
            bench.settle()
    kept = next(each for each in stored(bench).actions if each.id == row.action.id)
    assert kept.steps == (ActionStep("Ask the colleges", date(2010, 4, 30)), ActionStep("Meet them all"))
    click(row.steps.rows[0].done)
    bench.settle()
    keys = [each.key for each in kept.steps]
    assert len({*keys}) == 2 and None not in keys
    click(row.steps.rows[1].remove_button)
    bench.settle()
    kept = next(each for each in stored(bench).actions if each.id == row.action.id)
    assert kept.steps == (ActionStep("Ask the colleges", date(2010, 4, 30), True),)
    assert kept.steps[0].key == keys[0], "and its entry in a calendar"
    bench.undo()
    bench.settle()
    assert [each.title.value() for each in row.steps.rows.values()] == ["Ask the colleges", "Meet them all"]
