"""Words for moves and their decisions: why a column is closed, and what a request still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.rules.category import Category
from app.rules.readiness import Condition, Criterion
from app.views.shared.words_say import Say, always, day, listed

CATEGORY_WORDS = {
    Category.HOT_LIST: "the Hot List",
    Category.IMPROVEMENT_PLAN: "the Improvement Plan",
    Category.OUTCOMES: "the Outcomes of Corporate Importance",
    Category.LEFT: "outside the lists",
}


def condition_words(value: object) -> str:
    """"resources agreed": a condition inside a sentence."""
    try:
        return Condition(str(value)).title.lower()
    except ValueError:
        return str(value)


def _criterion_words(value: object) -> str:
    try:
        return f"“{Criterion(str(value)).title}”"
    except ValueError:
        return str(value)


def _where(facts: Mapping[str, Any], key: str) -> str:
    value = facts.get(key)
    return CATEGORY_WORDS[value] if isinstance(value, Category) else str(value)


def _exception_only(facts: Mapping[str, Any]) -> str:
    return (
        f"The framework describes no move from {_where(facts, 'from')} to {_where(facts, 'to')}. "
        "It can be recorded as an exception, from the card's menu."
    )


def _no_arrow(facts: Mapping[str, Any]) -> str:
    return f"The framework has no move from {_where(facts, 'from')} to {_where(facts, 'to')}."


def _criteria(facts: Mapping[str, Any]) -> str:
    names = listed(_criterion_words(each) for each in facts.get("criteria", ()))
    return f"Say why it goes ahead although {names} is not met."


def _growth(facts: Mapping[str, Any]) -> str:
    return (
        f"The plan already holds {facts.get('count')} of at most {facts.get('limit')} issues. "
        "Say what comes off, or why it should grow."
    )


def _too_early(facts: Mapping[str, Any]) -> str:
    earliest = getattr(facts.get("earliest"), "label", "")
    return f"It cannot take effect before {earliest}."


WORDS: dict[str, Say] = {
    "already_there": lambda facts: f"It already stands in {_where(facts, 'to')}.",
    "quarter_past": always("This is a past quarter, shown as it stood. Go to the newest quarter to move an issue."),
    "quarter_frozen": always("This quarter has been reported and is frozen. Only a new decision can change it."),
    "proposal_open": always("A proposal for this issue is waiting for sign-off. Decide or withdraw that first."),
    "no_arrow": _no_arrow,
    "exception_only": _exception_only,
    "waiver_unknown": always("A waiver names a condition that does not exist."),
    "waiver_missing": lambda facts: f"Waive “{condition_words(facts.get('condition'))}” or record its evidence.",
    "waiver_reason_missing": lambda facts: f"Say why “{condition_words(facts.get('condition'))}” is waived.",
    "criteria_reason_missing": _criteria,
    "growth_reason_missing": _growth,
    "effective_not_quarter": always("Choose the quarter in which it takes effect."),
    "effective_too_early": _too_early,
    "body_missing": always("Choose the body that decided."),
    "date_missing": always("Write the date of the decision, such as 22/02/2010."),
    "date_in_future": lambda facts: f"The decision is dated {day(facts.get('date'))}, which is still to come.",
    "exception_reason_missing": always("Say why the framework's order is set aside."),
    "reason_missing": always("Write a reason; it is kept with the decision."),
    "answer_missing": always("Choose what was decided."),
    "already_decided": always("This has been decided already. Only a new decision reverses it."),
    "stage_impossible": always("The decision already stands like that."),
    "body_cannot_settle": always("CPEG's decision is interim until CMT or Cabinet confirms or refuses it. Choose one."),
    "body_cannot_confirm": always("CPEG's decision alone is interim; CMT or Cabinet confirms."),
    "body_confirms": always("CMT's or Cabinet's decision is confirmed at once, not interim."),
}

LACKS: dict[str, Say] = {
    "waiver_missing": lambda facts: f"evidence or a waiver for “{condition_words(facts.get('condition'))}”",
    "waiver_reason_missing": lambda facts: f"why “{condition_words(facts.get('condition'))}” is waived",
    "criteria_reason_missing": always("why it goes ahead with a criterion not met"),
    "growth_reason_missing": always("what comes off the plan, or why it should grow"),
    "body_missing": always("the body"),
    "date_missing": always("the date"),
    "exception_reason_missing": always("why this is an exception"),
    "reason_missing": always("a reason"),
}
"""The same as parts of one sentence, "Still missing: a reason and the body."."""
