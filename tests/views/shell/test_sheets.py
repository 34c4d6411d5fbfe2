"""First start, preferences, keys, help, crash report, and the ways out of a store that does not open."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from app.bridge.settings import Settings
from app.rules.errors import Problem
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shell import crash
from app.views.shell.crash import CrashHooks, report
from app.views.shell.crash_sheet import CrashSheet
from app.views.shell.first_start import FirstStart
from app.views.shell.keys_sheet import KeysSheet
from app.views.shell.preferences import Preferences
from app.views.shell.store_errors import LABELS, WAYS, StoreErrorSheet
from app.views.shell.window import MainWindow

SAMPLES = ("hampshire-2010", "hampshire-published")


@pytest.fixture
def first(window: MainWindow, tmp_path: Path) -> FirstStart:
    sheet = FirstStart(window, ("/plans/a & b.plan", "/plans/<b>c</b>.plan"), SAMPLES, tmp_path)
    sheet.open()
    return sheet


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# First start


def test_the_first_start_offers_the_sample_a_new_plan_and_opening(first: FirstStart, qtbot) -> None:
    assert [button.text() for button in first.sample_buttons] == ["Look at the sample plan", "Look at published figures"]
    assert first.sample_buttons[0].hasFocus()
    with qtbot.waitSignal(first.sample_chosen) as caught:
        QTest.keyClick(first.sample_buttons[0], Qt.Key.Key_Return)
    assert caught.args == ["hampshire-2010"]
    assert first.isHidden()


def test_a_sample_that_is_not_there_is_not_offered(window: MainWindow, tmp_path: Path) -> None:
    sheet = FirstStart(window, (), (), tmp_path)
    assert sheet.sample_buttons == []


def test_a_plan_opened_lately_is_one_click_away(first: FirstStart, qtbot) -> None:
    assert first.recent_buttons[0].text() == "a && b.plan"
    with qtbot.waitSignal(first.open_chosen) as caught:
        click(first.recent_buttons[1])
    assert caught.args == ["/plans/<b>c</b>.plan"]


def test_a_new_plan_needs_a_name_and_keeps_what_was_typed(first: FirstStart, qtbot) -> None:
    click(first.start_new)
    assert first.name_field().hasFocus()
    for wrong in ("", "   ", "x" * 201):
        first.name_field().setText(wrong)
        with qtbot.assertNotEmitted(first.new_chosen):
            click(first.create_button)
        assert "1 to 200 characters" in first.name.error.text()
        assert first.name_field().property("invalid") == "true"
        assert first.name_field().text() == wrong
    QTest.keyClicks(first.name_field(), "y")
    assert first.name.error.isHidden()


def test_a_new_plan_names_its_file_after_itself_until_told_otherwise(first: FirstStart, qtbot, tmp_path: Path) -> None:
    click(first.start_new)
    QTest.keyClicks(first.name_field(), "Plan 2010/11: <draft>")
    assert first.place_field().text() == str(tmp_path / "Plan 2010-11- -draft.plan")
    first.place_field().selectAll()
    QTest.keyClicks(first.place_field(), str(tmp_path / "mine"))
    QTest.keyClicks(first.name_field(), "!")
    assert first.place_field().text() == str(tmp_path / "mine")
    first.second_field().setText("/mnt/backups")
    with qtbot.waitSignal(first.new_chosen) as caught:
        click(first.create_button)
    assert caught.args == ["Plan 2010/11: <draft>!", str(tmp_path / "mine.plan"), "/mnt/backups"]


def test_a_new_plan_never_takes_the_place_of_a_file(first: FirstStart, qtbot, tmp_path: Path) -> None:
    taken = tmp_path / "taken.plan"
    taken.write_bytes(b"somebody's")
    click(first.start_new)
    first.name_field().setText("Plan")
    first.place_field().setText(str(taken))
    with qtbot.assertNotEmitted(first.new_chosen):
        click(first.create_button)
    assert "exists already" in first.place.error.text()
    assert taken.read_bytes() == b"somebody's"


def test_back_returns_to_the_choice(first: FirstStart) -> None:
    click(first.start_new)
    click(first.back)
    assert first.steps.currentIndex() == 0
    assert first.start_new.hasFocus()
    assert not first.create_button.isVisible()


def test_opening_asks_for_a_file_without_stopping_the_window(first: FirstStart, qtbot) -> None:
    click(first.open_button)
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()]
    assert len(dialogs) == 1
    with qtbot.waitSignal(first.open_chosen) as caught:
        dialogs[0].fileSelected.emit("/plans/x.plan")
    assert caught.args == ["/plans/x.plan"]
    dialogs[0].close()


# Preferences


@pytest.fixture
def preferences(window: MainWindow, settings: Settings) -> Preferences:
    settings.remember_store("/plans/a.plan")
    window.own.open_preferences()  # type: ignore[attr-defined]
    sheet = window.own._sheet  # type: ignore[attr-defined]
    assert isinstance(sheet, Preferences)
    return sheet


def test_a_theme_takes_effect_at_once_and_is_kept(preferences: Preferences, settings: Settings) -> None:
    click(preferences.theme_group.button(2))
    assert theme.current().name == "dark"
    assert settings.theme == "dark"


def test_a_text_size_takes_effect_and_is_kept(preferences: Preferences, settings: Settings, qtbot) -> None:
    preferences.text_size.setFocus()
    QTest.keyClick(preferences.text_size, Qt.Key.Key_End)
    preferences.text_size.activated.emit(preferences.text_size.currentIndex())
    qtbot.waitUntil(lambda: settings.text_scale == 2.0)
    assert theme.text_scale() == 2.0


def test_the_post_chosen_is_kept(preferences: Preferences, settings: Settings) -> None:
    box = preferences.you_are
    assert [box.itemText(at) for at in range(box.count())] == ["Not chosen", "Head of Skills", "Director of Environment"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert settings.you_are == "Director of Environment"


def test_a_second_place_for_backups_is_kept(preferences: Preferences, settings: Settings) -> None:
    preferences.second.setFocus()
    QTest.keyClicks(preferences.second, "/mnt/backups ")
    QTest.keyClick(preferences.second, Qt.Key.Key_Tab)
    assert settings.backup_folder == "/mnt/backups"


def test_a_forgotten_plan_leaves_the_list(preferences: Preferences, settings: Settings) -> None:
    forget = next(button for button in preferences.findChildren(QuietButton)
                  if button.accessibleName() == "Forget /plans/a.plan")
    click(forget)
    assert settings.recent_stores == ()


def test_keys_make_the_text_larger_smaller_and_normal(window: MainWindow, settings: Settings) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_Plus, control)
    assert settings.text_scale == 1.1
    for _ in range(5):
        QTest.keyClick(window, Qt.Key.Key_Minus, control)
    assert settings.text_scale == 0.8
    QTest.keyClick(window, Qt.Key.Key_0, control)
    assert settings.text_scale == 1.0


# Keys, help, about


def test_the_keyboard_sheet_lists_the_keys_that_exist_now(window: MainWindow) -> None:
    window.frame.commands.provide("undo", window.update)
    QTest.keyClick(window.frame.rail.entry("board"), Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    sheet = window.own._sheet  # type: ignore[attr-defined]
    assert isinstance(sheet, KeysSheet)
    words = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Ctrl+Z" in words
    assert "Find anything" in words
    assert "Import readings" not in words
    assert "Indicators" in words


def test_about_opens_from_the_menu(window: MainWindow) -> None:
    window.frame.commands["about"].trigger()
    assert window.own._sheet.title.text() == "Driving Success"  # type: ignore[attr-defined]


# When the program is wrong


def failing() -> None:
    title = "Teenage pregnancies 6.9%"
    raise ValueError(f"cannot read {title}")


def test_a_report_says_where_and_holds_no_figures_or_folders() -> None:
    try:
        failing()
    except ValueError as error:
        text = report(error)
    assert "ValueError" in text
    assert "tests/views/shell/test_sheets.py" in text
    assert "in failing" in text
    assert "PySide6" in text
    assert "Teenage" not in text
    assert "6.9" not in text
    assert str(Path.home()) not in text
    assert str(Path(__file__).resolve().parents[3]) not in text


def test_a_report_follows_the_cause() -> None:
    try:
        try:
            failing()
        except ValueError as inner:
            raise RuntimeError("no") from inner
    except RuntimeError as error:
        text = report(error)
    assert "RuntimeError" in text
    assert "caused by ValueError" in text


def test_a_fault_nobody_caught_is_logged_each_time_and_shown_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(crash, "qInstallMessageHandler", lambda handler: None)
    shown: list[str] = []
    written: list[str] = []
    CrashHooks(shown.append, written.append).install()
    for _ in range(3):
        try:
            failing()
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)
    thread = threading.Thread(target=failing)
    thread.start()
    thread.join()
    assert len(written) == 4
    assert len(shown) == 2


def test_the_report_can_be_copied(window: MainWindow, qtbot) -> None:
    window.own.show_crash("Driving Success 0.1.0\nValueError")  # type: ignore[attr-defined]
    sheet = window.own._sheet  # type: ignore[attr-defined]
    assert isinstance(sheet, CrashSheet)
    with qtbot.waitSignal(sheet.copied):
        QTest.keyClick(sheet.copy, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "Driving Success 0.1.0\nValueError"


# A store that does not open


def test_a_damaged_store_offers_its_ways_and_starts_the_one_taken(window: MainWindow, qtbot) -> None:
    taken: list[tuple[str, Problem]] = []
    works = {key: (lambda problem, key=key: taken.append((key, problem))) for key in LABELS}
    problem = Problem("store_damaged", {"path": "/plans/a.plan", "detail": "page 12", "backup": "/plans/b.plan"})
    sheet = StoreErrorSheet(window, problem, works)
    sheet.open()
    assert sheet.title.text() == "a.plan is damaged (page 12)."
    assert [button.text() for button in sheet.buttons] == ["Restore the backup", "Show folder", "Open another…"]
    with qtbot.waitSignal(sheet.chosen):
        click(sheet.buttons[0])
    assert taken == [("restore", problem)]
    assert sheet.isHidden()


def test_a_way_that_nobody_provides_is_not_offered(window: MainWindow) -> None:
    sheet = StoreErrorSheet(window, Problem("store_network", {"path": "//srv/a.plan"}), {"read_only": lambda problem: None})
    assert [button.text() for button in sheet.buttons] == ["Open read-only"]


def test_a_store_without_a_backup_does_not_offer_to_restore_one(window: MainWindow) -> None:
    works = {key: (lambda problem: None) for key in LABELS}
    sheet = StoreErrorSheet(window, Problem("store_damaged", {"path": "/a.plan", "backup": ""}), works)
    assert "Restore the backup" not in [button.text() for button in sheet.buttons]


@pytest.mark.parametrize("code", sorted(WAYS))
def test_every_problem_with_ways_can_be_shown_copied_and_left(window: MainWindow, code: str) -> None:
    works = {key: (lambda problem: None) for key in LABELS}
    sheet = StoreErrorSheet(window, Problem(code, {"path": "/plans/<b>a</b>.plan"}), works)
    sheet.open()
    click(sheet.copy)
    assert sheet.title.text() in QGuiApplication.clipboard().text()
    QTest.keyClick(sheet.copy, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_keys_for_larger_text_that_came_together_dress_the_window_once(window: MainWindow, settings: Settings,
                                                                       qtbot) -> None:
    dressed: list[float] = []
    theme.notifier.changed.connect(lambda: dressed.append(theme.text_scale()))
    for _ in range(4):
        window.frame.commands["bigger"].trigger()
    assert settings.text_scale == 1.4
    qtbot.waitUntil(lambda: bool(dressed))
    assert dressed == [1.4]
