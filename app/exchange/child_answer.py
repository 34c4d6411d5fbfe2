"""The child's lines put together again. What it sends is checked: it may have been taken over."""

from __future__ import annotations

import json
from itertools import repeat
from typing import Any

from app.exchange.raw import KEYS, RawCell, RawFile, RawRow, RawSheet, unpacked
from app.rules.errors import KnownError, Problem

_SHORT, _MOST_SAID = 60, 20_000


class Answer:
    """A plain table as the child sends it, see `table_child`; other answers are made from this one."""

    def __init__(self, name: str) -> None:
        self.rows = 0
        self._name = name
        self._sheets: list[RawSheet] = []
        self._table: dict[str, Any] = {}
        self._read: list[RawRow] = []
        self._done: dict[str, Any] | None = None
        self._said: dict[str, str] = {}
        self._texts: dict[int, str] = {}

    def take(self, line: bytes) -> None:
        try:
            self._take(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KnownError("file_reader_stopped") from error

    def _take(self, item: dict[str, Any]) -> None:
        if "fault" in item:
            raise KnownError(str(item["fault"]), **item["facts"])
        if "table" in item:
            self._table, self._read = item["table"], []
        elif "rows" in item:
            self._read += [
                RawRow(int(number), bool(hidden), self._kept_once(cells), tuple(outside))
                for number, hidden, cells, outside in item["rows"]
            ]
            self.rows += len(item["rows"])
        elif "block" in item:
            self._block(item["block"])
        elif "texts" in item:
            self._texts.update((int(place), str(text)) for place, text in item["texts"])
        elif "sheet_end" in item:
            self._sheets.append(self._sheet(item["sheet_end"]))
        elif "done" in item:
            self._done = item["done"]

    def _block(self, block: dict[str, Any]) -> None:
        numbers = [int(number) for number in block["numbers"]]
        columns = [self._column(each, len(numbers)) for each in block["columns"]]
        if len(columns) != len(KEYS):
            raise ValueError("not the columns of a table of readings")
        hidden = frozenset(block["hidden"])
        marks = map(hidden.__contains__, numbers) if hidden else repeat(False, len(numbers))
        self._read += map(RawRow, numbers, marks, zip(*columns, strict=True))
        self.rows += len(numbers)

    def _column(self, column: dict[str, list[Any]] | None, count: int) -> list[RawCell]:
        """Raises ValueError for one of another length, KeyError for a text that was never said."""
        if column is None:
            return [None] * count
        cells: list[RawCell] = (
            list(map(self._texts.__getitem__, column["texts"]))
            if "texts" in column
            else list(map(float, column["figures"]))
        )
        if len(cells) != count:
            raise ValueError("a column of another length")
        return cells

    def _kept_once(self, cells: list[Any]) -> tuple[RawCell, ...]:
        """Texts that come again and again are kept once."""
        said = self._said
        found: list[RawCell] = []
        for cell in cells:
            if cell.__class__ is str:
                found.append(said.setdefault(cell, cell) if len(cell) <= _SHORT else cell)
            else:
                found.append(cell if cell is None or cell.__class__ is float else unpacked(cell))
        if len(said) > _MOST_SAID:
            said.clear()
        return tuple(found)

    def _sheet(self, end: dict[str, Any]) -> RawSheet:
        table = self._table
        return RawSheet(
            name=str(table["name"]),
            state=str(table["state"]),
            columns=tuple(int(column) for column in table["columns"]),
            heading_row=int(table["row"]),
            cell_count=int(end["cells"]),
            hidden_rows=int(end["hidden_rows"]),
            hidden_columns=tuple(str(column) for column in table["hidden_columns"]),
            filtered=bool(table["filtered"]),
            problems=_problems(table["problems"]),
            notes=_problems(table["notes"]),
            rows=tuple(self._read),
        )

    def check(self, code: int | None, name: str) -> None:
        """Raise KnownError file_reader_stopped where the child fell silent before its end."""
        if self._done is None:
            raise KnownError("file_reader_stopped", file=name, exit=code)

    def result(self, code: int | None) -> RawFile:
        self.check(code, self._name)
        done = self._done or {}
        kind, notes = str(done["kind"]), _problems(done["notes"])
        return RawFile(self._name, str(done["sha256"]), int(done["size"]), kind, tuple(self._sheets), notes)


def _problems(items: list[Any]) -> tuple[Problem, ...]:
    return tuple(Problem(str(code), facts) for code, facts in items)
