"""What differs from an earlier text, word by word, while the text is being written."""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache, partial
from html import unescape
from threading import current_thread, main_thread

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from app.bridge.background import Background
from app.bridge.text_pieces import OBJECT, Piece, TextPieces
from app.rules.word_diff import Change, Stretch, diff

QUIET_MS = 180
"""After the last key press, so that comparing never stands in the way of one."""
SHORT = 6_000
"""Characters of both texts that are compared at once; longer ones are for the first time compared beside the window."""
BREAK = "\u00b6"
_BLOCK = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|table|tr|td|th)>")
_OBJECT = re.compile(r'<a href="(evidence:[^"]*)">.*?</a>|<img src="([^"]*)"[^>]*>', re.DOTALL)
_LINE = re.compile(r"<br ?/?>")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(rf"{OBJECT}|[^\s{OBJECT}]+")
Token = tuple[str, int, int]
"""A word, or a chip's address; where it starts in its paragraph, and its length."""
Words = list[tuple[Token, ...]]
"""Of the paragraphs that hold any."""


@dataclass(slots=True)
class ParagraphChange:
    """Of one paragraph of the newer text."""

    inserted: list[tuple[int, int]] = field(default_factory=list)
    """Start and length."""
    removed: list[tuple[int, str]] = field(default_factory=list)
    """Where words stood that are gone, and the words. BREAK where a paragraph ended; before or after all of them where
    they were paragraphs of their own."""

    @property
    def any(self) -> bool:
        return bool(self.inserted or self.removed)


class LiveCompare(QObject):
    """`begin` takes the earlier text; `changes` are known a moment after, and again after each pause in writing.

    Long texts are put side by side on a thread of the pool: what is written meanwhile is compared once that is done.
    """

    compared = Signal()

    def __init__(self, document: QTextDocument, pieces: TextPieces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._pieces = document, pieces
        self._on = False
        self._old: Words = []
        self._matched = Matched([])
        self._changes: dict[int, ParagraphChange] = {}
        self._background = Background(self)
        self._working = self._written = False
        """Texts are being put side by side; something was written meanwhile."""
        self._blocks = document.blockCount()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.compare)
        document.contentsChange.connect(self._changed)

    @property
    def on(self) -> bool:
        return self._on

    @property
    def working(self) -> bool:
        """Long texts are being put side by side."""
        return self._working

    def begin(self, earlier: str) -> None:
        """`earlier` as it is stored: the subset of app.rules.rich_text."""
        self._on = True
        self._set(partial(earlier_words, earlier), len(earlier))

    def again(self) -> None:
        """Another text stands in the document."""
        if self._on:
            old = self._old
            self._set(lambda: old, sum(end for words in old for _, _, end in words))

    def end(self) -> None:
        self._on = self._working = False
        self._background.drop()
        self._changes = {}
        self._quiet.stop()
        self.compared.emit()

    def _set(self, read: Callable[[], Words], size: int) -> None:
        """Put the texts side by side for the first time."""
        self._background.drop()
        self._quiet.stop()
        pieces = self._pieces.read()
        work = partial(side_by_side, read, pieces)
        if size + sum(len(piece.text) for piece in pieces) < SHORT:
            self._begun(work())
            return
        self._changes = {}
        self._working, self._written = True, False
        self._background.run(work, self._begun, self._failed)

    def _begun(self, found: tuple[Words, Matched, dict[int, ParagraphChange]]) -> None:
        self._old, self._matched, changes = found
        self._blocks = self._document.blockCount()
        written, self._working, self._written = self._written, False, False
        if written:
            self.compare()
        else:
            self._changes = changes
        self.compared.emit()

    def _failed(self, error: Exception) -> None:
        self.end()
        raise error

    def inserted(self, block: int) -> tuple[tuple[int, int], ...]:
        found = self._changes.get(block)
        return tuple(found.inserted) if found else ()

    def removed(self, block: int) -> tuple[tuple[int, str], ...]:
        found = self._changes.get(block)
        return tuple(found.removed) if found else ()

    @property
    def places(self) -> list[tuple[int, int]]:
        """Block and position of every change, in order."""
        found = set()
        for block, change in self._changes.items():
            found |= {(block, start) for start, _ in change.inserted}
            found |= {(block, start) for start, _ in change.removed}
        return sorted(found)

    @property
    def count(self) -> int:
        return len(self.places)

    def compare(self) -> None:
        self._quiet.stop()
        if not self._on or self._working:
            return
        self._blocks = self._document.blockCount()
        new = [tokens(piece.text, piece.chips) for piece in self._pieces.read()]
        before = self._changes
        self._changes = self._matched.changes(new)
        if self._changes != before:
            self.compared.emit()

    def _changed(self, position: int, _removed: int, _added: int) -> None:
        if not self._on:
            return
        self._written = True
        more = self._document.blockCount() - self._blocks
        if more:
            self._blocks += more
            at = self._document.findBlock(position).blockNumber()
            moved = {number + more if number > at else number: change for number, change in self._changes.items()}
            self._changes = {number: change for number, change in moved.items() if number >= 0}
        self._quiet.start()


def earlier_words(earlier: str) -> Words:
    """Not by a document of Qt's, which would hold up every other thread: what is stored is plain enough."""
    found = []
    for number, part in enumerate(_BLOCK.split(earlier)):
        if number % 16 == 0:
            _let_others()
        chips = tuple(unescape(each[1] or each[2]) for each in _OBJECT.finditer(part))
        text = _TAG.sub("", _LINE.sub("\n", _OBJECT.sub(OBJECT, part)))
        found.append(tokens(unescape(text), chips))
    return [each for each in found if each]


