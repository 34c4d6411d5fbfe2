"""Text at twice its size in the rooms that hold tables and cards; and what the rail says before one goes anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTabBar, QWidget

from app.rules.category import Category
from app.views.dashboard.landing_table import Column
from app.views.shared import theme
from tests.walks.test_for_everyone import cut_off
from tests.walks.window import Walk, wait_for

ROOMS = ("board", "returns", "dashboard", "decisions", "strength", "inspections", "partners", "settings", "refresh")


def enlarge(walk: Walk) -> None:
    walk.program.settings.text_scale = 2.0
    walk.window.resize(1280, 720)
    walk.settle()


def views(walk: Walk) -> Iterator[tuple[str, QWidget]]:
    """Every page of the rail, and every tab of those that have some, one after another in front."""
    for key in ROOMS:
        walk.window.frame.show_page(key)
        page = walk.page(key)
        tabs = getattr(page, "tabs", None) or getattr(page, "segments", None)
        for at in range(tabs.count()) if isinstance(tabs, QTabBar) else (0,):
            if isinstance(tabs, QTabBar):
                tabs.setCurrentIndex(at)
            walk.settle()
            yield f"{key} {at}", page


def test_nothing_is_cut_off_in_any_room_at_twice_the_text_size(walk: Walk) -> None:
    enlarge(walk)
    assert {name: cuts for name, page in views(walk) if (cuts := cut_off(page))} == {}


def test_the_bar_above_the_pages_says_what_it_has_room_for_and_cuts_nothing(walk: Walk) -> None:
    top, name = walk.window.frame.top, "Hampshire's plan of February 2010"
    top.plan.set_whole(name)
    for wide, scale in ((1440, 1.0), (1280, 1.0), (1280, 2.0)):
        walk.program.settings.text_scale = scale
        walk.window.resize(wide, 720)
        walk.settle()
        words = top.finder.placeholderText()
        assert top.finder.fontMetrics().horizontalAdvance(words) < top.finder.width() - 16, words
        if top.brand.isVisible():
            assert top.plan.text().replace("\n", " ") == name
            assert top.plan.height() >= top.plan.fontMetrics().lineSpacing() * (top.plan.text().count("\n") + 1)


def test_the_cards_of_strength_lie_within_the_page_at_twice_the_text_size(walk: Walk) -> None:
    enlarge(walk)
    page = walk.page("strength")
    walk.window.frame.show_page("strength")
    walk.settle()
    assert page.cards
    assert page.area.horizontalScrollBar().maximum() == 0
    assert all(card.width() <= page.area.viewport().width() for card in page.cards.values())


def test_no_figure_of_the_quarter_on_screen_is_cut_at_twice_the_text_size(walk: Walk) -> None:
    enlarge(walk)
    page = walk.page("dashboard")
    walk.window.frame.show_page("dashboard")
    wait_for(lambda: page.state.facts is not None, "the quarter on screen")
    walk.settle()
    for category in (Category.IMPROVEMENT_PLAN, Category.OUTCOMES):
        table = page.landing.tables[category]
        assert table.rowCount() > 0
        for column in (Column.MEASURE, Column.LATEST, Column.TARGET):
            metrics = QFontMetrics(theme.font(13, 600 if column is Column.LATEST else 400))
            room = table.columnWidth(column) - 2 * theme.px(8)
            words = [table.item(row, column).text() for row in range(table.rowCount())]
            assert [each for each in words if metrics.horizontalAdvance(each) > room] == [], column.name
        assert sum(table.columnWidth(column) for column in Column) <= table.viewport().width()


def test_the_rail_warns_of_late_returns_before_one_has_looked(walk: Walk) -> None:
    entry = walk.window.frame.rail.entry("returns")
    assert entry is not None
    wait_for(lambda: entry.badge.text() == "6 late", "the warning")
    assert entry.badge.isVisible()
    assert entry.accessibleName() == "Returns, 6 late"
    assert entry.badge.width() >= entry.badge.sizeHint().width()
