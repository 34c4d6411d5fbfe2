"""The plan as a workbook: one row an issue, values only, nothing that Excel would take for a formula."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import Any

from app.rules.category import COLUMNS
from app.rules.indicator import Rag
from app.rules.issue import Flag
from app.rules.plan_table import PlanRow, PlanTable
from app.store.whole_file import save_whole

LONGEST_TEXT = 32_767
"""What an Excel cell holds."""
_LINE = 14.0
_MOST_LINES = 28
"""A row is at most 409 points high."""
_CUT = " […]"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
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
_INKS = {Rag.GREEN: "#2E7D32", Rag.AMBER: "#8A5200", Rag.RED: "#B3261E"}


def save_plan(table: PlanTable, path: Path, moment: datetime) -> int:
    """Write the workbook whole or not at all; how many issues it holds. Raises KnownError file_not_saved."""
    rows = in_order(table)
    save_whole(path, lambda part: _write(table, rows, part, moment), what="The workbook")
    return len(rows)


def in_order(table: PlanTable) -> tuple[PlanRow, ...]:
    """By category as the board's columns stand, then what left the lists; within each, the plan's own order."""
    places = {category: at for at, category in enumerate(COLUMNS)}
    return tuple(sorted(table.rows, key=lambda row: places.get(row.category, len(places))))


def _write(table: PlanTable, rows: tuple[PlanRow, ...], part: Path, moment: datetime) -> None:
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # The book is given an open file: to a path of ours XlsxWriter would add no more than a second way to fail.
    with part.open("xb") as file, xlsxwriter.Workbook(file, {**plain, "in_memory": True}) as book:
        book.set_properties({"title": _title(table), "author": "", "company": "", "created": moment})
        sheet = book.add_worksheet("Plan")
        _fill(book, sheet, table, rows)
        _set_up(sheet, table, len(rows))


def _title(table: PlanTable) -> str:
    return f"{table.plan_name or 'Plan'}, {table.quarter.label}"


def _fill(book: Any, sheet: Any, table: PlanTable, rows: tuple[PlanRow, ...]) -> None:
    face = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True}
    head = book.add_format({**face, "bold": True, "bottom": 2, "bg_color": "#ECEFF4"})
    body = book.add_format({**face, "bottom": 1, "bottom_color": "#C9D1DA"})
    quoted = book.add_format({**face, "bottom": 1, "bottom_color": "#C9D1DA", "quote_prefix": True})
    rags = {
        rag: book.add_format(
            {
                **face,
                "bottom": 1,
                "bottom_color": "#C9D1DA",
                "bold": True,
                "bg_color": fill,
                "font_color": _INKS[rag],
            }
        )
        for rag, fill in _FILLS.items()
    }
    for at, (name, width, _) in enumerate(COLUMNS_OUT):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, name, head)
    for line, row in enumerate(rows, 1):
        sheet.set_row(
            line, _LINE * max(_lines(safe_text(value(row)), width) for _, width, value in COLUMNS_OUT)
        )
        for at, (name, _, value) in enumerate(COLUMNS_OUT):
            text = safe_text(value(row))
            style = rags.get(row.rag, body) if name == "RAG" else body
            sheet.write_string(line, at, text, quoted if text.startswith(_STARTS_A_FORMULA) else style)


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column `width` letters wide: programs that do not measure need the height."""
    found = sum(len(wrap(part, max(width - 1, 4))) or 1 for part in text[:2000].split("\n"))
    return min(found, _MOST_LINES)


def _set_up(sheet: Any, table: PlanTable, rows: int) -> None:
    """As it prints: A4 landscape, one page wide, headings on each page, the draft mark at its foot."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), len(COLUMNS_OUT) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    draft = "DRAFT – not for publication" if table.open else ""
    name = _title(table).replace("&", "&&")
    sheet.set_header(f"&L{name}"[:250])
    sheet.set_footer(f"&L{draft}&RPage &P of &N")
    if not rows:
        sheet.write_string(1, 0, "No issue stands on the lists in this quarter.")


def safe_text(text: str) -> str:
    """Text as a cell takes it: no control characters, no more than a cell holds, the cut marked."""
    kept = "".join(
        mark for mark in text if mark in "\n\t" or (ord(mark) >= 32 and not "\ud800" <= mark <= "\udfff")
    )
    return kept if len(kept) <= LONGEST_TEXT else kept[: LONGEST_TEXT - len(_CUT)] + _CUT
