"""Rows of a shape met before: a table has thousands of them, and one pattern reads each at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from app.exchange.plain_parts import PLAIN
from app.exchange.raw import RawCell

_MOST_SHAPES, _MOST_TRIED, _WIDEST = 24, 4, 40
"""A pattern takes longer to make than a hundred rows to read: only narrow rows that come again are worth one."""
_HEAD = rb'\s*<row r="(\d{1,7})"([^<>]*)>'
_TEXT, _FIGURE = rb"(\d{1,9})", rb"(-?\d{1,17}(?:\.\d{1,25})?(?:[eE][+-]?\d{1,2})?)"
"""A text's number among the shared ones; a figure that is never infinite."""

Convert = Callable[[bytes], RawCell]


class RowShapes:
    def __init__(self, texts: Sequence[str]) -> None:
        self._text: Convert = lambda value: texts[int(value)]
        self._known: dict[bytes, re.Pattern[bytes]] = {}
        self._ways: dict[re.Pattern[bytes], tuple[Convert | None, ...]] = {}
        self._tried: list[re.Pattern[bytes]] = []
        self._last = b""

    def match(self, data: bytes, place: int) -> tuple[int, bytes, list[RawCell], int] | None:
        """Number, attributes and cells of the row that begins at `place`, and where it ends; None: another shape."""
        for pattern in self._tried:
            found = pattern.match(data, place)
            if found is not None:
                number, attributes, *values = found.groups()
                given = iter(values)
                row = [None if way is None else way(next(given)) for way in self._ways[pattern]]
                return int(number), attributes, row, found.end()
        return None

    def learn(
        self, cells: Sequence[tuple[bytes, ...]], styles: Sequence[str], columns: Mapping[bytes, int]
    ) -> None:
        """Know the next row like this one, if it holds but shared texts and plain figures."""
        if len(cells) > _WIDEST:
            return
        pattern = [_HEAD]
        ways: list[Convert | None] = []
        for letters, _, style, kind, value, inline, _ in cells:
            if not letters:
                return
            if not value or inline or kind not in (b"", b"n", b"s"):
                return
            if kind != b"s" and style and styles[int(style)] is not PLAIN:
                return
            ways += [None] * (columns[letters] - len(ways) - 1)
            ways.append(self._text if kind == b"s" else float)
            looks = b' s="%b"' % style if style else b""
            looks += b' t="%b"' % kind if kind else b""
            inside = _TEXT if kind == b"s" else _FIGURE
            pattern.append(b'<c r="%b\\1"%b><v>%b</v></c>' % (letters, looks, inside))
        shape = b"".join([*pattern, b"</row>"])
        if shape not in self._known:
            if len(self._known) >= _MOST_SHAPES or self._last != shape:
                self._last = shape
                return
            self._known[shape] = re.compile(shape)
            self._ways[self._known[shape]] = tuple(ways)
        known = self._known[shape]
        self._tried = [known, *(each for each in self._tried if each is not known)][:_MOST_TRIED]
