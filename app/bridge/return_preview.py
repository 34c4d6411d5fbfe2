"""The preview of returns: the rows of an import, and what was decided of the doubtful ones."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from app.bridge.import_model import ORDER, Column, ImportModel
from app.rules.errors import Problem

if TYPE_CHECKING:
    from app.exchange.import_plan import ImportLine, ImportPlan
    from app.exchange.return_decisions import Choice

ALL, TO_DECIDE = "all", "to_decide"
FILTERS = ((ALL, "All rows"), (TO_DECIDE, "To decide"), ("check", "To check"), ("unreadable", "Cannot be read"),
           ("new", "New"), ("changed", "Changed"), ("unchanged", "Unchanged"))  # fmt: skip


class ReturnPreview(ImportModel):
    """`choices` are by the line's place in the plan, as the commit takes them."""

    decided = Signal()

    def __init__(self, say: Callable[[Problem], str], parent: QObject | None = None) -> None:
        super().__init__(say, parent)
        self.plan: ImportPlan | None = None
        self.choices: dict[int, Choice] = {}
        self._places: list[int] = []
        self._filter = ALL
        self._sorted: tuple[int, bool] | None = None
        self._apart: tuple[tuple[Problem, ...], tuple[Problem, ...]] = (), ()

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show another plan; nothing is decided of it yet."""
        from app.exchange.return_decisions import apart

        self._apart = apart(plan) if plan is not None else ((), ())
        self.plan, self.choices, self._filter, self._sorted = plan, {}, ALL, None
        self._refill()

    def set_filter(self, name: str) -> None:
        self._filter = name
        self._refill()

    def _refill(self) -> None:
        lines = self.plan.lines if self.plan else ()
        self._places = [at for at, line in enumerate(lines) if self._fits(line, at)]
        rank = {state: at for at, state in enumerate(ORDER)}
        self._places.sort(key=lambda at: rank[lines[at].state.value])
        if self._sorted is not None:
            column, backwards = Column(self._sorted[0]), self._sorted[1]
            self._places.sort(key=lambda at: _sort_key(lines[at], column), reverse=backwards)
        self.show_in_order(tuple(lines[at] for at in self._places))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; -1 for worst first again. What is decided stays with its row."""
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if column > Column.MARK else None
        self._refill()

    def _fits(self, line: ImportLine, at: int) -> bool:
        if self._filter == ALL:
            return True
        if self._filter == TO_DECIDE:
            return line.state.value in ("unreadable", "check") and at not in self.choices
        return line.state.value == self._filter

    # Decisions

    def options(self, row: int) -> tuple[tuple[str, str], ...]:
        """What may be decided of the row: the choice's name and what its button says."""
        if self.plan is None or not 0 <= row < len(self._places):
            return ()
        from app.exchange.return_decisions import choices_for

        line = self.plan.lines[self._places[row]]
        words = {"use": f"Use {line.meant_text}", "keep": _keep(line), "leave": "Leave out"}
        return tuple((each.value, words[each.value]) for each in choices_for(self.plan, self._places[row]))

    def chosen(self, row: int) -> str:
        found = self.choices.get(self._places[row]) if 0 <= row < len(self._places) else None
        return found.value if found else ""

    def decide(self, row: int, name: str) -> None:
        from app.exchange.return_decisions import Choice

        if name in [each for each, _ in self.options(row)]:
            self.choices[self._places[row]] = Choice(name)
            self._redraw()

    def decide_all(self, name: str) -> None:
        """The same for every row that may be decided so and is not decided yet."""
        from app.exchange.return_decisions import Choice, choices_for

        for at in self.waiting():
            if self.plan is not None and name in choices_for(self.plan, at):
                self.choices[at] = Choice(name)
        self._redraw()

    def possible(self) -> frozenset[str]:
        """The choices' names that at least one row not decided yet may have."""
        from app.exchange.return_decisions import Choice, choices_for

        found: set[str] = set()
        for at in self.waiting():
            found |= set(choices_for(self.plan, at)) if self.plan is not None else set()
            if len(found) == len(Choice):
                break
        return frozenset(found)

    def waiting(self) -> tuple[int, ...]:
        """Places of the rows not decided yet."""
        if self.plan is None:
            return ()
        from app.exchange.return_decisions import undecided

        return undecided(self.plan, self.choices)

    def stops(self, reason: str) -> tuple[Problem, ...]:
        if self.plan is None:
            return ()
        from app.exchange.return_decisions import stops

        return stops(self.plan, self.choices, reason)

    def apart(self) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
        """Problems and doubts that belong to no row."""
        return self._apart

    def count(self) -> int:
        """How many would be stored as decided now."""
        if self.plan is None:
            return 0
        from app.exchange.return_decisions import count

        return count(self.plan, self.choices)

    @property
    def needs_reason(self) -> bool:
        return bool(self.apart()[1]) or any(choice.value == "keep" for choice in self.choices.values())

    def _redraw(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(Column) - 1))
        self.decided.emit()

    # As the table asks

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = super().headerData(section, orientation, role)
        return {"In file": "In return", "Period": "Quarter", "Indicator": "What"}.get(shown, shown)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = super().data(index, role)
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not shown or not index.isValid():
            return found
        line, chosen = self._line(index.row()), self.chosen(index.row())
        if index.column() == Column.WHAT:
            return _what(line, chosen, str(found))
        if index.column() in (Column.BEFORE, Column.AFTER) and _is_text(line):
            return "text" if (line.before if index.column() == Column.BEFORE else line.after) else "–"
        if index.column() == Column.AFTER and chosen == "use":
            return line.meant_text
        if index.column() == Column.AFTER and line.state.value != "unreadable":
            return line.after or "–"  # quotation marks are for words that could not be read
        if index.column() == Column.MARK and chosen and role == Qt.ItemDataRole.DisplayRole:
            return "✓"
        return found

    def _line(self, row: int) -> ImportLine:
        assert self.plan is not None  # rows are there only with a plan
        return self.plan.lines[self._places[row]]


