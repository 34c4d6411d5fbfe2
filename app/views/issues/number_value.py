"""A whole number edited in place; anything else is kept as typed and complained about."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.views.issues.text_value import TextValue


class NumberValue(TextValue):
    """`committed` of the text is not for users of this class: `chosen` carries the number or None."""

    chosen = Signal(object)
    unreadable = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, lines=False, most=1)
        self.committed.connect(self._on_committed)

    def show_value(self, value: object) -> bool:
        return super().show_value("" if value is None else str(value))

    def accept_stored(self, value: object) -> None:
        super().accept_stored("" if value is None else str(value))

    def _on_committed(self, text: str) -> None:
        typed = text.strip()
        if not typed:
            self.chosen.emit(None)
        elif typed.isascii() and typed.lstrip("-").isdigit() and len(typed) < 10:
            self.chosen.emit(int(typed))
        else:
            self.unreadable.emit(typed)
