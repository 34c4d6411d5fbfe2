"""One indicator's numbers as a workbook: values only, and nothing that Excel would take for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from app.exchange.plan_workbook import safe_text
from app.rules.indicator import Indicator, Rag, Reading
from app.rules.series import Series
from app.store.whole_file import save_whole

Cell = str | float | None
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_RAGS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NONE: ""}
_READINGS = (
    ("Period", 15), ("Period ends", 13), ("Value", 11), ("Target", 11), ("Floor", 11), ("RAG", 9), ("Status", 13),
    ("Numerator", 12), ("Denominator", 12), ("From", 38), ("Recorded", 18), ("Commentary", 60), ("Illustrative", 12),
)  # fmt: skip
_OTHERS = (("Period", 15), ("Place", 34), ("Value", 11), ("Source", 60))


def save_figures(series: Series, path: Path, moment: datetime) -> None:
    """Write the workbook whole or not at all. Raises KnownError file_not_saved."""
    save_whole(path, lambda part: _write(series, part, moment), what="The workbook")


def _write(series: Series, part: Path, moment: datetime) -> None:
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with part.open("xb") as file, xlsxwriter.Workbook(file, {**plain, "in_memory": True}) as book:
        title = f"{series.indicator.code} {series.indicator.title}".strip()
        book.set_properties({"title": safe_text(title), "author": "", "company": "", "created": moment})
        looks = _Looks(book, series.indicator)
        _table(book, looks, "Readings", _READINGS, (_reading(series, each) for each in series.readings))
        if series.comparators:
            _table(book, looks, "Compared with", _OTHERS, _comparators(series))
        if series.places:
            _table(book, looks, "Localities", _OTHERS, _places(series))
        _about(book, looks, series, moment)


class _Looks:
    """Formats, each made once. Figures show the indicator's decimals and keep all they have."""

    def __init__(self, book: Any, indicator: Indicator) -> None:
        face = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
        decimals = "." + "0" * indicator.decimals if indicator.decimals else ""
        shown = {"%": f'0{decimals}"%"'}.get(indicator.unit, f"#,##0{decimals}")
        if indicator.unit.startswith("£"):
            shown = f'"£"#,##0{decimals}'
        self.head = book.add_format({**face, "bold": True, "bottom": 2, "bg_color": "#ECEFF4"})
        self.text = book.add_format({**face, "text_wrap": True})
        self.quoted = book.add_format({**face, "text_wrap": True, "quote_prefix": True})
        self.figure = book.add_format({**face, "num_format": shown})
        self.count = book.add_format({**face, "num_format": "#,##0.######"})


def _table(
    book: Any, looks: _Looks, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]
) -> None:
    sheet = book.add_worksheet(name)
    for at, (title, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, looks.head)
    counts = ("Numerator", "Denominator")
    line = 0
    for line, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            _put(sheet, line, at, cell, looks, looks.count if columns[at][0] in counts else looks.figure)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(line, 1), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _put(sheet: Any, line: int, at: int, cell: Cell, looks: _Looks, number: Any) -> None:
    if isinstance(cell, str):
        text = safe_text(cell)
        if text:
            sheet.write_string(line, at, text, looks.quoted if text.startswith(_STARTS_A_FORMULA) else looks.text)
    elif cell is not None:
        sheet.write_number(line, at, cell, number)


def _reading(series: Series, reading: Reading) -> tuple[Cell, ...]:
    target = series.target_for(reading.period)
    return (
        reading.period.label, f"{reading.period.last_day:%d/%m/%Y}", reading.value,
        target.value if target else None, target.floor if target else None,
        _RAGS[series.rags.get(reading.period, Rag.NONE)], reading.status.value.capitalize(),
        reading.numerator, reading.denominator, _source(reading),
        f"{reading.recorded:%d/%m/%Y %H:%M}" if reading.recorded else "", reading.note,
        "yes" if reading.illustrative else "",
    )  # fmt: skip


def _source(reading: Reading) -> str:
    return ", ".join(part for part in (reading.source, reading.recorded_by) if part)


def _comparators(series: Series) -> Iterable[tuple[Cell, ...]]:
    for comparator in series.comparators:
        for period, value in comparator.values:
            yield period.label, comparator.name, value, comparator.source


def _places(series: Series) -> Iterable[tuple[Cell, ...]]:
    for place in series.places:
        for reading in place.readings:
            yield reading.period.label, place.name, reading.value, _source(reading)


def _about(book: Any, looks: _Looks, series: Series, moment: datetime) -> None:
    """What the figures are, on a sheet of its own, so that the tables begin at their first row."""
    indicator = series.indicator
    lines = (
        ("Indicator", f"{indicator.code} {indicator.title}".strip()), ("Definition", indicator.definition),
        ("Unit", indicator.unit), ("Better", indicator.polarity.value), ("How often", indicator.frequency.value),
        ("Department", series.department), ("Post", series.post), ("Source", indicator.source),
        ("Figures", "Illustrative, not the council's own" if indicator.illustrative else ""),
        ("Written", f"{moment:%d/%m/%Y %H:%M}"),
    )  # fmt: skip
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    for row, (name, text) in enumerate(each for each in lines if each[1]):
        sheet.write_string(row, 0, name, looks.head)
        _put(sheet, row, 1, text.replace("_", " "), looks, looks.figure)
