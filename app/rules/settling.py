"""Settling a proposal, or an interim decision: what the sheet and the command both ask."""

from __future__ import annotations

from datetime import date

from app.rules import clock
from app.rules.decision import Authority, Stage
from app.rules.errors import Problem
from app.rules.movement import decide
from app.rules.texts import is_blank


def settling_problems(
    current: Stage, to: Stage, authority: Authority | None, decided_on: date | None, reason: str
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
    return tuple(found)
