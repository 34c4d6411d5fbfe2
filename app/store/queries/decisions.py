"""Decisions on issues."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.decision import DecisionRow
from app.models.issue import Issue
from app.models.lists import Body
from app.rules.decision import Decision, Waiver


def decisions_of(session: Session, issue_id: int) -> tuple[Decision, ...]:
    """Newest first."""
    query = (
        select(DecisionRow, Issue.title, Body.name)
        .join(Issue, Issue.id == DecisionRow.issue_id)
        .outerjoin(Body, Body.id == DecisionRow.body_id)
        .where(DecisionRow.issue_id == issue_id)
        .order_by(DecisionRow.id.desc())
    )
    return tuple(as_decision(*row) for row in session.execute(query))


def as_decision(row: DecisionRow, title: str, body: str | None) -> Decision:
    """`title`: the issue's; `body`: whose decision it is."""
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
    )
