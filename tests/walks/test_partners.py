"""Partners through the window: targets, gaps, dependencies and districts; each list goes out and leads to its issue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from app.rules.period import Period
from app.store.queries.partnership import partnership
from app.views.partners.lenses import DISTRICTS, LENSES
from tests.exchange.parts import only_values
from tests.walks.hands import wait_for
from tests.walks.test_governance import with_store
from tests.walks.test_lists_out import exported, from_menu
from tests.walks.window import Walk

Q4 = Period.quarter(2009, 4)


@pytest.fixture
def page(walk: Walk) -> Any:
    walk.window.frame.show_page("partners")
    found = walk.program.pages["partners"]
    wait_for(lambda: found.state.district is not None and found.lenses[0].model.lines, "the partners")
    return found


def choose(walk: Walk, page: Any, at: int) -> None:
    tabs: QTabBar = page.segments
    walk.do.click(tabs, at=tabs.tabRect(at).center())
    wait_for(lambda: page.stack.currentIndex() == at, "the view")


def test_a_partners_target_is_added_changed_and_retired_and_history_keeps_it(walk: Walk, page: Any) -> None:
    view = page.lenses[0]
    view.go_to(lambda line: line.issue is not None and line.target is None)
    issue = view.current().issue
    walk.do.click(page.add_button)
    wait_for(lambda: page.sheet is not None and page.sheet.isVisible(), "the sheet")
    sheet = page.sheet
    assert sheet.fields["issue"].field.currentData() == issue.id
    for name, text in (("title", "Open the library on Sundays"), ("target", "many"), ("period", "2010/11")):
        walk.do.click(sheet.fields[name].field)
        walk.do.type(text)
    walk.do.click(sheet.do_button)
    wait_for(lambda: "is not a level" in sheet.fields["target"].error.text(), "what is wrong, beside its field")
    walk.do.click(sheet.fields["target"].field)
    walk.do.key("Ctrl+A")
    walk.do.type("52")
    walk.do.click(sheet.do_button)

    def line() -> Any:
        return next((each for each in view.model.lines if each.target and each.target.title.startswith("Open the")), None)

    wait_for(lambda: line() is not None, "the target")
    assert line().issue.id == issue.id and line().target.level == "52 by 2010/11"
    view.go_to(lambda each: each.target is not None and each.target.id == line().target.id)
    walk.do.click(page.change_button)
    wait_for(lambda: page.sheet is not sheet and page.sheet.isVisible(), "the sheet")
    walk.do.click(page.sheet.fields["measure"].field)
    walk.do.type("Sundays")
    walk.do.click(page.sheet.do_button)
    wait_for(lambda: line().target.level == "52 Sundays by 2010/11", "the change")
    view.go_to(lambda each: each.target is not None and each.target.id == line().target.id)
    walk.do.click(page.retire_button)
    wait_for(lambda: line() is None, "that it is gone from the list")
    walk.do.click(view.gaps)
    wait_for(lambda: line() is not None and line().target.retired, "the retired ones")
    walk.do.key("Ctrl+Z")
    wait_for(lambda: not line().target.retired, "taken back")
    found = with_store(walk, lambda session: partnership(session, Q4))
    assert [each.retired for each in found.targets if each.title == "Open the library on Sundays"] == [False]


def test_a_partners_target_is_held_against_an_indicator_of_ours(walk: Walk, page: Any) -> None:
    view = page.lenses[0]
    view.go_to(lambda line: line.target is not None and line.target.indicator_id is None)
    target = view.current().target
    walk.do.click(page.change_button)
    wait_for(lambda: page.sheet is not None and page.sheet.isVisible(), "the sheet")
    walk.do.click(page.sheet.fields["indicator"].field)
    walk.do.type("NI 117")
    walk.do.key("Enter")
    walk.do.click(page.sheet.do_button)

    def line() -> Any:
        return next(each for each in view.model.lines if each.target and each.target.id == target.id)

    wait_for(lambda: line().target.indicator_id is not None, "the link stored")
    view.go_to(lambda each: each.target is not None and each.target.id == target.id)
    shown = view.model.index(view.table.currentIndex().row(), 6).data()
    assert shown.startswith("NI 117: 6.9% in ") and ", target 5.4%" in shown
    assert f"Our figure: {shown}" in view.whole.text()
    walk.do.click(page.change_button)
    wait_for(lambda: page.sheet is not None and page.sheet.isVisible(), "the sheet")
    field = page.sheet.fields["indicator"].field
    assert field.lineEdit().text().startswith("NI 117 ")
    walk.do.key("Esc")
    walk.do.key("Ctrl+Z")
    wait_for(lambda: line().target.indicator_id is None, "taken back")


def test_gaps_are_found_said_and_filled_on_the_issues_sheet(walk: Walk, page: Any) -> None:
    choose(walk, page, 2)
    view = page.lenses[2]
    assert view.count.text() == "Something is missing in 5 of 31 issues"
    walk.do.click(view.gaps)
    wait_for(lambda: view.model.rowCount() == 5, "only those")
    first = view.model.line(0)
    assert "Lacks" in view.model.index(0, 5).data()
    view.table.setFocus()
    view.table.go_to(0)
    assert first.title in view.whole.text()
    walk.do.key("Enter")
    panel = walk.program.drawer.panel
    wait_for(lambda: panel.isVisible() and panel.state.sheet is not None, "the issue")
    assert panel.state.sheet.title == first.title


def test_how_an_issue_depends_on_a_partner_is_written(walk: Walk, page: Any) -> None:
    choose(walk, page, 1)
    view = page.lenses[1]
    view.go_to(lambda each: each.tie is not None and not each.tie.dependency)
    before = view.current()
    walk.do.click(page.depends_button)
    wait_for(lambda: page.sheet is not None and page.sheet.isVisible(), "the sheet")
    walk.do.click(page.sheet.fields["dependency"].field)
    walk.do.type("They hold the waiting list.")
    walk.do.click(page.sheet.do_button)
    wait_for(lambda: view.current().tie.dependency == "They hold the waiting list.", "the words")
    assert view.current().issue.id == before.issue.id
    found = with_store(walk, lambda session: partnership(session, Q4))
    ties = [tie for issue in found.issues for tie in issue.ties if tie.id == before.tie.id]
    assert [tie.dependency for tie in ties] == ["They hold the waiting list."]


def test_a_district_shows_its_issues_and_figures_beside_the_countys(walk: Walk, page: Any, tmp_path: Path) -> None:
    choose(walk, page, len(LENSES))
    districts = page.districts
    districts.choice.setFocus()
    at = districts.choice.findText("Havant")
    districts.choice.setCurrentIndex(at)
    districts.choice.activated.emit(at)
    wait_for(lambda: districts.district.name == "Havant", "the district")
    figures = {each.series.indicator.code: each for each in districts.district.figures}
    assert (figures["NI 117"].own, figures["NI 117"].county) == ("10.5%", "6.9%")
    assert districts.model.index(0, 6).data() == "Worse than the county"
    named = {issue.id for issue in districts.district.issues}
    lines = [(row, line) for row, line in enumerate(districts.model.lines) if line[0] is None and line[1].issue]
    assert lines, "a figure whose issue is not named for the district"
    for row, (_, figure) in lines:
        assert figure.issue_id not in named
        assert districts.model.index(row, 1).data() in ("Hot List", "Improvement Plan", "Outcomes")
    assert [tile.tile.code for tile in districts.charts.tiles] == ["NI 117", "NI 192"]
    rows = exported(walk, tmp_path / "havant.xlsx", lambda: from_menu(walk, "Partners", "Export this list…"))
    assert rows[0][:3] == ("Issue", "Category", "Indicator") and len(rows) == districts.model.rowCount() + 1
    districts.charts.tiles[1].opened.emit(districts.charts.tiles[1].tile.key)
    wait_for(lambda: walk.window.frame.current_page() is walk.program.pages["indicators"], "the indicator")


def test_each_list_goes_out_as_it_stands_and_every_control_has_a_name(walk: Walk, page: Any, tmp_path: Path) -> None:
    for at, lens in enumerate(LENSES):
        choose(walk, page, at)
        out = tmp_path / f"{lens.name}.xlsx"
        rows = exported(walk, out, lambda: from_menu(walk, "Partners", "Export this list…"))
        only_values(out)
        assert rows[0] == lens.heads and len(rows) == page.lenses[at].model.rowCount() + 1
        assert lens.title[:31] in openpyxl.load_workbook(out).sheetnames
    assert page.segments.tabText(len(LENSES)) == DISTRICTS
    nameless = [
        type(each).__name__
        for each in page.findChildren(object)
        if hasattr(each, "focusPolicy") and each.isVisible() and each.focusPolicy().value & 1
        and not (each.accessibleName() or getattr(each, "text", str)())
    ]  # fmt: skip
    assert nameless == []
    page.segments.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.view_state()["view"] == len(LENSES) - 1
