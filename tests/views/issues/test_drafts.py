"""Text being written is kept every two seconds, and never strays to another issue."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.rules.category import Category
from app.rules.drafts import DraftKind, DraftPlace
from app.store import drafts
from app.views.issues.issue_drawer import IssueDrawer
from app.views.issues.issue_panel import IssuePanel
from app.views.issues.moves import Moves
from app.views.issues.unsaved import NO_DECISION, Unsaved
from app.views.shared.side_drafts import PUT_BACK
from app.views.shared.text_value import TextValue
from tests.issue_plan import BSF, NEET, Q4, ROAD, Bench
from tests.views.issues.test_issue_panel import retype, stored, text_of

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing", extend=True)


@pytest.fixture
def drawer(bench: Bench, window: QMainWindow) -> Iterator[IssueDrawer]:
    made = IssueDrawer(bench.workspace, window.centralWidget())
    made.open_issue(NEET)
    bench.settle()
    yield made
    made.panel.close_issue()
    bench.settle()


@pytest.fixture
def panel(drawer: IssueDrawer) -> IssuePanel:
    return drawer.panel


def kept(bench: Bench) -> dict[str, str]:
    """What the store holds outside history, by key."""
    return {draft.key: draft.body for draft in bench.ask(drafts.listed)}


def rows(bench: Bench) -> int:
    """Of the table itself, offered or not."""
    return bench.ask(lambda s: s.connection().exec_driver_sql("SELECT count(*) FROM draft").scalar())


def time_goes_by(sheet: Any, bench: Bench) -> None:
    """The two seconds are over."""
    keeper = sheet.drafts._keeper if isinstance(sheet, IssuePanel) else sheet.drafts
    assert keeper._timer.isActive()
    assert keeper._timer.interval() < 2_000
    keeper._timer.timeout.emit()
    bench.settle()


def full_disk(bench: Bench, *, full: bool) -> None:
    def shrink(store: Any) -> None:
        pages = store.raw.execute("PRAGMA page_count").fetchone()[0]
        store.raw.execute(f"PRAGMA max_page_count={pages if full else 1_000_000}")

    bench.operations.run(shrink)
    bench.settle()


def test_what_is_being_typed_is_kept_and_typing_on_replaces_it(bench: Bench, panel: IssuePanel) -> None:
    before = bench.operations.state.entries
    retype(text_of(panel, "progress"), "The September gua")
    time_goes_by(panel, bench)
    assert kept(bench) == {f"issue/{NEET}/progress": "The September gua"}
    QTest.keyClicks(text_of(panel, "progress"), "rantee")
    time_goes_by(panel, bench)
    assert kept(bench) == {f"issue/{NEET}/progress": "The September guarantee"}
    assert bench.operations.state.entries == before


def test_nothing_is_written_while_nobody_types(bench: Bench, panel: IssuePanel) -> None:
    retype(text_of(panel, "progress"), "The September gua")
    time_goes_by(panel, bench)
    written: list[object] = []
    bench.operations.busy.connect(written.append)
    panel.drafts.look()
    assert written == []


def test_a_text_that_was_stored_is_kept_no_more(bench: Bench, panel: IssuePanel) -> None:
    progress = text_of(panel, "progress")
    retype(progress, "All met")
    time_goes_by(panel, bench)
    progress.commit()
    bench.settle()
    assert rows(bench) == 0


def test_a_text_taken_back_with_escape_is_kept_no_more(bench: Bench, panel: IssuePanel) -> None:
    progress = text_of(panel, "progress")
    retype(progress, "All met")
    time_goes_by(panel, bench)
    QTest.keyClick(progress, Qt.Key.Key_Escape)
    time_goes_by(panel, bench)
    assert kept(bench) == {}


def test_evidence_and_new_actions_are_kept_too(bench: Bench, panel: IssuePanel) -> None:
    for section in panel.sections:
        section.set_open(True)
    bench.settle()
    row = panel.sections[1].criteria.rows["priority"]
    retype(row.evidence, "Cabinet, item 7")
    actions = panel.sections[3]
    QTest.mouseClick(actions.add_action, Qt.MouseButton.LeftButton)
    retype(actions.new_action.note, "By June")
    time_goes_by(panel, bench)
    # leaving the evidence made it a change; the new action has no title yet
    assert kept(bench) == {f"issue/{NEET}/action new note": "By June"}


def test_a_text_refused_by_a_full_disk_stays_in_its_field_and_is_stored_later(
    bench: Bench, panel: IssuePanel
) -> None:
    progress = text_of(panel, "progress")
    full_disk(bench, full=True)
    long = "Not a word of this is lost. " * 1500
    progress.setFocus()
    QGuiApplication.clipboard().setText(long)
    progress.selectAll()
    progress.paste()
    progress.commit()
    bench.settle()
    error = panel.overview.rows["progress"].error
    assert error.text().startswith("Not saved: the disk is full (")
    assert "Your text is kept here." in error.text()
    assert progress.value() == long
    assert stored(bench).fields["progress"] != long
    full_disk(bench, full=False)
    text_of(panel, "next_step").setFocus()
    bench.settle()
    assert stored(bench).fields["progress"] == long
    assert not error.isVisible()
    assert kept(bench) == {}


def test_a_text_never_strays_to_the_next_issue(bench: Bench, drawer: IssueDrawer) -> None:
    panel = drawer.panel
    progress = text_of(panel, "progress")
    retype(progress, "About NEET")
    drawer.open_issue(ROAD)
    bench.settle()
    assert (progress.value(), progress.is_dirty()) == ("", False)
    assert (stored(bench).fields["progress"], stored(bench, ROAD).fields["progress"]) == ("About NEET", "")
    assert rows(bench) == 0


def test_what_is_typed_while_the_next_issue_is_on_its_way_reaches_neither(
    bench: Bench, drawer: IssueDrawer
) -> None:
    before = stored(bench).fields["progress"]
    progress = text_of(drawer.panel, "progress")
    drawer.open_issue(ROAD)
    at = progress.mapTo(drawer.window(), progress.rect().center())
    QTest.mouseClick(drawer.window().windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    QTest.keyClick(drawer.window().windowHandle(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "x")
    assert not progress.is_dirty()
    retype(progress, "By some other way")
    progress.commit()
    bench.settle()
    assert progress.value() == ""
    drawer.panel.close_issue()
    bench.settle()
    assert (stored(bench).fields["progress"], stored(bench, ROAD).fields["progress"]) == (before, "")


def test_evidence_and_tags_never_stray_to_the_next_issue(bench: Bench, drawer: IssueDrawer) -> None:
    panel = drawer.panel
    panel.sections[1].set_open(True)
    bench.settle()
    panel.overview.tags.adder.setText("skills")
    retype(panel.sections[1].criteria.rows["priority"].evidence, "About NEET")
    drawer.open_issue(ROAD)
    bench.settle()
    assert panel.sections[1].criteria.rows["priority"].evidence.value() == ""
    drawer.panel.close_issue()
    bench.settle()
    assert bench.refused == []
    assert stored(bench).tags == ("skills",)
    assert [answer.evidence for answer in stored(bench).criteria if answer.key == "priority"] == [
        "About NEET"
    ]
    assert stored(bench, ROAD).tags == ()
    assert all(answer.evidence == "" for answer in stored(bench, ROAD).criteria)


def test_a_text_that_cannot_stand_waits_for_its_issue_to_be_opened_again(
    bench: Bench, drawer: IssueDrawer
) -> None:
    title = text_of(drawer.panel, "title")
    retype(title, "x" * 201)
    drawer.open_issue(ROAD)
    bench.settle()
    assert title.value() == "Road safety"
    assert kept(bench) == {f"issue/{NEET}/title": "x" * 201}
    drawer.open_issue(NEET)
    bench.settle()
    assert (title.value(), title.is_dirty()) == ("x" * 201, True)
    assert drawer.panel.overview.rows["title"].error.text() == PUT_BACK
    QTest.keyClick(title, Qt.Key.Key_Escape)
    bench.settle()
    assert title.value().startswith("Reduced number")


def test_another_plan_leaves_nothing_of_this_one_on_the_sheet(
    bench: Bench, drawer: IssueDrawer, plan_file: Any
) -> None:
    retype(text_of(drawer.panel, "progress"), "About NEET")
    drawer.panel.commit_now()
    other = plan_file.with_name("other.plan")
    other.write_bytes(plan_file.read_bytes())
    bench.operations.open(other)
    bench.settle()
    assert drawer.panel.issue_id is None
    assert not drawer.isVisible()
    assert stored(bench).fields["progress"] != "About NEET"


# What an earlier session left


def left_behind(bench: Bench, **texts: str) -> None:
    """As if a session had ended suddenly while these were being written; the plan is open again."""
    places = {
        "progress": DraftPlace(DraftKind.ISSUE, NEET, "progress"),
        "note": DraftPlace(DraftKind.ISSUE, NEET, "action new note"),
        "evidence": DraftPlace(DraftKind.ISSUE, BSF, "condition resources"),
        "reason": DraftPlace(DraftKind.MOVE, BSF, "reason", Category.IMPROVEMENT_PLAN),
        "waiver": DraftPlace(DraftKind.MOVE, BSF, "waiver resources", Category.IMPROVEMENT_PLAN),
        "decision": DraftPlace(DraftKind.DECISION, NEET, "reason"),
        "gone": DraftPlace(DraftKind.ISSUE, 999, "progress"),
    }
    saved = {places[name].key: text for name, text in texts.items()}
    bench.operations.run(lambda store: drafts.save(store, saved))
    bench.settle()
    bench.operations.drafts.begin(bench.operations.state, sudden=False)
    bench.settle()


@pytest.fixture
def unsaved(bench: Bench, window: QMainWindow, drawer: IssueDrawer) -> Unsaved:
    return Unsaved(bench.workspace, window, drawer, Moves(bench.workspace, window))


def press(button: QWidget, bench: Bench) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.settle()


def problem(bench: Bench) -> tuple[str, int] | None:
    found = bench.operations.state.problem
    return (found.code, found.facts["drafts"]) if found else None


def test_a_kept_text_is_put_back_into_its_field_and_is_stored_on_leaving(
    bench: Bench, unsaved: Unsaved, drawer: IssueDrawer
) -> None:
    drawer.panel.close_issue()
    left_behind(bench, progress="The September guarantee", gone="Somewhere")
    assert problem(bench) == ("drafts_found", 2)
    wanted: list[int] = []
    unsaved.issue_wanted.connect(wanted.append)
    unsaved.show()
    assert [each.put_back.isEnabled() for each in unsaved.sheet.texts] == [False, True]
    press(unsaved.sheet.texts[1].put_back, bench)
    progress = text_of(drawer.panel, "progress")
    assert wanted == [NEET]
    assert (progress.value(), progress.is_dirty()) == ("The September guarantee", True)
    assert QApplication.focusWidget() is progress
    assert stored(bench).fields["progress"] != "The September guarantee"
    assert problem(bench) == ("drafts_found", 1)
    text_of(drawer.panel, "next_step").setFocus()
    bench.settle()
    assert stored(bench).fields["progress"] == "The September guarantee"
    assert set(kept(bench)) == {"issue/999/progress"}


def test_a_text_in_a_closed_section_opens_it_where_it_belongs(
    bench: Bench, unsaved: Unsaved, drawer: IssueDrawer
) -> None:
    left_behind(bench, evidence="Agreed with Finance")
    unsaved.show()
    press(unsaved.sheet.texts[0].put_back, bench)
    panel = drawer.panel
    row = panel.sections[1].readiness.rows["resources"]
    assert panel.issue_id == BSF
    assert [section.title for section in panel.sections if section.is_open] == ["Criteria and readiness"]
    assert [s.title for s in panel.sections if s.content is not None and s.content.isVisible()] == [
        "Criteria and readiness"
    ]
    assert (row.evidence.value(), row.error.isVisible()) == ("Agreed with Finance", True)
    assert problem(bench) is None


def test_a_note_on_a_new_action_is_put_back_into_a_new_row(
    bench: Bench, unsaved: Unsaved, drawer: IssueDrawer
) -> None:
    left_behind(bench, note="By June")
    unsaved.show()
    press(unsaved.sheet.texts[0].put_back, bench)
    new = drawer.panel.sections[3].new_action
    assert new.note.value() == "By June"
    retype(new.title, "Ask schools")
    text_of(drawer.panel, "next_step").setFocus()
    bench.settle()
    assert [(a.title, a.note) for a in stored(bench).actions if a.title == "Ask schools"] == [
        ("Ask schools", "By June")
    ]
    assert kept(bench) == {}


def test_all_texts_of_a_move_come_back_together(bench: Bench, unsaved: Unsaved) -> None:
    left_behind(bench, reason="Needed now", waiver="By June")
    unsaved.show()
    press(unsaved.sheet.texts[0].put_back, bench)
    sheet = unsaved._moves.sheet
    assert sheet.reason.text.value() == "Needed now"
    assert sheet.state.draft.reason == "Needed now"
    assert sheet.state.draft.waivers == (("resources", "By June"),)
    assert bench.operations.drafts.found == ()
    QTest.keyClick(sheet.reason.text, Qt.Key.Key_Escape)
    bench.settle()
    assert kept(bench) == {}


def test_a_reason_being_written_on_the_move_sheet_is_kept_until_the_sheet_closes(
    bench: Bench, window: QMainWindow
) -> None:
    moves = Moves(bench.workspace, window)
    moves.start((BSF,), Category.IMPROVEMENT_PLAN, "From the tray.")
    bench.settle()
    sheet = moves.sheet
    sheet.drafts.look()
    bench.settle()
    assert kept(bench) == {}  # nobody typed that
    sheet.reason.text.setFocus()
    QTest.keyClick(sheet.reason.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(sheet.reason.text, " And more")
    time_goes_by(sheet, bench)
    assert kept(bench) == {f"move/{BSF}/improvement_plan/reason": "From the tray. And more"}
    QTest.keyClick(sheet.reason.text, Qt.Key.Key_Escape)
    bench.settle()
    assert kept(bench) == {}


def test_a_reason_stays_kept_when_the_window_closes_over_an_open_move_sheet(
    bench: Bench, window: QMainWindow
) -> None:
    moves = Moves(bench.workspace, window)
    moves.start((BSF,), Category.IMPROVEMENT_PLAN)
    bench.settle()
    retype(moves.sheet.reason.text, "Needed now")
    window.close()
    bench.settle()
    assert kept(bench) == {f"move/{BSF}/improvement_plan/reason": "Needed now"}


def test_a_reason_for_a_decision_that_was_taken_meanwhile_can_still_be_copied(
    bench: Bench, unsaved: Unsaved
) -> None:
    left_behind(bench, decision="Figures too thin")
    unsaved.show()
    press(unsaved.sheet.texts[0].put_back, bench)
    assert unsaved.sheet.note.text() == NO_DECISION
    press(unsaved.sheet.texts[0].copy, bench)
    assert QGuiApplication.clipboard().text() == "Figures too thin"
    assert kept(bench) != {}


def test_discarding_the_last_text_closes_the_sheet_and_the_band(bench: Bench, unsaved: Unsaved) -> None:
    left_behind(bench, progress="One", note="Two")
    unsaved.show()
    press(unsaved.sheet.texts[0].discard, bench)
    assert len(unsaved.sheet.texts) == 1
    assert QApplication.focusWidget() is unsaved.sheet.texts[0].discard
    press(unsaved.sheet.texts[0].discard, bench)
    assert unsaved.sheet is None
    assert problem(bench) is None
    assert kept(bench) == {}


def test_a_new_text_does_not_write_over_one_still_waiting_for_an_answer(
    bench: Bench, panel: IssuePanel
) -> None:
    left_behind(bench, progress="From before")
    retype(text_of(panel, "progress"), "From now")
    time_goes_by(panel, bench)
    assert sorted(kept(bench).values()) == ["From before", "From now"]


def test_a_text_put_back_comes_to_the_open_quarter(
    bench: Bench, unsaved: Unsaved, drawer: IssueDrawer
) -> None:
    bench.workspace.set_quarter(Q4.shift(-1))
    bench.settle()
    left_behind(bench, progress="The September guarantee")
    unsaved.show()
    press(unsaved.sheet.texts[0].put_back, bench)
    assert bench.workspace.quarter == Q4
    assert text_of(drawer.panel, "progress").value() == "The September guarantee"


def test_hostile_texts_are_shown_as_text(bench: Bench, unsaved: Unsaved) -> None:
    left_behind(bench, progress="<b>bold</b> &amp; 🙂\n" * 200)
    unsaved.show()
    shown = unsaved.sheet.texts[0].text
    assert isinstance(shown, TextValue)
    assert shown.toPlainText().startswith("<b>bold</b> &amp;")
    assert shown.height() < 200


def test_a_look_at_all_texts_takes_less_than_ten_milliseconds(bench: Bench, panel: IssuePanel) -> None:
    for section in panel.sections:
        section.set_open(True)
    bench.settle()
    progress = text_of(panel, "progress")
    progress.setFocus()
    spent = []
    for number in range(9):
        QGuiApplication.clipboard().setText(f"{number} is a long text. " * 2_500)
        progress.selectAll()
        progress.paste()
        start = time.thread_time()
        panel.drafts.look()
        spent.append(time.thread_time() - start)
        bench.settle()
    assert statistics.median(spent) < 0.010
    assert len(next(iter(kept(bench).values()))) == 45_000
    progress.revert()
