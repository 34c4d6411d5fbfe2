"""The yearly refresh through the window: draft, decide, roll the targets, approve, end, begin again, undo."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from app.commands.move_issue import RecordMove
from app.rules.category import Category
from app.rules.period import Period
from app.rules.refresh import Course
from app.store.queries.plan_story import plans, years
from app.store.queries.standing import standings
from app.store.verifying import verify
from tests.walks.hands import seen_rect, turn, wait_for
from tests.walks.window import Q4, Walk, closed

Q1 = Period.quarter(2011, 1)
YEAR, BEFORE = Period.financial_year(2011), Period.financial_year(2010)
STABLE, HAVANT, CLIMATE = "placement stability", "Havant", "climate change"


@pytest.fixture
def page(walk: Walk) -> Any:
    walk.program.board.actions_["refresh"].trigger()
    found = walk.program.pages["refresh"]
    wait_for(lambda: walk.window.frame.current_page() is found and found.state.room is not None, "the refresh page")
    return found


def draft_of(page: Any) -> Any:
    return page.state.room.draft


def press(walk: Walk, widget: Any) -> None:
    """As soon as it is laid out where a hand can reach it."""
    wait_for(lambda: widget.isVisible() and not seen_rect(widget).isEmpty(), "a button to press")
    walk.do.click(widget)


def begun(walk: Walk, page: Any) -> None:
    button = page.workbench.begin_buttons.itemAt(0).layout().itemAt(0).widget()
    assert button.text() == "Begin the draft for 2011/12"
    press(walk, button)
    wait_for(lambda: draft_of(page) is not None and page.workbench.cards, "the draft")


def decide(walk: Walk, page: Any, issue: int, words: str, reason: str) -> None:
    """By the button on its card, in its sheet."""
    def reached() -> bool:
        """The cards are made anew after each decision: the one of now, scrolled to."""
        card = page.workbench.cards[issue]
        page.workbench.area.ensureWidgetVisible(card)
        return not seen_rect(card.decide).isEmpty()

    walk.settle()
    wait_for(reached, "the card")
    walk.do.click(page.workbench.cards[issue].decide)
    wait_for(lambda: page.sheet is not None and page.sheet.isVisible(), "the sheet")
    sheet = page.sheet
    sheet.fields["course"].field.setCurrentText(words)
    walk.do.click(sheet.fields["reason"].field)
    walk.do.type(reason)
    press(walk, sheet.do_button)
    wait_for(lambda: draft_of(page).line(issue).course is not Course.UNDECIDED, f"{words} kept")


def decided(walk: Walk, page: Any) -> dict[str, int]:
    """Every line of the draft: one leaves, one enters, one waits, the others stay."""
    found = {}
    for line in draft_of(page).lines:
        words = next((course for part, course in ((STABLE, "Leaves"), (HAVANT, "Enters"), (CLIMATE, "Waits"))
                      if part in line.title), "Stays")  # fmt: skip
        decide(walk, page, line.issue_id, words, f"{words}, as agreed in January")
        found[words] = line.issue_id
    return found


def test_a_year_is_refreshed_approved_kept_and_undone(walk: Walk) -> None:
    walk.program.board.actions_["refresh"].trigger()
    page: Any = walk.program.pages["refresh"]
    wait_for(lambda: page.state.room is not None, "the room")
    assert walk.window.frame.rail.entry("refresh") is None
    assert walk.window.frame.rail.entry("board").isChecked()
    (before,) = [year for year in page.state.room.years if year.plan.year == BEFORE]
    old = [(line.title, bool(line.went)) for line in before.lines]
    assert len(old) == 8
    begun(walk, page)
    ids = decided(walk, page)
    assert not draft_of(page).undecided

    page.tabs.setCurrentIndex(1)
    missing = sum(cell == "—" for row in range(page.targets.lines.rowCount()) for cell in cells(page, row))
    assert missing > 0
    press(walk, page.targets.roll_all)
    wait_for(page.sheet.isVisible, "the sheet")
    walk.do.click(page.sheet.fields["rationale"].field)
    walk.do.type("Held until the service plans are settled")
    press(walk, page.sheet.do_button)
    wait_for(lambda: walk.undo_words()[0].endswith("targets on"), "rolled on in one change")
    wait_for(lambda: not any(cell == "—" for cell in cells(page, 0)), "no gap in the first line")

    page.tabs.setCurrentIndex(0)
    press(walk, page.workbench.approve_button)
    wait_for(page.sheet.isVisible, "the sheet")
    sheet = page.sheet
    assert [sheet.fields["body"].field.itemText(at) for at in range(3)] == ["Choose", "CMT", "Cabinet"]
    sheet.fields["body"].field.setCurrentText("Cabinet")
    walk.do.click(sheet.fields["minute"].field)
    walk.do.type("Cabinet 12/2011")
    press(walk, sheet.do_button)
    wait_for(sheet.fields["reason"].error.isVisible, "the reason asked for")
    walk.do.click(sheet.fields["reason"].field)
    walk.do.type("With the budget")
    press(walk, sheet.do_button)
    wait_for(lambda: draft_of(page) is not None and draft_of(page).plan.approved, "the plan approved")
    assert "Approved by Cabinet" in page.workbench.note.text()
    assert not page.workbench.approve_button.isVisible()

    walk.close()
    with closed(walk.store) as store, store.reading() as session:
        then = standings(session, Q1)
        assert then[ids["Leaves"]].category is Category.OUTCOMES
        assert then[ids["Enters"]].category is Category.IMPROVEMENT_PLAN
        assert then[ids["Waits"]].category is Category.HOT_LIST
        told = {each.plan.year: each for each in years(session)}
        assert [(line.title, bool(line.went)) for line in told[BEFORE].lines] == old
        assert (len(told[YEAR].entered), len(told[YEAR].left), told[YEAR].size) == (1, 1, 8)

    walk.open()
    walk.window.frame.show_page("refresh")
    page = walk.program.pages["refresh"]
    wait_for(lambda: page.state.room is not None and draft_of(page).plan.approved, "still approved")
    walk.press_button(walk.window.frame.top.undo)
    wait_for(lambda: draft_of(page) is not None and not draft_of(page).plan.approved, "a draft again")
    walk.close()
    with closed(walk.store) as store, store.reading() as session:
        assert standings(session, Q1)[ids["Leaves"]].category is Category.IMPROVEMENT_PLAN
        assert not next(each for each in plans(session) if each.year == YEAR).approved
        assert verify(store.raw).sound


def cells(page: Any, row: int) -> list[str]:
    lines = page.targets.lines
    return [lines.index(row, column).data() for column in (3, 4, 5)]


def test_one_more_than_the_cap_asks_why_and_an_exception_its_reason(walk: Walk, page: Any) -> None:
    begun(walk, page)
    page.state.set_limit(8)
    wait_for(lambda: draft_of(page).limit == 8, "the cap")
    havant = next(line for line in draft_of(page).lines if HAVANT in line.title)
    turn()
    card = page.workbench.cards[havant.issue_id]
    page.workbench.area.ensureWidgetVisible(card)
    wait_for(lambda: not seen_rect(card).isEmpty(), "the card")
    walk.do.click(card)
    wait_for(card.hasFocus, "the focus on the card")
    walk.do.key("Enter")
    wait_for(lambda: page.sheet is not None and page.sheet.isVisible(), "the sheet")
    sheet = page.sheet
    assert not sheet.fields["growth_reason"].isVisible()
    sheet.fields["course"].field.setCurrentText("Enters")
    wait_for(sheet.fields["growth_reason"].isVisible, "asked what comes off")
    walk.do.click(sheet.fields["reason"].field)
    walk.do.type("Ready")
    press(walk, sheet.do_button)
    wait_for(lambda: bool(sheet.problem.text()) or sheet.fields["growth_reason"].error.isVisible(), "refused")
    walk.do.click(sheet.fields["growth_reason"].field)
    walk.do.type("Placement stability comes off")
    press(walk, sheet.do_button)
    wait_for(lambda: draft_of(page).line(havant.issue_id).growth_reason != "", "kept")


def test_the_plot_is_walked_by_keys_judged_in_place_and_undone(walk: Walk, page: Any) -> None:
    page.tabs.setCurrentIndex(2)
    plot, view = page.scales.plot, page.scales
    places = {(round(plot.place(mark).x()), round(plot.place(mark).y())) for mark in plot.marks}
    assert len(places) == len(plot.marks) == 29
    assert "Improved highway condition" in [each.issue.title for each in view._misfits]
    first = plot.marks[0]
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.place(first).toPoint())
    wait_for(lambda: view.issue is not None and view.issue.issue_id == first.issue.issue_id, "the mark in front")
    plot.setFocus()
    walk.do.key("Right")
    wait_for(lambda: plot.at != first.issue.issue_id, "the next mark")
    assert plot.place(plot.mark()).x() > plot.place(first).x()
    issue = plot.at
    view.need.setCurrentIndex(5)
    walk.do.click(view.note)
    walk.do.key("Ctrl+A")
    walk.do.type("Worse since the autumn")
    press(walk, view.keep)
    wait_for(lambda: plot.mark() is not None and plot.at == issue and plot.mark().need == 5, "its new place")
    assert plot.mark().issue.note == "Worse since the autumn"
    walk.press_button(walk.window.frame.top.undo)
    wait_for(lambda: plot.mark().need != 5, "the old place")
    assert plot.hit(QPointF(0, 0)) is None
    plot.setFocus()
    walk.do.key("Enter")
    wait_for(lambda: walk.window.frame.current_page() is walk.program.board and walk.panel.isVisible(), "the issue")


def _has_left(page: Any, issue_id: int) -> bool:
    return any(each.issue_id == issue_id for each in page.state.room.left)


def test_issues_that_left_are_listed_with_their_decision_open_and_return(walk: Walk, page: Any) -> None:
    wait_for(lambda: page.tabs.count() > 0, "the tabs")
    page.show_thing("refresh", "left")
    assert page.left.none.isVisible() and not page.left.table.isVisible()
    cards = {each.title: each for each in walk.board.board_model.board.cards}
    left = (
        ("Reducing proportion of children living in poverty", 2, "CMT"),
        ("Improved highway condition", 1, "CPEG, interim"),
    )
    for title, body, _ in left:
        card = cards[title]
        walk.program.workspace.operations.do(RecordMove(
            card.issue_id, card.version, Category.LEFT, walk.program.workspace.quarter, body, f"Why {title} left",
            f"Minute {body}", date(2010, 3, 24),
        ))  # fmt: skip
        wait_for(partial(_has_left, page, card.issue_id), "on the list")
    table, model = page.left.table, page.left.lines
    assert table.isVisible() and not page.left.none.isVisible()
    told = {model.index(row, 0).data(): [model.index(row, at).data() for at in range(1, 7)] for row in range(2)}
    for title, body, by in left:
        origin = cards[title].category.short
        assert told[title] == ["2009/10 Q4", origin, by, "24/03/2010", f"Minute {body}", f"Why {title} left"]
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    table.go_to(0)
    first = model.line(0).title
    walk.do.key("Enter")
    panel = walk.program.drawer.panel
    wait_for(lambda: panel.isVisible() and panel.state.sheet is not None and panel.state.sheet.title == first, "the issue")
    walk.press_button(walk.window.frame.top.undo)
    walk.window.frame.show_page("refresh")
    wait_for(lambda: len(page.state.room.left) == 1, "the last that left, back on its list")
    walk.close()
    with closed(walk.store) as store, store.reading() as session:
        there = standings(session, Q4).values()
        assert sum(each.category is Category.LEFT for each in there) == 1
