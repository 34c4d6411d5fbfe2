"""Columns for each period while they are mapped: proposed by their headings, said by someone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.exchange.mapping_periods import HeadingRow, PeriodBlock, named_columns
from app.rules.period import Period
from app.rules.period_headings import HeadingPeriod, Named
from app.rules.return_mapping import PeriodColumns

_NOTHING = HeadingPeriod(Named.NONE)


@dataclass(frozen=True, slots=True)
class DraftPeriod:
    """Columns of one period while they are mapped. `read`: what the first of them says; `said` None: it waits."""

    columns: Mapping[str, int]
    read: HeadingPeriod
    said: Period | None = None

    @property
    def proposed(self) -> Period | None:
        return self.read.period if self.said is None else None


class DraftPeriods:
    """The periods of a draft in the order of the sheet. `row` are the headings, `quarter` the workbook's."""

    def __init__(self, row: HeadingRow, quarter: Period, found: tuple[DraftPeriod, ...] = ()) -> None:
        self.row, self.quarter = row, quarter
        self.each = list(found)

    @classmethod
    def proposed(cls, row: HeadingRow, quarter: Period, taken: set[int]) -> DraftPeriods:
        """Side by side where the headings name the same period."""
        found: dict[object, DraftPeriod] = {}
        for column, meaning, read in named_columns(row, quarter, taken):
            key: object = read.period or read.choices
            if key in found and meaning in found[key].columns:
                key = (key, column)
            before = found.get(key, DraftPeriod({}, read, _sure(read)))
            found[key] = replace(before, columns={**before.columns, meaning: column})
        return cls(row, quarter, tuple(each for each in found.values() if PeriodBlock(each.columns).whole))

    @classmethod
    def as_mapped(cls, row: HeadingRow, quarter: Period, blocks: tuple[PeriodBlock, ...]) -> DraftPeriods:
        """As the department's columns were mapped before: said already."""
        said = (DraftPeriod(block.columns, row.read(_first(block.columns), quarter), block.period) for block in blocks)
        return cls(row, quarter, tuple(said))

    def __len__(self) -> int:
        return len(self.each)

    def columns(self) -> Iterator[int]:
        for each in self.each:
            yield from each.columns.values()

    @property
    def waits(self) -> bool:
        return any(each.said is None for each in self.each)

    def say(self, at: int, period: Period | None) -> None:
        self.each[at] = replace(self.each[at], said=period)

    def accept(self) -> int:
        """Every period that is proposed is taken, because someone says so; how many."""
        waiting = [at for at, each in enumerate(self.each) if each.proposed is not None]
        for at in waiting:
            self.say(at, self.each[at].proposed)
        return len(waiting)

    def set_column(self, at: int, meaning: str, column: int) -> None:
        """`column` 0: none. What the first one's heading says is proposed."""
        self.free(column)
        each = self.each[at]
        columns = {key: other for key, other in each.columns.items() if key != meaning}
        changed = replace(each, columns={**columns, meaning: column} if column else columns)
        self.each[at] = changed if each.columns else self._reread(changed)

    def free(self, column: int) -> None:
        """The column is to be something else."""
        self.each = [
            replace(each, columns={key: at for key, at in each.columns.items() if at != column}) for each in self.each
        ]

    def add(self) -> int:
        self.each.append(DraftPeriod({}, _NOTHING))
        return len(self.each) - 1

    def remove(self, at: int) -> None:
        del self.each[at]

    def set_quarter(self, quarter: Period) -> None:
        """Headings that name no year are of its year; what else was said of a column stays."""
        self.quarter = quarter
        self.each = [self._reread(each) for each in self.each]

    def _reread(self, each: DraftPeriod) -> DraftPeriod:
        read = self.row.read(_first(each.columns), self.quarter) if each.columns else _NOTHING
        follows = read.named is Named.PART and each.said == each.read.period
        said = read.period if follows and each.said is not None else each.said or _sure(read)
        return replace(each, read=read, said=said)

    def kept(self) -> tuple[PeriodColumns, ...]:
        return tuple(
            PeriodColumns(each.said, self.quarter, {key: self.row.mapped(at) for key, at in each.columns.items()})
            for each in self.each
            if each.said is not None
        )


def _sure(read: HeadingPeriod) -> Period | None:
    """What names one period and no other needs no word."""
    return read.period if read.named is Named.WHOLE else None


def _first(columns: Mapping[str, int]) -> int:
    return min(columns.values())
