"""Where an unsaved text was being written, in words."""

from __future__ import annotations

from app.rules.drafts import Draft, DraftKind, DraftPlace
from app.rules.fields import BY_NAME
from app.rules.indicator_fields import BY_NAME as INDICATOR_FIELDS
from app.rules.readiness import Condition, Criterion
from app.rules.return_form import SECTIONS
from app.views.issues import arrow_words
from app.views.shared.dates import moment

_REASONS = {
    "reason": "Reason",
    "exception_reason": "Reason for the exception",
    "criteria_reason": "Reason for going ahead although a criterion is not met",
    "growth_reason": "Why the plan should grow",
}
_ROWS = {
    "action title": "An action",
    "action note": "Note on an action",
    "risk title": "A risk",
    "risk mitigation": "What is done about a risk",
}
_NEW = {
    "action title": "A new action",
    "action note": "Note on a new action",
    "risk title": "A new risk",
    "risk mitigation": "What is done about a new risk",
}

_PARTS = {"target": "a target", "rule": "a change of the RAG rule", "event": "a note on the chart",
          "comparator": "a figure of another place"}
_COLUMNS = {"why": "Reason", "period": "Period", "goal": "Figure", "floor": "Floor", "tolerance": "Tolerance",
            "place": "Name", "figure": "Figure", "source": "Source"}


def subject(draft: Draft) -> str:
    """The issue or indicator, where it is still there."""
    measures = draft.place is not None and draft.place.kind is DraftKind.INDICATOR
    return draft.title or f"An {'indicator' if measures else 'issue'} that is no longer there"


def where_and_when(draft: Draft) -> str:
    return f"{_where(draft.place)}, {moment(draft.at)}" if draft.place else moment(draft.at)


def _where(place: DraftPlace) -> str:
    if place.kind is DraftKind.ASSESSMENT:
        return f"Section “{dict(SECTIONS).get(place.field, place.field)}”"
    if place.kind is DraftKind.INDICATOR:
        return _of_indicator(place.field)
    field = _field(place.field)
    if place.kind is DraftKind.MOVE and place.to is not None:
        joined = field if place.field == "reason" else f"{field},"
        return f"{joined} for its move to {arrow_words.CATEGORY_WORDS[place.to]}"
    return f"{field} for the decision on it" if place.kind is DraftKind.DECISION else field


def _of_indicator(name: str) -> str:
    if name in INDICATOR_FIELDS:
        return INDICATOR_FIELDS[name].label
    word, which, column = (*name.split(" "), "", "")[:3]
    thing, part = _PARTS.get(word, "a text"), _COLUMNS.get(column, "")
    new = thing.replace("a ", "a new ", 1) if which == "new" else thing
    return f"{part} of {new}" if part else f"{new[:1].upper()}{new[1:]}"


def _field(name: str) -> str:
    if name in BY_NAME:
        return BY_NAME[name].label
    if name in _REASONS:
        return _REASONS[name]
    word, _, rest = name.partition(" ")
    if word == "criterion" and rest in list(Criterion):
        return f"Evidence: {Criterion(rest).title}"
    if word in ("condition", "waiver") and rest in list(Condition):
        title = Condition(rest).title
        return f"Evidence: {title}" if word == "condition" else f"Why “{title}” is waived"
    row, _, column = rest.partition(" ")
    return (_NEW if row == "new" else _ROWS).get(f"{word} {column}", "A text")
