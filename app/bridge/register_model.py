"""The register of decisions, and the plan's whole history, as tables read a window at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from app.bridge.window_model import Index, LineRole, WindowModel
from app.rules.register import DecisionLine, HistoryEntry, RegisterChoice, RegisterColumn

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.operations import Operations
    from app.rules.period import Period

COLUMNS = (
    (RegisterColumn.WHEN, "Date"), (RegisterColumn.ISSUE, "Issue"), (RegisterColumn.WAY, "Move"),
    (RegisterColumn.STAGE, "Stage"), (RegisterColumn.BODY, "Body"), (RegisterColumn.MEETING, "Meeting or minute"),
    (RegisterColumn.RULE, "Rule"), (RegisterColumn.EFFECTIVE, "From"),
)  # fmt: skip
PARTICULAR = len(COLUMNS)
"""The last column: exception, waivers, condition."""
SORTED_BY = {column: at for at, (column, _) in enumerate(COLUMNS)}


def way_of(line: DecisionLine) -> str:
    """ "Hot List to Improvement Plan"."""
    if line.origin is None:
        return f"Entered as {line.target.short}"
    return f"{line.origin.short} to {line.target.short}"


def rule_of(line: DecisionLine) -> str:
    return {"exception": "Exception", "entry": "First plan"}.get(line.rule, line.rule)


def particulars(line: DecisionLine) -> str:
    """ "1 waiver, condition open"."""
    parts = []
    if line.rule == "exception":
        parts.append("exception")
    if line.waivers:
        parts.append(f"{line.waivers} waiver{'' if line.waivers == 1 else 's'}")
    if line.condition:
        done = "condition met" if line.condition_done else "condition open" if line.condition_open else "condition"
        parts.append(done)
    return ", ".join(parts).capitalize()


class RegisterModel(WindowModel[DecisionLine]):
    heads = (*(head for _, head in COLUMNS), "Particulars")

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(operations, parent)
        self.choice = RegisterChoice()

    def set_choice(self, choice: RegisterChoice) -> bool:
        """Whether it is another one than before; the rows are asked for by `reload`."""
        changed = choice != self.choice
        self.choice = choice
        return changed

    def id_query(self) -> Callable[[Session], tuple[array[int], int]]:
        return partial(_ids, self.choice)

    def line_query(self, ids: list[int]) -> Callable[[Session], dict[int, DecisionLine]]:
        return partial(_lines, ids, self.choice.quarter)

    def shown(self, line: DecisionLine, column: int) -> str:
        if column == PARTICULAR:
            return particulars(line)
        return (
            f"{line.when:%d/%m/%Y}", line.issue_title, way_of(line), line.stage.title, line.body,
            line.meeting or line.minute, rule_of(line), line.effective.label,
        )[column]  # fmt: skip

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            line = self.line(index.row())
            return "" if line is None else spoken(line)
        return super().data(index, role)


def spoken(line: DecisionLine) -> str:
    """The line as one sentence for a screen reader."""
    parts = (line.issue_title, way_of(line), line.stage.title, line.body, f"{line.when:%d/%m/%Y}", particulars(line))
    return ", ".join(part for part in parts if part)


class PlanHistoryModel(WindowModel[HistoryEntry]):
    """Every change of the plan, the newest first; `text` narrows it."""

    heads = ("When", "Who", "What", "About", "Reason")

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(operations, parent)
        self.text = ""

    def set_text(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.reload()

    def id_query(self) -> Callable[[Session], tuple[array[int], int]]:
        return partial(_seqs, self.text)

    def line_query(self, ids: list[int]) -> Callable[[Session], dict[int, HistoryEntry]]:
        return partial(_entries, ids)

    def shown(self, line: HistoryEntry, column: int) -> str:
        what = line.label if line.kind not in ("undo", "redo") else f"{line.kind.capitalize()} of: {line.label}"
        about = line.about.words if line.about is not None else ""
        return (line.at, line.who, what, about, " ".join(line.reason.split()))[column]


def _ids(choice: RegisterChoice, session: Session) -> tuple[array[int], int]:
    from app.store.queries.register import register_ids

    return register_ids(session, choice)


def _lines(ids: list[int], quarter: Period | None, session: Session) -> dict[int, DecisionLine]:
    from app.store.queries.register import register_lines

    return register_lines(session, ids, quarter)


def _seqs(text: str, session: Session) -> tuple[array[int], int]:
    from app.store.queries.register import history_seqs

    return history_seqs(session, text)


def _entries(seqs: list[int], session: Session) -> dict[int, HistoryEntry]:
    from app.store.queries.register import history_entries

    return history_entries(session, seqs)


__all__ = ["COLUMNS", "PARTICULAR", "SORTED_BY", "LineRole", "PlanHistoryModel", "RegisterModel", "particulars"]
