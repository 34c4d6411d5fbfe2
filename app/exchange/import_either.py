"""From files of any kind to one import plan: departments' own forms and plain tables side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.exchange.import_files import plan_files
from app.exchange.import_plan import ImportLine, ImportPlan, LineState, PlannedReturn, refused, together
from app.exchange.judge_return import judge_return
from app.exchange.raw import RawFile
from app.exchange.read_return import FormFile, read_either
from app.exchange.return_identity import identity_of
from app.rules.errors import KnownError, Problem
from app.rules.returns_now import Place, ReturnsNow

AnyFile = RawFile | FormFile | Problem


def read_all(
    paths: Iterable[Path],
    *,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[AnyFile]:
    """Each file read, or why it could not be; what a folder holds is read too. Raises Cancelled alone."""
    found: list[AnyFile] = []
    for path in paths:
        inside = _inside(path)
        if not inside:
            found.append(Problem("folder_empty", {"file": path.name}))
        for each in inside:
            try:
                found.append(read_either(each, cancelled=cancelled, progress=progress))
            except KnownError as error:
                found.append(error.problem)
    return found


def _inside(path: Path) -> list[Path]:
    """A folder's own files, without Excel's lock files and what the system hides."""
    try:
        if not path.is_dir():
            return [path]
        return sorted(
            each for each in path.iterdir() if each.is_file() and not each.name.startswith(("~$", "."))
        )
    except OSError:
        return [path]


def places(files: Sequence[AnyFile]) -> set[Place]:
    """Departments and quarters that the forms among the files say they are of."""
    found = set()
    for file in files:
        if isinstance(file, FormFile):
            try:
                identity = identity_of(file)
            except KnownError:
                continue
            found.add((identity.department_id, identity.quarter))
    return found


def hashes(files: Sequence[AnyFile]) -> set[str]:
    return {file.sha256 for file in files if isinstance(file, FormFile)}


def plan_all(files: Sequence[AnyFile], now: ReturnsNow, today: date) -> ImportPlan:
    """What an import of all these files would do, in the files' order."""
    plans = []
    for file in files:
        if isinstance(file, Problem):
            plans.append(refused(file))
        elif isinstance(file, FormFile):
            plans.append(judge_return(file, now, today))
        else:
            plans.append(plan_files([file], now.readings, today))
    return _without_twins(together(plans))


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
    seen: dict[tuple[int, object], ImportLine] = {}
    for line in plan.lines:
        twin = seen.setdefault((line.row.indicator_id, line.row.period), line) if line.row else line
        if twin is not line:
            other_place = twin.place if twin.file == line.file else f"[{twin.file}]{twin.place}"
            facts = {"file": line.file, "sheet": line.sheet, "cell": line.cell, "code": line.code}
            problem = Problem("code_twice", {**facts, "period": line.period, "other": other_place})
            problems.append(problem)
            changed[id(line)] = replace(line, state=LineState.UNREADABLE, why=(problem,), row=None)
    if len(problems) == len(plan.problems):
        return plan
    lines = tuple(changed.get(id(line), line) for line in plan.lines)
    returns = tuple(
        replace(each, lines=tuple(changed.get(id(line), line) for line in each.lines))
        for each in plan.returns
    )
    return replace(plan, problems=tuple(problems), lines=lines, returns=returns)
