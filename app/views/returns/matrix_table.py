"""The table of departments and quarters, each standing as a word in a pill."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.bridge.returns_model import ReturnsModel, Role
from app.rules.returns import ReturnCell
from app.views.shared import paint, theme
from app.views.shared.chips import chip_colours

Index = QModelIndex | QPersistentModelIndex


class MatrixTable(QTableView):
    """`chosen` brings the cell that the keyboard or the mouse is on."""

    chosen = Signal(object, str)
    """(ReturnCell, the department's name)"""

    def __init__(self, model: ReturnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Face(self))
        self.setAccessibleName("Returns by department and quarter")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        model.modelReset.connect(self._filled)
        theme.notifier.changed.connect(self.fit)
        self.selectionModel().currentChanged.connect(self._moved)
        self.fit()

    def _filled(self) -> None:
        self.fit()
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, self._model.columnCount() - 1))

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        cell = self._model.cell(current)
        if cell is not None:
            self.chosen.emit(cell, self._model.name(current.row()))

    def choose(self, department_id: int, column: int = -1) -> None:
        """Bring a department's newest quarter shown under the keyboard."""
        for row in range(self._model.rowCount()):
            at = self._model.index(row, column if column > 0 else self._model.columnCount() - 1)
            cell = self._model.cell(at)
            if cell is not None and cell.department_id == department_id:
                self.setCurrentIndex(at)

    def fit(self) -> None:
        """Names get a third; quarters share the rest. As high as its rows, up to ten of them."""
        self.verticalHeader().setDefaultSectionSize(theme.px(33))
        count = max(self._model.columnCount() - 1, 1)
        width = self.viewport().width()
        first = max(round(width * 0.32), theme.px(150))
        self.setColumnWidth(0, first)
        each = max((width - first) // count, theme.px(88))
        for column in range(1, count + 1):
            self.setColumnWidth(column, each)
        rows = min(max(self._model.rowCount(), 1), 10)
        header = self.horizontalHeader().sizeHint().height() or theme.px(30)
        self.setFixedHeight(header + rows * theme.px(33) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class _Face(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.px(33))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.current()
        painter.save()
        rect = option.rect
        view = self.parent()
        if option.state & QStyle.StateFlag.State_Selected and index.column():
            focused = isinstance(view, QTableView) and view.hasFocus()
            painter.fillRect(rect, t.selection if focused else t.hover)
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text, tone = str(index.data() or ""), str(index.data(Role.TONE) or "")
        if isinstance(index.data(Role.CELL), ReturnCell) and tone:
            width = max(paint.chip_width(text), theme.px(86))
            pill = QRectF(0, 0, min(width, rect.width() - 8), theme.px(22))
            pill.moveCenter(QRectF(rect).center())
            ink, ground = chip_colours(tone)
            paint.draw_chip(painter, pill, text, ink, ground)
        else:
            first = index.column() == 0
            painter.setFont(theme.font(13))
            painter.setPen(t.ink if first else t.ink3)
            across = Qt.AlignmentFlag.AlignLeft if first else Qt.AlignmentFlag.AlignHCenter
            flags = across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            room = rect.adjusted(theme.px(8), 0, -theme.px(4), 0)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(flags), shown)
        painter.restore()
