"""Take a self-assessment a step on: agreed, signed, received, closed; or back: returned, re-opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.assessment_rows import assessment_row, note_event, require
from app.models.assessment import AssessmentTextRow
from app.rules import clock
from app.rules.assessment_evidence import EvidenceRef, ref_of
from app.rules.assessment_stages import LEADS_TO, Step
from app.rules.errors import Problem, Refused, Stale
from app.rules.texts import REASON_LIMIT, text_problem
from app.store.queries import assessment_evidence as evidence
from app.store.queries.assessment_snapshot import snapshot

_LABELS = {
    Step.AGREE: "Agree self-assessment", Step.RETURN: "Return self-assessment to draft",
    Step.SIGN: "Sign self-assessment", Step.RECEIVE: "Receive self-assessment",
    Step.CLOSE: "Close self-assessment", Step.REOPEN: "Re-open self-assessment",
}  # fmt: skip


@dataclass(frozen=True)
class MoveAssessment:
    """`step` is one that leads to a stage. `seen`: (section key, version) of the texts its author saw; signing
    is refused as stale where one was written since. `on` and `minute` are of the joint session that closes it."""

    assessment_id: int
    version: int
    step: Step
    reason: str = ""
    by: str = ""
    seen: tuple[tuple[str, int], ...] = ()
    on: date | None = None
    minute: str = ""

    @property
    def label(self) -> str:
        return _LABELS[self.step]

    def do(self, session: Session) -> None:
        one, answer = require(session, self.assessment_id, self.step, self.by)
        row = assessment_row(session, self.assessment_id, self.version)
        problem = text_problem("reason", self.reason, REASON_LIMIT, required=answer.needs_reason, lines=True)
        problem = problem or text_problem("minute", self.minute, REASON_LIMIT)
        if problem is not None:
            raise Refused(problem)
        self._check_seen(session)
        if self.step is Step.SIGN:
            at = clock.now().isoformat(timespec="seconds")
            cited = evidence.items(session, one.quarter, cited_in(session, one.id))
            row.snapshot = snapshot(cited.values(), at)
        elif self.step is Step.REOPEN:
            row.snapshot = {}
        row.stage = LEADS_TO[self.step]
        on = (self.on or clock.today()).isoformat() if self.step is Step.CLOSE else ""
        note_event(row, row.stage, self.by, self.reason, on, self.minute)

    def _check_seen(self, session: Session) -> None:
        seen = dict(self.seen)
        if not seen:
            return
        asked = select(AssessmentTextRow).where(AssessmentTextRow.assessment_id == self.assessment_id)
        for text in session.scalars(asked):
            if seen.get(text.section_key) != text.version:
                raise Stale(Problem("stale", {"noun": "assessment_text", "id": text.id}))


def cited_in(session: Session, assessment_id: int) -> list[EvidenceRef]:
    """What the texts of an assessment cite, in their order."""
    asked = select(AssessmentTextRow.evidence).where(AssessmentTextRow.assessment_id == assessment_id)
    found = (ref_of(href) for hrefs in session.scalars(asked.order_by(AssessmentTextRow.id)) for href in hrefs)
    return [ref for ref in found if ref is not None]
