"""How a row of the import looks: the mark in its colour, the old figure struck out, the cell as a place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.bridge.import_model import Column, Role
from app.views.shared import theme

_WRAPS = (Column.INDICATOR, Column.WHAT)


class ImportFace(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = QFontMetrics(theme.font(13))
        least = theme.px(34)
        view = self.parent()
        if index.column() not in _WRAPS or not isinstance(view, QTableView):
            return QSize(0, least)
        width = view.columnWidth(index.column()) - theme.px(16)
        flags = Qt.TextFlag.TextWordWrap
        room = metrics.boundingRect(QRect(0, 0, width, 10_000), flags, str(index.data() or ""))
        return QSize(0, max(least, room.height() + theme.px(14)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = theme.current()
        rect: QRect = option.rect
        state = str(index.data(Role.STATE))
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            view = self.parent()
            focused = isinstance(view, QTableView) and view.hasFocus()
            painter.fillRect(rect, t.selection if focused else t.hover)
        elif state == "unreadable":
            painter.fillRect(rect, t.red_soft)
        elif state == "check":
            painter.fillRect(rect, t.amber_soft)
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = Column(index.column())
        replaced = state == "changed" and str(index.data()) != str(
            index.sibling(index.row(), Column.AFTER).data()
        )
        painter.setFont(_font(column, replaced))
        painter.setPen(_ink(column, state, replaced))
        inner = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        painter.drawText(inner, _flags(column), str(index.data() or ""))
        painter.restore()


def _font(column: Column, replaced: bool) -> QFont:
    if column is Column.MARK:
        return theme.font(14, 700)
    if column is Column.AFTER:
        return theme.font(13, 600, tabular=True)
    font = QFont(theme.font(13, tabular=column is Column.BEFORE))
    font.setStrikeOut(column is Column.BEFORE and replaced)
    return font


def _ink(column: Column, state: str, replaced: bool) -> QColor:
    t = theme.current()
    marks = {"unreadable": t.red, "check": t.amber, "changed": t.accent, "new": t.green}
    if column is Column.MARK:
        return marks.get(state, t.ink3)
    if column is Column.CELL:
        return t.accent
    if column is Column.BEFORE and replaced:
        return t.ink3
    return t.ink2 if column is Column.WHAT or state == "unchanged" else t.ink


def _flags(column: Column) -> int:
    across = Qt.AlignmentFlag.AlignLeft
    if column in (Column.BEFORE, Column.AFTER):
        across = Qt.AlignmentFlag.AlignRight
    elif column is Column.MARK:
        across = Qt.AlignmentFlag.AlignHCenter
    wrap = Qt.TextFlag.TextWordWrap if column in _WRAPS else Qt.TextFlag.TextSingleLine
    return int(across | Qt.AlignmentFlag.AlignVCenter) | int(wrap)
