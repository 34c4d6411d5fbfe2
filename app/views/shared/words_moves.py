"""Why a move is forbidden, and what one still lacks: the sentences of the framework's rules."""

from __future__ import annotations

from app.rules.category import Category
from app.views.shared.words import Facts, Said, Template

_IN = {
    Category.HOT_LIST: "the Hot List", Category.IMPROVEMENT_PLAN: "the Improvement Plan",
    Category.OUTCOMES: "the Outcomes", Category.LEFT: "the issues that left the lists",
}
_WHY = {
    (Category.OUTCOMES, Category.IMPROVEMENT_PLAN):
        "An Outcome that slips goes to the Hot List; the framework has no way straight to the Improvement Plan.",
    (Category.HOT_LIST, Category.OUTCOMES):
        "Only a plan issue whose performance has improved becomes an Outcome; "
        "the framework has no way there from the Hot List.",
    (Category.IMPROVEMENT_PLAN, Category.HOT_LIST):
        "A plan issue goes to the Outcomes when its performance has improved; "
        "the framework has no way back to the Hot List.",
    (Category.OUTCOMES, Category.LEFT):
        "An Outcome does not leave the lists; if it slips it goes to the Hot List.",
    (Category.LEFT, Category.OUTCOMES):
        "An issue comes to the Outcomes only from the Improvement Plan.",
}


def place(facts: Facts, key: str) -> str:
    """A category inside a sentence, from its fact ("from" or "to")."""
    try:
        return _IN[Category(str(facts.get(key, "")))]
    except ValueError:
        return "that list"


def why_forbidden(facts: Facts) -> str:
    """Why the framework has no such arrow, in one sentence short enough for a greyed column."""
    try:
        way = (Category(str(facts.get("from"))), Category(str(facts.get("to"))))
    except ValueError:
        return "The framework has no such move."
    return _WHY.get(way, f"The framework has no move from {place(facts, 'from')} to {place(facts, 'to')}.")


def _no_arrow(facts: Facts) -> Said:
    return Said(why_forbidden(facts), "Nothing was recorded.", "Move it where the framework does.")


def _already_there(facts: Facts) -> Said:
    return Said(f"It is already on {place(facts, 'to')}.")


def _past(facts: Facts) -> Said:
    quarter = facts.get("quarter")
    named = f"{getattr(quarter, 'label', quarter)} is" if quarter else "The quarter in view is"
    return Said(f"{named} shown as it stood.", "Nothing can be changed in a past quarter.",
                "Go to the newest quarter to make changes.")


def _frozen(facts: Facts) -> Said:
    return Said("The quarter is frozen: its paper has been reported.", "Nothing was recorded.",
                "Let the move take effect in the next quarter.")


def _open_proposal(facts: Facts) -> Said:
    return Said("A move of this issue is already proposed and not yet decided.", "Nothing was recorded.",
                "Decide or withdraw that proposal first.")


def _exception(facts: Facts) -> Said:
    return Said(why_forbidden(facts), "",
                "It can only be recorded as an exception, with the body that made it and its reason.")


def _condition(facts: Facts) -> str:
    found = facts.get("condition")
    return str(getattr(found, "title", None) or str(found or "a condition").replace("_", " "))


def _waiver(facts: Facts) -> Said:
    return Said(f"Not ready: “{_condition(facts)}” is not met.", "", "Meet it, or waive it with a reason.")


def _waiver_reason(facts: Facts) -> Said:
    return Said(f"The waiver of “{_condition(facts)}” has no reason.", "", "Say why the body waives it.")


def _criteria(facts: Facts) -> Said:
    count = len(facts.get("criteria") or ())
    some = "One guiding criterion is" if count == 1 else f"{count} guiding criteria are" if count else \
        "Not all guiding criteria are"
    return Said(f"{some} not met or not answered.", "", "That does not block the move, but needs a reason.")


def _growth(facts: Facts) -> Said:
    count, limit = facts.get("count", "more"), facts.get("limit", "it should")
    return Said(f"The plan holds {count} issues and should hold at most {limit}.", "",
                "Say what comes off, or why the plan may be longer.")


def _early(facts: Facts) -> Said:
    return Said(f"The move cannot take effect in {_label(facts, 'effective')}.",
                f"The quarter in view is {_label(facts, 'earliest')}.", "Choose that quarter or a later one.")


def _not_quarter(facts: Facts) -> Said:
    return Said(f"{_label(facts, 'effective')} is not a quarter.", "", "Choose a quarter such as 2009/10 Q4.")


def _label(facts: Facts, key: str) -> str:
    value = facts.get(key)
    return str(getattr(value, "label", value or "that quarter"))


def _plain(what: str, do: str = "", where: str = "") -> Template:
    return lambda facts: Said(what, where, do)


WORDS: dict[str, Template] = {
    "moved_since": _plain("The issue was moved since you opened it.", "Look at where it stands now, then decide again.",
                          "Nothing was recorded."),
    "quarter_not_next": _plain("Only the quarter after the newest one can be opened.",
                               "Open the quarters one after the other.", "Nothing was stored."),
    "no_arrow": _no_arrow, "already_there": _already_there, "quarter_past": _past, "past_quarter": _past,
    "quarter_frozen": _frozen, "proposal_open": _open_proposal, "exception_only": _exception,
    "waiver_missing": _waiver, "waiver_reason_missing": _waiver_reason, "criteria_reason_missing": _criteria,
    "growth_reason_missing": _growth, "effective_too_early": _early, "effective_not_quarter": _not_quarter,
    "reason_missing": _plain("There is no reason.", "Say why, in a sentence that will be read in the minutes.",
                             "Nothing was recorded."),
    "body_missing": _plain("No body is named.", "Choose who decided it: CPEG, CMT or Cabinet.",
                           "Nothing was recorded."),
    "exception_reason_missing": _plain("An exception needs a reason.", "Say why the framework is set aside."),
    "waiver_unknown": _plain("A waiver names a condition that does not exist.", "Waive one of the six."),
    "answer_missing": _plain("Nothing was answered.", "Choose met or not met, or write the evidence."),
    "already_decided": _plain("This has been decided already.", "Only a new decision reverses it."),
    "stage_impossible": _plain("A decision cannot go from this stage to that one.", "Choose another outcome."),
    "body_cannot_settle": _plain("CPEG's decision is interim; it waits for CMT or Cabinet.",
                                 "Record CMT's or Cabinet's decision."),
    "body_cannot_confirm": _plain("CPEG's decision is interim and cannot confirm.",
                                  "Record it as interim, or name CMT or Cabinet."),
    "body_confirms": _plain("A decision of CMT or Cabinet is final.", "Record it as confirmed."),
}
