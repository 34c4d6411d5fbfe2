"""Every other way a card can go, or not go: refused, cancelled, off the lists and back, by exception, interim."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.rules.category import Category
from app.rules.decision import Stage
from app.store.queries import issues
from tests.walks.window import CARBON, HOT, LEFT, OUT, PLAN, Q4, Walk, closed, labels, standing, wait_for

READY = "Delivering the Havant Public Service Village"
POVERTY = "Reducing proportion of children living in poverty"
SAFETY = "Community Safety"
TELECARE = "Telecare for vulnerable adults in the home"
HIGHWAY = "Improved highway condition"


def test_a_drop_where_the_framework_forbids_it_says_why_and_leaves_nothing(walk: Walk) -> None:
    before, entries = walk.picture(), walk.entries()
    walk.drag(CARBON, OUT)
    said = wait_for(walk.notice, "the reason")
    assert said.startswith(f"“{CARBON}” stays where it is. Only a plan issue whose performance has improved")
    assert said.endswith("Nothing was recorded.")
    walk.settle()
    assert walk.sheet_or_none() is None
    assert (walk.picture(), walk.entries()) == (before, entries)
    walk.do.click(walk.board.viewport(), walk.spot(HIGHWAY))
    wait_for(lambda: not walk.notice(), "the reason gone with the next press")


def test_esc_takes_the_card_back_from_the_hand(walk: Walk) -> None:
    before, entries = walk.picture(), walk.entries()
    at = walk.carry(walk.lift(CARBON), PLAN)
    walk.do.key("Esc")
    wait_for(lambda: not walk.board.drag.active, "the card back")
    walk.do.release(walk.board.viewport(), at)
    walk.settle()
    assert walk.sheet_or_none() is None
    assert (walk.picture(), walk.entries()) == (before, entries)


@pytest.mark.parametrize("way", ["Esc", "keep", "cross"])
def test_a_move_sheet_that_is_left_leaves_nothing(walk: Walk, way: str) -> None:
    before, entries, words = walk.picture(), walk.entries(), walk.history(CARBON)
    walk.drag(CARBON, PLAN)
    sheet = walk.sheet
    walk.press_button(sheet.criteria.rows["priority"].box)
    walk.write(sheet.reason.text, "Half a thought")
    if way == "Esc":
        walk.do.key("Esc")
    else:
        walk.press_button(sheet.keep_button if way == "keep" else sheet.close_button)
    walk.no_sheet()
    assert (walk.picture(), walk.entries(), walk.history(CARBON)) == (before, entries, words)
    assert walk.undo_words() == (None, None)
    walk.drag(CARBON, PLAN)
    assert walk.sheet.reason.text.value() == ""


def test_nothing_is_recorded_without_a_body_or_a_reason(walk: Walk) -> None:
    entries = walk.entries()
    walk.drag(READY, PLAN)
    sheet = walk.sheet
    assert "a reason" in sheet.status.text()
    assert not sheet.propose_button.isEnabled()
    walk.write(sheet.reason.text, "All six are met")
    assert sheet.propose_button.isEnabled()
    assert not sheet.record_button.isEnabled()
    assert "the body" in sheet.status.text()
    walk.do.key("Enter")
    walk.settle()
    assert walk.sheet_or_none() is sheet
    assert walk.entries() == entries


def test_an_issue_leaves_the_hot_list_and_returns(walk: Walk, plan_file: Path) -> None:
    walk.drag(POVERTY, LEFT)
    _record(walk, "Cabinet", "The partnership leads on it")
    assert POVERTY not in walk.picture()
    assert walk.card(POVERTY).category is LEFT
    assert walk.undo_words()[0] == "Leave the lists"
    assert walk.history(POVERTY)[:2] == [
        "Leaving the Hot List confirmed by Cabinet: “The partnership leads on it”",
        "Stands off the lists from 2009/10 Q4",
    ]
    walk.page("board").actions_["left"].trigger()
    left = walk.page("board").left
    wait_for(left.isVisible, "the issues that left")
    left.table.selectRow(next(row for row, card in enumerate(left.cards()) if card.title == POVERTY))
    walk.press_button(left.to_hot_list)
    _record(walk, "CMT", "The partnership asks us back")
    assert walk.card(POVERTY).category is HOT
    assert walk.history(POVERTY)[0] == "Return to the Hot List confirmed by CMT: “The partnership asks us back”"
    walk.press_button(left.back)
    assert POVERTY in walk.picture()
    walk.close()
    assert standing(plan_file, POVERTY) is HOT


def test_a_plan_issue_that_has_recovered_returns_to_the_outcomes(walk: Walk, plan_file: Path) -> None:
    walk.drag(HIGHWAY, OUT)
    sheet = walk.sheet
    assert "What the figures show" in labels(sheet)
    _record(walk, "Cabinet", "It is good enough now")
    walk.close()
    assert standing(plan_file, HIGHWAY) is OUT


def test_an_exception_is_made_from_the_menu_with_its_reason_and_is_marked(
    walk: Walk, plan_file: Path
) -> None:
    issue = walk.card(SAFETY).issue_id
    walk.context_menu(SAFETY, "Move as an exception", "Improvement Plan")
    sheet = walk.sheet
    assert "The framework describes no move from the Outcomes" in sheet.sentence.text()
    walk.write(sheet.exception_reason.text, "A riot in the town")
    if sheet.criteria_reason.isVisible():
        walk.write(sheet.criteria_reason.text, "No time to answer")
    _record(walk, "Cabinet", "At once")
    assert walk.card(SAFETY).category is PLAN
    assert walk.card(SAFETY).exception
    assert "Here by a recorded exception" in walk.spoken(SAFETY)
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        decision = issues.sheet(session, issue, Q4).decisions[0]
    assert (decision.rule, decision.exception_reason) == ("exception", "A riot in the town")


def test_cpegs_word_is_interim_until_cmt_confirms_it(walk: Walk, plan_file: Path) -> None:
    issue = walk.card(READY).issue_id
    walk.drag(READY, PLAN)
    _record(walk, "CPEG", "All six are met", says="Move and record as interim")
    assert walk.card(READY).category is PLAN
    assert "Interim until CMT or Cabinet decides" in walk.spoken(READY)
    walk.do.double_click(walk.board.viewport(), walk.spot(READY))
    panel = walk.panel
    assert "interim decision" in panel.overview.waiting_words.text()
    walk.press_button(panel.overview.decide_button)
    sheet = walk.sheet
    walk.press_button(sheet.answers[Stage.CONFIRMED])
    walk.choose(sheet.fields.body, "CPEG")
    assert not sheet.record_button.isEnabled(), "CPEG cannot confirm its own decision"
    walk.choose(sheet.fields.body, "CMT")
    walk.press_button(sheet.record_button)
    walk.no_sheet()
    assert "Interim" not in walk.spoken(READY)
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        decision = issues.sheet(session, issue, Q4).decisions[0]
    assert (decision.stage, decision.body) == (Stage.CONFIRMED, "CMT")


def test_an_interim_move_that_is_refused_goes_back(walk: Walk, plan_file: Path) -> None:
    assert "Interim" in walk.spoken(TELECARE)
    walk.drag(READY, PLAN)
    _record(walk, "CPEG", "All six are met", says="Move and record as interim")
    walk.do.double_click(walk.board.viewport(), walk.spot(READY))
    walk.press_button(walk.panel.overview.decide_button)
    sheet = walk.sheet
    walk.press_button(sheet.answers[Stage.REFUSED])
    walk.choose(sheet.fields.body, "Cabinet")
    assert not sheet.record_button.isEnabled()
    walk.write(sheet.reason.text, "Not this year")
    walk.press_button(sheet.record_button)
    walk.no_sheet()
    assert walk.card(READY).category is HOT
    walk.close()
    assert standing(plan_file, READY) is HOT


def test_a_group_is_dragged_together_and_asked_about_one_by_one(walk: Walk) -> None:
    board = walk.board.viewport()
    walk.do.click(board, walk.spot(CARBON))
    walk.do.click(board, walk.spot(READY), walk.ctrl)
    assert len(walk.board.selected_ids()) == 2
    walk.drag(READY, PLAN)
    sheet = walk.sheet
    assert sheet.count.text() == "1 of 2"
    walk.write(sheet.reason.text, "All six are met")
    walk.press_button(sheet.propose_button)
    second = wait_for(lambda: walk.other_sheet(sheet), "the second sheet")
    assert second.count.text() == "2 of 2"
    walk.press_button(second.keep_button)
    walk.no_sheet()
    assert walk.has_ghost(READY)
    assert not walk.has_ghost(CARBON)


def test_a_card_let_go_outside_the_window_stays(walk: Walk) -> None:
    before, entries = walk.picture(), walk.entries()
    walk.lift(CARBON)
    view = walk.board.viewport()
    outside = QPoint(-60, 200)
    walk.do.move(view, outside)
    walk.do.release(view, outside)
    wait_for(lambda: not walk.board.drag.active, "the card let go")
    walk.settle()
    assert walk.sheet_or_none() is None
    assert (walk.picture(), walk.entries()) == (before, entries)
    assert QApplication.mouseButtons().value == 0


def _record(walk: Walk, body: str, reason: str, says: str = "") -> None:
    """Fill in what the sheet asks of every decision, and record it."""
    sheet = walk.sheet
    walk.choose(sheet.fields.body, body)
    walk.write(sheet.reason.text, reason)
    if says:
        assert sheet.record_button.text() == says
    assert sheet.record_button.isEnabled(), sheet.status.text()
    walk.press_button(sheet.record_button)
    walk.no_sheet()


def test_there_is_a_way_for_every_card(walk: Walk) -> None:
    """Holding any card, at least one place is open, and every closed one says why."""
    for title in (CARBON, HIGHWAY, SAFETY):
        walk.lift(title)
        drag = walk.board.drag
        assert any(hint.open for hint in drag.hints.hints) or drag.strip.open
        assert all(hint.words for hint in drag.hints.hints)
        assert drag.strip.words
        walk.do.key("Esc")
        walk.do.release(walk.board.viewport(), QPoint(200, 200))
        assert walk.card(title).category in (Category.HOT_LIST, Category.IMPROVEMENT_PLAN, Category.OUTCOMES)
