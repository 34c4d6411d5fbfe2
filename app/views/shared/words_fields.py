"""What can be wrong with a value, and why a change or its undoing is refused: the sentences."""

from __future__ import annotations

from datetime import date

from app.rules import indicator_fields
from app.rules.fields import BY_NAME
from app.views.shared.dates import day, time_of_day
from app.views.shared.words import Facts, Said, Template

_LABELS = {
    "reason": "The reason", "minute": "The minute reference", "exception_reason": "The reason for the exception",
    "criteria_reason": "The reason about the criteria", "growth_reason": "The reason for the longer plan",
    "note_words": "The note", "break_reason": "The reason", "rationale": "The reason",
    "place": "The place", "period": "The period",
}
KEPT = "What you wrote is still here."


def label(facts: Facts) -> str:
    """The field as its label on the window, at the start of a sentence."""
    name = str(facts.get("field") or "")
    if name.startswith("waiver_"):
        return "The reason for the waiver"
    field = BY_NAME.get(name) or indicator_fields.BY_NAME.get(name)
    return field.label if field else _LABELS.get(name) or name.replace("_", " ").capitalize() or "This field"


def _missing(facts: Facts) -> Said:
    limit = facts.get("limit")
    return Said(f"{label(facts)} is empty.", "", f"Write 1 to {limit:,} characters." if limit else "Fill it in.")


def _too_long(facts: Facts) -> Said:
    over = f" ({facts['length']:,} characters)" if facts.get("length") else ""
    return Said(f"{label(facts)} is too long{over}.", KEPT, f"Shorten it to 1 to {facts.get('limit', 0):,} characters.")


def _line_break(facts: Facts) -> Said:
    return Said(f"{label(facts)} has a line break in it.", f"After character {facts.get('at', '')}.",
                "Write it in one line.")


def _control(facts: Facts) -> Said:
    return Said(f"{label(facts)} has a character that cannot be seen or printed.",
                f"Character {facts.get('at', '')} ({facts.get('character', '')}).", "Take it out.")


def _unknown_choice(facts: Facts) -> Said:
    return Said(f"{label(facts)} cannot be “{facts.get('value', '')}”.", "", "Choose one from the list.")


def _kind(facts: Facts) -> Said:
    kinds = {"date": "a date such as 22/02/2010", "year": "a year such as 2010", "number": "a whole number",
             "decimal": "a number", "bool": "yes or no", "list id": "one from the list"}
    return Said(f"{label(facts)} cannot be read.", "", f"Give {kinds.get(str(facts.get('kind')), 'text')}.")


def _number(facts: Facts) -> Said:
    return Said(f"{label(facts)} is out of range.", "",
                f"Give a number from {facts.get('least', 0)} to {facts.get('most', 0)}.")


def _baseline(facts: Facts) -> Said:
    return Said(f"{label(facts)}: fewer than {facts.get('least', 12)} are too few to set limits by.", "",
                f"Give {facts.get('least', 12)} to {facts.get('most', 0)}, 0 for all of them, or nothing to follow the"
                " plan's setting.")


def _date_range(facts: Facts) -> Said:
    return Said(f"{label(facts)} is out of range.", "",
                f"Give a date from {_day(facts, 'earliest')} to {_day(facts, 'latest')}.")


def _future(facts: Facts) -> Said:
    return Said(f"The date of the decision, {_day(facts, 'date')}, is after today.", "",
                "Give the day on which it was decided.")


def _day(facts: Facts, key: str) -> str:
    value = facts.get(key)
    return day(value) if isinstance(value, date) else str(value or "")


def _stale(facts: Facts) -> Said:
    who = f" by {facts['who']}" if facts.get("who") else ""
    at = f" at {time_of_day(facts['at'])}" if facts.get("at") else ""
    return Said(f"It was changed{who}{at} since you opened it.", "Yours was not saved and is still here.",
                "Look at the change, then decide again.")


def _undo_conflict(facts: Facts) -> Said:
    who, at = facts.get("who") or "somebody", facts.get("at")
    edited = f"{who} edited it at {time_of_day(at)}" if at else f"{who} edited it since"
    after = f" ({facts['label']})" if facts.get("label") else ""
    return Said(f"This cannot be undone: {edited}{after}.", "Nothing was changed.", "Open it and edit it instead.")


def _undo_frozen(facts: Facts) -> Said:
    paper = facts.get("paper") or facts.get("quarter") or "a frozen quarter"
    return Said(f"This cannot be undone: {paper} has been frozen and reports it.", "Nothing was changed.",
                "Record a new decision that reverses it; for a figure, use 'Correct a published figure'.")


def _undo_erased(facts: Facts) -> Said:
    return Said(f"“{facts.get('label', 'This')}” cannot be undone: its text was erased from the history.",
                "Nothing was changed.", "Enter what should stand there.")


def _gone(facts: Facts) -> Said:
    noun = str(facts.get("noun") or "issue").replace("_", " ")
    return Said(f"The {noun} is no longer there.", "It was taken out since you opened it.",
                "Go back to the page; it shows what there is now.")


def _plain(what: str, do: str = "", where: str = "") -> Template:
    return lambda facts: Said(what, where, do)


WORDS: dict[str, Template] = {
    "gone": _gone, "issue_gone": _gone,
    "text_missing": _missing, "field_missing": _missing, "title_length": _missing, "text_too_long": _too_long,
    "text_line_break": _line_break, "text_control": _control, "choice_unknown": _unknown_choice,
    "field_kind": _kind, "number_out_of_range": _number, "baseline_short": _baseline, "date_out_of_range": _date_range,
    "date_in_future": _future, "stale": _stale, "undo_conflict": _undo_conflict, "undo_frozen": _undo_frozen,
    "undo_erased": _undo_erased,
    "undo_unknown": _plain("This cannot be undone: it was made by another version of the program.",
                           "Enter what should stand there.", "Nothing was changed."),
    "too_many_steps": lambda facts: Said(f"An action has at most {facts.get('most', 'so many')} milestones.",
                                         "Nothing was changed.", "Make an action of its own of some of them."),
    "date_not_ahead": _plain("The day is not after today.",
                             "Choose the day from which the proposal is to be shown again."),
    "field_unknown": _plain("This field is not known.", "Tell whoever looks after the program."),
    "nothing_changed": _plain("Nothing was changed: it already stands so."),
    "nothing_to_undo": _plain("There is nothing to undo."),
    "nothing_to_redo": _plain("There is nothing to redo."),
    "date_missing": _plain("The date of the decision is missing.", "Give the day on which it was decided."),
    "read_only": _plain("Nothing can be changed: the store is open read-only.",
                        "Copy it to this computer to make changes."),
}
