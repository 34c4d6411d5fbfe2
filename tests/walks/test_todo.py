"""The team's list and the quarter calendar: a line leads to its place, the thing is mended there, and the line goes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.bridge.lines_model import Head
from app.commands.edit_issue import EditIssue
from app.commands.run_meeting import FollowCondition
from app.rules.quarter_calendar import CalendarKind
from app.rules.register import RegisterChoice, Special
from app.rules.todo import TodoKind
from app.store.queries.register import follow_up_of, register_ids
from tests.exchange.test_calendar_file import read
from tests.walks.hands import turn, wait_for
from tests.walks.test_lists_out import exported, from_menu
from tests.walks.window import Q4, Walk, closed

TO_DO, CALENDAR = 2, 3
VCS = "Increasing the VCS capacity"


def opened(walk: Walk, tab: int) -> Any:
    """The view, as soon as it has its lines."""
    walk.window.frame.show_page("dashboard")
    page: Any = walk.page("dashboard")
    page.tabs.setCurrentIndex(tab)
    view = page.work.todo if tab == TO_DO else page.work.calendar
    wait_for(lambda: view.model.rowCount() > 0, "the lines")
    return view


def row_of(view: Any, kind: Any, words: str = "") -> int:
    """-1 where there is no such line."""
    for row, line in enumerate(view.model.lines):
        if not isinstance(line, Head) and line.kind is kind and words in line.about:
            return row
    return -1


def chosen(view: Any, kind: Any, words: str = "") -> Any:
    """The line, gone to with the keyboard's own cursor."""
    row = row_of(view, kind, words)
    assert row >= 0
    view.table.setFocus(Qt.FocusReason.OtherFocusReason)
    view.table.go_to(row)
    return view.model.line(row)


def spot(view: Any, row: int, column: int) -> QPoint:
    turn()
    view.table.scrollTo(view.model.index(row, column))
    turn()
    return view.table.visualRect(view.model.index(row, column)).center()


def test_a_lead_is_named_where_the_line_leads_and_the_line_goes(walk: Walk, plan_file: Path) -> None:
    view = opened(walk, TO_DO)
    before = len(view.lines)
    badge = walk.window.frame.rail.entry("dashboard").badge
    assert badge.text() == f"{before} to do"
    chosen(view, TodoKind.NO_LEAD, VCS)
    walk.do.key("Enter")
    wait_for(lambda: walk.window.frame.current_page() is walk.page("board") and walk.panel.isVisible(), "the issue's sheet")
    wait_for(lambda: walk.panel.state.sheet is not None and walk.panel.state.sheet.title == VCS, "the issue")
    lead = walk.panel.overview.rows["lead_post_id"].editor
    walk.press_button(lead)
    walk.do.type("Head of Skills")
    walk.do.key("Enter")
    wait_for(lambda: walk.card(VCS).lead_post_id is not None, "the lead stored")
    view = opened(walk, TO_DO)
    wait_for(lambda: row_of(view, TodoKind.NO_LEAD, VCS) < 0, "the line gone")
    assert len(view.lines) == before - 1
    assert badge.text() == f"{before - 1} to do"
    walk.do.key("Ctrl+Z")
    wait_for(lambda: row_of(view, TodoKind.NO_LEAD, VCS) >= 0, "the line back after undo")
    walk.close()
    with closed(plan_file) as store:
        assert store.entries == 3


