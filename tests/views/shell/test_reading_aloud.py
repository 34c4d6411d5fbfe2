"""What a screen reader and the keyboard find in the window: a name and a role for everything, and every control."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QScrollBar, QWidget

from app.bridge.settings import Settings
from app.rules.errors import Problem
from app.views.shared import theme
from app.views.shared.sheet import Sheet
from app.views.shell.first_start import FirstStart
from app.views.shell.store_errors import LABELS, StoreErrorSheet
from app.views.shell.window import MainWindow
from tests.views.shell.conftest import QUARTERS

SHEETS = ("preferences", "keys", "about", "crash", "first", "new", "error")


def open_sheet(window: MainWindow, name: str) -> Sheet | None:
    own = window.own  # type: ignore[attr-defined]
    if name == "crash":
        own.show_crash("Driving Success 0.1.0\nValueError")
    elif name in ("first", "new"):
        sheet = FirstStart(window, ("/plans/a.plan",), ("hampshire-2010",))
        own.show_sheet(sheet)
        if name == "new":
            sheet.begin_new()
    elif name == "error":
        own.show_sheet(StoreErrorSheet(window, Problem("store_altered", {"path": "/a.plan"}),
                                       {key: lambda problem: None for key in LABELS}))
    else:
        getattr(own, f"open_{name}")()
    QApplication.processEvents()
    return own._sheet


def everything(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget, QScrollBar):
            yield widget


def stops(window: QWidget) -> list[QWidget]:
    """What takes the focus by Tab."""
    return [widget for widget in everything(window)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.focusProxy() is None]


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def fill(window: MainWindow) -> None:
    """Everything that the frame can show at once."""
    for action in window.frame.commands.all():
        if not action.isVisible() and action.objectName() != "recent":
            window.frame.commands.provide(action.objectName(), window.update)
    window.frame.commands["undo"].setText("Undo move of Improving educational facilities through Building Schools")
    window.frame.top.quarters.set_quarters(QUARTERS, QUARTERS[3])
    window.set_plan_name("Hampshire County Council")
    status = window.frame.status
    status.set_you_are("Head of Performance and Partnerships")
    for label, words in ((status.saved, "Saved 22/02/2010 14:02"), (status.store, "hampshire-2010.plan — local store"),
                         (status.history, "History verified · 1,412 entries"), (status.backup, "Last backup today 09:00")):
        label.setText(words)
    status.begin_work("Checking the history", window.update)
    window.frame.banners.put("past", "2009/10 Q3 is shown as it stood. Nothing can be changed here.", "quiet",
                             [("Go to 2009/10 Q4", window.update)])
    window.frame.banners.put("x", "Not saved: drive C: is full (needs 2.0 MB, 0.1 MB free). Your text is kept here.",
                             "error", [("Save", window.update)], closable=True)
    window.frame.pages["board"].badge_changed.emit("31", False)
    QApplication.processEvents()


@pytest.mark.parametrize("sheet", ["", *SHEETS])
def test_every_control_has_a_name_and_a_role(window: MainWindow, settings: Settings, sheet: str) -> None:
    settings.remember_store("/plans/a.plan")
    fill(window)
    if sheet:
        open_sheet(window, sheet)
    nameless = []
    for widget in stops(window):
        role = QAccessible.queryAccessibleInterface(widget).role()
        if not name_of(widget) or role in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            nameless.append((type(widget).__name__, widget.objectName(), name_of(widget), role))
    assert len(stops(window)) > 8
    assert not nameless


def test_names_of_controls_are_not_pictures_or_marks(window: MainWindow) -> None:
    fill(window)
    for widget in stops(window):
        assert "\u25be" not in name_of(widget), name_of(widget)
        assert name_of(widget) == name_of(widget).strip()


def test_no_two_buttons_of_the_frame_have_the_same_name(window: MainWindow) -> None:
    fill(window)
    names = [name_of(widget) for widget in stops(window) if isinstance(widget, QAbstractButton)]
    assert len(names) == len(set(names)), sorted(names)


def test_tab_follows_the_order_of_reading(window: MainWindow) -> None:
    fill(window)
    top = window.frame.top
    wanted = [top.quarters.earlier, top.quarters.menu_button, top.quarters.later, top.finder, top.undo, top.redo,
              top.take_in, top.print, top.menu, window.frame.rail.entry("board"),
              window.frame.rail.entry("indicators"), window.frame.rail.entry("settings"),
              window.frame.rail.entry("help"), window.frame.rail.fold]
    top.quarters.earlier.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(len(wanted)):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert [name_of(widget) for widget in seen] == [name_of(widget) for widget in wanted]


def test_tab_comes_to_every_control_and_back_to_the_first(window: MainWindow) -> None:
    fill(window)
    everywhere = set(stops(window))
    start = window.frame.top.finder
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen = set()
    for _ in range(len(everywhere) + 2):
        seen.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert everywhere <= seen


def test_the_focus_can_be_seen_on_every_control(window: MainWindow) -> None:
    fill(window)
    blind = []
    for widget in stops(window):
        if isinstance(widget, QAbstractScrollArea):
            continue
        around = widget.rect().adjusted(-2, -2, 2, 2)
        window.frame.setFocus()
        QApplication.processEvents()
        without = widget.grab(around).toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.grab(around).toImage() == without:
            blind.append(name_of(widget))
    assert not blind


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_larger_text_loses_no_word_of_the_frame(qapp: QApplication, window: MainWindow, size, scale: float) -> None:
    window.resize(*size)
    fill(window)
    theme.apply(qapp, "light", scale)
    for _ in range(4):
        QApplication.processEvents()
    whole = QRect(QPoint(0, 0), window.size())
    cut = []
    for widget in everything(window):
        if not isinstance(widget, QLabel | QAbstractButton) or isinstance(widget.parent(), Sheet):
            continue
        at = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        wanted = widget.minimumSizeHint()
        if widget is window.frame.top.plan:
            continue
        if not whole.contains(at) or widget.width() < wanted.width() or widget.height() < wanted.height() - 1:
            cut.append((type(widget).__name__, name_of(widget), at, wanted))
    assert not cut


@pytest.mark.parametrize("sheet", SHEETS)
def test_at_twice_the_text_a_sheet_stays_in_the_window_and_scrolls_to_the_rest(qapp, window, settings, sheet) -> None:
    settings.remember_store("/plans/a.plan")
    theme.apply(qapp, "light", 2.0)
    shown = open_sheet(window, sheet)
    for _ in range(4):
        QApplication.processEvents()
    assert window.rect().contains(shown.panel.geometry())
    assert shown.area.horizontalScrollBar().maximum() == 0
    for button in shown.panel.findChildren(QAbstractButton):
        if button.isVisible() and not shown.content.isAncestorOf(button):
            assert shown.panel.rect().contains(QRect(button.mapTo(shown.panel, QPoint(0, 0)), button.size()))
    wide = shown.content.minimumSizeHint().width()
    assert wide <= shown.area.viewport().width()


def test_targets_are_large_enough_to_hit(window: MainWindow) -> None:
    fill(window)
    small = {name_of(widget): widget.size() for widget in stops(window)
             if isinstance(widget, QAbstractButton) and (widget.width() < 24 or widget.height() < 24)}
    assert not small


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_top_bar_comes_to_rest(qapp: QApplication, window: MainWindow, scale: float) -> None:
    fill(window)
    theme.apply(qapp, "light", scale)
    for _ in range(6):
        QApplication.processEvents()
    levels: list[int] = []
    top = window.frame.top
    top._set_level, before = levels.append, top._set_level  # type: ignore[method-assign, assignment]
    for _ in range(20):
        QApplication.processEvents()
    top._set_level = before  # type: ignore[method-assign]
    assert levels == []
