"""A panel over the dimmed window that must be answered first. No dialog, no loop of its own, so nothing blocks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.views.shared import theme
from app.views.shared.buttons import IconButton
from app.views.shared.labels import Text
from app.views.shared.scroll_column import ScrollColumn
from app.views.shared.tab_stops import step, tab_stops


class Sheet(QWidget):
    """Fill `body` (and `footer` with buttons), then `open()`. Esc and the cross call `dismiss()`.

    The focus stays inside until it closes and then goes back where it was. Shortcuts of the window are kept off.
    `width_wanted` is in design pixels; the panel shrinks with the window and its body scrolls.
    """

    closed = Signal(bool)
    """True: it did what it was for (`accept`); False: dismissed."""

    def __init__(self, window: QWidget, title: str = "", width_wanted: int = 720) -> None:
        super().__init__(window.window())
        self._wanted = width_wanted
        self._accepted = False
        self._before: QWidget | None = None
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build(title)
        self.window().installEventFilter(self)
        theme.notifier.changed.connect(self._place)

    def _build(self, title: str) -> None:
        self.panel = QFrame(self)
        self.panel.setProperty("role", "panel")
        shadow = QGraphicsDropShadowEffect(self.panel)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 8)
        self.panel.setGraphicsEffect(shadow)
        self.title = Text("", "title", wrap=True)
        self.close_button = IconButton("close", "Close")
        self.close_button.clicked.connect(self.dismiss)
        self.above = QHBoxLayout()
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(2, 2, 2, 2)
        self.body.setSpacing(10)
        self.area = ScrollColumn(self.content)
        self.footer = QHBoxLayout()
        self._column = QVBoxLayout(self.panel)
        for row in (self.above, top, self.footer):
            row.setContentsMargins(2, 0, 2, 0)  # in line with the body, which leaves room for the focus frame
        self._column.addLayout(self.above)
        self._column.addLayout(top)
        self._column.addWidget(self.area, 1)
        self._column.addLayout(self.footer)
        self.content.installEventFilter(self)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)
        self.panel.setAccessibleName(title)

    def open(self) -> None:
        """Show it and put the focus on its first field."""
        # The window remembers its own, also while a file dialog has the keyboard.
        self._before = self.window().focusWidget()
        self._accepted = False
        self._place()
        self.show()
        self.raise_()
        self._place()
        first = self.first_field()
        (first or self.close_button).setFocus(Qt.FocusReason.PopupFocusReason)

    def first_field(self) -> QWidget | None:
        """Where the focus starts: the body's first field, else the primary button, else any other."""
        inside = self._stops()
        in_body = [stop for stop in inside if self.content.isAncestorOf(stop)]
        primary = [stop for stop in inside if stop.property("kind") == "primary"]
        rest = [stop for stop in inside if stop is not self.close_button]
        return next(iter((*in_body, *primary, *rest)), None)

    def accept(self) -> None:
        self._accepted = True
        self._close()

    def dismiss(self) -> None:
        """Esc, the cross, or the quiet button: nothing is done."""
        self._close()

    def _close(self) -> None:
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        left = QApplication.focusWidget()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        elif left is not None and self.isAncestorOf(left):
            left.clearFocus()  # a hidden sheet would keep the window's keys to itself
        self.closed.emit(self._accepted)

    def _place(self) -> None:
        """Cover the window; centre the panel, as wide as wanted and as high as its content, if there is room."""
        window = self.window()
        if window is self:
            return
        self.setGeometry(window.rect())
        gap = theme.px(24)
        self._column.setContentsMargins(gap, theme.px(20), gap, theme.px(20))
        self._column.setSpacing(theme.px(12))
        self.footer.setSpacing(theme.px(8))
        width = min(theme.px(self._wanted), window.width() - 32)
        inner = width - 2 * gap
        wraps = self.body.hasHeightForWidth()
        body_high = self.body.totalHeightForWidth(inner) if wraps else self.body.sizeHint().height()
        self.area.setMinimumHeight(0)
        others = self._column.totalHeightForWidth(width) - self.area.sizeHint().height()
        high = min(others + body_high + 4, window.height() - 32)
        self.panel.setGeometry((window.width() - width) // 2, (window.height() - high) // 2, width, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible():
            grown = watched is self.content and event.type() == QEvent.Type.LayoutRequest
            if grown or (watched is self.window() and event.type() == QEvent.Type.Resize):
                self._place()
        return False

    def _stops(self) -> list[QWidget]:
        """The body before the footer, whichever was filled first; the cross last."""
        return sorted(tab_stops(self), key=self._rank)

    def _rank(self, stop: QWidget) -> int:
        return 0 if self.content.isAncestorOf(stop) else 2 if stop is self.close_button else 1

    def focusNextPrevChild(self, forward: bool) -> bool:
        chosen = step(self._stops(), forward)
        if chosen is not None and self.content.isAncestorOf(chosen):
            self.area.ensureWidgetVisible(chosen)
        return True

    def event(self, event: QEvent) -> bool:
        helped = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1
        if event.type() == QEvent.Type.ShortcutOverride and not helped:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_default()
        else:
            self._scroll(Qt.Key(event.key()))
        event.accept()

    def _scroll(self, key: Qt.Key) -> None:
        """What is too high for the window is read by key where no field of it would take one there."""
        bar = self.area.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(), Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum(),
        }  # fmt: skip
        bar.setValue(steps.get(key, bar.value()))

    def _press_default(self) -> None:
        """Enter presses the focused button, else the sheet's primary one."""
        at = QApplication.focusWidget()
        if isinstance(at, QAbstractButton):
            at.click()
            return
        for button in self.panel.findChildren(QPushButton):
            if button.property("kind") == "primary" and button.isEnabled() and button.isVisible():
                button.click()
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().shade)
