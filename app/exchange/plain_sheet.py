"""A worksheet in the plain shape that Excel and its like write, read in one pass over its bytes.

Every byte of its rows must be one that is understood. At the first that is not (a formula, rich text, another
prefix), nothing of it is used and the library reads the sheet, with a scan of its own beside it. So the two can
never disagree about a cell: there is but one reader of a plain sheet. Runs in the child only.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import islice
from operator import lt

from app.exchange.budgets import Budgets
from app.exchange.headings import LOOK_FOR
from app.exchange.plain_parts import PERCENT, PLAIN, NotPlainError, Parts, unescaped
from app.exchange.raw import Odd, RawCell
from app.exchange.row_shapes import Block, Found, RowShapes, Shape
from app.exchange.sheet_scan import SheetFacts, scan_sheet
from app.rules.errors import KnownError

_ROW = re.compile(rb'\s*<row r="(\d{1,7})"([^<>]*?)(/?)>')
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,5})")?(?: t="(s|n|str|b|e|inlineStr)")? ?'
    rb"(?:/>|>(?:<v>([^<&]*)</v>|<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)?</c>)|\s+|(.)",
    re.DOTALL,
)
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_DATA, _DATA_END, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_FIRST_DAY = date(1899, 12, 30)
_ODD_DAYS = 61
"""Excel counts a 29 February 1900; what lies before is left to the library."""
_LAST_DAY = 2_958_465

_SHORTEST_CELL = len('<c r="A1"/>')
_FEWEST_IN_BLOCK = 16

Row = tuple[int, list[RawCell]]


def read_plain(name: str, content: bytes, parts: Parts, budgets: Budgets) -> tuple[SheetFacts, list[Row | Block]]:
    """What lies beside the rows, and the rows. Raises NotPlainError, or KnownError as `scan_sheet`."""
    start, end = content.find(_DATA), content.find(_DATA_END)
    if start < 0 or end < start or content.find(b"<sheetData", end) >= 0 or content.find(b"<!", 0, start) >= 0:
        raise NotPlainError
    # More cells than may hold anything: too many, or empty ones, which the scan passes over more quickly.
    if end - start > budgets.cells * _SHORTEST_CELL and content.count(b"<c ", start, end) > budgets.cells:
        raise NotPlainError
    rows = content[start + len(_DATA) : end]
    facts = scan_sheet(name, content[: start + len(_DATA)] + content[end:], budgets)
    try:
        return facts, _Rows(name, parts, budgets, facts).read(rows)
    except (IndexError, ValueError) as error:  # a text or a style that is not there
        raise NotPlainError from error


class _Rows:
    def __init__(self, name: str, parts: Parts, budgets: Budgets, facts: SheetFacts) -> None:
        self._name, self._parts, self._budgets, self._facts = name, parts, budgets, facts
        self._columns: dict[bytes, int] = {}
        self._shapes = RowShapes(parts.texts, budgets.columns)
        self._last = 0

    def read(self, data: bytes) -> list[Row | Block]:
        found: list[Row | Block] = []
        place, end = 0, len(data)
        while place < end:
            # Where headings may still come, rows are read one by one.
            known = self._shapes.match(data, place) if len(found) >= LOOK_FOR else None
            if known is not None:
                shape, rows, place = known
                if len(rows) >= _FEWEST_IN_BLOCK:
                    found.append(self._block(shape, rows))
                else:
                    for each in rows:
                        found += self._taken(int(each[0]), each[1], self._shapes.row(shape, each))
                continue
            head = _ROW.match(data, place)
            if head is None:
                if data[place:].strip():
                    raise NotPlainError
                break
            row, place = self._any_row(data, head)
            found += self._taken(int(head[1]), head[2], row)
        return found

    def _taken(self, number: int, attributes: bytes, row: list[RawCell]) -> list[Row]:
        if number <= self._last:
            raise NotPlainError
        self._last = number
        if attributes and _HIDDEN.search(attributes):
            self._facts.hidden_rows.add(number)
        if row:
            self._count(number, row)
        return [(number, row)] if row else []

    def _block(self, shape: Shape, rows: list[Found]) -> Block:
        numbers = [int(each[0]) for each in rows]
        if numbers[0] <= self._last or not all(map(lt, numbers, islice(numbers, 1, None))):
            raise NotPlainError
        self._last = numbers[-1]
        odd = {marks for marks in {each[1] for each in rows} if _HIDDEN.search(marks)}
        hidden = [number for number, each in zip(numbers, rows, strict=True) if each[1] in odd] if odd else []
        block = self._shapes.block(shape, rows, hidden)
        facts, budgets = self._facts, self._budgets
        facts.hidden_rows.update(hidden)
        facts.cells += block.cells
        if self._last > budgets.rows:
            raise KnownError("file_beyond_rows", sheet=self._name, most=budgets.rows)
        facts.rows, facts.columns = self._last, max(facts.columns, len(block.columns))
        return block

    def _any_row(self, data: bytes, head: re.Match[bytes]) -> tuple[list[RawCell], int]:
        """The row's cells, and where the next row begins."""
        if head[3]:
            return [], head.end()
        stop = data.find(_ROW_END, head.end())
        if stop < 0:
            raise NotPlainError
        cells = _CELL.findall(data, head.end(), stop)
        row = self._row(head[1], cells)
        self._shapes.learn(cells, self._parts.styles, self._columns)
        return row, stop + len(_ROW_END)

    def _row(self, number: bytes, cells: list[tuple[bytes, ...]]) -> list[RawCell]:
        row: list[RawCell] = []
        columns, texts = self._columns, self._parts.texts
        for letters, own, style, kind, value, inline, odd in cells:
            if not letters:
                if odd:
                    raise NotPlainError
                continue
            if own != number:
                raise NotPlainError
            at = columns.get(letters) or self._column(letters)
            gap = at - len(row)
            if gap < 1:
                raise NotPlainError
            if gap > 1:
                row.extend([None] * (gap - 1))
            if kind == b"s":
                if not value.isdigit():
                    raise NotPlainError
                row.append(texts[int(value)])
            elif kind and kind != b"n":
                row.append(_other(kind, value, inline))
            else:
                row.append(self._figure(value, style) if value else None)
        return row

    def _figure(self, value: bytes, style: bytes) -> RawCell:
        shown = self._parts.styles[int(style)] if style else PLAIN
        return _number(value) if shown is PLAIN else self._styled(value, shown)

    def _column(self, letters: bytes) -> int:
        at = 0
        for mark in letters:
            at = at * 26 + mark - 64
        if at > 16_384:
            raise NotPlainError
        self._columns[letters] = at
        return at

    def _count(self, number: int, row: list[RawCell]) -> None:
        """What the scan would have counted; the same budgets hold."""
        facts, budgets = self._facts, self._budgets
        filled = len(row) - row.count(None)
        if not filled:
            return
        facts.cells += filled
        if number > budgets.rows or number < 1:
            raise KnownError("file_beyond_rows", sheet=self._name, most=budgets.rows)
        if len(row) > budgets.columns:
            facts.beyond = facts.beyond or any(cell is not None for cell in row[budgets.columns :])
            del row[budgets.columns :]
        facts.rows = number
        facts.columns = max(facts.columns, len(row))

    def _styled(self, value: bytes, style: str) -> RawCell:
        number = _number(value)
        if not isinstance(number, float):
            return number
        if style is PERCENT:
            return Odd("percent", number=number)
        if self._parts.counts_from_1904 or not _ODD_DAYS <= number <= _LAST_DAY or number != int(number):
            raise NotPlainError
        return _FIRST_DAY + timedelta(days=int(number))


def _number(value: bytes) -> RawCell:
    try:
        number = float(value)
    except ValueError:
        raise NotPlainError from None
    if number - number != 0 or b"_" in value:
        raise NotPlainError
    return number


def _other(kind: bytes, value: bytes, inline: bytes) -> RawCell:
    if kind == b"inlineStr":
        return unescaped(inline) or None
    if kind == b"b" and value in (b"0", b"1"):
        return Odd("truth", "TRUE" if value == b"1" else "FALSE")
    if kind == b"e" and value:
        return Odd("error", value.decode()[:40])
    if kind == b"str" and value:
        return unescaped(value)
    if not value:
        return None
    raise NotPlainError
