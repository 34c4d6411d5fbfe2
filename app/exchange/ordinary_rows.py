"""The ordinary row, judged at once: known code, plain figures, nothing doubtful, nothing stored before.

Nine rows of ten are such. What is judged here is judged as `RowJudge` would; whatever is in any way out of the
ordinary is left to it, so every rule stands in one place and this is but a way past it.
"""

from __future__ import annotations

from datetime import date

from app.exchange.cell_names import column_letters
from app.exchange.cells import LARGEST, NOTE_LIMIT, read_note, read_status
from app.exchange.import_plan import ImportLine, LineState
from app.exchange.judge_figures import problems_of
from app.exchange.known_codes import KnownCodes
from app.exchange.periods import NotAPeriodError, read_period
from app.exchange.raw import KEYS, RawCell, RawRow, RawSheet
from app.rules.errors import Problem
from app.rules.figure_doubts import small_count
from app.rules.indicator import Status, format_value
from app.rules.period import Period
from app.rules.personal_data import personal_data
from app.rules.readings import ReadingRow
from app.rules.readings_now import MeasuredIndicator, ReadingsNow

_VALUE = KEYS.index("value")
_MOST_KEPT = 50_000
"""Texts whose judgement is remembered: a table says the same few again and again."""


class OrdinaryRows:
    """Remembers what it has found out about codes, periods, words and notes."""

    def __init__(self, now: ReadingsNow, codes: KnownCodes, latest: date, file: str) -> None:
        self._now, self._codes, self._latest, self._file = now, codes, latest, file
        self._indicators: dict[str, MeasuredIndicator | None] = {}
        self._periods: dict[tuple[str, object, object], tuple[Period, str] | None] = {}
        self._notes: dict[str, str | None] = {}
        self._statuses: dict[str, Status | None] = {}
        self._why = {status: (Problem("line_new", {"status": status.value}),) for status in Status}

    def judge(self, sheet: RawSheet, row: RawRow) -> ImportLine | None:
        """The row's line, or None where it has to be looked at closely."""
        code, period, value, status, numerator, denominator, note = row.cells
        if value.__class__ is not float or row.hidden or row.outside or not sheet.columns[_VALUE]:
            return None
        if not -LARGEST <= value <= LARGEST:
            return None
        indicator = self._indicator(code)
        found = self._period(period, indicator) if indicator is not None else None
        settled, said = self._status(status), self._note(note)
        if indicator is None or found is None or settled is None or said is None:
            return None
        if not (_plain(numerator) and _plain(denominator)):
            return None
        place = f"{column_letters(sheet.columns[_VALUE])}{row.number}"
        read = ReadingRow(
            indicator.id, found[0], value, settled, numerator, denominator, said, f"{sheet.name}!{place}",  # type: ignore[arg-type]
        )  # fmt: skip
        if small_count(indicator, read) or next(problems_of(indicator, read), None) is not None:
            return None
        return ImportLine(
            LineState.NEW, self._file, sheet.name, place, indicator.code, indicator.title, found[1], "",
            format_value(value, indicator.unit, indicator.decimals), self._why[settled], read,
        )  # fmt: skip

    def _indicator(self, code: RawCell) -> MeasuredIndicator | None:
        """One whose figures the plan does not hold yet: any other is compared with them."""
        if not isinstance(code, str):
            return None
        if code not in self._indicators:
            found = self._codes.find(" ".join(code.replace("\u200b", "").split()))
            new = found is not None and not found.retired and not self._now.figures.get(found.id)
            self._keep(self._indicators, code, found if new else None)
        return self._indicators[code]

    def _period(self, cell: RawCell, indicator: MeasuredIndicator) -> tuple[Period, str] | None:
        if not isinstance(cell, str):
            return None
        key = (cell, indicator.frequency, indicator.year_kind)
        if key not in self._periods:
            try:
                found = read_period(cell, indicator)
            except NotAPeriodError:
                self._keep(self._periods, key, None)
            else:
                ended = found.first_day <= self._latest
                self._keep(self._periods, key, (found, found.label) if ended else None)
        return self._periods[key]

    def _status(self, cell: RawCell) -> Status | None:
        if not isinstance(cell, str):
            return None
        if cell not in self._statuses:
            self._keep(self._statuses, cell, read_status(cell))
        return self._statuses[cell]

    def _note(self, cell: RawCell) -> str | None:
        """The note as it is kept; None where something has to be said of it."""
        if cell is None:
            return ""
        if not isinstance(cell, str):
            return None
        if cell not in self._notes:
            note, removed = read_note(cell)
            odd = removed or len(note) > NOTE_LIMIT or personal_data(note)
            self._keep(self._notes, cell, None if odd else note)
        return self._notes[cell]

    @staticmethod
    def _keep(where: dict, key: object, value: object) -> None:  # type: ignore[type-arg]
        if len(where) >= _MOST_KEPT:
            where.clear()
        where[key] = value


def _plain(cell: RawCell) -> bool:
    return cell is None or (cell.__class__ is float and -LARGEST <= cell <= LARGEST)
