"""Small marks with a meaning: chips and RAG badges."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.rules.category import Category
from app.rules.indicator import Direction, Rag
from app.views.shared import paint, theme
from app.views.shared.labels import plain_tooltip

TONES = ("neutral", "hot_list", "improvement_plan", "outcomes", "green", "amber", "red", "accent", "concern",
         "improvement")
_RAG_WORDS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NONE: "Not rated"}
_DIRECTION_WORDS = {
    Direction.BETTER: "getting better", Direction.WORSE: "getting worse", Direction.SAME: "the same",
    Direction.UP: "going up", Direction.DOWN: "going down", Direction.UNKNOWN: "direction not known",
}


def rag_words(rag: Rag) -> str:
    return _RAG_WORDS[rag]


def direction_words(direction: Direction) -> str:
    return _DIRECTION_WORDS[direction]


class _Mark(QWidget):
    """A drawn mark of a fixed size that redraws with the theme."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Chip(_Mark):
    """A word in a pill. `tone` is one of TONES; a category or a RAG gives its own."""

    def __init__(self, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self.setAccessibleName(text)

    @classmethod
    def for_category(cls, category: Category, parent: QWidget | None = None) -> Chip:
        return cls(category.title, "neutral" if category is Category.LEFT else category.value, parent)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str, tone: str | None = None) -> None:
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(paint.chip_width(self._text)) + 1, theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, ground = chip_colours(self._tone)
        paint.draw_chip(painter, QRectF(self.rect()), self._text, ink, ground)


def chip_colours(tone: str) -> tuple[QColor, QColor]:
    """Ink and ground of a chip of that tone."""
    t = theme.current()
    if tone in ("accent", "improvement"):
        return t.accent, t.accent_soft
    if tone == "concern":
        return t.concern, t.amber_soft
    if tone == "neutral":
        return t.ink2, t.chip
    return getattr(t, tone), getattr(t, f"{tone}_soft")


class RagBadge(_Mark):
    """The RAG mark by shape, letter and colour, `size` design pixels high."""

    def __init__(self, rag: Rag = Rag.NONE, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.set_rag(rag)

    def set_rag(self, rag: Rag) -> None:
        self._rag = rag
        self.setAccessibleName(rag_words(rag))
        self.setToolTip(plain_tooltip(rag_words(rag)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.draw_rag(painter, QRectF(self.rect()), self._rag)


class DirectionMark(_Mark):
    """Direction of travel by shape, colour and accessible words."""

    def __init__(self, direction: Direction = Direction.UNKNOWN, size: int = 12,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.set_direction(direction)

    def set_direction(self, direction: Direction) -> None:
        self._direction = direction
        self.setAccessibleName(direction_words(direction))
        self.setToolTip(plain_tooltip(direction_words(direction)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.draw_direction(painter, QRectF(self.rect()), self._direction)
