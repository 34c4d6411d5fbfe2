"""A number edited in place; anything else is kept as typed and complained about."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.views.shared.text_value import TextValue


class NumberValue(TextValue):
    """`committed` of the text is not for users of this class: `chosen` carries the number or None."""

    chosen = Signal(object)
    unreadable = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, whole: bool = True) -> None:
        super().__init__(name, parent, lines=False, most=1)
        self._whole = whole
        self.committed.connect(self._on_committed)

    def show_value(self, value: object) -> bool:
        return super().show_value(_words(value))

    def accept_stored(self, value: object) -> None:
        super().accept_stored(_words(value))

    def _on_committed(self, text: str) -> None:
        typed = text.strip()
        if not typed:
            self.chosen.emit(None)
        elif typed.isascii() and typed.lstrip("-").isdigit() and len(typed) < 10:
            self.chosen.emit(int(typed))
        elif not self._whole and re.fullmatch(r"-?\d{0,9}\.\d{1,9}", typed, re.ASCII):
            self.chosen.emit(float(typed))
        else:
            self.unreadable.emit(typed)


def _words(value: object) -> str:
    """As one would write it: 10 for 10.0."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
