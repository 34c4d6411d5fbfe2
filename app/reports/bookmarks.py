"""On which sheets a PDF of Typst's bookmarks point: read from the file, which is many times faster than asking Typst."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = 20
"""Bytes of a line of the table that says where each object stands."""
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_PAGES = re.compile(rb"/Type/Catalog/Pages (\d+) 0 R")
_OUTLINES = re.compile(rb"/Outlines (\d+) 0 R>>\s*endobj\s*$")
_KIDS = re.compile(rb"/Kids\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_FIRST = re.compile(rb"<</Type/Outlines/First (\d+) 0 R")
_NEXT = re.compile(rb"<</Parent \d+ 0 R/Next (\d+) 0 R")
_TARGET = re.compile(rb"/Dest (\d+) 0 R>>\s*endobj\s*$")
_SHEET = re.compile(rb"\[(\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Sheets:
    """How many sheets there are, and the one (from 0) that each bookmark of the first level points to."""

    count: int
    starts: tuple[int, ...]


def sheets(pdf: bytes) -> Sheets | None:
    """None where the file is not written as Typst wrote it when this was made: then Typst has to be asked."""
    try:
        return _Reader(pdf).sheets()
    except (ValueError, IndexError, KeyError):
        return None


class _Reader:
    """The objects of a PDF by their number. Raises ValueError, IndexError, KeyError for what it does not know."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        start = int(_found(_START, pdf[-64:]))
        table = _TABLE.match(pdf, start)
        if table is None:
            raise ValueError
        first, count = table.end(), int(table[1])
        lines = (pdf[at : at + 10] for at in range(first, first + count * _ENTRY, _ENTRY))
        self.offsets = [int(each) for each in lines]
        self.sorted = [*sorted(self.offsets), start]
        self.root = int(_found(_ROOT, pdf[first + count * _ENTRY :]))

    def sheets(self) -> Sheets:
        root = self._object(self.root)
        kids = _found(_KIDS, self._object(int(_found(_PAGES, root))))
        order = {int(number): at for at, number in enumerate(_REFERENCE.findall(kids))}
        has_bookmarks = _OUTLINES.search(root)
        targets = self._targets(int(has_bookmarks[1])) if has_bookmarks else ()
        return Sheets(len(order), tuple(order[int(_found(_SHEET, self._object(each)))] for each in targets))

    def _targets(self, bookmarks: int) -> Iterator[int]:
        """Of the first level. A title may hold any bytes: what is wanted stands before it, or last."""
        number: int | None = int(_found(_FIRST, self._object(bookmarks)))
        while number is not None:
            entry = self._object(number)
            yield int(_found(_TARGET, entry))
            follows = _NEXT.search(entry[:80])
            number = int(follows[1]) if follows else None

    def _object(self, number: int) -> bytes:
        start = self.offsets[number]
        return self.pdf[start : self.sorted[bisect_right(self.sorted, start)]]


def _found(what: re.Pattern[bytes], where: bytes) -> bytes:
    match = what.search(where)
    if match is None:
        raise ValueError
    return match[1]