def _let_others() -> None:
    """A thread that only counts would hold the window's up by five milliseconds each time that wants to go on."""
    if current_thread() is not main_thread():
        time.sleep(0.0005)


def side_by_side(
    read: Callable[[], Words], pieces: Sequence[Piece]
) -> tuple[Words, Matched, dict[int, ParagraphChange]]:
    """The earlier text, and what the newer one has of it."""
    old, new = read(), []
    for number, piece in enumerate(pieces):
        if number % 16 == 0:
            _let_others()
        new.append(tokens(piece.text, piece.chips))
    matched = Matched(old)
    return old, matched, matched.changes(new)


@lru_cache(maxsize=4_096)
def tokens(text: str, chips: tuple[str, ...] = ()) -> tuple[Token, ...]:
    """The words of a paragraph; a chip is one, whatever it reads now."""
    names = iter(chips)
    found = []
    for word in _WORD.finditer(text):
        name = next(names, "") if word[0] == OBJECT else word[0]
        found.append((name, word.start(), word.end() - word.start()))
    return tuple(found)


class Matched:
    """An earlier text's paragraphs beside those of a newer one. While their number stays, only the words of the
    stretches that differ are looked at again."""

    def __init__(self, old: Sequence[tuple[Token, ...]]) -> None:
        self._left = [words_of(words) for words in old]
        self._filled: list[int] = []
        self._hunks: Sequence[tuple[str, int, int, int, int]] = []

    def changes(self, new: Sequence[tuple[Token, ...]]) -> dict[int, ParagraphChange]:
        """By the number of the newer paragraph."""
        filled = [number for number, words in enumerate(new) if words]
        right = [words_of(new[number]) for number in filled]
        if filled != self._filled or not self._still(right):
            matcher = SequenceMatcher(None, self._left, right, autojunk=False)
            self._filled, self._hunks = filled, matcher.get_opcodes()
        found: dict[int, ParagraphChange] = {}
        for tag, i1, i2, j1, j2 in self._hunks:
            if tag != "equal":
                _let_others()
                _compare_words(self._left[i1:i2], filled[j1:j2], new, _before(filled, j1), found)
        return {number: change for number, change in found.items() if change.any}

    def _still(self, right: list[tuple[str, ...]]) -> bool:
        """Do the paragraphs that were the same still read so?"""
        return all(
            self._left[i1:i2] == right[j1:j2] for tag, i1, i2, j1, j2 in self._hunks if tag == "equal"
        )


def changes(
    old: Sequence[tuple[Token, ...]], new: Sequence[tuple[Token, ...]]
) -> dict[int, ParagraphChange]:
    """Paragraphs are matched first, then the words of those that differ."""
    return Matched(old).changes(new)


@lru_cache(maxsize=4_096)
def words_of(words: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(word for word, _, _ in words)


def _before(filled: list[int], at: int) -> tuple[int, bool]:
    """The paragraph behind which removed ones stood; or before which, where they were the first."""
    return (filled[at - 1], True) if at and filled else (filled[0] if filled else 0, False)


def _compare_words(
    old: list[tuple[str, ...]],
    numbers: list[int],
    new: Sequence[tuple[Token, ...]],
    before: tuple[int, bool],
    found: dict[int, ParagraphChange],
) -> None:
    places = [(number, token) for number in numbers for token in new[number]]
    starts: list[int] = []
    at = 0
    for _, (word, _, _) in places:
        starts.append(at)
        at += len(word) + 1
    later = "\n".join(" ".join(words_of(new[number])) for number in numbers)
    for stretch in _stretches("\n".join(map(" ".join, old)), later):
        words = stretch.text.strip()
        if stretch.change is Change.INSERTED and words:
            first = max(bisect_right(starts, stretch.after) - 1, 0)
            end = stretch.after + len(stretch.text.rstrip())
            _insert(places[first : bisect_right(starts, end - 1)], found)
        elif stretch.change is Change.REMOVED and words:
            gone = " ".join(stretch.text.replace("\n", f" {BREAK} ").split(" ")).strip()
            behind = bisect_right(starts, stretch.after - 1)
            if behind < len(places):
                number, place = places[behind][0], places[behind][1][1]
            elif numbers:
                number, place = numbers[-1], _end(new[numbers[-1]])
            else:
                number, after = before
                place = _end(new[number]) if after and number < len(new) else 0
                gone = f"{BREAK} {gone}" if after else f"{gone} {BREAK}"
            found.setdefault(number, ParagraphChange()).removed.append((place, gone))


def _insert(places: list[tuple[int, Token]], found: dict[int, ParagraphChange]) -> None:
    """Neighbouring words as one stretch."""
    for number, (_word, start, length) in places:
        ranges = found.setdefault(number, ParagraphChange()).inserted
        if ranges and start - sum(ranges[-1]) <= 1:
            ranges[-1] = (ranges[-1][0], start + length - ranges[-1][0])
        else:
            ranges.append((start, length))


def _end(words: tuple[Token, ...]) -> int:
    return words[-1][1] + words[-1][2] if words else 0


@lru_cache(maxsize=512)
def _stretches(old: str, new: str) -> tuple[Stretch, ...]:
    return diff(old, new)
