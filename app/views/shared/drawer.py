"""A sheet at the right edge of a page, over what is there, as wide as its user likes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.views.shared import theme

WIDTH = 520
"""Design pixels at first."""
_LEAST, _LEFT_FREE = 360, 160


class Grip(QWidget):
    """The edge one drags; with the focus, the left and right keys do the same."""

    moved = Signal(int)
    """Pixels to the left (wider) or right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._from: int | None = None
        self.setFixedWidth(7)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Width of the sheet: left and right keys")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = round(event.globalPosition().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        now = round(event.globalPosition().x())
        if self._from is not None and now != self._from:
            self.moved.emit(self._from - now)
            self._from = now

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: 24, Qt.Key.Key_Right: -24}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(theme.px(step))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.focus if self.hasFocus() else tokens.paper)
        if not self.hasFocus():
            painter.fillRect(0, 0, 1, self.height(), tokens.line)


class Drawer(QWidget):
    """Lies over the right edge of `host` while it is shown, with `panel` in it."""

    width_changed = Signal(int)
    """Design pixels, for the page's view state."""

    def __init__(self, panel: QWidget, host: QWidget, wide: int = WIDTH) -> None:
        super().__init__(host)
        self._host = host
        self._wanted = wide
        self.grip = Grip()
        panel.setVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.grip)
        row.addWidget(panel, 1)
        self.grip.moved.connect(self._on_grip)
        theme.notifier.changed.connect(self.place)
        host.installEventFilter(self)
        self.hide()

    def bring(self) -> None:
        """Into view, over the page."""
        self.place()
        self.show()
        self.raise_()

    def put_away(self) -> None:
        """The focus goes back to the page; Qt alone would give it to the window's first control."""
        self.hide()
        self._host.setFocus(Qt.FocusReason.OtherFocusReason)

    def width_wanted(self) -> int:
        return self._wanted

    def set_width_wanted(self, wanted: int) -> None:
        """Design pixels; a page restores what `width_changed` told."""
        self._wanted = max(_LEAST, int(wanted))
        self.place()

    def place(self) -> None:
        """Take the right of the host: what is wanted, but something of the page stays in sight."""
        most = max(self._host.width() - _LEFT_FREE, min(self._host.width(), _LEAST))
        wide = min(theme.px(self._wanted), most)
        self.setGeometry(self._host.width() - wide, 0, wide, self._host.height())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._wanted), 400)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def _on_grip(self, wider: int) -> None:
        scaled = (self.width() + wider) / max(theme.text_scale(), 0.1)
        self.set_width_wanted(round(scaled))
        self.width_changed.emit(self._wanted)