_SHOWN = 90


def _sort_key(line: ImportLine, column: Column) -> tuple[float, tuple[tuple[int, str], ...]]:
    """Figures by their size, the rest as one counts: NI 9 before NI 62, row 9 before row 10."""
    if column in (Column.BEFORE, Column.AFTER):
        text = line.before if column is Column.BEFORE else line.after
        found = re.search(r"-?[\d,]*\.?\d+", text)
        return (float(found[0].replace(",", "")) if found else math.inf, ())
    texts = {
        Column.INDICATOR: f"{line.code} {line.title}", Column.PERIOD: line.period,
        Column.CELL: f"{line.file} {line.sheet} {line.cell}", Column.WHAT: line.state.value,
    }  # fmt: skip
    parts = re.findall(r"\d+|\D+", texts.get(column, "").casefold())
    return 0.0, tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _is_text(line: ImportLine) -> bool:
    """Also one that cannot be read: what there is to say of it stands under what happens."""
    return line.edit is not None or bool(line.section) or bool(line.title and not line.code)


def _what(line: ImportLine, chosen: str, words: str) -> str:
    """What happens with the row as decided; texts are shown in part, from and to."""
    if chosen == "leave":
        return "Left out; what is in the store stays."
    if chosen == "use":
        return f"{line.meant_text} is stored instead of {line.after}."
    if not _is_text(line) or line.state.value == "unreadable":
        return f"Taken as it is. {words}" if chosen else words
    start = f"From {_part(line.before)} to" if line.before else "Reads"
    return f"{words}{'' if words.endswith('.') else '.'} {start} {_part(line.after) if line.after else 'nothing'}"


def _part(text: str) -> str:
    plain = " ".join(text.split())
    return f"“{plain[:_SHOWN]}…”" if len(plain) > _SHOWN else f"“{plain}”"


def _keep(line: ImportLine) -> str:
    return f"Keep {line.after}" if line.row is not None and len(line.after) < 16 else "Keep it"
