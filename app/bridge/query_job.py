"""Query lists for departments: copies of their workbooks with cells marked, saved and noted beside the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.operations import Operations
from app.rules.changes import Outcome
from app.rules.errors import Problem, Refused
from app.rules.return_changes import TakenReturn
from app.rules.return_queries import Asked as AskedAs
from app.rules.return_queries import QueryList, QueryMark, as_asked, open_questions
from app.rules.returns import DepartmentReturn

if TYPE_CHECKING:
    from app.exchange.import_plan import ImportPlan
    from app.exchange.return_decisions import Choice

Asked = Callable[[Problem, bool], QueryMark]
"""A problem as a question to the department; the words belong to the views."""
_AS = {True: AskedAs.UNREADABLE, False: AskedAs.DOUBTFUL}


class QueryJob(QObject):
    saved = Signal(list, bool)
    """(paths, noted): `noted` False where the plan is read only and only the files were written."""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)

    def save(self, lists: Sequence[tuple[QueryList, Path]], by: str) -> None:
        """Write each list where it is wanted, then note that the departments were asked again."""

        def work() -> list[Path]:
            from app.exchange.query_list import save_query_list

            for each, path in lists:
                save_query_list(each.data, each.file_name, each.marks, path)
            return [path for _, path in lists]

        self._background.run(work, partial(self._note, [each for each, _ in lists], by), self.failed.emit)

    def save_kept(self, found: DepartmentReturn, marks: tuple[QueryMark, ...], path: Path, by: str) -> None:
        """Of a return that was taken before: its original is in the plan."""

        def ask(session: Any) -> tuple[str, bytes]:
            from app.store.queries.returns import return_file

            return return_file(session, found.id)

        def write(original: tuple[str, bytes]) -> None:
            one = QueryList(original[0], original[1], marks, return_id=found.id)
            self.save([(one, path)], by)

        self._operations.ask(ask, write, self.failed.emit)

    def _note(self, lists: list[QueryList], by: str, paths: list[Path]) -> None:
        from app.commands.query_return import QueryReturn

        returns = tuple(each.taken for each in lists if each.taken is not None)
        kept = tuple(each.return_id for each in lists if each.return_id is not None)
        if self._operations.state.read_only or not (returns or kept):
            self.saved.emit(paths, False)
            return
        command = QueryReturn(returns, kept, by)
        self._operations.do(command, self, partial(self._noted, paths), partial(self._not_noted, paths))

    def _noted(self, paths: list[Path], _outcome: Outcome) -> None:
        self.saved.emit(paths, True)

    def _not_noted(self, paths: list[Path], error: Exception) -> None:
        """It was queried before: the list is there, and there is nothing to note."""
        if isinstance(error, Refused) and any(each.code == "nothing_changed" for each in error.problems):
            self.saved.emit(paths, True)
        else:
            self.failed.emit(error)


def lists_of(plan: ImportPlan, choices: dict[int, Choice], ask: Asked) -> list[QueryList]:
    """One list for each return of the plan that leaves something to ask."""
    found = []
    for each in plan.returns:
        problems = _open_problems(plan, each.file, choices)
        marks = tuple(dict.fromkeys(ask(problem, unreadable) for problem, unreadable in problems))
        if marks:
            taken = TakenReturn(
                each.department_id, each.department, each.quarter, each.form, each.file, each.sha256, each.data,
                problems=tuple(as_asked(problem, _AS[unreadable]) for problem, unreadable in problems),
            )  # fmt: skip
            found.append(QueryList(each.file, each.data, marks, taken))
    return found


def marks_of(found: DepartmentReturn, ask: Asked) -> tuple[QueryMark, ...]:
    """What was left open of a return when it was taken, as questions."""
    return tuple(dict.fromkeys(ask(problem, unreadable) for problem, unreadable in open_questions(found.problems)))


def query_name(name: str) -> str:
    from app.exchange.query_list import query_name as fit

    return fit(name)


def _open_problems(plan: ImportPlan, file: str, choices: dict[int, Choice]) -> list[tuple[Problem, bool]]:
    """What was not settled here: of doubtful lines not kept or corrected, and of the sheets as such."""
    from app.exchange.return_decisions import apart

    found: list[tuple[Problem, bool]] = []
    for at, line in enumerate(plan.lines):
        open_line = line.file == file and line.state.value in ("unreadable", "check")
        if open_line and choices.get(at) not in ("use", "keep"):
            found += [(problem, line.state.value == "unreadable") for problem in line.why]
    for unreadable, problems in zip((True, False), apart(plan), strict=True):
        found += [
            (each, unreadable) for each in problems if each.facts.get("file") == file and each.facts.get("cell")
        ]
    return found
