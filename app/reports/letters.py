"""Texts for paper: every letter needs a glyph in the bundled fonts, or the PDF would not be readable aloud."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from app.rules.errors import KnownError

ROOT = Path(__file__).resolve().parent.parent.parent
FONT_FOLDERS = (ROOT / "resources" / "fonts", ROOT / "resources" / "pages" / "fonts")
STANDS_FOR_MISSING = "\u25a1"
_ZERO_WIDTH_SPACE = "\u200b"
_PIECE = 14
_LONG_WORD = re.compile(r"\S{25,}")
_IGNORABLE = frozenset(
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF)
)


@lru_cache(maxsize=4096)
def said(text: str) -> str:
    """As it can be printed."""
    return breakable(printable(text))


def printable(text: str) -> str:
    """The text with a box for each letter that no bundled font has; marks that show nothing are left out."""
    known = letters()
    kept = []
    for mark in text.replace("\r\n", "\n").replace("\t", " "):
        if mark == "\n" or ord(mark) in known:
            kept.append(mark)
        elif ord(mark) not in _IGNORABLE and ord(mark) >= 32:
            kept.append(STANDS_FOR_MISSING)
    return "".join(kept)


def breakable(text: str) -> str:
    """The text with places to break in words that no column could hold."""
    return _LONG_WORD.sub(lambda match: _ZERO_WIDTH_SPACE.join(_pieces(match[0])), text)


def _pieces(word: str) -> Iterator[str]:
    for at in range(0, len(word), _PIECE):
        yield word[at : at + _PIECE]


@cache
def letters() -> frozenset[int]:
    """Code points that at least one bundled font can show. Raises KnownError fonts_missing."""
    found: set[int] = set()
    for folder in FONT_FOLDERS:
        fonts = sorted(folder.glob("*.[ot]tf"))
        if not fonts:  # every letter would be a box
            raise KnownError("fonts_missing", folder=str(folder))
        for file in fonts:
            found |= set(_mapped(file.read_bytes()))
    return frozenset(found - _IGNORABLE)


def _mapped(font: bytes) -> Iterator[int]:
    """Code points of a font's character map, formats 4 and 12: those in use for sixty thousand glyphs and less."""
    table = _table(font, b"cmap")
    if table is None:
        return
    count = struct.unpack_from(">H", font, table + 2)[0]
    for at in range(count):
        start = table + struct.unpack_from(">I", font, table + 8 + 8 * at)[0]
        form = struct.unpack_from(">H", font, start)[0]
        if form == 12:
            yield from _groups(font, start)
        elif form == 4:
            yield from _segments(font, start)


def _table(font: bytes, name: bytes) -> int | None:
    for at in range(struct.unpack_from(">H", font, 4)[0]):
        entry = 12 + 16 * at
        if font[entry : entry + 4] == name:
            return int(struct.unpack_from(">I", font, entry + 8)[0])
    return None


def _groups(font: bytes, start: int) -> Iterable[int]:
    for at in range(struct.unpack_from(">I", font, start + 12)[0]):
        first, last, _ = struct.unpack_from(">3I", font, start + 16 + 12 * at)
        yield from range(first, last + 1)


def _segments(font: bytes, start: int) -> Iterable[int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    lasts = struct.unpack_from(f">{count}H", font, start + 14)
    firsts = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    for first, last in zip(firsts, lasts, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)
