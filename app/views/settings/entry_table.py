"""The entries of a list: edited in place, dragged into order, or moved by the keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.bridge.entries_model import EntriesModel
from app.rules.list_entries import Entry, ListColumn
from app.views.shared import theme
from app.views.shared.lines_table import HIGH, LinesTable

Index = QModelIndex | QPersistentModelIndex
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class EntryTable(LinesTable):
    """F2, Enter or a double click edits a cell; Alt+arrow moves the entry; Delete asks to remove it."""

    stepped = Signal(int)
    """-1 up, 1 down."""
    unwanted = Signal()

    def __init__(self, model: EntriesModel, name: str) -> None:
        super().__init__(model, name, (-1,))
        self._entries = model
        self._plain = self.itemDelegate()
        self._editor = _Editor(self, self._plain)
        self.setItemDelegate(self._editor)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.opened.connect(self._edit_here)

    def shape(self) -> None:
        """The model shows another list."""
        kind = self._entries.kind
        if kind is not None:
            shares = (*(column.share for column in kind.columns), *((-5,) if kind.used else ()), 84)
            self.set_columns(shares, {len(shares) - 1: _retired})
            self.setAccessibleName(kind.title)

    def edit_cell(self, row: int, column: int) -> None:
        index = self.model().index(row, column)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def _edit_here(self, _row: int) -> None:
        at = self.currentIndex()
        self.edit_cell(at.row(), at.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # Enter in the cell's field comes by here on its way out
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)


def _retired(line: Any) -> str:
    return "neutral" if isinstance(line, Entry) and line.retired else ""


class _Editor(QStyledItemDelegate):
    """Paints as every table of lines does, and edits in the cell itself."""

    def __init__(self, table: EntryTable, face: QAbstractItemDelegate) -> None:
        super().__init__(table)
        self._table, self._face = table, face

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._face.paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.px(HIGH))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._column(index)
        if column.choices:
            box = QComboBox(parent)
            for stored, words in column.choices:
                box.addItem(words, stored)
            box.setAccessibleName(column.head)
            box.activated.connect(self._chosen)
            return box
        field = QLineEdit(parent)
        field.setAccessibleName(column.head)
        return field

    def _chosen(self, _at: int) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.commitData.emit(box)
            self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        value = editor.currentData() if isinstance(editor, QComboBox) else None
        if isinstance(editor, QLineEdit):
            value = editor.text()
        model.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(1, 1, -1, -2))

    def _column(self, index: Index) -> ListColumn:
        kind = self._table._entries.kind
        assert kind is not None
        return kind.columns[index.column()]
