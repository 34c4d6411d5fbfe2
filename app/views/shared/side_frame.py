"""The frame of whatever opens at the right of a page: a row above, a column that scrolls, Esc and the cross to close it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.buttons import IconButton
from app.views.shared.inplace_style import InplaceStyle
from app.views.shared.labels import Text
from app.views.shared.scroll_column import ScrollColumn
from app.views.shared.tab_order import follow_layout


class SideFrame(QFrame):
    """Subclasses put what scrolls into `column`, lay out with `lay_out`, and say in `shut` how it closes."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        InplaceStyle(self)
        self.close_button = IconButton("close", "Close the sheet (Esc)")
        self.close_button.clicked.connect(self.shut)
        self.error = Text("", "error", wrap=True)
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.area = ScrollColumn()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._order_tabs)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def lay_out(self, top: QHBoxLayout, *said: QWidget) -> None:
        """`top` and what is `said` stand over what scrolls."""
        top.setContentsMargins(theme.px(18), theme.px(12), theme.px(12), theme.px(6))
        top.setSpacing(theme.px(8))
        self.area.fill(self.content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        for part in said:
            outer.addWidget(part)
        outer.addWidget(self.area, 1)
        self.error.hide()

    def shut(self) -> None:
        """Esc or the cross."""
        raise NotImplementedError

    def say_error(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def refresh_tabs(self) -> None:
        """Once something that takes the focus was added or taken away."""
        self._soon.start()

    def _order_tabs(self) -> None:
        follow_layout(self)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What Tab reaches is brought into view."""
        if new is not None and self.content.isAncestorOf(new):
            self.area.ensureWidgetVisible(new, 0, theme.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
            event.accept()
            return
        super().keyPressEvent(event)
