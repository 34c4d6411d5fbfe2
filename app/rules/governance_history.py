"""The history of strength, inspections, documents and meetings in words; see app.rules.history_words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from app.rules.period import Period

_LONG = 80
Values = Mapping[str, Any] | None


class Lists(Protocol):
    def name(self, table: str, row: int) -> str: ...


Sayer = Callable[[Values, Values, Lists], list[str]]


def _titled(noun: str, labels: Mapping[str, str], title: str = "title") -> Sayer:
    """Added, removed, or each named column from what to what."""

    def say(before: Values, after: Values, names: Lists) -> list[str]:
        if before is None or after is None:
            called = (after or before or {}).get(title, "")
            return [f"{noun} {_shown(called)} {'added' if before is None else 'removed'}"]
        return [
            f"{noun}: {label} changed from {_plain(column, before.get(column), names)}"
            f" to {_plain(column, after[column], names)}"
            for column, label in labels.items()
            if column in after
        ]

    return say


def _status(before: Values, after: Values, names: Lists) -> list[str]:
    values = {**(before or {}), **(after or {})}
    quarter = f" for {Period.from_key(values['quarter']).label}" if "quarter" in values else ""
    if after is None:
        return [f"Report{quarter} taken back"]
    labels = {"state": "Progress", "note": "Progress note", "risk": "Risk", "risk_note": "Risk note", "saved": "Saved"}
    said = [
        f"{label}{quarter}: {_plain(column, after[column], names)}"
        for column, label in labels.items()
        if column in after and (before is not None or after[column] not in (None, "", "not_known"))
    ]
    return said or [f"Report{quarter} begun"] if before is None else said


def _linked(noun: str, table: str, column: str) -> Sayer:
    def say(before: Values, after: Values, names: Lists) -> list[str]:
        value = (after or before or {}).get(column)
        return [f"{noun} {names.name(table, value or 0)} {'added' if after else 'taken off'}"]

    return say


def _document_link(before: Values, after: Values, names: Lists) -> list[str]:
    values = {**(before or {}), **(after or {})}
    thing = "an issue" if values.get("issue_id") else "a decision" if values.get("decision_id") else (
        "an inspection result" if values.get("result_id") else "a self-assessment"
    )  # fmt: skip
    return [f"{'Cited by' if after else 'No longer cited by'} {thing}"]


def _follow_up(before: Values, after: Values, names: Lists) -> list[str]:
    values = after or {}
    if "done" in values and (values["done"] or before):
        return [f"Condition met on {_plain('done', values['done'], names)}" if values["done"] else "Condition not met yet"]
    return ["Condition to follow up"]


def _shown(text: object) -> str:
    words = " ".join(str(text).split())
    return f"“{words[:_LONG]}…”" if len(words) > _LONG else f"“{words}”"


_IDS = {"owner_post_id": "post", "strand_id": "strand", "department_id": "department", "body_id": "body",
        "with_body_id": "body"}  # fmt: skip
_DAYS = ("due", "done", "closed", "published", "held_on")
_WORDS = ("state", "risk")


def _plain(column: str, value: Any, names: Lists) -> str:
    if value in (None, ""):
        return "none"
    if column in _IDS:
        return names.name(_IDS[column], value)
    if column in _DAYS:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if column in _WORDS:
        return str(value).replace("_", " ")
    if column in ("target", "saved"):
        return f"£{value:,}"
    if column == "scale":
        return _shown(str(value))
    return _shown(value) if isinstance(value, str) else str(value)


_INITIATIVE = {
    "title": "title", "strand_id": "strand", "owner_post_id": "owner", "about": "what it is to bring",
    "target": "savings target", "closed": "end",
}  # fmt: skip
_RECOMMENDATION = {
    "title": "title", "state": "state", "owner_post_id": "owner", "due": "due date", "note": "note", "reason": "reason",
}  # fmt: skip
GOVERNANCE: dict[str, Sayer] = {
    "initiative": _titled("Initiative", _INITIATIVE),
    "initiative_status": _status,
    "initiative_milestone": _titled("Milestone", {"title": "title", "due": "due date", "done": "date met"}),
    "initiative_indicator": _linked("Indicator", "indicator", "indicator_id"),
    "inspectorate": _titled(
        "Inspectorate",
        {"name": "name", "subject": "subject", "scale": "scale", "aimed": "rating aimed for", "aim_note": "aim"},
        "name",
    ),
    "inspection_result": _titled(
        "Inspection result", {"rating": "rating", "published": "date", "source": "source", "note": "note"}, "rating"
    ),
    "recommendation": _titled("Recommendation", _RECOMMENDATION),
    "document": _titled("Document", {"title": "title", "place": "location", "background": "background", "note": "note"}),
    "document_link": _document_link,
    "meeting": _titled("Meeting", {"title": "title", "held_on": "date", "state": "state", "note": "note"}),
    "follow_up": _follow_up,
}
