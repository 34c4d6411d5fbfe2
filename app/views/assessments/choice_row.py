"""A scale as a row of buttons: its words are read while choosing, and nothing is chosen until somebody does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Text, plain_tooltip

Step = tuple[str, str, str]
"""Key, word, and when to choose it."""


class ChoiceRow(QWidget):
    """Left and right walk, Space or Enter chooses, Delete takes it back. `chosen` brings a key or None."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._name, self._small = name, small
        self._value: str | None = None
        self._writable = True
        self.buttons: dict[str, QPushButton] = {}
        self._words: dict[str, str] = {}
        self.flow = FlowBox(theme.px(2 if small else 6))
        self.said = Text("", "third", wrap=True)
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(self.flow)
        column.addWidget(self.said)
        self.said.setVisible(not small)

    def set_steps(self, steps: Sequence[Step]) -> None:
        if [*self._words.items()] == [(key, descriptor) for key, _, descriptor in steps]:
            return
        for button in self.flow.parts():
            self.flow.take(button)
            button.deleteLater()
        self.buttons = {}
        self._words = {key: descriptor for key, _, descriptor in steps}
        for key, word, descriptor in steps:
            button = _StepButton(word, self)
            button.setAccessibleName(f"{self._name}: {word}. {descriptor}")
            button.setToolTip(plain_tooltip(f"{word}: {descriptor}"))
            button.setCheckable(True)
            button.clicked.connect(partial(self._clicked, key))
            button.looked.connect(partial(self._look, key))
            if self._small:
                button.setProperty("kind", "small")
            self.buttons[key] = button
            self.flow.add(button)
        self.show_value(self._value)

    def show_value(self, value: str | None) -> None:
        self._value = value
        for key, button in self.buttons.items():
            button.setChecked(key == value)
        self._say()

    def value(self) -> str | None:
        return self._value

    def set_writable(self, writable: bool) -> None:
        self._writable = writable
        for button in self.buttons.values():
            button.setEnabled(writable or button.isChecked())

    def _clicked(self, key: str, _checked: bool = False) -> None:
        if not self._writable:
            self.show_value(self._value)
            return
        self.choose(key)

    def choose(self, key: str | None) -> None:
        before = self._value
        self.show_value(key)
        if key != before:
            self.chosen.emit(key)

    def _look(self, key: str, looking: bool) -> None:
        self._say(key if looking else None)

    def _say(self, key: str | None = None) -> None:
        """What the step under the eye means; else the one chosen."""
        shown = key or self._value
        if shown in self._words:
            self.said.setText(self._words[shown])
        else:
            self.said.setText("Not chosen yet. Point at a word to read when it applies.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = list(self.buttons)
        at = next((number for number, key in enumerate(keys) if self.buttons[key].hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if at is not None and step is not None:
            self.buttons[keys[(at + step) % len(keys)]].setFocus(Qt.FocusReason.TabFocusReason)
        elif at is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._writable:
            self.choose(None)
        elif at is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._clicked(keys[at])
        else:
            super().keyPressEvent(event)


class _StepButton(QPushButton):
    looked = Signal(bool)

    def enterEvent(self, event: object) -> None:
        super().enterEvent(event)  # type: ignore[arg-type]
        self.looked.emit(True)

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self.looked.emit(self.hasFocus())

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.looked.emit(True)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.looked.emit(False)
