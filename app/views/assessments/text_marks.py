"""Marks over a text that are no part of it: spelling, what was carried from last quarter, what differs from another.

Only what is in view is looked at, and only what changed is looked at again; a long text costs a key press nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextLayout
from PySide6.QtWidgets import QTextEdit

from app.bridge.spelling import Speller
from app.bridge.text_pieces import marked_text
from app.rules.rich_text import paragraph_mark
from app.views.shared import theme

SLICE = 0.004
"""Seconds of looking before the window may do something else."""


class Differences(Protocol):
    """Where a paragraph differs from the text it is compared with."""

    def inserted(self, block: int) -> tuple[tuple[int, int], ...]:
        """Start and length of what is new, in Python's characters."""


class TextMarks(QObject):
    """Attributes: carried (marks of paragraphs not yet confirmed), differences (None: not compared)."""

    looked = Signal()
    """What is in view has its marks."""

    def __init__(self, editor: QTextEdit, speller: Speller) -> None:
        super().__init__(editor)
        self._editor = editor
        self._document = editor.document()
        self._speller = speller
        self.carried: frozenset[str] = frozenset()
        self.differences: Differences | None = None
        self.spelling = True
        self._round = 1
        self._typing = -1
        self._soon = QTimer(self)
        self._soon.setInterval(0)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        self._document.contentsChange.connect(self._changed)
        editor.verticalScrollBar().valueChanged.connect(self._soon.start)
        editor.cursorPositionChanged.connect(self._moved)
        speller.changed.connect(self.renew)
        theme.notifier.changed.connect(self.renew)

    def renew(self) -> None:
        """Something that the marks come from is another now."""
        self._round += 1
        self._soon.start()

    @property
    def waiting(self) -> bool:
        return self._soon.isActive()

    def is_carried(self, block: QTextBlock) -> bool:
        return bool(self.carried) and _mark_of(marked_text(block)) in self.carried

    def blocks_in_view(self, part: QRect | None = None) -> Iterator[QTextBlock]:
        view = part or self._editor.viewport().rect()
        block = self._editor.cursorForPosition(view.topLeft()).block()
        last = self._editor.cursorForPosition(view.bottomRight()).block().blockNumber()
        while block.isValid() and block.blockNumber() <= last:
            yield block
            block = block.next()

    def _changed(self, position: int, _removed: int, added: int) -> None:
        """The paragraph typed in is marked at once, as its marks have moved; others soon."""
        block = self._document.findBlock(position)
        end = position + added
        self._typing = position + added if added <= 1 else -1
        first = True
        while block.isValid() and block.position() <= end:
            block.setUserState(-1)
            if first:
                self._mark(block)
            first = False
            block = block.next()
        self._soon.start()

    def _moved(self) -> None:
        """The word that was being typed is finished: now it may be wrong."""
        if self._typing >= 0 and self._editor.textCursor().position() != self._typing:
            block = self._document.findBlock(self._typing)
            self._typing = -1
            if block.isValid():
                block.setUserState(-1)
                self._soon.start()

    def _look(self) -> None:
        end = time.perf_counter() + SLICE
        for block in self.blocks_in_view():
            if block.userState() != self._round:
                self._mark(block)
                if time.perf_counter() > end:
                    self._soon.start()
                    return
        self.looked.emit()

    def _mark(self, block: QTextBlock) -> None:
        found = self._formats(block)
        block.setUserState(self._round)
        layout = block.layout()
        if found or layout.formats():
            layout.setFormats(found)
            self._document.markContentsDirty(block.position(), block.length())

    def _formats(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        text = block.text()
        t = theme.current()
        found: list[QTextLayout.FormatRange] = []
        if self.is_carried(block):
            found.append(_range(0, block.length() - 1, _tint(t.amber_soft)))
        units = Units(text)
        if self.differences is not None:
            for start, length in self.differences.inserted(block.blockNumber()):
                form = _tint(t.green_soft)
                form.setFontUnderline(True)
                found.append(_range(units.at(start), units.at(start + length) - units.at(start), form))
        if self.spelling and self._speller.ready:
            typing = self._typing - block.position()
            for start, length in self._speller.wrong(text):
                if units.at(start + length) != typing:
                    at = units.at(start)
                    found.append(_range(at, units.at(start + length) - at, _wavy()))
        return found

    def wrong_from(self, position: int) -> QTextCursor | None:
        """The next word that is not known, selected, from a place in the text on and then from its beginning."""
        start = self._document.findBlock(position)
        block = start
        for turn in range(self._document.blockCount() + 1):
            units = Units(block.text())
            for at, length in self._speller.wrong(block.text()):
                place = block.position() + units.at(at)
                if turn or place >= position:
                    cursor = QTextCursor(self._document)
                    cursor.setPosition(place)
                    end = block.position() + units.at(at + length)
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    return cursor
            block = block.next() if block.next().isValid() else self._document.begin()
        return None


@lru_cache(maxsize=2_048)
def _mark_of(text: str) -> str:
    return paragraph_mark(text) if text else ""


class Units:
    """Qt counts in halves where a character lies beyond the first plane (an emoji, say); Python does not."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, mark in enumerate(text) if mark > "\uffff"] if not text.isascii() else []

    def at(self, index: int) -> int:
        return index + sum(place < index for place in self._wide) if self._wide else index


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made


def _tint(colour: object) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(colour)  # type: ignore[arg-type]
    return form


def _wavy() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    form.setUnderlineColor(theme.current().red)
    return form
