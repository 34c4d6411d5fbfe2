"""A quarter whole as a workbook, with Excel's own charts of the figures by which issues are judged."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from app.exchange.plan_workbook import add_plan, in_order
from app.exchange.values_book import DRAFT, ValuesBook, number_format, safe_text, save_book
from app.rules.category import COLUMNS
from app.rules.indicator import Rag
from app.rules.quarter_book import Charted, QuarterBook
from app.rules.watch import UNWATCHED, Watch

PLAN, READINGS, ISSUES, ACTIONS, DECISIONS, CHARTS = (
    "Plan", "Readings", "Issues", "Actions", "Decisions", "Charts",
)  # fmt: skip
_INKS = {Rag.GREEN: "#2E7D32", Rag.AMBER: "#8A5200", Rag.RED: "#B3261E", Rag.NONE: "#5A6673"}
_RAG_WORDS = ((Rag.GREEN, "Green"), (Rag.AMBER, "Amber"), (Rag.RED, "Red"), (Rag.NONE, "Not judged"))
_INK, _SOFT, _LINE = "#1B2733", "#5A6673", "#C9D1DA"
_ACROSS, _ROWS_EACH, _COLUMNS_EACH = 2, 17, 7
_SCALE = 72
"""Per cent at which two charts side by side fit A4 landscape, two rows of them a page."""
_PERIOD, _VALUE, _TARGET = 2, 3, 4


def save_quarter(quarter: QuarterBook, path: Path, moment: datetime, watch: Watch = UNWATCHED) -> int:
    """Write the workbook whole or not at all; how many issues it holds. Raises KnownError file_not_saved, Cancelled."""
    fill = partial(_fill, quarter, moment)
    save_book(path, _title(quarter), moment, fill, watch, rows_of(quarter))
    return len(quarter.plan.rows)


def _fill(quarter: QuarterBook, moment: datetime, book: ValuesBook) -> None:
    add_quarter(book, quarter, moment)


def rows_of(quarter: QuarterBook) -> int:
    return sum(len(each.rows) for each in (quarter.readings, quarter.issues, quarter.actions, quarter.decisions))


def _title(quarter: QuarterBook) -> str:
    return f"{quarter.plan.plan_name or 'Plan'}, {quarter.plan.quarter.label}"


def add_quarter(book: ValuesBook, quarter: QuarterBook, moment: datetime) -> None:
    """Its sheets, the plan first."""
    add_plan(book, quarter.plan, in_order(quarter.plan), PLAN)
    charts = book.sheet(CHARTS)
    book.table(quarter.readings, READINGS)
    book.table(quarter.issues, ISSUES)
    book.table(quarter.actions, ACTIONS)
    book.table(quarter.decisions, DECISIONS)
    _charts(book, charts, quarter)
    open_ = quarter.plan.open
    facts = (
        ("Plan", quarter.plan.plan_name), ("Quarter", quarter.plan.quarter.long_label),
        ("Status", DRAFT if open_ else "Closed"),
        ("Figures", "As they stood at the quarter, each indicator's last eight."),
        ("Texts", "Of issues and actions, as they stood when this was written."),
        ("Written", f"{moment:%d/%m/%Y %H:%M}"),
    )  # fmt: skip
    book.about(facts)


def _charts(book: ValuesBook, sheet: Any, quarter: QuarterBook) -> None:
    """Judgements by category, then a line chart for each figure."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 30, 9)
    sheet.write_string(0, 0, safe_text(_title(quarter)), book.title)
    top = 2
    for column, (_, words) in enumerate(_RAG_WORDS, 1):
        sheet.write_string(top, column, words, book.head)
    sheet.write_string(top, 0, "Issues", book.head)
    for row, category in enumerate(COLUMNS, top + 1):
        counts = Counter(each.rag for each in quarter.plan.of(category))
        sheet.write_string(row, 0, category.title, book.text)
        for column, (rag, _) in enumerate(_RAG_WORDS, 1):
            sheet.write_number(row, column, counts.get(rag, 0), book.general)
    sheet.insert_chart(top, 6, _judged(book, top), {"description": _spoken(quarter), "object_position": 2})
    for at, each in enumerate(quarter.charts):
        row = top + _ROWS_EACH + (at // _ACROSS) * _ROWS_EACH
        column = (at % _ACROSS) * _COLUMNS_EACH
        sheet.insert_chart(row, column, _trend(book, each), {"description": safe_text(each.words), "object_position": 2})
    book.paper(sheet, f"{_title(quarter)}: charts", draft=quarter.plan.open)
    sheet.set_print_scale(_SCALE)
    rows = -(-len(quarter.charts) // _ACROSS)
    sheet.set_h_pagebreaks([top + _ROWS_EACH * at for at in range(2, rows + 1, 2)])


def _judged(book: ValuesBook, top: int) -> Any:
    chart = book.book.add_chart({"type": "bar", "subtype": "stacked"})
    last = top + len(COLUMNS)
    for column, (rag, _) in enumerate(_RAG_WORDS, 1):
        chart.add_series({
            "name": [CHARTS, top, column], "categories": [CHARTS, top + 1, 0, last, 0],
            "values": [CHARTS, top + 1, column, last, column], "fill": {"color": _INKS[rag]}, "gap": 60,
        })  # fmt: skip
    chart.set_title({"name": "Issues by judgement", "name_font": _font(12, bold=True)})
    chart.set_y_axis({"reverse": True, "num_font": _font(9), "line": {"color": _LINE}})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": _LINE}}, "num_font": _font(9),
                      "num_format": "0", "min": 0})  # fmt: skip
    return _finished(chart)


