"""What the move sheet says of an arrow: the framework's own sentence, what is lacking, what the buttons do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.bridge.move_draft import Chance, Judgement
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.errors import Problem
from app.rules.moves import MoveFacts, Rule, Verdict
from app.rules.readiness import Criterion
from app.views.shared.words import Facts, sentence

RECORD_NOTE = (
    "In a local store a sign-off records what a body decided. It is not a control: anyone can write it."
)

CATEGORY_WORDS = {
    Category.HOT_LIST: "the Hot List",
    Category.IMPROVEMENT_PLAN: "the Improvement Plan",
    Category.OUTCOMES: "the Outcomes of Corporate Importance",
    Category.LEFT: "the issues that left the lists",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def _condition(facts: Facts) -> str:
    return f"“{getattr(facts.get('condition'), 'title', facts.get('condition', ''))}”"


_LACKS: dict[str, Callable[[Facts], str]] = {
    "waiver_missing": lambda facts: f"a waiver for {_condition(facts)}",
    "waiver_reason_missing": lambda facts: f"why {_condition(facts)} is waived",
    "criteria_reason_missing": lambda facts: "why it goes ahead with a criterion not met",
    "growth_reason_missing": lambda facts: "what comes off the plan, or why it should grow",
    "body_missing": lambda facts: "the body",
    "date_missing": lambda facts: "the date",
    "exception_reason_missing": lambda facts: "why this is an exception",
    "reason_missing": lambda facts: "a reason",
}
"""What is lacking, as parts of one sentence: "Still missing: a waiver for “Resources agreed”; a reason."."""


def arrow_sentence(facts: MoveFacts, verdict: Verdict) -> str:
    """Why the framework moves an issue this way."""
    if verdict.rule is Rule.EXCEPTION:
        return (
            f"The framework describes no move from {CATEGORY_WORDS[facts.category]} to "
            f"{CATEGORY_WORDS[verdict.to]}. A body can record it as an exception, with its reason."
        )
    if verdict.rule is Rule.M5:
        adds = verdict.to is Category.IMPROVEMENT_PLAN
        way = "adds an issue to the plan" if adds else "deletes an issue from the plan"
        return f"CPEG, which manages the plan for CMT and Cabinet, {way} for a reason it records."
    words = {
        Rule.M1: "An outcome whose performance has significantly slipped joins the Hot List, for sign-off of an "
        "extra corporate push.",
        Rule.M2: "An issue joins the plan when its scope, focus, strategy and resources are agreed and it is "
        "signed off.",
        Rule.M3: "An issue returns to the Outcomes of Corporate Importance when its performance has sufficiently "
        "improved.",
        Rule.M4: "An issue leaves the Hot List by a decision not to proceed with it.",
        Rule.M6: "A new or returning issue enters the Hot List while its scope is developed.",
    }
    return words.get(verdict.rule, "") if verdict.rule else ""


def figures_sentence(facts: MoveFacts, verdict: Verdict) -> str:
    """What the tests say for this arrow; empty where none is asked for."""
    if verdict.rule is Rule.M1:
        if facts.slipped:
            return "The figures show a slip."
        return "The figures show no slip by the test, so this move rests on its reason alone."
    if verdict.rule is Rule.M3:
        if facts.recovered:
            return "The figures show a recovery."
        return "The figures show no recovery by the test, so this move rests on its reason alone."
    return ""


def title(facts: MoveFacts, to: Category) -> str:
    """The sheet's heading."""
    if to is Category.LEFT:
        return f"Take “{facts.title}” off the lists"
    return f"{'Bring back' if facts.category is Category.LEFT else 'Move'} “{facts.title}”"


def keep_words(category: Category) -> str:
    """The quiet way out."""
    return "Keep off the lists" if category is Category.LEFT else f"Keep in {category.short}"


def record_words(judgement: Judgement) -> str:
    """The button that records, saying what the body's word is worth."""
    words = {Stage.INTERIM: "record as interim", Stage.CONFIRMED: "record as confirmed"}
    done = "Take off" if judgement.record.to is Category.LEFT else "Move"
    return f"{done} and {words.get(judgement.stage, 'record decision')}"


def status_words(judgement: Judgement) -> str:
    """One sentence or two: what is still missing, or what will happen."""
    if not judgement.propose.possible:
        return " ".join(sentence(problem) for problem in judgement.propose.forbidden)
    first = judgement.propose.problems
    codes = {(problem.code, str(problem.facts.get("condition", ""))) for problem in first}
    more = [
        problem
        for problem in judgement.record.problems
        if (problem.code, str(problem.facts.get("condition", ""))) not in codes
    ]
    parts = []
    if first:
        parts.append(_missing("Still missing", first))
    elif more:
        parts.append("It can be proposed as it is.")
    if more:
        start = "To record a decision, also" if first else "To record a decision, still missing"
        parts.append(_missing(start, more))
    if not parts:
        return _outlook(judgement)
    return " ".join(part for part in parts if part)


def _missing(start: str, problems: Iterable[Problem]) -> str:
    short_ones = [_LACKS[problem.code](problem.facts) for problem in problems if problem.code in _LACKS]
    whole = [sentence(problem) for problem in problems if problem.code not in _LACKS]
    said = [f"{start}: {'; '.join(short_ones)}."] if short_ones else []
    return " ".join(said + whole)


def _outlook(judgement: Judgement) -> str:
    if judgement.stage is Stage.CONFIRMED:
        return "Nothing is missing. The decision is recorded as confirmed."
    return (
        "Nothing is missing. CPEG's decision shows at once, marked interim, until CMT or Cabinet confirms it."
    )


def chance_words(chance: Chance) -> str:
    """A quarter in the list of those it may take effect in."""
    if chance.next_plan:
        year = chance.period.financial_start_year
        return f"{chance.period.label}, with the {year}/{(year + 1) % 100:02d} plan"
    return chance.period.label


def criteria_label(unmet: Iterable[Criterion]) -> str:
    """Why the move goes ahead all the same, naming what is not met."""
    names = [f"“{each.title}”" for each in unmet]
    if len(names) == 1:
        return f"Why go ahead: {names[0]} is not met (required)"
    return f"Why go ahead: {count(len(names), 'criterion', 'criteria')} not met (required)"


def reason_label(verdict: Verdict) -> str:
    if verdict.missing:
        number = len(verdict.missing)
        return f"Reason (required: {count(number, 'condition')} {'is' if number == 1 else 'are'} not met)"
    if verdict.judgement:
        return "Reason (required: the move rests on it)"
    return "Reason (required)"


def count(number: int, one: str, many: str = "") -> str:
    """ "one condition", "12 conditions"; small numbers as words."""
    words = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"
    return f"{words} {one if number == 1 else many or one + 's'}"
