"""By keys alone: a round with Tab through the refresh, what to do, settings and help reaches everything one can use."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

from app.bridge.lines_model import Head
from app.rules.refresh import Course
from app.views.refresh.line_card import LineCard
from app.views.settings.page import GROUPS
from app.views.shared.tab_stops import tab_stops
from tests.walks.hands import name_of, wait_for
from tests.walks.window import Walk

USABLE = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QAbstractItemView, QTabBar)
MOST = 400
VIEWS = ("next", "targets", "scales", "size", "left", "years")
ROOMS = [key for _, rooms in GROUPS for key, _ in rooms]


def usable(root: QWidget) -> list[QWidget]:
    """What a hand with a mouse could use there, but for parts of something larger."""
    found = []
    for each in root.findChildren(QWidget):
        parent = each.parentWidget()
        part = isinstance(each, QHeaderView) or isinstance(parent, (QComboBox, QAbstractItemView, QLineEdit, QTabBar))
        inside = isinstance(parent, QWidget) and isinstance(parent.parentWidget(), QAbstractItemView)
        if not isinstance(each, USABLE) or part or inside or not each.isVisible() or not each.isEnabled():
            continue
        if isinstance(each, QRadioButton) and not each.isChecked():
            continue  # arrow keys go there from the one that is chosen
        found.append(each)
    return found


def around(walk: Walk, root: QWidget) -> set[QWidget]:
    """Everything in `root` that Tab comes to, in one round of the window."""
    seen: set[QWidget] = set()
    start = QApplication.focusWidget()
    for _ in range(MOST):
        walk.do.key("Tab")
        now = QApplication.focusWidget()
        assert now is not None, "the focus is lost"
        seen.add(now)
        if now is start:
            break
    return {each for each in seen if root.isAncestorOf(each)}


def passed_by(root: QWidget, reached: Collection[QWidget]) -> list[str]:
    """Names of what can be used there and is not among what the keys reach."""
    there = {*reached, *(proxy for each in reached if (proxy := each.focusProxy()) is not None)}
    # The field of a spin box, or a menu's button of a field, is reached with what holds it.
    return [
        name_of(each)
        for each in usable(root)
        if each not in there and each.focusProxy() not in there
        and not any(other.isAncestorOf(each) and not isinstance(other, LineCard) for other in there)
    ]  # fmt: skip


def by_name(walk: Walk, words: str, wanted: str, shown: Callable[[], bool]) -> None:
    """To a place by typing its name into the finder."""
    finder = walk.window.frame.top.finder
    walk.do.key("Ctrl+K")
    walk.do.type(words)
    wait_for(lambda: any(each.title == wanted for each in finder.results()), f"{wanted} found")
    at = [each.title for each in finder.results()].index(wanted)
    for _ in range(at):
        walk.do.key("Down")
    walk.do.key("Enter")
    wait_for(shown, wanted)


def to_tab(walk: Walk, tabs: Any, at: int) -> None:
    """To a view by the arrow keys on its row of names."""
    walk.do.tab_to(tabs, most=MOST)
    while tabs.currentIndex() != at:
        walk.do.key("Right" if tabs.currentIndex() < at else "Left")


@pytest.fixture
def refresh(walk: Walk) -> Any:
    page: Any = walk.program.pages["refresh"]
    by_name(walk, "refresh", page.title, lambda: walk.window.frame.current_page() is page)
    wait_for(lambda: page.state.room is not None, "the refresh page")
    return page


def test_a_draft_is_begun_and_decided_by_keys_alone(walk: Walk, refresh: Any) -> None:
    page = refresh
    walk.do.tab_to(page.workbench.begin_buttons.itemAt(0).layout().itemAt(0).widget(), most=MOST)
    walk.do.key("Space")
    wait_for(lambda: page.state.room.draft is not None and page.workbench.cards, "the draft")
    walk.settle()
    first, second = list(page.workbench.cards)[:2]
    walk.do.tab_to(page.workbench.cards[first], most=MOST)
    walk.do.key("Down")
    assert page.workbench.cards[second].hasFocus()
    walk.do.key("Enter")
    wait_for(lambda: page.sheet is not None and page.sheet.isVisible(), "the sheet")
    walk.do.tab_to(page.sheet.course)
    walk.do.key("Down")
    assert page.sheet._course() is Course.STAYS
    walk.do.tab_to(page.sheet.fields["reason"].field)
    walk.do.type("Still far from its target")
    walk.do.tab_to(page.sheet.do_button)
    walk.do.key("Enter")
    wait_for(lambda: page.state.room.draft.line(second).course is Course.STAYS, "the decision")
    walk.settle()
    wait_for(lambda: QApplication.focusWidget() is page.workbench.cards[second], "the focus on the card still")
    walk.do.tab_to(page.workbench.approve_button, back=True, most=MOST)


def test_tab_comes_to_everything_of_every_view_of_the_refresh(walk: Walk, refresh: Any) -> None:
    missed = {}
    for at, view in enumerate(VIEWS):
        to_tab(walk, refresh.tabs, at)
        walk.settle()
        missed[view] = passed_by(refresh, tab_stops(refresh))
    missed["by Tab itself"] = passed_by(refresh, around(walk, refresh))
    assert {view: names for view, names in missed.items() if names} == {}


def inside_the_menu(walk: Walk) -> None:
    """Qt shows a button's menu in a loop of its own, so the keys come from inside it: the second entry."""
    menu = QApplication.activePopupWidget()
    if menu is None:
        QTimer.singleShot(2, partial(inside_the_menu, walk))
        return
    try:
        for name in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(menu, name)
    finally:
        menu.close()


