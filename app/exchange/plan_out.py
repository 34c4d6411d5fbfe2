"""Everything a plan holds to a workbook, a sheet a table, so that it can be read anywhere and taken in again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.exchange.plan_layout import (
    ABOUT,
    AS_IT_IS,
    CHANGES,
    ESCAPED,
    LONG_HEADINGS,
    LONG_TEXTS,
    MARK,
    ORIGINAL_HEADINGS,
    ORIGINALS,
    ROWS_A_SHEET,
    VERSION,
    heading,
    holds,
    pieces,
    sheet_name,
    told_heading,
)
from app.exchange.values_book import ValuesBook
from app.rules.period import Period
from app.rules.shown_table import Cell, ShownTable, columns_of
from app.rules.whole_plan import Kind, Stored, StoredColumn, StoredTable, WholePlan

_LEAST, _MOST = 8, 50
_Filled = tuple[int, StoredColumn, Mapping[int, str] | None]
"""Place in the row, its column, and for a column that people read: what rows are called."""


class _Exact(float):
    """A figure written with every digit it has: XlsxWriter would round the seventeenth."""

    __slots__ = ()

    def __format__(self, _spec: str) -> str:
        return repr(float(self))


class PlanSheets:
    """Adds the sheets of one plan to a workbook. `long` gathers what no cell could hold."""

    def __init__(self, book: ValuesBook, plan: WholePlan) -> None:
        self._book, self._plan = book, plan
        self._long: list[tuple[Cell, ...]] = []

    def add(self, moment: datetime, beside: str = "") -> None:
        """`beside` is the name of the file with the originals, where there is one."""
        plan = self._plan
        parts = [(sheet_name(table.name), len(table.rows)) for table in plan.tables]
        self._about(moment, beside, parts)
        for table in plan.tables:
            for part, start in enumerate(range(0, max(len(table.rows), 1), ROWS_A_SHEET), 1):
                self._table(table, sheet_name(table.name, part), start)
        self._listed(CHANGES, ("Entry", "When", "Who", "What", "Reason", "Kind"), (8, 20, 30, 60, 50, 10), plan.changes)
        if plan.originals:
            rows = [(each.sha256, each.size, each.name, "yes" if each.kept else "no") for each in plan.originals]
            self._listed(ORIGINALS, ORIGINAL_HEADINGS, (66, 12, 50, 18), rows)
        if self._long:
            self._listed(LONG_TEXTS, LONG_HEADINGS, (24, 8, 24, 6, 10, 110), self._long)

    def _about(self, moment: datetime, beside: str, parts: list[tuple[str, int]]) -> None:
        plan = self._plan
        facts = [
            ("What", MARK),
            ("Plan", plan.name),
            ("Key", plan.key),
            ("Layout", str(VERSION)),
            ("Schema", str(plan.schema)),
            ("Written", f"{moment:%d/%m/%Y %H:%M}"),
            ("Originals", beside or "none"),
            ("How to use it", "The program takes it in again into an empty plan: New plan from an export, or the command "
                              "line's import. Columns called id, version and key are its own; the columns beside them "
                              "say the same for people and are not read."),
        ]  # fmt: skip
        sheet = self._book.about(facts, ABOUT)
        first = len(facts) + 2
        for column, words in enumerate(("Sheet", "Rows")):
            sheet.write_string(first - 1, column, words, self._book.head)
        for row, (name, count) in enumerate(parts, first):
            self._book.put(sheet, row, 0, name)
            self._book.put(sheet, row, 1, str(count))
        self._book.paper(sheet, plan.name, draft=True)

    def _listed(self, name: str, heads: tuple[str, ...], widths: tuple[int, ...], rows: Any) -> None:
        columns = columns_of(*zip(heads, widths, strict=True))
        self._book.table(ShownTable(name, columns, tuple(rows)), name)

    def _table(self, table: StoredTable, name: str, start: int) -> None:
        sheet = self._book.sheet(name)
        filled = self._head(sheet, table)
        rows = table.rows[start : start + ROWS_A_SHEET]
        first_id = [column.name for column in table.columns].index("id")
        for line, row in enumerate(rows, 1):
            for to, (place, column, told) in enumerate(filled):
                value = row[place]
                if value is not None:
                    own = told is None
                    cell = self._cell(name, row[first_id], column, value) if own else _told(column, value, told)
                    self._book.put(sheet, line, to, cell, self._book.general)
            self._book.wrote()
        self._book.set_up(sheet, f"{self._plan.name}: {name}", len(filled), len(rows), draft=True)

    def _head(self, sheet: Any, table: StoredTable) -> list[_Filled]:
        """Write the headings; what stands in each column of the sheet."""
        heads = [heading(column) for column in table.columns]
        filled: list[_Filled] = []
        for place, column in enumerate(table.columns):
            told, names = told_heading(column, heads), self._plan.names.get(column.leads_to, {})
            shown: list[tuple[str, Mapping[int, str] | None]] = [(heads[place], None)]
            if told and (names or column.kind is Kind.PERIOD):
                shown.append((told, names))
            for words, called in shown:
                at = len(filled)
                sheet.write_string(0, at, words, self._book.head)
                sheet.set_column(at, at, min(max(len(words) + 3, _LEAST, _width(column)), _MOST))
                filled.append((place, column, called))
        return filled

    def _cell(self, sheet: str, row: Stored, column: StoredColumn, value: Stored) -> Cell:
        if column.kind is Kind.YES_NO:
            return "yes" if value else "no"
        if column.kind is Kind.DAY:
            return date.fromisoformat(str(value))
        if column.kind is Kind.REAL:
            return _Exact(float(value or 0))
        if not isinstance(value, str):
            return value
        if column.kind is Kind.MOMENT:
            return value.replace("T", " ")
        if not value and not column.empty:
            return None
        if holds(value):
            return value
        return self._as_long(sheet, row, heading(column), value)

    def _as_long(self, sheet: str, row: Stored, column: str, value: str) -> str:
        """Put aside what the cell cannot hold exactly, and say in it where that is."""
        parts = pieces(value)
        written = AS_IT_IS
        if not all(holds(part) for part in parts):
            written, parts = ESCAPED, pieces(_escaped(value))
        self._long += [(sheet, row, column, at, written, part) for at, part in enumerate(parts, 1)]
        return f"[See the sheet “{LONG_TEXTS}”]"


def _escaped(text: str) -> str:
    """As JSON writes it, all that cannot be seen told by its number; never a text that a cell would change."""
    import json

    return json.dumps(text).replace("_x", "\\u005fx")


def _told(column: StoredColumn, value: Stored, names: Mapping[int, str] | None) -> Cell:
    if column.kind is Kind.PERIOD:
        return Period.from_key(int(value or 0)).label
    return (names or {}).get(int(value or 0), "")


def _width(column: StoredColumn) -> int:
    return {Kind.TEXT: 24, Kind.DATA: 30, Kind.MOMENT: 20, Kind.DAY: 12}.get(column.kind, 0)


def originals_path(path: Path) -> Path:
    """The file beside the workbook that holds the originals: "Plan originals.zip"."""
    return path.with_name(f"{path.stem} originals.zip")
