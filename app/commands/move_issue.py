"""Move an issue: propose it, record what a body decided, or settle a proposal; judged again here."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.answer import answer_criterion
from app.commands.decision_steps import keep_first_step, note_step
from app.commands.versions import row_as_seen
from app.models.decision import DecisionRow
from app.models.issue import Issue
from app.models.lists import Body
from app.models.placement import PlacementRow
from app.rules import clock
from app.rules.category import Category
from app.rules.decision import Authority, Stage, Waiver
from app.rules.errors import Problem, Refused
from app.rules.movement import judge, stage_of
from app.rules.moves import MoveFacts, MoveRequest
from app.rules.period import Period
from app.rules.readiness import Answer
from app.rules.settling import reason_with, settling_problems
from app.store.queries import issues, lists
from app.store.queries.leads import IssueLeads


@dataclass(frozen=True)
class _Move:
    """`version` is the issue's. `criteria` are the answers given on the move sheet, kept with the decision."""

    issue_id: int
    version: int
    to: Category
    effective: Period
    body_id: int | None
    reason: str
    minute: str = ""
    decided_on: date | None = None
    waivers: tuple[Waiver, ...] = ()
    exception_reason: str = ""
    criteria_reason: str = ""
    growth_reason: str = ""
    criteria: tuple[Answer, ...] | None = None
    condition: str = ""
    proposed_by: str = ""

    def _do(self, session: Session, *, record: bool) -> DecisionRow:
        quarter = _open_quarter(session)
        issue = row_as_seen(session, Issue, self.issue_id, self.version)
        for answer in self.criteria or ():
            answer_criterion(session, self.issue_id, answer.key, answer.met, answer.evidence)
        session.flush()
        found, leads = issues.move_facts_and_leads(session, self.issue_id, quarter)
        facts = self._facts(found)
        body = session.get(Body, self.body_id) if self.body_id else None
        request = self._request(body.authority if body else None, record)
        verdict = judge(facts, self.to, request=request)
        if not verdict.complete:
            raise Refused(*verdict.refusals)
        stage = stage_of(request)
        decision = self._decision(facts, leads, stage, str(verdict.rule), quarter)
        session.add(decision)
        session.flush()
        note_step(session, decision)
        if stage.in_force:
            place(session, issue.id, self.to, self.effective, decision.id)
        return decision

    def _facts(self, found: MoveFacts) -> MoveFacts:
        """What the move is judged by, where that is more than the issue itself says."""
        return found

    def _request(self, authority: Authority | None, record: bool) -> MoveRequest:
        return MoveRequest(
            self.to, self.effective, authority, self.reason, self.waivers, self.exception_reason,
            self.criteria_reason, self.growth_reason, self.decided_on, self.minute, record,
        )  # fmt: skip

    def _decision(
        self, facts: MoveFacts, leads: IssueLeads, stage: Stage, rule: str, quarter: Period
    ) -> DecisionRow:
        return DecisionRow(
            issue_id=self.issue_id,
            stage=stage,
            origin=facts.category,
            target=self.to,
            rule=rule,
            quarter=quarter,
            effective=self.effective,
            body_id=self.body_id,
            decided_on=self.decided_on,
            minute=self.minute.strip(),
            reason=self.reason.strip(),
            exception_reason=self.exception_reason.strip(),
            criteria_reason=self.criteria_reason.strip(),
            growth_reason=self.growth_reason.strip(),
            condition=self.condition.strip(),
            waivers=[asdict(waiver) for waiver in self.waivers],
            proposed_by=self.proposed_by,
            proposed_on=clock.today(),
            evidence=evidence_now(facts, leads, quarter),
        )


@dataclass(frozen=True)
class ProposeMove(_Move):
    """Put it up for sign-off: the issue stays where it is, with a ghost where it would go."""

    @property
    def label(self) -> str:
        return "Propose leaving the lists" if self.to is Category.LEFT else f"Propose move to {self.to.title}"

    def do(self, session: Session) -> None:
        self._do(session, record=False)


@dataclass(frozen=True)
class RecordMove(_Move):
    """Record what a body decided: interim for CPEG alone, confirmed for CMT or Cabinet."""

    @property
    def label(self) -> str:
        return "Leave the lists" if self.to is Category.LEFT else f"Move to {self.to.title}"

    def do(self, session: Session) -> None:
        self._do(session, record=True)


_SETTLING = {
    Stage.INTERIM: "Record CPEG's decision",
    Stage.CONFIRMED: "Confirm the move",
    Stage.REFUSED: "Refuse the move",
    Stage.WITHDRAWN: "Withdraw the proposal",
}


