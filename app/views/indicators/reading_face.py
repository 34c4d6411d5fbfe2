"""How the cells of the readings' table look, and the editors that open in them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.bridge.reading_model import Column, ReadingModel, Role
from app.rules.indicator import Rag, Reading, Status
from app.views.shared import paint, theme
from app.views.shared.chips import chip_colours
from app.views.shared.fields import InlineError, mark_invalid
from app.views.shared.words import sentence

AnyIndex = QModelIndex | QPersistentModelIndex
_WRAPPED = (Column.SOURCE, Column.NOTE)
MOST_LINES = 3
_TONES = {Status.PROVISIONAL: "amber", Status.FINAL: "neutral", Status.RESTATED: "accent"}


class ReadingFace(QStyledItemDelegate):
    """Paints cells; keeps an editor open, with the sentence under it, while what it holds is not fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.error = InlineError(None, parent)
        self.error.setProperty("role", "error")
        self.error.setAutoFillBackground(True)
        self.error.setMargin(theme.px(4))

    # Painting

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        column = Column(index.column())
        lines = 1
        if column in _WRAPPED:
            width = self._view_column_width(index)
            text = str(index.data() or "")
            lines = min(MOST_LINES, max(1, len(paint.wrap(text, theme.font(12), width - theme.px(16)))))
        return QSize(theme.px(60), theme.px(19 + 16 * lines))

    def _view_has_focus(self) -> bool:
        view = self.parent()
        return isinstance(view, QWidget) and view.hasFocus()

    def _view_column_width(self, index: AnyIndex) -> int:
        view = self.parent()
        width = getattr(view, "columnWidth", None)
        return int(width(index.column())) if width else theme.px(160)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        t = theme.current()
        rect = QRectF(option.rect)
        painter.save()
        active = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
        if option.state & active == active and self._view_has_focus():
            painter.fillRect(rect, t.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, t.hover)
        painter.setPen(QPen(t.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        self._paint_cell(painter, inner, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(t.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -2.5), 3, 3)
        painter.restore()

    def _paint_cell(self, painter: QPainter, inner: QRectF, index: AnyIndex) -> None:
        t, column = theme.current(), Column(index.column())
        reading = cast("Reading | None", index.data(Role.READING))
        text = str(index.data() or "")
        if column is Column.RAG:
            side = theme.px(18)
            box = QRectF(inner.x(), inner.center().y() - side / 2, side, side)
            paint.draw_rag(painter, box, Rag(index.data(Role.RAG)))  # Qt hands a word enum back as a plain text
        elif column is Column.STATUS and reading is not None:
            self._paint_status(painter, inner, reading)
        elif column in _WRAPPED:
            painter.setFont(theme.font(12))
            painter.setPen(t.ink2 if text else t.ink3)
            lines = paint.wrap(text or "—", theme.font(12), inner.width())
            if len(lines) > MOST_LINES:
                lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1].rstrip() + "…"]
            top = inner.center().y() - len(lines) * theme.px(16) / 2
            for n, line in enumerate(lines):
                box = QRectF(inner.x(), top + n * theme.px(16), inner.width() + 4, theme.px(16))
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
        else:
            self._paint_figure(painter, inner, index, column, text)

    def _paint_figure(
        self, painter: QPainter, inner: QRectF, index: AnyIndex, column: Column, text: str
    ) -> None:
        t = theme.current()
        waiting = index.data(Role.READING) is None
        if column is Column.VALUE and waiting and index.flags() & Qt.ItemFlag.ItemIsEditable:
            box = inner.adjusted(-theme.px(4), theme.px(6), theme.px(4), -theme.px(6))
            painter.setPen(QPen(t.ink3, 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, 4, 4)
            painter.setFont(theme.font(11.5))
            painter.setPen(t.ink3)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "Type it")
            return
        right = column in (Column.VALUE, Column.TARGET)
        painter.setFont(theme.font(13, 600 if column is Column.VALUE else 400, tabular=True))
        painter.setPen(t.ink if column is Column.VALUE else t.ink2)
        aligned = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, aligned | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def _paint_status(self, painter: QPainter, inner: QRectF, reading: Reading) -> None:
        text = reading.status.value.capitalize() if reading.value is not None else "Not collected"
        tone = _TONES[reading.status] if reading.value is not None else "neutral"
        tall = theme.px(20)
        pill = QRectF(inner.x(), inner.center().y() - tall / 2, paint.chip_width(text), tall)
        paint.draw_chip(painter, pill, text, *chip_colours(tone))

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        column = Column(index.column())
        editor: QWidget
        if column is Column.STATUS:
            box = QComboBox(parent)
            for status in Status:
                box.addItem(status.value.capitalize(), status.value)
            editor = box
        elif column is Column.NOTE:
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
            editor.textChanged.connect(self._hide_error)
        else:
            line = QLineEdit(parent)
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            line.textEdited.connect(self._hide_error)
            editor = line
        period = index.data(Role.PERIOD)
        editor.setAccessibleName(f"{index.model().headerData(column, Qt.Orientation.Horizontal)} {period.label}")
        editor.setProperty("place", QPersistentModelIndex(index))
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        model.setData(index, _text(editor), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        box = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            box.setHeight(max(box.height(), theme.px(84)))
            bottom = _ground(editor).height() - 2
            box.moveBottom(min(box.bottom(), max(bottom, box.height())))
        elif isinstance(editor, QComboBox):
            box.setWidth(max(box.width(), theme.px(130)))
        editor.setGeometry(box)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab store what is fit; what is not stays open with its sentence."""
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            pressed = cast(QKeyEvent, event)
            entered = pressed.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            newline = entered and pressed.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if newline and isinstance(editor, QPlainTextEdit):
                editor.insertPlainText("\n")
                return True
            if (entered or pressed.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)) and self._unfit(editor):
                return True
            if entered and isinstance(editor, QPlainTextEdit):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)

    def destroyEditor(self, editor: QWidget, index: AnyIndex) -> None:
        self._hide_error()
        super().destroyEditor(editor, index)

    def _unfit(self, editor: QWidget) -> bool:
        """Whether the editor's text cannot be stored; says so under it."""
        place = editor.property("place")
        model = place.model()
        if not isinstance(model, ReadingModel):
            return False
        text = _text(editor)
        if text.strip() == str(place.data(Qt.ItemDataRole.EditRole) or "").strip():
            return False
        problem = model.problem(place, text)
        if problem is None:
            return False
        mark_invalid(editor, True)
        words = sentence(problem)
        editor.setAccessibleDescription(words)
        self._say_under(editor, words)
        return True

    def _say_under(self, editor: QWidget, words: str) -> None:
        ground = _ground(editor)
        self.error.setParent(ground)
        self.error.setText(words)
        width = min(theme.px(320), ground.width() - 8)
        self.error.setFixedWidth(width)
        height = self.error.heightForWidth(width)
        x = max(4, min(editor.x(), ground.width() - width - 4))
        below = editor.geometry().bottom() + 3
        above = editor.y() - height - 3
        fits = below + height <= ground.height()
        self.error.setGeometry(x, below if fits or above < 0 else above, width, height)
        self.error.show()
        self.error.raise_()

    def _hide_error(self, *_: object) -> None:
        self.error.hide()


def _ground(editor: QWidget) -> QWidget:
    """What an editor lies on."""
    return editor.parentWidget() or editor


def _text(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
