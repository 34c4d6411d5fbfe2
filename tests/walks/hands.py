"""Hands and eyes: events as the window system sends them, and waiting for what is to be seen. Never a fixed sleep.

Events go to the window, not to a widget, so whatever lies over a control gets them first, as with a real mouse.
Under X they come from the X server through xdotool.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds until something that should come counts as not coming."""
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def turn() -> None:
    """Let the event loop go round, deletions included."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def wait_for(look: Callable[[], T], what: str = "") -> T:
    """What `look` sees, as soon as it sees something; AssertionError naming `what` if it never does."""
    end = time.perf_counter() + PATIENCE
    while True:
        turn()
        seen = look()
        if seen:
            return seen
        if time.perf_counter() > end:
            raise AssertionError(f"never seen: {what or look}")
        time.sleep(0.001)


def window_of(widget: QWidget) -> QWindow:
    handle = widget.window().windowHandle()
    assert handle is not None, f"{widget} is not on the screen"
    return handle


def seen_rect(widget: QWidget) -> QRect:
    """The part of the widget that is in view, in its own coordinates."""
    return widget.visibleRegion().boundingRect()


class Hands:
    """One mouse and one keyboard, through Qt's own test events."""

    def take_up(self, window: QWidget) -> None:
        """The keyboard goes to this window from now on."""
        window.activateWindow()
        wait_for(window.isActiveWindow, "the window active")

    def move(self, widget: QWidget, at: QPoint) -> None:
        QTest.mouseMove(window_of(widget), widget.mapTo(widget.window(), at))
        turn()

    def press(self, widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._button(QTest.mousePress, widget, at, modifiers)

    def release(self, widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._button(QTest.mouseRelease, widget, at, modifiers)

    def _button(
        self, send: Callable[..., None], widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier
    ) -> None:
        send(window_of(widget), LEFT, modifiers, widget.mapTo(widget.window(), at))
        turn()

    def click(
        self, widget: QWidget, at: QPoint | None = None, modifiers: Qt.KeyboardModifier = NONE
    ) -> None:
        """Press and release on the middle of what is seen of it, or at a point. It must lie on top there."""
        point = self.point_on(widget, at)
        self.move(widget, point)
        self.press(widget, point, modifiers)
        self.release(widget, point, modifiers)

    def double_click(self, widget: QWidget, at: QPoint) -> None:
        self.move(widget, self.point_on(widget, at))
        QTest.mouseDClick(window_of(widget), LEFT, NONE, widget.mapTo(widget.window(), at))
        turn()

    def point_on(self, widget: QWidget, at: QPoint | None = None) -> QPoint:
        """A point where the widget can be touched; AssertionError where it cannot."""
        rect = seen_rect(widget)
        assert widget.isVisible() and not rect.isEmpty(), f"{name_of(widget)} cannot be seen"
        assert widget.isEnabled(), f"{name_of(widget)} is not enabled"
        point = at if at is not None else rect.center()
        top = widget.window().childAt(widget.mapTo(widget.window(), point))
        above = top is not None and top is not widget and not widget.isAncestorOf(top)
        assert not above, f"{name_of(top)} lies over {name_of(widget)}"
        return point

    def key(self, *keys: str) -> None:
        """Named as on the keyboard sheet: key("Ctrl+Right", "Tab")."""
        for name in keys:
            combination = QKeySequence(name)[0]
            QTest.keyClick(self._key_window(), combination.key(), combination.keyboardModifiers())
            turn()

    def type(self, text: str) -> None:
        for mark in text:
            QTest.keyClick(self._key_window(), ord(mark))
        turn()

    def _key_window(self) -> QWindow:
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the keyboard"
        return window

    def menu_key(self, widget: QWidget) -> None:
        """What Shift+F10 makes the window system send; Qt's test events know no such thing."""
        at = widget.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at))
        QApplication.sendEvent(widget, event)
        turn()

    def tab_to(self, wanted: QWidget, *, back: bool = False, most: int = 80) -> None:
        """Press Tab until the focus is there (or inside, where it is a group)."""
        passed = []
        for _ in range(most):
            now = QApplication.focusWidget()
            if now is wanted or (now is not None and wanted.isAncestorOf(now)):
                return
            passed.append(name_of(now))
            self.key("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab does not reach {name_of(wanted)}; it went by {passed}")


_KEYSYMS = {"Ctrl": "ctrl", "Shift": "shift", "Alt": "alt", "Esc": "Escape", "Enter": "Return", "Space": "space",
            "PgUp": "Prior", "PgDown": "Next", "Backspace": "BackSpace", "Del": "Delete"}  # fmt: skip


class XHands(Hands):
    """The same through the X server. There is no window manager, so the keyboard is handed over by hand."""

    def take_up(self, window: QWidget) -> None:
        super().take_up(window)
        self._xdo("windowfocus", str(int(window.winId())))
        self._settle()

    def move(self, widget: QWidget, at: QPoint) -> None:
        self._point(widget, at)

    def press(self, widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._with(modifiers, "keydown")
        self._point(widget, at)
        self._xdo("mousedown", "1")
        wait_for(lambda: QApplication.mouseButtons() & LEFT, "the button down")

    def release(self, widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._point(widget, at)
        self._xdo("mouseup", "1")
        wait_for(lambda: not QApplication.mouseButtons() & LEFT, "the button up")
        self._with(modifiers, "keyup")

    def double_click(self, widget: QWidget, at: QPoint) -> None:
        self._point(widget, self.point_on(widget, at))
        self._xdo("click", "--repeat", "2", "--delay", "20", "1")
        turn()

    def key(self, *keys: str) -> None:
        for name in keys:
            # A capital would be typed with Shift.
            parts = (part.lower() if len(part) == 1 else part for part in name.split("+"))
            self._xdo("key", "+".join(_KEYSYMS.get(part, part) for part in parts))
            self._settle()

    def type(self, text: str) -> None:
        self._xdo("type", "--delay", "4", text)
        self._settle()

    def _settle(self) -> None:
        """X events come by another way: a property round trip after them tells that they have come."""
        for _ in range(5):
            QApplication.sync()
            turn()
            time.sleep(0.004)

    def _point(self, widget: QWidget, at: QPoint) -> None:
        place = widget.mapToGlobal(at)
        self._xdo("mousemove", str(place.x()), str(place.y()))
        self._settle()

    def _with(self, modifiers: Qt.KeyboardModifier, act: str) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._xdo(act, "ctrl")
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._xdo(act, "shift")

    @staticmethod
    def _xdo(*words: str) -> None:
        subprocess.run(["xdotool", *words], check=True)


def hands() -> Hands:
    return XHands() if QGuiApplication.platformName() == "xcb" else Hands()


def name_of(widget: QWidget | None) -> str:
    """For a message: what it is and what it is called."""
    if widget is None:
        return "nothing"
    words = widget.accessibleName() or getattr(widget, "text", lambda: "")() or widget.objectName()
    return f"{type(widget).__name__} “{words}”"
