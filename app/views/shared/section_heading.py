"""The heading of a part of a sheet: its title, a one-line summary, and whether it is open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from app.views.shared import theme
from app.views.shared.labels import Text


class SectionHeading(QToolButton):
    """Title at the left, summary at the right, a mark that says whether it is open."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._summary = ""
        self.setCheckable(True)
        self.setProperty("heading", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)
        theme.notifier.changed.connect(self.updateGeometry)
        self._on_toggled(False)

    def set_summary(self, summary: str) -> None:
        self._summary = summary
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.current()
        painter = QPainter(self)
        if not self.hasFocus():
            painter.fillRect(0, 0, self.width(), 1, tokens.line)
        side, edge = theme.px(16), theme.px(8)
        middle = (self.height() - side) // 2
        icon = theme.icon("up" if self.isChecked() else "down", tokens.ink3, 16)
        icon.paint(painter, self.width() - side - edge, middle, side, side)
        painter.setFont(theme.font(13, 600))
        painter.setPen(tokens.ink)
        title = painter.fontMetrics().horizontalAdvance(self._title)
        inner = QRectF(edge, 0, self.width() - 2 * edge - side - theme.px(8), self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inner, flags | Qt.AlignmentFlag.AlignLeft, self._title)
        painter.setFont(theme.font(11.5))
        painter.setPen(tokens.ink2)
        room = int(inner.width()) - title - theme.px(16)
        words = painter.fontMetrics().elidedText(self._summary, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.drawText(inner, flags | Qt.AlignmentFlag.AlignRight, words)

    def _on_toggled(self, _open: bool) -> None:
        self._say()
        self.update()

    def _say(self) -> None:
        words = f"{self._title}, {self._summary}" if self._summary else self._title
        self.setAccessibleName(words)
        self.setAccessibleDescription("open" if self.isChecked() else "closed")


def sub_heading(words: str) -> Text:
    """A small heading inside a section, in line with its values."""
    made = Text(words, "label")
    made.setContentsMargins(4, theme.px(6), 0, 0)
    return made
