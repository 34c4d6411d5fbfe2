"""A reason: a label that says when it is required, and a text that grows with what is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import Text


class ReasonField(QWidget):
    """`changed` carries the text after every letter."""

    changed = Signal(str)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text(label, "label", wrap=True)
        self.text = TextValue(label, most=5, inplace=False)
        self.label.setBuddy(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.label)
        column.addWidget(self.text)
        self.text.textChanged.connect(self._on_text)

    def set_label(self, words: str) -> None:
        if self.label.text() != words:
            self.label.setText(words)
            self.text.setAccessibleName(words)

    def set_text(self, text: str) -> None:
        self.text.show_value(text)

    def _on_text(self) -> None:
        self.changed.emit(self.text.value())
