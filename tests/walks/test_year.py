"""A year of the plan through the window: four quarters with their moves, each frozen as reported, and its history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.period import Period
from app.store.queries import board as board_query
from app.store.queries.plan_story import years
from app.store.verifying import verify
from tests.conftest import StoppedClock
from tests.walks.hands import seen_rect, wait_for
from tests.walks.test_papers import at_rest, papers
from tests.walks.test_refresh import begun, decide, draft_of, press
from tests.walks.window import CARBON, HOT, OUT, PLAN, Q4, Walk, closed

Q1, Q2, Q3, LAST = (Period.quarter(2010, number) for number in (1, 2, 3, 4))
READY = "Delivering the Havant Public Service Village"
ROADS = "Road safety"
SAFETY = "Community Safety"
HIGHWAY = "Improved highway condition"
SATISFIED = "Improved satisfaction with roads"
SAFEGUARDING = "Children's safeguarding"
WASTE = "Waste diversion from landfill"
WHY = "Agreed with the Head of Improvement"
STORY = f"""\
Freeze 2009/10 Q4
Open 2010/11 Q1
Move to Improvement Plan: {READY}, confirmed by Cabinet
Move to Hot List: {ROADS}, confirmed by Cabinet
Freeze 2010/11 Q1
Open 2010/11 Q2
Move to Improvement Plan: {SAFETY}, confirmed by Cabinet
Move to Outcomes of Corporate Importance: {HIGHWAY}, confirmed by CMT
Freeze 2010/11 Q2
Open 2010/11 Q3
Move to Hot List: {SAFEGUARDING}, interim by CPEG
Refuse the move: {SAFEGUARDING}, refused by Cabinet
Move to Outcomes of Corporate Importance: {SATISFIED}, confirmed by Cabinet
Freeze 2010/11 Q3
Open 2010/11 Q4
Move to Improvement Plan: {CARBON}, confirmed by Cabinet
Move to Hot List: {WASTE}, confirmed by Cabinet
Begin the draft of the plan for 2011/12"""
STAYS = "Next year's plan: stays"
APPROVED = "Approve the plan"


def test_a_year_is_played_and_its_history_reads_as_what_happened(
    walk: Walk, plan_file: Path, clock: StoppedClock
) -> None:
    stood: dict[Period, str] = {Q4: walk.picture()}
    next_quarter(walk, Q1)
    clock.at(2010, 7, 12, 10)
    move(walk, READY, PLAN, "Cabinet", "All six are met")
    move(walk, ROADS, HOT, "Cabinet", "Deaths on rural roads have risen")
    stood[Q1] = walk.picture()
    next_quarter(walk, Q2)
    clock.at(2010, 10, 11, 10)
    by_exception(walk, SAFETY, "Improvement Plan")
    move(walk, HIGHWAY, OUT, "CMT", "The survey shows it")
    stood[Q2] = walk.picture()
    next_quarter(walk, Q3)
    clock.at(2011, 1, 10, 10)
    move(walk, SAFEGUARDING, HOT, "CPEG", "The closures at the yards")
    refuse(walk, SAFEGUARDING, "Cabinet", "The partnership has it in hand")
    move(walk, SATISFIED, OUT, "Cabinet", "Three surveys running")
    stood[Q3] = walk.picture()
    next_quarter(walk, LAST)
    clock.at(2011, 4, 11, 10)
    move(walk, CARBON, PLAN, "Cabinet", "Money is found", waive=True)
    move(walk, WASTE, HOT, "Cabinet", "The contract ends")
    stood[LAST] = walk.picture()
    refresh(walk)
    check_story(told(walk))
    freeze(walk)
    walk.again()
    walk.window.frame.show_page("board")
    for quarter, picture in stood.items():
        walk.quarter(quarter)
        assert walk.picture() == picture, quarter.label
    assert check_story(told(walk)) == "Freeze 2010/11 Q4"
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        assert verify(store.raw).sound
        assert sizes(session, Q4) == {HOT: 14, PLAN: 8, OUT: 9}
        assert sizes(session, LAST) == {HOT: 14, PLAN: 9, OUT: 8}
        assert {each.plan.year.label: each.size for each in years(session)}["2011/12"] == 9


def check_story(told: str) -> str:
    """The year as it was played, then the refresh line by line; what comes after it."""
    assert told.startswith(STORY), told
    before, _, after = told.removeprefix(STORY).partition(f"\n{APPROVED}")
    stays = {line.removeprefix(f"{STAYS}: ") for line in before.split("\n") if line.startswith(STAYS)}
    assert {READY, SAFETY, CARBON} <= stays and not {HIGHWAY, SATISFIED} & stays, before
    return after.split("\n")[-1]


def refresh(walk: Walk) -> None:
    """Next year's plan from this one: what stands in it stays, the rest of the Hot List waits; Cabinet approves."""
    walk.window.frame.show_page("board")
    walk.program.board.actions_["refresh"].trigger()
    page: Any = walk.program.pages["refresh"]
    wait_for(lambda: page.state.room is not None, "the refresh page")
    begun(walk, page)
    for line in draft_of(page).lines:
        course = "Stays" if line.category is PLAN else "Waits"
        decide(walk, page, line.issue_id, course, f"{course}, as agreed in March")
    press(walk, page.workbench.approve_button)
    wait_for(page.sheet.isVisible, "the sheet")
    sheet = page.sheet
    sheet.fields["body"].field.setCurrentText("Cabinet")
    walk.do.click(sheet.fields["reason"].field)
    walk.do.type("With the budget")
    press(walk, sheet.do_button)
    wait_for(lambda: draft_of(page) is not None and draft_of(page).plan.approved, "the plan approved")


