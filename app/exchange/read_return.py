"""Reads a file that may be a department's return: cell by cell if it is a form of ours, else as a plain table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.exchange.budgets import PLAIN_TABLE
from app.exchange.child_answer import Answer
from app.exchange.raw import RawCell, RawFile, unpacked
from app.exchange.reader import ask_child, file_error
from app.rules.errors import KnownError, Problem


@dataclass(frozen=True, slots=True)
class GridSheet:
    """One sheet of a form. `cells` by row and column from 1; what is not there is empty."""

    name: str
    state: str
    cells: dict[tuple[int, int], RawCell]
    rows: tuple[int, ...]
    """Numbers of the rows that hold anything, in order."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    filtered: bool = False
    outside: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> RawCell:
        return self.cells.get((row, column))

    def column_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form of ours as it came back. `data` are the very bytes that were read, `mark` its property's text."""

    name: str
    sha256: str
    data: bytes = field(repr=False)
    kind: str
    mark: str
    sheets: tuple[GridSheet, ...]
    notes: tuple[Problem, ...] = ()

    def sheet(self, name: str) -> GridSheet | None:
        folded = name.casefold()
        return next((each for each in self.sheets if each.name.strip().casefold() == folded), None)


def read_either(
    path: Path,
    *,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int], None] | None = None,
) -> RawFile | FormFile:
    """Raises KnownError "file_..." or return_file_changed, or Cancelled."""
    answer = FormAnswer(path.name)
    code = ask_child(path, PLAIN_TABLE, answer, wanted={"forms": True}, cancelled=cancelled, progress=progress)
    if answer.mark is None:
        return answer.result(code)
    sha256, kind, notes = answer.facts()
    return FormFile(
        path.name, sha256, same_bytes(path, sha256), kind, answer.mark, tuple(answer.grids), notes
    )


def same_bytes(path: Path, sha256: str) -> bytes:
    """The original, to be kept; only as long as it is what the child has read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        known = file_error(error, path)
        raise KnownError(known.problem.code, **{"file": path.name, **known.problem.facts}) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise KnownError("return_file_changed", file=path.name)
    return data


class FormAnswer(Answer):
    """`mark` stays None for a file that is no form of ours."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.mark: str | None = None
        self.grids: list[GridSheet] = []
        self._grid: dict[str, Any] = {}
        self._cells: dict[tuple[int, int], RawCell] = {}
        self._numbers: list[int] = []
        self._outside: set[tuple[int, int]] = set()

    def _take(self, item: dict[str, Any]) -> None:
        if "form" in item:
            self.mark = str(item["form"])
        elif "grid" in item:
            self._grid, self._cells, self._numbers, self._outside = item["grid"], {}, [], set()
        elif "cells" in item:
            self._take_cells(item["cells"])
        elif "grid_end" in item:
            self.grids.append(self._finished())
        else:
            super()._take(item)

    def _take_cells(self, rows: list[Any]) -> None:
        for number, cells, outside in rows:
            self._numbers.append(int(number))
            for column, cell in cells:
                self._cells[int(number), int(column)] = unpacked(cell)
            self._outside |= {(int(number), int(column)) for column in outside}
        self.rows += len(rows)

    def _finished(self) -> GridSheet:
        grid = self._grid
        return GridSheet(
            name=str(grid["name"]),
            state=str(grid["state"]),
            cells=self._cells,
            rows=tuple(self._numbers),
            hidden_rows=frozenset(int(row) for row in grid["hidden_rows"]),
            hidden_columns=tuple((int(first), int(last)) for first, last in grid["hidden_columns"]),
            merged=tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in grid["merged"]),
            filtered=bool(grid["filtered"]),
            outside=frozenset(self._outside),
        )

    def facts(self) -> tuple[str, str, tuple[Problem, ...]]:
        """Hash, kind and notes, once the child has ended."""
        done = self._done or {}
        notes = tuple(Problem(str(code), facts) for code, facts in done["notes"])
        return str(done["sha256"]), str(done["kind"]), notes
