"""What a drawer at the right of a page holds: a heading, a column that scrolls, Esc and the cross to close it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.buttons import IconButton
from app.views.shared.inplace_style import InplaceStyle
from app.views.shared.labels import Text
from app.views.shared.tab_order import follow_layout


class SidePanel(QFrame):
    """Subclasses fill `column`; `top` takes chips and buttons beside the cross."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        InplaceStyle(self)
        self.top = QHBoxLayout()
        self.top.setContentsMargins(theme.px(18), theme.px(12), theme.px(12), theme.px(6))
        self.top.setSpacing(theme.px(8))
        self.close_button = IconButton("close", "Close the sheet (Esc)")
        self.close_button.clicked.connect(self.close_panel)
        self.heading = Text("", "heading", wrap=True)
        self.heading.setContentsMargins(theme.px(18), 0, theme.px(18), theme.px(6))
        self.error = Text("", "error", wrap=True)
        self.error.setContentsMargins(theme.px(18), 0, theme.px(18), 0)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(theme.px(16), 0, theme.px(14), theme.px(16))
        self.column.setSpacing(theme.px(6))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self.top)
        outer.addWidget(self.heading)
        outer.addWidget(self.error)
        outer.addWidget(self.area, 1)
        self.error.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._order_tabs)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def name(self, words: str) -> None:
        """The heading, and what a screen reader says of the sheet."""
        self.heading.setText(words)
        self.setAccessibleName(f"Sheet: {words}")

    def finish_top(self) -> None:
        """Once chips and buttons are in: the cross stands at the right."""
        self.top.addStretch(1)
        self.top.addWidget(self.close_button)

    def say_error(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def refresh_tabs(self) -> None:
        self._soon.start()

    def close_panel(self) -> None:
        self.setVisible(False)
        self.closed.emit()

    def _order_tabs(self) -> None:
        follow_layout(self)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        content = self.area.widget()
        if new is not None and content is not None and content.isAncestorOf(new):
            self.area.ensureWidgetVisible(new, 0, theme.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            event.accept()
            return
        super().keyPressEvent(event)


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
