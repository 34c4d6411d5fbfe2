"""One indicator open in its sheet: loads it, hands edits on, reloads when anybody changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.edit_queue import Edit, EditQueue
from app.rules.changes import Changes
from app.rules.errors import Problem, Refused
from app.rules.indicator_sheet import EventLine, IndicatorSheet, TargetLine
from app.rules.lists import Lists
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

NOUNS = ("indicator", "target", "indicator_event", "reading", "issue_indicator", "issue", "department", "post")
TargetValues = tuple[Period, float | None, float | None, str]
"""Period, target (or upper end), floor (or lower end), reason."""


@dataclass(frozen=True)
class IndicatorQuestion:
    """The query for one indicator's sheet at one quarter."""

    indicator_id: int
    quarter: Period

    def __call__(self, session: Session) -> IndicatorSheet:
        from app.store.queries.indicator_sheet import sheet

        found: IndicatorSheet = sheet(session, self.indicator_id, self.quarter)
        return found


class IndicatorSheetState(QObject):
    """A field that is being typed in keeps its text: the views see to that."""

    loaded = Signal(object)
    """IndicatorSheet, whenever it was read again."""
    saved = Signal(str)
    """The place (field) whose edit was stored."""
    refused = Signal(str, object)
    """Place and exception; nothing was stored."""
    gone = Signal()
    """The indicator is no longer there (its addition was undone)."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.indicator_id: int | None = None
        self.sheet: IndicatorSheet | None = None
        self._asked = 0
        self._edits = EditQueue(workspace, self._question, self)
        self._edits.answered.connect(self._on_answered)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.reload)
        self.operations.changed.connect(self._on_changed)
        workspace.quarter_changed.connect(self._on_quarter_changed)

    @property
    def lists(self) -> Lists:
        return self.workspace.lists

    @property
    def read_only(self) -> bool:
        """A past quarter, or a store that cannot be written."""
        return bool(self.workspace.quarter_is_past() or self.operations.state.read_only)

    def open(self, indicator_id: int) -> None:
        """Show an indicator. Edits of the one before that still wait are stored all the same."""
        if indicator_id != self.indicator_id:
            self.indicator_id = indicator_id
            self.sheet = None
        self.reload()

    def close(self) -> None:
        self.indicator_id = None
        self.sheet = None
        self._asked += 1

    def hold(self) -> None:
        """The window closes: edits made from now on go together, by `send_all`."""
        self._edits.held = True

    def send_all(self) -> None:
        self._edits.send_all(self.sheet)
        self._edits.held = False

    def reload(self) -> None:
        if self.indicator_id is None:
            return
        self._asked += 1
        answer = _Answer(self, self._asked)
        self.operations.ask(self._question(self.indicator_id), answer.read, answer.failed)

    # Edits

    def edit(self, field: str, value: object) -> None:
        """Change one column of the indicator."""
        from app.commands.save_indicator import SaveIndicator

        self.change(field, lambda sheet: SaveIndicator(sheet.id, sheet.version, ((field, value),)))

    def set_target(self, target_id: int | None, values: TargetValues) -> None:
        from app.commands.set_target import SetTarget

        def make(sheet: IndicatorSheet) -> SetTarget:
            version = None if target_id is None else _target(sheet, target_id).version
            return SetTarget(sheet.id, target_id, version, *values)

        self.change(f"target {target_id or 'new'}", make)

    def remove_target(self, target_id: int) -> None:
        from app.commands.set_target import RemoveTarget

        self.change(
            f"target {target_id}", lambda sheet: RemoveTarget(target_id, _target(sheet, target_id).version)
        )

    def add_note(self, period: Period, words: str) -> None:
        from app.commands.chart_note import AddEvent

        self.change("event new", lambda sheet: AddEvent(sheet.id, period, words))

    def reword_note(self, event_id: int, words: str) -> None:
        from app.commands.chart_note import RewordEvent

        self.change(
            f"event {event_id}", lambda sheet: RewordEvent(event_id, _event(sheet, event_id).version, words)
        )

    def remove_event(self, event_id: int) -> None:
        from app.commands.chart_note import RemoveEvent

        def make(sheet: IndicatorSheet) -> RemoveEvent:
            event = _event(sheet, event_id)
            if event.is_break:
                return RemoveEvent(event_id, event.version, f"Join the limits again at {event.period.label}")
            return RemoveEvent(event_id, event.version)

        self.change(f"event {event_id}", make)

    def begin_again(self, period: Period, reason: str, words: str) -> None:
        from app.commands.rebase import Rebase

        self.change("break new", lambda sheet: Rebase(sheet.id, period, reason, words))

    def change(self, place: str, make: Callable[[IndicatorSheet], Any]) -> None:
        """Hand on the command that `make` builds; the answer is `saved(place)` or `refused(place, error)`."""
        if self.indicator_id is None:
            return
        if self.read_only:
            self.refused.emit(place, Refused(Problem("past_quarter", {"quarter": self.workspace.quarter})))
            return
        self._edits.push(self.indicator_id, place, make)

    # Answers

    def _question(self, indicator_id: int) -> IndicatorQuestion:
        return IndicatorQuestion(indicator_id, self.workspace.quarter)

    def _on_answered(self, edit: Edit, error: Exception | None) -> None:
        if edit.thing_id != self.indicator_id:
            if error is not None:
                self.operations.refused.emit(error)
            return
        self.reload()
        if error is None:
            self.saved.emit(edit.place)
        else:
            self.refused.emit(edit.place, error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self.indicator_id is not None and initiator is not self and changes.touches(*NOUNS):
            self._soon.start()

    def _on_quarter_changed(self, _quarter: object) -> None:
        self.reload()

    def _on_sheet(self, number: int, sheet: IndicatorSheet | None) -> None:
        if number != self._asked:
            return
        self.sheet = sheet
        if sheet is None:
            self.gone.emit()
        else:
            self.loaded.emit(sheet)


def _target(sheet: IndicatorSheet, target_id: int) -> TargetLine:
    """Raises LookupError where it has gone meanwhile."""
    return {each.id: each for each in sheet.targets}[target_id]


def _event(sheet: IndicatorSheet, event_id: int) -> EventLine:
    return {each.id: each for each in sheet.events}[event_id]


@dataclass(frozen=True)
class _Answer:
    """One reading of the sheet. An answer overtaken by a later question is dropped."""

    state: IndicatorSheetState
    number: int

    def read(self, sheet: IndicatorSheet) -> None:
        self.state._on_sheet(self.number, sheet)

    def failed(self, _error: Exception) -> None:
        self.state._on_sheet(self.number, None)
