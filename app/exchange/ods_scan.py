"""What calamine does not tell of an .ods: errors, percentages, formulas without a value, merged and hidden cells.

One pass over content.xml, which has been checked for size and definitions before. Runs in the child only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from app.exchange.budgets import Budgets
from app.exchange.raw import Odd
from app.exchange.sheet_scan import SheetFacts
from app.rules.errors import KnownError

CONTENT = "content.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SHOWN = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_HIDDEN = ("collapse", "filter")


@dataclass(slots=True)
class OdsSheet:
    """`odd` by row and column, from 1: cells that are other than the value calamine gives of them."""

    facts: SheetFacts = field(default_factory=SheetFacts)
    odd: dict[tuple[int, int], Odd] = field(default_factory=dict)


def scan_ods(parts: dict[str, bytes], budgets: Budgets) -> dict[str, OdsSheet]:
    """By the sheet's name. Raises KnownError file_part_damaged."""
    scan = _Scan(budgets)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parser.Parse(parts.get(CONTENT, b""), True)
    except expat.ExpatError as error:
        raise KnownError("file_part_damaged", part=CONTENT) from error
    return scan.sheets


class _Scan:
    def __init__(self, budgets: Budgets) -> None:
        self.sheets: dict[str, OdsSheet] = {}
        self._budgets = budgets
        self._sheet: OdsSheet | None = None
        self._name = ""
        self._inside = 0
        self._row = self._column = 0
        self._rows = self._columns = 1
        """How often the row and the cell at hand are repeated."""
        self._error: list[str] | None = None

    def start(self, tag: str, about: dict[str, str]) -> None:
        space, _, name = tag.rpartition("}")
        if f"{space}}}" != _TABLE:
            return
        if name == "table":
            self._inside += 1
            if self._inside == 1:
                self._name = about.get(f"{_TABLE}name", "")
                self._sheet = self.sheets.setdefault(self._name, OdsSheet())
                self._row = self._column = 0
        elif self._sheet is None or self._inside > 1:
            return
        elif name == "table-column":
            self._add_column(about)
        elif name == "table-row":
            self._begin_row(about)
        elif name in ("table-cell", "covered-table-cell"):
            self._begin_cell(about)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2] if tag.startswith(_TABLE) else ""
        if name == "table":
            self._inside -= 1
            if not self._inside:
                self._sheet = None
        elif self._inside != 1:
            return
        elif name == "table-row":
            self._row += self._rows
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()

    def text(self, words: str) -> None:
        if self._error is not None:
            self._error.append(words)

    def _add_column(self, about: dict[str, str]) -> None:
        count = _count(about, "number-columns-repeated")
        if about.get(f"{_TABLE}visibility") in _HIDDEN and self._sheet is not None:
            self._sheet.facts.hidden_columns.append((self._column + 1, self._column + count))
        self._column += count

    def _begin_row(self, about: dict[str, str]) -> None:
        self._column, self._rows = 0, _count(about, "number-rows-repeated")
        hidden = about.get(f"{_TABLE}visibility")
        if hidden in _HIDDEN and self._sheet is not None:
            last = min(self._row + self._rows, self._budgets.rows)
            self._sheet.facts.hidden_rows.update(range(self._row + 1, last + 1))
            self._sheet.facts.filtered |= hidden == "filter"

    def _begin_cell(self, about: dict[str, str]) -> None:
        self._columns = _count(about, "number-columns-repeated")
        down, across = _count(about, "number-rows-spanned"), _count(about, "number-columns-spanned")
        row, column = self._row + 1, self._column + 1
        if self._sheet is None:
            return
        if down > 1 or across > 1:
            self._sheet.facts.merged.append((row, column, row + down - 1, column + across - 1))
        kind = about.get(f"{_OFFICE}value-type")
        if about.get(_SHOWN) == "error":
            self._error = []
        elif kind == "percentage":
            self._put(Odd("percent", number=_number(about.get(f"{_OFFICE}value", ""))))
        elif kind is None and f"{_TABLE}formula" in about:
            self._put(Odd("formula"))

    def _end_cell(self) -> None:
        if self._error is not None:
            self._put(Odd("error", "".join(self._error).strip()[:40]))
            self._error = None
        self._column += self._columns

    def _put(self, odd: Odd) -> None:
        """A repeated cell stands in each of its places, as far as they are read."""
        rows = range(self._row + 1, min(self._row + self._rows, self._budgets.rows) + 1)
        columns = range(self._column + 1, min(self._column + self._columns, self._budgets.columns) + 1)
        if self._sheet is None:
            return
        if len(self._sheet.odd) + len(rows) * len(columns) > self._budgets.cells:
            raise KnownError("file_too_many_cells", sheet=self._name, most=self._budgets.cells)
        self._sheet.odd.update(((row, column), odd) for row in rows for column in columns)


def _count(about: dict[str, str], name: str) -> int:
    text = about.get(f"{_TABLE}{name}", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
