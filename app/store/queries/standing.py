"""Where issues stand at a quarter, and which moves await sign-off or their quarter."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.decision import DecisionRow
from app.models.placement import PlacementRow
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.period import Period


@dataclass(frozen=True, slots=True)
class Standing:
    """`pending`: the decision not yet settled or not yet in effect that a ghost stands for."""

    category: Category
    since: Period
    stage: Stage | None = None
    exception: bool = False
    proposed_to: Category | None = None
    pending_stage: Stage | None = None
    pending_id: int | None = None


def standings(session: Session, quarter: Period, issue_id: int | None = None) -> dict[int, Standing]:
    """Per issue that had entered the lists by the quarter (and is not only proposed to)."""
    where = [PlacementRow.effective <= quarter]
    ahead = [PlacementRow.effective > quarter, DecisionRow.quarter <= quarter]
    if issue_id is not None:
        where.append(PlacementRow.issue_id == issue_id)
        ahead.append(PlacementRow.issue_id == issue_id)
    columns = (
        PlacementRow.issue_id,
        PlacementRow.category,
        PlacementRow.effective,
        DecisionRow.stage,
        DecisionRow.rule,
    )
    joined = select(*columns, DecisionRow.id).outerjoin(
        DecisionRow, DecisionRow.id == PlacementRow.decision_id
    )
    order = (PlacementRow.effective, PlacementRow.id)
    found: dict[int, Standing] = {}
    for issue, category, effective, stage, rule, _ in session.execute(joined.where(*where).order_by(*order)):
        found[issue] = Standing(category, effective, stage, rule == "exception")
    for issue, category, _, stage, _, decision in session.execute(joined.where(*ahead).order_by(*order)):
        if issue in found:
            found[issue] = _with_ghost(found[issue], category, stage or Stage.CONFIRMED, decision)
    proposed = select(DecisionRow.issue_id, DecisionRow.target, DecisionRow.id).where(
        DecisionRow.stage == Stage.PROPOSED, DecisionRow.quarter <= quarter
    )
    if issue_id is not None:
        proposed = proposed.where(DecisionRow.issue_id == issue_id)
    for issue, target, decision in session.execute(proposed.order_by(DecisionRow.id)):
        if issue in found:
            found[issue] = _with_ghost(found[issue], target, Stage.PROPOSED, decision)
    return found


def _with_ghost(standing: Standing, to: Category, stage: Stage, decision: int | None) -> Standing:
    return Standing(
        standing.category, standing.since, standing.stage, standing.exception, to, stage, decision
    )


def plan_count(session: Session, quarter: Period) -> int:
    """Issues in the Improvement Plan at the quarter."""
    newest = (
        "SELECT category FROM placement p WHERE p.issue_id = issue.id AND p.effective <= ?"
        " ORDER BY p.effective DESC, p.id DESC LIMIT 1"
    )
    found = session.connection().exec_driver_sql(
        f"SELECT count(*) FROM issue WHERE ({newest}) = ?",  # noqa: S608 - our own words
        (quarter.key, Category.IMPROVEMENT_PLAN.value),
    )
    return int(found.scalar_one())
