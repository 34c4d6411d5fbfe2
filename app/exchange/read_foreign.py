"""The values of .xls, .xlsb and .ods through calamine. Runs in the child only: damage can end the process.

Of an .ods its own text tells what calamine does not. In the others cells that show an error arrive empty, and what is
hidden is not told; a note says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from app.exchange.budgets import Budgets
from app.exchange.ods_scan import scan_ods
from app.exchange.raw import Odd, RawCell
from app.exchange.sheet_scan import SheetFacts
from app.rules.errors import KnownError


class ForeignValues:
    """An open workbook of an older or foreign format."""

    def __init__(
        self, data: bytes, budgets: Budgets, path: str = "", ods: dict[str, bytes] | None = None
    ) -> None:
        """`path`: an .xls, of which only the file itself makes calamine say that it has a password.

        `ods`: the parts of an .ods.
        """
        from python_calamine import CalamineWorkbook

        self._budgets = budgets
        try:
            self._book = CalamineWorkbook.from_filelike(BytesIO(data))
        except BaseException as error:  # calamine's panics are no Exception
            raise _refusal(_said_of(path) or error) from error
        self._ods = scan_ods(ods, budgets) if ods is not None else {}

    def sheets(self) -> list[tuple[str, str]]:
        """Name and state (visible, hidden, veryhidden) of each worksheet."""
        return [
            (sheet.name, str(sheet.visible).rpartition(".")[2].lower())
            for sheet in self._book.sheets_metadata
            if str(sheet.typ).endswith("WorkSheet")
        ]

    def rows(self, sheet: str) -> Iterator[tuple[int, list[RawCell]]]:
        try:
            found = self._book.get_sheet_by_name(sheet)
            self._check_size(sheet, found)
            lines = found.to_python(skip_empty_area=False)
        except KnownError:
            raise
        except BaseException as error:
            raise _refusal(error) from error
        odd = self._ods[sheet].odd if sheet in self._ods else {}
        for number, cells in enumerate(lines, 1):
            plain = [_plain(cell) for cell in cells[: self._budgets.columns]]
            yield number, [odd.get((number, at), cell) for at, cell in enumerate(plain, 1)] if odd else plain

    def facts(self, sheet: str) -> SheetFacts:
        """All of an .ods; of an .xls its merged cells."""
        if sheet in self._ods:
            return self._ods[sheet].facts
        try:
            merged = self._book.get_sheet_by_name(sheet).merged_cell_ranges or ()
        except BaseException as error:
            raise _refusal(error) from error
        places = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged]
        return SheetFacts(merged=places)

    def _check_size(self, sheet: str, found: Any) -> None:
        last_row, last_column = found.end or (0, 0)
        if last_row >= self._budgets.rows:
            raise KnownError("file_beyond_rows", sheet=sheet, most=self._budgets.rows)
        if (last_row + 1) * (last_column + 1) > self._budgets.cells:
            raise KnownError("file_too_many_cells", sheet=sheet, most=self._budgets.cells)


def _plain(cell: Any) -> RawCell:
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return Odd("truth", str(cell).upper())
    if isinstance(cell, (int, float)):
        return float(cell) if math.isfinite(cell) else Odd("other", str(cell))
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else Odd("other", str(cell)[:40])


def _said_of(path: str) -> BaseException | None:
    from python_calamine import CalamineWorkbook

    if path:
        try:
            CalamineWorkbook.from_path(path)
        except BaseException as error:  # noqa: BLE001 - it is handed back, not swallowed
            return error
    return None


def _refusal(error: BaseException) -> KnownError:
    words = f"{type(error).__name__} {error}".lower()
    if "password" in words or "encrypt" in words:
        return KnownError("file_password")
    return KnownError("file_damaged_inside", reason=type(error).__name__)
