"""The query list for a department: a copy of its own workbook with the cells marked that it is asked about."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import astuple
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.exchange.budgets import PLAIN_TABLE
from app.exchange.cell_names import parse_range
from app.exchange.cells import read_words
from app.exchange.child_answer import Answer
from app.exchange.query_layout import mark_cells, queries_sheet
from app.exchange.read_return import FormAnswer, GridSheet
from app.exchange.reader import ask_child
from app.rules.errors import KnownError
from app.rules.return_queries import QueryMark
from app.store.whole_file import save_bytes


def save_query_list(
    data: bytes, name: str, marks: Sequence[QueryMark], path: Path, cancelled: Callable[[], bool] | None = None
) -> None:
    """Whole or not at all. Raises KnownError "file_..." or file_not_saved, or Cancelled."""
    save_bytes(path, marked_copy(data, name, marks, cancelled), what="The query list")


def query_name(name: str) -> str:
    """ "CS return 2009-10-Q4 queries.xlsx": always a workbook without macros."""
    return f"{Path(name).stem} queries.xlsx"


def marked_copy(
    data: bytes, name: str, marks: Sequence[QueryMark], cancelled: Callable[[], bool] | None = None
) -> bytes:
    """The guarded child makes it; of a format that is not .xlsx the values are set out anew."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"return{Path(name).suffix.lower()}"
        path.write_bytes(data)
        answer = _MarkedAnswer(name)
        wanted = {"marks": [list(astuple(mark)) for mark in marks]}
        try:
            ask_child(path, PLAIN_TABLE, answer, wanted=wanted, cancelled=cancelled)
        except KnownError as error:
            if error.problem.code not in ("file_damaged_inside", "file_reader_stopped", "file_too_slow"):
                raise
        return answer.book or _set_out(_sheets(path, cancelled), marks)


class _MarkedAnswer(Answer):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._pieces: list[str] = []

    @property
    def book(self) -> bytes:
        return base64.b64decode("".join(self._pieces)) if self._done is not None else b""

    def _take(self, item: dict[str, Any]) -> None:
        if "book" in item:
            self._pieces.append(str(item["book"]))
        else:
            super()._take(item)


def _sheets(path: Path, cancelled: Callable[[], bool] | None) -> list[GridSheet]:
    answer = FormAnswer(path.name)
    ask_child(path, PLAIN_TABLE, answer, wanted={"cells": True}, cancelled=cancelled)
    return answer.grids


def _set_out(sheets: Sequence[GridSheet], marks: Sequence[QueryMark]) -> bytes:
    """Text, numbers and dates in their cells, and nothing else of the old workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for grid in sheets:
        sheet = book.create_sheet(_title(grid.name, book.sheetnames))
        for (row, column), value in sorted(grid.cells.items()):
            cell = sheet.cell(row, column)
            if isinstance(value, float | date):
                cell.value = value
            else:
                cell._value, cell.data_type = read_words(value) if not isinstance(value, str) else value, "s"
        for mark in marks:
            found = parse_range(mark.cell)
            if mark.sheet.casefold() == grid.name.casefold() and found is not None:
                mark_cells(sheet, found[:2], mark.what, mark.do, unreadable=mark.unreadable)
    queries_sheet(book, [list(astuple(mark)) for mark in marks])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _title(name: str, taken: Sequence[str]) -> str:
    fit = "".join(mark for mark in name if mark not in "[]:*?/\\" and mark.isprintable()).strip("'")[:31]
    return fit if fit and fit not in taken else f"Sheet {len(taken) + 1}"
