"""Every sheet of a workbook, row by row as it lies, sent from the child to its parent. Runs in the child only.

Lines: for each sheet {"sheet": name}, {"lie": [[number, [cells]], ...]} and {"sheet_whole": {}}.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from app.exchange.raw import packed
from app.exchange.row_shapes import Block
from app.exchange.table_child import ROWS_A_LINE, Cells, one_by_one


class _Sheet(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Iterator[Cells | Block]: ...


def send_sheets(line: Callable[[dict[str, Any]], None], sheets: Iterable[_Sheet]) -> None:
    for sheet in sheets:
        line({"sheet": sheet.name})
        batch: list[Any] = []
        for number, cells in one_by_one(sheet.rows):
            if any(cell is not None for cell in cells):
                batch.append([number, [packed(cell) for cell in cells]])
            if len(batch) >= ROWS_A_LINE:
                line({"lie": batch})
                batch = []
        line({"lie": batch})
        line({"sheet_whole": {}})
