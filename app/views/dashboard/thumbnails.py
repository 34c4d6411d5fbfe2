"""The pack's pages as small pictures: drag one to another place, or move it with Ctrl and an arrow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.bridge.paper_pages import PaperPages
from app.views.dashboard.page_drag import PageDrag
from app.views.shared import theme
from app.views.shared.labels import plain_tooltip

WIDE = 148
"""Design pixels of the picture."""
_ASIDE, _CAPTION, _GAP = 4, 22, 8
_PLACE = Qt.ItemDataRole.UserRole
_PAGE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """`place`: of the page among the pack's; `page`: the first sheet of paper it fills, -1 while there is none."""

    place: int
    title: str
    page: int
    sheets: int = 1


class Thumbnails(QListWidget):
    """Ask for a picture's sheet with `paper`. `fixed`: nothing can be moved or taken out."""

    reordered = Signal(object)
    """(list of places): the order that is wanted now; what is left out was taken out."""
    page_chosen = Signal(int)
    """(sheet): show it."""

    def __init__(self, paper: PaperPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = paper
        self._images: dict[int, QImage] = {}
        self._ratio = 297 / 210
        self._shown: tuple[Thumbnail, ...] = ()
        self.fixed = False
        self.setAccessibleName("Pages of the pack")
        self.setItemDelegate(_Face(self))
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.drag = PageDrag(self)
        paper.counted.connect(self._counted)
        paper.drawn.connect(self._drawn)
        self.currentItemChanged.connect(self._chosen)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        t = theme.current()
        self.setStyleSheet(f"QListWidget {{ background: {t.ground.name()}; border: none; }}")
        self.setFixedWidth(theme.px(WIDE + 2 * _ASIDE) + 12)
        self.doItemsLayout()

    # What is shown

    def show_pages(self, pages: tuple[Thumbnail, ...], *, fixed: bool) -> None:
        """In the pack's order. What was chosen stays chosen, by its title."""
        self.fixed = fixed
        if pages == self._shown:
            return
        kept = self.currentItem().text() if self.currentItem() else ""
        row, scroll = self.currentRow(), self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        for at, page in enumerate(pages):
            self.addItem(_item(page, at, len(pages)))
        self._shown = pages
        same = [at for at, page in enumerate(pages) if page.title == kept]
        if pages:
            self.setCurrentRow(same[0] if same else min(max(row, 0), len(pages) - 1))
        self.blockSignals(False)
        self.verticalScrollBar().setValue(scroll)

    def image(self, page: int) -> QImage | None:
        return self._images.get(page)

    def picture_size(self) -> QSize:
        wide = theme.px(WIDE)
        return QSize(wide, round(wide / self._ratio))

    def _counted(self, sizes: list[object]) -> None:
        """Old pictures stay until the new ones are there."""
        if sizes:
            first = sizes[0]
            ratio = first.width() / first.height()  # type: ignore[attr-defined]
            if abs(ratio - self._ratio) > 0.01:
                self._ratio = ratio
                self._images.clear()
                self.doItemsLayout()
        wide = round(theme.px(WIDE) * self.devicePixelRatioF())
        for thumbnail in self._shown:
            if 0 <= thumbnail.page < len(sizes):
                self._paper.draw(thumbnail.page, wide)

    def _drawn(self, page: int, image: QImage) -> None:
        self._images[page] = image
        self.viewport().update()

    def _chosen(self, item: QListWidgetItem | None, _before: object = None) -> None:
        if item is not None:
            page = item.data(_PAGE)
            if page >= 0:
                self.page_chosen.emit(page)

    # Another order

    def order(self) -> list[int]:
        return [self.item(row).data(_PLACE) for row in range(self.count())]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.drag.press(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.drag.move(event.position().toPoint())  # and no choosing of what lies on the way
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        move = self.drag.release()
        if move is not None:
            row, gap = move
            self._move(row, gap - 1 if gap > row else gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.drag.active:
            self._paint_gap()

    def _paint_gap(self) -> None:
        """Where the page would go."""
        gap = self.drag.gap
        rect = self.visualItemRect(self.item(min(gap, self.count() - 1)))
        y = rect.top() - 1 if gap < self.count() else rect.bottom() - theme.px(_GAP) // 2
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.current().accent, 3))
        painter.drawLine(rect.left() + theme.px(_ASIDE), max(y, 2), rect.left() + theme.px(WIDE + _ASIDE), max(y, 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.drag.active:
            self.drag.cancel()
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_current(step)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_current()
        else:
            super().keyPressEvent(event)

    def move_current(self, step: int) -> None:
        """One place up or down."""
        row = self.currentRow()
        if self.fixed or row < 0 or not 0 <= row + step < self.count():
            return
        self._move(row, row + step)

    def _move(self, row: int, to: int) -> None:
        order = self.order()
        order.insert(to, order.pop(row))
        self.blockSignals(True)
        self.insertItem(to, self.takeItem(row))
        self.setCurrentRow(to)
        self.blockSignals(False)
        self.scrollToItem(self.item(to))
        self.reordered.emit(order)

    def remove_current(self) -> None:
        """Take the page out of the pack; it can be ticked again at the right."""
        row = self.currentRow()
        if not self.fixed and row >= 0 and self.count() > 1:
            order = self.order()
            order.pop(row)
            self.reordered.emit(order)


def _item(page: Thumbnail, at: int, count: int) -> QListWidgetItem:
    item = QListWidgetItem(page.title)
    item.setData(_PLACE, page.place)
    item.setData(_PAGE, page.page)
    sheets = f", {page.sheets} pages" if page.sheets > 1 else ""
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{page.title}, {at + 1} of {count}{sheets}")
    item.setToolTip(plain_tooltip(f"{page.title}{sheets}"))
    return item


class _Face(QStyledItemDelegate):
    """Paper with what is printed on it, small; number and title below."""

    def __init__(self, owner: Thumbnails) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = self._owner.picture_size()
        return QSize(size.width() + theme.px(2 * _ASIDE), size.height() + theme.px(_CAPTION + _GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t, size = theme.current(), self._owner.picture_size()
        box = QRectF(option.rect.x() + theme.px(_ASIDE), option.rect.y() + 2, size.width(), size.height())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._owner.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(box, Qt.GlobalColor.white)
        image = self._owner.image(index.data(_PAGE))
        if image is not None:
            painter.drawImage(box, image, QRectF(image.rect()))
        painter.setPen(QPen(t.focus if focused else t.accent if chosen else t.edge, 3 if focused else 2 if chosen else 1))
        painter.drawRect(box)
        painter.setPen(t.ink if chosen else t.ink2)
        painter.setFont(theme.font(11.5, 600 if chosen else 400))
        words = QRectF(box.x(), box.bottom() + 3, box.width(), theme.px(_CAPTION) - 4)
        title = f"{index.row() + 1}. {index.data()}"
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
