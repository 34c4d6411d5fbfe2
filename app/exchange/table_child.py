"""Plain tables of readings, sent from the child to its parent. Runs in the child only.

Lines, for each sheet: {"table": ...}, then its rows below the headings, and {"sheet_end": ...}. Rows come one by one
in {"rows": [...]}, or many alike in {"block": ...}, a column at a time; a block's texts are named by their places,
and {"texts": [[place, text], ...]} says each once before it is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Protocol

from app.exchange.budgets import Budgets
from app.exchange.cell_names import cell_name, column_letters
from app.exchange.headings import LOOK_FOR, Headings, find_headings
from app.exchange.raw import RawCell, packed
from app.exchange.row_shapes import Block, Column
from app.exchange.sheet_scan import SheetFacts, at
from app.rules.errors import KnownError, Problem

ROWS_A_LINE = 500
LONGEST_TEXT = 60_000

Cells = tuple[int, list[RawCell]]


class ReadSheet(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def rows(self) -> Iterator[Cells | Block]: ...
    @property
    def facts(self) -> SheetFacts: ...


class _Sheet(ReadSheet, Protocol):
    @property
    def worksheet(self) -> bool: ...


def one_by_one(rows: Iterable[Cells | Block]) -> Iterator[Cells]:
    for each in rows:
        if isinstance(each, Block):
            yield from each.rows()
        else:
            yield each


def send_tables(write: Callable[[str], None], sheets: Iterable[_Sheet], budgets: Budgets) -> None:
    """`write` takes a line. Raises KnownError file_too_many_cells."""
    sending, sent = _Sending(write), 0
    for sheet in sheets:
        sent += sending.sheet(sheet, budgets.columns)
        if sent > budgets.cells:
            raise KnownError("file_too_many_cells", sheet=sheet.name, most=budgets.cells)


class _Sending:
    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._batch: list[Any] = []
        self._said: set[int] = set()
        """Places of the texts that the parent knows."""

    def _line(self, item: dict[str, Any]) -> None:
        self._write(json.dumps(item))

    def sheet(self, sheet: _Sheet, most: int) -> int:
        """Send a sheet of at most `most` columns; how many of its cells hold anything."""
        first = _first_rows(sheet.rows)
        headings, facts = find_headings(sheet.name, first), sheet.facts
        self._line({"table": _table(sheet, headings, most)})
        cells = hidden = 0
        for each in chain(first, sheet.rows):
            if isinstance(each, Block):
                cells += each.cells
                hidden += len(each.hidden)
                if headings.complete:
                    self._flush()
                    self._block(each, headings)
                continue
            number, row = each
            filled = len(row) - row.count(None)
            cells += filled
            if filled and number in facts.hidden_rows:
                hidden += 1
            if headings.complete and filled and number > headings.row:
                self._row(_row(number, row, headings, facts))
        self._flush()
        self._line({"sheet_end": {"cells": cells, "hidden_rows": hidden}})
        return cells

    def _row(self, row: list[Any]) -> None:
        self._batch.append(row)
        if len(self._batch) >= ROWS_A_LINE:
            self._flush()

    def _flush(self) -> None:
        if self._batch:
            self._line({"rows": self._batch})
            self._batch = []

    def _block(self, block: Block, headings: Headings) -> None:
        """As it is written: numbers and places are JSON already."""
        wanted = [
            block.columns[column - 1] if 0 < column <= len(block.columns) else None for column in headings.columns
        ]
        self._texts(block, wanted)
        columns = ",".join(
            "null" if each is None
            else f'{{"{"texts" if each.is_text else "figures"}":[{each.written.decode("ascii")}]}}'
            for each in wanted
        )  # fmt: skip
        numbers, hidden = block.numbers.decode("ascii"), json.dumps(block.hidden)
        self._write(f'{{"block":{{"numbers":[{numbers}],"hidden":{hidden},"columns":[{columns}]}}}}')

    def _texts(self, block: Block, wanted: list[Column | None]) -> None:
        named: set[int] = set()
        for each in wanted:
            if each is not None and each.is_text:
                named.update(map(int, set(each.written.split(b","))))
        new = named - self._said
        self._said |= new
        if new:
            self._line({"texts": [[place, block.texts[place][:LONGEST_TEXT]] for place in new]})


def _first_rows(rows: Iterator[Cells | Block]) -> list[Cells]:
    """So many that the headings are among them, if there are any."""
    found: list[Cells] = []
    for each in rows:
        found += each.rows() if isinstance(each, Block) else [each]
        if len(found) >= LOOK_FOR:
            break
    return found


def _table(sheet: _Sheet, headings: Headings, most: int) -> dict[str, Any]:
    facts = sheet.facts
    hidden = [column_letters(column) for column in headings.columns if column and facts.column_hidden(column)]
    notes = [
        Problem("heading_not_read", {"sheet": sheet.name, "cell": cell, "text": text[:80]})
        for cell, text in headings.not_read
    ]
    if not sheet.worksheet:
        notes.append(Problem("not_a_worksheet", {"sheet": sheet.name}))
    if facts.beyond:
        notes.append(Problem("columns_beyond", {"sheet": sheet.name, "column": column_letters(most)}))
    return {
        "name": sheet.name,
        "state": sheet.state,
        "row": headings.row,
        "columns": list(headings.columns),
        "hidden_columns": hidden,
        "filtered": facts.filtered,
        "problems": told([*headings.problems, *_merged(sheet, headings)]),
        "notes": told(notes),
    }


def _merged(sheet: _Sheet, headings: Headings) -> list[Problem]:
    """Merged cells among the figures: only the first cell of each holds its value."""
    if not headings.complete:
        return []
    columns = [column for column in headings.columns if column]
    found = []
    for top, left, bottom, right in sheet.facts.merged:
        if bottom > headings.row and any(left <= column <= right for column in columns):
            place = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            found.append(Problem("cells_merged", {"sheet": sheet.name, "cell": place}))
    return found[:200]


def _row(number: int, row: list[RawCell], headings: Headings, facts: SheetFacts) -> list[Any]:
    width, columns = len(row), headings.columns
    cells = [row[column - 1] if 0 < column <= width else None for column in columns]
    for place, cell in enumerate(cells):
        if cell.__class__ is str:
            if len(cell) > LONGEST_TEXT:
                cells[place] = cell[:LONGEST_TEXT]
        elif cell is not None and cell.__class__ is not float:
            cells[place] = packed(cell)
    outside = []
    if facts.outside:
        outside = [place for place, column in enumerate(columns) if column and at(number, column) in facts.outside]
    return [number, int(number in facts.hidden_rows), cells, outside]


def told(problems: Iterable[Problem]) -> list[Any]:
    return [[problem.code, dict(problem.facts)] for problem in problems]
