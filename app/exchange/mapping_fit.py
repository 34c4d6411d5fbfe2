"""Whether a workbook is laid out as one that was mapped before, and where its columns stand now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.exchange.cells import read_words
from app.exchange.foreign_file import ForeignFile
from app.exchange.headings import LOOK_FOR
from app.exchange.mapping_periods import HeadingRow, PeriodBlock, heading_row, not_taken, period_blocks
from app.exchange.read_return import GridSheet
from app.rules.period import Period
from app.rules.return_mapping import FIGURES, ChosenMapping, ReturnMapping, plain_name


@dataclass(frozen=True, slots=True)
class Fit:
    """A mapping in its place: the sheet, the row of the headings, each meaning's column, and those of figures.

    `columns` hold for a whole row. There is one block of figures, or one for each period.
    """

    mapping: ReturnMapping
    quarter: Period
    sheet: GridSheet
    row: int
    columns: Mapping[str, int]
    blocks: tuple[PeriodBlock, ...]
    left: tuple[str, ...] = ()
    """Headings that name a period and that no one mapped: their figures are not read."""

    @property
    def by_period(self) -> bool:
        return bool(self.mapping.periods)


def fits_of(
    file: ForeignFile,
    mappings: Iterable[ReturnMapping],
    newest: Period | None,
    chosen: Mapping[str, ChosenMapping],
) -> tuple[Fit, ...]:
    """The mapping chosen for just this file, else those that fit, one a department: the newest of each."""
    own = chosen.get(file.sha256)
    if own is not None:
        found = fit(file, own.mapping, own.quarter)
        return (found,) if found else ()
    by_department: dict[int, Fit] = {}
    for mapping in mappings if newest else ():
        found = fit(file, mapping, newest) if newest and mapping.department_id not in by_department else None
        if found is not None:
            by_department[mapping.department_id] = found
    return tuple(by_department.values())


def fit(file: ForeignFile, mapping: ReturnMapping, quarter: Period) -> Fit | None:
    """The sheet of the mapping's name is tried first: a text table is named after its file, so any other may fit."""
    sheets = sorted(file.visible, key=lambda sheet: sheet.name.casefold() != mapping.sheet.casefold())
    for sheet in sheets:
        texts = heading_texts(sheet)
        for row in texts:
            found = _fit(mapping, quarter, sheet, headings_at(sheet, row, texts), row)
            if found is not None:
                return found
    return None


def _fit(mapping: ReturnMapping, quarter: Period, sheet: GridSheet, headings: HeadingRow, row: int) -> Fit | None:
    columns = _columns(mapping, headings.texts)
    if columns is None:
        return None
    if not mapping.periods:
        of_row = {key: column for key, column in columns.items() if key not in FIGURES}
        figures = {key: column for key, column in columns.items() if key in FIGURES}
        return Fit(mapping, quarter, sheet, row, of_row, (PeriodBlock(figures),))
    blocks = period_blocks(mapping, headings, quarter, set(columns.values()))
    left = tuple(headings.texts[column] for column in not_taken(headings, quarter, blocks))
    return Fit(mapping, quarter, sheet, row, columns, blocks, left) if blocks else None


def headings_at(sheet: GridSheet, row: int, texts: Mapping[int, Mapping[int, str]]) -> HeadingRow:
    """`texts` as `heading_texts` finds them."""
    return heading_row(texts.get(row, {}), texts.get(row - 1, {}), sheet, row)


def heading_texts(sheet: GridSheet) -> dict[int, dict[int, str]]:
    """What the sheet's first rows say, by row and column; numbers and dates may be headings too.

    A heading merged across several rows stands in each of them.
    """
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        text = read_words(cell) if row <= LOOK_FOR else ""
        if text:
            found.setdefault(row, {})[column] = text
    for top, left, bottom, right in sheet.merged:
        text = found.get(top, {}).get(left, "")
        for row in range(top + 1, min(bottom, LOOK_FOR) + 1) if text and left == right else ():
            found.setdefault(row, {}).setdefault(left, text)
    return dict(sorted(found.items()))


def _columns(mapping: ReturnMapping, texts: Mapping[int, str]) -> dict[str, int] | None:
    """A heading that stands there more than once counts only where it stood when it was mapped."""
    plain = {column: plain_name(text) for column, text in texts.items()}
    found: dict[str, int] = {}
    for meaning, mapped in mapping.columns.items():
        places = [column for column, text in plain.items() if text == plain_name(mapped.heading)]
        if len(places) != 1 and mapped.column not in places:
            return None
        found[meaning] = places[0] if len(places) == 1 else mapped.column
    return found if len(set(found.values())) == len(found) else None
