"""A department's form held against the plan: whose it is, and what each of its sheets would change."""

from __future__ import annotations

from datetime import date

from app.exchange.import_plan import FileFacts, ImportPlan, LineState, PlannedReturn
from app.exchange.judge_return_actions import ActionsJudge
from app.exchange.judge_return_texts import judge_assessment, judge_issues, long_texts
from app.exchange.judge_return_values import ValuesJudge
from app.exchange.judge_rows import Judged
from app.exchange.read_return import FormFile
from app.exchange.return_columns import Table, find_table
from app.exchange.return_identity import doubts_about, identity_of, refusals
from app.exchange.return_layout import ACTIONS, ASSESSMENT, ISSUES, OWN_HIDDEN, READ, VALUES, Identity
from app.rules.errors import KnownError, Problem
from app.rules.return_form import ReturnForm
from app.rules.returns import DepartmentReturn
from app.rules.returns_now import ReturnsNow


def judge_return(file: FormFile, now: ReturnsNow, today: date) -> ImportPlan:
    """What taking the form in would do; a form that may not be taken has problems and no lines."""
    try:
        identity = identity_of(file)
    except KnownError as error:
        return ImportPlan((), (), (error.problem,), (), ())
    problems = refusals(file, identity, now)
    tables = {} if problems else _tables(file, problems)
    if problems:
        return ImportPlan((_facts(file, 0),), (), tuple(problems), (), _notes(file))
    form = now.forms[identity.department_id, identity.quarter]
    return _Judge(file, identity, form, now, today).plan(tables)


def _tables(file: FormFile, problems: list[Problem]) -> dict[str, Table]:
    found = {}
    for name, headings in READ.items():
        sheet = file.sheet(name)
        if sheet is None:
            others = [each.name for each in file.sheets if each.name not in OWN_HIDDEN]
            problems.append(
                Problem("return_sheet_missing", {"file": file.name, "sheet": name, "found": others})
            )
            continue
        table = find_table(file.name, sheet, headings)
        problems += table.problems
        found[name] = table
    return found


def _facts(file: FormFile, figures: int) -> FileFacts:
    return FileFacts(file.name, file.sha256, len(file.data), len(file.sheets), figures)


def _notes(file: FormFile) -> tuple[Problem, ...]:
    return tuple(Problem(note.code, {"file": file.name, **note.facts}) for note in file.notes)


class _Judge:
    def __init__(
        self, file: FormFile, identity: Identity, form: ReturnForm, now: ReturnsNow, today: date
    ) -> None:
        self._file, self._identity, self._form, self._now, self._today = file, identity, form, now, today

    def plan(self, tables: dict[str, Table]) -> ImportPlan:
        sent, long = self._identity.sent, long_texts(self._file)
        again = bool(self._earlier())
        values = ValuesJudge(tables[VALUES], self._form, sent, self._now.readings, self._today, again)
        figures = list(values.judge())
        texts = list(judge_issues(tables[ISSUES], self._form, sent, long, again))
        actions = list(ActionsJudge(tables[ACTIONS], self._form, sent, long).judge())
        sections, assessment = judge_assessment(tables[ASSESSMENT], self._form, long)
        judged = [*figures, *texts, *actions, *sections]
        doubts, notes = doubts_about(self._file, self._identity, self._now)
        notes += [note for table in tables.values() for note in table.notes] + list(values.missing())
        notes += _hidden_sheets(self._file)
        doubts += [doubt for table in tables.values() for doubt in table.doubts] + self._again(figures)
        lines = tuple(each.line for each in judged)
        taken = PlannedReturn(
            self._form.department.id, self._form.department.name, self._form.quarter, self._identity.form,
            self._file.name, self._file.sha256, self._file.data, lines, assessment,
        )  # fmt: skip
        return ImportPlan(
            (_facts(self._file, len(figures)),),
            lines,
            tuple(problem for each in judged for problem in each.problems),
            (*doubts, *(doubt for each in judged for doubt in each.doubts)),
            (*_notes(self._file), *notes, *(note for each in judged for note in each.notes)),
            (taken,),
        )

    def _earlier(self) -> tuple[DepartmentReturn, ...]:
        return self._now.earlier.get((self._form.department.id, self._form.quarter), ())

    def _again(self, figures: list[Judged]) -> list[Problem]:
        """A newer version of a return that was taken before: its changes want a reason."""
        earlier = self._earlier()
        changed = [
            each for each in figures if each.line.row is not None and each.line.state is not LineState.NEW
        ]
        if not earlier or not changed:
            return []
        facts = {
            "file": self._file.name,
            "on": f"{earlier[0].received:%d/%m/%Y}",
            "by": earlier[0].received_by,
        }
        return [Problem("return_again", {**facts, "before": earlier[0].file_name, "changed": len(changed)})]


def _hidden_sheets(file: FormFile) -> list[Problem]:
    return [
        Problem("sheet_hidden", {"file": file.name, "sheet": sheet.name, "cells": len(sheet.cells)})
        for sheet in file.sheets
        if sheet.state != "visible" and sheet.name not in OWN_HIDDEN and sheet.cells
    ]
