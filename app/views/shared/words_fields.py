"""Words for what is wrong with a field's value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.rules.fields import BY_NAME
from app.views.shared.words_say import Say, always, day

_OTHER_NAMES = {
    "reason": "Reason",
    "exception_reason": "Reason for the exception",
    "criteria_reason": "Reason for going ahead",
    "growth_reason": "Reason for a larger plan",
    "minute": "Minute reference",
    "evidence": "Evidence",
    "mitigation": "Mitigation",
    "note": "Note",
}


def field_name(facts: Mapping[str, Any]) -> str:
    """The field's label as the window shows it."""
    name = str(facts.get("field", ""))
    if name in BY_NAME:
        return BY_NAME[name].label
    if name.startswith("waiver_"):
        return "Reason for the waiver"
    return _OTHER_NAMES.get(name, name.replace("_", " ").capitalize())


def _text_missing(facts: Mapping[str, Any]) -> str:
    limit = facts.get("limit")
    return f"{field_name(facts)}: 1 to {limit:,} characters are needed." if limit else f"{field_name(facts)} is empty."


def _text_too_long(facts: Mapping[str, Any]) -> str:
    length, limit = facts.get("length", 0), facts.get("limit", 0)
    least = "1 to" if facts.get("field") == "title" else "at most"
    over = length - limit
    return f"{field_name(facts)}: {least} {limit:,} characters. This is {length:,}, so {over:,} too many."


def _range(facts: Mapping[str, Any]) -> str:
    return f"{field_name(facts)}: a whole number from {facts.get('least')} to {facts.get('most')}."


def _date_range(facts: Mapping[str, Any]) -> str:
    return f"{field_name(facts)}: a day between {day(facts.get('earliest'))} and {day(facts.get('latest'))}."


def _control(facts: Mapping[str, Any]) -> str:
    return (
        f"{field_name(facts)}: the invisible character {facts.get('character')} at position {facts.get('at')} "
        "cannot be stored. Delete it and leave the field again."
    )


def _stale(facts: Mapping[str, Any]) -> str:
    who, when = facts.get("post") or facts.get("actor"), facts.get("at")
    by = f" by {who}" if who else ""
    at = f" at {when:%H:%M}" if hasattr(when, "hour") else ""
    return f"This was changed{by}{at} since you saw it. It now shows what is stored; your text is kept here."


WORDS: dict[str, Say] = {
    "text_missing": _text_missing,
    "text_too_long": _text_too_long,
    "text_line_break": lambda facts: f"{field_name(facts)}: one line only, without line breaks.",
    "text_control": _control,
    "field_missing": lambda facts: f"{field_name(facts)} must be chosen.",
    "field_unknown": always("There is no such field."),
    "field_kind": lambda facts: f"{field_name(facts)}: this is not a value it can hold.",
    "choice_unknown": lambda facts: f"{field_name(facts)}: choose one of the list.",
    "number_out_of_range": _range,
    "number_unreadable": _range,
    "date_out_of_range": _date_range,
    "date_unreadable": lambda facts: f"{field_name(facts)}: write the day as 22/02/2010.",
    "entry_unknown": lambda facts: f"{field_name(facts)}: nothing in the list is called “{facts.get('typed', '')}”.",
    "past_quarter": always("This is a past quarter, shown as it stood. Go to the newest quarter to change it."),
    "stale": _stale,
}
