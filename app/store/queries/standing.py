"""Where issues stand at a quarter, and which moves await sign-off or their quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.period import Period
from app.store.queries.plain import rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CATEGORY = {category.value: category for category in Category}
_DECIDED = """
SELECT p.issue_id, p.category, p.effective, d.stage, d.target, d.rule
FROM placement p LEFT JOIN decision d ON d.id = p.decision_id
WHERE p.effective <= ? AND (? IS NULL OR p.issue_id = ?)
ORDER BY p.effective, p.id
"""
_AHEAD = """
SELECT p.issue_id, p.category, d.stage, d.target, d.id
FROM placement p JOIN decision d ON d.id = p.decision_id
WHERE p.effective > ? AND d.quarter <= ? AND (? IS NULL OR p.issue_id = ?)
ORDER BY p.effective, p.id
"""
_PROPOSED = """
SELECT issue_id, target, id FROM decision
WHERE stage = 'proposed' AND quarter <= ? AND (? IS NULL OR issue_id = ?)
ORDER BY id
"""


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
    one = (issue_id, issue_id)
    found: dict[int, Standing] = {}
    for issue, category, effective, stage, target, rule in rows(session, _DECIDED, (quarter.key, *one)):
        then = _stage_then(stage, category, target)
        since, exception = Period.from_key(effective), then is not None and rule == "exception"
        found[issue] = Standing(_CATEGORY[category], since, then, exception)
    for issue, category, stage, target, decision in rows(session, _AHEAD, (quarter.key, quarter.key, *one)):
        then = _stage_then(stage, category, target)
        if issue in found and then is not None:
            found[issue] = _with_ghost(found[issue], _CATEGORY[category], then, decision)
    for issue, target, decision in rows(session, _PROPOSED, (quarter.key, *one)):
        if issue in found:
            found[issue] = _with_ghost(found[issue], _CATEGORY[target], Stage.PROPOSED, decision)
    return found


def _stage_then(stage: str | None, category: str, target: str) -> Stage | None:
    """An interim move that was refused later stood as interim; what it was taken back to rests on no decision."""
    if stage == Stage.REFUSED:
        return Stage.INTERIM if category == target else None
    return Stage(stage) if stage else None


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
