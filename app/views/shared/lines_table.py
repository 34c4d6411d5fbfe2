"""A table of lines of one height, however many: column widths by share, chips where a word has a tone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.views.shared import paint, theme
from app.views.shared.chips import chip_colours

Index = QModelIndex | QPersistentModelIndex
HIGH = 34
_REMEMBERED = 8_000
_DISPLAY, _LINE = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.UserRole) + 1
Tone = Callable[[Any], str]


class LinesTable(QTableView):
    """`shares`: a column's width in design pixels, or its share of what is left as a negative number."""

    opened = Signal(int)
    """(row): Enter, or a double click."""
    chosen = Signal(int)
    """(row): the keyboard or the mouse went there."""

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        shares: Sequence[int],
        tones: Mapping[int, Tone] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`tones`: by column, the chip's tone of a line as the model's LineRole gives it; "" for plain words."""
        super().__init__(parent)
        self._shares = tuple(shares)
        self._face = _Face(self, dict(tones or {}))
        self.setModel(model)
        self.setItemDelegate(self._face)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._activated)
        self.selectionModel().currentRowChanged.connect(self._moved)
        theme.notifier.changed.connect(self.fit)
        self.fit()

    def set_columns(self, shares: Sequence[int], tones: Mapping[int, Tone]) -> None:
        """The model has other columns now."""
        self._shares = tuple(shares)
        self._face.tones = dict(tones)
        self.fit()

    def go_to(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0))

    def fit(self) -> None:
        """Widths by share; the list scrolls sideways only where the least of them has no room."""
        self.verticalHeader().setDefaultSectionSize(theme.px(HIGH))
        fixed = sum(theme.px(share) for share in self._shares if share > 0)
        parts = sum(-share for share in self._shares if share < 0) or 1
        left = max(self.viewport().width() - fixed, theme.px(12) * parts)
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, theme.px(share) if share > 0 else left * -share // parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A row is always chosen, so that one sees where one is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.go_to(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.row())


class _Face(QStyledItemDelegate):
    """Draws plainly and remembers what it worked out: a long scroll asks it for the same things again and again."""

    def __init__(self, table: LinesTable, tones: dict[int, Tone]) -> None:
        super().__init__(table)
        self._table, self.tones = table, tones
        self._shown: dict[tuple[str, int], str] = {}
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._shown.clear()
        self._font = theme.font(13, tabular=True)
        self._metrics = QFontMetrics(self._font)
        self._ink, self._line = QPen(theme.current().ink), QPen(theme.current().line, 1)
        self._left, self._right = theme.px(8), theme.px(4)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.px(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            t = theme.current()
            painter.fillRect(rect, t.selection if self._table.hasFocus() else t.hover)
        painter.setPen(self._line)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        model = self._table.model()
        text = model.data(index, _DISPLAY)
        if not text:
            return
        find = self.tones.get(index.column())
        line = model.data(index, _LINE) if find is not None else None
        tone = find(line) if find is not None and line is not None else ""
        if tone:
            self._paint_chip(painter, rect, str(text), tone)
            return
        painter.setFont(self._font)
        painter.setPen(self._ink)
        width = rect.width() - self._left - self._right
        base = rect.top() + (rect.height() + self._metrics.ascent() - self._metrics.descent()) // 2
        painter.drawText(rect.left() + self._left, base, self._elided(str(text), width))

    def _elided(self, text: str, width: int) -> str:
        found = self._shown.get((text, width))
        if found is None:
            if len(self._shown) > _REMEMBERED:
                self._shown.clear()
            found = self._shown[text, width] = self._metrics.elidedText(
                " ".join(text.split()), Qt.TextElideMode.ElideRight, width
            )
        return found

    @staticmethod
    def _paint_chip(painter: QPainter, rect: QRect, text: str, tone: str) -> None:
        wanted = paint.chip_width(text)
        wide = min(wanted, rect.width() - 8)
        high = theme.px(20)
        pill = QRectF(rect.left() + theme.px(6), rect.center().y() - high / 2 + 1, wide, high)
        ink, ground = chip_colours(tone)
        if wide < wanted:
            metrics = QFontMetrics(theme.font(11, 600))
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(wide) - theme.px(12))
        paint.draw_chip(painter, pill, text, ink, ground)
