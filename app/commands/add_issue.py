"""A new issue enters the Hot List (M6), or the plan straight by a body's decision (M5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands.decision_steps import note_step
from app.commands.edit_issue import set_field
from app.commands.move_issue import evidence_now, place
from app.models.decision import DecisionRow
from app.models.issue import Issue
from app.models.lists import Body
from app.rules import clock
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.errors import Problem, Refused
from app.rules.movement import judge, new_issue_facts, stage_of
from app.rules.moves import MoveRequest
from app.rules.period import Period
from app.store.queries import lists
from app.store.queries.leads import IssueLeads
from app.store.queries.standing import plan_count


@dataclass(frozen=True)
class AddIssue:
    """`to` may be the Improvement Plan where a body adds it straight. `hot_list_reason` is a word."""

    title: str
    aim_id: int | None
    department_id: int | None
    lead_post_id: int | None
    hot_list_reason: str | None
    origin: str
    reason: str
    effective: Period
    to: Category = Category.HOT_LIST
    body_id: int | None = None
    decided_on: date | None = None
    minute: str = ""
    criteria_reason: str = ""
    growth_reason: str = ""
    proposed_by: str = ""
    label: str = "Add issue"

    def do(self, session: Session) -> None:
        newest = lists.newest_quarter(session)
        if newest is None:
            raise Refused(Problem("no_quarter", {}))
        body = session.get(Body, self.body_id) if self.body_id else None
        facts = new_issue_facts(
            self.title,
            plan_count=plan_count(session, newest),
            plan_limit=lists.settings(session).plan_size,
            quarter=newest,
        )
        request = MoveRequest(
            self.to, self.effective, body.authority if body else None, self.reason,
            criteria_reason=self.criteria_reason, growth_reason=self.growth_reason,
            decided_on=self.decided_on or clock.today(), minute=self.minute, record=body is not None,
        )  # fmt: skip
        verdict = judge(facts, self.to, request=request)
        if self.to is Category.IMPROVEMENT_PLAN and body is None:
            raise Refused(
                Problem("body_missing", {"title": self.title, "from": Category.LEFT, "to": self.to})
            )
        if not verdict.complete:
            raise Refused(*verdict.refusals)
        issue = self._issue(session)
        # Entering the Hot List needs no body: the team notes an upcoming issue (M6).
        stage = stage_of(request) if body else Stage.CONFIRMED
        decision = DecisionRow(
            issue_id=issue.id, stage=stage, origin=None, target=self.to, rule=str(verdict.rule),
            quarter=newest, effective=self.effective, body_id=self.body_id, decided_on=self.decided_on or clock.today(),
            minute=self.minute, reason=self.reason, exception_reason="", criteria_reason=self.criteria_reason,
            growth_reason=self.growth_reason, condition="", waivers=[], proposed_by=self.proposed_by,
            proposed_on=clock.today(), evidence={},
        )  # fmt: skip
        session.add(decision)
        session.flush()
        note_step(session, decision)
        place(session, issue.id, self.to, self.effective, decision.id)
        decision.evidence = evidence_now(facts, IssueLeads(()), newest)

    def _issue(self, session: Session) -> Issue:
        last = session.scalar(select(func.max(Issue.position))) or 0
        issue = Issue(title="", position=last + 1, aim_id=None, department_id=None, lead_post_id=None,
                      hot_list_reason=None, review_date=None)  # fmt: skip
        for field in ("title", "aim_id", "department_id", "lead_post_id", "hot_list_reason", "origin"):
            set_field(issue, field, getattr(self, field))
        session.add(issue)
        session.flush()
        return issue
