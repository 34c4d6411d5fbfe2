"""The framework's moves, M1-M7 with the rulings Z1-Z4: one judgement for drag, keys, menu, sheet and store.

Nothing here is a sentence: verdicts carry codes and facts. A drop asks `judge(facts, to)`; the move sheet and
the command ask `judge(facts, to, request=...)`, and what the command stores needs `Verdict.complete`.
"""

from __future__ import annotations

from dataclasses import replace

from app.rules.category import Category
from app.rules.decision import Authority, Stage
from app.rules.errors import Problem
from app.rules.move_requests import MINUTE_LIMIT, lacking, needs_of, way_of
from app.rules.moves import ARROWS, MoveFacts, MoveRequest, Need, Rule, Verdict
from app.rules.period import Period
from app.rules.plan_size import PlanSize
from app.rules.readiness import missing_conditions, unmet_criteria

__all__ = [
    "ARROWS",
    "MINUTE_LIMIT",
    "MoveFacts",
    "MoveRequest",
    "Need",
    "Rule",
    "Verdict",
    "decide",
    "drop_targets",
    "judge",
    "new_issue_facts",
    "stage_by",
    "stage_of",
]


def judge(facts: MoveFacts, to: Category, *, request: MoveRequest | None = None) -> Verdict:
    """Whether the issue may go there, what that needs, and what the request still lacks."""
    if request is not None and request.to is not to:
        raise ValueError(f"the request goes to {request.to}, not to {to}")
    rule = ARROWS.get((facts.category, to))
    obstacles = _obstacles(facts, to, rule)
    exception = rule is Rule.EXCEPTION
    closed = (*obstacles, Problem("exception_only", way_of(facts, to))) if exception else obstacles
    into_plan = to is Category.IMPROVEMENT_PLAN and rule is not None
    verdict = Verdict(
        to=to,
        rule=rule,
        allowed=not closed,
        by_exception=exception and not obstacles,
        judgement=(rule is Rule.M1 and not facts.slipped) or (rule is Rule.M3 and not facts.recovered),
        forbidden=closed,
        missing=missing_conditions(facts.readiness, has_lead=facts.has_lead) if rule is Rule.M2 else (),
        unmet_criteria=unmet_criteria(facts.criteria) if into_plan else (),
        over_limit=into_plan and PlanSize(facts.plan_count, facts.plan_limit).over_with_one_more,
    )
    verdict = replace(verdict, needs=needs_of(verdict, request))
    return verdict if request is None else replace(verdict, problems=lacking(facts, verdict, request))


def drop_targets(facts: MoveFacts) -> dict[Category, Verdict]:
    """A verdict for every place a card can be held over, its own column and *Leave the list* included."""
    return {to: judge(facts, to) for to in Category}


def new_issue_facts(
    title: str, *, plan_count: int, plan_limit: int, quarter: Period | None = None
) -> MoveFacts:
    """Facts of an issue that is on no list yet (M6, or M5 straight to the plan)."""
    return MoveFacts(
        issue_id=0,
        title=title,
        category=Category.LEFT,
        plan_count=plan_count,
        plan_limit=plan_limit,
        quarter=quarter,
    )


def stage_of(request: MoveRequest) -> Stage:
    """The stage a complete request is stored at: CPEG's word alone is interim."""
    if not request.record or request.body is None:
        return Stage.PROPOSED
    return stage_by(request.body)


def stage_by(authority: Authority) -> Stage:
    """What a body's decision in favour makes of a move."""
    return Stage.CONFIRMED if authority is Authority.CONFIRMS else Stage.INTERIM


def decide(current: Stage, to: Stage, authority: Authority | None) -> Problem | None:
    """Whether a decision may go from one stage to the next on that body's word; None: it may.

    A proposal is withdrawn by whoever made it, so that needs no body. An interim decision waits for CMT or
    Cabinet alone. Anything else is final: only a new decision reverses it.
    """
    way = {"current": current, "to": to}
    if current is Stage.PROPOSED and to is Stage.WITHDRAWN:
        return None
    if current not in (Stage.PROPOSED, Stage.INTERIM):
        return Problem("already_decided", way)
    if to not in (Stage.INTERIM, Stage.CONFIRMED, Stage.REFUSED) or to is current:
        return Problem("stage_impossible", way)
    if authority is None:
        return Problem("body_missing", way)
    if current is Stage.INTERIM and authority is not Authority.CONFIRMS:
        return Problem("body_cannot_settle", way)
    if to is Stage.CONFIRMED and authority is not Authority.CONFIRMS:
        return Problem("body_cannot_confirm", way)
    if to is Stage.INTERIM and authority is Authority.CONFIRMS:
        return Problem("body_confirms", way)
    return None


def _obstacles(facts: MoveFacts, to: Category, rule: Rule | None) -> tuple[Problem, ...]:
    """What forbids the move however it is asked for, the most telling first."""
    way = way_of(facts, to)
    if to is facts.category:
        return (Problem("already_there", way),)
    found = []
    if facts.read_only:
        found.append(Problem("read_only", way))
    if facts.past:
        found.append(Problem("quarter_past", way))
    if facts.quarter_frozen:
        found.append(Problem("quarter_frozen", way))
    if facts.proposal_open:
        found.append(Problem("proposal_open", way))
    if rule is None:
        found.append(Problem("no_arrow", way))
    return tuple(found)
