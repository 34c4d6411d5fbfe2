"""The quarter on screen: every figure leads on, by mouse and by key; an empty plan says how to fill it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.commands.start_plan import StartPlan
from app.rules.category import Category
from app.rules.issue import Flag
from app.rules.period import Period
from app.store.opening import create_store
from app.views.dashboard.landing_table import Column, LandingTable
from app.views.dashboard.link_button import LinkButton
from app.views.dashboard.page import DashboardPage
from app.views.dashboard.tiles import TileCard
from tests.conftest import StoppedClock
from tests.samples.sample_plans import ACTOR
from tests.walks.hands import turn, wait_for
from tests.walks.window import Walk

TO_ISSUE = (Column.ISSUE, Column.RAG, Column.LEAD)
TO_CHART = (Column.MEASURE, Column.TARGET, Column.TREND, Column.TRAVEL)


def landing(walk: Walk) -> DashboardPage:
    walk.window.frame.show_page("dashboard")
    page: Any = walk.program.pages["dashboard"]
    wait_for(lambda: page.landing.tiles.count() and walk.window.frame.current_page() is page, "the dashboard")
    walk.settle()
    return page  # type: ignore[no-any-return]


def went_to(walk: Walk, key: str) -> None:
    wait_for(lambda: walk.window.frame.current_page() is walk.program.pages[key], key)


def go(walk: Walk, table: LandingTable, row: int, column: Column, *, by_key: bool) -> None:
    item = table.item(row, column)
    table.scrollToItem(item)
    walk.show_in_sheet(table)
    if by_key:
        table.setFocus()
        table.setCurrentCell(row, column)
        turn()
        walk.do.key("Return")
    else:
        walk.do.click(table.viewport(), table.visualItemRect(item).center())


@pytest.mark.parametrize("by_key", [False, True])
def test_each_cell_of_the_plans_table_leads_to_its_issue_its_chart_or_its_source(walk: Walk, by_key: bool) -> None:
    page = landing(walk)
    table = page.landing.tables[Category.IMPROVEMENT_PLAN]
    wait_for(lambda: table.rowCount() == 8, "the plan's table")
    for column in Column:
        landing(walk)
        go(walk, table, 0, column, by_key=by_key)
        if column is Column.LATEST:
            wait_for(lambda: page.sheet, "where it came from")
            walk.do.key("Escape")
            turn()
            page.sheet = None
        else:
            went_to(walk, "board" if column in TO_ISSUE else "indicators")
            assert column in TO_ISSUE or column in TO_CHART


@pytest.mark.parametrize("by_key", [False, True])
def test_each_block_leads_to_what_it_counts(walk: Walk, by_key: bool) -> None:
    page = landing(walk)
    for at in range(page.landing.tiles.count()):
        landing(walk)
        tile: Any = page.landing.tiles.itemAt(at).widget()
        assert isinstance(tile, TileCard)
        page.landing.verticalScrollBar().setValue(0)
        turn()
        if by_key:
            tile.setFocus()
            turn()
            walk.do.key("Return")
        else:
            walk.do.click(tile, tile.rect().center())
        if tile.tile.ink == "second":
            went_to(walk, "strength")
        else:
            table = page.landing.tables[Category(tile.tile.ink)]
            wait_for(table.hasFocus, tile.tile.title)
            assert table.currentRow() == 0


def test_the_mark_of_a_provisional_figure_is_told_under_its_table(walk: Walk) -> None:
    page = landing(walk)
    marked = {category for category, table in page.landing.tables.items()
              if any(row.measure and row.measure.provisional for row in table.rows)}
    told = {category for category, mark in page.landing._marks.items() if mark.isVisibleTo(page.landing)}
    assert told == marked and marked


def test_what_wants_looking_at_leads_to_its_issue_and_late_returns_to_the_returns(walk: Walk) -> None:
    page = landing(walk)
    links = page.landing.attention.findChildren(LinkButton)
    slipped = next(link for link in links if link.text() == "Road safety")
    walk.show_in_sheet(slipped)
    walk.press_button(slipped)
    went_to(walk, "board")
    wait_for(walk.panel.isVisible, "the issue's sheet")
    assert any(row.flag is Flag.SLIPPED for row in page.state.facts.plan.rows if page.state.facts)
    landing(walk)
    late = [link for link in page.landing.attention.findChildren(LinkButton) if " day" in link.text()]
    for link in late[:2]:  # a line for each department
        landing(walk)
        walk.show_in_sheet(link)
        walk.press_button(link)
        went_to(walk, "returns")


@pytest.fixture
def empty(tmp_path: Path, clock: StoppedClock, qapp: QApplication) -> Iterator[Walk]:
    """The program, open on a plan that was just begun."""
    file = tmp_path / "new.plan"
    store = create_store(file, name="New plan")
    store.change(StartPlan("Corporate Improvement Plan 2010/11", Period.quarter(2009, 4)), ACTOR)
    store.close()
    made = Walk(tmp_path / "home", file)
    made.open(filled=False)
    wait_for(lambda: {"board", "dashboard"} <= made.program.pages.keys() and made.window.frame.pages, "its pages")
    wait_for(lambda: made.program.workspace.is_ready, "the plan")
    yield made
    made.close()


def test_the_dashboard_of_an_empty_plan_begins_an_issue(empty: Walk) -> None:
    page = landing(empty)
    wait_for(page.landing.empty.isVisible, "what an empty plan offers")
    empty.press_button(page.landing.empty.issue_button)
    went_to(empty, "board")
    board: Any = empty.program.pages["board"]
    sheet: Any = wait_for(lambda: board.sheet, "the sheet of a new issue")
    assert sheet.isVisible()
    empty.do.key("Escape")


def test_the_dashboard_of_an_empty_plan_takes_in_a_workbook(empty: Walk) -> None:
    page = landing(empty)
    wait_for(page.landing.empty.isVisible, "what an empty plan offers")
    asked: list[bool] = []
    empty.window.frame.commands.provide("import", lambda: asked.append(True))
    empty.press_button(page.landing.empty.import_button)
    wait_for(lambda: asked, "the import")


def test_a_plan_with_issues_does_not_offer_to_begin(walk: Walk) -> None:
    assert not landing(walk).landing.empty.isVisible()


def test_the_inspections_of_an_empty_plan_begin_at_the_top_of_their_frame(empty: Walk) -> None:
    wait_for(lambda: "inspections" in empty.window.frame.pages, "its page")
    page: Any = empty.program.pages["inspections"]
    empty.window.frame.show_page("inspections")
    wait_for(lambda: empty.window.frame.current_page() is page, "it in view")
    wait_for(lambda: page.model.rowCount() > 0, "the inspectorates")
    empty.settle()
    assert page.none.isVisible() and page.matrix.y() < 10
    card = page.matrix.parentWidget()
    assert card.height() - page.matrix.height() < 20
