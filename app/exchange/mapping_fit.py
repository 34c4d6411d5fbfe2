"""Whether a workbook is laid out as one that was mapped before, and where its columns stand now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.exchange.cells import read_words
from app.exchange.foreign_file import ForeignFile
from app.exchange.headings import LOOK_FOR
from app.exchange.read_return import GridSheet
from app.rules.period import Period
from app.rules.return_mapping import ChosenMapping, ReturnMapping, plain_name


@dataclass(frozen=True, slots=True)
class Fit:
    """A mapping in its place: the sheet, the row of the headings, and each meaning's column."""

    mapping: ReturnMapping
    quarter: Period
    sheet: GridSheet
    row: int
    columns: Mapping[str, int]


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
        for row, texts in heading_texts(sheet).items():
            columns = _columns(mapping, texts)
            if columns is not None:
                return Fit(mapping, quarter, sheet, row, columns)
    return None


def heading_texts(sheet: GridSheet) -> dict[int, dict[int, str]]:
    """What the sheet's first rows say, by row and column; numbers and dates may be headings too."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        text = read_words(cell) if row <= LOOK_FOR else ""
        if text:
            found.setdefault(row, {})[column] = text
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
