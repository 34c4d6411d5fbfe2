"""A workbook of our own, sent cell by cell from the child to its parent. Runs in the child only.

Lines: {"form": mark}, then for each sheet {"grid": ...}, {"cells": [...]} and {"grid_end": {}}.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.exchange.own_marks import FORM, FORM_PROPERTY
from app.exchange.raw import RawCell, packed
from app.exchange.sheet_scan import at
from app.exchange.table_child import LONGEST_TEXT, ROWS_A_LINE, ReadSheet, one_by_one
from app.rules.errors import KnownError

MOST_ROWS, MOST_CELLS = 20_000, 500_000


def form_mark(names: Iterable[str], parts: Mapping[str, bytes] | None = None) -> str | None:
    """What a workbook of ours says of itself: its property's text, "" with the hidden sheet alone, else None."""
    for name, content in (parts or {}).items():
        if name.casefold() == "docprops/custom.xml":
            found = _property(content)
            if found is not None:
                return found
    return "" if FORM in names else None


def _property(content: bytes) -> str | None:
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(content)
    except Exception as error:  # a parser answers damage with several kinds of error
        raise KnownError("file_part_damaged", part="docProps/custom.xml") from error
    for each in root:
        if each.get("name") == FORM_PROPERTY:
            return "".join(each.itertext())[:4000]
    return None


def send_form(line: Callable[[dict[str, Any]], None], mark: str, sheets: Iterable[ReadSheet]) -> None:
    """Raises KnownError file_beyond_rows or file_too_many_cells: a return is smaller than a plain table."""
    line({"form": mark})
    sent = 0
    for sheet in sheets:
        line({"grid": _grid(sheet)})
        batch: list[Any] = []
        for number, cells in one_by_one(sheet.rows):
            filled = [
                [column, packed(_cut(cell))] for column, cell in enumerate(cells, 1) if cell is not None
            ]
            sent += len(filled)
            if sent > MOST_CELLS:
                raise KnownError("file_too_many_cells", sheet=sheet.name, most=MOST_CELLS)
            if filled and number > MOST_ROWS:
                raise KnownError("file_beyond_rows", sheet=sheet.name, most=MOST_ROWS)
            if filled:
                outside = [column for column, _ in filled if at(number, column) in sheet.facts.outside]
                batch.append([number, filled, outside])
            if len(batch) >= ROWS_A_LINE:
                line({"cells": batch})
                batch = []
        line({"cells": batch})
        line({"grid_end": {}})


def _grid(sheet: ReadSheet) -> dict[str, Any]:
    facts = sheet.facts
    return {
        "name": sheet.name,
        "state": sheet.state,
        "hidden_rows": sorted(facts.hidden_rows)[:MOST_ROWS],
        "hidden_columns": [list(each) for each in facts.hidden_columns[:200]],
        "merged": [list(each) for each in facts.merged[:1000]],
        "filtered": facts.filtered,
    }


def _cut(cell: RawCell) -> RawCell:
    return cell[:LONGEST_TEXT] if isinstance(cell, str) else cell