def _spoken(quarter: QuarterBook) -> str:
    parts = []
    for category in COLUMNS:
        counts = Counter(each.rag for each in quarter.plan.of(category))
        said = ", ".join(f"{counts[rag]} {words.lower()}" for rag, words in _RAG_WORDS if counts[rag])
        parts.append(f"{category.title}: {said or 'none'}")
    return "Issues by judgement. " + ". ".join(parts) + "."


def _trend(book: ValuesBook, each: Charted) -> Any:
    chart = book.book.add_chart({"type": "line"})
    ink = _INKS[each.rag]
    shown = number_format(each.unit, each.decimals)
    periods = [READINGS, each.first, _PERIOD, each.last, _PERIOD]
    chart.add_series({
        "name": "Value", "categories": periods, "values": [READINGS, each.first, _VALUE, each.last, _VALUE],
        "line": {"color": _INK, "width": 1.75},
        "marker": {"type": "circle", "size": 6, "fill": {"color": ink}, "border": {"color": ink}},
    })  # fmt: skip
    if each.targeted:
        chart.add_series({
            "name": "Target", "categories": periods, "values": [READINGS, each.first, _TARGET, each.last, _TARGET],
            "line": {"color": _SOFT, "width": 1.25, "dash_type": "dash"}, "marker": {"type": "none"},
        })  # fmt: skip
    title = each.title if len(each.title) <= 80 else f"{each.title[:79]}…"
    chart.set_title({"name": "Title", "name_font": _font(11, bold=True), "overlay": False})
    chart.title.name = safe_text(title)  # given above, "Cost!A1" would become a reference, as a formula does
    chart.set_x_axis({"num_font": _font(8), "line": {"color": _LINE}})
    chart.set_y_axis({"num_format": shown, "num_font": _font(9), "line": {"none": True},
                      "major_gridlines": {"visible": True, "line": {"color": _LINE, "width": 0.5}}})  # fmt: skip
    chart.show_blanks_as("gap")
    return _finished(chart)


def _finished(chart: Any) -> Any:
    chart.set_legend({"position": "bottom", "font": _font(9)})
    chart.set_size({"width": 640, "height": 300})
    chart.set_chartarea({"border": {"color": _LINE}})
    return chart


def _font(size: int, *, bold: bool = False) -> dict[str, Any]:
    return {"name": "Calibri", "size": size, "bold": bold, "color": _INK}
