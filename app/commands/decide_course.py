"""Decide what next year's plan is to do with an issue, and why. A move is judged as it will be with the approval."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from sqlalchemy.orm import Session

from app.commands.start_refresh import draft_plan
from app.commands.versions import row_as_seen
from app.models.refresh_line import RefreshLineRow
from app.rules import clock
from app.rules.category import Category
from app.rules.decision import Authority, Waiver
from app.rules.errors import Problem, Refused
from app.rules.movement import judge
from app.rules.moves import MoveRequest
from app.rules.period import Period
from app.rules.refresh import Course, Draft, RefreshLine, effective_quarter, line_problems
from app.store.queries import issues, lists
from app.store.queries.position import MOVING, position
from app.store.queries.refresh import draft_at


@dataclass(frozen=True)
class DecideCourse:
    """`version` is the line's. UNDECIDED takes a decision back, and needs no reason."""

    line_id: int
    version: int
    course: Course
    reason: str
    target: Category | None = None
    exception_reason: str = ""
    criteria_reason: str = ""
    growth_reason: str = ""
    waivers: tuple[Waiver, ...] = ()

    @property
    def label(self) -> str:
        return f"Next year's plan: {self.course.title.lower()}"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, RefreshLineRow, self.line_id, self.version)
        plan = draft_plan(session, row.plan_id)
        newest = lists.newest_quarter(session)
        assert newest is not None  # there is a line, so there was a quarter
        draft = draft_at(session, position(session, newest, MOVING), newest)
        line = draft.line(row.issue_id) if draft is not None else None
        if draft is None or line is None or line.id != row.id:
            raise Refused(Problem("gone", {"noun": "refresh_line", "id": self.line_id}))
        if self.course is not Course.UNDECIDED:
            self._judge(session, draft, line, effective_quarter(plan.year, newest), newest)
        row.course = self.course
        row.target = self.target if self.course is Course.LEAVES else None
        row.reason, row.exception_reason = self.reason.strip(), self.exception_reason.strip()
        row.criteria_reason, row.growth_reason = self.criteria_reason.strip(), self.growth_reason.strip()
        row.waivers = [asdict(waiver) for waiver in self.waivers]

    def _judge(self, session: Session, draft: Draft, line: RefreshLine, effective: Period, newest: Period) -> None:
        wanted = replace(
            line, course=self.course, target=self.target if self.course is Course.LEAVES else None, reason=self.reason,
            exception_reason=self.exception_reason, criteria_reason=self.criteria_reason,
            growth_reason=self.growth_reason, waivers=self.waivers,
        )  # fmt: skip
        problems = line_problems(wanted)
        if problems:
            raise Refused(*problems)
        to = wanted.goes_to
        if to is None:
            return
        found = issues.move_facts(session, line.issue_id, newest)
        facts = replace(found, plan_count=draft.next_count - line.in_next)
        # The body that approves the plan decides; everything else is known now.
        request = MoveRequest(
            to, effective, Authority.CONFIRMS, self.reason, self.waivers, self.exception_reason, self.criteria_reason,
            self.growth_reason, clock.today(), record=True,
        )  # fmt: skip
        verdict = judge(facts, to, request=request)
        if not verdict.complete:
            raise Refused(*verdict.refusals)
