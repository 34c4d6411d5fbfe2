"""The plan as a sheet of the quarter's workbook: one row an issue, values only, no cell that Excel takes for a formula."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.exchange.values_book import ValuesBook
from app.rules.category import COLUMNS
from app.rules.indicator import Rag
from app.rules.issue import Flag
from app.rules.plan_table import PlanRow, PlanTable
from app.rules.shown_table import ShownColumn, ShownTable

_FLAGS = {
    Flag.PROPOSED: "Proposed", Flag.SLIPPED: "Slipped", Flag.RED_WITHOUT_ACTION: "Red without action",
    Flag.NO_LEAD: "No lead",
}  # fmt: skip
_RAGS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NONE: ""}


def _flag(row: PlanRow) -> str:
    if row.flag is Flag.READY:
        return f"Ready {row.ready}/6"
    return _FLAGS.get(row.flag, "") if row.flag else ""


Column = tuple[str, int, Callable[[PlanRow], str]]
COLUMNS_OUT: tuple[Column, ...] = (
    ("Title", 44, lambda row: row.title),
    ("Category", 21, lambda row: row.category.title),
    ("Aim", 27, lambda row: row.aim),
    ("Lead", 24, lambda row: row.lead),
    ("RAG", 8, lambda row: _RAGS[row.rag]),
    ("Department", 23, lambda row: row.department),
    ("Since", 11, lambda row: row.since.label if row.since else ""),
    ("Flag", 14, _flag),
    ("Measure", 9, lambda row: row.measure.code if row.measure else ""),
    ("Latest", 9, lambda row: row.measure.latest if row.measure else ""),
    ("Target", 9, lambda row: row.measure.target if row.measure else ""),
    ("Illustrative", 10, lambda row: "yes" if row.illustrative else ""),
)
_FILLS = {Rag.GREEN: "#E4F2E5", Rag.AMBER: "#FDEFD8", Rag.RED: "#FBE6E4"}
_EMPTY = "No issue stands on the lists in this quarter."
_INKS = {Rag.GREEN: "#2E7D32", Rag.AMBER: "#8A5200", Rag.RED: "#B3261E"}


def in_order(table: PlanTable) -> tuple[PlanRow, ...]:
    """By category as the board's columns stand, then what left the lists; within each, the plan's own order."""
    places = {category: at for at, category in enumerate(COLUMNS)}
    return tuple(sorted(table.rows, key=lambda row: places.get(row.category, len(places))))


def _title(table: PlanTable) -> str:
    return f"{table.plan_name or 'Plan'}, {table.quarter.label}"


def add_plan(book: ValuesBook, table: PlanTable, rows: tuple[PlanRow, ...], name: str = "Plan") -> Any:
    """The plan as a sheet, each judgement in its colour."""
    cells = tuple(tuple(value(row) for _, _, value in COLUMNS_OUT) for row in rows)
    shown = ShownTable(
        _title(table),
        tuple(ShownColumn(title, width) for title, width, _ in COLUMNS_OUT),
        cells or ((_EMPTY, *[None] * (len(COLUMNS_OUT) - 1)),),
        draft=table.open,
    )
    rags = {rag: book.coloured(fill, _INKS[rag]) for rag, fill in _FILLS.items()}
    at = [title for title, _, _ in COLUMNS_OUT].index("RAG")
    looks = {line: {at: rags[row.rag]} for line, row in enumerate(rows) if row.rag in rags}
    return book.table(shown, name, looks)
