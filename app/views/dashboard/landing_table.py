"""Issues of a category with the measure each is judged by; each figure leads to its chart, its issue or its cell."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.rules.category import Category
from app.rules.indicator import Rag
from app.rules.plan_table import PlanRow
from app.rules.readiness import Condition
from app.views.shared import paint, theme
from app.views.shared.chips import direction_words, rag_words
from app.views.shared.labels import plain_tooltip

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    ISSUE = 0
    MEASURE = 1
    LATEST = 2
    TARGET = 3
    TREND = 4
    TRAVEL = 5
    RAG = 6
    LEAD = 7


_HEADS = ("Issue", "Measure", "Latest", "Target", "Last readings", "Travel", "RAG", "Lead")
_SHARES = (0.30, 0.08, 0.09, 0.08, 0.12, 0.09, 0.05, 0.19)
_SPARK, _MARK, _SIGN = 96, 18, 10
"""Design pixels of a trend line, of a RAG mark and of a direction."""
_WORDS = 250
"""Design pixels for the title and the lead together; where there are fewer, the trend line gives up its column."""
_NO_LEAD = "No lead named"
_RIGHT = (Column.LATEST, Column.TARGET)
_OF_ISSUE = (Column.ISSUE, Column.RAG, Column.LEAD)
_TRAVEL = {"better": "better", "worse": "worse", "same": "same", "up": "up", "down": "down"}


class LandingTable(QTableWidget):
    """A click, Enter or Space on a cell goes where the figure leads."""

    issue_wanted = Signal(int)
    chart_wanted = Signal(object)
    """(PlanRow)"""
    source_wanted = Signal(object)
    """(PlanRow)"""

    def __init__(self, category: Category, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_HEADS), parent)
        self.category = category
        self.rows: tuple[PlanRow, ...] = ()
        self.setAccessibleName(f"{category.title}: issues and figures")
        self.setItemDelegate(_Face(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        heads = list(_HEADS)
        if category is Category.HOT_LIST:
            heads[Column.TRAVEL] = "Ready"
        self.setHorizontalHeaderLabels(heads)
        for column in Column:
            side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
            head = self.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.cellClicked.connect(self._go)
        theme.notifier.changed.connect(self.fit)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def show_rows(self, rows: tuple[PlanRow, ...]) -> None:
        if rows == self.rows and self.rowCount() == len(rows):
            return
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.rows = rows
        self.setRowCount(len(rows))
        for index, each in enumerate(rows):
            for place, (words, said) in enumerate(cell_words(each)):
                item = QTableWidgetItem(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                item.setToolTip(plain_tooltip(said))
                self.setItem(index, place, item)
        if 0 <= row < len(rows):
            self.setCurrentCell(row, column)
        self.fit()

    def fit(self) -> None:
        """As high as its rows; titles wrap rather than being cut."""
        self._fit_columns(self.viewport().width())
        title, lead = (self.columnWidth(column) - theme.px(16) for column in (Column.ISSUE, Column.LEAD))
        high = self.horizontalHeader().sizeHint().height() + 2
        for index, each in enumerate(self.rows):
            named = len(paint.wrap(each.lead or _NO_LEAD, theme.font(13), lead))
            lines = max(1, named, len(paint.wrap(each.title, theme.font(13, 500), title)))
            row = theme.px(15) + lines * theme.px(17)
            self.setRowHeight(index, row)
            high += row
        self.setFixedHeight(high)

    def _fit_columns(self, width: int) -> None:
        """By share, but never narrower than what stands in them: figures are not cut."""
        least = self._least()
        fixed = {column: max(least[column], round(width * _SHARES[column])) for column in least}
        room = width - theme.px(_WORDS)
        if sum(fixed.values()) > room:
            fixed = least
        if sum(fixed.values()) > room:
            fixed[Column.TREND] = 0
        left = max(width - sum(fixed.values()), theme.px(120))
        fixed[Column.ISSUE] = round(left * 0.6)
        fixed[Column.LEAD] = left - fixed[Column.ISSUE]
        for column in Column:
            self.setColumnHidden(column, fixed[column] == 0)
            self.setColumnWidth(column, fixed[column])

    def _least(self) -> dict[Column, int]:
        """What each column of figures needs."""
        least = {}
        head, edge = self.horizontalHeader(), theme.px(18)
        metrics = {column: QFontMetrics(theme.font(13, 600 if column is Column.LATEST else 400)) for column in Column}
        for column in (Column.MEASURE, Column.LATEST, Column.TARGET, Column.TREND, Column.TRAVEL, Column.RAG):
            cells = [item.text() for row in range(self.rowCount()) if (item := self.item(row, column)) is not None]
            if column is Column.TRAVEL:
                cells = list(_TRAVEL.values())
            wide = max((metrics[column].horizontalAdvance(words) for words in cells), default=0)
            if column is Column.TRAVEL:
                wide += theme.px(_SIGN) + theme.px(6)
            least[column] = max(wide + edge, head.sectionSizeHint(column))
        least[Column.RAG] = max(least[Column.RAG], theme.px(_MARK) + edge)
        least[Column.TREND] = max(least[Column.TREND], theme.px(_SPARK) + edge)
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentRow() >= 0:
            self._go(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)

    def _go(self, row: int, column: int) -> None:
        each = self.rows[row]
        if column in _OF_ISSUE or each.measure is None or not each.measure.code:
            self.issue_wanted.emit(each.issue_id)
        elif column == Column.LATEST and each.measure.latest:
            self.source_wanted.emit(each)
        elif column == Column.TRAVEL and self.category is Category.HOT_LIST:
            self.issue_wanted.emit(each.issue_id)
        else:
            self.chart_wanted.emit(each)


def cell_words(row: PlanRow) -> tuple[tuple[str, str], ...]:
    """Of each column what is printed and what a screen reader says, with where it leads."""
    measure = row.measure
    code, latest = (measure.code, measure.latest) if measure else ("", "")
    target = measure.target if measure else ""
    travel = direction_words(measure.direction) if measure and latest else "not known"
    provisional = " (provisional)" if measure and measure.provisional else ""
    printed = f"{latest} p" if provisional else latest
    source = f"Latest {latest}{provisional}: where it came from" if latest else "No figure yet"
    name = f"{code} {measure.title}" if measure else ""
    lead = row.lead or _NO_LEAD
    if row.category is Category.HOT_LIST:
        travel = f"ready {row.ready} of {len(Condition)}"
    return (
        (row.title, f"{row.title}: opens the issue"),
        (code or "none", f"{name}: opens its chart" if code else "No measure yet"),
        (printed, source),
        (target, f"Target {target}" if target else "No target"),
        ("", f"{measure.direction_words or 'Trend'}: opens the chart" if measure and code else "No readings yet"),
        (travel, f"Direction of travel: {travel}"),
        (row.rag.letter, rag_words(row.rag)),
        (lead, f"Lead: {lead}"),
    )


class _Face(QStyledItemDelegate):
    def __init__(self, table: LandingTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(40), theme.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, row = theme.current(), self._table.rows[index.row()]
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, t.hover)
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        _paint_cell(painter, inner, Column(index.column()), row, str(index.data() or ""))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(t.focus, 2))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()


def _paint_cell(painter: QPainter, box: QRectF, column: Column, row: PlanRow, words: str) -> None:
    t, measure = theme.current(), row.measure
    middle = Qt.AlignmentFlag.AlignVCenter
    if column is Column.ISSUE:
        _paint_lines(painter, box, row.title, theme.font(13, 500), t.ink)
    elif column is Column.TREND:
        if measure is not None:
            line = QRectF(box.left(), box.center().y() - theme.px(9), min(box.width(), theme.px(_SPARK)), theme.px(18))
            paint.draw_spark(painter, line, measure.trend, t.ink3 if row.rag is Rag.NONE else theme.rag_colour(row.rag))
    elif column is Column.RAG:
        side = theme.px(_MARK)
        paint.draw_rag(painter, QRectF(box.left(), box.center().y() - side / 2, side, side), row.rag)
    elif column is Column.TRAVEL and row.category is Category.HOT_LIST:
        painter.setFont(theme.font(12))
        painter.setPen(t.ink2)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, f"{row.ready} of {len(Condition)}")
    elif column is Column.TRAVEL:
        _paint_travel(painter, box, row)
    elif column is Column.LEAD:
        _paint_lines(painter, box, words, theme.font(13), t.ink2)
    else:
        right = column in _RIGHT
        painter.setFont(theme.font(13, 600 if column is Column.LATEST else 400))
        painter.setPen(t.ink if column is Column.LATEST else t.ink2)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(box.width()))
        painter.drawText(box, side | middle, shown)


def _paint_lines(painter: QPainter, box: QRectF, words: str, font: QFont, ink: QColor) -> None:
    lines = paint.wrap(words, font, box.width())
    painter.setFont(font)
    painter.setPen(ink)
    high = theme.px(17)
    top = box.center().y() - high * len(lines) / 2
    for at, line in enumerate(lines):
        painter.drawText(
            QRectF(box.left(), top + at * high, box.width() + 4, high), Qt.AlignmentFlag.AlignVCenter, line
        )


def _paint_travel(painter: QPainter, box: QRectF, row: PlanRow) -> None:
    if row.measure is None or not row.measure.latest:
        return
    side = theme.px(_SIGN)
    paint.draw_direction(painter, QRectF(box.left(), box.center().y() - side / 2, side, side), row.measure.direction)
    painter.setFont(theme.font(12))
    painter.setPen(theme.current().ink2)
    words = box.adjusted(side + theme.px(6), 0, 0, 0)
    painter.drawText(
        words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _TRAVEL.get(row.measure.direction.value, "")
    )
