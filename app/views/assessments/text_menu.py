"""The menu of a text: what a word may have been meant to be, and the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QDesktopServices, QTextCursor
from PySide6.QtWidgets import QMenu

from app.bridge.spelling import Speller
from app.views.assessments.ask_sheet import AskSheet
from app.views.assessments.text_editor import TextEditor
from app.views.assessments.text_paste import TextPaste


class TextMenu(QObject):
    """Opens by the right button, the menu key, or Shift+F10."""

    def __init__(self, editor: TextEditor, speller: Speller, paste: TextPaste) -> None:
        super().__init__(editor)
        self._editor, self._speller, self._paste = editor, speller, paste
        self.menu: QMenu | None = None
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            at = self._editor.cursorRect().center() if by_key else event.pos()
            cursor = self._editor.textCursor() if by_key else self._editor.cursorForPosition(at)
            self.open(cursor)
            assert self.menu is not None
            self.menu.popup(self._editor.viewport().mapToGlobal(at))
            return True
        return False

    def open(self, at: QTextCursor) -> None:
        """Make the menu for a place in the text."""
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self._editor)
        word = self._word_at(at)
        if word is not None and not self._editor.isReadOnly():
            self._add_spelling(self.menu, word)
        chip = self._editor.chip_at(at.position())
        if chip is not None:
            self._add("Open the evidence", partial(self._editor.chip_opened.emit, chip))
        link = at.charFormat().anchorHref()
        if link.startswith("https://"):
            self._add("Open the link…", partial(self._open_link, link))
        if chip is not None or link:
            self.menu.addSeparator()
        self._add_clipboard()

    def _word_at(self, at: QTextCursor) -> QTextCursor | None:
        text, place = at.block().text(), at.positionInBlock()
        for start, length in self._speller.wrong(text):
            if start <= place <= start + length:
                cursor = QTextCursor(at.block())
                cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, start)
                cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, length)
                return cursor
        return None

    def _add_spelling(self, menu: QMenu, word: QTextCursor) -> None:
        found = self._speller.suggestions(word.selectedText())
        for suggestion in found:
            action = self._add(suggestion, partial(word.insertText, suggestion))
            font = action.font()
            font.setBold(True)
            action.setFont(font)
        if not found:
            menu.addAction("No suggestion").setEnabled(False)
        learn = partial(self._speller.learn, word.selectedText())
        self._add(f"Add “{word.selectedText()}” to my words", learn)
        menu.addSeparator()

    def _add_clipboard(self) -> None:
        editor = self._editor
        writes, some = not editor.isReadOnly(), editor.textCursor().hasSelection()
        self._add("Undo", editor.undo, writes and editor.safe.isUndoAvailable())
        self._add("Redo", editor.redo, writes and editor.safe.isRedoAvailable())
        assert self.menu is not None
        self.menu.addSeparator()
        self._add("Cut", editor.cut, writes and some)
        self._add("Copy", editor.copy, some)
        self._add("Paste", editor.paste, writes and editor.canPaste())
        self._add("Paste the words alone", self._paste.without_looks, writes and editor.canPaste())
        self.menu.addSeparator()
        self._add("Select all", editor.selectAll)

    def _add(self, words: str, work: Callable[[], object], enabled: bool = True) -> QAction:
        assert self.menu is not None
        action = self.menu.addAction(words.replace("&", "&&"))
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: work())
        return action

    def _open_link(self, link: str) -> None:
        """A page of the web is opened only by somebody who has read where it leads."""
        sheet = AskSheet(self._editor.window(), "Open this page in the browser?", link, "Open the page")
        sheet.answered.connect(lambda _said: QDesktopServices.openUrl(QUrl(link)))
        sheet.open()
