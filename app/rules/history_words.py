"""A history entry as the user reads it: "Lead person changed from none to Head of Skills 14-19"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from app.rules.category import Category
from app.rules.fields import BY_NAME
from app.rules.period import Period
from app.rules.readiness import Condition, Criterion

Change = Sequence[Any]
"""Table, id, columns before or None, columns after or None; values as stored."""
_LONG = 80


class Named(Protocol):
    def name(self, table: str, row: int) -> str:
        """What the row of that list is called."""

    def row(self, table: str, row: int) -> Mapping[str, Any]:
        """Every column of the row, as it stands or as it last stood; empty where that is not known."""

    def replaced(self, row: int, reading: Mapping[str, Any]) -> float | None:
        """The figure that this reading took the place of."""


def words_of(kind: str, label: str, changes: Sequence[Change], names: Named) -> list[str]:
    """One sentence for each thing changed; an undo says so first."""
    from app.rules.governance_history import GOVERNANCE
    from app.rules.indicator_history import TABLES, many_readings
    from app.rules.list_history import LISTS

    if kind == "erased":
        return ["Personal data was erased here"]
    found = many_readings(changes)
    for table, row, before, after in changes:
        if table in _TABLES:
            found += _TABLES[table](before, after, names)
        elif table in TABLES and not (table == "reading" and found):
            found += TABLES[table](row, before, after, names)
        elif table in GOVERNANCE:
            found += GOVERNANCE[table](before, after, names)
        elif table in LISTS:
            found += LISTS[table](before, after, names)
    sentences = found or [label]
    if kind in ("undo", "redo"):
        sentences = [f"{kind.capitalize()} of “{label}”: {_lower(one)}" for one in sentences]
    return sentences


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _shown(text: object) -> str:
    words = " ".join(str(text).split())
    return f"“{words[:_LONG]}…”" if len(words) > _LONG else f"“{words}”"


def _issue(before: dict[str, Any] | None, after: dict[str, Any] | None, names: Named) -> list[str]:
    if before is None:
        return [f"Issue {_shown((after or {}).get('title', ''))} added"]
    if after is None:
        return [f"Issue {_shown(before.get('title', ''))} removed"]
    found = []
    for column, old in before.items():
        field = BY_NAME.get(column)
        if field is not None:
            was, now = (_field_value(column, value, names) for value in (old, after.get(column)))
            found.append(f"{field.label} changed from {was} to {now}")
    return found


def _field_value(column: str, value: Any, names: Named) -> str:
    field = BY_NAME[column]
    if value in (None, ""):
        return "none"
    if field.kind == "list id":
        table = {"aims": "aim", "departments": "department", "posts": "post", "portfolios": "portfolio"}
        return names.name(table[field.list_name], value)
    if field.kind == "choice":
        return dict(field.options).get(value, str(value)).lower()
    if field.kind == "date":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return _shown(value) if field.kind in ("text", "long") else str(value)


def _linked(noun: str, table: str, column: str) -> Callable[..., list[str]]:
    def say(before: dict[str, Any] | None, after: dict[str, Any] | None, names: Named) -> list[str]:
        value = (after or before or {}).get(column)
        name = _shown(value) if table == "" else names.name(table, value or 0)
        return [f"{noun} {name} {'added' if after else 'taken off'}"]

    return say


def _partner(before: dict[str, Any] | None, after: dict[str, Any] | None, names: Named) -> list[str]:
    if before is None or after is None:
        return _linked("Partner", "partner", "partner_id")(before, after, names)
    was, now = (_shown(each["dependency"]) if each.get("dependency") else "none" for each in (before, after))
    return [f"How it depends on a partner changed from {was} to {now}"]


def _answered(titles: type[Criterion] | type[Condition], noun: str) -> Callable[..., list[str]]:
    def say(before: dict[str, Any] | None, after: dict[str, Any] | None, names: Named) -> list[str]:
        values = {**(before or {}), **(after or {})}
        if "met" not in (after or {}) and "evidence" in (after or {}):
            return [f"{noun}: evidence changed to {_shown(values['evidence'])}"]
        word = {1: "answered yes", 0: "answered no"}.get(values.get("met", 2), "not answered")
        title = f" “{titles(values['key']).title}”" if "key" in values else ""
        evidence = f", {_shown(values['evidence'])}" if values.get("evidence") else ""
        return [f"{noun}{title} {word}{evidence}"]

    return say


def _titled(noun: str, labels: dict[str, str]) -> Callable[..., list[str]]:
    def say(before: dict[str, Any] | None, after: dict[str, Any] | None, names: Named) -> list[str]:
        if before is None or after is None:
            title = (after or before or {}).get("title", "")
            return [f"{noun} {_shown(title)} {'added' if before is None else 'removed'}"]
        found = []
        for column, label in labels.items():
            if column in after:
                was, now = (_plain(column, each.get(column), names) for each in (before, after))
                found.append(f"{noun}: {label} changed from {was} to {now}")
        return found

    return say


def _plain(column: str, value: Any, names: Named) -> str:
    if value in (None, ""):
        return "none"
    if column == "owner_post_id":
        return names.name("post", value)
    if column in ("due", "closed"):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return f"{value}%" if column == "progress" else _shown(value) if isinstance(value, str) else str(value)


def _decision(before: dict[str, Any] | None, after: dict[str, Any] | None, names: Named) -> list[str]:
    if after is None:
        return ["Decision taken back"]
    stage = after.get("stage")
    if before is not None:
        by = f" by {names.name('body', after['body_id'])}" if after.get("body_id") else ""
        return [f"Move {stage}{by}"] if stage else []
    body = f" by {names.name('body', after['body_id'])}" if after.get("body_id") else ""
    reason = f": {_shown(after['reason'])}" if after.get("reason") else ""
    target = Category(after["target"])
    if not after.get("origin"):
        return [f"Entered the {target.title}{body}{reason}"]
    return [f"{_way(Category(after['origin']), target)} {stage}{body}{reason}"]


def _way(origin: Category, target: Category) -> str:
    if target is Category.LEFT:
        return f"Leaving the {origin.title}"
    if origin is Category.LEFT:
        return f"Return to the {target.title}"
    return f"Move from {origin.title} to {target.title}"


def _placement(before: dict[str, Any] | None, after: dict[str, Any] | None, names: Named) -> list[str]:
    values = after or before or {}
    if "category" not in values or "effective" not in values:
        return []
    category = Category(values["category"])
    where = "off the lists" if category is Category.LEFT else f"in {category.title}"
    verb = "Stands" if after else "No longer stands"
    return [f"{verb} {where} from {Period.from_key(values['effective']).label}"]


_ACTION = {
    "title": "title",
    "owner_post_id": "owner",
    "due": "due date",
    "progress": "progress",
    "note": "note",
}
_RISK = {"title": "title", "likelihood": "likelihood", "impact": "impact", "mitigation": "mitigation"}
_TABLES: dict[str, Callable[..., list[str]]] = {
    "issue": _issue,
    "issue_theme": _linked("Plan theme", "theme", "theme_id"),
    "issue_strategy_link": _linked("Corporate Strategy link", "strategy_link", "strategy_link_id"),
    "issue_department": _linked("Department", "department", "department_id"),
    "issue_partner": _partner,
    "issue_locality": _linked("Locality", "locality", "locality_id"),
    "issue_tag": _linked("Tag", "", "tag"),
    "issue_indicator": _linked("Indicator", "indicator", "indicator_id"),
    "criterion_answer": _answered(Criterion, "Guiding criterion"),
    "readiness_answer": _answered(Condition, "Readiness"),
    "action": _titled("Action", _ACTION),
    "risk": _titled("Risk", _RISK),
    "decision": _decision,
    "placement": _placement,
}
