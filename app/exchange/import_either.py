"""From files of any kind to one import plan: departments' own forms and plain tables side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from app.exchange.foreign_file import ForeignFile, read_any
from app.exchange.import_files import plan_files
from app.exchange.import_plan import (
    ImportLine,
    ImportPlan,
    LineState,
    PlannedReturn,
    noted,
    refused,
    together,
)
from app.exchange.judge_mapped import judge_mapped
from app.exchange.judge_return import judge_return
from app.exchange.mapping_fit import fits_of
from app.exchange.raw import RawFile
from app.exchange.read_return import FormFile
from app.exchange.return_identity import identity_of
from app.rules.errors import KnownError, Problem
from app.rules.period import Period
from app.rules.return_mapping import ChosenMapping, ReturnMapping
from app.rules.returns_now import Place, ReturnsNow

AnyFile = RawFile | FormFile | ForeignFile | Problem
Chosen = Mapping[str, ChosenMapping]
"""How files are to be read that were mapped just now, by their hash."""
_NOT_READ = "folders_not_read"
"""Not why a file was refused: that folders inside the one that was given were left alone."""


def read_all(
    paths: Iterable[Path],
    *,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[AnyFile]:
    """Each file read, or why it could not be; what a folder holds is read too. Raises Cancelled alone."""
    found: list[AnyFile] = []
    for path in paths:
        inside, folders = _inside(path)
        if not inside:
            found.append(Problem("folder_empty", {"file": path.name, "folders": folders}))
        elif folders:
            found.append(Problem(_NOT_READ, {"folder": path.name, "folders": folders}))
        for each in inside:
            try:
                found.append(read_any(each, cancelled=cancelled, progress=progress))
            except KnownError as error:
                found.append(error.problem)
    return found


def _inside(path: Path) -> tuple[list[Path], list[str]]:
    """A folder's own files, without Excel's lock files and what the system hides; and the folders in it."""
    try:
        if not path.is_dir():
            return [path], []
        seen = sorted(each for each in path.iterdir() if not _hidden(each.name))
        return [each for each in seen if each.is_file()], [each.name for each in seen if each.is_dir()]
    except OSError:
        return [path], []


def _hidden(name: str) -> bool:
    return name.startswith(("~$", ".")) or name.casefold() in ("thumbs.db", "desktop.ini")


def held_against(session: Any, files: Sequence[AnyFile], chosen: Chosen | None = None) -> ReturnsNow:
    """What the store holds that these files are to be compared with."""
    from app.store.queries.lists import quarters
    from app.store.queries.return_mappings import return_mappings
    from app.store.queries.returns_now import returns_now

    known, mappings = quarters(session), return_mappings(session)
    of_files = places(files, mappings, known[-1] if known else None, chosen)
    return returns_now(session, of_files, hashes(files))


def places(
    files: Sequence[AnyFile],
    mappings: Sequence[ReturnMapping] = (),
    newest: Period | None = None,
    chosen: Chosen | None = None,
) -> set[Place]:
    """Departments and quarters that the forms say they are of, and those that the other workbooks are mapped to."""
    found = set()
    for file in files:
        if isinstance(file, ForeignFile):
            fits = fits_of(file, mappings, newest, chosen or {})
            found |= {(each.mapping.department_id, each.quarter) for each in fits}
        elif isinstance(file, FormFile):
            try:
                identity = identity_of(file)
            except KnownError:
                continue
            found.add((identity.department_id, identity.quarter))
    return found


def hashes(files: Sequence[AnyFile]) -> set[str]:
    return {file.sha256 for file in files if isinstance(file, FormFile | ForeignFile)}


def plan_all(
    files: Sequence[AnyFile], now: ReturnsNow, today: date, chosen: Chosen | None = None
) -> ImportPlan:
    """What an import of all these files would do, in the files' order."""
    plans = []
    for file in files:
        if isinstance(file, Problem):
            plans.append(noted(file) if file.code == _NOT_READ else refused(file))
        elif isinstance(file, FormFile):
            plans.append(judge_return(file, now, today))
        elif isinstance(file, ForeignFile):
            plans.append(_plan_foreign(file, now, today, chosen or {}))
        else:
            plans.append(plan_files([file], now.readings, today))
    return _without_twins(together(plans))


def _plan_foreign(file: ForeignFile, now: ReturnsNow, today: date, chosen: Chosen) -> ImportPlan:
    """As it was mapped; without a mapping, why it can be none of ours."""
    newest = now.quarters[-1] if now.quarters else None
    fits = fits_of(file, now.mappings, newest, chosen)
    if len(fits) == 1:
        return judge_mapped(file, fits[0], now, today)
    if fits:
        named = [now.forms[each.mapping.department_id, each.quarter].department.name for each in fits]
        return refused(Problem("mapping_several", {"file": file.name, "departments": sorted(named)}))
    as_table = plan_files([file.table], now.readings, today)
    wrong = [problem for problem in as_table.problems if problem.code.startswith("heading_")]
    wrong = wrong if len(wrong) == 1 else []  # all but a table of ours: the one slip is worth naming
    sheets = [sheet.name for sheet in file.visible]
    return replace(
        as_table,
        lines=(),
        problems=(*wrong, Problem("return_foreign", {"file": file.name, "sheets": sheets})),
        doubts=(),
        notes=tuple(Problem(note.code, {"file": file.name, **note.facts}) for note in file.notes),
    )


def _without_twins(plan: ImportPlan) -> ImportPlan:
    """Two files of one department and quarter, and figures given twice: which was meant, nobody can know."""
    problems = list(plan.problems)
    first: dict[Place, PlannedReturn] = {}
    for each in plan.returns:
        other = first.setdefault((each.department_id, each.quarter), each)
        if other is not each:
            facts = {"file": each.file, "other": other.file, "department": each.department}
            problems.append(Problem("return_twice", {**facts, "quarter": each.quarter.label}))
    changed: dict[int, ImportLine] = {}
    seen: dict[tuple[int, int, int], ImportLine] = {}
    for line in plan.lines:
        read = line.row
        twin = seen.setdefault((read.indicator_id, read.period.end, read.period.months), line) if read else line
        if twin is not line:
            other_place = twin.place if twin.file == line.file else f"[{twin.file}]{twin.place}"
            facts = {"file": line.file, "sheet": line.sheet, "cell": line.cell, "code": line.code}
            facts |= {"period": line.period, "other": other_place, "other_file": twin.file}
            problem = Problem("code_twice", facts)
            problems.append(problem)
            changed[id(line)] = line._replace(state=LineState.UNREADABLE, why=(problem,), row=None)
    if len(problems) == len(plan.problems):
        return plan
    lines = tuple(changed.get(id(line), line) for line in plan.lines)
    returns = tuple(
        replace(each, lines=tuple(changed.get(id(line), line) for line in each.lines))
        for each in plan.returns
    )
    return replace(plan, problems=tuple(problems), lines=lines, returns=returns)
