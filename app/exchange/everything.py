"""Everything a plan holds to a workbook that it can be taken in from again, its originals beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from app.exchange.originals_file import save_originals
from app.exchange.plan_out import PlanSheets, originals_path
from app.exchange.quarter_workbook import add_quarter, rows_of
from app.exchange.values_book import ValuesBook, save_book
from app.rules.watch import UNWATCHED, Watch
from app.rules.whole_plan import Everything, WholePlan
from app.store.whole_file import save_whole


@dataclass(frozen=True, slots=True)
class Saved:
    """`beside` is where the originals are, if there were any."""

    rows: int
    tables: int
    originals: int
    beside: Path


def write_originals(
    plan: WholePlan, path: Path, read: Callable[[str], bytes], watch: Watch = UNWATCHED
) -> int:
    """The originals into a file that `write_everything` puts beside the workbook; how many. `read` gives the bytes
    of a hash.

    Raises KnownError file_not_saved, original_damaged, and Cancelled.
    """
    return save_originals(_aside(path), plan.originals, read, watch)


def drop_originals(path: Path, _written: object = None) -> None:
    """Where no workbook is to follow: what was there before stays as it was."""
    _aside(path).unlink(missing_ok=True)


def _aside(path: Path) -> Path:
    beside = originals_path(path)
    return beside.with_name(f".{beside.name}.part")


def write_everything(
    found: Everything, path: Path, moment: datetime, originals: int, watch: Watch = UNWATCHED
) -> Saved:
    """The workbook, whole or not at all. Raises KnownError file_not_saved, Cancelled."""
    plan, beside = found.plan, originals_path(path)
    rows = plan.rows + len(plan.changes) + (rows_of(found.quarter) if found.quarter else 0)
    fill = partial(_fill, found, moment, beside.name if originals else "")
    try:
        save_book(path, plan.name, moment, fill, watch, rows)
        if originals:
            save_whole(beside, partial(_take, _aside(path)), what="The file with the originals")
    finally:
        drop_originals(path)
    return Saved(plan.rows, len(plan.tables), originals, beside)


def _take(aside: Path, part: Path) -> None:
    aside.replace(part)


def _fill(found: Everything, moment: datetime, beside: str, book: ValuesBook) -> None:
    if found.quarter is not None:
        add_quarter(book, found.quarter, moment)
    PlanSheets(book, found.plan).add(moment, beside)


def save_everything(found: Everything, path: Path, moment: datetime, read: Callable[[str], bytes]) -> Saved:
    """Both files, one after the other."""
    return write_everything(found, path, moment, write_originals(found.plan, path, read))
