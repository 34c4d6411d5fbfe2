"""Lines of a history in words, newest first; as high as its rows, so that the sheet around it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.bridge.issue_history import HistoryModel, LineRole
from app.rules.issue import HistoryLine
from app.views.shared import theme
from app.views.shared.table_exports import TableExports

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

    def __init__(self, model: HistoryModel, name: str = "History of the issue") -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        model.rowsInserted.connect(self.fit)
        model.modelReset.connect(self.fit)
        theme.notifier.changed.connect(self.fit)
        self.exports = TableExports(model.operations, self)
        self.exports.offer_later("Export this history…", model.ask_table)
        self.addActions(self.exports.actions)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

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
