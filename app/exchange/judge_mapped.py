"""A department's own workbook, read as it was mapped, held against the plan row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.exchange.cell_names import cell_name
from app.exchange.cells import read_figure, read_words
from app.exchange.foreign_file import ForeignFile
from app.exchange.import_plan import FileFacts, ImportLine, ImportPlan, LineState, PlannedReturn
from app.exchange.judge_return_values import refused_row
from app.exchange.judge_rows import Judged, RowJudge
from app.exchange.mapping_fit import Fit
from app.exchange.name_proposals import Proposer
from app.exchange.raw import KEYS, RawCell, RawRow, RawSheet
from app.exchange.return_columns import Table, remarks
from app.rules.errors import Problem
from app.rules.indicator import Status
from app.rules.readings_now import MeasuredIndicator
from app.rules.reporting import Rhythm
from app.rules.return_form import ReturnForm
from app.rules.return_mapping import NOT_OURS, plain_name
from app.rules.returns_now import ReturnsNow

_FIGURES = ("value", "numerator", "denominator")


def judge_mapped(file: ForeignFile, fit: Fit, now: ReturnsNow, today: date) -> ImportPlan:
    """What taking it in would do; of a frozen quarter, or taken already, it has one problem and no lines."""
    form = now.forms.get((fit.mapping.department_id, fit.quarter))
    stop = _refusal(file, fit, now, form)
    if stop is not None or form is None:
        return ImportPlan((_facts(file, 0),), (), (stop,) if stop else (), (), ())
    return _Judge(file, fit, form, now, today).plan()


def _refusal(file: ForeignFile, fit: Fit, now: ReturnsNow, form: ReturnForm | None) -> Problem | None:
    facts = {"file": file.name, "quarter": fit.quarter.label}
    before = now.by_hash.get(file.sha256)
    if before is not None:
        on = f"{before.received:%d/%m/%Y}"
        return Problem("return_already", {"file": file.name, "on": on, "by": before.received_by})
    if form is None:
        return Problem("return_other_plan", facts)
    if fit.quarter in now.readings.frozen:
        return Problem("return_quarter_frozen", facts)
    return None


def _facts(file: ForeignFile, figures: int) -> FileFacts:
    return FileFacts(file.name, file.sha256, len(file.data), len(file.sheets), figures)


class _Judge:
    def __init__(self, file: ForeignFile, fit: Fit, form: ReturnForm, now: ReturnsNow, today: date) -> None:
        self._file, self._fit, self._form, self._now = file, fit, form, now
        self._own = {value.indicator.id: value for value in form.values}
        self._asked = {(value.indicator.id, value.period): value for value in form.values}
        self._known = {each.id: each for each in now.readings.indicators}
        self._proposer = Proposer([value.indicator for value in self._own.values()])
        self._everyone = Proposer(now.readings.indicators)
        self._rows = RowJudge(now.readings, today, file.name, commas=file.kind != "csv;")
        name = fit.columns.get("code") or fit.columns.get("title") or 0
        columns = {**fit.columns, "code": name}
        self._sheet = RawSheet(fit.sheet.name, "visible", tuple(columns.get(key, 0) for key in KEYS), fit.row)
        self._table = Table(file.name, fit.sheet, fit.row, dict(columns))
        self._passed_over: list[str] = []

    def plan(self) -> ImportPlan:
        judged = list(self._judged())
        lines = tuple(each.line for each in judged)
        file, form = self._file, self._form
        problems, doubts, notes = remarks(self._table, self._fit.columns)
        taken = PlannedReturn(
            form.department.id, form.department.name, form.quarter, 0, file.name, file.sha256, file.data, lines
        )
        return ImportPlan(
            (_facts(file, len(judged)),),
            lines,
            (*problems, *(problem for each in judged for problem in each.problems), *self._nothing(judged)),
            (*doubts, *(doubt for each in judged for doubt in each.doubts)),
            (*self._notes(), *notes, *self._missing(judged), *(note for each in judged for note in each.notes)),
            (taken,),
        )

    def _nothing(self, judged: list[Judged]) -> tuple[Problem, ...]:
        facts = {"file": self._file.name, "sheets": [self._fit.sheet.name]}
        return () if judged else (Problem("no_figures", facts),)

    def _notes(self) -> Iterator[Problem]:
        file, fit, mapping = self._file, self._fit, self._fit.mapping
        made = {"on": f"{mapping.made:%d/%m/%Y}", "by": mapping.made_by} if mapping.made else {}
        where = {"file": file.name, "sheet": fit.sheet.name, "row": fit.row}
        quarter = {} if "period" in fit.columns else {"quarter": fit.quarter.label}
        yield Problem("mapping_used", {**where, **made, **quarter, "department": self._form.department.name})
        yield from (Problem(note.code, {"file": file.name, **note.facts}) for note in file.notes)
        for sheet in file.sheets:
            if sheet.state != "visible" and sheet.cells:
                facts = {"file": file.name, "sheet": sheet.name, "cells": len(sheet.cells)}
                yield Problem("sheet_hidden", facts)
        if self._passed_over:
            facts = {"file": file.name, "sheet": fit.sheet.name, "names": self._passed_over}
            yield Problem("rows_not_taken", facts)

    def _missing(self, judged: list[Judged]) -> Iterator[Problem]:
        seen = {each.key for each in judged}
        for key, value in self._asked.items():
            if value.due and key not in seen:
                facts = {"file": self._file.name, "code": value.indicator.code}
                yield Problem("return_code_missing", {**facts, "department": self._form.department.name})

    # Rows

    def _judged(self) -> Iterator[Judged]:
        for row in self._table.rows():
            code, title = self._words(row, "code"), self._words(row, "title")
            filled = any(self._cell(row, key) is not None for key in _FIGURES)
            found = self._meant(code, title)
            if found == NOT_OURS:
                self._passed_over.append(title or code)
            elif found is not None:
                yield self._of_indicator(row, self._known[found])
            elif filled and (code or title):
                yield self._open(row, code, title)
            elif filled:
                self._passed_over.append(f"row {row}")

    def _cell(self, row: int, key: str) -> RawCell:
        return self._table.cell(row, key) if key in self._fit.columns else None

    def _words(self, row: int, key: str) -> str:
        return read_words(self._cell(row, key))

    def _meant(self, code: str, title: str) -> int | None:
        """The indicator's id as it was mapped, or where its code or whole name is the same; None: nobody said."""
        names = self._fit.mapping.names
        for text in (title, code):
            said = names.get(plain_name(text)) if text else None
            if said is not None and (said == NOT_OURS or said in self._known):
                return said
        found = self._everyone.exactly(code, title)
        return found.id if found else None

    def _open(self, row: int, code: str, title: str) -> Judged:
        proposal = self._proposer.propose(code, title)
        near = proposal.nearest[0] if proposal.nearest else None
        facts = {"nearest": near[0].code, "alike": near[1]} if near else {}
        key = "title" if title else "code"
        problem = self._table.said(row, key, "return_name_open", text=(title or code)[:80], **facts)
        line = ImportLine(
            LineState.UNREADABLE, self._file.name, self._fit.sheet.name,
            cell_name(row, self._fit.columns["value"]), code[:60], title[:200], "", "",
            read_words(self._cell(row, "value"))[:60], (problem,),
        )  # fmt: skip
        return Judged(line, [problem])

    def _of_indicator(self, row: int, indicator: MeasuredIndicator) -> Judged:
        judged = self._rows.judge(self._sheet, self._raw(row, indicator))
        value = self._own.get(indicator.id)
        if value is None:
            problem = self._table.said(
                row, "code", "return_code_of_other", text=indicator.code, department=self._form.department.name
            )
            return refused_row(judged, problem)
        if judged.key is None:
            return judged
        if read_figure(self._cell(row, "value"), percent=False).missing:
            return self._not_given(row, judged)
        return judged

    def _not_given(self, row: int, judged: Judged) -> Judged:
        """No figure: for the department to answer, unless there is one already."""
        judged.problems.clear()
        line = replace(judged.line, row=None, after="")
        if line.before:
            judged.doubts.clear()
            judged.line = replace(
                line, state=LineState.UNCHANGED, why=(Problem("line_unchanged"),), after=line.before
            )
            return judged
        doubt = self._table.said(row, "value", "figure_not_given")
        judged.doubts[:] = [doubt]
        judged.line = replace(line, state=LineState.CHECK, why=(doubt,))
        return judged

    def _raw(self, row: int, indicator: MeasuredIndicator) -> RawRow:
        """The row as a table of readings has it; what no column says is the quarter's and the mapping's."""
        status = self._fit.mapping.status
        given: dict[str, RawCell] = {
            "code": indicator.code,
            "period": self._period(indicator),
            "status": (Status.FINAL if status is Status.RESTATED else status).value,
        }
        cells = tuple(
            given[key] if key == "code" or (key in given and key not in self._fit.columns) else self._cell(row, key)
            for key in KEYS
        )
        columns = [self._fit.columns.get(key, 0) for key in KEYS]
        outside = tuple(
            at for at, column in enumerate(columns) if column and (row, column) in self._fit.sheet.outside
        )
        return RawRow(row, row in self._fit.sheet.hidden_rows, cells, outside)

    def _period(self, indicator: MeasuredIndicator) -> str:
        like = max(self._now.readings.figures.get(indicator.id, ()), default=None)
        return Rhythm(indicator.frequency, indicator.year_kind, like).latest_by(self._fit.quarter).label
