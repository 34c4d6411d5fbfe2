"""Decisions on issues, with the steps in which they were taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.decision import DecisionRow, DecisionStepRow
from app.models.issue import Issue
from app.models.lists import Body
from app.rules.decision import Decision, Step, Waiver


def decisions_of(session: Session, issue_id: int) -> tuple[Decision, ...]:
    """Newest first."""
    query = (
        select(DecisionRow, Issue.title, Body.name)
        .join(Issue, Issue.id == DecisionRow.issue_id)
        .outerjoin(Body, Body.id == DecisionRow.body_id)
        .where(DecisionRow.issue_id == issue_id)
        .order_by(DecisionRow.id.desc())
    )
    found = session.execute(query).all()
    steps = steps_of(session, [row.id for row, _, _ in found])
    return tuple(as_decision(row, title, body, steps.get(row.id, ())) for row, title, body in found)


def decisions_by_id(session: Session, ids: Collection[int]) -> dict[int, Decision]:
    query = (
        select(DecisionRow, Issue.title, Body.name)
        .join(Issue, Issue.id == DecisionRow.issue_id)
        .outerjoin(Body, Body.id == DecisionRow.body_id)
        .where(DecisionRow.id.in_(ids))
    )
    steps = steps_of(session, ids)
    return {
        row.id: as_decision(row, title, body, steps.get(row.id, ())) for row, title, body in session.execute(query)
    }


def steps_of(session: Session, ids: Collection[int]) -> dict[int, tuple[Step, ...]]:
    """Of these decisions, in the order recorded; nothing for one made before steps were kept."""
    query = (
        select(DecisionStepRow, Body.name)
        .outerjoin(Body, Body.id == DecisionStepRow.body_id)
        .where(DecisionStepRow.decision_id.in_(ids))
        .order_by(DecisionStepRow.id)
    )
    found: dict[int, list[Step]] = defaultdict(list)
    for row, body in session.execute(query):
        found[row.decision_id].append(Step(row.stage, body or "", row.decided_on, row.minute, row.recorded))
    return {decision: tuple(steps) for decision, steps in found.items()}


def as_decision(row: DecisionRow, title: str, body: str | None, steps: tuple[Step, ...] = ()) -> Decision:
    """`title`: the issue's; `body`: whose decision it is; `steps`: as they are kept of it."""
    return Decision(
        id=row.id,
        version=row.version,
        issue_id=row.issue_id,
        issue_title=title,
        stage=row.stage,
        origin=row.origin,
        target=row.target,
        rule=row.rule,
        effective=row.effective,
        body=body or "",
        decided_on=row.decided_on,
        minute=row.minute,
        reason=row.reason,
        exception_reason=row.exception_reason,
        condition=row.condition,
        waivers=tuple(Waiver(one["condition"], one["reason"]) for one in row.waivers),
        proposed_by=row.proposed_by,
        proposed_on=row.proposed_on,
        evidence=row.evidence,
        criteria_reason=row.criteria_reason,
        growth_reason=row.growth_reason,
        steps=steps or (Step(row.stage, body or "", row.decided_on, row.minute),),
    )
