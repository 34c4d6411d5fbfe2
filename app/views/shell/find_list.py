"""The list under the find field: title at the left, what it is at the right."""

from __future__ import annotations

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
_THING = Qt.ItemDataRole.UserRole


class ResultList(QFrame):
    """Lies over the window under the field. Not a window of its own: the field keeps the keys."""

    picked = Signal(object)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field.window())
        self._field = field
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
        self.list.clear()
        for thing in things:
            item = QListWidgetItem(thing.title)
            item.setData(_THING, thing)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(
                part for part in (thing.title, KIND_WORDS.get(thing.noun, ""), thing.about) if part))
            self.list.addItem(item)
        self.list.setVisible(bool(things))
        self.nothing.setVisible(not things)
        self.nothing.setText(f"Nothing is called “{typed.strip()[:60]}”. Try one word of its title, or a code.")
        if things:
            self.list.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        field = self._field
        window = field.window()
        width = min(max(field.width(), theme.px(640)), window.width() - 24)
        at = field.mapTo(window, QPoint(0, field.height() + 4))
        rows = min(self.list.count(), ROWS_SHOWN)
        high = rows * theme.px(34) + 10 if rows else theme.px(44)
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


class _Line(QStyledItemDelegate):
    """Title at the left, what it is at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme.px(34))

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
