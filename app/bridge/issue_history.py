"""The history of an issue or an indicator in words, newest first, read a page at a time as one scrolls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.rules.issue import HistoryLine
from app.rules.shown_table import ShownTable, columns_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.operations import Operations

PAGE = 100
"""Entries of the history asked for at a time."""
LineRole = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """Rows are HistoryLines. `read_more` asks the store's worker; rows arrive later, on the GUI thread."""

    settled = Signal()
    """A page arrived (or none was left)."""

    def __init__(self, operations: Operations, parent: QObject | None = None, noun: str = "issue") -> None:
        """`noun`: what `show_thing` is given the ids of, "issue" or "indicator"."""
        super().__init__(parent)
        self.noun = noun
        self._operations = operations
        self._lines: list[HistoryLine] = []
        self._thing_id: int | None = None
        self._more = False
        self._asked = 0
        self._waiting = False

    def show_thing(self, thing_id: int | None) -> None:
        """Start from the newest line, or look for newer ones of the one shown; None empties the list."""
        if thing_id is not None and thing_id == self._thing_id:
            self._ask(None)
            return
        self._asked += 1
        self._thing_id = thing_id
        self._replace((), more=False)
        if thing_id is None:
            return
        self._ask(None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(line)
        return line if role == LineRole else None

    def has_more(self) -> bool:
        """Older lines are left, and none are on their way."""
        return self._more and not self._waiting

    def read_more(self) -> None:
        """Ask for older lines. Not Qt's `fetchMore`: a list as high as its rows would fetch them all at once."""
        if self.has_more():
            self._ask(self._lines[-1].seq if self._lines else None)

    def ask_table(self, then: Callable[[ShownTable], None]) -> None:
        """The whole history as a table, older lines than those read so far included."""
        thing, noun = self._thing_id, self.noun
        if thing is not None:
            read = partial(_whole, thing, noun)
            self._operations.ask(read, then, self._operations.refused.emit)

    @property
    def operations(self) -> Operations:
        return self._operations

    def _ask(self, before: int | None) -> None:
        if self._thing_id is None:
            return
        self._waiting = True
        page = _Page(self, self._asked, self._thing_id, before)
        self._operations.ask(page.ask, page.answered, page.failed)

    def _replace(self, lines: tuple[HistoryLine, ...], *, more: bool) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self._more = more
        self._waiting = False
        self.endResetModel()
        self.settled.emit()

    def _add_newer(self, lines: tuple[HistoryLine, ...]) -> None:
        self._waiting = False
        newest = self._lines[0].seq
        fresh = [line for line in lines if line.seq > newest]
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._lines[:0] = fresh
            self.endInsertRows()
        self.settled.emit()

    def _arrived(self, number: int, before: int | None, lines: tuple[HistoryLine, ...]) -> None:
        if number != self._asked:
            return
        more = bool(lines)  # an entry may give several lines or none, so only an empty answer is the end
        if before is None and not self._lines:
            self._replace(lines, more=more)
            return
        if before is None:
            self._add_newer(lines)
            return
        self._waiting = False
        self._more = more
        if lines:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
            self._lines.extend(lines)
            self.endInsertRows()
        self.settled.emit()


@dataclass(frozen=True)
class _Page:
    """One page asked for. An answer for one no longer shown is dropped."""

    model: HistoryModel
    number: int
    thing_id: int
    before: int | None

    def ask(self, session: Session) -> tuple[HistoryLine, ...]:
        return read_history(session, self.thing_id, self.before, self.model.noun)

    def answered(self, lines: tuple[HistoryLine, ...]) -> None:
        self.model._arrived(self.number, self.before, lines)

    def failed(self, _error: Exception) -> None:
        self.model._arrived(self.number, self.before, ())


def read_history(session: Session, thing_id: int, before: int | None, noun: str) -> tuple[HistoryLine, ...]:
    from app.store.queries.history import history

    return history(session, thing_id, PAGE, before, noun)


def _whole(thing_id: int, noun: str, session: Session) -> ShownTable:
    from app.store.queries.history import history
    from app.store.queries.names import name_of

    lines = history(session, thing_id, limit=1_000_000, noun=noun)
    heads = columns_of(("When", 17), ("Who", 30), ("What", 90), ("Reason", 50))
    rows = tuple((line.at, line.actor, line.words, line.reason) for line in lines)
    return ShownTable(f"History of {name_of(session, noun, thing_id)}", heads, rows)


def spoken(line: HistoryLine) -> str:
    """The line as one sentence, for a list, a screen reader and the clipboard."""
    words = f"{line.at} {line.words}"
    if line.reason:
        words += f". Reason: {line.reason}"
    return f"{words} ({line.actor})" if line.actor else words
