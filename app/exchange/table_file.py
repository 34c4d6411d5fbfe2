"""A table as it stands on screen, to a workbook or to a CSV file."""

from __future__ import annotations

import csv
from datetime import date, datetime
from functools import partial
from io import StringIO
from pathlib import Path

from app.exchange.values_book import DRAFT, STARTS_A_FORMULA, ValuesBook, safe_text, save_book
from app.rules.shown_table import Amount, Cell, ShownTable
from app.rules.watch import UNWATCHED, Watch
from app.store.whole_file import save_bytes

CSV = ".csv"
_ROWS_A_LOOK = 500


def save_table(table: ShownTable, path: Path, moment: datetime, watch: Watch = UNWATCHED) -> int:
    """By the name's ending; how many rows it holds. Raises KnownError file_not_saved, Cancelled; never half a file."""
    if path.suffix.casefold() == CSV:
        save_bytes(path, csv_bytes(table, watch), what="The table")
    else:
        fill = partial(_fill, table, moment)
        save_book(path, table.title, moment, fill, watch, len(table.rows))
    return len(table.rows)


def _fill(table: ShownTable, moment: datetime, book: ValuesBook) -> None:
    book.table(table)
    book.about(
        (
            ("Table", table.title),
            *table.facts,
            ("Status", DRAFT if table.draft else ""),
            ("Written", f"{moment:%d/%m/%Y %H:%M}"),
        )
    )


def csv_bytes(table: ShownTable, watch: Watch = UNWATCHED) -> bytes:
    """UTF-8 with the mark by which Excel knows it; figures plain, days as dd/mm/yyyy."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([csv_text(column.title) for column in table.columns])
    for at, row in enumerate(table.rows):
        if at % _ROWS_A_LOOK == 0:
            watch.step(at, len(table.rows))
        writer.writerow([_csv_cell(cell) for cell in row])
    watch.check()
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return csv_text(cell)
    if isinstance(cell, Amount):
        cell = cell.value
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else f"{cell:.15g}"


def csv_text(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe; figures never come through here."""
    kept = safe_text(text)
    return f"'{kept}" if text.startswith(STARTS_A_FORMULA) or kept.startswith(STARTS_A_FORMULA) else kept
