"""A workbook that is neither a form of ours nor a plain table: its cells, so that someone can say what is what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.exchange.budgets import PLAIN_TABLE
from app.exchange.raw import RawFile
from app.exchange.read_return import FormAnswer, FormFile, GridSheet, read_either, same_bytes
from app.exchange.reader import ask_child
from app.rules.errors import KnownError, Problem


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """`table` is what the reader of plain tables made of it, `data` the very bytes that were read."""

    name: str
    sha256: str
    data: bytes = field(repr=False)
    kind: str
    sheets: tuple[GridSheet, ...]
    notes: tuple[Problem, ...]
    table: RawFile = field(repr=False)

    @property
    def visible(self) -> tuple[GridSheet, ...]:
        """Sheets that may be mapped: shown, and not empty."""
        return tuple(sheet for sheet in self.sheets if sheet.state == "visible" and sheet.rows)


def read_any(
    path: Path,
    *,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int], None] | None = None,
) -> RawFile | FormFile | ForeignFile:
    """Raises KnownError "file_..." or return_file_changed, or Cancelled."""
    found = read_either(path, cancelled=cancelled, progress=progress)
    if isinstance(found, FormFile) or not _wants_mapping(found):
        return found
    answer = FormAnswer(path.name)
    try:
        wanted = {"cells": True}
        ask_child(path, PLAIN_TABLE, answer, wanted=wanted, cancelled=cancelled, progress=progress)
        sha256, kind, notes = answer.facts()
        data = same_bytes(path, sha256)
    except KnownError:  # too large to be mapped: what was said of it as a table stands
        return found
    return ForeignFile(path.name, sha256, data, kind, tuple(answer.grids), notes, found)


def _wants_mapping(raw: RawFile) -> bool:
    """It holds something to see, and no sheet of it has our headings."""
    visible = [sheet for sheet in raw.sheets if sheet.state == "visible"]
    if any(sheet.has_table and not _headings_wrong(sheet.problems) for sheet in visible):
        return False
    return any(sheet.cell_count for sheet in visible)


def _headings_wrong(problems: tuple[Problem, ...]) -> bool:
    return any(problem.code.startswith("heading_") for problem in problems)