@dataclass(frozen=True)
class DecideProposal:
    """Settle a proposal, or confirm or refuse an interim decision. `version` is the decision's."""

    decision_id: int
    version: int
    stage: Stage
    body_id: int | None
    decided_on: date | None
    minute: str
    reason: str

    @property
    def label(self) -> str:
        return _SETTLING.get(self.stage, "Settle the proposal")

    def do(self, session: Session) -> None:
        row = row_as_seen(session, DecisionRow, self.decision_id, self.version)
        body = session.get(Body, self.body_id) if self.body_id else None
        problems = settling_problems(
            row.stage, self.stage, body.authority if body else None, self.decided_on, self.reason, self.minute
        )
        if problems:
            raise Refused(*problems)
        quarter = _open_quarter(session)
        keep_first_step(session, row)
        was_in_force, entered = row.stage.in_force, self.stage.in_force and not row.stage.in_force
        if entered:
            self._judge_again(session, row, body, quarter)
            row.effective = max(row.effective, quarter)
            place(session, row.issue_id, row.target, row.effective, row.id)
        elif was_in_force and not self.stage.in_force:
            take_back(session, row, quarter)
        row.stage, row.decided_on, row.minute = self.stage, self.decided_on, self.minute.strip()
        row.body_id = self.body_id if self.body_id else row.body_id
        row.reason = reason_with(row.reason, self.stage, self.reason)
        note_step(session, row)

    def _judge_again(self, session: Session, row: DecisionRow, body: Body | None, quarter: Period) -> None:
        """The proposal is judged as things stand now: what was asked then may be lacking today."""
        found = issues.move_facts(session, row.issue_id, quarter)
        facts = MoveFacts(**{**_as_dict(found), "proposal_open": False})
        request = MoveRequest(
            row.target, max(row.effective, quarter), body.authority if body else None, row.reason or self.reason,
            tuple(Waiver(**one) for one in row.waivers), row.exception_reason, row.criteria_reason, row.growth_reason,
            self.decided_on, self.minute, record=True,
        )  # fmt: skip
        verdict = judge(facts, row.target, request=request)
        if facts.category is not row.origin:
            raise Refused(
                Problem("moved_since", {"title": facts.title, "from": row.origin, "to": row.target})
            )
        if not verdict.complete:
            raise Refused(*verdict.refusals)


def place(session: Session, issue_id: int, category: Category, effective: Period, decision_id: int) -> None:
    session.add(
        PlacementRow(issue_id=issue_id, category=category, effective=effective, decision_id=decision_id)
    )


def take_back(session: Session, row: DecisionRow, quarter: Period) -> None:
    """An interim move refused: within its own quarter it never stood; later the issue goes back from now on.

    Where a later decision has moved it on, that one stands. An issue that came from no list is on none again.
    """
    stood = _stands_by(session, row.issue_id, quarter) == row.id
    for placement in session.scalars(select(PlacementRow).where(PlacementRow.decision_id == row.id)):
        if placement.effective >= quarter:
            session.delete(placement)
        elif stood and row.origin is not None:
            place(session, row.issue_id, row.origin, quarter, row.id)
    if stood and row.origin is None:
        place(session, row.issue_id, Category.LEFT, quarter, row.id)


def _stands_by(session: Session, issue_id: int, quarter: Period) -> int | None:
    """The decision by which the issue stands where it does at the quarter."""
    placed = select(PlacementRow.decision_id).where(
        PlacementRow.issue_id == issue_id, PlacementRow.effective <= quarter
    )
    return session.scalar(placed.order_by(PlacementRow.effective.desc(), PlacementRow.id.desc()).limit(1))


def evidence_now(facts: MoveFacts, leads: IssueLeads, quarter: Period) -> dict[str, Any]:
    """What was known at the decision, as plain data: it must read the same in years."""
    figures = []
    for lead in leads.leads:
        latest = lead.latest
        figures.append(
            {
                "code": lead.code,
                "title": lead.title,
                "period": latest.period.label if latest else "",
                "value": lead.printed(latest.value) if latest else "",
                "target": lead.printed(latest.target) if latest else "",
                "rag": str(lead.rag),
                "direction": str(lead.direction),
                "trend": list(lead.trend),
            }
        )
    return {
        "quarter": quarter.label,
        "category": str(facts.category),
        "rag": str(leads.rag),
        "indicators": figures,
        "readiness": [asdict(answer) for answer in facts.readiness],
        "criteria": [asdict(answer) for answer in facts.criteria],
        "slipped": facts.slipped,
        "recovered": facts.recovered,
        "plan_count": facts.plan_count,
        "plan_limit": facts.plan_limit,
    }


def _open_quarter(session: Session) -> Period:
    newest = lists.newest_quarter(session)
    if newest is None:
        raise Refused(Problem("no_quarter", {}))
    return newest


def _as_dict(facts: MoveFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in MoveFacts.__dataclass_fields__}
