"""A copy of a department's workbook with cells marked, made by the child: values only, no macro, no formula, no link.

Lines: {"book": "..."} in base64, as many as it takes.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from io import BytesIO
from typing import Any

from app.exchange.cell_names import parse_range
from app.exchange.query_layout import mark_cells, queries_sheet
from app.exchange.read_xlsx import library
from app.rules.errors import KnownError

_PIECE = 600_000


def send_marked(line: Callable[[dict[str, Any]], None], data: bytes, marks: list[list[Any]]) -> None:
    """Raises KnownError file_damaged_inside for what the library cannot hold as a whole."""
    openpyxl = library()
    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_vba=False, keep_links=False)
        sheets = {sheet.title.casefold(): sheet for sheet in book.worksheets}
        for sheet_name, cell, what, do, unreadable in marks:
            sheet, found = sheets.get(str(sheet_name).casefold()), parse_range(str(cell))
            if sheet is not None and found is not None:
                mark_cells(sheet, found[:2], str(what), str(do), unreadable=bool(unreadable))
        queries_sheet(book, marks)
        out = BytesIO()
        book.save(out)
    except Exception as error:  # a damaged part is answered with any kind of error
        raise KnownError("file_damaged_inside", reason=type(error).__name__) from error
    text = base64.b64encode(out.getvalue()).decode()
    for at in range(0, len(text), _PIECE):
        line({"book": text[at : at + _PIECE]})
