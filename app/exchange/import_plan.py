"""What an import would do, row by row, before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from app.rules.errors import Problem
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.rules.return_changes import ActionChange, TextChange


class LineState(StrEnum):
    """UNREADABLE stops the import; CHECK stops it until someone has looked."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CHECK = "check"
    UNREADABLE = "unreadable"


_TAKEN = frozenset((LineState.NEW, LineState.CHANGED, LineState.CHECK))


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file that was read. `sha256` is of exactly the bytes that were read."""

    name: str
    sha256: str
    size: int
    sheets: int
    figures: int


class ImportLine(NamedTuple):
    """One row of a file beside what the store holds. Texts are as papers print them.

    A tuple, as an import makes tens of thousands of them.
    """

    state: LineState
    file: str
    sheet: str
    cell: str
    code: str
    title: str
    period: str
    before: str
    after: str
    why: tuple[Problem, ...] = ()
    row: ReadingRow | None = None
    meant: float | None = None
    """What a figure ten or a hundred times out may have meant."""
    meant_text: str = ""
    edit: TextChange | ActionChange | None = None
    """What else than a figure the line changes."""
    section: str = ""
    """The section of a self-assessment whose text the line brings."""

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class PlannedReturn:
    """A department's form among the files: whose it is, its very bytes, and where its lines stand in the plan."""

    department_id: int
    department: str
    quarter: Period
    form: int
    file: str
    sha256: str
    data: bytes = field(repr=False, compare=False)
    lines: tuple[ImportLine, ...] = field(repr=False)
    assessment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All or nothing: `rows` may be stored only if `stops` is empty.

    `problems` cannot be accepted; `doubts` can, by someone who has looked. Each names file, sheet and cell in
    its facts. `notes` are what was done with the file that its author may want to know.
    """

    files: tuple[FileFacts, ...]
    lines: tuple[ImportLine, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    returns: tuple[PlannedReturn, ...] = ()
    """The files among them that are departments' own forms."""

    @property
    def counts(self) -> dict[LineState, int]:
        found = Counter(line.state for line in self.lines)
        return {state: found.get(state, 0) for state in LineState}

    def stops(self, *, accept_doubts: bool = False) -> tuple[Problem, ...]:
        """Why nothing may be stored, or nothing at all. An import of no row is never a success."""
        stops = self.problems if accept_doubts else (*self.problems, *self.doubts)
        if stops:
            return stops
        if any(line.edit is not None or _stored(line) for line in self.lines):
            return ()
        if any(each.assessment for each in self.returns):
            return ()
        names = [file.name for file in self.files]
        figures = sum(file.figures for file in self.files)
        code = "nothing_new" if figures else "no_figures"
        return (Problem(code, {"file": ", ".join(names), "figures": figures}),)

    def rows(self) -> tuple[ReadingRow, ...]:
        """What would be stored: new, changed, and those to check."""
        return tuple(line.row for line in self.lines if line.row is not None and line.state in _TAKEN)

    def edits(self) -> tuple[TextChange | ActionChange, ...]:
        return tuple(line.edit for line in self.lines if line.edit is not None)

    @property
    def source(self) -> str:
        """Names the tables among the files as the origin of their readings; a return names itself."""
        own = {each.file for each in self.returns}
        return ", ".join(f"{file.name} ({file.sha256[:12]})" for file in self.files if file.name not in own)


def _stored(line: ImportLine) -> bool:
    return line.row is not None and line.state in _TAKEN


def together(plans: Iterable[ImportPlan]) -> ImportPlan:
    """Several files as one import: if one of them has a problem, none is stored."""
    found = _told_apart(tuple(plans))
    return ImportPlan(
        tuple(each for plan in found for each in plan.files),
        tuple(each for plan in found for each in plan.lines),
        tuple(each for plan in found for each in plan.problems),
        tuple(each for plan in found for each in plan.doubts),
        tuple(each for plan in found for each in plan.notes),
        tuple(each for plan in found for each in plan.returns),
    )


def _told_apart(plans: tuple[ImportPlan, ...]) -> tuple[ImportPlan, ...]:
    """Where several tables come in as one, each reading says of which file its cell is."""
    tables = [plan for plan in plans if plan.lines and not plan.returns]
    return tuple(_with_files(plan) for plan in plans) if len(tables) > 1 else plans


def _with_files(plan: ImportPlan) -> ImportPlan:
    if plan.returns:
        return plan
    return replace(plan, lines=tuple(
        line if line.row is None else line._replace(row=line.row._replace(cell=f"[{line.file}]{line.row.cell}"))
        for line in plan.lines
    ))  # fmt: skip


def noted(note: Problem) -> ImportPlan:
    """Nothing of a file, but something to know of what was given."""
    return ImportPlan((), (), (), (), (note,))


def refused(problem: Problem) -> ImportPlan:
    """A file that could not be read at all."""
    return ImportPlan((), (), (problem,), (), ())
