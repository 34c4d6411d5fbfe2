"""What the assessment mentions and what it does not: the department's issues, the strands, the considerations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.rules.assessment_coverage import Coverage, Covered
from app.views.shared import theme
from app.views.shared.labels import Text, plain_tooltip

_KEY = Qt.ItemDataRole.UserRole + 1
_BLANK = Qt.ItemDataRole.UserRole + 2
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
Index = QModelIndex | QPersistentModelIndex


class CoverageList(QWidget):
    """Enter or a double-click on an issue opens it."""

    opened = Signal(str, int)
    """("issue", id)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Text("", "third", wrap=True)
        self.said.setContentsMargins(theme.px(12), theme.px(10), theme.px(6), 0)
        self.list = QListWidget()
        self.list.setAccessibleName("What the assessment mentions")
        self.list.setItemDelegate(_Face(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)

    def show_coverage(self, found: Coverage, titles: Mapping[str, str]) -> None:
        """`titles` of the sections."""
        self.list.clear()
        self._group("ISSUES OF THE DEPARTMENT", [each for each in found.issues if each.own], titles)
        self._group("STRANDS", found.strands, titles)
        self._group("CROSS-CUTTING CONSIDERATIONS", found.considerations, titles)
        self._group("OTHER ISSUES IT MENTIONS", [each for each in found.issues if not each.own and not each.blank], titles)
        count = found.blanks
        self.said.setText(f"{count} not mentioned yet." if count else "Everything is mentioned.")

    def _group(self, name: str, parts: Sequence[Covered], titles: Mapping[str, str]) -> None:
        if not parts:
            return
        head = QListWidgetItem(name)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(head)
        for part in parts:
            where = ", ".join(titles.get(key, key) for key in part.sections)
            item = QListWidgetItem(part.label)
            item.setData(_BLANK, part.blank)
            item.setData(_KEY, part.key)
            item.setToolTip(plain_tooltip(f"In {where}" if where else "Not mentioned"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{part.label}: {'in ' + where if where else 'not mentioned'}")
            self.list.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        noun, _, number = str(item.data(_KEY) or "").partition("/")
        if noun == "issue" and number.isdigit():
            self.opened.emit(noun, int(number))


class _Face(QStyledItemDelegate):
    """A full circle, or an empty one where it is not mentioned, before the name, which wraps; and headings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListWidget) else 240
        room = QRect(0, 0, wide - theme.px(12 if _is_head(index) else 30) - theme.px(8), 10_000)
        high = QFontMetrics(_font(index)).boundingRect(room, _WRAPPED, index.data()).height()
        return QSize(wide, high + theme.px(16 if _is_head(index) else 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, rect, head, blank = theme.current(), QRectF(option.rect), _is_head(index), bool(index.data(_BLANK))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, t.selection)
        ink = t.ink3 if head else t.concern if blank else t.ink
        if not head:
            side = theme.px(8)
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush if blank else ink)
            painter.drawEllipse(QRectF(rect.left() + theme.px(13), rect.top() + theme.px(7), side, side))
        painter.setPen(ink)
        painter.setFont(_font(index))
        room = rect.adjusted(theme.px(12 if head else 30), theme.px(11 if head else 3), -theme.px(8), 0)
        painter.drawText(room, _WRAPPED, index.data())
        painter.restore()


def _is_head(index: Index) -> bool:
    return index.data(_KEY) is None


def _font(index: Index) -> QFont:
    return theme.font(11, 600) if _is_head(index) else theme.font(13)
