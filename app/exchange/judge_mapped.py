"""A department's own workbook, read as it was mapped, held against the plan row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.exchange.cell_names import column_letters
from app.exchange.cells import read_words
from app.exchange.foreign_file import ForeignFile
from app.exchange.import_plan import FileFacts, ImportLine, ImportPlan, LineState, PlannedReturn
from app.exchange.judge_rows import Judged, RowJudge
from app.exchange.mapped_figures import MappedFigures
from app.exchange.mapping_fit import Fit
from app.exchange.mapping_periods import PeriodBlock
from app.exchange.name_proposals import Proposer
from app.exchange.raw import RawCell
from app.exchange.return_columns import Table, remarks
from app.rules.errors import Problem
from app.rules.return_form import ReturnForm
from app.rules.return_mapping import NOT_OURS, plain_name
from app.rules.returns_now import ReturnsNow


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
        name = fit.columns.get("code") or fit.columns.get("title") or 0
        own = Table(file.name, fit.sheet, fit.row, {**fit.columns, "code": name})
        commas = file.kind != "csv;"
        rows = RowJudge(now.readings, today, file.name, commas=commas)
        self._figures = MappedFigures(own, fit, form, now, rows, commas=commas)
        figures = [column for block in fit.blocks for column in block.columns.values()]
        self._table = replace(own, columns={**own.columns, **{f"figure {column}": column for column in figures}})
        self._passed_over: list[str] = []

    def plan(self) -> ImportPlan:
        judged = list(self._judged())
        lines = tuple(each.line for each in judged)
        file, form = self._file, self._form
        problems, doubts, notes = remarks(self._table, self._table.columns)
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
        quarter = {} if "period" in fit.columns or fit.by_period else {"quarter": fit.quarter.label}
        periods = {"periods": [_columns_of(block) for block in fit.blocks]} if fit.by_period else {}
        yield Problem("mapping_used", {**where, **made, **quarter, **periods, "department": self._form.department.name})
        if fit.left:
            yield Problem("columns_not_mapped", {"file": file.name, "sheet": fit.sheet.name, "headings": list(fit.left)})
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
            filled = self._figures.filled(row)
            found = self._meant(code, title)
            if found == NOT_OURS:
                self._passed_over.append(title or code)
            elif found is not None:
                yield from self._figures.judged(row, self._known[found])
            elif filled and (code or title):
                yield self._open(row, code, title, filled)
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

    def _open(self, row: int, code: str, title: str, filled: Table) -> Judged:
        proposal = self._proposer.propose(code, title)
        near = proposal.nearest[0] if proposal.nearest else None
        facts = {"nearest": near[0].code, "alike": near[1]} if near else {}
        key = "title" if title else "code"
        problem = self._table.said(row, key, "return_name_open", text=(title or code)[:80], **facts)
        line = ImportLine(
            LineState.UNREADABLE, self._file.name, self._fit.sheet.name,
            filled.name(row, "value"), code[:60], title[:200], "", "",
            read_words(filled.cell(row, "value"))[:60], (problem,),
        )  # fmt: skip
        return Judged(line, [problem])


def _columns_of(block: PeriodBlock) -> str:
    columns = " and ".join(column_letters(column) for column in sorted(block.columns.values()))
    return f"{columns} {block.period.label if block.period else ''}".rstrip()
