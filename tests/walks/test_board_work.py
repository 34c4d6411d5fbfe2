"""What else is done on the board: several issues at once, views, new issues, past quarters, proposals of the figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.rules.category import Category
from app.store.queries import issues
from tests.walks.window import CARBON, HOT, PLAN, Q4, Grouping, Walk, closed, labels, wait_for

READY = "Delivering the Havant Public Service Village"
ROADS = "Road safety"
PAST = Q4.shift(-2)


def test_several_issues_get_a_lead_a_tag_and_a_review_date_at_once(walk: Walk, plan_file: Path) -> None:
    view, bar = walk.board.viewport(), walk.page("board").stage.edit_bar
    ids = (walk.card(CARBON).issue_id, walk.card(READY).issue_id)
    walk.do.click(view, walk.spot(CARBON))
    walk.do.click(view, walk.spot(READY), walk.ctrl)
    wait_for(bar.isVisible, "the bar for several issues")
    assert bar.count.text() == "2 selected"
    walk.menu(bar.lead, "Head of Skills 14-19")
    wait_for(lambda: walk.undo_words()[0], "the lead stored")
    walk.settle()
    assert len(walk.board.selected_ids()) == 2
    walk.press_button(bar.tags)
    sheet = walk.sheet
    walk.write(sheet.field, "estate")
    walk.press_button(sheet.save)
    walk.no_sheet()
    walk.press_button(bar.review)
    sheet = walk.sheet
    walk.press_button(sheet.save)
    walk.no_sheet()
    for title in (CARBON, READY):
        card = walk.card(title)
        assert "estate" in card.tags
        assert card.review_date == date(2010, 7, 15)
    walk.do.key("Ctrl+Z")
    wait_for(lambda: walk.card(CARBON).review_date != date(2010, 7, 15), "both dates taken back together")
    walk.settle()
    assert walk.card(READY).review_date != date(2010, 7, 15)
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        sheets = [issues.sheet(session, issue, Q4) for issue in ids]
    assert sheets[0].fields["lead_post_id"] == sheets[1].fields["lead_post_id"]
    assert all("estate" in sheet.tags for sheet in sheets)


def test_a_view_is_saved_applied_and_removed(walk: Walk) -> None:
    page = walk.page("board")
    walk.menu(page.bar.group, "Department")
    walk.menu(page.bar.rags, "Red", then="Esc")
    wait_for(page.shown_row.isVisible, "what the filter hides")
    shown = walk.picture()
    assert "of 31 shown" in page.shown_row.count.text()
    walk.menu(page.bar.views, "Save this view")
    sheet = walk.sheet
    walk.write(sheet.field, "Red ones")
    walk.press_button(sheet.save)
    walk.no_sheet()
    walk.press_button(page.shown_row.clear)
    walk.menu(page.bar.group, "Aim")
    wait_for(lambda: walk.picture() != shown, "everything again")
    walk.again()
    page = walk.page("board")
    walk.menu(page.bar.views, "Red ones")
    wait_for(lambda: walk.picture() == shown, "the saved view")
    assert page.state.model.grouping is Grouping.DEPARTMENT
    walk.menu(page.bar.views, "Remove", "Red ones")
    wait_for(lambda: not page.state.views, "the view gone")


def test_a_new_issue_enters_the_hot_list(walk: Walk, plan_file: Path) -> None:
    walk.do.key("Ctrl+Shift+N")
    sheet = walk.sheet
    walk.press_button(sheet.do_button)
    assert sheet.fields["title"].error.text().endswith("Write 1 to 200 characters.")
    walk.write(sheet.issue_title, "Fewer empty homes")
    walk.write(sheet.reason, "Came up in the inspection")
    walk.press_button(sheet.do_button)
    walk.no_sheet()
    wait_for(lambda: "Fewer empty homes" in walk.picture(), "the new card")
    card = walk.card("Fewer empty homes")
    assert card.category is HOT
    assert walk.current() == "Fewer empty homes"
    assert walk.history("Fewer empty homes")[0] == "Issue “Fewer empty homes” added"
    walk.do.key("Ctrl+Z")
    wait_for(lambda: "Fewer empty homes" not in walk.picture(), "the card taken back")
    walk.do.key("Ctrl+Y")
    wait_for(lambda: "Fewer empty homes" in walk.picture(), "the card again")
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        assert issues.sheet(session, card.issue_id, Q4).title == "Fewer empty homes"


def test_a_past_quarter_is_shown_as_it_stood_and_nothing_can_be_changed(walk: Walk) -> None:
    entries = walk.entries()
    walk.quarter(PAST)
    assert any("as it stood" in band or "past" in band.lower() for band in walk.bands()), walk.bands()
    page = walk.page("board")
    assert not page.bar.new_issue.isEnabled()
    view = walk.board.viewport()
    start = walk.spot(CARBON)
    walk.do.press(view, start)
    walk.do.move(view, start + walk.column_spot(PLAN) * 0.1)
    assert not walk.board.drag.active
    wait_for(walk.notice, "why it cannot be dragged")
    assert walk.notice().endswith("Go to the newest quarter to make changes.")
    walk.do.release(view, start)
    walk.do.key("Ctrl+Right")
    walk.settle()
    assert walk.sheet_or_none() is None
    walk.do.key("Esc")
    wait_for(lambda: not walk.notice(), "the message gone")
    panel = walk.open_issue(CARBON)
    assert panel.overview.rows["title"].editor.isReadOnly()
    assert not panel.move_button.isVisible()
    assert "Nothing can be changed here" in panel.band.text()
    walk.do.key("Esc", "Alt+End")
    wait_for(lambda: walk.program.workspace.quarter == Q4, "the newest quarter")
    walk.settle()
    assert walk.entries() == entries
    walk.drag(CARBON, PLAN)
    assert walk.sheet is not None


@pytest.mark.parametrize("quarter", [PAST, Q4])
def test_the_quarter_in_view_is_there_again_after_a_restart(walk: Walk, quarter: object) -> None:
    walk.quarter(quarter)  # type: ignore[arg-type]
    walk.again()
    assert walk.program.workspace.quarter == quarter


def test_the_figures_propose_and_one_agrees(walk: Walk) -> None:
    tray = walk.page("board").stage.tray
    wait_for(tray.isVisible, "the proposals")
    assert tray.heading.text() == f"{ROADS} has slipped"
    assert "2009/10 Q4 188" in tray.words.label.text()
    walk.press_button(tray.propose)
    sheet = walk.sheet
    assert sheet.state.to is Category.HOT_LIST
    assert "2009/10 Q4 188" in sheet.reason.text.value()
    assert "The figures show a slip." in labels(sheet.figures)
    walk.press_button(sheet.propose_button)
    walk.no_sheet()
    assert walk.has_ghost(ROADS)
    assert ROADS not in tray.heading.text()


def test_the_figures_are_looked_at_and_one_comes_back_to_the_board(walk: Walk) -> None:
    tray = walk.page("board").stage.tray
    wait_for(tray.isVisible, "the proposals")
    walk.press_button(tray.chart)
    page = walk.page("indicators")
    wait_for(page.isVisible, "the indicators")
    wait_for(lambda: page.panel.name.text().startswith("People killed or seriously injured"), "its chart")
    wait_for(lambda: page.panel.place.chart is not None, "the chart drawn")
    walk.do.key("Ctrl+1")
    wait_for(walk.page("board").isVisible, "the board again")


def test_not_now_puts_a_proposal_off_until_its_day(walk: Walk, plan_file: Path) -> None:
    from app.rules import clock

    tray = walk.page("board").stage.tray
    wait_for(tray.isVisible, "the proposals")
    before = len(tray.proposals)
    walk.menu(tray.not_now, "In a month, on 15/05/2010")
    wait_for(lambda: len(tray.proposals) == before - 1, "the proposal gone")
    walk.again()
    tray = walk.page("board").stage.tray
    assert ROADS not in [proposal.issue_title for proposal in tray.proposals]
    walk.close()
    moment = clock.now().replace(month=5, day=16)
    clock.set_source(lambda: moment)
    walk.open()
    tray = walk.page("board").stage.tray
    assert ROADS in [proposal.issue_title for proposal in tray.proposals]


def test_the_board_is_found_as_it_was_left(walk: Walk) -> None:
    """Scroll, selection, grouping and filter, after going to another page and after a restart."""
    page = walk.page("board")
    walk.menu(page.bar.group, "Lead")
    walk.do.click(walk.board.viewport(), walk.spot(CARBON))
    place = walk.board.verticalScrollBar().value()
    assert place > 0
    walk.do.key("Ctrl+2")
    wait_for(walk.page("indicators").isVisible, "the indicators")
    walk.do.key("Ctrl+1")
    wait_for(page.isVisible, "the board")
    assert (walk.current(), walk.board.verticalScrollBar().value()) == (CARBON, place)
    walk.again()
    wait_for(lambda: walk.board.verticalScrollBar().value() == place, "the scroll as it was")
    assert walk.current() == CARBON
    assert walk.page("board").state.model.grouping is Grouping.LEAD
