"""What a move asks of the one who wants it, and what a request still lacks. Asked by `app.rules.movement`."""

from __future__ import annotations

from app.rules import clock
from app.rules.category import Category
from app.rules.errors import Problem
from app.rules.moves import MoveFacts, MoveRequest, Need, Rule, Verdict
from app.rules.period import Period
from app.rules.readiness import Condition
from app.rules.texts import REASON_LIMIT, is_blank, text_problem

MINUTE_LIMIT = 200


def way_of(facts: MoveFacts, to: Category) -> dict[str, object]:
    """Facts that every sentence about a move may use."""
    return {"title": facts.title, "from": facts.category, "to": to}


def needs_of(verdict: Verdict, request: MoveRequest | None) -> tuple[Need, ...]:
    """What the move sheet must ask, in its order."""
    if not verdict.possible:
        return ()
    exception = verdict.rule is Rule.EXCEPTION
    record = request is not None and request.record
    asked = {
        Need.REASON: True,
        Need.BODY: record or exception,
        Need.DATE: record,
        Need.WAIVER: bool(verdict.missing),
        Need.EXCEPTION_REASON: exception,
        Need.CRITERIA_REASON: bool(verdict.unmet_criteria),
        Need.GROWTH_REASON: verdict.over_limit,
    }
    return tuple(need for need, wanted in asked.items() if wanted)


def lacking(facts: MoveFacts, verdict: Verdict, request: MoveRequest) -> tuple[Problem, ...]:
    """What the request lacks, in the order of the move sheet."""
    needs = needs_of(verdict, request)
    way = way_of(facts, verdict.to)
    found = [*_waiver_problems(verdict, request)]
    if Need.CRITERIA_REASON in needs and is_blank(request.criteria_reason):
        found.append(Problem("criteria_reason_missing", {"criteria": verdict.unmet_criteria}))
    if Need.GROWTH_REASON in needs and is_blank(request.growth_reason):
        found.append(Problem("growth_reason_missing", {"count": facts.plan_count, "limit": facts.plan_limit}))
    found += _effective_problems(facts, request.effective)
    if Need.BODY in needs and request.body is None:
        found.append(Problem("body_missing", way))
    found += _date_problems(request)
    if Need.EXCEPTION_REASON in needs and is_blank(request.exception_reason):
        found.append(Problem("exception_reason_missing", way))
    if is_blank(request.reason):
        found.append(Problem("reason_missing", way))
    return (*found, *_text_problems(request))


def _waiver_problems(verdict: Verdict, request: MoveRequest) -> list[Problem]:
    """Each missing condition is waived with a reason. A waiver no longer needed does no harm."""
    reasons = {waiver.condition: waiver.reason for waiver in request.waivers}
    found = [
        Problem("waiver_unknown", {"condition": name}) for name in reasons if name not in list(Condition)
    ]
    for condition in verdict.missing:
        if condition.value not in reasons:
            found.append(Problem("waiver_missing", {"condition": condition}))
        elif is_blank(reasons[condition.value]):
            found.append(Problem("waiver_reason_missing", {"condition": condition}))
    return found


def _effective_problems(facts: MoveFacts, effective: Period) -> list[Problem]:
    if not effective.is_quarter:
        return [Problem("effective_not_quarter", {"effective": effective})]
    earliest = max((each for each in (facts.quarter, facts.since) if each is not None), default=None)
    if earliest is not None and effective < earliest:
        return [Problem("effective_too_early", {"effective": effective, "earliest": earliest})]
    return []


def _date_problems(request: MoveRequest) -> list[Problem]:
    if request.decided_on is None:
        return [Problem("date_missing", {})] if request.record else []
    if request.decided_on > clock.today():
        return [Problem("date_in_future", {"date": request.decided_on})]
    return []


def _text_problems(request: MoveRequest) -> list[Problem]:
    texts = {
        "reason": request.reason,
        "exception_reason": request.exception_reason,
        "criteria_reason": request.criteria_reason,
        "growth_reason": request.growth_reason,
        **{f"waiver_{waiver.condition}": waiver.reason for waiver in request.waivers},
    }
    found = [text_problem(name, text, REASON_LIMIT, lines=True) for name, text in texts.items()]
    found.append(text_problem("minute", request.minute, MINUTE_LIMIT))
    return [problem for problem in found if problem is not None]
