"""Judges each row of a table of readings by the cell rules and by what the store holds now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.exchange.cell_names import cell_name
from app.exchange.cells import (
    NOTE_LIMIT,
    Figure,
    read_figure,
    read_note,
    read_status,
    read_words,
)
from app.exchange.import_plan import ImportLine, LineState
from app.exchange.judge_figures import checks_of
from app.exchange.known_codes import KnownCodes
from app.exchange.ordinary_rows import OrdinaryRows
from app.exchange.periods import NotAPeriodError, read_period
from app.exchange.raw import KEYS, RawCell, RawRow, RawSheet
from app.rules.errors import Problem
from app.rules.figure_doubts import FACTOR_CODES, doubts_of, meant
from app.rules.indicator import Status, format_given
from app.rules.period import Period
from app.rules.personal_data import personal_data
from app.rules.readings import ReadingRow, arrival_problem, newest_day
from app.rules.readings_now import CurrentFigure, MeasuredIndicator, ReadingsNow

_CODE, _PERIOD, _VALUE, _STATUS, _NUMERATOR, _DENOMINATOR, _NOTE = range(len(KEYS))


@dataclass(slots=True)
class Judged:
    """What became of one row. `place` is where its figure stands, for telling of it twice."""

    line: ImportLine
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    key: tuple[int, Period] | None = None


@dataclass(slots=True)
class _Work:
    """A row while it is judged: its values so far, and what is wrong with them."""

    sheet: RawSheet
    row: RawRow
    facts: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def cell(self, column: int) -> RawCell:
        return self.row.cells[column]

    def place(self, column: int) -> str:
        """The cell's name; a column the table does not have stands for the row's code."""
        at = self.sheet.columns[column] or self.sheet.columns[_CODE]
        return cell_name(self.row.number, at)

    def said(self, column: int, problem: Problem) -> Problem:
        return Problem(problem.code, {**self.facts, "cell": self.place(column), **problem.facts})

    def refuse(self, column: int, code: str, **facts: object) -> None:
        self.problems.append(self.said(column, Problem(code, facts)))


class RowJudge:
    """Judges the rows of one file. Holds what all rows are compared with."""

    def __init__(
        self, now: ReadingsNow, today: date, file: str, *, commas: bool = True, of_form: bool = False
    ) -> None:
        """`of_form`: a reason for no figure has a column of its own."""
        self._now = now
        self._codes = KnownCodes(now.indicators)
        self._latest = newest_day(today, now.newest_quarter)
        self._file = file
        self._of_form = {"of_form": True} if of_form else {}
        self._commas = commas
        self.ordinary = OrdinaryRows(now, self._codes, self._latest, file).judge
        """The line of a row of which nothing is to be said, or None."""

    def judge(self, sheet: RawSheet, row: RawRow) -> Judged:
        work = _Work(sheet, row, {"file": self._file, "sheet": sheet.name, **self._of_form})
        code = read_words(row.cells[_CODE])
        indicator = self._indicator(work, code)
        period = self._period(work, indicator) if indicator else None
        figures = self._figures(work, indicator)
        status = self._status(work)
        note = self._note(work)
        for column in row.outside:
            work.notes.append(work.said(column, Problem("formula_from_outside")))
        if indicator is None or period is None:
            return self._finish(work, code, indicator, period, None, None)
        before = self._now.figures.get(indicator.id, {}).get(period)
        if status is None:
            return self._finish(work, code, indicator, period, None, before)
        found = self._row(work, indicator, period, figures, status, note)
        self._compare(work, indicator, found, before)
        return self._finish(work, code, indicator, period, found, before)

    def is_footer(self, row: RawRow, after: int) -> bool:
        """A lone text below the table, an empty row between, is a remark and no row of figures."""
        filled = [cell for cell in row.cells if cell is not None]
        return row.number > after + 1 and len(filled) == 1 and isinstance(filled[0], str) and (
            self._codes.find(filled[0]) is None
        )  # fmt: skip

    def _indicator(self, work: _Work, code: str) -> MeasuredIndicator | None:
        if isinstance(work.cell(_CODE), str) or code:
            found = self._codes.find(code)
            if found is None:
                work.refuse(_CODE, "code_unknown", text=code[:60], nearest=self._codes.nearest(code))
            return found
        work.refuse(_CODE, "code_missing")
        return None

    def _period(self, work: _Work, indicator: MeasuredIndicator) -> Period | None:
        known = self._now.figures.get(indicator.id, ())
        try:
            period = read_period(work.cell(_PERIOD), indicator, known)
        except NotAPeriodError as error:
            work.problems.append(work.said(_PERIOD, error.problem))
            return None
        problem = arrival_problem(period, indicator.retired, self._latest, indicator.code, indicator.title)
        if problem is not None:
            work.problems.append(work.said(_CODE if problem.code == "code_retired" else _PERIOD, problem))
            return None
        return period

    def _figures(self, work: _Work, indicator: MeasuredIndicator | None) -> dict[int, float | None]:
        found: dict[int, float | None] = {}
        for column in (_VALUE, _NUMERATOR, _DENOMINATOR):
            percent = column == _VALUE and indicator is not None and indicator.unit.startswith("%")
            figure: Figure = read_figure(work.cell(column), percent=percent, commas=self._commas)
            if figure.problem:
                work.problems.append(work.said(column, figure.problem))
            work.notes += [work.said(column, note) for note in figure.notes]
            found[column] = figure.value
        return found

    def _status(self, work: _Work) -> Status | None:
        cell = work.cell(_STATUS)
        status = read_status(cell)
        if status is None:
            words = read_words(cell)[:40]
            work.refuse(_STATUS, "status_unknown" if words else "status_missing", text=words)
        return status

    def _note(self, work: _Work) -> str:
        note, removed = read_note(work.cell(_NOTE))
        if len(note) > NOTE_LIMIT:
            work.refuse(_NOTE, "note_too_long", length=len(note), limit=NOTE_LIMIT)
        if removed:
            work.notes.append(work.said(_NOTE, Problem("marks_removed", {"marks": removed[:8]})))
        kind = personal_data(note)
        if kind:
            work.doubts.append(work.said(_NOTE, Problem("personal_data", {"kind": kind})))
        return note

    def _row(self, work: _Work, indicator: MeasuredIndicator, period: Period,
             figures: Mapping[int, float | None], status: Status, note: str) -> ReadingRow:  # fmt: skip
        row = ReadingRow(
            indicator.id, period, figures[_VALUE], status, figures[_NUMERATOR], figures[_DENOMINATOR], note,
            f"{work.sheet.name}!{work.place(_VALUE)}",
        )  # fmt: skip
        columns = {"value": _VALUE, "numerator": _NUMERATOR, "denominator": _DENOMINATOR}
        earlier = self._now.figures.get(indicator.id, {})
        if not work.problems:
            for name, problem in checks_of(indicator).problems(row):
                work.problems.append(work.said(columns[name], problem))
        if not work.problems:
            work.doubts += [work.said(_VALUE, each) for each in doubts_of(indicator, row, earlier)]
        if work.row.hidden:
            work.doubts.append(work.said(_VALUE, Problem("row_hidden", {"row": work.row.number})))
        return row

    def _compare(
        self, work: _Work, indicator: MeasuredIndicator, row: ReadingRow, before: CurrentFigure | None
    ) -> None:
        changed = before is not None and before.value != row.value
        if before is not None and changed and (before.reported or row.period in self._now.frozen):
            work.doubts.append(work.said(_VALUE, Problem("figure_reported", {"period": row.period.label})))

    def _finish(self, work: _Work, code: str, indicator: MeasuredIndicator | None, period: Period | None,
                row: ReadingRow | None, before: CurrentFigure | None) -> Judged:  # fmt: skip
        state = LineState.UNREADABLE
        if row is not None and not work.problems:
            state = _state(row, before)
            if state is LineState.UNCHANGED:
                work.doubts.clear()
            elif work.doubts:
                state = LineState.CHECK
            row = _as_stored(row, before)
        readable = row if state is not LineState.UNREADABLE else None
        likely = self._meant(work, indicator, readable)
        line = ImportLine(
            state=state,
            file=self._file,
            sheet=work.sheet.name,
            cell=work.place(_VALUE),
            code=indicator.code if indicator else code[:60],
            title=indicator.title if indicator else "",
            period=period.label if period else read_words(work.cell(_PERIOD))[:60],
            before=_printed(before.value, indicator, readable.value if readable else None) if before and indicator else "",
            after=_printed(readable.value, indicator, before.value if before else None)
            if readable and indicator
            else read_words(work.cell(_VALUE))[:60],
            why=tuple(work.problems or work.doubts) or _what(readable, before),
            row=readable,
            meant=likely,
            meant_text=_printed(likely, indicator) if indicator and likely is not None else "",
        )
        key = (indicator.id, period) if indicator and period else None
        return Judged(line, work.problems, work.doubts, work.notes, key)

    def _meant(
        self, work: _Work, indicator: MeasuredIndicator | None, row: ReadingRow | None
    ) -> float | None:
        """What a figure meant whose decimal point may have slipped."""
        if indicator is None or row is None or row.value is None:
            return None
        if not any(each.code in FACTOR_CODES for each in work.doubts):
            return None
        return meant(indicator, row.period, row.value, self._now.figures.get(indicator.id, {}))


def _state(row: ReadingRow, before: CurrentFigure | None) -> LineState:
    if before is None:
        return LineState.NEW
    same_figures = (before.value, before.numerator, before.denominator) == (
        row.value,
        row.numerator if row.numerator is not None else before.numerator,
        row.denominator if row.denominator is not None else before.denominator,
    )
    settled = before.status is row.status or (before.status is Status.RESTATED and row.status is Status.FINAL)
    same_note = not row.note or row.note == before.note
    return LineState.UNCHANGED if same_figures and settled and same_note else LineState.CHANGED


def _as_stored(row: ReadingRow, before: CurrentFigure | None) -> ReadingRow:
    """A final figure that comes in with another value is a restatement; numerators left out stay."""
    if before is None:
        return row
    restated = before.status is not Status.PROVISIONAL and row.status is Status.FINAL
    status = Status.RESTATED if restated and before.value != row.value else row.status
    if before.value != row.value:
        return row._replace(status=status)
    return row._replace(
        status=status,
        numerator=before.numerator if row.numerator is None else row.numerator,
        denominator=before.denominator if row.denominator is None else row.denominator,
        note=row.note or before.note,
    )


def _what(row: ReadingRow | None, before: CurrentFigure | None) -> tuple[Problem, ...]:
    """What happens with a row that is in order, as a code for the preview's words."""
    if row is None:
        return ()
    if before is None:
        return (Problem("line_new", {"status": row.status.value}),)
    if _state(row, before) is LineState.UNCHANGED:
        return (Problem("line_unchanged"),)
    if before.value == row.value and before.status is not row.status:
        return (Problem("line_status", {"before": before.status.value, "after": row.status.value}),)
    if before.value == row.value:
        return (Problem("line_details"),)
    return (Problem("line_changed", {"before": before.status.value, "after": row.status.value}),)


def _printed(value: float | None, indicator: MeasuredIndicator, beside: float | None = None) -> str:
    return format_given(value, indicator.unit, indicator.decimals, beside)
