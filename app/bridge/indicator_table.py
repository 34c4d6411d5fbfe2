"""The list of indicators and the readings of one, as tables for a file."""

from __future__ import annotations

from collections.abc import Mapping

from app.bridge.indicator_filter import Heading, IndicatorChoice, Row
from app.rules.indicator import Rag, Reading
from app.rules.period import Period
from app.rules.series import IndicatorLine, Series
from app.rules.shown_table import Amount, Cell, ShownTable, columns_of

_RAGS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NONE: "Not rated"}
_COLUMNS = (
    ("Code", 12), ("Indicator", 50), ("Unit", 12), ("Latest", 11), ("Period", 14), ("Status", 13), ("Target", 11),
    ("RAG", 11), ("Direction", 28), ("Test", 40), ("Due", 28), ("Department", 26), ("Categories", 30), ("Better", 10),
    ("Illustrative", 12),
)  # fmt: skip
_READINGS = (
    ("Period", 15), ("Value", 11), ("Target", 11), ("Floor", 11), ("RAG", 11), ("Status", 13), ("Numerator", 12),
    ("Denominator", 12), ("From", 38), ("Recorded", 18), ("Commentary", 60), ("Illustrative", 12),
)  # fmt: skip


def indicator_table(
    rows: tuple[Row, ...], choice: IndicatorChoice, quarter: Period, departments: Mapping[int, str], everything: int
) -> ShownTable:
    """The list as it is filtered, grouped and sorted; the group's heading becomes a column."""
    grouped = any(isinstance(row, Heading) for row in rows)
    heads = ((choice.group.label, 26), *_COLUMNS) if grouped else _COLUMNS
    cells: list[tuple[Cell, ...]] = []
    group = ""
    for row in rows:
        if isinstance(row, Heading):
            group = row.title
        else:
            cells.append((group, *_line(row, departments)) if grouped else _line(row, departments))
    facts = [("Quarter", quarter.label), ("Sorted by", choice.sort.label)]
    if choice.hides:
        facts.append(("Shown", f"{len(cells)} of {everything} indicators: those that pass the filters"))
    return ShownTable("Indicators", columns_of(*heads), tuple(cells), tuple(facts))


def _line(line: IndicatorLine, departments: Mapping[int, str]) -> tuple[Cell, ...]:
    return (
        line.code, line.title, line.unit, Amount(line.latest_value, line.unit, line.decimals),
        line.latest_period.label if line.latest_period else "",
        line.latest_status.value.capitalize() if line.latest_status else "",
        Amount(line.target_value, line.unit, line.decimals), _RAGS[line.rag], line.direction_words.capitalize(),
        line.signal_words[:1].upper() + line.signal_words[1:], line.due,
        departments.get(line.department_id or 0, ""), ", ".join(each.title for each in line.categories),
        line.polarity.value, "yes" if line.illustrative else "",
    )  # fmt: skip


def reading_table(series: Series, quarter: Period) -> ShownTable:
    """An indicator's readings as the table under its chart has them, newest first, with all their digits."""
    indicator = series.indicator
    unit, places = indicator.unit, indicator.decimals
    rows = tuple(_reading(series, each, unit, places) for each in reversed(series.readings))
    title = f"{indicator.code} {indicator.title}".strip()
    facts = (("Quarter", quarter.label), ("Unit", unit), ("Definition", indicator.definition))
    return ShownTable(title, columns_of(*_READINGS), rows, facts)


def _reading(series: Series, reading: Reading, unit: str, places: int) -> tuple[Cell, ...]:
    target = series.target_for(reading.period)
    return (
        reading.period.label, Amount(reading.value, unit, places),
        Amount(target.value if target else None, unit, places), Amount(target.floor if target else None, unit, places),
        _RAGS[series.rags.get(reading.period, Rag.NONE)], reading.status.value.capitalize(), reading.numerator,
        reading.denominator, ", ".join(part for part in (reading.source, reading.recorded_by) if part),
        reading.recorded, reading.note, "yes" if reading.illustrative else "",
    )  # fmt: skip
