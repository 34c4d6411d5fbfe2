"""The columns of a form's sheet by their headings, wherever they stand now; rows with what the judges need."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.exchange.cell_names import cell_name, column_letters
from app.exchange.headings import LOOK_FOR
from app.exchange.raw import RawCell
from app.exchange.read_return import GridSheet
from app.exchange.return_layout import (
    ACTION_HEADINGS,
    ACTIONS,
    ASSESSMENT_HEADINGS,
    HEADING_ROW,
    ISSUE_HEADINGS,
    ISSUES,
    VALUE_HEADINGS,
    VALUES,
)
from app.rules.errors import Problem

_LIKE_ENOUGH = 0.7
_LAID_OUT = {VALUES: VALUE_HEADINGS, ISSUES: ISSUE_HEADINGS, ACTIONS: ACTION_HEADINGS}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's table. `columns` by heading; empty of rows where a heading is missing."""

    file: str
    sheet: GridSheet
    row: int
    columns: dict[str, int]
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    def rows(self) -> Iterator[int]:
        """Rows below the headings in which one of the table's columns holds something."""
        for row in self.sheet.rows:
            if row > self.row and any(self.cell(row, heading) is not None for heading in self.columns):
                yield row

    def cell(self, row: int, heading: str) -> RawCell:
        found = self.sheet.cell(row, self.columns[heading])
        return None if isinstance(found, str) and not found.strip() else found

    def name(self, row: int, heading: str) -> str:
        return cell_name(row, self.columns[heading])

    def place(self, row: int, heading: str) -> str:
        return f"{self.sheet.name}!{self.name(row, heading)}"

    def said(self, row: int, heading: str, code: str, /, **facts: object) -> Problem:
        where = {"file": self.file, "sheet": self.sheet.name, "cell": self.name(row, heading)}
        return Problem(code, {**where, **facts})


def find_table(file: str, sheet: GridSheet, headings: tuple[str, ...]) -> Table:
    row = _heading_row(sheet, headings)
    texts = _texts(sheet).get(row, {})
    where = {"file": file, "sheet": sheet.name}
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for heading in headings:
        found = sorted(column for column, text in texts.items() if _plain(text) == heading.casefold())
        if len(found) > 1:
            cells = [cell_name(row, column) for column in found]
            problems.append(
                Problem("heading_twice", {**where, "cell": cells[0], "heading": heading, "cells": cells})
            )
        elif found:
            columns[heading] = found[0]
        else:
            problems.append(_missing(where, row, heading, texts, headings))
    if problems:
        return Table(file, sheet, row, {}, tuple(problems))
    merged = tuple(_merged(where, sheet, row, columns))
    doubts, notes = _remarks(where, sheet, row, columns)
    return Table(file, sheet, row, columns, merged, doubts, notes)


def _heading_row(sheet: GridSheet, headings: tuple[str, ...]) -> int:
    """The row among the first that holds most of the headings; 5, where ours stand, if none does."""
    wanted = {heading.casefold() for heading in headings}
    best = (0, -HEADING_ROW)
    for row, texts in _texts(sheet).items():
        best = max(best, (len(wanted & {_plain(text) for text in texts.values()}), -row))
    return -best[1]


def _texts(sheet: GridSheet) -> dict[int, dict[int, str]]:
    """What is written in the sheet's first rows, by row and column."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        if row <= LOOK_FOR and isinstance(cell, str) and _plain(cell):
            found.setdefault(row, {})[column] = cell
    return found


def _missing(where: dict[str, str], row: int, heading: str, texts: dict[int, str],
             headings: tuple[str, ...]) -> Problem:  # fmt: skip
    known = {each.casefold() for each in headings}
    for column, text in sorted(texts.items()):
        like = difflib.SequenceMatcher(None, _plain(text), heading.casefold()).ratio()
        if _plain(text) not in known and like >= _LIKE_ENOUGH:
            facts = {**where, "cell": cell_name(row, column), "text": text[:80], "meant": heading}
            return Problem("heading_misspelt", facts)
    return Problem("return_heading_missing", {**where, "cell": f"row {row}", "heading": heading})


def remarks(
    table: Table, columns: Mapping[str, int]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems, doubts and notes of a mapped sheet: merged figures, hidden columns and rows, a filter."""
    where = {"file": table.file, "sheet": table.sheet.name}
    doubts, notes = _remarks(where, table.sheet, table.row, dict(columns))
    return tuple(_merged(where, table.sheet, table.row, dict(columns))), doubts, notes


def _merged(where: dict[str, str], sheet: GridSheet, row: int, columns: dict[str, int]) -> Iterator[Problem]:
    for top, left, bottom, right in sheet.merged[:200]:
        if bottom > row and any(left <= column <= right for column in columns.values()):
            place = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            yield Problem("cells_merged", {**where, "cell": place})


def _remarks(
    where: dict[str, str], sheet: GridSheet, heading_row: int, columns: dict[str, int]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    hidden = [column_letters(column) for column in columns.values() if sheet.column_hidden(column)]
    doubts = (Problem("columns_hidden", {**where, "columns": hidden}),) if hidden else ()
    notes = [Problem("sheet_filtered", where)] if sheet.filtered else []
    rows = [row for row in sheet.rows if row > heading_row and row in sheet.hidden_rows]
    if rows:
        notes.append(Problem("rows_hidden", {**where, "rows": rows}))
    laid_out = _LAID_OUT.get(sheet.name, ASSESSMENT_HEADINGS)
    moved = [
        heading
        for heading, column in columns.items()
        if heading in laid_out and laid_out.index(heading) + 1 != column
    ]
    if moved:
        notes.append(Problem("columns_moved", {**where, "headings": moved}))
    return doubts, tuple(notes)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\u200b", "").strip(" \t\r\n:*").split())