def test_what_to_do_and_the_calendar_are_gone_through_by_keys_alone(walk: Walk) -> None:
    page: Any = walk.page("dashboard")
    by_name(walk, "dashboard", page.title, lambda: walk.window.frame.current_page() is page)
    for at, view in ((3, page.work.calendar), (2, page.work.todo)):
        to_tab(walk, page.tabs, at)
        wait_for(lambda: view.model.rowCount() > 0, "the lines")  # noqa: B023
        walk.do.tab_to(view.table, most=MOST)
        walk.do.key("Ctrl+Home")
        assert passed_by(view, around(walk, view)) == []
    walk.do.tab_to(view.department_button, most=MOST)
    QTimer.singleShot(0, partial(inside_the_menu, walk))
    walk.do.key("Space")
    walk.do.take_up(walk.window)  # the offscreen screen does not give the window the keyboard back
    wait_for(lambda: view.filters, "the filter")
    assert len(view.shown()) < len(view.lines)
    walk.do.tab_to(view.clear_button, most=MOST)
    walk.do.key("Space")
    wait_for(lambda: len(view.shown()) == len(view.lines), "all lines")
    walk.do.tab_to(view.table, most=MOST)
    walk.do.key("Ctrl+Home")
    line = view.model.line(view.table.currentIndex().row())
    assert line is not None and not isinstance(line, Head)
    walk.do.key("Enter")
    wait_for(lambda: walk.window.frame.current_page() is not page or walk.panel.isVisible(), "where the line leads")


def test_tab_comes_to_everything_of_every_room_of_settings(walk: Walk) -> None:
    page: Any = walk.page("settings")
    by_name(walk, "settings", "Settings", lambda: walk.window.frame.current_page() is page)
    wait_for(lambda: page.state.shown is not None, "the settings")
    missed, rooms = {}, []
    walk.do.tab_to(page.places, most=MOST)
    walk.do.key("Home")
    for _ in ROOMS:
        rooms.append(page.room)
        walk.settle()
        missed[page.room] = passed_by(page, tab_stops(page))
        walk.do.key("Down")
    missed["by Tab itself"] = passed_by(page, around(walk, page))
    assert {room: names for room, names in missed.items() if names} == {}
    assert rooms == ROOMS, "each was come to with the arrow keys"


def test_tab_comes_to_everything_of_the_help_and_esc_leaves_it(walk: Walk) -> None:
    walk.do.key("F1")
    window = wait_for(lambda: (w := walk.program.own.help.help_window) is not None and w.isVisible() and w, "the help")
    before = window.title.text()
    walk.do.key("Down")
    assert window.title.text() != before
    assert passed_by(window, around(walk, window)) == []
    walk.do.tab_to(window.words)
    walk.do.type("freeze")
    wait_for(lambda: len(window.reading.extraSelections()) > 0, "the words marked")
    walk.do.tab_to(window.list)
    walk.do.key("End")
    walk.do.tab_to(window.keys_button)
    walk.do.key("Esc")
    wait_for(lambda: not window.isVisible(), "the help closed")


def test_going_to_another_page_leaves_the_focus_on_it(walk: Walk) -> None:
    frame = walk.window.frame
    for key in ("indicators", "decisions", "board", "indicators"):
        inside = next(iter(tab_stops(frame.current_page())))
        inside.setFocus()
        frame.show_page(key)
        walk.settle()
        assert walk.page(key).isAncestorOf(QApplication.focusWidget())
