"""A text edited in place: quiet until it is pointed at, as tall as its text, saved when one leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.views.shared import theme

PAUSE_MS = 30_000
"""Quiet after which a text being written is stored without leaving the field."""
_PADDING = 2
"""Of the text inside the field, in pixels."""


class TextValue(QPlainTextEdit):
    """Plain text in, plain text out. `lines` False: Enter saves, and pasted line breaks become spaces."""

    committed = Signal(object)
    touched = Signal()
    """The user changed the text (any earlier complaint about it no longer holds)."""

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        lines: bool = True,
        most: int = 10,
        least: int = 1,
        inplace: bool = True,
        size: float = 13,
        weight: int = 400,
    ) -> None:
        """`least` and `most` are its heights in lines; `size` and `weight` its type, in design pixels."""
        super().__init__(parent)
        self._lines = lines
        self._most = most
        self._least = least
        self._type = (size, weight)
        self._in_column = False
        self._stored = ""
        self._shown = ""
        self.escape_reverts = inplace
        """Escape takes back what was typed before it goes on to the sheet around; on a form it goes there at once."""
        self.setAccessibleName(name)
        self.setProperty("inplace", inplace)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_PADDING)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._on_text)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def set_type(self, size: float, weight: int, most: int) -> None:
        """Other type than the ordinary, in design pixels, and so many lines before it scrolls."""
        self._type = (size, weight)
        self._most = most
        self._restyle()

    def stand_in_column(self) -> None:
        """Its text begins where that of the list boxes and dates above and below it does."""
        self._in_column = True
        self._restyle()

    def value(self) -> str:
        return self.toPlainText()

    def is_dirty(self) -> bool:
        return self.toPlainText() != self._shown

    def show_value(self, value: object) -> bool:
        """Show what is stored. A text being written is kept: True then means that the stored one differs."""
        text = "" if value is None else str(value)
        if self.is_dirty() and self.toPlainText() != text:
            before, self._stored = self._stored, text
            return before != text
        self._stored = text
        if self.toPlainText() != text:
            self._pause.stop()
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._fit()
        # What the editor makes of the text (line ends, fixed spaces) is the measure of "unchanged".
        self._shown = self.toPlainText()
        return False

    def accept_stored(self, value: object) -> None:
        """The text as typed was stored."""
        self._stored = str(value)
        if self.toPlainText() == value:
            self._shown = self.toPlainText()
            # What is stored is taken back by the window's undo; in here only what is typed from now on.
            self.document().clearUndoRedoStacks()

    def put_back(self, text: str) -> None:
        """Show a text that was never stored, as if it had just been typed."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text if self._lines else " ".join(text.split()))
        self.setTextCursor(cursor)

    def forget(self) -> None:
        """What stands here is of no account any more: another issue's value comes in its place."""
        self._pause.stop()
        self._shown = self.toPlainText()

    def revert(self) -> None:
        self._pause.stop()
        self.setPlainText(self._stored)
        self._shown = self.toPlainText()
        self.touched.emit()

    def commit(self) -> None:
        """Offer the text for saving if it was changed."""
        self._pause.stop()
        if self.is_dirty() and not self.isReadOnly():
            self.committed.emit(self.value())

    def set_read_only(self, read_only: bool) -> None:
        if read_only != self.isReadOnly():
            self.setReadOnly(read_only)
            # The sheet's rules for what is read-only hold until it is looked at again.
            self.style().unpolish(self)
            self.style().polish(self)
        if read_only:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.escape_reverts and self.is_dirty():
                event.accept()
                return True
            if not self._keeps(event):
                event.ignore()
                return False
        return super().event(event)

    def _keeps(self, event: QKeyEvent) -> bool:
        """Undo and redo belong to the window as soon as there is nothing left to take back in here."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.document().isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Redo):
            return self.document().isRedoAvailable()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.escape_reverts and self.is_dirty():
                self.revert()
                event.accept()
            else:
                event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            not self._lines or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.commit()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Only text is pasted, whatever else lies on the clipboard."""
        text = source.text() if source.hasText() else ""
        if not self._lines:
            text = " ".join(text.split())
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    def _restyle(self) -> None:
        self.setFont(theme.font(*self._type))
        side = theme.px(4) - 1 if self._in_column else 0
        self.setViewportMargins(side, 0, side, 0)
        self._fit()

    def _on_text(self) -> None:
        self._fit()
        if self.hasFocus():
            self._pause.start()
            self.touched.emit()

    def _fit(self) -> None:
        """As tall as the text, up to `most` lines; beyond that it scrolls."""
        line = QFontMetricsF(self.font()).lineSpacing()
        ceiling = line * self._most + 2  # a line of emoji or another script is a little taller
        height = 0.0
        block = self.document().firstBlock()
        while block.isValid() and height < ceiling:
            height += max(line, self.blockBoundingRect(block).height())
            block = block.next()
        text = min(max(height, line * self._least), ceiling)
        wanted = round(text + 2 * _PADDING + 2 * self.frameWidth() + 0.5)
        overflows = height > ceiling or block.isValid()
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if overflows else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
