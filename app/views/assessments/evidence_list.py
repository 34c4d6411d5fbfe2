"""The evidence of a department at a quarter: typed into, walked, dragged, or put in by a double-click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.rules.assessment_evidence import EvidenceItem, EvidenceRef
from app.rules.indicator import Rag
from app.views.assessments.text_editor import EVIDENCE_MIME
from app.views.shared import paint, theme
from app.views.shared.labels import Text, plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemDataRole.UserRole + 1
_OLD = Qt.ItemDataRole.UserRole + 2


class EvidenceModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[EvidenceItem, ...] = ()
        self._shown: list[EvidenceItem] = []
        self._old: frozenset[EvidenceRef] = frozenset()
        self._cited: frozenset[EvidenceRef] = frozenset()
        self._words: tuple[str, ...] = ()

    def show(self, items: Sequence[EvidenceItem], old: frozenset[EvidenceRef]) -> None:
        self._all, self._old = tuple(items), old
        self._choose()

    def set_cited(self, cited: frozenset[EvidenceRef]) -> None:
        if cited != self._cited:
            self._cited = cited
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def filter(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self._choose()

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = [item for item in self._all if self._fits(item)]
        self.endResetModel()

    def _fits(self, item: EvidenceItem) -> bool:
        said = f"{item.label} {item.title} {item.group}".casefold()
        return all(word in said for word in self._words)

    @property
    def counts(self) -> tuple[int, int]:
        return len(self._shown), len(self._all)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def item(self, index: Index) -> EvidenceItem | None:
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index)
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.data(index, Qt.ItemDataRole.AccessibleTextRole))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [item.words, item.title if item.title != item.label else "", item.judged, self.age(item),
                     "cited in this section" if item.ref in self._cited else ""]  # fmt: skip
            return "\n".join(part for part in parts if part)
        if role == _ITEM:
            return item
        return None

    def age(self, item: EvidenceItem) -> str:
        if item.ref in self._old:
            return f"old evidence: {item.period.label}" if item.period else "old evidence"
        return item.period.label if item.period else ""

    def heads(self, row: int) -> bool:
        """Does a group begin here?"""
        return row == 0 or self._shown[row].group != self._shown[row - 1].group

    def cites(self, item: EvidenceItem) -> bool:
        return item.ref in self._cited

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [EVIDENCE_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        items = [item for item in map(self.item, indexes) if item is not None]
        data.setData(EVIDENCE_MIME, QByteArray("\n".join(item.ref.href for item in items).encode("ascii")))
        data.setText(", ".join(item.words for item in items))
        return data


class EvidenceList(QWidget):
    """Attributes: model, field, view."""

    wanted = Signal(object)
    """(EvidenceRef): put it into the text."""
    opened = Signal(object)
    """(EvidenceRef): show it."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EvidenceModel(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find evidence")
        self.field.setAccessibleName("Find evidence")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._put_in)
        self.view = _View(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Face(self.view))
        self.view.doubleClicked.connect(self._put_in)
        self.said = Text("", "third", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(6))
        self.field.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self.said.setContentsMargins(theme.px(12), 0, theme.px(8), theme.px(4))
        column.addWidget(self.field)
        column.addWidget(self.view, 1)
        column.addWidget(self.said)

    def show_items(self, items: Sequence[EvidenceItem], old: frozenset[EvidenceRef]) -> None:
        row = self.view.currentIndex().row()
        self.model.show(items, old)
        self._say()
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))

    def ask(self) -> None:
        """From the text, by key: find, walk with the arrows, Enter puts it in, Esc goes back."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0))

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self.view.setCurrentIndex(self.model.index(0))
        self._say()

    def _say(self) -> None:
        shown, whole = self.model.counts
        if not whole:
            self.said.setText("The department has no indicators, issues or actions in the plan yet.")
        elif not shown:
            self.said.setText("Nothing matches. Clear the field to see all.")
        else:
            self.said.setText("Double-click, drag or press Enter to cite." if shown == whole else f"{shown} of {whole}")

    def _put_in(self, *_: object) -> None:
        item = self.model.item(self.view.currentIndex())
        if item is not None:
            self.wanted.emit(item.ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.field.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(max(self.view.currentIndex().row() + step, 0), self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row))
        else:
            super().keyPressEvent(event)


class _View(QListView):
    def __init__(self, owner: EvidenceList) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setAccessibleName("Evidence of the department")
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self._owner.model.item(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            signal = self._owner.opened if event.modifiers() else self._owner.wanted
            signal.emit(item.ref)
        elif event.key() == Qt.Key.Key_Escape:
            self._owner.left.emit()
        else:
            super().keyPressEvent(event)


def two_lines(text: str, font: QFont, wide: float) -> list[str]:
    """Broken between words; the second line takes what is left."""
    lines = paint.wrap(text, font, wide)
    return lines if len(lines) < 3 else [lines[0], " ".join(lines[1:])]


class _Face(QStyledItemDelegate):
    """Code, title, value against target, trend line and RAG; a heading where a group begins."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, EvidenceModel)
        item = model.item(index)
        view = self.parent()
        wide = (view.viewport().width() if isinstance(view, QListView) else 280) - theme.px(22)
        high = theme.px(46)
        if item is not None and item.group == "Indicators":
            high = theme.px(46 + 16 * len(two_lines(item.title, theme.font(12.5), wide)))
        return QSize(100, high + (theme.px(24) if model.heads(index.row()) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, EvidenceModel)
        item = model.item(index)
        if item is None:
            return
        t = theme.current()
        painter.save()
        rect = QRectF(option.rect)
        if model.heads(index.row()):
            head = QRectF(rect.left() + theme.px(12), rect.top(), rect.width(), theme.px(24))
            painter.setFont(theme.font(11, 600))
            painter.setPen(t.ink3)
            painter.drawText(head, int(Qt.AlignmentFlag.AlignVCenter), item.group.upper())
            rect.setTop(rect.top() + theme.px(24))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, t.selection)
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._draw(painter, rect.adjusted(theme.px(12), theme.px(6), -theme.px(10), -theme.px(5)), item, model)
        painter.restore()

    @staticmethod
    def _draw(painter: QPainter, box: QRectF, item: EvidenceItem, model: EvidenceModel) -> None:
        t = theme.current()
        line = theme.px(16)
        number = item.group == "Indicators"
        side = theme.px(16)
        if item.rag is not Rag.NONE:
            paint.draw_rag(painter, QRectF(box.right() - side, box.top(), side, side), item.rag)
        if number and item.trend:
            spark = QRectF(box.right() - side - theme.px(70), box.top() + 2, theme.px(60), theme.px(13))
            paint.draw_spark(painter, spark, item.trend, theme.rag_colour(item.rag))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine

        def draw(at: float, text: str, size: float, weight: int, colour: QColor, wide: float) -> None:
            painter.setFont(theme.font(size, weight))
            painter.setPen(colour)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(wide))
            painter.drawText(QRectF(box.left(), box.top() + at, wide, line), int(left), shown)

        cited = "  ✓ cited" if model.cites(item) else ""
        if number:
            draw(0, item.label + cited, 11.5, 600, t.ink3, box.width() - theme.px(96))
            painter.setFont(theme.font(12.5))
            painter.setPen(t.ink)
            lines = two_lines(item.title, painter.font(), box.width())
            for row, words in enumerate(lines):
                draw(line * (1 + row) + 1, words, 12.5, 400, t.ink, box.width())
            target = f" against {item.target}" if item.target else ""
            age = model.age(item).replace(" academic year", "")  # in full in the hint
            said = f"{item.value or 'no figure'}{target}" + (f" · {age}" if age else "")
            draw((1 + len(lines)) * line + 2, said, 12, 600, t.ink2, box.width())
        else:
            draw(0, item.label + cited, 12.5, 400, t.ink, box.width() - side)
            draw(line + 2, item.words.removeprefix(item.label).lstrip(", ") or item.title, 11.5, 400, t.ink3, box.width())
