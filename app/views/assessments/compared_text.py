"""A text beside an earlier one, both in one: what was taken out is struck through where it stood, what is new underlined.

It is read and walked, never written: the text itself stands in the editor, untouched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from app.bridge.background import Background
from app.bridge.live_compare import BREAK, SHORT, ParagraphChange, earlier_words, side_by_side
from app.rules.assessment_evidence import EvidenceItem
from app.views.assessments.text_editor import TextEditor
from app.views.assessments.text_marks import Units
from app.views.shared import theme

NEW_LINE = "\u2028"
_OBJECT = re.compile(r"evidence:[a-z]+/\d+|picture:\S+")
Span = tuple[int, int]


class ComparedText(TextEditor):
    """Attributes: spans (start and end of every change, in order), working (a long text is being put side by side)."""

    compared = Signal()
    left = Signal()
    """Esc: back to writing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Text of the section with what was taken out", parent)
        self.spans: list[Span] = []
        self.working = False
        self.safe.setUndoRedoEnabled(False)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self._background = Background(self)
        self._shown: tuple[str, str, dict[str, bytes]] | None = None
        theme.notifier.changed.connect(self._again)

    def show_both(self, text: str, earlier: str, pictures: Mapping[str, bytes]) -> None:
        """Both as they are stored: the subset of app.rules.rich_text. Long ones take a moment."""
        self._shown = (text, earlier, dict(pictures))
        self._again()

    def forget(self) -> None:
        """Nothing is compared any more."""
        self._background.drop()
        self._shown, self.spans, self.working = None, [], False
        self.show_html("")

    def _again(self) -> None:
        if self._shown is None:
            return
        text, earlier, pictures = self._shown
        self._background.drop()
        self.spans = []
        self.show_html(text, pictures)
        pieces = self.pieces.read()
        work = partial(side_by_side, partial(earlier_words, earlier), pieces)
        self.working = len(text) + len(earlier) >= SHORT
        if self.working:
            self._background.run(work, lambda found: self._mark(found[2]), self._failed)
        else:
            self._mark(work()[2])

    def _failed(self, error: Exception) -> None:
        self.working = False
        raise error

    def _mark(self, changes: Mapping[int, ParagraphChange]) -> None:
        """No paragraph is added by it: their numbers stay those that were compared."""
        self.working = False
        cursor = QTextCursor(self.safe)
        cursor.beginEditBlock()
        for number in sorted(changes):
            self._mark_paragraph(cursor, self.safe.findBlockByNumber(number), changes[number])
        cursor.endEditBlock()
        self.pieces.renew()
        self.compared.emit()

    def _mark_paragraph(self, cursor: QTextCursor, block: QTextBlock, change: ParagraphChange) -> None:
        units = Units(block.text())
        gone = [(units.at(at), 0, words) for at, words in change.removed]
        come = [(units.at(at), units.at(at + length) - units.at(at), "") for at, length in change.inserted]
        added, after = 0, block.length() - 1
        for at, length, words in sorted([*gone, *come], key=lambda each: (each[0], each[1])):
            place = block.position() + at + added
            if words:
                end = place + self._strike(cursor, place, words, at_end=at >= after and at > 0)
                added += end - place
            else:
                end = place + length
                cursor.setPosition(place)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(_come())
            self._remember(place, end)

    def _strike(self, cursor: QTextCursor, place: int, words: str, *, at_end: bool) -> int:
        """Put in what was taken out; the characters it takes."""
        cursor.setPosition(place)
        plain = cursor.charFormat()
        said = self._said(words)
        around = plain if not plain.isImageFormat() else QTextCharFormat()
        if at_end and not said.startswith(BREAK):
            cursor.insertText(" ", around)
        form = QTextCharFormat(around)
        form.merge(_gone())
        cursor.insertText(said, form)
        if not at_end and not said.endswith(NEW_LINE):
            cursor.insertText(" ", around)
        return cursor.position() - place

    def _said(self, words: str) -> str:
        """As one reads it: a paragraph on a line of its own, evidence by its name."""
        said = self.in_words(words).replace(f"{BREAK} ", BREAK + NEW_LINE)
        return said + NEW_LINE if said.endswith(BREAK) else said

    def in_words(self, words: str) -> str:
        return named(words, self.objects.items)

    def _remember(self, start: int, end: int) -> None:
        """Words that took the place of others are one change with them."""
        if self.spans and start - self.spans[-1][1] <= 0:
            self.spans[-1] = (self.spans[-1][0], end)
        else:
            self.spans.append((start, end))

    def go_to_change(self, step: int) -> bool:
        """The next change, or the one before, from the one that is chosen; round the ends."""
        if not self.spans:
            return False
        here = self.textCursor().selectionStart()
        chosen = self.textCursor().hasSelection()
        if step > 0:
            later = (span for span in self.spans if span[0] > here or (span[0] == here and not chosen))
            wanted = next(later, self.spans[0])
        else:
            wanted = next((span for span in reversed(self.spans) if span[0] < here), self.spans[-1])
        cursor = QTextCursor(self.safe)
        cursor.setPosition(wanted[1])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        cursor.setPosition(wanted[0])
        cursor.setPosition(wanted[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def line(self) -> str:
        """The words chosen, or the paragraph that the text cursor is in, without what was taken out."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        block, found = self.safe.findBlock(first), ""
        whole = not cursor.hasSelection()
        while block.isValid() and block.position() <= last:
            parts = block.begin()
            while not parts.atEnd():
                part, form = parts.fragment(), parts.fragment().charFormat()
                start, end = part.position(), part.position() + part.length()
                if not form.fontStrikeOut() and (whole or (start < last and end > first)):
                    text = part.text() if whole else part.text()[max(first - start, 0) : last - start]
                    named_here = self.objects.words(form.toImageFormat().name()) if form.isImageFormat() else ""
                    found += named_here or text
                parts += 1
            block, found = block.next(), f"{found} "
        return " ".join(found.split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def named(words: str, items: Mapping[str, EvidenceItem]) -> str:
    """Words that were taken out, evidence and pictures among them by their names."""

    def name(found: re.Match[str]) -> str:
        if found[0].startswith("picture:"):
            return "[picture]"
        item = items.get(found[0])
        return f"[{item.label if item else 'evidence'}]"

    return _OBJECT.sub(name, words)


def _gone() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontStrikeOut(True)
    form.setAnchor(False)
    form.setForeground(theme.current().ink2)
    form.setBackground(theme.current().red_soft)
    return form


def _come() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontUnderline(True)
    form.setBackground(theme.current().green_soft)
    return form
