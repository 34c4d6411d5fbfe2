"""Rows of a shape met before: a table has thousands of them, and one pattern reads each at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from app.exchange.plain_parts import PLAIN
from app.exchange.raw import RawCell

_MOST_SHAPES, _MOST_TRIED, _WIDEST = 24, 4, 40
"""A pattern takes longer to make than a hundred rows to read: only narrow rows that come again are worth one."""
_NEAREST, _FURTHEST = 1 << 13, 1 << 19
_HEAD = rb'\s*<row r="(\d{1,7})"([^<>]*)>'
_PLACE = rb"(0|[1-9]\d{0,8})"
"""A text's place among the shared ones."""
_FIGURE = rb"(-?(?:0|[1-9]\d{0,16})(?:\.\d{1,25})?(?:[eE][+-]?\d{1,2})?)"
"""Never infinite, and written as JSON writes it too: a column can be handed on as it lies."""
_EMPTY = b" ?(?:/>|></c>)"

_REST = rb"|([\s\S]+)"
"""What follows the rows of a shape is found as one piece, so that none of it is passed over."""

Found = tuple[bytes, ...]
"""A row's number, its attributes, what its filled cells hold, and nothing of the rest."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block, its values as they are written with commas between: figures, or places of texts."""

    is_text: bool
    written: bytes

    def cells(self, texts: Sequence[str]) -> Iterator[RawCell]:
        each = self.written.split(b",")
        return (texts[int(place)] for place in each) if self.is_text else map(float, each)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one shape that follow each other. `numbers` and `columns` (None: empty) as they are written."""

    count: int
    numbers: bytes
    hidden: tuple[int, ...]
    columns: tuple[Column | None, ...]
    texts: Sequence[str]

    @property
    def cells(self) -> int:
        return self.count * (len(self.columns) - self.columns.count(None))

    def rows(self) -> Iterator[tuple[int, list[RawCell]]]:
        columns = [repeat(None) if each is None else each.cells(self.texts) for each in self.columns]
        return zip(map(int, self.numbers.split(b",")), map(list, zip(*columns, strict=False)), strict=True)


@dataclass(frozen=True, slots=True)
class Shape:
    """`columns`: what each holds, a text (True), a figure (False) or nothing (None)."""

    pattern: re.Pattern[bytes]
    columns: tuple[bool | None, ...]


class RowShapes:
    def __init__(self, texts: Sequence[str], widest: int) -> None:
        self._texts, self._widest = texts, widest
        self._known: dict[bytes, Shape] = {}
        self._tried: list[Shape] = []
        self._last = b""
        self._reach = _NEAREST
        """So many bytes are looked at together: more while rows are alike, few where they are not."""

    def match(self, data: bytes, place: int) -> tuple[Shape, list[Found], int] | None:
        """The rows of one shape that begin at `place`, and where they end; None: another shape."""
        for shape in self._tried:
            end = min(place + self._reach, len(data))
            rows: list[Found] = shape.pattern.findall(data, place, end)
            rest = rows.pop()[-1] if rows[-1][-1] else b""
            if rows:
                self._reach = min(self._reach * 2, _FURTHEST) if len(rest) < self._reach // 2 else _NEAREST
                return shape, rows, end - len(rest)
        self._reach = _NEAREST
        return None

    def row(self, shape: Shape, found: Found) -> list[RawCell]:
        """Raises IndexError for a text that is not there."""
        given = iter(found[2:])
        return [
            None if is_text is None else self._texts[int(next(given))] if is_text else float(next(given))
            for is_text in shape.columns
        ]

    def block(self, shape: Shape, found: Sequence[Found], hidden: Sequence[int]) -> Block:
        """Raises IndexError for a text that is not there."""
        numbers, _, *given = zip(*found, strict=True)
        values = iter(given)
        columns: list[Column | None] = []
        for is_text in shape.columns:
            if is_text is None:
                columns.append(None)
                continue
            written = next(values)
            if is_text and max(map(int, set(written))) >= len(self._texts):
                raise IndexError
            columns.append(Column(is_text, b",".join(written)))
        return Block(len(found), b",".join(numbers), tuple(hidden), tuple(columns), self._texts)

    def learn(
        self, cells: Sequence[Found], styles: Sequence[str], columns: Mapping[bytes, int]
    ) -> None:
        """Know the next row like this one, if it holds but shared texts and plain figures."""
        if len(cells) > _WIDEST:
            return
        pattern = [_HEAD]
        held: list[bool | None] = []
        for letters, _, style, kind, value, inline, _ in cells:
            if not letters or inline or kind not in (b"", b"n", b"s"):
                return
            if value and kind != b"s" and style and styles[int(style)] is not PLAIN:
                return
            held += [None] * (columns[letters] - len(held) - 1)
            looks = b' s="%b"' % style if style else b""
            looks += b' t="%b"' % kind if kind else b""
            pattern.append(b'<c r="%b\\1"%b' % (letters, looks))
            pattern.append(b"><v>%b</v></c>" % (_PLACE if kind == b"s" else _FIGURE) if value else _EMPTY)
            held.append(kind == b"s" if value else None)
        if len(held) <= self._widest and held.count(None) < len(held):
            self._know(b"".join([*pattern, b"</row>"]), tuple(held))

    def _know(self, written: bytes, columns: tuple[bool | None, ...]) -> None:
        if written not in self._known:
            if len(self._known) >= _MOST_SHAPES or self._last != written:
                self._last = written
                return
            self._known[written] = Shape(re.compile(written + _REST), columns)
        known = self._known[written]
        self._tried = [known, *(each for each in self._tried if each is not known)][:_MOST_TRIED]
