"""Files taken in, beside the GUI thread: departments' forms, their own workbooks as mapped, plain tables."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.operations import Operations
from app.rules import clock
from app.rules.changes import Outcome
from app.rules.errors import Problem

if TYPE_CHECKING:
    from app.exchange.foreign_file import ForeignFile
    from app.exchange.import_either import AnyFile
    from app.exchange.import_plan import ImportPlan
    from app.exchange.return_decisions import Choice
    from app.rules.return_mapping import ChosenMapping
    from app.rules.returns_now import ReturnsNow
    from app.store.store import Command


_LOCK = "~$"


class ReturnImport(QObject):
    """Several files as one import: read, compare, show, decide, store. Nothing is stored before `commit`."""

    progressed = Signal(int)
    """Rows read so far."""
    planned = Signal(object, bool)
    """(ImportPlan, again): `again` where the plan changed since it was shown."""
    imported = Signal(object)
    """(Outcome)"""
    failed = Signal(object)
    """(Exception)"""
    remembered = Signal(object)
    """(Outcome): how a department's own workbook is read is kept; the plan that it makes follows."""
    _rows_read = Signal(int)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)
        self._paths: list[Path] = []
        self._files: list[AnyFile] = []
        self._plan: ImportPlan | None = None
        self._choices: dict[int, Choice] = {}
        self._chosen: dict[str, ChosenMapping] = {}
        self._reason = self._by = ""
        self._rows_read.connect(self.progressed)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files, and those in folders, in the guarded child; `planned` follows."""
        self.cancel()
        self._paths = list(paths)
        dropped = self._background.is_dropped

        def work() -> list[AnyFile]:
            from app.exchange.import_either import read_all

            return read_all(paths, cancelled=dropped, progress=self._rows_read.emit)

        self._background.run(work, self.take, self.failed.emit)

    def take(self, files: list[AnyFile]) -> None:
        """Compare files that were read already."""
        self._files = files
        self._ask(self._compared)

    # Whole files

    @property
    def file_count(self) -> int:
        return len(self._files)

    def files_in_the_way(self) -> list[str]:
        """Names of files that stop the import whatever is decided of their rows, and of those that say the same."""
        from app.exchange.return_decisions import apart, unreadable

        if self._plan is None:
            return []
        rows = (problem for line in unreadable(self._plan) for problem in line.why)
        found: list[str] = []
        for problem in (*apart(self._plan)[0], *rows):
            found += [str(problem.facts[key]) for key in ("other", "other_file", "file") if problem.facts.get(key)]
        known = {_name(file) for file in self._files}
        return [name for name in dict.fromkeys(found) if name in known]

    def leave_out(self, names: Sequence[str], _checked: bool = False) -> None:
        """Go on with the rest; `planned` follows."""
        self.take([file for file in self._files if _name(file) not in names])

    def has_saved_copies(self) -> bool:
        return any(path.name.startswith(_LOCK) and _unlocked(path).exists() for path in self._paths)

    def read_saved_copies(self, _checked: bool = False) -> None:
        """Of files that are open in Excel, what was saved last."""
        self.read([_unlocked(path) if path.name.startswith(_LOCK) else path for path in self._paths])

    # Workbooks of their own

    def foreign(self) -> tuple[ForeignFile, ...]:
        """The files among them that are neither forms of ours nor plain tables, whether or not they are mapped."""
        from app.exchange.foreign_file import ForeignFile

        return tuple(file for file in self._files if isinstance(file, ForeignFile))

    def map_file(self, sha256: str, chosen: ChosenMapping, department: str, by: str) -> None:
        """Keep how the file is read and compare again; what is shown then is as for any other return."""
        from app.commands.map_return import RememberMapping

        self._chosen[sha256] = chosen
        command = RememberMapping(chosen.mapping, department, by)
        self._operations.do(command, self, self._mapped, self._not_mapped(sha256))

    def _not_mapped(self, sha256: str) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            self._chosen.pop(sha256, None)
            self.failed.emit(error)

        return failed

    def _mapped(self, outcome: Outcome) -> None:
        self.remembered.emit(outcome)
        self._ask(self._compared)

    @property
    def plan(self) -> ImportPlan | None:
        """What was shown last."""
        return self._plan

    def cancel(self) -> None:
        """Stop; nothing was stored and nothing comes back."""
        self._background.drop()
        self._files, self._plan, self._chosen = [], None, {}

    def commit(self, choices: Mapping[int, Choice], reason: str, by: str) -> None:
        """Compare once more and store what was decided, if all is as it was when it was shown; else plan again."""
        self._choices, self._reason, self._by = dict(choices), reason, by
        if self._plan is not None:
            self._ask(self._recompared)

    def _ask(self, then: Any) -> None:
        files, chosen = self._files, dict(self._chosen)

        def ask(session: Any) -> ReturnsNow:
            from app.exchange.import_either import held_against

            return held_against(session, files, chosen)

        self._operations.ask(ask, partial(self._compare, then), self.failed.emit)

    def _compare(self, then: Any, now: ReturnsNow) -> None:
        files, chosen = self._files, dict(self._chosen)

        def work() -> ImportPlan:
            from app.exchange.import_either import plan_all

            return plan_all(files, now, clock.today(), chosen)

        self._background.run(work, then, self.failed.emit)

    def _compared(self, plan: ImportPlan) -> None:
        self._plan = plan
        _log(plan)
        self.planned.emit(plan, False)

    def _recompared(self, plan: ImportPlan) -> None:
        from app.exchange.return_decisions import stops

        before, self._plan = self._plan, plan
        if before is None:
            return
        if plan.lines != before.lines or stops(plan, self._choices, self._reason):
            self.planned.emit(plan, True)
            return
        self._operations.do(self._command(plan), self, self._stored, self.failed.emit)

    def _command(self, plan: ImportPlan) -> Command:
        """One change for all files: their returns, and the rows of plain tables among them."""
        from app.commands.apply_return import ApplyReturn
        from app.commands.put_readings import PutReadings
        from app.exchange.return_decisions import taken

        returns, rows = taken(plan, self._choices)
        if not returns:
            return PutReadings(rows, plan.source, self._reason, self._by)
        return ApplyReturn(returns, self._reason, self._by, rows, plan.source)

    def _stored(self, outcome: Outcome) -> None:
        self._files, self._plan, self._chosen = [], None, {}
        self.imported.emit(outcome)


def _name(file: AnyFile) -> str:
    """A file's own name, also where it could not be read."""
    return str(file.facts.get("file") or "") if isinstance(file, Problem) else file.name


def _unlocked(path: Path) -> Path:
    return path.with_name(path.name.removeprefix(_LOCK))


def _log(plan: ImportPlan) -> None:
    """One line without names, texts or figures: how many files and rows, and the codes of what is wrong."""
    counts = ", ".join(f"{count} {state.value}" for state, count in plan.counts.items() if count)
    wrong = Counter(problem.code for problem in plan.problems)
    codes = ", ".join(f"{code} x{count}" for code, count in sorted(wrong.items()))
    notes = " macros ignored" if any(note.code == "macros_ignored" for note in plan.notes) else ""
    logging.getLogger("import").info("%s read: %s; %s%s", len(plan.files), counts or "no rows", codes or "in order", notes)
