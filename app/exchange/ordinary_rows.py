"""The ordinary row, judged at once: known code, plain figures, nothing doubtful, none stored for its period.

Nine rows of ten are such. What is judged here is judged as `RowJudge` would; whatever is in any way out of the
ordinary is left to it, so every rule stands in one place and this is but a way past it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.exchange.cell_names import column_letters
from app.exchange.cells import LARGEST, NOTE_LIMIT, read_note, read_status
from app.exchange.import_plan import ImportLine, LineState
from app.exchange.judge_figures import FigureChecks, checks_of
from app.exchange.known_codes import KnownCodes
from app.exchange.periods import NotAPeriodError, read_period
from app.exchange.raw import KEYS, RawCell, RawRow, RawSheet
from app.rules.errors import Problem
from app.rules.figure_doubts import doubts_of, small_count
from app.rules.indicator import Frequency, Status, YearKind, format_value
from app.rules.period import Period
from app.rules.personal_data import personal_data
from app.rules.readings import ReadingRow
from app.rules.readings_now import CurrentFigure, MeasuredIndicator, ReadingsNow

_VALUE = KEYS.index("value")
_MOST_KEPT = 50_000
"""Texts whose judgement is remembered: a table says the same few again and again."""
_REST = tuple(ImportLine._field_defaults[name] for name in ImportLine._fields[11:])
_made = tuple.__new__
"""A named tuple from all its fields, without the call of Python's own that fills in defaults."""


class _Remembered(dict[Any, Any]):
    """What was found out about a cell, so that it is found out once."""

    def __init__(self, find: Callable[[Any], Any]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, cell: Any) -> Any:
        if len(self) >= _MOST_KEPT:
            self.clear()
        found = self[cell] = self._find(cell)
        return found


@dataclass(frozen=True, slots=True)
class _Known:
    """An indicator's periods by their cells, and what is asked of its figures."""

    indicator: MeasuredIndicator
    periods: _Remembered
    checks: FigureChecks
    small: float
    """Of a figure nearer to 0 more decimals may have to be shown than papers print."""
    figures: Mapping[Period, CurrentFigure]


class OrdinaryRows:
    """Remembers what it has found out about codes, periods, words and notes."""

    def __init__(self, now: ReadingsNow, codes: KnownCodes, latest: date, file: str) -> None:
        self._now, self._codes, self._latest, self._file = now, codes, latest, file
        self._indicators = _Remembered(self._known)
        self._calendars: dict[tuple[Frequency, YearKind, Period | None], _Remembered] = {}
        self._notes = _Remembered(_note)
        self._statuses = _Remembered(read_status)
        self._letters = _Remembered(column_letters)
        self._why = {status: (Problem("line_new", {"status": status.value}),) for status in Status}

    def judge(self, sheet: RawSheet, row: RawRow) -> ImportLine | None:
        """The row's line, or None where it has to be looked at closely."""
        number, hidden, (code, period, value, status, numerator, denominator, note), outside = row
        column = sheet.columns[_VALUE]
        if value.__class__ is not float or hidden or outside or not column:
            return None
        if not (-LARGEST <= value <= LARGEST and _plain(numerator) and _plain(denominator)):
            return None
        known: _Known | None = self._indicators[code]
        if known is None:
            return None
        found, settled, said = known.periods[period], self._statuses[status], self._notes[note]
        if found is None or settled is None or said is None:
            return None
        indicator = known.indicator
        if -known.small < value < known.small and round(value, indicator.decimals) != value:
            return None
        period, label = found
        place = f"{self._letters[column]}{number}"
        read = _made(ReadingRow, (
            indicator.id, period, value, settled, numerator, denominator, said, f"{sheet.name}!{place}",
        ))  # fmt: skip
        if known.checks.problems(read):
            return None
        if known.figures:
            if period in known.figures or next(doubts_of(indicator, read, known.figures), None) is not None:
                return None
        elif small_count(indicator, read) is not None:
            return None
        return _made(ImportLine, (
            LineState.NEW, self._file, sheet.name, place, indicator.code, indicator.title, label, "",
            format_value(value, indicator.unit, indicator.decimals), self._why[settled], read, *_REST,
        ))  # fmt: skip

    def _known(self, code: RawCell) -> _Known | None:
        if not isinstance(code, str):
            return None
        found = self._codes.find(" ".join(code.replace("\u200b", "").split()))
        if found is None or found.retired:
            return None
        figures = self._now.figures.get(found.id, {})
        kind = (found.frequency, found.year_kind, max(figures, default=None))
        if kind not in self._calendars:
            self._calendars[kind] = _Remembered(lambda cell: self._period(cell, found, figures))
        return _Known(found, self._calendars[kind], checks_of(found), 50 / 10**found.decimals, figures)

    def _period(
        self, cell: RawCell, indicator: MeasuredIndicator, known: Iterable[Period]
    ) -> tuple[Period, str] | None:
        if not isinstance(cell, str):
            return None
        try:
            found = read_period(cell, indicator, known)
        except NotAPeriodError:
            return None
        return (found, found.label) if found.first_day <= self._latest else None


def _note(cell: RawCell) -> str | None:
    """The note as it is kept; None where something has to be said of it."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return None
    note, removed = read_note(cell)
    odd = removed or len(note) > NOTE_LIMIT or personal_data(note)
    return None if odd else note


def _plain(cell: RawCell) -> bool:
    return cell is None or (cell.__class__ is float and -LARGEST <= cell <= LARGEST)