def test_one_click_opens_the_part_of_the_sheet_where_it_is_done(walk: Walk) -> None:
    view = opened(walk, TO_DO)
    row = row_of(view, TodoKind.RED_WITHOUT_ACTION)
    walk.do.click(view.table.viewport(), spot(view, row, 4))
    wait_for(walk.panel.isVisible, "the issue's sheet")
    section = next(each for each in walk.panel.sections if each.title == "Actions and risks")
    wait_for(lambda: section.is_open, "its actions")
    view = opened(walk, TO_DO)
    line = chosen(view, TodoKind.NO_COMPARATOR)
    walk.do.click(view.go_button)
    page: Any = walk.page("indicators")
    wait_for(lambda: page.record.panel is not None and page.record.panel.isVisible(), "the indicator's sheet")
    assert page.record.panel.comparators.is_open
    wait_for(lambda: page.state.indicator_id == line.place.key, "the indicator in the list")


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (TodoKind.RETURN_LATE, "returns"), (TodoKind.ASSESSMENT_UNSIGNED, "assessments"),
        (TodoKind.SIGN_OFF, "decisions"), (TodoKind.ACTION_OVERDUE, ""), (TodoKind.TARGET_ENDS, "indicators"),
    ],
)  # fmt: skip
def test_a_double_click_leads_to_the_page(walk: Walk, kind: TodoKind, page: str) -> None:
    view = opened(walk, TO_DO)
    row = row_of(view, kind)
    line = view.model.line(row)
    walk.do.double_click(view.table.viewport(), spot(view, row, 0))
    wanted = page or {"issue": "board", "initiative": "strength"}[line.place.noun]
    wait_for(lambda: walk.window.frame.current_page() is walk.page(wanted), f"the page {wanted}")


def reached(walk: Walk, line: Any) -> bool:
    """Whether the window shows just the thing that the line is about."""
    pages = {"issue": "board", "decision": "decisions", "department": "returns", "assessment": "assessments",
             "indicator": "indicators", "initiative": "strength"}  # fmt: skip
    page: Any = walk.page(pages[line.place.noun])
    if walk.window.frame.current_page() is not page:
        return False
    if line.place.noun == "issue":
        state = walk.panel.state
        return bool(walk.panel.isVisible() and state.sheet is not None and state.issue_id == line.place.key)
    if line.place.noun == "indicator":
        return bool(page.state.indicator_id == line.place.key)
    return line.place.noun != "decision" or bool(page.panel.isVisible())


def test_every_rule_has_a_line_whose_own_words_lead_to_the_thing_by_one_click(walk: Walk) -> None:
    operations, today = walk.program.workspace.operations, date(2010, 4, 15)
    roads = walk.card("Improved satisfaction with roads").issue_id
    operations.do(EditIssue(roads, 1, "review_date", today - timedelta(days=30)))
    asked: list[Any] = []
    choice = RegisterChoice(special=Special.CONDITION_OPEN)
    operations.ask(
        lambda session: (found := register_ids(session, choice)[0][0], follow_up_of(session, found)), asked.append
    )
    decision, follow = wait_for(lambda: asked, "a decision with a condition")[0]
    operations.do(FollowCondition(decision, follow.version, today - timedelta(days=30), None))
    walk.settle()
    view = opened(walk, TO_DO)
    # Texts not saved are walked in test_sudden_end.
    kinds = [each for each in TodoKind if each is not TodoKind.DRAFT_UNSAVED]
    wait_for(lambda: all(row_of(view, kind) >= 0 for kind in kinds), "a line of every rule")
    for kind in kinds:
        view = opened(walk, TO_DO)
        row = row_of(view, kind)
        line = view.model.line(row)
        walk.do.click(view.table.viewport(), spot(view, row, 4))
        wait_for(lambda line=line: reached(walk, line), f"{kind}: {line.about}")  # type: ignore[misc]


def test_a_plan_step_takes_the_card_off_the_list_and_undo_puts_it_back(walk: Walk) -> None:
    view = opened(walk, TO_DO)
    title = chosen(view, TodoKind.NO_STEP).about
    walk.do.key("Enter")
    wait_for(lambda: walk.panel.state.sheet is not None and walk.panel.state.sheet.title == title, "the issue")
    walk.panel.state.edit("next_step", "Agree the measures with the partners")
    wait_for(lambda: walk.undo_words()[0], "the step stored")
    view = opened(walk, TO_DO)
    wait_for(lambda: row_of(view, TodoKind.NO_STEP, title) < 0, "the line gone")
    walk.do.key("Ctrl+Z")
    wait_for(lambda: row_of(view, TodoKind.NO_STEP, title) >= 0, "the line back")


