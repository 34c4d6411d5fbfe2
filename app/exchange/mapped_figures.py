"""The figures of one row of a department's own workbook, as they were mapped: one, or one for each period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.exchange.cells import Figure, read_figure, tidy
from app.exchange.import_plan import LineState
from app.exchange.judge_return_values import refused_row
from app.exchange.judge_rows import Judged, RowJudge
from app.exchange.mapping_fit import Fit
from app.exchange.mapping_periods import PeriodBlock
from app.exchange.periods import NotAPeriodError, read_period
from app.exchange.raw import KEYS, RawCell, RawRow, RawSheet
from app.exchange.return_columns import Table
from app.rules.errors import Problem
from app.rules.indicator import Status, format_value
from app.rules.period import Period
from app.rules.proportions import share_of_unit
from app.rules.readings_now import CurrentFigure, MeasuredIndicator
from app.rules.reporting import Rhythm
from app.rules.return_form import ReturnForm
from app.rules.return_mapping import FIGURES
from app.rules.returns_now import ReturnsNow

_STORED = (LineState.NEW, LineState.CHANGED, LineState.CHECK)


class MappedFigures:
    """`table` has the row's own columns; those of each block come besides."""

    def __init__(self, table: Table, fit: Fit, form: ReturnForm, now: ReturnsNow, rows: RowJudge, *,
                 commas: bool) -> None:  # fmt: skip
        self._fit, self._form, self._figures, self._rows, self._commas = fit, form, now.readings.figures, rows, commas
        self._own = {value.indicator.id for value in form.values}
        self._due = {(value.indicator.id, value.period) for value in form.values if value.due}
        self._blocks = [(block, self._table_of(table, block)) for block in fit.blocks]

    def _table_of(self, table: Table, block: PeriodBlock) -> Table:
        """Where a value is worked out, its numerator's cell is where it comes from."""
        columns = {**table.columns, **block.columns}
        return replace(table, columns={**columns, "value": columns.get("value") or columns["numerator"]})

    def filled(self, row: int) -> Table | None:
        """The first block in which the row holds a figure."""
        for block, table in self._blocks:
            if any(table.cell(row, key) is not None for key in block.columns):
                return table
        return None

    def judged(self, row: int, indicator: MeasuredIndicator) -> Iterator[Judged]:
        found = [each for each in self._blocks if not self._fit.by_period or self._wanted(row, indicator, *each)]
        for block, table in found:
            judged = self._judged(row, indicator, block, table, newest=block is found[-1][0])
            if indicator.id in self._own:
                yield judged
                continue
            department = self._form.department.name
            problem = table.said(row, "code", "return_code_of_other", text=indicator.code, department=department)
            yield refused_row(judged, problem)
            return

    def _wanted(self, row: int, indicator: MeasuredIndicator, block: PeriodBlock, table: Table) -> bool:
        """It holds a figure, or was asked for: an empty cell of another period says nothing."""
        if any(not self._read(table, row, key).missing for key in block.columns):
            return True
        return (indicator.id, self._period(indicator, block)[0]) in self._due

    def _read(self, table: Table, row: int, key: str) -> Figure:
        return read_figure(table.cell(row, key), percent=False, commas=self._commas)

    def _judged(
        self, row: int, indicator: MeasuredIndicator, block: PeriodBlock, table: Table, *, newest: bool
    ) -> Judged:
        period, other_length = self._period(indicator, block)
        worked_out = "value" not in block.columns
        before = self._figures.get(indicator.id, {}).get(period)
        given: dict[str, RawCell] = {"code": indicator.code}
        if "period" not in self._fit.columns:
            given["period"] = period.label
        if "status" not in self._fit.columns or not newest:
            given["status"] = self._status(block, before).value
        if not newest:
            given["note"] = None
        if worked_out:
            given["value"] = self._worked_out(row, indicator, table, before)
        judged = self._rows.judge(self._sheet(table), self._raw(row, table, given))
        if judged.key is None:
            return judged
        if not worked_out and self._read(table, row, "value").missing:
            return _not_given(row, table, judged)
        if worked_out and share_of_unit(indicator.unit) is None:
            return refused_row(judged, table.said(row, "value", "figure_no_rate", unit=indicator.unit))
        if other_length:
            _doubt(judged, table.said(row, "value", "column_other_length", period=(block.period or period).label,
                                      taken=period.label))  # fmt: skip
        elif worked_out and judged.line.row is not None:
            counts = {key: tidy(self._read(table, row, key).value or 0) for key in FIGURES[1:]}
            judged.line = judged.line._replace(why=(*judged.line.why, Problem("line_worked_out", counts)))
        return judged

    def _sheet(self, table: Table) -> RawSheet:
        """What is wrong with a period that no column of its own says is said of the figure's cell."""
        columns = tuple(table.columns.get(key, table.columns["value"] if key == "period" else 0) for key in KEYS)
        return RawSheet(self._fit.sheet.name, "visible", columns, self._fit.row)

    def _raw(self, row: int, table: Table, given: Mapping[str, RawCell]) -> RawRow:
        """The row as a table of readings has it; what no column says is the quarter's and the mapping's."""
        cells = tuple(
            given[key] if key in given else table.cell(row, key) if key in table.columns else None for key in KEYS
        )
        outside = tuple(
            at
            for at, key in enumerate(KEYS)
            if (row, table.columns.get(key, 0)) in self._fit.sheet.outside and (key not in given or key == "value")
        )
        return RawRow(row, row in self._fit.sheet.hidden_rows, cells, outside)

    def _period(self, indicator: MeasuredIndicator, block: PeriodBlock) -> tuple[Period, bool]:
        """The indicator's period that the block's figure is of, and whether someone should look: it is another length.

        A quarter's column holds a figure of the day it ends; of the year that ends with it only if someone says so.
        """
        figures = self._figures.get(indicator.id, ())
        rhythm = Rhythm(indicator.frequency, indicator.year_kind, max(figures, default=None))
        if block.period is None:
            return rhythm.latest_by(self._fit.quarter), False
        try:
            return read_period(block.period.label, indicator, figures), False
        except NotAPeriodError:
            latest = rhythm.latest_by(block.period)
            if latest.end != block.period.end:
                return block.period, False
            return latest, rhythm.step != block.period.months

    def _status(self, block: PeriodBlock, before: CurrentFigure | None) -> Status:
        """Where nothing says it, a figure that is final stays so."""
        final = before is not None and before.status is not Status.PROVISIONAL
        status = block.status or (Status.FINAL if final else self._fit.mapping.status)
        return Status.FINAL if status is Status.RESTATED else status

    def _worked_out(
        self, row: int, indicator: MeasuredIndicator, table: Table, before: CurrentFigure | None
    ) -> RawCell:
        """So many of so many in the indicator's unit; as it is stored where that prints the same."""
        part, whole = (self._read(table, row, key).value for key in FIGURES[1:])
        scale = share_of_unit(indicator.unit)
        if part is None or whole is None or scale is None:
            return None
        value = float(f"{scale * part / whole:.12g}") if whole else 0.0
        unit, decimals = indicator.unit, indicator.decimals
        if before is not None and format_value(before.value, unit, decimals) == format_value(value, unit, decimals):
            return before.value
        return value


def _doubt(judged: Judged, doubt: Problem) -> None:
    """A figure that would be stored waits for someone's word."""
    line = judged.line
    if line.state in _STORED:
        judged.doubts.append(doubt)
        judged.line = line._replace(state=LineState.CHECK, why=tuple(judged.doubts))


def _not_given(row: int, table: Table, judged: Judged) -> Judged:
    """No figure: for the department to answer, unless there is one already."""
    judged.problems.clear()
    line = judged.line._replace(row=None, after="")
    if line.before:
        judged.doubts.clear()
        judged.line = line._replace(state=LineState.UNCHANGED, why=(Problem("line_unchanged"),), after=line.before)
        return judged
    doubt = table.said(row, "value", "figure_not_given")
    judged.doubts[:] = [doubt]
    judged.line = line._replace(state=LineState.CHECK, why=(doubt,))
    return judged
