"""The values of an .xlsx through openpyxl, with what `sheet_scan` saw beside them. Runs in the child only."""

from __future__ import annotations

import math
import os
import sys
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from app.exchange.raw import Odd, RawCell
from app.exchange.sheet_scan import SheetFacts, at
from app.rules.errors import KnownError


class XlsxValues:
    """An open workbook. Values are those Excel stored; nothing is calculated and no link is followed."""

    def __init__(self, data: bytes) -> None:
        openpyxl = library()
        _without_named_styles()
        warnings.simplefilter("ignore")
        try:
            self._book = openpyxl.load_workbook(
                BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
        except Exception as error:  # a damaged part is answered with any kind of error
            raise KnownError("file_damaged_inside", reason=type(error).__name__) from error

    def rows(self, sheet: str, facts: SheetFacts) -> Iterator[tuple[int, list[RawCell]]]:
        """Row number and cells from column 1. Raises KnownError "file_damaged_inside"."""
        if not facts.cells:
            return
        try:
            found = self._book[sheet]
            found.reset_dimensions()
            for number, cells in enumerate(found.iter_rows(max_row=facts.rows, max_col=facts.columns), 1):
                yield number, [_plain(cell, facts, number, column) for column, cell in enumerate(cells, 1)]
        except KnownError:
            raise
        except Exception as error:
            raise KnownError("file_damaged_inside", sheet=sheet, reason=type(error).__name__) from error


def _without_named_styles() -> None:
    """A cell's number format is all that is asked here; twenty thousand unused styles would cost seconds."""
    from openpyxl.styles.named_styles import NamedStyleList
    from openpyxl.styles.stylesheet import Stylesheet

    Stylesheet._merge_named_styles = lambda self: NamedStyleList()  # type: ignore[attr-defined]


def library() -> Any:
    # lxml would bypass defusedxml; numpy is only asked for its number types and costs 0.15 s and 100 MB.
    os.environ["OPENPYXL_LXML"] = "False"
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    import openpyxl
    from openpyxl.xml import DEFUSEDXML

    if not DEFUSEDXML:
        raise KnownError("file_reader_unsafe")
    return openpyxl


def _plain(cell: Any, facts: SheetFacts, row: int, column: int) -> RawCell:
    value = cell.value
    if facts.never_calculated and at(row, column) in facts.never_calculated:
        return Odd("formula")
    if value is None:
        return None
    if cell.data_type == "e":
        return Odd("error", str(value)[:40])
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return Odd("truth", str(value).upper())
    if isinstance(value, (int, float)):
        return _number(cell, float(value))
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else Odd("other", str(value)[:40])


def _number(cell: Any, value: float) -> RawCell:
    if not math.isfinite(value):
        return Odd("other", str(value))
    if "%" in _format(cell):
        return Odd("percent", number=value)
    return value


def _format(cell: Any) -> str:
    try:
        return str(cell.number_format)
    except (IndexError, KeyError):  # the style a cell names is not in the workbook
        return ""
