"""The sheet over the window: it keeps the keys, gives the focus back, and scrolls where there is no room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class Scene:
    """A window with a field, a button and a shortcut; over it a sheet with two fields and two buttons."""

    def __init__(self, qtbot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        inside = QWidget()
        column = QVBoxLayout(inside)
        self.behind = QLineEdit()
        self.button_behind = QPushButton("Behind")
        column.addWidget(self.behind)
        column.addWidget(self.button_behind)
        self.window.setCentralWidget(inside)
        self.shortcuts: list[str] = []
        action = QAction("Undo", self.window)
        action.setShortcut(QKeySequence("Ctrl+K"))
        action.triggered.connect(self._note)
        self.window.addAction(action)
        self.window.resize(900, 600)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.behind.setFocus()
        self.sheet = Sheet(self.window, "Move the issue", 500)
        self.first, self.second = QLineEdit(), QLineEdit()
        self.sheet.body.addWidget(Labelled("Reason", self.first))
        self.sheet.body.addWidget(Labelled("Minute", self.second))
        self.keep, self.move = QuietButton("Keep"), PrimaryButton("Move")
        self.sheet.footer.addWidget(self.keep)
        self.sheet.footer.addWidget(self.move)
        self.ends: list[bool] = []
        self.sheet.closed.connect(self.ends.append)

    def _note(self) -> None:
        self.shortcuts.append("Ctrl+K")

    def press(self, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, how)


@pytest.fixture
def scene(qapp: QApplication, qtbot) -> Iterator[Scene]:
    theme.apply(qapp, "light", 1.0)
    yield Scene(qtbot)
    theme.apply(qapp, "light", 1.0)


def test_opening_puts_the_focus_on_the_first_field(scene: Scene) -> None:
    scene.sheet.open()
    assert scene.first.hasFocus()


def test_escape_dismisses_and_gives_the_focus_back(scene: Scene) -> None:
    scene.sheet.open()
    scene.press(Qt.Key.Key_Escape)
    assert scene.sheet.isHidden()
    assert scene.ends == [False]
    assert scene.behind.hasFocus()


def test_tab_goes_round_inside_and_never_behind(scene: Scene) -> None:
    scene.sheet.open()
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget())
        scene.press(Qt.Key.Key_Tab)
    assert seen == [scene.first, scene.second, scene.keep, scene.move, scene.sheet.close_button, scene.first]


def test_backtab_goes_round_the_other_way(scene: Scene) -> None:
    scene.sheet.open()
    scene.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert scene.sheet.close_button.hasFocus()
    scene.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert scene.move.hasFocus()


def test_tab_passes_the_radio_buttons_that_arrows_reach(scene: Scene) -> None:
    box = QWidget()
    row = QVBoxLayout(box)
    buttons = [QRadioButton(name) for name in ("One", "Two", "Three")]
    for button in buttons:
        row.addWidget(button)
    buttons[1].setChecked(True)
    scene.sheet.body.insertWidget(0, box)
    scene.sheet.open()
    scene.second.setFocus()
    scene.press(Qt.Key.Key_Tab)
    assert buttons[1].hasFocus()
    scene.press(Qt.Key.Key_Tab)
    assert scene.keep.hasFocus()


def test_the_windows_shortcuts_are_off_while_it_is_open(scene: Scene) -> None:
    scene.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert scene.shortcuts == ["Ctrl+K"]
    scene.sheet.open()
    scene.move.setFocus()
    scene.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert scene.shortcuts == ["Ctrl+K"]
    scene.press(Qt.Key.Key_Escape)
    scene.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert scene.shortcuts == ["Ctrl+K", "Ctrl+K"]


def test_enter_in_a_field_presses_the_primary_button(scene: Scene) -> None:
    scene.move.clicked.connect(scene.sheet.accept)
    scene.sheet.open()
    scene.press(Qt.Key.Key_Return)
    assert scene.ends == [True]


def test_enter_on_another_button_presses_that_one(scene: Scene) -> None:
    scene.keep.clicked.connect(scene.sheet.dismiss)
    scene.move.clicked.connect(scene.sheet.accept)
    scene.sheet.open()
    scene.keep.setFocus()
    scene.press(Qt.Key.Key_Return)
    assert scene.ends == [False]


def test_enter_does_not_press_a_primary_button_that_is_off(scene: Scene) -> None:
    scene.move.clicked.connect(scene.sheet.accept)
    scene.move.setEnabled(False)
    scene.sheet.open()
    scene.press(Qt.Key.Key_Return)
    assert scene.sheet.isVisible()


def test_a_click_beside_the_panel_reaches_nothing(scene: Scene) -> None:
    pressed: list[bool] = []
    scene.button_behind.clicked.connect(pressed.append)
    scene.sheet.open()
    at = scene.button_behind.mapTo(scene.window, scene.button_behind.rect().center())
    QTest.mouseClick(scene.window.childAt(5, 5), Qt.MouseButton.LeftButton)
    assert scene.window.childAt(at) is not scene.button_behind
    assert not pressed
    assert scene.sheet.isVisible()


def test_the_cross_dismisses(scene: Scene) -> None:
    scene.sheet.open()
    QTest.mouseClick(scene.sheet.close_button, Qt.MouseButton.LeftButton)
    assert scene.ends == [False]


def test_it_covers_the_window_at_any_size(scene: Scene) -> None:
    scene.sheet.open()
    scene.window.resize(1000, 700)
    QApplication.processEvents()
    assert scene.sheet.rect() == scene.window.rect()
    assert scene.sheet.panel.geometry().center().x() == pytest.approx(500, abs=1)


def test_a_body_too_long_for_the_window_scrolls_and_the_buttons_stay(scene: Scene) -> None:
    scene.sheet.body.addWidget(Text("A long explanation of the move. " * 300, wrap=True))
    scene.sheet.open()
    QApplication.processEvents()
    assert scene.sheet.area.verticalScrollBar().maximum() > 0
    shown = scene.move.mapTo(scene.window, scene.move.rect().bottomRight())
    assert scene.window.rect().contains(shown)


def test_tab_scrolls_the_focused_field_into_view(scene: Scene) -> None:
    scene.sheet.body.addWidget(Text("A long explanation. " * 300, wrap=True))
    last = QLineEdit()
    scene.sheet.body.addWidget(last)
    scene.sheet.open()
    QApplication.processEvents()
    for _ in range(2):
        scene.press(Qt.Key.Key_Tab)
    assert last.hasFocus()
    at = last.mapTo(scene.sheet.area.viewport(), last.rect().center())
    assert scene.sheet.area.viewport().rect().contains(at)


def test_text_at_twice_its_size_still_fits_the_window(scene: Scene, qapp: QApplication) -> None:
    scene.sheet.open()
    theme.apply(qapp, "light", 2.0)
    QApplication.processEvents()
    QApplication.processEvents()
    assert scene.window.rect().contains(scene.sheet.panel.geometry())
    for button in (scene.keep, scene.move):
        assert button.width() >= button.sizeHint().width()


def test_an_error_below_a_field_is_said_to_a_screen_reader_too(qtbot, scene: Scene) -> None:
    field = QLineEdit("  ")
    error = InlineError(field)
    qtbot.addWidget(field)
    qtbot.addWidget(error)
    error.set_message("Title is empty. Write 1 to 200 characters.")
    assert field.property("invalid") == "true"
    assert field.accessibleDescription() == "Title is empty. Write 1 to 200 characters."
    assert field.text() == "  "
    error.set_message("")
    assert field.property("invalid") == "false"
    assert error.isHidden()


def test_coming_back_from_the_footer_scrolls_to_the_field_that_gets_the_focus(scene: Scene) -> None:
    scene.sheet.body.addWidget(Text("A long explanation. " * 300, wrap=True))
    last = QLineEdit()
    scene.sheet.body.addWidget(last)
    scene.sheet.open()
    QApplication.processEvents()
    scene.sheet.area.verticalScrollBar().setValue(0)
    scene.keep.setFocus()
    scene.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert last.hasFocus()
    at = last.mapTo(scene.sheet.area.viewport(), last.rect().center())
    assert scene.sheet.area.viewport().rect().contains(at)


def test_one_of_words_alone_that_is_too_high_is_read_by_key(scene: Scene, qtbot) -> None:
    sheet = Sheet(scene.window, "Keyboard", 500)
    sheet.body.addWidget(Text("\n".join(f"Line {at}" for at in range(90)), wrap=True))
    close = PrimaryButton("Close")
    sheet.footer.addWidget(close)
    sheet.open()
    bar = sheet.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for key, there in (
        (Qt.Key.Key_PageDown, lambda: bar.value() > 0), (Qt.Key.Key_End, lambda: bar.value() == bar.maximum()),
        (Qt.Key.Key_PageUp, lambda: bar.value() < bar.maximum()), (Qt.Key.Key_Home, lambda: bar.value() == 0),
    ):  # fmt: skip
        QTest.keyClick(close, key)
        assert there(), key
