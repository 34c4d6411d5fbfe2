"""One move being prepared: the facts, the draft, the judgement after each change, then the command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.move_draft import Judgement, MoveDraft, MoveSubject, PlanIssue, stage_recorded
from app.rules import clock
from app.rules.category import Category
from app.rules.changes import Changes
from app.rules.lists import name_of
from app.rules.movement import judge
from app.rules.period import Period
from app.rules.readiness import Answer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace


class MoveState(QObject):
    """Nothing is stored before `propose` or `record`; until then the draft is all there is."""

    ready = Signal()
    """The subject was read; the sheet can be filled."""
    judged = Signal(object)
    """Judgement, after every change of the draft."""
    stored = Signal(object)
    """The Outcome of the command."""
    refused = Signal(object)
    """The exception that kept the command from being stored; the draft is kept."""

    def __init__(
        self,
        workspace: Workspace,
        issue_id: int,
        to: Category,
        parent: QObject | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.issue_id = issue_id
        self.to = to
        self.draft = MoveDraft(to=to, effective=workspace.quarter, decided_on=clock.today(), reason=reason)
        self.subject: MoveSubject | None = None
        self.judgement: Judgement | None = None
        self.sending = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.load)
        self.operations.changed.connect(self._on_changed)

    def load(self) -> None:
        question = SubjectQuestion(self.issue_id, self.workspace.quarter, self.to)
        self.operations.ask(question, self._on_subject, self._on_failed)

    def update(self, **values: Any) -> None:
        """Put values into the draft and judge again."""
        self.draft = replace(self.draft, **values)
        self._judge()

    def answer(self, answer: Answer) -> None:
        self.draft = self.draft.answered(answer)
        self._judge()

    def waive(self, condition: str, reason: str | None) -> None:
        self.draft = self.draft.waived(condition, reason)
        self._judge()

    def propose(self) -> None:
        self._send(record=False)

    def record(self) -> None:
        self._send(record=True)

    def _send(self, *, record: bool) -> None:
        if self.subject is None or self.judgement is None or self.sending:
            return
        verdict = self.judgement.record if record else self.judgement.propose
        if not verdict.complete:
            return
        self.sending = True
        command = self.draft.command(
            self.issue_id, self.subject.version, record=record, by=self.workspace.you_are
        )
        self.operations.do(command, self, self._on_done, self._on_failed)

    def _judge(self) -> None:
        if self.subject is None:
            return
        facts = replace(self.subject.facts, criteria=self.draft.criteria)
        self.judgement = Judgement(
            propose=judge(facts, self.to, request=self.draft.request(record=False)),
            record=judge(facts, self.to, request=self.draft.request(record=True)),
            stage=stage_recorded(self.draft),
        )
        self.judged.emit(self.judgement)

    def _on_subject(self, subject: MoveSubject) -> None:
        facts = replace(subject.facts, read_only=self.operations.state.read_only)
        subject = replace(subject, facts=facts)
        if not self.draft.criteria_changed:
            self.draft = replace(self.draft, criteria=facts.criteria)
        if facts.since is not None and self.draft.effective < facts.since:
            self.draft = replace(self.draft, effective=facts.since)
        self.subject = subject
        self.ready.emit()
        self._judge()

    def _on_done(self, outcome: object) -> None:
        self.sending = False
        self.stored.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        self.sending = False
        self.refused.emit(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and changes.ids:
            self._soon.start()


@dataclass(frozen=True)
class SubjectQuestion:
    """The query for all a move sheet shows."""

    issue_id: int
    quarter: Period
    to: Category

    def __call__(self, session: Session) -> MoveSubject:
        from app.store.queries import board, issues, lists

        facts = issues.move_facts(session, self.issue_id, self.quarter)
        sheet = issues.sheet(session, self.issue_id, self.quarter)
        all_lists = lists.lists(session)
        in_plan: tuple[PlanIssue, ...] = ()
        if self.to is Category.IMPROVEMENT_PLAN:
            cards = board.board(session, self.quarter).cards
            in_plan = tuple(
                PlanIssue(card.issue_id, card.title)
                for card in cards
                if card.category is Category.IMPROVEMENT_PLAN and card.issue_id != self.issue_id
            )
        lead = sheet.fields.get("lead_post_id")
        return MoveSubject(
            facts=facts,
            version=sheet.version,
            bodies=all_lists.bodies,
            indicators=sheet.indicators,
            lead=name_of(all_lists.posts, lead if isinstance(lead, int) else None),
            in_plan=in_plan,
        )
