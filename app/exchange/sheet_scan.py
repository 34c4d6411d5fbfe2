"""One pass over a sheet's own XML for what the library does not tell.

How far the sheet goes, formulas that were never calculated or reach outside, hidden rows and columns,
merged cells and filters. It walks the cells that are there; the declared range is not believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from app.exchange.budgets import Budgets
from app.exchange.cell_names import parse_cell, parse_range
from app.rules.errors import KnownError

_OUTSIDE = re.compile(r"\[\d+\]|\[[^\]]+\.xl|WEBSERVICE|FILTERXML|RTD\s*\(|\|\s*'", re.IGNORECASE)
_FURTHEST_COLUMN = 16_384
_COLUMN_BITS = 15


@dataclass(slots=True)
class SheetFacts:
    """Rows and columns count from 1. Cells in the sets are keyed by `at(row, column)`."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    never_calculated: set[int] = field(default_factory=set)
    outside: set[int] = field(default_factory=set)
    filtered: bool = False
    beyond: bool = False
    """Cells to the right of the columns that are read hold something."""

    def column_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def at(row: int, column: int) -> int:
    return (row << _COLUMN_BITS) | column


def scan_sheet(name: str, content: bytes, budgets: Budgets) -> SheetFacts:
    """Raises KnownError "file_beyond_rows", "file_too_many_cells" or "file_part_damaged"."""
    scan = _Scan(name, budgets)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise KnownError("file_part_damaged", part=name, sheet=name) from error
    return scan.facts


class _Scan:
    def __init__(self, name: str, budgets: Budgets) -> None:
        self.name = name
        self.budgets = budgets
        self.facts = SheetFacts()
        self._row = 0
        self._column = 0
        self._formula: list[str] | None = None
        self._in_formula = False
        self._has_value = False
        self._was_calculated = False
        self._in_value = False
        self._is_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        if local == "c":
            self._start_cell(attributes)
        elif local == "row":
            self._start_row(attributes)
        elif local == "f":
            self._formula, self._in_formula = [], True
        elif local in ("v", "t"):
            self._in_value = self._was_calculated = True
        elif local in ("col", "mergeCell", "autoFilter"):
            self._start_other(local, attributes)

    def _start_other(self, local: str, attributes: dict[str, str]) -> None:
        facts = self.facts
        if local == "autoFilter":
            facts.filtered = True
        elif local == "mergeCell":
            merged = parse_range(attributes.get("ref", ""))
            if merged and merged[:2] != merged[2:]:
                facts.merged.append(merged)
        elif attributes.get("hidden") in ("1", "true"):
            facts.hidden_columns.append((_whole(attributes.get("min")), _whole(attributes.get("max"))))

    def _start_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        self._row = self._row + 1 if written is None else _whole(written)
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        if written is None:
            self._column += 1
        else:
            found = parse_cell(written)
            if found is None or found[1] > _FURTHEST_COLUMN:
                raise KnownError("file_not_by_excel", what="cell", sheet=self.name)
            self._row, self._column = found
        self._formula, self._has_value, self._was_calculated = None, False, False
        self._is_text = attributes.get("t") == "str"

    def text(self, data: str) -> None:
        if self._in_formula and self._formula is not None:
            self._formula.append(data)
        elif self._in_value and data.strip():
            self._has_value = True

    def end(self, tag: str) -> None:
        local = tag.rpartition("}")[2]
        if local == "f":
            self._in_formula = False
        elif local in ("v", "t"):
            self._in_value = False
        elif local == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        facts = self.facts
        if self._formula is not None:
            # An empty value is an answer only where the answer is a text: openpyxl writes one for none.
            if not self._was_calculated or not (self._has_value or self._is_text):
                facts.never_calculated.add(at(self._row, self._column))
            elif _OUTSIDE.search("".join(self._formula)):
                facts.outside.add(at(self._row, self._column))
        elif not self._has_value:
            return
        # A far cell that is only coloured does no harm; what counts is what a cell holds.
        facts.cells += 1
        if not 1 <= self._row <= self.budgets.rows:
            raise KnownError("file_beyond_rows", sheet=self.name, most=self.budgets.rows)
        if self._column > self.budgets.columns:
            facts.beyond = True
        else:
            facts.rows = max(facts.rows, self._row)
            facts.columns = max(facts.columns, self._column)
        if facts.cells > self.budgets.cells:
            raise KnownError("file_too_many_cells", sheet=self.name, most=self.budgets.cells)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
