"""An open proposal or interim decision being decided: what each answer still lacks, and the command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.rules import clock
from app.rules.decision import Body, Decision, Stage
from app.rules.errors import Problem
from app.rules.movement import stage_by
from app.rules.period import Period
from app.rules.settling import settling_problems

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace


@dataclass(frozen=True)
class DecideDraft:
    stage: Stage | None = None
    """CONFIRMED stands for "agree": CPEG's word makes it interim."""
    body: Body | None = None
    decided_on: date | None = None
    minute: str = ""
    reason: str = ""


class DecideState(QObject):
    """Nothing is stored before `send`."""

    ready = Signal()
    judged = Signal(object)
    """tuple of Problems: what is still missing."""
    stored = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, decision: Decision, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.decision = decision
        self.draft = DecideDraft(decided_on=clock.today())
        self.bodies: tuple[Body, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self.sending = False

    def load(self) -> None:
        """Answer `ready` with the bodies known."""
        self.bodies = self.workspace.lists.bodies
        self.ready.emit()
        self.update()

    def update(self, **values: Any) -> None:
        self.draft = replace(self.draft, **values)
        self.problems = self._problems()
        self.judged.emit(self.problems)

    @property
    def stage(self) -> Stage | None:
        """The stage the answer leads to, CPEG's agreement being interim (ruling Z4)."""
        if self.draft.stage is not Stage.CONFIRMED or self.draft.body is None:
            return self.draft.stage
        return stage_by(self.draft.body.authority)

    def send(self) -> None:
        from app.commands.move_issue import DecideProposal

        if self.problems or self.stage is None or self.sending:
            return
        self.sending = True
        draft = self.draft
        withdrawn = self.stage is Stage.WITHDRAWN
        command = DecideProposal(
            decision_id=self.decision.id,
            version=self.decision.version,
            stage=self.stage,
            body_id=draft.body.id if draft.body and not withdrawn else None,
            decided_on=draft.decided_on,
            minute="" if withdrawn else draft.minute.strip(),
            reason=draft.reason.strip(),
        )
        self.operations.do(command, self, self._on_done, self._on_failed)

    def _problems(self) -> tuple[Problem, ...]:
        draft, stage = self.draft, self.stage
        if stage is None:
            return (Problem("answer_missing"),)
        authority = draft.body.authority if draft.body and stage is not Stage.WITHDRAWN else None
        return settling_problems(
            self.decision.stage, stage, authority, draft.decided_on, draft.reason, draft.minute
        )

    def _on_done(self, outcome: object) -> None:
        self.sending = False
        self.stored.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        self.sending = False
        self.refused.emit(error)


@dataclass(frozen=True)
class OpenDecisionQuestion:
    """The query for the newest decision of an issue that still waits for an answer; None: there is none."""

    issue_id: int
    quarter: Period

    def __call__(self, session: Session) -> Decision | None:
        from app.store.queries import issues

        sheet = issues.sheet(session, self.issue_id, self.quarter)
        decision: Decision | None = open_decision(sheet.decisions)
        return decision


def open_decision(decisions: tuple[Decision, ...]) -> Decision | None:
    """The newest decision still to be signed off: a proposal before an interim one."""
    for stage in (Stage.PROPOSED, Stage.INTERIM):
        waiting = [each for each in decisions if each.stage is stage]
        if waiting:
            return max(waiting, key=lambda each: each.id)
    return None
