"""Approve next year's plan: the body's one decision, and with it every move of the draft, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.commands.move_issue import RecordMove
from app.commands.versions import row_as_seen
from app.models.decision import DecisionRow
from app.models.issue import Issue
from app.models.lists import Body
from app.models.plan import Plan, PlanState
from app.models.refresh_line import RefreshLineRow
from app.rules.category import Category
from app.rules.errors import Problem, Refused
from app.rules.moves import MoveFacts
from app.rules.period import Period
from app.rules.refresh import Draft, RefreshLine, approval_problems, effective_quarter, ranked
from app.rules.texts import REASON_LIMIT, TITLE_LIMIT, text_problem
from app.store.queries import lists
from app.store.queries.position import MOVING, position
from app.store.queries.refresh import draft_at


@dataclass(frozen=True)
class _PlanMove(RecordMove):
    """Judged against the plan as approved, not against this year's."""

    plan_count: int = 0

    def _facts(self, found: MoveFacts) -> MoveFacts:
        return replace(found, plan_count=self.plan_count)

    def record(self, session: Session) -> DecisionRow:
        return self._do(session, record=True)


@dataclass(frozen=True)
class ApprovePlan:
    """`version` is the plan's. Moves take effect with the plan's first quarter, each by its own decision.

    Raises Refused with everything that still stands against it, the issue named with each.
    """

    plan_id: int
    version: int
    body_id: int | None
    decided_on: date | None
    minute: str
    reason: str
    state_label: str = ""
    proposed_by: str = ""
    label: str = "Approve the plan"

    def do(self, session: Session) -> None:
        plan = row_as_seen(session, Plan, self.plan_id, self.version)
        newest = lists.newest_quarter(session)
        draft = draft_at(session, position(session, newest, MOVING), newest) if newest is not None else None
        if newest is None or draft is None or draft.plan.id != plan.id:
            raise Refused(Problem("refresh_not_begun", {"plan": plan.name}))
        body = session.get(Body, self.body_id) if self.body_id else None
        problems = [*approval_problems(draft, body.authority if body else None, self.decided_on, self.reason)]
        problems += [each for each in self._texts() if each is not None]
        if problems:
            raise Refused(*problems)
        self._move_all(session, draft, effective_quarter(plan.year, newest))
        plan.state, plan.state_label = PlanState.APPROVED, self.state_label.strip()
        plan.body_id, plan.approved_on = self.body_id, self.decided_on
        plan.minute, plan.reason = self.minute.strip(), self.reason.strip()

    def _texts(self) -> tuple[Problem | None, ...]:
        return (
            text_problem("reason", self.reason, REASON_LIMIT, lines=True),
            text_problem("minute", self.minute, TITLE_LIMIT),
            text_problem("state_label", self.state_label, TITLE_LIMIT),
        )

    def _move_all(self, session: Session, draft: Draft, effective: Period) -> None:
        counts = ranked(draft)
        problems: list[Problem] = []
        # What leaves makes room first, so that the history reads in that order too.
        for line in sorted(draft.lines, key=lambda line: line.goes_to is Category.IMPROVEMENT_PLAN):
            row = session.get_one(RefreshLineRow, line.id)
            row.title = line.title
            to = line.goes_to
            if to is None:
                continue
            try:
                row.decision_id = self._move(session, line, to, effective, counts.get(line.issue_id, 0))
            except Refused as refused:
                problems += [Problem("plan_move", {"title": line.title, "problem": each}) for each in refused.problems]
        if problems:
            raise Refused(*problems)

    def _move(self, session: Session, line: RefreshLine, to: Category, effective: Period, count: int) -> int:
        issue = session.get_one(Issue, line.issue_id)
        move = _PlanMove(
            line.issue_id, issue.version, to, effective, self.body_id, line.reason, self.minute, self.decided_on,
            waivers=line.waivers, exception_reason=line.exception_reason, criteria_reason=line.criteria_reason,
            growth_reason=line.growth_reason, proposed_by=self.proposed_by, plan_count=count,
        )  # fmt: skip
        return move.record(session).id
