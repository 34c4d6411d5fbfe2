"""The first thing a user does, from the whole window with real events: a card is moved, signed off, taken back.

By mouse and by keyboard alone. tests/walks/test_on_x.py walks the same under a real X server.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.rules.decision import Stage, Waiver
from app.rules.readiness import Condition
from app.store.queries import issues
from app.store.verifying import verify
from tests.walks.window import CARBON, HOT, OUT, PLAN, Q4, Walk, closed, labels, standing, wait_for

PLACE = "Enhancing our quality of place"
WAIVERS = ((Condition.TARGETS, "Set in June"), (Condition.RESOURCES, "With the budget"))
CRITERION, REASON, MINUTE = "The budget settles it", "Ready but for money", "Cabinet 22/2010"

BEFORE = """\
Hot List: Ensuring resilience to climate change through adaptation, Better carbon management
Improvement Plan: (Ensuring resilience to climate change through adaptation), Improved satisfaction with roads, \
Improved highway condition
Outcomes of Corporate Importance: Waste diversion from landfill"""
PROPOSED = """\
Hot List: Ensuring resilience to climate change through adaptation, Better carbon management
Improvement Plan: (Ensuring resilience to climate change through adaptation), (Better carbon management), \
Improved satisfaction with roads, Improved highway condition
Outcomes of Corporate Importance: Waste diversion from landfill"""
CONFIRMED = """\
Hot List: Ensuring resilience to climate change through adaptation
Improvement Plan: (Ensuring resilience to climate change through adaptation), Better carbon management, \
Improved satisfaction with roads, Improved highway condition
Outcomes of Corporate Importance: Waste diversion from landfill"""


def test_a_card_is_moved_signed_off_taken_back_and_kept_by_mouse(walk: Walk, plan_file: Path) -> None:
    assert walk.picture(PLACE) == BEFORE
    _drag_and_see_why_it_is_not_ready(walk)
    _propose_by_mouse(walk)
    _proposed(walk)
    walk.do.double_click(walk.board.viewport(), walk.spot(CARBON, ghost=True))
    sheet = walk.sheet
    assert "Proposed on 15/04/2010 by Head of Improvement" in labels(sheet)
    walk.press_button(sheet.answers[Stage.CONFIRMED])
    walk.choose(sheet.fields.body, "Cabinet")
    walk.write(sheet.fields.minute, MINUTE)
    walk.press_button(sheet.record_button)
    walk.no_sheet()
    _confirmed(walk)
    top = walk.window.frame.top
    walk.press_button(top.undo)
    wait_for(lambda: walk.has_ghost(CARBON), "the ghost again")
    _taken_back(walk)
    walk.press_button(top.redo)
    wait_for(lambda: not walk.has_ghost(CARBON), "the card in the plan again")
    _confirmed(walk)
    _all_still_there(walk, plan_file)


def test_the_same_by_keyboard_alone(walk: Walk, plan_file: Path) -> None:
    do = walk.do
    do.tab_to(walk.board)
    do.type("bett")
    assert wait_for(lambda: walk.current() == CARBON, "the card found by its first letters")
    do.key("Up")
    assert walk.current() == "Ensuring resilience to climate change through adaptation"
    do.key("Down", "Ctrl+Right")
    sheet = walk.sheet
    assert not sheet.propose_button.isEnabled()
    for condition, why in WAIVERS:
        row = sheet.readiness.rows[condition]
        do.tab_to(row.button)
        do.key("Space")
        wait_for(row.reason.hasFocus, "the reason of the waiver")
        do.type(why)
    do.tab_to(sheet.criteria_reason)
    do.type(CRITERION)
    do.tab_to(sheet.reason)
    do.type(REASON)
    do.tab_to(sheet.propose_button)
    do.key("Enter")
    walk.no_sheet()
    _proposed(walk)
    assert walk.board.hasFocus()
    do.key("Enter")
    panel = walk.panel
    do.tab_to(panel.overview.decide_button)
    do.key("Space")
    sheet = walk.sheet
    do.tab_to(sheet.answers[Stage.CONFIRMED])
    do.key("Space")
    do.tab_to(sheet.fields.body)
    do.type("Ca")
    do.tab_to(sheet.fields.minute)
    do.type(MINUTE)
    do.tab_to(sheet.record_button)
    do.key("Space")
    walk.no_sheet()
    _confirmed(walk)
    do.key("Esc")
    wait_for(lambda: not panel.isVisible(), "the issue's sheet closed")
    do.key("Ctrl+Z")
    wait_for(lambda: walk.has_ghost(CARBON), "the ghost again")
    _taken_back(walk)
    do.key("Ctrl+Y")
    wait_for(lambda: not walk.has_ghost(CARBON), "the card in the plan again")
    _confirmed(walk)
    _all_still_there(walk, plan_file)


def _drag_and_see_why_it_is_not_ready(walk: Walk) -> None:
    at = walk.carry(walk.lift(CARBON), OUT)
    hints = {hint.category: hint for hint in walk.board.drag.hints.hints}
    assert not hints[OUT].open
    assert "the framework has no way there from the Hot List" in hints[OUT].words
    assert hints[PLAN].open
    assert hints[PLAN].words == "Drop to move to the plan. Ready 4 of 6."
    at = walk.carry(at, PLAN)
    walk.do.release(walk.board.viewport(), at)
    sheet = walk.sheet
    assert "Ready to move: 4 of 6" in labels(sheet)
    for condition, _ in WAIVERS:
        assert sheet.readiness.rows[condition].evidence.text() == "not yet recorded"
    assert sheet.status.text().startswith(
        "Still missing: a waiver for “Targets agreed”; a waiver for “Resources agreed”"
    )
    assert not sheet.propose_button.isEnabled()


def _propose_by_mouse(walk: Walk) -> None:
    sheet = walk.sheet
    for condition, why in WAIVERS:
        row = sheet.readiness.rows[condition]
        walk.press_button(row.button)
        walk.write(row.reason, why)
    walk.write(sheet.criteria_reason.text, CRITERION)
    walk.write(sheet.reason.text, REASON)
    walk.press_button(sheet.propose_button)
    walk.no_sheet()


def _proposed(walk: Walk) -> None:
    assert walk.picture(PLACE) == PROPOSED
    assert walk.undo_words() == ("Propose move to Improvement Plan", None)
    assert walk.history(CARBON)[0] == f"Move from Hot List to Improvement Plan proposed: “{REASON}”"


def _confirmed(walk: Walk) -> None:
    walk.settle()
    assert walk.picture(PLACE) == CONFIRMED
    assert walk.undo_words() == ("Confirm the move", None)


def _taken_back(walk: Walk) -> None:
    walk.settle()
    assert walk.picture(PLACE) == PROPOSED
    assert walk.undo_words() == ("Propose move to Improvement Plan", "Confirm the move")


def _all_still_there(walk: Walk, plan_file: Path) -> None:
    """On the disk, and in the program when it is started again: placement, history, what can be undone."""
    words, entries = walk.history(CARBON), walk.entries()
    walk.close()
    assert standing(plan_file, CARBON) is PLAN
    with closed(plan_file) as store, store.reading() as session:
        assert verify(store.raw).sound
        sheet = issues.sheet(session, walk.carbon_id, Q4)
    decision = sheet.decisions[0]
    assert (decision.stage, decision.body, decision.minute) == (Stage.CONFIRMED, "Cabinet", MINUTE)
    assert decision.waivers == tuple(Waiver(condition.value, why) for condition, why in WAIVERS)
    walk.open()
    assert (walk.history(CARBON), walk.entries()) == (words, entries)
    _confirmed(walk)
    walk.do.key("Ctrl+Z")
    wait_for(lambda: walk.has_ghost(CARBON), "the ghost after a restart and an undo")
    _taken_back(walk)
    walk.do.key("Ctrl+Z")
    wait_for(lambda: not walk.has_ghost(CARBON), "nothing proposed any more")
    walk.settle()
    assert walk.picture(PLACE) == BEFORE
    assert walk.card(CARBON).category is HOT
    walk.again()
    assert walk.undo_words() == (None, "Propose move to Improvement Plan")
    walk.do.key("Ctrl+Shift+Z", "Ctrl+Y")
    wait_for(lambda: walk.card(CARBON).category is PLAN, "the card in the plan after two redos")
    assert QApplication.activeModalWidget() is None
