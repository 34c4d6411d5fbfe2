"""Rows of one table that were added together: to history the same as any others, kept a column at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

Row = tuple[str, int, dict[str, Any] | None, dict[str, Any] | None]
"""Table, id, columns before (None: it did not exist), columns after (None: it is gone); values as stored."""


@dataclass(frozen=True, slots=True)
class ManyRows:
    """`columns`: every column of the table in its order, as stored, all equally long; the ids follow each other."""

    table: str
    columns: Mapping[str, Sequence[Any]]

    @property
    def ids(self) -> Sequence[int]:
        return self.columns["id"]

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Row]:
        names = tuple(self.columns)
        for number, values in zip(self.ids, zip(*self.columns.values(), strict=True), strict=True):
            yield self.table, number, None, dict(zip(names, values, strict=True))

    def as_written(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        """For each column "?", or the number or NULL that all rows have; and the rows' values of the former."""
        marks, given = [], []
        for name, values in self.columns.items():
            if name != "id" and not isinstance(values[0], str) and _all_alike(values):
                marks.append("NULL" if values[0] is None else str(values[0]))
            else:
                marks.append("?")
                given.append(values)
        return marks, list(zip(*given, strict=True))

    def payload(self) -> str:
        """The rows as JSON writes them, with commas between, and put together by what they have in common."""
        count = len(self)
        (table, *names), columns = _written([self.table, *self.columns]), self.columns.values()
        pieces: list[str | list[str]] = [f"[{table},", _written(self.ids), ",null,{"]
        for at, (name, values) in enumerate(zip(names, columns, strict=True)):
            pieces.append(f"{',' if at else ''}{name}:")
            pieces.append(_written(values[:1])[0] if _all_alike(values) else _written(values))
        pieces.append("}]")
        return ",".join(map("".join, zip(*_runs(pieces, count), strict=True)))


def _written(values: Sequence[Any]) -> list[str]:
    """Each as JSON. A line break divides them: in JSON it never stands in a text."""
    return json.dumps(list(values), ensure_ascii=False, separators=("\n", ":"))[1:-1].split("\n")


def _all_alike(values: Sequence[Any]) -> bool:
    """One text, whole number or nothing in all of them; 0.0 and -0.0 are equal, and written differently."""
    first = values[0]
    if first is not None and first.__class__ not in (str, int):
        return False
    return list(values).count(first) == len(values) and all(value.__class__ is first.__class__ for value in values)


def _runs(pieces: Sequence[str | list[str]], count: int) -> Iterator[Iterator[str] | list[str]]:
    """What all rows have in common is said once between two columns."""
    common = ""
    for piece in pieces:
        if isinstance(piece, str):
            common += piece
            continue
        if common:
            yield repeat(common, count)
        common = ""
        yield piece
    yield repeat(common, count)
