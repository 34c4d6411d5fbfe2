"""The sections of an assessment: how far each is, and what stands below them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.rules.assessment import Assessment
from app.rules.assessment_completeness import Missing, missing
from app.views.shared import theme
from app.views.shared.dates import day
from app.views.shared.labels import Card, Text, plain_tooltip

_KEY = Qt.ItemDataRole.UserRole + 1
_STATE = Qt.ItemDataRole.UserRole + 2
_WORDS = {
    Missing.TEXT: "text", Missing.RATING: "rating", Missing.PROSPECTS: "prospects", Missing.RISK: "risk",
    Missing.CONFIDENCE: "confidence in the data", Missing.CONFIRMATION: "confirming what was carried",
}  # fmt: skip
DONE, PARTLY, NOTHING = "complete", "begun", "empty"


class SectionList(Card):
    """Arrow keys go from section to section; `chosen` brings its key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Text("", "over")
        self.list = QListWidget()
        self.list.setAccessibleName("Sections")
        self.list.setItemDelegate(_Face(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.currentItemChanged.connect(self._moved)
        self.foot = Text("", "third", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, theme.px(12), 1, theme.px(10))
        column.setSpacing(theme.px(6))
        self.head.setContentsMargins(theme.px(12), 0, theme.px(8), 0)
        self.foot.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), 0)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        column.addWidget(self.foot)

    def show_assessment(self, found: Assessment | None, notes: Mapping[str, int], now: str) -> None:
        """`notes`: open challenges by section; `now`: the key of the section in view."""
        self.list.blockSignals(True)
        self.list.clear()
        sections = found.sections if found is not None else ()
        complete = 0
        for section in sections:
            assert found is not None
            lacks = missing(found.text(section.key))
            state = DONE if not lacks else PARTLY if len(lacks) < len(Missing) - 1 else NOTHING
            complete += state == DONE
            open_notes = notes.get(section.key, 0)
            item = QListWidgetItem(section.title + (f"  ({open_notes})" if open_notes else ""))
            item.setData(_KEY, section.key)
            item.setData(_STATE, state)
            lacking = ", ".join(_WORDS[each] for each in lacks)
            said = "Complete" if not lacks else f"Still to do: {lacking}"
            item.setToolTip(plain_tooltip(f"{section.title}. {said}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{section.title}, {said}")
            self.list.addItem(item)
            if section.key == now:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.head.setText(f"{complete} OF {len(sections)} SECTIONS COMPLETE" if sections else "SECTIONS")
        self.foot.setText(_foot(found) if found is not None else "")

    def choose(self, key: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_KEY) == key and item is not self.list.currentItem():
                self.list.setCurrentItem(item)

    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        self.list.scheduleDelayedItemsLayout()  # what is chosen stands in bold, and may need a line more
        if item is not None:
            self.chosen.emit(item.data(_KEY))


def _foot(found: Assessment) -> str:
    signed = found.signed_by
    lines = [f"Signed by {signed.by} on {day(signed.at.date())}"] if signed else []
    if found.last_reviewed is not None:
        lines.append(f"Last reviewed {day(found.last_reviewed)}")
    lines.append(f"Next review due {day(found.next_review)}")
    if found.saved is not None:
        lines.append(f"Saved {found.saved:%d/%m/%Y %H:%M}")
    lines.append(f"{found.words:,} words")
    return "\n".join(lines)


class _Face(QStyledItemDelegate):
    """A full circle with a tick, a half circle, or a ring before the title, which wraps."""

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListWidget) else 200
        chosen = isinstance(view, QListWidget) and view.currentIndex() == index
        metrics = QFontMetrics(theme.font(13, 600 if chosen else 400))
        room = wide - theme.px(42)
        high = metrics.boundingRect(0, 0, room, 1000, Qt.TextFlag.TextWordWrap, index.data()).height()  # type: ignore[attr-defined]
        return QSize(wide, high + theme.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        t = theme.current()
        painter.save()
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, t.selection)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(t.focus, 2))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(9)
        dot = QRectF(rect.left() + theme.px(13), rect.top() + theme.px(10), side, side)
        _draw_state(painter, dot, index.data(_STATE))  # type: ignore[attr-defined]
        painter.setPen(t.accent if chosen else t.ink)
        painter.setFont(theme.font(13, 600 if chosen else 400))
        room = rect.adjusted(theme.px(32), theme.px(6), -theme.px(8), 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), index.data())  # type: ignore[attr-defined]
        painter.restore()


def _draw_state(painter: QPainter, dot: QRectF, state: str) -> None:
    t = theme.current()
    colour = {DONE: t.green, PARTLY: t.amber}.get(state, t.ink3)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour if state == DONE else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(dot)
    if state == PARTLY:
        half = QPainterPath(dot.center())
        half.arcTo(dot, 90, 180)
        painter.fillPath(half, colour)
