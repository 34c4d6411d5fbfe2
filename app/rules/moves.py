"""Nouns of a move: the arrows, what is known of the issue, what is asked for, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.category import Category
from app.rules.decision import Authority, Waiver
from app.rules.errors import Problem
from app.rules.period import Period
from app.rules.plan_size import DEFAULT_LIMIT
from app.rules.readiness import Answer, Condition, Criterion


class Rule(StrEnum):
    """By which arrow an issue moved."""

    M1 = "M1"
    """Outcomes to Hot List: performance significantly slipped."""
    M2 = "M2"
    """Hot List to Improvement Plan: scope, focus, strategy and resources are agreed."""
    M3 = "M3"
    """Improvement Plan to Outcomes: performance sufficiently improved."""
    M4 = "M4"
    """Hot List to off the lists: a decision not to proceed."""
    M5 = "M5"
    """A body adds to the plan straight, or deletes from it."""
    M6 = "M6"
    """A new or returning issue enters the Hot List."""
    EXCEPTION = "exception"
    """One of the three arrows the framework does not describe."""
    ENTRY = "entry"
    """Placed by the plan as adopted, before the program kept its decisions. Never a verdict."""


ARROWS: dict[tuple[Category, Category], Rule] = {
    (Category.OUTCOMES, Category.HOT_LIST): Rule.M1,
    (Category.HOT_LIST, Category.IMPROVEMENT_PLAN): Rule.M2,
    (Category.IMPROVEMENT_PLAN, Category.OUTCOMES): Rule.M3,
    (Category.HOT_LIST, Category.LEFT): Rule.M4,
    (Category.IMPROVEMENT_PLAN, Category.LEFT): Rule.M5,
    (Category.LEFT, Category.IMPROVEMENT_PLAN): Rule.M5,
    (Category.LEFT, Category.HOT_LIST): Rule.M6,
    (Category.OUTCOMES, Category.IMPROVEMENT_PLAN): Rule.EXCEPTION,
    (Category.IMPROVEMENT_PLAN, Category.HOT_LIST): Rule.EXCEPTION,
    (Category.HOT_LIST, Category.OUTCOMES): Rule.EXCEPTION,
}
"""Every arrow there is. A new issue comes from LEFT, as one that returns does: both are on no list."""


class Need(StrEnum):
    """What the move sheet must ask for."""

    REASON = "reason"
    BODY = "body"
    DATE = "date"
    WAIVER = "waiver"
    EXCEPTION_REASON = "exception_reason"
    CRITERIA_REASON = "criteria_reason"
    GROWTH_REASON = "growth_reason"


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """What the judgement needs to know of an issue, at the quarter in view."""

    issue_id: int
    title: str
    category: Category
    readiness: tuple[Answer, ...] = ()
    criteria: tuple[Answer, ...] = ()
    has_lead: bool = False
    plan_count: int = 0
    """Issues in the Improvement Plan now."""
    plan_limit: int = DEFAULT_LIMIT
    slipped: bool = False
    recovered: bool = False
    proposal_open: bool = False
    quarter_frozen: bool = False
    past: bool = False
    read_only: bool = False
    """The store cannot be written to."""
    quarter: Period | None = None
    """The quarter in view, where known: a move cannot take effect before it."""
    since: Period | None = None
    """The quarter in which the issue's present category took effect, where known."""


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """What someone asks for. `record` False: a proposal for sign-off; True: the body has decided."""

    to: Category
    effective: Period
    body: Authority | None = None
    reason: str = ""
    waivers: tuple[Waiver, ...] = ()
    exception_reason: str = ""
    criteria_reason: str = ""
    growth_reason: str = ""
    decided_on: date | None = None
    minute: str = ""
    record: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. Without a request `problems` is empty and `needs` says what the sheet will have to ask."""

    to: Category
    rule: Rule | None
    allowed: bool
    """A drop is welcome: the framework describes this move and nothing stands in its way."""
    by_exception: bool = False
    """Only the framework's silence forbids it: possible as a recorded exception, from the menu."""
    judgement: bool = False
    """M1 without a tested slip, or M3 without a tested recovery: rests on the reason alone."""
    forbidden: tuple[Problem, ...] = ()
    """Why the column is closed to a drop."""
    needs: tuple[Need, ...] = ()
    missing: tuple[Condition, ...] = ()
    """Conditions of readiness not met, each to be waived with a reason (Hot List to plan only)."""
    unmet_criteria: tuple[Criterion, ...] = ()
    over_limit: bool = False
    """The plan would be larger than its limit."""
    problems: tuple[Problem, ...] = ()
    """What the request still lacks."""

    @property
    def possible(self) -> bool:
        """The move sheet may be opened."""
        return self.allowed or self.by_exception

    @property
    def complete(self) -> bool:
        """The request may be stored as it is."""
        return self.possible and not self.problems

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """Why it cannot be stored; for `Refused(*verdict.refusals)`."""
        return self.problems if self.possible else (*self.forbidden, *self.problems)
