"""One indicator's numbers as a workbook: values only, and nothing that Excel would take for a formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.exchange.values_book import ValuesBook, save_book
from app.rules.indicator import Indicator, Rag, Reading
from app.rules.series import Series
from app.rules.shown_table import Cell, ShownColumn, ShownTable

_RAGS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NONE: ""}
_READINGS = (
    ("Period", 15), ("Period ends", 13), ("Value", 11), ("Target", 11), ("Floor", 11), ("RAG", 9), ("Status", 13),
    ("Numerator", 12), ("Denominator", 12), ("From", 38), ("Recorded", 18), ("Commentary", 60), ("Illustrative", 12),
)  # fmt: skip
_OTHERS = (("Period", 15), ("Place", 34), ("Value", 11), ("Source", 60))
_IN_UNIT = ("Value", "Target", "Floor")


def save_figures(series: Series, path: Path, moment: datetime) -> None:
    """Write the workbook whole or not at all. Raises KnownError file_not_saved."""
    title = f"{series.indicator.code} {series.indicator.title}".strip()
    save_book(path, title, moment, lambda book: _fill(book, series, moment))


def _fill(book: ValuesBook, series: Series, moment: datetime) -> None:
    rows = (_reading(series, each) for each in series.readings)
    book.table(_table("Readings", _READINGS, rows, series.indicator))
    if series.comparators:
        book.table(_table("Compared with", _OTHERS, _comparators(series), series.indicator))
    if series.places:
        book.table(_table("Localities", _OTHERS, _places(series), series.indicator))
    book.about(_about(series, moment))


def _table(
    name: str, columns: Iterable[tuple[str, int]], rows: Iterable[tuple[Cell, ...]], of: Indicator
) -> ShownTable:
    made = tuple(
        ShownColumn(title, width, of.unit, of.decimals) if title in _IN_UNIT else ShownColumn(title, width)
        for title, width in columns
    )
    return ShownTable(name, made, tuple(rows))


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


def _about(series: Series, moment: datetime) -> tuple[tuple[str, str], ...]:
    indicator = series.indicator
    return (
        ("Indicator", f"{indicator.code} {indicator.title}".strip()), ("Definition", indicator.definition),
        ("Unit", indicator.unit), ("Better", indicator.polarity.value),
        ("How often", indicator.frequency.value.replace("_", " ")),
        ("Department", series.department), ("Post", series.post), ("Source", indicator.source),
        ("Figures", "Illustrative, not the council's own" if indicator.illustrative else ""),
        ("Written", f"{moment:%d/%m/%Y %H:%M}"),
    )  # fmt: skip
