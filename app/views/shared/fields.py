"""A field with its label above and its problem below."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.labels import Text


class InlineError(Text):
    """What is wrong with a field, in place. Hidden while there is nothing to say; marks the field red."""

    def __init__(self, field: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", "error", parent, wrap=True)
        self._field = field
        self._standing = ""
        self.hide()

    def set_standing(self, words: str) -> None:
        """What a reader hears of the field while nothing is wrong with it."""
        self._standing = words
        if self._field is not None and not self.text():
            self._field.setAccessibleDescription(words)

    def set_message(self, message: str, *, wrong: bool = True) -> None:
        """Show the sentence, or with "" take it away again. The field keeps its text and says the same to a reader.

        `wrong` False: the value may stand, and is not marked.
        """
        role = "error" if wrong else "second"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setText(message)
        if self.parentWidget() is not None or not message:
            self.setVisible(bool(message))  # without a parent it would be a window of its own
        if self._field is not None:
            mark_invalid(self._field, wrong and bool(message))
            self._field.setAccessibleDescription(message or self._standing)


def mark_invalid(field: QWidget, invalid: bool) -> None:
    """Red edge on or off."""
    field.setProperty("invalid", "true" if invalid else "false")
    field.style().unpolish(field)
    field.style().polish(field)


class Labelled(QWidget):
    """Label, field, error, in one column; the label names the field to screen readers, and says if it is required."""

    def __init__(self, label: str, field: QWidget, parent: QWidget | None = None, *, required: bool = False) -> None:
        super().__init__(parent)
        self.name = label
        self.field = field
        self.label = Text(label, "label", wrap=True)
        self.label.setBuddy(field)
        field.setAccessibleName(label)
        self.error = InlineError(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for part in (self.label, field, self.error):
            column.addWidget(part)
        self.set_required(required)

    def set_required(self, required: bool) -> None:
        """Whether it has to be filled before the sheet does anything; some are only after another's choice."""
        self.required = required
        self.label.setText(f"{self.name} (required)" if required else self.name)
        self.error.set_standing("Required" if required else "")
