"""The window: quick to its first paint, true to what exists, and where one left it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.bridge.settings import Settings
from app.rules.errors import Problem
from app.views.shell.finding import Found
from app.views.shell.first_start import FirstStart
from app.views.shell.own_commands import OwnCommands
from app.views.shell.rail import PLACES
from app.views.shell.store_errors import LABELS, StoreErrorSheet
from app.views.shell.window import MainWindow
from tests.views.shell.conftest import MadeUpPage

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("sqlalchemy", "numpy", "pyqtgraph", "openpyxl", "alembic", "python_calamine", "typst", "xlsxwriter", "rapidfuzz")

FIRST_PAINT = """
import sys
from app.views.shell.start import make_application
app = make_application([])
from app.bridge.settings import Settings
from app.views.shell.window import MainWindow
window = MainWindow(Settings())
seen = []
window.painted.connect(lambda: seen.append(window._frame is None))
window.painted.connect(lambda: print("first", [name for name in {heavy} if name in sys.modules]))
window.filled.connect(lambda: print("filled", [name for name in {heavy} if name in sys.modules]))
window.filled.connect(app.quit)
window.show()
app.exec()
print("before the frame", seen)
"""


def test_nothing_heavy_is_imported_before_the_window_is_painted_and_filled() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_PAINT.format(heavy=HEAVY)], cwd=ROOT, text=True,
                          capture_output=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["first []", "filled []", "before the frame [True]"]


def test_the_first_paint_comes_before_the_controls(qapp: QApplication, qtbot, settings: Settings) -> None:
    window = MainWindow(settings)
    qtbot.addWidget(window)
    order: list[str] = []
    window.painted.connect(lambda: order.append("painted"))
    window.filled.connect(lambda: order.append("filled"))
    window.show()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["painted", "filled"]


def test_asking_for_the_frame_builds_it_once(qapp: QApplication, qtbot, settings: Settings) -> None:
    window = MainWindow(settings)
    qtbot.addWidget(window)
    frame = window.frame
    with qtbot.assertNotEmitted(window.filled, wait=50):
        assert window.frame is frame


def test_only_places_that_exist_are_in_the_rail(window: MainWindow) -> None:
    assert window.frame.rail.places() == ("board", "indicators", "settings", "help")
    assert not window.frame.rail.heading.isVisible()


def test_a_page_takes_over_its_place_at_the_foot_of_the_rail(window: MainWindow, qtbot) -> None:
    frame = window.frame
    before = frame.rail.places()
    window.add_page(MadeUpPage("settings", "Settings"))
    assert frame.rail.places() == before
    qtbot.mouseClick(frame.rail.entry("settings"), Qt.MouseButton.LeftButton)
    assert frame.current_page() is frame.pages["settings"] and frame.rail.entry("settings").isChecked()


def test_places_stand_in_their_order_whenever_they_arrive(window: MainWindow) -> None:
    for key, title in (("decisions", "Decisions"), ("dashboard", "Dashboard"), ("returns", "Returns")):
        window.add_page(MadeUpPage(key, title))
    assert window.frame.rail.places() == ("board", "indicators", "returns", "dashboard", "decisions", "settings", "help")
    assert window.frame.rail.heading.isVisible()


def test_every_place_stands_in_the_rail_before_its_page_is_there(window: MainWindow) -> None:
    window.frame.expect_pages()
    assert window.frame.rail.places() == (*PLACES, "settings", "help")
    assert [action.text() for action in window.frame.page_actions()] == list(PLACES.values())
    assert window.frame.current_page() is window.frame.pages["board"]


@pytest.mark.parametrize("by_key", [False, True])
def test_a_place_gone_to_before_its_page_is_there_comes_when_it_is(window: MainWindow, by_key: bool) -> None:
    window.frame.expect_pages()
    entry = window.frame.rail.entry("dashboard")
    if by_key:
        QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    else:
        QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert entry.isChecked() and not window.frame.rail.entry("board").isChecked()
    for key in ("returns", "dashboard", "decisions"):
        window.add_page(MadeUpPage(key, PLACES[key]))
    assert window.frame.current_page() is window.frame.pages["dashboard"]


def test_going_elsewhere_meanwhile_is_the_last_word(window: MainWindow) -> None:
    window.frame.expect_pages()
    QTest.mouseClick(window.frame.rail.entry("dashboard"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.frame.rail.entry("indicators"), Qt.MouseButton.LeftButton)
    window.add_page(MadeUpPage("dashboard", "Dashboard"))
    assert window.frame.current_page() is window.frame.pages["indicators"]


@pytest.mark.parametrize("take", [lambda field: field.hide(), lambda field: field.setEnabled(False)])
def test_the_focus_stays_beside_a_control_that_is_taken_away(window: MainWindow, qtbot, take) -> None:
    page = MadeUpPage("returns", "Returns")
    window.add_page(page)
    second, third = QLineEdit(page), QLineEdit(page)
    for field in (second, third):
        page.layout().addWidget(field)
    window.frame.show_page("returns")
    window.activateWindow()
    third.setFocus()
    qtbot.waitUntil(third.hasFocus)
    take(third)
    assert second.hasFocus() or page.field.hasFocus()


def test_a_click_in_the_rail_goes_there(window: MainWindow) -> None:
    entry = window.frame.rail.entry("indicators")
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    page = window.frame.current_page()
    assert page is window.frame.pages["indicators"]
    assert page.activations == 1
    assert entry.isChecked()
    assert not window.frame.rail.entry("board").isChecked()


def test_a_click_on_the_place_one_is_at_keeps_it_marked(window: MainWindow) -> None:
    entry = window.frame.rail.entry("board")
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert entry.isChecked()


def test_arrows_go_along_the_rail_and_enter_goes_there(window: MainWindow) -> None:
    window.frame.rail.entry("board").setFocus()
    QTest.keyClick(window.frame.rail.entry("board"), Qt.Key.Key_Down)
    entry = window.frame.rail.entry("indicators")
    assert entry.hasFocus()
    QTest.keyClick(entry, Qt.Key.Key_Space)
    assert window.frame.current_page() is window.frame.pages["indicators"]


def test_control_and_a_number_goes_to_that_place(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.current_page() is window.frame.pages["indicators"]
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.current_page() is window.frame.pages["board"]


def test_a_count_and_a_warning_stand_beside_their_place(window: MainWindow) -> None:
    window.frame.pages["board"].badge_changed.emit("31", False)
    window.frame.pages["indicators"].badge_changed.emit("2 late", True)
    board, indicators = (window.frame.rail.entry(key) for key in ("board", "indicators"))
    assert (board.badge.text(), board.accessibleName()) == ("31", "Board, 31")
    assert (indicators.badge.property("role"), indicators.accessibleName()) == ("warning", "Indicators, 2 late")
    right = board.badge.mapTo(window, board.badge.rect().topRight()).x()
    assert right < window.frame.rail.width()


def test_a_folded_rail_keeps_names_for_pointer_and_reader(window: MainWindow, settings: Settings) -> None:
    QTest.mouseClick(window.frame.rail.fold, Qt.MouseButton.LeftButton)
    entry = window.frame.rail.entry("board")
    assert entry.text() == ""
    assert "Board" in entry.toolTip()
    assert entry.accessibleName() == "Board"
    assert window.frame.rail.fold.accessibleName() == "Unfold the rail"
    assert settings.rail_collapsed
    QTest.mouseClick(window.frame.rail.fold, Qt.MouseButton.LeftButton)
    assert entry.text() == "Board"
    assert not settings.rail_collapsed


def test_a_window_without_room_folds_the_rail_and_does_not_remember_that(window: MainWindow, settings: Settings) -> None:
    window.resize(700, 600)
    QApplication.processEvents()
    assert window.frame.rail.is_narrow()
    assert not settings.rail_collapsed
    window.resize(1280, 720)
    QApplication.processEvents()
    assert not window.frame.rail.is_narrow()


def test_the_title_names_the_plan_and_the_program(window: MainWindow) -> None:
    assert window.windowTitle() == "Driving Success"
    window.set_plan_name("Hampshire <b>County</b> Council")
    assert window.windowTitle() == "Hampshire <b>County</b> Council - Driving Success"
    assert window.frame.top.plan.whole() == "Hampshire <b>County</b> Council"


def test_the_window_comes_back_where_it_was_with_the_page_last_seen(qapp, qtbot, window: MainWindow,
                                                                     settings: Settings) -> None:
    window.frame.show_page("indicators")
    window.setGeometry(30, 40, 700, 560)
    window.close()
    again = MainWindow(Settings(settings.folder))
    qtbot.addWidget(again)
    assert again.size() == window.size()
    again.add_page(MadeUpPage("board", "Board"))
    again.add_page(MadeUpPage("indicators", "Indicators"))
    assert again.frame.current_page().key == "indicators"


def test_a_page_chosen_meanwhile_is_not_left_for_the_one_last_seen(qapp, qtbot, settings: Settings) -> None:
    settings.last_page = "indicators"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.add_page(MadeUpPage("board", "Board"))
    window.add_page(MadeUpPage("decisions", "Decisions"))
    window.frame.show_page("decisions")
    window.add_page(MadeUpPage("indicators", "Indicators"))
    assert window.frame.current_page().key == "decisions"


def test_a_page_can_ask_for_a_thing_of_another_page(window: MainWindow) -> None:
    window.frame.pages["board"].open_requested.emit("indicator", 117)
    assert window.frame.current_page().key == "indicators"
    assert window.frame.pages["indicators"].shown == [("indicator", 117)]


def test_a_calm_sentence_stands_where_no_page_is_yet(qapp, qtbot, settings: Settings) -> None:
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.frame.wait_with("Opening hampshire-2010.plan")
    assert window.frame.current_page() is None
    assert window.frame.placeholder.text() == "Opening hampshire-2010.plan"


def test_actions_that_nobody_provides_are_neither_in_menus_nor_in_buttons(window: MainWindow) -> None:
    assert not window.frame.top.take_in.isVisible()
    assert not window.frame.top.print.isVisible()
    shown = [action.text() for menu in window.frame.menus.build(window) for action in menu.actions()]
    assert "Import readings…" not in shown
    window.frame.commands.provide("import", window.update)
    assert window.frame.top.take_in.isVisible()
    shown = [action.text() for menu in window.frame.menus.build(window) for action in menu.actions()]
    assert "Import readings…" in shown


def test_every_offered_action_is_in_a_menu(window: MainWindow) -> None:
    for action in window.frame.commands.all():
        if action.objectName() not in ("menu", "recent"):
            window.frame.commands.provide(action.objectName(), window.update)
    shown = {action.objectName() for menu in window.frame.menus.build(window) for action in menu.actions()}
    wanted = {action.objectName() for action in window.frame.commands.all()} - {"menu", "recent"}
    assert wanted <= shown


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    taken: dict[str, str] = {}
    for action in [*window.frame.commands.all(), *window.frame.page_actions()]:
        for keys in action.shortcuts():
            assert keys.toString() not in taken, f"{action.text()} and {taken[keys.toString()]}: {keys.toString()}"
            taken[keys.toString()] = action.text()


def test_recent_plans_are_in_the_file_menu(window: MainWindow, qtbot) -> None:
    window.frame.menus.set_recent(("/plans/a & b.plan",))
    file = window.frame.menus.build(window)[0]
    recent = next(action.menu() for action in file.actions() if action.menu() is not None)
    with qtbot.waitSignal(window.frame.menus.recent_chosen) as caught:
        recent.actions()[0].trigger()
    assert caught.args == ["/plans/a & b.plan"]
    assert recent.actions()[0].text() == "a && b.plan"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menu_opens_by_key_and_closes_by_escape(window: MainWindow, qtbot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["File", "Edit", "View", "Help"]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_menu_bar_is_there_for_who_wants_one(window: MainWindow, settings: Settings) -> None:
    assert not window.menuBar().isVisible()
    settings.menu_bar = True
    assert [action.text() for action in window.menuBar().actions()] == ["File", "Edit", "View", "Help"]
    assert window.menuBar().isVisible()
    settings.menu_bar = False
    assert not window.menuBar().isVisible()




def test_going_to_another_page_by_key_takes_the_focus_there_and_back(window: MainWindow) -> None:
    board, indicators = (window.frame.pages[key].field for key in ("board", "indicators"))
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert indicators.hasFocus()
    QTest.keyClick(indicators, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert board.hasFocus()


def test_going_to_a_thing_found_by_typing_takes_the_focus_to_its_page(window: MainWindow) -> None:
    finder = window.frame.top.finder
    finder.set_things("indicator", [Found("indicator", 1, "Young people in training", "NI 1", "NI 1")])
    finder.start()
    QTest.keyClicks(finder, "training")
    QTest.keyClick(finder, Qt.Key.Key_Return)
    assert window.frame.current_page() is window.frame.pages["indicators"]
    assert window.frame.pages["indicators"].field.hasFocus()


def test_going_to_another_page_from_the_rail_leaves_the_focus_in_the_rail(window: MainWindow) -> None:
    entry = window.frame.rail.entry("indicators")
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert entry.hasFocus()


class ShownWindows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_but_the_window_itself_ever_flashes_up(qapp: QApplication, qtbot, settings: Settings) -> None:
    watcher = ShownWindows()
    qapp.installEventFilter(watcher)
    try:
        window = MainWindow(settings)
        qtbot.addWidget(window)
        window.show()
        own = OwnCommands(window, settings, lambda: ("Head of Skills",))
        for key in ("import", "print", "undo", "redo"):
            window.frame.commands.provide(key, window.update)
        window.add_page(MadeUpPage("board", "Board"))
        window.frame.pages["board"].badge_changed.emit("31", False)
        for name in ("preferences", "keys", "about"):
            getattr(own, f"open_{name}")()
        own.show_sheet(FirstStart(window, ("/plans/a.plan",), ("hampshire-2010",)))
        own.show_sheet(StoreErrorSheet(window, Problem("store_network", {"path": "/a"}),
                                       {key: lambda problem: None for key in LABELS}))
        own.show_crash("ValueError")
        window.frame.banners.put("x", "Words", "error", [("Save", window.update)], closable=True)
        window.frame.status.begin_work("Checking", window.update)
        QApplication.processEvents()
    finally:
        qapp.removeEventFilter(watcher)
    assert watcher.seen == ["MainWindow"]


def test_the_window_opens_no_larger_than_the_screen(qapp, qtbot, settings: Settings) -> None:
    made = MainWindow(settings)
    qtbot.addWidget(made)
    room = made.screen().availableSize()
    assert made.width() <= room.width()
    assert made.height() <= room.height()
