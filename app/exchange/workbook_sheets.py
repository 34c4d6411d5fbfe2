"""The worksheets of an .xlsx, each read in the quickest way that is safe. Runs in the child only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.exchange.budgets import Budgets
from app.exchange.plain_parts import NotPlainError, Parts, shared_texts, styles_of
from app.exchange.plain_sheet import Row, read_plain
from app.exchange.row_shapes import Block
from app.exchange.sheet_scan import SheetFacts, scan_sheet
from app.exchange.workbook_parts import SheetPart, counts_from_1904, part, related_part

if TYPE_CHECKING:
    from app.exchange.read_xlsx import XlsxValues


class WorkbookSheets:
    """Sheets in the workbook's order; a sheet's part is let go once it is read."""

    def __init__(self, data: bytes, parts: dict[str, bytes], budgets: Budgets) -> None:
        self._data, self._parts, self._budgets = data, parts, budgets
        self._library: XlsxValues | None = None
        self._plain: Parts | None = None
        try:
            texts = shared_texts(related_part(parts, "sharedStrings"))
            styles = styles_of(related_part(parts, "styles"))
            self._plain = Parts(texts, styles, counts_from_1904(parts))
        except NotPlainError:
            pass

    def read(self, sheet: SheetPart) -> tuple[SheetFacts, Iterator[Row | Block]]:
        """Raises KnownError "file_beyond_rows", "file_too_many_cells", "file_part_damaged", "file_damaged_inside"."""
        content = part(self._parts, sheet.part)
        if self._plain is not None:
            try:
                facts, rows = read_plain(sheet.name, content, self._plain, self._budgets)
                return facts, iter(rows)
            except NotPlainError:
                pass
        facts = scan_sheet(sheet.name, content, self._budgets)
        return facts, self._opened().rows(sheet.name, facts)

    def _opened(self) -> XlsxValues:
        if self._library is None:
            from app.exchange.read_xlsx import XlsxValues

            self._library = XlsxValues(self._data)
        return self._library
