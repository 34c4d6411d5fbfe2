"""The refresh page's state: one reading of all it shows, and the changes it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.rules import target_roll
from app.rules.changes import Changes
from app.rules.period import Period
from app.rules.refresh import Course, RefreshLine
from app.rules.refresh_room import RefreshRoom
from app.rules.scales import Placed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

_NOUNS = (
    "plan", "refresh_line", "issue", "placement", "decision", "quarter", "setting", "readiness_answer",
    "criterion_answer", "target", "reading", "indicator", "issue_indicator", "body",
)  # fmt: skip


class RefreshState(QObject):
    """`room` is what was read last; None before. Read while the page is looked at, and when it is again."""

    loaded = Signal(object)
    """(RefreshRoom or None)"""
    failed = Signal(object)
    saved = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.room: RefreshRoom | None = None
        self.shown = False
        self.stale = True
        self.operations.changed.connect(self._on_changed)
        workspace.ready.connect(self._on_ready)

    @property
    def read_only(self) -> bool:
        return bool(self.operations.state.read_only)

    @property
    def by(self) -> str:
        return self.workspace.actor().by

    def set_shown(self, shown: bool) -> None:
        self.shown = shown
        if shown and self.stale:
            self.reload()

    def reload(self) -> None:
        if not self.shown or not self.operations.state.is_open:
            self.stale = True
            return
        self.stale = False
        self.operations.ask(_room, self._came, self.failed.emit)

    # Changes

    def start(self, year: Period) -> None:
        from app.commands.start_refresh import StartRefresh

        self.store(StartRefresh(year))

    def add(self, issue_id: int) -> None:
        from app.commands.start_refresh import AddToDraft

        if self.room is not None and self.room.draft is not None:
            self.store(AddToDraft(self.room.draft.plan.id, issue_id))

    def take_out(self, line: RefreshLine) -> None:
        from app.commands.start_refresh import TakeOutOfDraft

        self.store(TakeOutOfDraft(line.id, line.version))

    def take_back(self, line: RefreshLine) -> None:
        """Not decided again."""
        from app.commands.decide_course import DecideCourse

        self.store(DecideCourse(line.id, line.version, Course.UNDECIDED, ""))

    def drop(self) -> None:
        from app.commands.start_refresh import DropDraft

        if self.room is not None and self.room.draft is not None:
            plan = self.room.draft.plan
            self.store(DropDraft(plan.id, plan.version))

    def set_limit(self, limit: int) -> None:
        from app.commands.change_setting import ChangeSetting

        if self.room is not None and limit != self.room.limit:
            self.store(ChangeSetting("plan_size", limit))

    def judge(self, issue: Placed, importance: int | None, need: int | None, note: str) -> None:
        from app.commands.judge_scales import JudgeScales

        self.store(JudgeScales(issue.issue_id, issue.version, importance, need, note))

    def review(self, targets: Sequence[target_roll.SetFor]) -> None:
        from app.commands.roll_targets import MarkReviewed

        self.store(MarkReviewed(tuple((each.id, each.version) for each in targets)))

    def store(self, command: Any, failed: Callable[[Exception], None] | None = None) -> None:
        self.operations.do(command, self, self._stored, failed or self.failed.emit)

    # Reading

    def _stored(self, outcome: Any) -> None:
        self.saved.emit(outcome.label)
        self.reload()

    def _came(self, room: RefreshRoom | None) -> None:
        self.room = room
        self.loaded.emit(room)

    def _on_ready(self) -> None:
        self.room, self.stale = None, True
        self.reload()

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and changes.touches(*_NOUNS):
            self.reload()


def roll_of(room: RefreshRoom, rationale: str, indicator_id: int | None = None) -> Any:
    """The command that rolls every target that is missing, or those of one indicator."""
    from app.commands.roll_targets import NewTarget, RollTargets

    found = []
    for line, year in target_roll.missing(room.targets, target_roll.plan_years(room.first_year)):
        made = target_roll.rolled(line, year, rationale)
        if made is not None and indicator_id in (None, line.indicator_id):
            found.append(NewTarget(line.indicator_id, made.period, made.value, made.floor))
    return RollTargets(tuple(found), rationale)


def approval_of(
    room: RefreshRoom, body_id: int | None, decided_on: date | None, minute: str, reason: str, label: str, by: str
) -> Any:
    from app.commands.approve_plan import ApprovePlan

    assert room.draft is not None
    plan = room.draft.plan
    return ApprovePlan(plan.id, plan.version, body_id, decided_on, minute, reason, label, by)


def _room(session: Session) -> RefreshRoom | None:
    from app.store.queries.refresh import room

    return room(session)
