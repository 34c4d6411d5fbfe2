"""How a whole plan lies in a workbook: a sheet a table. Written and read by the same names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.exchange import own_marks
from app.exchange.values_book import LONGEST_NAME, LONGEST_TEXT, units
from app.rules.whole_plan import Kind, StoredColumn

ABOUT, LONG_TEXTS, ORIGINALS, CHANGES = own_marks.WHOLE_PLAN, "Long texts", "Originals", "Changes"
MARK = "A whole plan of Driving Success"
VERSION = 1
"""Raised when a workbook of an older program could no longer be read as this one writes it."""
ROWS_A_SHEET = 1_000_000
"""Excel has room for 1,048,576; what is more goes on in a second sheet."""
LONG_HEADINGS = ("Sheet", "Id", "Column", "Part", "Written", "Text")
AS_IT_IS, ESCAPED = "as it is", "escaped"
"""A text that a cell cannot hold exactly is written as JSON writes it, with marks for what cannot be seen."""
ORIGINAL_HEADINGS = ("SHA-256", "Size", "Name", "In the file beside")

_LOOK_BACK = 1_000
_ODD = re.compile(r"[^\n\t\x20-\U0010ffff]|[\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$|^$")


def sheet_name(table: str, part: int = 1) -> str:
    """ "criterion_answer" is "Criterion answer table"; its second part "Criterion answer table 2"."""
    words, end = table.replace("_", " ").capitalize(), " table" if part == 1 else f" table {part}"
    return f"{words[: LONGEST_NAME - len(end)]}{end}"


def heading(column: StoredColumn) -> str:
    """What is read back. A link's and a period's own column says what it holds."""
    words = column.name.replace("_", " ").capitalize()
    if column.kind is Kind.PERIOD:
        return f"{words} key"
    return words


def told_heading(column: StoredColumn, taken: Iterable[str]) -> str:
    """The heading of the column beside it that is there to be read by people; "" where there is none."""
    if column.kind is Kind.PERIOD:
        words = column.name.replace("_", " ").capitalize()
    elif column.kind is Kind.LINK:
        words = column.name.removesuffix("_id").replace("_", " ").capitalize()
    else:
        return ""
    return f"{words} (name)" if words in taken else words


def holds(text: str) -> bool:
    """Whether a cell gives the text back exactly as it was put in."""
    return (len(text) <= LONGEST_TEXT // 2 or units(text) <= LONGEST_TEXT) and not _ODD.search(text)


def pieces(text: str) -> list[str]:
    """The text in parts that a cell holds, by Excel's own count, no letter divided."""
    found, start, room = [], 0, LONGEST_TEXT
    while start < len(text):
        part = text[start : start + room]
        while units(part) > room:
            part = part[: len(part) - max(1, (units(part) - room) // 2)]
        part = _not_beside_space(part, text[start + len(part) : start + len(part) + 1])
        found.append(part)
        start += len(part)
    return found or [""]


def _not_beside_space(part: str, following: str) -> str:
    """Cut inside a word: a space at a cell's end is easily lost."""
    if not following:
        return part
    end = len(part)
    while end > len(part) - _LOOK_BACK and (part[end - 1].isspace() or (part + following)[end].isspace()):
        end -= 1
    return part[:end] if end > len(part) - _LOOK_BACK else part
