"""What giving out costs: a list of 10,000 rows, and the six departments' workbooks."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from app.rules.shown_table import ShownTable, columns_of
from tests.bench import bench
from tests.bench._tables import HEADINGS, table

MOMENT = datetime(2010, 4, 16, 14, 2)
ROWS = 10_000


def cpu_medians(ours: Callable[[], Any], theirs: Callable[[], Any], rounds: int) -> tuple[float, float]:
    """Processor time in turns; the first of each only warms up."""
    found: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for kept, work in zip(found, (ours, theirs), strict=True):
            started = time.process_time()
            work()
            if turn:
                kept.append((time.process_time() - started) * 1000)
    return statistics.median(found[0]), statistics.median(found[1])


@bench("Export of a list of 10,000 rows, processor time", against="openpyxl, write only, the same cells", goal=0.6)
def export_of_10_000() -> tuple[float, float]:
    from app.exchange.table_file import save_table

    folder = Path(tempfile.mkdtemp())
    rows = table(ROWS)
    shown = ShownTable("Readings", columns_of(*((name, 0) for name in HEADINGS)), tuple(rows))

    def theirs() -> None:
        import openpyxl

        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Readings")
        for row in (HEADINGS, *rows):
            sheet.append(row)
        book.save(folder / "theirs.xlsx")

    found = cpu_medians(lambda: save_table(shown, folder / "ours.xlsx", MOMENT), theirs, 5)
    shutil.rmtree(folder)
    return found


@bench("Six departments' workbooks, processor time", against="the same cells written bare by the same library",
       goal=1.5)  # fmt: skip
def six_workbooks() -> tuple[float, float]:
    from app.exchange.return_workbook import save_form
    from app.store.queries.return_form import return_form
    from tests.bench._sample import departments, sample_store

    folder = Path(tempfile.mkdtemp())
    store = sample_store(folder)
    with store.reading() as session:
        forms = [return_form(session, department, quarter) for department, quarter in departments(session)]
    paths = [folder / f"{at}.xlsx" for at in range(len(forms))]

    def ours() -> None:
        for form, path in zip(forms, paths, strict=True):
            save_form(form, path, MOMENT)

    ours()
    cells = [_cells(path) for path in paths]

    def theirs() -> None:
        for at, sheets in enumerate(cells):
            _bare(sheets, folder / f"bare {at}.xlsx")

    found = cpu_medians(ours, theirs, 7)
    store.close()
    shutil.rmtree(folder)
    return found


def _cells(path: Path) -> dict[str, list[tuple[int, int, Any]]]:
    """Every value of the workbook by its place."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [
            (cell.row, cell.column, cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        for sheet in book
    }


def _bare(sheets: dict[str, list[tuple[int, int, Any]]], path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for row, column, value in cells:
            sheet.cell(row, column).value = value
    book.save(path)
