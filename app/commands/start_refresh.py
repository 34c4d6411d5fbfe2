"""Begin next year's plan as a draft beside this year's, take issues into it, and take them out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.issue import Issue
from app.models.plan import Plan, PlanState
from app.models.refresh_line import RefreshLineRow
from app.rules.category import Category
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.rules.refresh import Course, suggest
from app.store.queries import lists
from app.store.queries.position import MOVING, position
from app.store.queries.refresh import facts_of

DRAFT = "Draft"


@dataclass(frozen=True)
class StartRefresh:
    """A line for every issue of the Improvement Plan, and for those of the Hot List that are ready.

    What the rules speak for stands beside each; nothing is decided. Raises Refused no_quarter, refresh_begun.
    """

    year: Period

    @property
    def label(self) -> str:
        return f"Begin the draft of the plan for {self.year.label}"

    def do(self, session: Session) -> None:
        newest = lists.newest_quarter(session)
        if newest is None:
            raise Refused(Problem("no_quarter", {}))
        plan = session.scalar(select(Plan).where(Plan.year == self.year))
        if plan is None:
            plan = Plan(name=_name(session, self.year), year=self.year, state=PlanState.DRAFT, state_label=DRAFT)
            session.add(plan)
            session.flush()
        begun = session.scalar(select(RefreshLineRow.id).where(RefreshLineRow.plan_id == plan.id).limit(1))
        if begun is not None or plan.state is PlanState.APPROVED:
            raise Refused(Problem("refresh_begun", {"plan": plan.name}))
        for issue_id, facts in facts_of(session, position(session, newest, MOVING)).items():
            in_plan = facts["category"] is Category.IMPROVEMENT_PLAN
            if in_plan or (facts["category"] is Category.HOT_LIST and not facts["missing"]):
                session.add(_line(plan.id, issue_id, facts))


@dataclass(frozen=True)
class AddToDraft:
    """Take an issue of any category into the draft, to be decided on."""

    plan_id: int
    issue_id: int
    label: str = "Take an issue into the draft plan"

    def do(self, session: Session) -> None:
        draft_plan(session, self.plan_id)
        newest = lists.newest_quarter(session)
        if newest is None or session.get(Issue, self.issue_id) is None:
            raise Refused(Problem("issue_gone", {"id": self.issue_id}))
        there = select(RefreshLineRow.id).where(
            RefreshLineRow.plan_id == self.plan_id, RefreshLineRow.issue_id == self.issue_id
        )
        if session.scalar(there) is not None:
            return
        facts = facts_of(session, position(session, newest, MOVING), self.issue_id).get(self.issue_id)
        if facts is None:
            raise Refused(Problem("issue_gone", {"id": self.issue_id}))
        session.add(_line(self.plan_id, self.issue_id, facts))


@dataclass(frozen=True)
class TakeOutOfDraft:
    """An issue that is not in this year's plan need not be decided on after all."""

    line_id: int
    version: int
    label: str = "Take an issue out of the draft plan"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, RefreshLineRow, self.line_id, self.version)
        draft_plan(session, row.plan_id)
        session.delete(row)


@dataclass(frozen=True)
class DropDraft:
    """Give the draft up: its lines go, and the plan with them where it holds nothing else."""

    plan_id: int
    version: int
    label: str = "Give up the draft plan"

    def do(self, session: Session) -> None:
        plan = row_as_seen(session, Plan, self.plan_id, self.version)
        draft_plan(session, plan.id)
        for row in session.scalars(select(RefreshLineRow).where(RefreshLineRow.plan_id == plan.id)):
            session.delete(row)
        if plan.state_label == DRAFT:
            session.delete(plan)


def draft_plan(session: Session, plan_id: int) -> Plan:
    plan = session.get(Plan, plan_id)
    if plan is None:
        raise Refused(Problem("gone", {"noun": "plan", "id": plan_id}))
    if plan.state is PlanState.APPROVED:
        raise Refused(Problem("plan_approved", {"plan": plan.name}))
    return plan


def _line(plan_id: int, issue_id: int, facts: dict[str, object]) -> RefreshLineRow:
    course, _ = suggest(facts["category"], missing=facts["missing"], recovered=bool(facts["recovered"]))  # type: ignore[arg-type]
    return RefreshLineRow(plan_id=plan_id, issue_id=issue_id, proposed=course, course=Course.UNDECIDED, waivers=[])


def _name(session: Session, year: Period) -> str:
    """As the plan before it is called, with the new year in its name."""
    before = session.scalar(select(Plan).where(Plan.year < year).order_by(Plan.year.desc()).limit(1))
    if before is not None and before.year.label in before.name:
        return before.name.replace(before.year.label, year.label)
    return f"Corporate Improvement Plan {year.label}"
