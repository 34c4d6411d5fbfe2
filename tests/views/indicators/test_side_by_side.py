"""Small charts side by side, and the localities of one indicator."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.rules.indicator import Shape
from app.rules.series import Place
from app.rules.trend import View
from app.views.indicators.chart_grid import ChartGrid
from app.views.indicators.chart_tile import ChartTile
from app.views.indicators.page import NONE_KEPT, IndicatorsPage
from tests.sample_series import neet, series
from tests.views.indicators.conftest import Open
from tests.views.indicators.sample import FakeWorkspace, county

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def beside(page: IndicatorsPage, qtbot: QtBot) -> IndicatorsPage:
    """The page with its eleven charts side by side, reached with the keyboard."""
    page.activateWindow()
    page.filters.ways.setFocus()
    qtbot.waitUntil(page.filters.ways.hasFocus)
    QTest.keyClick(page.filters.ways, Key.Key_Right)
    qtbot.waitUntil(lambda: len(page.side.grid.tiles) == 11)
    return page


def code(tile: ChartTile) -> str:
    assert tile.tile is not None
    return tile.tile.code


def focused(grid: ChartGrid) -> str:
    return next((code(tile) for tile in grid.tiles if tile.hasFocus()), "")


def test_every_indicator_the_filters_leave_has_its_chart_in_the_lists_order(beside: IndicatorsPage) -> None:
    assert [code(tile) for tile in beside.side.grid.tiles][:4] == ["LI 34", "NI 47", "NI 62", "NI 63"]
    assert beside.side.count.text() == "11 charts"
    assert beside.side.grid.isVisible()
    assert not beside.list.isVisible()


def test_each_chart_says_itself_in_a_sentence(beside: IndicatorsPage) -> None:
    tile = next(each for each in beside.side.grid.tiles if code(each) == "NI 117")
    assert tile.accessibleName().startswith("NI 117 16–18 year olds not in education, employment or training, 6.9%, red")
    assert tile.accessibleName().endswith("of 11")
    assert tile.accessibleDescription().startswith("NI 117: 6.9% (provisional) in 2009/10 Q4, target 5.4%")


def test_arrow_keys_go_among_the_charts_and_tab_stops_at_one_only(beside: IndicatorsPage, qtbot: QtBot) -> None:
    grid = beside.side.grid
    grid.focus_current()
    qtbot.waitUntil(grid.tiles[0].hasFocus)
    seen = []
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up, Key.Key_End, Key.Key_Home, Key.Key_Up):
        QTest.keyClick(QApplication.focusWidget(), key)
        seen.append(focused(grid))
    across = sum(tile.y() == 0 for tile in grid.tiles)
    codes = [code(tile) for tile in grid.tiles]
    assert seen == [codes[1], codes[1 + across], codes[across], codes[0], codes[-1], codes[0], codes[0]]
    stops = [tile for tile in grid.tiles if tile.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [code(tile) for tile in stops] == [codes[0]]


@pytest.mark.parametrize("way", ["enter", "double click"])
def test_a_chart_opens_large_in_the_list(beside: IndicatorsPage, way: str) -> None:
    tile = next(each for each in beside.side.grid.tiles if code(each) == "NI 112")
    if way == "enter":
        tile.setFocus()
        QTest.keyClick(tile, Key.Key_Return)
    else:
        QTest.mouseDClick(tile, LEFT)
    assert beside.panel.isVisible()
    assert beside.panel.code.text() == "NI 112"
    assert not beside.side.isVisible()
    assert beside.filters.ways.currentIndex() == 0


def test_a_filter_of_the_list_is_the_filter_of_the_charts(beside: IndicatorsPage, qtbot: QtBot) -> None:
    QTest.keyClicks(beside.filters.words, "roads")
    qtbot.waitUntil(lambda: [code(tile) for tile in beside.side.grid.tiles] == ["LI 34", "NI 168"])
    QTest.keyClicks(beside.filters.words, "zzz")
    qtbot.waitUntil(beside.side.nothing.isVisible)
    assert beside.side.nothing.text() == NONE_KEPT


def test_one_issue_can_be_chosen(beside: IndicatorsPage, qtbot: QtBot) -> None:
    under = next(action.menu() for action in beside.filters.category.menu().actions() if action.menu())
    under.actions()[1].trigger()
    qtbot.waitUntil(lambda: [code(tile) for tile in beside.side.grid.tiles] == ["NI 117"])
    assert beside.filters.category.accessibleName() == "Issue: Young people not in education, employment or training"
    assert beside.filters.clear.isVisible()


def test_groups_of_the_list_head_the_charts(beside: IndicatorsPage, qtbot: QtBot) -> None:
    beside.filters.arrange.menu().actions()[2].trigger()
    qtbot.waitUntil(lambda: bool(beside.side.grid._titles))
    assert [title.text() for title in beside.side.grid._titles] == [
        "Adult Services", "Children's Services", "Environment",
    ]  # fmt: skip


def test_one_scale_and_the_view_hold_for_all_charts(beside: IndicatorsPage, qtbot: QtBot) -> None:
    def windows() -> set[tuple[float, float]]:
        shares = [tile.tile.trend for tile in beside.side.grid.tiles if tile.tile]
        return {(each.full.low, each.full.high) for each in shares if each.indicator.unit == "%"}

    assert len(windows()) > 1
    QTest.mouseClick(beside.side.scale, LEFT)
    qtbot.waitUntil(lambda: len(windows()) == 1)
    beside.side.tabs.setFocus()
    QTest.keyClick(beside.side.tabs, Key.Key_Right)
    qtbot.waitUntil(lambda: all(tile.tile and tile.tile.trend.limits for tile in beside.side.grid.tiles))
    assert len(windows()) == 1


def test_a_chart_without_limits_says_why_in_place(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(FakeWorkspace([series(shape=Shape.ROLLING)]))
    page.filters.set_side_by_side(True)
    page.side.tabs.set_view(View.LIMITS)
    qtbot.waitUntil(lambda: any(tile.tile and tile.tile.note == "no limits" for tile in page.side.grid.tiles))
    assert "No process limits: each figure covers part of the one before" in (
        page.side.grid.tiles[0].accessibleDescription()
    )


def test_of_many_the_first_sixty_are_shown_and_the_rest_counted(open_page: Open, qtbot: QtBot) -> None:
    many = [series(id=n + 1, code=f"NI {n + 1}") for n in range(70)]
    page = open_page(FakeWorkspace(many))
    page.filters.set_side_by_side(True)
    qtbot.waitUntil(lambda: len(page.side.grid.tiles) == 60)
    assert page.side.count.text() == "The first 60 of 70. Filter to see the others."


def test_a_new_reading_redraws_the_charts_and_keeps_the_place(
    beside: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    grid = beside.side.grid
    grid.tiles[3].setFocus()
    made = workspace.operations.series[1]
    workspace.operations.series[1] = replace(made, readings=made.readings[:-1])
    beside.state.reload()
    qtbot.waitUntil(lambda: any(tile.tile and tile.tile.code == "NI 117" and tile.tile.value == "6.6%"
                                for tile in grid.tiles))
    assert grid.tiles[3].hasFocus()


def test_the_way_of_showing_is_kept_and_comes_back(beside: IndicatorsPage, open_page: Open, qtbot: QtBot) -> None:
    beside.side.scale.setChecked(True)
    beside.side.tabs.set_view(View.COMPARE)
    again = open_page(FakeWorkspace())
    again.restore_view_state(beside.view_state())
    assert again.side_by_side
    assert again.side.scale.isChecked()
    assert again.side.state.view is View.COMPARE
    qtbot.waitUntil(lambda: len(again.side.grid.tiles) == 11)


def test_names_with_markup_stay_text(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(FakeWorkspace([series(title="<b>Bold</b> & co")]))
    page.filters.set_side_by_side(True)
    qtbot.waitUntil(lambda: bool(page.side.grid.tiles))
    assert "&lt;b&gt;" in page.side.grid.tiles[0].toolTip()
    QToolTip.hideText()


# Localities

def with_places() -> FakeWorkspace:
    made = county()
    places = tuple(Place(n, name, neet().readings[-8:]) for n, name in enumerate(("Gosport", "Hart", "Havant"), 2))
    made[0] = replace(made[0], places=places)
    return FakeWorkspace(made)


def test_localities_are_offered_only_where_there_are_any(open_page: Open) -> None:
    page = open_page(with_places())
    page.show_thing("indicator", 2)
    tab = page.panel.tabs.count() - 1
    assert not page.panel.tabs.isTabVisible(tab)
    page.show_thing("indicator", 1)
    assert page.panel.tabs.isTabVisible(tab)
    assert page.panel.tabs.tabText(tab) == "Localities"


def test_localities_stand_side_by_side_and_arrows_go_among_them(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(with_places())
    page.show_thing("indicator", 1)
    page.activateWindow()
    page.panel.tabs.setFocus()
    qtbot.waitUntil(page.panel.tabs.hasFocus)
    for _ in range(3):
        QTest.keyClick(page.panel.tabs, Key.Key_Right)
    grid = page.panel.places
    assert page.state.view is View.LOCALITIES
    assert grid.isVisible()
    assert not page.panel.place.isVisible()
    assert grid.tiles[0].accessibleName() == "Gosport, 6.9%, chart 1 of 3"
    assert grid.tiles[0].accessibleDescription().startswith("Gosport: 6.9% in 2009/10 Q4, level with the whole county's")
    grid.focus_current()
    qtbot.waitUntil(grid.tiles[0].hasFocus)
    QTest.keyClick(grid.tiles[0], Key.Key_Right)
    assert focused(grid) == "Hart"


def test_going_to_an_indicator_without_localities_and_back_keeps_the_view(open_page: Open) -> None:
    page = open_page(with_places())
    page.show_thing("indicator", 1)
    page.panel.tabs.set_view(View.LOCALITIES)
    page.show_thing("indicator", 2)
    assert page.panel.tabs.view() is View.TARGET
    assert page.panel.place.isVisible()
    page.show_thing("indicator", 1)
    assert page.panel.tabs.view() is View.LOCALITIES
    assert page.panel.places.isVisible()


def test_the_copied_picture_holds_every_locality(open_page: Open) -> None:
    page = open_page(with_places())
    page.show_thing("indicator", 1)
    page.panel.tabs.set_view(View.LOCALITIES)
    QTest.mouseClick(page.panel.copy, LEFT)
    drawing = bytes(QApplication.clipboard().mimeData().data("image/svg+xml").data()).decode()
    assert all(name in drawing for name in ("Gosport", "Hart", "Havant"))
