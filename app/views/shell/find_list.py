"""The list under the find field: names first, then the texts that hold what was typed, with the place marked."""

from __future__ import annotations

import re

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.views.shared import theme
from app.views.shared.labels import Text
from app.views.shell.finding import KIND_WORDS, Found

ROWS_SHOWN = 9
QUIET_WORDS = "Looking through the texts…"
_THING = Qt.ItemDataRole.UserRole


class ResultList(QFrame):
    """Lies over the window under the field. Not a window of its own: the field keeps the keys."""

    picked = Signal(object)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field.window())
        self._field = field
        self._typed = ""
        self.setProperty("role", "popup")
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setAccessibleName("Found")
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._clicked)
        self.nothing = Text("", "soft", self, wrap=True)
        self.nothing.setContentsMargins(10, 8, 10, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        field.window().installEventFilter(self)

    def things(self) -> list[Found]:
        return [self.list.item(row).data(_THING) for row in range(self.list.count())]

    def show_things(self, things: list[Found], typed: str) -> None:
        """What is called so. Texts come later, below; until then nothing is said to be missing."""
        self._typed = typed.strip()[:60]
        self.list.clear()
        self._add(things)
        self._say(QUIET_WORDS if not things else "")
        if things:
            self.list.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()

    def show_texts(self, texts: list[Found], note: str) -> None:
        """Texts below the names, without what is listed by name already and has no more to say."""
        named = {(thing.noun, thing.key) for thing in self.things()}
        fresh = [text for text in texts if (text.noun, text.key) not in named or text.excerpt != text.title]
        first = not self.list.count()
        self._add(fresh)
        if first and fresh:
            self.list.setCurrentRow(0)
        missing = f"Nothing holds “{self._typed}”. Try one word of it, or a code."
        self._say(note if self.list.count() else missing)
        self._place()

    def _add(self, things: list[Found]) -> None:
        for thing in things:
            item = QListWidgetItem(thing.title)
            item.setData(_THING, thing)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(
                part for part in (thing.title, KIND_WORDS.get(thing.noun, ""), thing.about, thing.excerpt) if part))
            self.list.addItem(item)
        self.list.setVisible(bool(self.list.count()))

    def _say(self, words: str) -> None:
        self.nothing.setVisible(bool(words))
        self.nothing.setText(words)

    def _place(self) -> None:
        field = self._field
        window = field.window()
        width = min(max(field.width(), theme.px(640)), window.width() - 24)
        at = field.mapTo(window, QPoint(0, field.height() + 4))
        rows = [self.list.visualItemRect(self.list.item(row)).height() or row_height(thing)
                for row, thing in enumerate(self.things()[:ROWS_SHOWN])]
        high = sum(rows) + 10 + (0 if self.nothing.isHidden() else theme.px(34))
        left = max(8, min(at.x(), window.width() - width - 12))
        self.setGeometry(left, at.y(), width, min(high, window.height() - at.y() - 12))

    def move_on(self, key: int) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS_SHOWN,
                Qt.Key.Key_PageUp: -ROWS_SHOWN}[Qt.Key(key)]
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))

    def pick_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.picked.emit(item.data(_THING))

    def _clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_THING))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False


def row_height(thing: Found) -> int:
    return theme.px(52 if thing.runs else 34)


class _Line(QStyledItemDelegate):
    """Title at the left, what it is at the right; below, what is written there."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, row_height(index.data(_THING)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        t = theme.current()
        rect: QRect = option.rect
        state = option.state
        thing: Found = index.data(_THING)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.selection if state & QStyle.StateFlag.State_Selected else t.hover)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
        inner = rect.adjusted(theme.px(10), 0, -theme.px(10), 0)
        if thing.runs:
            below = inner.adjusted(0, rect.height() // 2, 0, -theme.px(4))
            self._paint_excerpt(painter, below, thing)
            inner.setBottom(below.top() + theme.px(2))
        about = " \u00b7 ".join(part for part in (thing.about, KIND_WORDS.get(thing.noun, "")) if part)
        painter.setFont(theme.font(11.5))
        painter.setPen(t.ink2)
        taken = min(painter.fontMetrics().horizontalAdvance(about) + 2, inner.width() // 2)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        shown = painter.fontMetrics().elidedText(about, Qt.TextElideMode.ElideRight, taken)
        painter.drawText(inner, align | Qt.AlignmentFlag.AlignRight, shown)
        painter.setFont(theme.font(13, 500))
        painter.setPen(t.ink)
        room = inner.adjusted(0, 0, -taken - theme.px(12), 0)
        title = painter.fontMetrics().elidedText(" ".join(thing.title.split()), Qt.TextElideMode.ElideRight,
                                                 room.width())
        painter.drawText(room, align | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()

    def _paint_excerpt(self, painter: QPainter, room: QRect, thing: Found) -> None:
        """In one line; what was looked for is heavier and underlined."""
        t = theme.current()
        align = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        left = room.left()
        for text, hit in thing.runs:
            font = theme.font(11.5, 600 if hit else 400)
            font.setUnderline(hit)
            painter.setFont(font)
            painter.setPen(t.ink if hit else t.ink2)
            piece = re.sub(r"\s+", " ", text)
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, max(0, room.right() - left))
            painter.drawText(QRect(left, room.top(), room.right() - left, room.height()), align, shown)
            left += metrics.horizontalAdvance(piece)
            if left >= room.right():
                return
