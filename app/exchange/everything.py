"""Everything a plan holds to a workbook that it can be taken in from again, its originals beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from app.exchange.originals_file import save_originals
from app.exchange.plan_out import PlanSheets, originals_path
from app.exchange.quarter_workbook import add_quarter
from app.exchange.values_book import ValuesBook, save_book
from app.rules.whole_plan import Everything, WholePlan


@dataclass(frozen=True, slots=True)
class Saved:
    """`beside` is where the originals are, if there were any."""

    rows: int
    tables: int
    originals: int
    beside: Path


def write_originals(plan: WholePlan, path: Path, read: Callable[[str], bytes]) -> int:
    """The originals into the file beside the workbook `path`; how many. `read` gives the bytes of a hash.

    Raises KnownError file_not_saved, original_damaged.
    """
    return save_originals(originals_path(path), plan.originals, read)


def write_everything(found: Everything, path: Path, moment: datetime, originals: int) -> Saved:
    """The workbook, whole or not at all. Raises KnownError file_not_saved."""
    plan, beside = found.plan, originals_path(path)
    save_book(path, plan.name, moment, partial(_fill, found, moment, beside.name if originals else ""))
    return Saved(plan.rows, len(plan.tables), originals, beside)


def _fill(found: Everything, moment: datetime, beside: str, book: ValuesBook) -> None:
    if found.quarter is not None:
        add_quarter(book, found.quarter, moment)
    PlanSheets(book, found.plan).add(moment, beside)


def save_everything(found: Everything, path: Path, moment: datetime, read: Callable[[str], bytes]) -> Saved:
    """Both files, one after the other."""
    return write_everything(found, path, moment, write_originals(found.plan, path, read))
