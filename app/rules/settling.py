"""Settling a proposal, or an interim decision: what the sheet and the command both ask."""

from __future__ import annotations

from datetime import date

from app.rules import clock
from app.rules.decision import Authority, Stage
from app.rules.errors import Problem
from app.rules.move_requests import MINUTE_LIMIT
from app.rules.movement import decide
from app.rules.texts import REASON_LIMIT, is_blank, text_problem

SETTLING_LIMIT = REASON_LIMIT - 100
"""A reason for settling is kept under the move's own, with the name of the stage."""


def settling_problems(
    current: Stage,
    to: Stage,
    authority: Authority | None,
    decided_on: date | None,
    reason: str,
    minute: str = "",
) -> tuple[Problem, ...]:
    """What is still lacking. A refusal or withdrawal needs a reason; all but a withdrawal a body and a date."""
    found = []
    problem = decide(current, to, authority)
    if problem is not None:
        found.append(problem)
    if to is not Stage.WITHDRAWN and decided_on is None:
        found.append(Problem("date_missing", {}))
    if decided_on is not None and decided_on > clock.today():
        found.append(Problem("date_in_future", {"date": decided_on}))
    if to in (Stage.REFUSED, Stage.WITHDRAWN) and is_blank(reason):
        found.append(Problem("reason_missing", {}))
    texts = (
        text_problem("reason", reason, SETTLING_LIMIT, lines=True),
        text_problem("minute", minute, MINUTE_LIMIT),
    )
    return (*found, *(problem for problem in texts if problem is not None))


def reason_with(before: str, stage: Stage, reason: str) -> str:
    """The move's own reason with that of its settling below. Of one too long for both the end is left out:
    the history keeps it whole."""
    if is_blank(reason):
        return before
    added = f"\n{stage.title}: {reason.strip()}"
    room = REASON_LIMIT - len(added)
    return (before if len(before) <= room else f"{before[: room - 1]}\u2026") + added
