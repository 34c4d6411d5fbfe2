"""What a user decides of doubtful rows, and what is stored then: exactly what the preview promised."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.exchange.import_plan import ImportLine, ImportPlan, LineState, PlannedReturn
from app.rules.errors import Problem
from app.rules.readings import ReadingRow
from app.rules.return_changes import ActionChange, TakenReturn, TextChange
from app.rules.return_queries import Asked, as_asked

_STORED = (LineState.NEW, LineState.CHANGED, LineState.CHECK)


class Choice(StrEnum):
    USE = "use"
    """What the figure was probably meant to be."""
    KEEP = "keep"
    LEAVE = "leave"


Choices = Mapping[int, Choice]
"""By the line's place in the plan."""


def choices_for(plan: ImportPlan, at: int) -> tuple[Choice, ...]:
    """What may be decided of a line; nothing where there is nothing to decide."""
    line = plan.lines[at]
    if line.state is LineState.UNREADABLE:
        # A plain table is all or nothing; a department can be asked again for one row of its form.
        return (Choice.LEAVE,) if _of_return(plan, line) else ()
    if line.state is not LineState.CHECK:
        return ()
    if line.row is None and line.edit is None and not line.section:
        return (Choice.LEAVE,)
    return (Choice.USE, Choice.KEEP, Choice.LEAVE) if line.meant is not None else (Choice.KEEP, Choice.LEAVE)


def _of_return(plan: ImportPlan, line: ImportLine) -> bool:
    return any(line is each for one in plan.returns for each in one.lines)


def unreadable(plan: ImportPlan) -> tuple[ImportLine, ...]:
    """Rows of plain tables that stop the import: such a table is all or nothing."""
    asked_again = {id(line) for one in plan.returns for line in one.lines}
    return tuple(
        line for line in plan.lines if line.state is LineState.UNREADABLE and id(line) not in asked_again
    )


def undecided(plan: ImportPlan, choices: Choices) -> tuple[int, ...]:
    """Places of the lines that still wait for a decision, or can have none and stop the import."""
    open_states = (LineState.CHECK, LineState.UNREADABLE)
    return tuple(
        at
        for at, line in enumerate(plan.lines)
        if line.state in open_states and choices.get(at) not in choices_for(plan, at)
    )


def apart(plan: ImportPlan) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems and doubts that belong to no line: of files, sheets and headings."""
    in_lines = {id(problem) for line in plan.lines for problem in line.why}
    problems = tuple(problem for problem in plan.problems if id(problem) not in in_lines)
    doubts = [doubt for doubt in plan.doubts if id(doubt) not in in_lines]
    if not doubts:
        return problems, ()
    # A doubt of a line that is unreadable for another reason, or stays as it is: the line says enough.
    rows = {(line.file, line.sheet, _row(line.cell)) for line in plan.lines}
    return problems, tuple(doubt for doubt in doubts if _place(doubt) not in rows)


def _place(doubt: Problem) -> tuple[object, object, str]:
    facts = doubt.facts
    return facts.get("file"), facts.get("sheet"), _row(str(facts.get("cell") or ""))


def _row(cell: str) -> str:
    return "".join(mark for mark in cell if mark.isdigit())


def stops(plan: ImportPlan, choices: Choices, reason: str = "") -> tuple[Problem, ...]:
    """Why it may not be stored yet, or not at all."""
    problems, doubts = apart(plan)
    found = list(problems)
    for at in undecided(plan, choices):
        found += plan.lines[at].why
    kept = doubts or any(choice is Choice.KEEP for choice in choices.values())
    if not found and kept and not reason.strip():
        found.append(Problem("return_reason_missing"))
    if not found and not count(plan, choices):
        found.append(Problem("nothing_new", {"file": ", ".join(file.name for file in plan.files), "figures": 0}))
    return tuple(found)


def count(plan: ImportPlan, choices: Choices) -> int:
    """How many figures, texts and actions would be stored."""
    return sum(1 for at, line in enumerate(plan.lines) if _stored(line, choices.get(at)))


def _stored(line: ImportLine, choice: Choice | None) -> bool:
    if line.state not in _STORED or choice is Choice.LEAVE:
        return False
    if line.state is LineState.CHECK and choice is None:
        return False
    return line.row is not None or line.edit is not None or bool(line.section)


def taken(plan: ImportPlan, choices: Choices) -> tuple[tuple[TakenReturn, ...], tuple[ReadingRow, ...]]:
    """The returns as they are to be stored, and the rows of plain tables among the files."""
    by_line = {id(line): choices.get(at) for at, line in enumerate(plan.lines)}
    returns = tuple(_taken(plan, each, by_line) for each in plan.returns)
    inside = {id(line) for each in plan.returns for line in each.lines}
    plain = [line for line in plan.lines if id(line) not in inside and _stored(line, by_line[id(line)])]
    rows = (_row_of(line, by_line[id(line)]) for line in plain)
    return tuple(each for each in returns if each.changes), tuple(row for row in rows if row is not None)


def _taken(plan: ImportPlan, each: PlannedReturn, by_line: Mapping[int, Choice | None]) -> TakenReturn:
    stored = [line for line in each.lines if _stored(line, by_line[id(line)])]
    rows = [_row_of(line, by_line[id(line)]) for line in stored if line.row is not None]
    sections = {line.section for line in stored}
    said = [problem for problem in (*plan.problems, *plan.doubts) if problem.facts.get("file") == each.file]
    left = _left_open(each, by_line)
    return TakenReturn(
        each.department_id, each.department, each.quarter, each.form, each.file, each.sha256, each.data,
        rows=tuple(row for row in rows if row is not None),
        texts=tuple(line.edit for line in stored if isinstance(line.edit, TextChange)),
        actions=tuple(line.edit for line in stored if isinstance(line.edit, ActionChange)),
        assessment={key: text for key, text in each.assessment.items() if key in sections},
        problems=tuple(as_asked(problem, left.get(id(problem), Asked.SETTLED)) for problem in said),
        asked_again=any(by_line[id(line)] is Choice.LEAVE for line in each.lines),
    )  # fmt: skip


def _left_open(each: PlannedReturn, by_line: Mapping[int, Choice | None]) -> dict[int, Asked]:
    """What the department still has to answer for, by problem."""
    states = {LineState.UNREADABLE: Asked.UNREADABLE, LineState.CHECK: Asked.DOUBTFUL}
    return {
        id(problem): states[line.state]
        for line in each.lines
        if line.state in states and by_line[id(line)] not in (Choice.USE, Choice.KEEP)
        for problem in line.why
    }


def _row_of(line: ImportLine, choice: Choice | None) -> ReadingRow | None:
    if line.row is None or choice is not Choice.USE or line.meant is None:
        return line.row
    return line.row._replace(value=line.meant)
