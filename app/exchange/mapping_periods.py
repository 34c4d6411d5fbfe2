"""A table with columns for each period: what their headings name, and which are of one period as mapped before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.exchange.read_return import GridSheet
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.period_headings import HeadingPeriod, Named, names_period, read_heading
from app.rules.return_mapping import FIGURES, MappedColumn, PeriodColumns, ReturnMapping, plain_name

_PAIR = frozenset(FIGURES[1:])
_SAID = {
    "value": ("", "value", "actual", "actuals", "figure", "result", "reading", "outturn", "performance", "%", "rate",
              "percentage", "per cent"),
    "numerator": ("numerator", "num", "n", "count"),
    "denominator": ("denominator", "denom", "den", "d", "base", "cohort", "out of"),
}  # fmt: skip
_MEANT = {word: meaning for meaning, words in _SAID.items() for word in words}


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The texts of a row of headings by column, and what stands directly above each."""

    texts: Mapping[int, str]
    over: Mapping[int, str]

    def read(self, column: int, quarter: Period) -> HeadingPeriod:
        return read_heading(self.texts.get(column, ""), self.over.get(column, ""), quarter)

    def mapped(self, column: int) -> MappedColumn:
        return MappedColumn(column, self.texts.get(column, ""), self.over.get(column, ""))


@dataclass(frozen=True, slots=True)
class PeriodBlock:
    """Columns of figures in their place. `period` None: each row says it, or the quarter of the workbook."""

    columns: Mapping[str, int]
    period: Period | None = None
    status: Status | None = None
    """As a mark in the heading says: "Q4 (provisional)"."""

    @property
    def whole(self) -> bool:
        return "value" in self.columns or set(self.columns) >= _PAIR


def heading_row(texts: Mapping[int, str], above: Mapping[int, str], sheet: GridSheet, row: int) -> HeadingRow:
    """A period above counts for the columns it is merged across, or for those after it with nothing above them."""
    merged = {
        column: right
        for top, left, bottom, right in sheet.merged
        if top <= row - 1 <= bottom
        for column in range(left, right + 1)
    }
    over: dict[int, str] = {}
    text, end = "", 0
    for column in range(1, max(texts, default=0) + 1):
        if above.get(column):
            text, end = above[column] if names_period(above[column]) else "", merged.get(column, 0)
        elif column not in texts or (end and column > end):
            text, end = "", 0
        if text and column in texts:
            over[column] = text
    return HeadingRow(texts, over)


def named_columns(row: HeadingRow, quarter: Period, taken: set[int]) -> Iterator[tuple[int, str, HeadingPeriod]]:
    """Columns whose headings name a period and little else, and which figure of it they are."""
    for column in sorted(set(row.texts) - taken):
        read = row.read(column, quarter)
        meaning = _MEANT.get(read.rest) if read.named is not Named.NONE else None
        if meaning is not None:
            yield column, meaning, read


def period_blocks(mapping: ReturnMapping, row: HeadingRow, quarter: Period, taken: set[int]) -> tuple[PeriodBlock, ...]:
    """The columns as they were mapped; besides, those whose headings say another period in the same way."""
    found: dict[Period, dict[str, int]] = {}
    marks: dict[Period, Status] = {}
    ways = _ways(mapping)
    for column in sorted(set(row.texts) - taken):
        read = row.read(column, quarter)
        said = _as_mapped(mapping, row, column, quarter) or _alike(read, ways)
        if said is None:
            continue
        meaning, period = said
        if meaning in found.setdefault(period, {}):
            return ()
        found[period][meaning] = column
        if read.status is not None:
            marks[period] = read.status
    blocks = (PeriodBlock(columns, period, marks.get(period)) for period, columns in sorted(found.items()))
    return tuple(block for block in blocks if block.whole)


def _as_mapped(
    mapping: ReturnMapping, row: HeadingRow, column: int, quarter: Period
) -> tuple[str, Period] | None:
    """A heading that stands there more than once counts only where it stood when it was mapped."""
    here = _words(row.mapped(column))
    same = [(meaning, each, at) for meaning, each, at in _mapped(mapping) if _words(at) == here]
    alike = sum(1 for other in row.texts if _words(row.mapped(other)) == here)
    if len(same) > 1 or alike > 1:
        same = [one for one in same if one[2].column == column]
    if len(same) != 1:
        return None
    meaning, each, at = same[0]
    return meaning, _moved(each, at, quarter)


def _moved(each: PeriodColumns, at: MappedColumn, quarter: Period) -> Period:
    """A heading that names its year stays what it was said to be; any other moves on with the workbook's quarter."""
    named = read_heading(at.heading, at.over, each.of).named
    period = each.period
    if named not in (Named.PART, Named.NONE) or quarter == each.of:
        return period
    if named is Named.PART or period.months % 12 == 0 < period.months:
        years = quarter.financial_start_year - each.of.financial_start_year
        return Period(period.end + 12 * years, period.months)
    return Period(period.end + quarter.end - each.of.end, period.months)


def _ways(mapping: ReturnMapping) -> dict[tuple[Named, str], tuple[str, int]]:
    """How its headings name periods: meaning, and the length where someone said another than the heading does."""
    found = {}
    for meaning, each, at in _mapped(mapping):
        read = read_heading(at.heading, at.over, each.of)
        if read.period is not None and read.period.end == each.period.end:
            found[read.named, read.rest] = meaning, each.period.months
    return found


def _alike(read: HeadingPeriod, ways: Mapping[tuple[Named, str], tuple[str, int]]) -> tuple[str, Period] | None:
    way = ways.get((read.named, read.rest))
    if way is None or read.period is None:
        return None
    meaning, months = way
    return meaning, Period(read.period.end, months)


def _mapped(mapping: ReturnMapping) -> Iterator[tuple[str, PeriodColumns, MappedColumn]]:
    for each in mapping.periods:
        for meaning, at in each.columns.items():
            yield meaning, each, at


def _words(at: MappedColumn) -> tuple[str, str]:
    return plain_name(at.heading), plain_name(at.over)


def not_taken(row: HeadingRow, quarter: Period, blocks: Sequence[PeriodBlock]) -> list[int]:
    """Columns whose headings name a period and a figure, and that no one mapped."""
    used = {column for block in blocks for column in block.columns.values()}
    return [column for column, _, _ in named_columns(row, quarter, used)]
