"""The blocks of the dashboard as cards: a count, what it is made of, last quarter's, what moved."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.rules.papers_content import Part, Tile
from app.views.shared import theme
from app.views.shared.labels import Text


class TileCard(QFrame):
    """Leads to what it counts: a click, Enter or Space."""

    opened = Signal(str)
    """(the tile's ink: "hot_list", "improvement_plan", ...)"""

    def __init__(self, tile: Tile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile = tile
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        told = ". ".join(part for part in (tile.words, tile.before, "; ".join(tile.moved)) if part)
        self.setAccessibleName(f"{tile.title}: {tile.count or 'not recorded'}. {told}")
        self.name = Text(tile.title, "label")
        self.count = Text(tile.count, "title")
        self.words = Text(tile.words, "second", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.words, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(10))
        column.setSpacing(theme.px(6))
        column.addWidget(self.name)
        column.addLayout(top)
        column.addWidget(_Bar(tile.parts))
        for line in (tile.before, "; ".join(tile.moved)):
            if line:
                column.addWidget(Text(line, "third", wrap=True))
        column.addStretch(1)
        self.count.setVisible(bool(tile.count))
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.name.setStyleSheet(f"color: {ink_colour(self.tile.ink).name()};")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRectF(8, 0, self.width() - 16, 2), ink_colour(self.tile.ink))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().focus, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.tile.ink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.tile.ink)
            return
        super().keyPressEvent(event)


class _Bar(QWidget):
    """Shares side by side; the words beside it say the same."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        super().__init__()
        self._parts = parts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        total = sum(part.count for part in self._parts)
        if not total:
            painter.setBrush(theme.current().chip)
            painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
            return
        left = 0.0
        gap = 2.0
        room = self.width() - gap * (len(self._parts) - 1)
        for part in self._parts:
            wide = room * part.count / total
            painter.setBrush(ink_colour(part.ink))
            painter.drawRoundedRect(QRectF(left, 0, wide, self.height()), 3, 3)
            left += wide + gap


def ink_colour(ink: str) -> QColor:
    """A colour by the name that the paper's templates give it."""
    found = getattr(theme.current(), ink, None)
    return found if isinstance(found, QColor) else theme.current().ink2
