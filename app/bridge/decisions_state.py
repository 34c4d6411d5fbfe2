"""What the Decisions page knows: the register's count, one decision whole, the meetings; and what it asks to store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.rules.changes import Changes
from app.rules.decision import Decision
from app.rules.documents import Document
from app.rules.meetings import Meeting
from app.rules.register import FollowUp

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

_NOUNS = (
    "decision", "meeting", "meeting_item", "meeting_action", "follow_up", "issue", "body", "document", "document_link",
    "placement", "action",
)  # fmt: skip


@dataclass(frozen=True)
class WholeDecision:
    """One decision with how its condition stands, what it rests on, and where it was made."""

    decision: Decision
    follow_up: FollowUp
    documents: tuple[Document, ...] = ()


class DecisionsState(QObject):
    """`meetings` are those read last, the latest first."""

    changed = Signal()
    """Something of the page's nouns was stored: what is shown must be read again."""
    meetings_read = Signal(object)
    pending_read = Signal(int)
    opened = Signal(object)
    """(WholeDecision)"""
    saved = Signal(str)
    """The label of what was stored."""
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.meetings: tuple[Meeting, ...] = ()
        self.issues: tuple[tuple[int, str], ...] = ()
        """Id and title of every issue, in the plan's order."""
        self._open: int | None = None
        self.operations.changed.connect(self._on_changed)
        workspace.ready.connect(self.reload)
        if workspace.is_ready:
            self.reload()

    @property
    def read_only(self) -> bool:
        return bool(self.workspace.quarter_is_past() or self.operations.state.read_only)

    def reload(self) -> None:
        if not self.operations.state.is_open:
            return
        self.operations.ask(_meetings, self._meetings_came, self.failed.emit)
        self.operations.ask(_pending, self.pending_read.emit, self.failed.emit)
        self.operations.ask(_issues, self._issues_came, self.failed.emit)
        if self._open is not None:
            self.open(self._open)

    def open(self, decision_id: int | None) -> None:
        """Read one decision whole; `opened` brings it. None: nothing is open."""
        self._open = decision_id
        if decision_id is not None:
            self.operations.ask(partial(_whole, decision_id), self._whole_came, self.failed.emit)

    def follow(self, whole: WholeDecision, due: date | None, done: date | None, note: str) -> None:
        from app.commands.run_meeting import FollowCondition

        self.store(FollowCondition(whole.decision.id, whole.follow_up.version, due, done, note))

    def store(self, command: Any) -> None:
        self.operations.do(command, self, self._on_stored, self.failed.emit)

    def _on_stored(self, outcome: Any) -> None:
        self.reload()
        self.changed.emit()
        self.saved.emit(outcome.label)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and changes.touches(*_NOUNS):
            self.reload()
            self.changed.emit()

    def _meetings_came(self, meetings: tuple[Meeting, ...]) -> None:
        self.meetings = meetings
        self.meetings_read.emit(meetings)

    def _issues_came(self, issues: tuple[tuple[int, str], ...]) -> None:
        self.issues = issues

    def _whole_came(self, whole: WholeDecision | None) -> None:
        if whole is not None and whole.decision.id == self._open:
            self.opened.emit(whole)


def _meetings(session: Session) -> tuple[Meeting, ...]:
    from app.store.queries.meetings import meetings

    return meetings(session)


def _pending(session: Session) -> int:
    from app.store.queries.register import pending_count

    return pending_count(session)


def _issues(session: Session) -> tuple[tuple[int, str], ...]:
    from app.store.queries.meetings import issue_titles

    return issue_titles(session)


def _whole(decision_id: int, session: Session) -> WholeDecision | None:
    from app.rules.documents import Cites
    from app.store.queries.decisions import decisions_by_id
    from app.store.queries.documents import documents_of
    from app.store.queries.register import follow_up_of

    found = decisions_by_id(session, [decision_id]).get(decision_id)
    if found is None:
        return None
    return WholeDecision(
        found, follow_up_of(session, decision_id), documents_of(session, Cites.DECISION, decision_id)
    )
