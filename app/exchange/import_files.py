"""From files to an import plan: read each safely, judge its rows, look for figures given twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.exchange.import_plan import FileFacts, ImportLine, ImportPlan, LineState, refused, together
from app.exchange.judge_rows import Judged, RowJudge
from app.exchange.raw import RawFile, RawSheet
from app.rules.errors import Problem
from app.rules.making_many import uncollected
from app.rules.readings_now import ReadingsNow

MOST_PROBLEMS = 1_000
"""So many are told one by one; the rest as a number."""
_Seen = dict[tuple[int, int, int], ImportLine]
"""Lines met so far by indicator and the two numbers of the period: it is looked up for every row."""


def plan_files(files: Sequence[RawFile | Problem], now: ReadingsNow, today: date) -> ImportPlan:
    """What an import of all these files would do. `today`: figures of later periods are refused."""
    seen: _Seen = {}
    return together(
        refused(each) if isinstance(each, Problem) else _plan_file(each, now, today, seen) for each in files
    )


@uncollected()
def _plan_file(
    raw: RawFile, now: ReadingsNow, today: date, seen: _Seen
) -> ImportPlan:
    judge = RowJudge(now, today, raw.name, commas=raw.kind != "csv;")
    problems, doubts, notes = _about_sheets(raw)
    notes = [_in_file(note, raw.name) for note in raw.notes] + notes
    lines: list[ImportLine] = []
    for sheet in raw.sheets:
        if sheet.state == "visible":
            for each in _judge_sheet(judge, sheet, raw.name, seen, notes):
                if isinstance(each, ImportLine):
                    lines.append(each)
                    continue
                lines.append(each.line)
                problems += each.problems
                doubts += each.doubts
                notes += each.notes
    figures = len(lines)
    facts = FileFacts(raw.name, raw.sha256, raw.size, len(raw.sheets), figures)
    if not figures and not problems:
        problems.append(Problem("no_figures", {"file": raw.name, "sheets": [s.name for s in raw.sheets]}))
    return ImportPlan(
        (facts,), tuple(lines), _cut(problems, raw.name), _cut(doubts, raw.name), _cut(notes, raw.name)
    )


def _about_sheets(raw: RawFile) -> tuple[list[Problem], list[Problem], list[Problem]]:
    """Problems, doubts and notes of the sheets as such."""
    problems: list[Problem] = []
    doubts: list[Problem] = []
    notes: list[Problem] = []
    visible = [sheet for sheet in raw.sheets if sheet.state == "visible"]
    tables = [sheet for sheet in visible if sheet.has_table]
    for sheet in raw.sheets:
        facts = {"file": raw.name, "sheet": sheet.name}
        notes += [_in_file(note, raw.name) for note in sheet.notes if sheet in tables or _of_sheet(note)]
        if sheet.state != "visible":
            if sheet.cell_count:
                notes.append(Problem("sheet_hidden", {**facts, "cells": sheet.cell_count}))
        elif sheet.has_table:
            problems += [_in_file(problem, raw.name) for problem in sheet.problems]
            if sheet.hidden_columns:
                doubts.append(Problem("columns_hidden", {**facts, "columns": list(sheet.hidden_columns)}))
            if sheet.filtered:
                notes.append(Problem("sheet_filtered", facts))
        elif sheet.cell_count and tables:
            notes.append(Problem("sheet_without_table", facts))
    if not tables:
        facts_of_none = {"file": raw.name, "sheets": [sheet.name for sheet in visible]}
        code = "no_table" if any(sheet.cell_count for sheet in visible) else "no_figures"
        problems.append(Problem(code, facts_of_none))
    return problems, doubts, notes


def _of_sheet(note: Problem) -> bool:
    return note.code != "heading_not_read"


def _judge_sheet(
    judge: RowJudge,
    sheet: RawSheet,
    file: str,
    seen: _Seen,
    notes: list[Problem],
) -> Iterator[Judged | ImportLine]:
    """Each row as it is judged; of an ordinary one there is nothing to say but its line."""
    last = sheet.heading_row
    for row in sheet.rows:
        line = judge.ordinary(sheet, row)
        if line is not None and line.row is not None:
            last, read = row.number, line.row
            if seen.setdefault((read.indicator_id, read.period.end, read.period.months), line) is line:
                yield line
                continue
        elif not any(cell is not None and cell != "" for cell in row.cells):
            continue
        if judge.is_footer(row, last):
            place = {"file": file, "sheet": sheet.name, "cell": f"row {row.number}"}
            notes.append(Problem("row_outside_table", {**place, "text": str(row.cells[0] or "")[:60]}))
            continue
        last = row.number
        found = judge.judge(sheet, row)
        _look_for_twin(found, seen)
        yield found


def _look_for_twin(found: Judged, seen: _Seen) -> None:
    """A figure given twice is refused: which of the two was meant, nobody can know."""
    if found.key is None:
        return
    indicator, period = found.key
    first = seen.setdefault((indicator, period.end, period.months), found.line)
    if first is found.line:
        return
    line = found.line
    other = first.cell if (first.file, first.sheet) == (line.file, line.sheet) else first.place
    if first.file != line.file:
        other = f"[{first.file}]{first.place}"
    facts = {"file": line.file, "sheet": line.sheet, "cell": line.cell, "code": line.code}
    problem = Problem("code_twice", {**facts, "period": line.period, "other": other, "other_file": first.file})
    found.problems.append(problem)
    found.line = line._replace(state=LineState.UNREADABLE, why=(*_faults(line), problem), row=None)


def _faults(line: ImportLine) -> tuple[Problem, ...]:
    return line.why if line.state is LineState.UNREADABLE else ()


def _in_file(problem: Problem, file: str) -> Problem:
    return Problem(problem.code, {"file": file, **problem.facts})


def _cut(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    more = len(problems) - MOST_PROBLEMS
    return (*problems[:MOST_PROBLEMS], Problem("and_more", {"file": file, "more": more}))
