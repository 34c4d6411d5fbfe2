"""A row of widgets that goes on in the next line where it does not fit."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.flow_box import FlowBox


class FlowLayout(FlowBox):
    """Fills `parent`. Left to right, then the next line; those added at the end are pushed to the right."""

    def __init__(self, parent: QWidget, gap: int = 8) -> None:
        super().__init__(theme.px(gap), row_gap=theme.px(6))
        column = QVBoxLayout(parent)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self)

    def addWidget(self, widget: QWidget) -> None:
        self.add(widget)

    def add_at_end(self, widget: QWidget) -> None:
        self.add(widget, at_end=True)


def fixed_height(widget: QWidget) -> QWidget:
    """Keeps a widget with a flow from growing downwards."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget
