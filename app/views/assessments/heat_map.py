"""Sections down, departments across: how each is rated, with what outlook, and what changed. For CPEG."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.rules.assessment import Prospects
from app.rules.assessment_sections import Meaning
from app.rules.assessment_sheet import HeatCell, HeatMap
from app.views.shared import theme
from app.views.shared.labels import Card, Text, plain_tooltip

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
_LETTERS = {Meaning.WELL: "●", Meaning.MIXED: "▲", Meaning.BADLY: "■", Meaning.OPEN: "○"}
_ARROWS = {Prospects.EXCELLENT: "↑", Prospects.PROMISING: "↗", Prospects.UNCERTAIN: "→", Prospects.POOR: "↓"}


class HeatModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.map: HeatMap | None = None

    def show(self, found: HeatMap) -> None:
        self.beginResetModel()
        self.map = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.map is None else len(self.map.sections)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.map is None else len(self.map.lines)

    def cell(self, index: Index) -> HeatCell:
        assert self.map is not None
        return self.map.cell(self.map.sections[index.row()].key, self.map.lines[index.column()].department.id)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.map is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            if not across:
                return self.map.sections[section].title
            line = self.map.lines[section]
            return f"{line.department.name}\n{line.stage.title if line.stage else 'not begun'}"
        if role == Qt.ItemDataRole.ToolTipRole and across:
            line = self.map.lines[section]
            stage = line.stage.title if line.stage else "Not begun"
            return plain_tooltip(f"{line.department.name}: {stage}, {line.complete} of {line.sections} sections complete")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.map is None or not index.isValid():
            return None
        if role == CELL:
            return self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return words(self.cell(index))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.data(index, Qt.ItemDataRole.AccessibleTextRole))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            section, line = self.map.sections[index.row()], self.map.lines[index.column()]
            return f"{section.title}, {line.department.name}: {told(self.cell(index))}"
        return None


def words(cell: HeatCell) -> str:
    return cell.rating.word if cell.rating else "–"


def told(cell: HeatCell) -> str:
    parts = [cell.rating.word if cell.rating else "not rated"]
    if cell.prospects:
        parts.append(f"prospects {cell.prospects.title.lower()}")
    if cell.changed and cell.before:
        parts.append(f"last quarter {cell.before.word}")
    if cell.why:
        parts.append(f"because: {cell.why}")
    return ", ".join(parts)


class HeatPage(QWidget):
    """Enter or a double-click opens the section."""

    opened = Signal(int, str)
    """(department id, section key)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HeatModel(self)
        self.said = Text("", "soft", wrap=True)
        self.table = _Table(self)
        self.table.setModel(self.model)
        card = Card.around(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.said)
        column.addWidget(card, 1)

    def show_map(self, found: HeatMap) -> None:
        self.model.show(found)
        scale = "   ".join(f"{_LETTERS[each.meaning]} {each.word}" for each in found.ratings)
        changes = f"{found.changes or 'Nothing'} changed since last quarter{', framed' if found.changes else ''}."
        self.said.setText(f"{scale}      Arrows: prospects.      {changes}")
        self.table.fit()
        if found.lines and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def open_cell(self, index: Index) -> None:
        found = self.model.map
        if found is not None and index.isValid():
            self.opened.emit(found.lines[index.column()].department.id, found.sections[index.row()].key)


class _Table(QTableView):
    def __init__(self, page: HeatPage) -> None:
        super().__init__(page)
        self._page = page
        self.setAccessibleName("Ratings by section and department")
        self.setItemDelegate(_Face(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(page.open_cell)

    def fit(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme.px(34))
        self.horizontalHeader().setFixedHeight(self._header_height())
        self.verticalHeader().setFixedWidth(theme.px(230))

    def _header_height(self) -> int:
        """As high as the longest name of a department needs to be read whole."""
        columns = max(self._page.model.columnCount(), 1)
        wide = max(self.viewport().width() // columns - theme.px(18), theme.px(60))
        metrics, room = QFontMetrics(theme.font(11.5, 600)), QRect(0, 0, wide, 10_000)
        names = (self._page.model.headerData(at, Qt.Orientation.Horizontal) or "" for at in range(columns))
        high = max(metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, name).height() for name in names)
        return max(high + theme.px(14), theme.px(48))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self._header_height()
        if self.horizontalHeader().height() != wanted:
            self.horizontalHeader().setFixedHeight(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._page.open_cell(self.currentIndex())
        else:
            super().keyPressEvent(event)


def colours(cell: HeatCell) -> tuple[QColor, QColor]:
    """Ink and ground; the word and the shape say the same."""
    t = theme.current()
    if cell.rating is None:
        return t.ink3, t.paper
    return {
        Meaning.WELL: (t.green, t.green_soft), Meaning.MIXED: (t.amber, t.amber_soft),
        Meaning.BADLY: (t.red, t.red_soft), Meaning.OPEN: (t.ink2, t.chip),
    }[cell.rating.meaning]  # fmt: skip


class _Face(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(90), theme.px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: HeatCell = index.data(CELL)
        t = theme.current()
        ink, ground = colours(cell)
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(QPen(ink, 2) if cell.changed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        if option.state & QStyle.StateFlag.State_Selected:
            view = self.parent()
            focused = isinstance(view, QTableView) and view.hasFocus()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            style = Qt.PenStyle.DashLine if cell.changed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(t.focus if focused else t.edge, 2, style))
            painter.drawRoundedRect(box, 5, 5)
        painter.setPen(ink)
        painter.setFont(theme.font(12, 600))
        shape = _LETTERS[cell.rating.meaning] + " " if cell.rating else ""
        arrow = "  " + _ARROWS[cell.prospects] if cell.prospects else ""
        inner = box.adjusted(4, 0, -4, 0)
        whole, cut = f"{shape}{words(cell)}{arrow}", Qt.TextElideMode.ElideRight
        said = painter.fontMetrics().elidedText(whole, cut, int(inner.width()))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), said)
        painter.restore()
