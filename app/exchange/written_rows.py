"""A sheet whose rows are written as XML at once, where a table has too many cells to hold each as an object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from xlsxwriter.worksheet import Worksheet

from app.exchange.cell_names import column_letters
from app.exchange.values_book import STARTS_A_FORMULA, safe_text
from app.rules.shown_table import Amount, Cell

if TYPE_CHECKING:
    from app.exchange.values_book import ValuesBook

_LINE, _MOST_LINES = 14.0, 28
"""Points; a row is at most 409 high."""
_PLAIN = {int, float}


class RowsSheet(Worksheet):  # type: ignore[misc]
    """Its cells are those of `hold`; a cell written in any other way would be lost."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Sequence[Cell]] = ()
        self._lines: list[str] = []

    def hold(self, rows: Sequence[Sequence[Cell]], lines: list[str], columns: int) -> None:
        """The rows as they were given, headings first, and as they are written."""
        self._rows, self._lines = rows, lines
        self.dim_rowmin, self.dim_rowmax, self.dim_colmin, self.dim_colmax = 0, len(lines) - 1, 0, columns - 1

    def _write_sheet_data(self) -> None:
        self._xml_start_tag("sheetData")
        self.fh.write("".join(self._lines))
        self._xml_end_tag("sheetData")

    def _get_range_data(self, row: int, column: int, last_row: int, last_column: int) -> list[str | None]:
        """What a chart keeps of the cells it is drawn from."""
        return [
            _charted(cells[at]) for cells in self._rows[row : last_row + 1] for at in range(column, last_column + 1)
        ]


def _charted(cell: Cell) -> str | None:
    value = cell.value if isinstance(cell, Amount) else cell
    return f"{value:.16g}" if isinstance(value, int | float) else value if isinstance(value, str) else None


class RowWriter:
    """One table's cells as XML. What is the same in many cells, a text or a look, is made once."""

    def __init__(self, book: ValuesBook, sheet: Any, widths: Sequence[int], numbers: Sequence[Any]) -> None:
        self._book, self._sheet, self._widths = book, sheet, widths
        self._letters = [f'<c r="{column_letters(at + 1)}' for at in range(len(widths))]
        self._numbers = [f'" s="{look._get_xf_index()}"><v>' for look in numbers]
        self._texts: list[dict[str, tuple[str, int]]] = [{} for _ in widths]

    def row(self, line: int, cells: Sequence[Cell], looks: Mapping[int, Any] | None = None) -> str:
        """`line` from 1. `looks`: of texts by their columns, in place of the usual one."""
        parts, lines, texts, letters = [], 1, self._texts, self._letters
        for at, cell in enumerate(cells):
            kind = cell.__class__
            if kind is str and not looks:
                found = texts[at].get(cell)  # type: ignore[arg-type]
                if found is None:
                    found = texts[at][cell] = self._text(at, cell)  # type: ignore[arg-type, index]
                else:
                    self._book.book.str_table.count += 1
                written, tall = found
                lines = max(lines, tall)
            elif kind in _PLAIN:
                written = f"{self._numbers[at]}{_number(cell)}</v></c>"  # type: ignore[arg-type]
            elif cell is None:
                continue
            else:
                written, tall = self._other(at, cell, (looks or {}).get(at))
                lines = max(lines, tall)
            if written:
                parts.append(f"{letters[at]}{line}{written}")
        height = f' ht="{_LINE * lines:g}" customHeight="1"' if lines > 1 else ""
        return f'<row r="{line}"{height}>{"".join(parts)}</row>'

    def _text(self, at: int, cell: str, look: Any = None) -> tuple[str, int]:
        """Text stays text, whatever it begins with."""
        text = safe_text(cell)
        if not text:
            return "", 1
        if look is None:
            look = self._book.quoted if text.startswith(STARTS_A_FORMULA) else self._book.text
        index = self._book.book.str_table._get_shared_string_index(text)
        width = self._widths[at]
        tall = _lines(text, width) if len(text) >= width or "\n" in text else 1
        return f'" s="{look._get_xf_index()}" t="s"><v>{index}</v></c>', tall

    def _other(self, at: int, cell: Cell, look: Any) -> tuple[str, int]:
        if isinstance(cell, str):
            return self._text(at, str(cell), look)
        if isinstance(cell, Amount):
            if cell.value is None:
                return "", 1
            number = self._book.number(cell.unit, cell.decimals)
            return f'" s="{number._get_xf_index()}"><v>{_number(cell.value)}</v></c>', 1
        if isinstance(cell, date):
            days = self._sheet._convert_date_time(cell)
            return f'" s="{self._book.day(cell)._get_xf_index()}"><v>{days:.16G}</v></c>', 1
        return f"{self._numbers[at]}{_number(float(cell or 0))}</v></c>", 1


def _number(value: float) -> str:
    """All the places it has. Raises ValueError for what is no number: a workbook with one does not open."""
    text = repr(value)
    if "n" in text:  # nan, inf
        raise ValueError(f"{text} is no number for a cell")
    return text


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column `width` letters wide: programs that do not measure need the height."""
    found = sum(len(wrap(part, max(width - 1, 4))) or 1 for part in text[:2000].split("\n"))
    return min(found, _MOST_LINES)