def sizes(session: Any, quarter: Period) -> dict[Category, int]:
    cards = board_query.board(session, quarter).cards
    return {category: sum(card.category is category for card in cards) for category in (HOT, PLAN, OUT)}


def next_quarter(walk: Walk, quarter: Period) -> None:
    """Freeze the one that has ended, and open the next from the list of quarters."""
    freeze(walk)
    walk.window.frame.commands["open_quarter"].trigger()
    sheet = wait_for(lambda: (asked := walk.program.next_quarter.sheet) and asked.isVisible() and asked, "the question")
    walk.press_button(sheet.go)
    wait_for(lambda: walk.program.workspace.quarter == quarter, quarter.label)
    walk.window.frame.show_page("board")
    walk.settle()


def freeze(walk: Walk) -> None:
    page = papers(walk)
    walk.press_button(page.freeze_button)
    sheet: Any = wait_for(lambda: page.sheet is not None and page.sheet.isVisible() and page.sheet, "the sheet")
    wait_for(sheet.freeze_button.isEnabled, "what is open")
    walk.settle()
    if sheet.reason.isVisible():
        wait_for(lambda: walk.show_in_sheet(sheet.reason) or not seen_rect(sheet.reason).isEmpty(), "the reason")  # type: ignore[func-returns-value]
        walk.write(sheet.reason, WHY)
    walk.press_button(sheet.freeze_button)
    wait_for(lambda: page.state.printed() is not None, "the quarter frozen")
    at_rest(page)


def move(walk: Walk, title: str, to: Category, body: str, reason: str, *, waive: bool = False) -> None:
    walk.drag(title, to)
    record(walk, body, reason, waive=waive)
    assert walk.card(title).category is to


def by_exception(walk: Walk, title: str, to: str) -> None:
    walk.context_menu(title, "Move as an exception", to)
    walk.write(walk.sheet.exception_reason.text, "A riot in the town")
    record(walk, "Cabinet", "At once")
    assert walk.card(title).exception


def record(walk: Walk, body: str, reason: str, *, waive: bool = False) -> None:
    sheet = walk.sheet
    for row in sheet.readiness.rows.values() if waive else ():
        if row.button.isVisible():
            walk.press_button(row.button)
            walk.write(row.reason, "Waived for a year")
    if sheet.criteria_reason.isVisible():
        walk.write(sheet.criteria_reason.text, "No time to answer")
    walk.choose(sheet.fields.body, body)
    walk.write(sheet.reason.text, reason)
    assert sheet.record_button.isEnabled(), sheet.status.text()
    walk.press_button(sheet.record_button)
    walk.no_sheet()


def refuse(walk: Walk, title: str, body: str, reason: str) -> None:
    walk.do.double_click(walk.board.viewport(), walk.spot(title))
    walk.press_button(walk.panel.overview.decide_button)
    sheet = walk.sheet
    walk.press_button(sheet.answers[Stage.REFUSED])
    walk.choose(sheet.fields.body, body)
    walk.write(sheet.reason.text, reason)
    walk.press_button(sheet.record_button)
    walk.no_sheet()
    walk.do.key("Esc")
    assert walk.card(title).category is OUT


def told(walk: Walk) -> str:
    """What the plan's history says since the sample was loaded, the oldest first."""
    walk.window.frame.show_page("decisions")
    page: Any = walk.program.pages["decisions"]
    page.tabs.setCurrentIndex(3)
    wait_for(lambda: page.changes.rowCount() > 0 and page.changes.line(0) is not None, "the history")
    lines = [each.split(" | ") for each in reversed(walk.words_of_table(page.history.table))][1:]
    return "\n".join(f"{what}: {about}" if about else what for _, _, what, about, _ in lines)
