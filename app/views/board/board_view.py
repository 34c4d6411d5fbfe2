"""The board's view: an item view whose geometry is arithmetic, so that ten thousand cards cost what thirty do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.bridge.board_layout import BoardLayout, Box
from app.bridge.board_model import BoardModel
from app.bridge.board_rows import Place
from app.views.board.card_face import CardFace
from app.views.board.card_pictures import CardPictures, Shown
from app.views.board.ground_paint import empty_words, paint_ground, paint_lit, paint_words
from app.views.board.heads import ColumnHeads, LaneLabels
from app.views.board.quiet_bar import QuietBar
from app.views.board.scroll_anchor import ScrollAnchor
from app.views.shared import theme

AnyIndex = QModelIndex | QPersistentModelIndex
FOOT = 16
"""Free space under the last card, in design pixels."""
STEP = 60


class BoardView(QListView):
    """Draws the model's rows in columns and lanes. What mouse and keys do is added by `BoardHands`."""

    scrolled = Signal()
    laid_out = Signal()
    """Sizes or positions changed."""

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board_model = model
        self.face = CardFace()
        self.pictures = CardPictures(self.face)
        self.board_layout = BoardLayout(self.face)
        self.heads = ColumnHeads(self.board_layout, self)
        self.labels = LaneLabels(self.board_layout, self.face, self)
        self.anchor = ScrollAnchor(self)
        self.hovered = -1
        self._lit: dict[tuple[int, int], bool] = {}
        self._faded: frozenset[int] = frozenset()
        self.foot = 0
        """More free space under the last card, for what floats over the board."""
        self._prepare()
        self.setModel(model)
        model.counted.connect(self._show_counts)
        theme.notifier.changed.connect(self.restyle)
        self.restyle()

    def _prepare(self) -> None:
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAutoScroll(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Board")
        self.setVerticalScrollBar(QuietBar(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(STEP)

    # What is where

    def restyle(self) -> None:
        """Colours or text size changed."""
        self.face.restyle()
        self.pictures.clear()
        self.board_layout.set_metrics(self.face.metrics(), self.viewport().width())
        self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:
        """Lay out what changed, keeping the first card in view where it was."""
        rows = self.board_model.rows
        self.face.names = rows.names
        anchor = self.anchor.take()
        layout = self.board_layout
        if layout.rows is not rows:
            layout.lay_out(rows)
            self.labels.refresh_names()
        else:
            layout.refresh()
        self.updateGeometries()
        self.anchor.restore(anchor)
        self.hovered = -1
        self.viewport().update()
        self.labels.update()
        self._show_counts()
        self.laid_out.emit()
        # The base class notes that the layout it had put off is done.
        QAbstractItemView.doItemsLayout(self)

    def settle(self) -> None:
        """Do a layout that is put off now, before geometry is asked for."""
        if not self.board_layout.is_of(self.board_model.rows):
            self.doItemsLayout()

    def box(self, row: int) -> Box:
        """The card's place in the viewport."""
        box = self.board_layout.rect(row)
        return box._replace(x=box.x - self.horizontalOffset(), y=box.y - self.verticalOffset())

    def updateGeometries(self) -> None:
        layout = self.board_layout
        left = self.face.label_width if any(lane.title for lane in self.board_model.rows.lanes) else 0
        top = self.heads.wanted_height()
        margins = self.viewportMargins()
        if (margins.left(), margins.top()) != (left, top):
            self.setViewportMargins(left, top, 0, 0)
        area = self.viewport().geometry()
        self.heads.left = left
        self.heads.setGeometry(0, area.top() - top, area.right() + 1, top)
        self.labels.setGeometry(0, area.top(), left, area.height())
        foot = max(theme.px(FOOT), self.foot)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(area.height())
        vertical.setRange(0, max(0, layout.height + foot - area.height()))
        horizontal.setPageStep(area.width())
        horizontal.setRange(0, max(0, layout.width - area.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self.anchor.now()
        changed = self.board_layout.set_width(self.viewport().width())
        QAbstractItemView.resizeEvent(self, event)
        if changed:
            self.anchor.restore(anchor)
            self.viewport().update()
            self.heads.update()
            self.labels.update()
        self.laid_out.emit()

    def set_foot(self, pixels: int) -> None:
        """Leave room under the last card for what floats over the board."""
        if pixels != self.foot:
            self.foot = pixels
            self.updateGeometries()

    def light_cells(self, cells: dict[tuple[int, int], bool]) -> None:
        """Tint cells (lane, column): True the stronger."""
        if cells != self._lit:
            self._lit = cells
            self.viewport().update()

    def fade(self, issues: frozenset[int]) -> None:
        """Paint these issues' cards faintly: they are in the hand."""
        self._faded = issues
        self.viewport().update()

    # What Qt asks an item view

    def visualRect(self, index: AnyIndex) -> QRect:
        self.settle()
        if not index.isValid() or index.row() >= len(self.board_model.rows):
            return QRect()
        return QRect(*self.box(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        self.settle()
        x, y = point.x() + self.horizontalOffset(), point.y() + self.verticalOffset()
        row = self.board_layout.row_at(x, y)
        return self.board_model.index(row) if row >= 0 else QModelIndex()

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: AnyIndex) -> bool:
        return False

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring the card into view, with its ring and clear of what floats over the board."""
        if not index.isValid():
            return
        self.settle()
        room = self.board_layout.metrics.pad
        box = self.board_layout.rect(index.row())
        bar, high = self.verticalScrollBar(), self.viewport().height()
        # What floats over the board lies at its right.
        clear = high - (self.foot if box.right > self.viewport().width() * 0.4 else 0)
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(box.y - (clear - box.height) // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or box.y - room < bar.value():
            bar.setValue(box.y - room)
        elif hint == QAbstractItemView.ScrollHint.PositionAtBottom or box.bottom + room > bar.value() + clear:
            bar.setValue(min(box.bottom + room - clear, box.y - room))
        across = self.horizontalScrollBar()
        if box.x - room < across.value():
            across.setValue(box.x - room)
        elif box.right + room > across.value() + self.viewport().width():
            across.setValue(box.right + room - self.viewport().width())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.settle()
        area = rect.normalized()
        x, y = self.horizontalOffset(), self.verticalOffset()
        chosen = QItemSelection()
        for row, box in self.board_layout.visible(area.top() + y, area.bottom() + 1 + y):
            if box.x < area.right() + 1 + x and box.right > area.left() + x:
                index = self.board_model.index(row)
                chosen.select(index, index)
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """The cards of the selection that are in view, their rings included."""
        self.settle()
        region = QRegion()
        top = self.verticalOffset()
        for row, _ in self.board_layout.visible(top, top + self.viewport().height()):
            if selection.contains(self.board_model.index(row)):
                region += self.card_area(row)
        return region

    def card_area(self, row: int) -> QRect:
        """What must be painted anew when the card's look changes."""
        return QRect(*self.box(row)).adjusted(-5, -5, 5, 6)

    def update_row(self, row: int) -> None:
        if 0 <= row < len(self.board_model.rows) and self.board_layout.is_of(self.board_model.rows):
            self.viewport().update(self.card_area(row))

    def dataChanged(self, top_left: AnyIndex, bottom_right: AnyIndex, roles: Any = ()) -> None:
        if not self.board_layout.is_of(self.board_model.rows):
            self.scheduleDelayedItemsLayout()
        super().dataChanged(top_left, bottom_right, roles)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        self.labels.set_offset(self.verticalOffset())
        if dx:
            self.heads.offset = self.horizontalOffset()
            self.heads.update()
        self.scrolled.emit()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        for index in (previous, current):
            if index.isValid():
                self.update_row(index.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self.board_layout.is_of(self.board_model.rows):
            region = self.visualRegionForSelection(selected) + self.visualRegionForSelection(deselected)
            self.viewport().update(region)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self.settle()
        p = QPainter(self.viewport())
        area = event.rect()
        scrolled = (self.horizontalOffset(), self.verticalOffset())
        paint_ground(p, self.board_layout, area, *scrolled)
        paint_lit(p, self.board_layout, self._lit, *scrolled)
        self.pictures.paint(p, self._shown(area), self.devicePixelRatioF())
        if not len(self.board_model.rows):
            paint_words(p, self.viewport().rect(), empty_words(self.board_model))

    def _shown(self, area: QRect) -> list[Shown]:
        """Cards of an area of the viewport. A ring reaches a little beyond its card."""
        x, y = self.horizontalOffset(), self.verticalOffset()
        selection, current = self.selectionModel(), self.currentIndex().row()
        focused, model = self.hasFocus(), self.board_model
        shown = []
        for row, box in self.board_layout.visible(area.top() + y - 5, area.bottom() + y + 6):
            if box.x - 5 > area.right() + x or box.right + 5 < area.left() + x:
                continue
            place: Place = model.rows.at(row)
            shown.append(
                Shown(
                    place,
                    Box(box.x - x, box.y - y, box.width, box.height),
                    selection.isSelected(model.index(row)),
                    focused and row == current,
                    row == self.hovered,
                    place.card.issue_id in self._faded,
                )
            )
        return shown

    def _show_counts(self) -> None:
        self.heads.count(self.board_model)
