"""Find and replace in one text, above it; Enter goes on, Esc goes back to the text."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.views.assessments.text_editor import TextEditor
from app.views.shared import theme
from app.views.shared.buttons import IconButton, QuietButton
from app.views.shared.labels import Text


class FindBar(QFrame):
    """Attributes: wanted, replace (the two fields), said (how often it is there)."""

    closed = Signal()

    def __init__(self, editor: TextEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setProperty("role", "popup")
        self.wanted = self._field("Find in the text")
        self.replace = self._field("Replace with")
        self.case = QCheckBox("Match case")
        self.said = Text("", "second")
        self.said.setMinimumWidth(theme.px(80))
        self._build()
        self.wanted.textChanged.connect(self._typed)
        self.case.toggled.connect(self._typed)
        editor.touched.connect(self._count)
        self.hide()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        return field

    def _build(self) -> None:
        back, on = IconButton("up", "Previous"), IconButton("down", "Next")
        back.clicked.connect(partial(self.go, back=True))
        on.clicked.connect(partial(self.go, back=False))
        close = IconButton("close", "Close find")
        close.clicked.connect(self.leave)
        self.one, self.all = QuietButton("Replace"), QuietButton("Replace all")
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(8), theme.px(6), theme.px(6), theme.px(6))
        grid.setSpacing(theme.px(6))
        grid.addWidget(self.wanted, 0, 0)
        first = QHBoxLayout()
        for part in (back, on, self.case, self.said):
            first.addWidget(part)
        first.addStretch(1)
        first.addWidget(close)
        grid.addLayout(first, 0, 1)
        grid.addWidget(self.replace, 1, 0)
        self._second = QHBoxLayout()
        self._second.addWidget(self.one)
        self._second.addWidget(self.all)
        self._second.addStretch(1)
        grid.addLayout(self._second, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def open(self, *, replacing: bool) -> None:
        replacing = replacing and not self._editor.isReadOnly()
        for part in (self.replace, self.one, self.all):
            part.setVisible(replacing)
        self.show()
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.wanted.setText(chosen)
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self._count()

    def leave(self) -> None:
        self.hide()
        self._editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.replace.hasFocus():
                self.replace_one()
            else:
                self.go(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_F3:
            self.go(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def go(self, _checked: bool = False, *, back: bool = False) -> bool:
        """To the next place, from the end on again from the beginning."""
        wanted = self.wanted.text()
        if not wanted:
            return False
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        flags |= self._flags()
        found = self._editor.safe.find(wanted, self._editor.textCursor(), flags)
        if found.isNull():
            end = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
            start = QTextCursor(self._editor.safe)
            start.movePosition(end)
            found = self._editor.safe.find(wanted, start, flags)
        if not found.isNull():
            self._editor.setTextCursor(found)
        return not found.isNull()

    def replace_one(self) -> None:
        cursor = self._editor.textCursor()
        if self._is_found(cursor.selectedText()):
            cursor.insertText(self.replace.text())
        self.go()

    def replace_all(self) -> None:
        """One step of the text's undo."""
        wanted, count = self.wanted.text(), 0
        if not wanted:
            return
        cursor = QTextCursor(self._editor.safe)
        cursor.beginEditBlock()
        found = self._editor.safe.find(wanted, cursor, self._flags())
        while not found.isNull():
            found.insertText(self.replace.text())
            count += 1
            found = self._editor.safe.find(wanted, found, self._flags())
        cursor.endEditBlock()
        self.said.setText(f"{count} replaced")

    def _is_found(self, text: str) -> bool:
        wanted = self.wanted.text()
        return bool(wanted) and (text == wanted if self.case.isChecked() else text.casefold() == wanted.casefold())

    def _flags(self) -> QTextDocument.FindFlag:
        return (
            QTextDocument.FindFlag.FindCaseSensitively if self.case.isChecked() else QTextDocument.FindFlag(0)
        )

    def _typed(self) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._editor.setTextCursor(cursor)
        self.go()
        self._count()

    def _count(self) -> None:
        if not self.isVisible():
            return
        wanted, text = self.wanted.text(), self._editor.safe.toPlainText()
        if not self.case.isChecked():
            wanted, text = wanted.casefold(), text.casefold()
        count = text.count(wanted) if wanted else 0
        self.said.setText(f"{count} found" if wanted else "")