def test_the_list_is_grouped_narrowed_copied_exported_and_kept(walk: Walk, tmp_path: Path) -> None:
    view = opened(walk, TO_DO)
    walk.menu(view.department_button, "Environment")
    wait_for(lambda: view.filters, "the filter")
    mine = view.shown()
    assert {line.department_id for line in mine} == {mine[0].department_id}
    assert view.count.text() == f"{len(mine)} of {len(view.lines)} shown"
    view.groups.setCurrentIndex(1)
    assert [line.text for line in view.model.lines if isinstance(line, Head)] == [f"Environment  ({len(mine)})"]
    rows = exported(
        walk, tmp_path / "todo.xlsx", lambda: from_menu(walk, "Dashboard", "Export the to-do list…")
    )
    assert len(rows) == len(mine) + 1
    assert rows[0][:2] == ("Kind", "About")
    chosen(view, TodoKind.RETURN_LATE)
    walk.do.key("Ctrl+C")
    copied = QGuiApplication.clipboard().text().split("\t")
    assert copied[0] == "Return late: Environment"
    walk.again()
    page: Any = walk.page("dashboard")
    assert page.tabs.currentIndex() == TO_DO
    view = opened(walk, TO_DO)
    assert len(view.shown()) == len(mine)
    walk.do.click(view.clear_button)
    wait_for(lambda: len(view.shown()) == len(view.lines), "all lines")


def test_the_arrow_keys_go_over_the_headings(walk: Walk) -> None:
    view = opened(walk, TO_DO)
    last = max(row for row, line in enumerate(view.model.lines) if not isinstance(line, Head)
               and line.kind is TodoKind.RETURN_LATE)  # fmt: skip
    view.table.setFocus(Qt.FocusReason.OtherFocusReason)
    view.table.go_to(last)
    walk.do.key("Down")
    assert view.table.currentIndex().row() == last + 2
    walk.do.key("Up")
    assert view.table.currentIndex().row() == last
    walk.do.key("Ctrl+Home")
    assert view.table.currentIndex().row() == 1


def test_at_a_past_quarter_the_list_is_the_open_ones_and_leads_there(walk: Walk) -> None:
    view = opened(walk, TO_DO)
    walk.quarter(Q4.shift(-2))
    wait_for(view.note.isVisible, "which quarter the list is of")
    assert "2009/10 Q4" in view.note.text()
    chosen(view, TodoKind.NO_LEAD)
    walk.do.key("Enter")
    wait_for(lambda: walk.program.workspace.quarter == Q4, "the open quarter")


def test_the_calendar_is_saved_and_reads_back_and_its_lines_lead_on(walk: Walk, tmp_path: Path) -> None:
    view = opened(walk, CALENDAR)
    out = tmp_path / "quarter.ics"
    walk.do.click(view.save_button)
    walk.file_dialog(out)
    wait_for(lambda: any("saved in quarter.ics" in band for band in walk.bands()), "that it is saved")
    events = read(out.read_bytes())
    assert len(events) == len(view.shown())
    assert len({event["UID"] for event in events}) == len(events)
    assert {event["DTSTART;VALUE=DATE"] for event in events} >= {"20100331", "20100414"}
    assert "Return due: Environment, 2009/10 Q4" in {event["SUMMARY"] for event in events}
    line = chosen(view, CalendarKind.ACTION)
    walk.do.key("Enter")
    wait_for(lambda: walk.panel.state.sheet is not None and walk.panel.state.sheet.id == line.place.key, "the issue")


def test_the_calendar_follows_the_quarter_in_view_and_knows_what_is_not_due(walk: Walk) -> None:
    view = opened(walk, CALENDAR)

    def figures() -> set[str]:
        return {line.about for line in view.lines if line.kind is CalendarKind.FIGURES}

    exams = "NI 75"
    assert not any(about.startswith(exams) for about in figures()), "exam results come in autumn"
    walk.quarter(Q4.shift(-1))
    wait_for(lambda: any(about.startswith(exams) for about in figures()), "the exam results")
    assert all(line.day <= date(2010, 1, 14) for line in view.lines)
    QApplication.processEvents()
