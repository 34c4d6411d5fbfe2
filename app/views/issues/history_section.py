"""The whole history of the issue in words, newest first; more is read as one scrolls."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.bridge.issue_history import HistoryModel, LineRole
from app.bridge.issue_state import IssueState
from app.rules.issue import HistoryLine, IssueSheet
from app.rules.lists import Lists
from app.views.issues.section import Section
from app.views.shared import theme
from app.views.shared.widgets import Text

_LONGEST = 2_000
"""Characters of a line that are shown; the whole text stands in the field it belongs to."""


class HistoryDelegate(QStyledItemDelegate):
    """When and who in small type, then what in words, wrapped; plain text always."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = index.data(LineRole)
        width = option.widget.viewport().width() if isinstance(option.widget, QListView) else 300
        words = laid_out(shown_words(line), width - theme.px(16))
        return QSize(width, round(theme.px(18) + words.boundingRect().height() + theme.px(10)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(LineRole)
        tokens = theme.current()
        painter.save()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.selection)
        painter.setFont(theme.font(11.5))
        painter.setPen(tokens.ink3)
        inner = rect.adjusted(theme.px(4), theme.px(3), -theme.px(4), 0)
        head = painter.fontMetrics().elidedText(
            f"{line.at}  {line.actor}", Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), theme.px(18)),
                         Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, head)  # fmt: skip
        painter.setPen(tokens.ink)
        words = laid_out(shown_words(line), int(rect.width()) - theme.px(16))
        words.draw(painter, inner.topLeft() + QRectF(0, theme.px(17), 0, 0).topLeft())
        painter.restore()


def shown_words(line: HistoryLine) -> str:
    words = f"{line.words}\nReason: {line.reason}" if line.reason else line.words
    cut = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
    return cut.replace("\r\n", "\n").replace("\n", "\u2028")


def laid_out(text: str, width: int) -> QTextLayout:
    """The text broken into lines of that width, anywhere if need be."""
    layout = QTextLayout(text, theme.font(13))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(width, 40))
        row.setPosition(QRectF(0, height, 0, 0).topLeft())
        height += row.height()
    layout.endLayout()
    return layout


class HistoryList(QListView):
    """As high as its rows: the sheet itself scrolls, and near its end asks for more."""

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("History of the issue")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        model.rowsInserted.connect(self.fit)
        model.modelReset.connect(self.fit)
        theme.notifier.changed.connect(self.fit)

    def fit(self) -> None:
        """Take the height of all rows."""
        self.doItemsLayout()
        last = self.model().index(self.model().rowCount() - 1, 0)
        high = self.visualRect(last).bottom() + 1 if last.isValid() else 0
        if self.height() != max(high, 1):
            self.setFixedHeight(max(high, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class HistorySection(Section):
    title = "History"

    def __init__(self, state: IssueState) -> None:
        super().__init__(state)
        self._issue_id: int | None = None
        self._version: object = None

    def build(self, column: QVBoxLayout) -> None:
        self.model = HistoryModel(self.state.operations, self)
        self.list = HistoryList(self.model)
        self.none = Text("Nothing has been changed yet.", "second")
        self.none.setContentsMargins(4, 0, 0, 0)
        self.model.settled.connect(self._on_settled)
        column.addWidget(self.none)
        column.addWidget(self.list)
        area = self._scroll_area()
        if area is not None:
            area.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def fill(self, sheet: IssueSheet, lists: Lists) -> None:
        if self.is_open:
            self.model.show_thing(sheet.id)

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        return "every change, in words"

    def _on_settled(self) -> None:
        self.none.setVisible(self.model.rowCount() == 0)
        self.list.setVisible(self.model.rowCount() > 0)
        self.list.fit()

    def _on_scrolled(self, _value: int = 0) -> None:
        area = self._scroll_area()
        if area is None or not self.is_open:
            return
        bar = area.verticalScrollBar()
        if bar.value() >= bar.maximum() - area.height():
            self.model.read_more()

    def _scroll_area(self) -> QScrollArea | None:
        widget = self.parentWidget()
        while widget is not None:
            if isinstance(widget, QScrollArea):
                return widget
            widget = widget.parentWidget()
        return None
