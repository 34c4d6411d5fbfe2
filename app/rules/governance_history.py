"""The history of strength, inspections, documents, meetings and plans in words; see app.rules.history_words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from app.rules.category import Category
from app.rules.period import Period
from app.rules.refresh import Course

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


def _refresh(before: Values, after: Values, names: Lists) -> list[str]:
    """What next year's plan is to do with the issue."""
    values = after or {}
    plan = f" for {names.name('plan', values['plan_id'])}" if "plan_id" in values else ""
    if after is None:
        return ["Taken out of the draft plan"]
    if before is None:
        return [f"Taken into the draft{plan}: {Course(values['course']).title.lower()}"]
    said = []
    if "course" in values or "target" in values:
        where = f" to {Category(values['target']).title}" if values.get("target") else ""
        said.append(f"Next year's plan: {Course(values['course']).title.lower() if 'course' in values else 'goes'}{where}")
    said += [
        f"Next year's plan: {label} {_plain(column, values[column], names)}"
        for column, label in _REFRESH.items()
        if column in values
    ]
    if values.get("decision_id"):
        said.append("Next year's plan approved with it")
    return said


def _shown(text: object) -> str:
    words = " ".join(str(text).split())
    return f"“{words[:_LONG]}…”" if len(words) > _LONG else f"“{words}”"


_REFRESH = {
    "reason": "reason", "exception_reason": "reason for the exception",
    "criteria_reason": "reason where a criterion is not met", "growth_reason": "reason why the plan may grow",
}  # fmt: skip
_IDS = {"owner_post_id": "post", "strand_id": "strand", "department_id": "department", "body_id": "body",
        "with_body_id": "body"}  # fmt: skip
_DAYS = ("due", "done", "closed", "published", "held_on", "approved_on")
_WORDS = ("state", "risk")


def _plain(column: str, value: Any, names: Lists) -> str:
    if value in (None, ""):
        return "none"
    if column in _IDS:
        return names.name(_IDS[column], value)
    if column in _DAYS:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if column == "period":
        return Period.from_key(value).label
    if column in _WORDS:
        return str(value).replace("_", " ")
    if column == "target" and isinstance(value, float):
        return f"{value:g}"
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
    "plan": _titled(
        "Plan",
        {"name": "name", "state": "state", "state_label": "words beside the state", "body_id": "body that approved it",
         "approved_on": "date", "minute": "minute", "reason": "reason"},
        "name",
    ),
    "refresh_line": _refresh,
    "partner_target": _titled(
        "Partner's target",
        {"title": "title", "measure": "measure", "period": "period", "target": "target", "source": "source"},
    ),
}
