"""What a text may hold: lengths and characters, asked the same way for titles, notes, reasons and posts."""

from __future__ import annotations

import unicodedata

from app.rules.errors import Problem

TITLE_LIMIT = 200
NOTE_LIMIT = 50_000
REASON_LIMIT = 2_000
POST_LIMIT = 80
DRAFT_LIMIT = 2_000_000
"""Of a text being written: more than may be stored, so that none of it is lost before its author shortens it."""

_LINES = "\n\r\t\u2028\u2029"
# Marks that make a text read otherwise than it is stored. Right-to-left letters themselves are welcome.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Not characters at all, and no XML may hold them: neither a workbook nor a Word file could be written.
_NO_CHARACTERS = frozenset("\ufffe\uffff")


def is_blank(text: str) -> bool:
    """Nothing to read: empty, spaces, or only characters that show nothing."""
    return all(mark.isspace() or unicodedata.category(mark) in ("Cc", "Cf") for mark in text)


def text_problem(
    name: str, text: str, limit: int, *, required: bool = False, lines: bool = False
) -> Problem | None:
    """Why the text cannot be kept, or None. Lengths in characters; `lines` allows line breaks and tabs."""
    if required and is_blank(text):
        return Problem("text_missing", {"field": name, "limit": limit})
    if len(text) > limit:
        return Problem("text_too_long", {"field": name, "limit": limit, "length": len(text)})
    if text.isprintable():
        return None
    for at, mark in enumerate(text):
        if mark in _LINES:
            if not lines:
                return Problem("text_line_break", {"field": name, "at": at + 1})
        elif mark in _REORDERING or mark in _NO_CHARACTERS or unicodedata.category(mark) in ("Cc", "Cs"):
            return Problem("text_control", {"field": name, "at": at + 1, "character": f"U+{ord(mark):04X}"})
    return None
