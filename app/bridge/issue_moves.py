"""Where an open issue may be moved to, and why not elsewhere: for the sheet's own menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.rules.changes import Changes
from app.rules.errors import Problem
from app.rules.movement import drop_targets
from app.rules.moves import MoveFacts, Verdict
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace


class IssueMoves(QObject):
    """Asks again whenever something was stored: a proposal closes every way."""

    loaded = Signal(object)
    """dict of Category -> Verdict, the issue's own category left out."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._issue_id: int | None = None
        workspace.operations.changed.connect(self._on_changed)
        workspace.quarter_changed.connect(self._on_quarter)

    def show_issue(self, issue_id: int | None) -> None:
        self._issue_id = issue_id
        self._ask()

    def _ask(self) -> None:
        if self._issue_id is not None:
            question = FactsQuestion(self._issue_id, self._workspace.quarter)
            self._workspace.operations.ask(question, self._on_facts, self._on_failed)

    def _on_facts(self, facts: MoveFacts) -> None:
        if facts.issue_id == self._issue_id:
            verdicts = drop_targets(facts)
            self.loaded.emit({to: verdicts[to] for to in verdicts if to is not facts.category})

    def _on_failed(self, _error: Exception) -> None:
        """The issue has gone; its sheet says so."""

    def _on_changed(self, _changes: Changes, _initiator: object) -> None:
        self._ask()

    def _on_quarter(self, _quarter: object) -> None:
        self._ask()


@dataclass(frozen=True)
class FactsQuestion:
    """The query for what a move of the issue is judged by."""

    issue_id: int
    quarter: Period

    def __call__(self, session: Session) -> MoveFacts:
        from app.store.queries import issues

        return issues.move_facts(session, self.issue_id, self.quarter)


def obstacle(verdict: Verdict) -> Problem | None:
    """Why the way is closed even to an exception; None: the move sheet may be opened."""
    return None if verdict.possible else next(iter(verdict.forbidden), None)
