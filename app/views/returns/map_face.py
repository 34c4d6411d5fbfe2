"""How the first rows of a workbook look while it is mapped: its headings bold, mapped columns on a tint."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.bridge.mapping_grid import GridModel
from app.views.shared import theme


class GridFace(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = theme.current()
        meant, heading = bool(index.data(GridModel.MEANT)), bool(index.data(GridModel.HEADING))
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, t.selection)
        elif meant:
            painter.fillRect(option.rect, t.accent_soft)
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setFont(theme.font(12, 600 if heading else 400))
        painter.setPen(t.ink if meant or heading else t.ink3)
        room = option.rect.adjusted(theme.px(6), 0, -theme.px(6), 0)
        text = painter.fontMetrics().elidedText(
            " ".join(str(index.data() or "").split()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine), text)
        painter.restore()
