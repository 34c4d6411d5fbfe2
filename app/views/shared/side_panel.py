"""What a drawer at the right of a page holds of one thing: a row of chips, its name, a column that scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.labels import Text
from app.views.shared.side_frame import SideFrame


class SidePanel(SideFrame):
    """Subclasses fill `column`; `top` takes chips and buttons beside the cross."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.top = QHBoxLayout()
        self.heading = Text("", "heading", wrap=True)
        self.heading.setContentsMargins(theme.px(18), 0, theme.px(18), theme.px(6))
        self.error.setContentsMargins(theme.px(18), 0, theme.px(18), 0)
        self.column.setContentsMargins(theme.px(16), 0, theme.px(14), theme.px(16))
        self.column.setSpacing(theme.px(6))
        self.lay_out(self.top, self.heading, self.error)

    def name(self, words: str) -> None:
        """The heading, and what a screen reader says of the sheet."""
        self.heading.setText(words)
        self.setAccessibleName(f"Sheet: {words}")

    def finish_top(self) -> None:
        """Once chips and buttons are in: the cross stands at the right."""
        self.top.addStretch(1)
        self.top.addWidget(self.close_button)

    def close_panel(self) -> None:
        self.setVisible(False)
        self.closed.emit()

    def shut(self) -> None:
        self.close_panel()


def emptied(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take away everything a layout holds."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            emptied(inner)
