"""A table as text (.csv, .tsv, .txt): its encoding and separator are worked out. Runs in the child only."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from app.exchange.budgets import Budgets
from app.exchange.headings import LOOK_FOR, find_headings
from app.exchange.raw import RawCell
from app.rules.errors import KnownError

_SEPARATORS = (",", ";", "\t", "|")
_LONGEST_FIELD = 1_000_000
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


@dataclass(frozen=True, slots=True)
class TextTable:
    encoding: str
    separator: str
    text: str

    def rows(self, sheet: str, budgets: Budgets) -> Iterator[tuple[int, list[RawCell]]]:
        """Row number and cells. Raises KnownError "file_beyond_rows", "file_not_a_table" and the like."""
        for number, cells in enumerate(_records(self.text, self.separator), 1):
            if number > budgets.rows + LOOK_FOR:
                raise KnownError("file_beyond_rows", sheet=sheet, most=budgets.rows)
            while cells and not cells[-1].strip():
                cells.pop()
            yield number, [_plain(cell) if cell.strip() else None for cell in cells[: budgets.columns]]


def _plain(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running the text, as our own tables have it."""
    return cell[1:] if cell.startswith("'") and cell.startswith(_RUNS, 1) else cell


def open_text(data: bytes, sheet: str) -> TextTable:
    """Raises KnownError "file_not_a_table" for bytes that are no text."""
    encoding, text = _decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return TextTable(encoding, _separator(text, sheet), text)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return encoding, _strictly(data[len(mark) :], encoding)
    if b"\0" in data[:4096]:
        return _decode_wide(data)
    try:
        return "utf-8", _checked(data.decode("utf-8"), data)
    except UnicodeDecodeError:
        return "windows-1252", _checked(data.decode("cp1252", errors="replace"), data)


def _decode_wide(data: bytes) -> tuple[str, str]:
    """UTF-16 without its mark: of plain text, every other byte is zero."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 4 > max(even, odd) or max(even, odd) * 4 < len(head):
        raise KnownError("file_not_a_table")
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    return encoding, _strictly(data, encoding)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding), b"")
    except UnicodeDecodeError as error:
        raise KnownError("file_not_a_table") from error


def _checked(text: str, data: bytes) -> str:
    if data and sum(data.count(mark) for mark in _CONTROL) * 100 > len(data):
        raise KnownError("file_not_a_table")
    if "\0" in text:
        raise KnownError("file_not_a_table")
    return text


def _separator(text: str, sheet: str) -> str:
    """The separator that shows our headings; otherwise the one that cuts the first lines most alike."""
    best, best_score = ",", (-1, 0)
    for separator in _SEPARATORS:
        rows: list[tuple[int, list[RawCell]]] = []
        try:
            for number, cells in enumerate(_records(text[:200_000], separator), 1):
                rows.append((number, list(cells)))
                if number >= LOOK_FOR:
                    break
        except KnownError:
            continue
        headings = find_headings(sheet, rows)
        found = sum(1 for column in headings.columns if column)
        widths = [len(cells) for _, cells in rows if len(cells) > 1]
        score = (found, len(widths))
        if score > best_score:
            best, best_score = separator, score
    return best


def _records(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise KnownError("file_not_a_table") from error
