"""The guiding criteria of Appendix One and the six conditions of readiness (ruling Z1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Criterion(StrEnum):
    """Five guiding criteria for inclusion in the Improvement Plan (Appendix One, I1-I5)."""

    SIGNIFICANT = "significant"
    CROSS_CUTTING = "cross_cutting"
    OUTCOME = "outcome"
    PRIORITY = "priority"
    CORE_BUSINESS = "core_business"

    @property
    def title(self) -> str:  # type: ignore[override]
        return _CRITERIA[self]


_CRITERIA = {
    Criterion.SIGNIFICANT: "Corporately significant issue for improvement",
    Criterion.CROSS_CUTTING: "Cross-cutting: collective action can make a real difference",
    Criterion.OUTCOME: "Outcome focussed: a positive difference to local residents",
    Criterion.PRIORITY: "A priority already agreed, with resources identified",
    Criterion.CORE_BUSINESS: "County Council core business, or a significant contribution",
}


class Condition(StrEnum):
    """Six conditions, all needed for Hot List to Improvement Plan (ruling Z1)."""

    OUTCOME = "outcome"
    MEASURES = "measures"
    TARGETS = "targets"
    FOCUS = "focus"
    LEAD = "lead"
    RESOURCES = "resources"

    @property
    def title(self) -> str:  # type: ignore[override]
        return _CONDITIONS[self]


_CONDITIONS = {
    Condition.OUTCOME: "Outcome agreed",
    Condition.MEASURES: "Measures agreed",
    Condition.TARGETS: "Targets agreed",
    Condition.FOCUS: "Focus and strategy agreed",
    Condition.LEAD: "Lead person",
    Condition.RESOURCES: "Resources agreed",
}


class HotListReason(StrEnum):
    """The three reasons of Appendix One for which an issue waits on the Hot List (C7)."""

    UPCOMING = "upcoming"
    AWAITING_AGREEMENT = "awaiting_agreement"
    AWAITING_SIGN_OFF = "awaiting_sign_off"

    @property
    def title(self) -> str:  # type: ignore[override]
        return _WAITING[self]


_WAITING = {
    HotListReason.UPCOMING: "Upcoming issue, from inspection or audit",
    HotListReason.AWAITING_AGREEMENT: "Awaiting agreement of outcomes, measures or targets",
    HotListReason.AWAITING_SIGN_OFF: "Awaiting sign-off by Cabinet or CMT",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a criterion or condition. `met` None: not answered yet."""

    key: str
    met: bool | None
    evidence: str = ""


def met_count(answers: Iterable[Answer]) -> int:
    return sum(1 for answer in answers if answer.met)


def conditions(readiness: Iterable[Answer], *, has_lead: bool) -> tuple[Answer, ...]:
    """The six conditions in order, unanswered ones included. *Lead person* needs the issue to name one."""
    given = {answer.key: answer for answer in readiness}
    answers = []
    for condition in Condition:
        answer = given.get(condition.value, Answer(condition.value, None))
        if condition is Condition.LEAD:
            met = has_lead and answer.met is not False
            answer = Answer(condition.value, met, answer.evidence)
        answers.append(answer)
    return tuple(answers)


def missing_conditions(readiness: Iterable[Answer], *, has_lead: bool) -> tuple[Condition, ...]:
    """What stands between the Hot List and the plan."""
    return tuple(
        Condition(answer.key) for answer in conditions(readiness, has_lead=has_lead) if not answer.met
    )


def unmet_criteria(criteria: Iterable[Answer]) -> tuple[Criterion, ...]:
    """Guiding criteria answered no or not at all: they never block, they ask for a reason."""
    met = {answer.key for answer in criteria if answer.met}
    return tuple(criterion for criterion in Criterion if criterion.value not in met)
