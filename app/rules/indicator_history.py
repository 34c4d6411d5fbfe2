"""What the history says of an indicator: "Target for 2010/11 changed from 5.4% to 5.0%"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.rules.indicator import Polarity, Status, format_value
from app.rules.indicator_fields import BY_NAME, RAG_RULES
from app.rules.period import Period
from app.rules.rag import RagRuleName

if TYPE_CHECKING:
    from app.rules.history_words import Named

Columns = dict[str, Any] | None
_FEW = 4
"""Readings of one change that are told one by one."""
_LONG = 80
_LISTS = {"departments": "department", "posts": "post", "indicators": "indicator"}


def many_readings(changes: Sequence[Sequence[Any]]) -> list[str]:
    """One sentence for a block of figures put in together; nothing where they are few."""
    rows = [after or before or {} for table, _, before, after in changes if table == "reading"]
    periods = sorted(Period.from_key(row["period"]) for row in rows if row.get("period"))
    if len(rows) < _FEW or not periods:
        return []
    gone = all(after is None for table, _, _, after in changes if table == "reading")
    span = f"{periods[0].label} to {periods[-1].label}"
    return [f"{len(rows):,} readings {'taken out' if gone else 'put in'}, {span}"]


def _indicator(_row: int, before: Columns, after: Columns, names: Named) -> list[str]:
    if before is None or after is None:
        known = after or before or {}
        title = _shown(f"{known.get('code', '')} {known.get('title', '')}".strip())
        return [f"Indicator {title} {'added' if before is None else 'removed'}"]
    found = []
    for column, old in before.items():
        field = BY_NAME.get(column)
        if field is not None:
            was, now = (_field_value(column, value, names) for value in (old, after.get(column)))
            found.append(f"{field.label} changed from {was} to {now}")
    return found


def _field_value(column: str, value: Any, names: Named) -> str:
    field = BY_NAME[column]
    if value is None or value == "":
        return "none"
    if field.kind == "list id":
        return names.name(_LISTS[field.list_name], value)
    if field.kind == "choice":
        words = dict(field.options).get(value, str(value))
        return f"“{words}”"
    if field.kind == "date":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if field.kind == "decimal":
        return f"{value:g}%"
    return _shown(value) if field.kind in ("text", "long") else str(value)


def _target(row: int, before: Columns, after: Columns, names: Named) -> list[str]:
    known = {**names.row("target", row), **(before or {})}
    printed, floor = _printer(known or (after or {}), names)
    if before is None or after is None:
        values = after or before or {}
        goal = printed(values.get("value"))
        low = f", {floor} {printed(values['floor'])}" if values.get("floor") is not None else ""
        done = f"set to {goal}{low}" if before is None else f"taken away; it was {goal}{low}"
        why = f": {_shown(values['rationale'])}" if before is None and values.get("rationale") else ""
        return [f"Target{_for(values)} {done}{why}"]
    found = []
    period = _for(known)
    if "period" in after:
        found.append(f"Target{period} moved to {Period.from_key(after['period']).label}")
    if "value" in after:
        found.append(f"Target{period} changed from {printed(before['value'])} to {printed(after['value'])}")
    if "floor" in after:
        title = floor[:1].upper() + floor[1:]
        found.append(f"{title}{period} changed from {printed(before['floor'])} to {printed(after['floor'])}")
    if "rationale" in after:
        found.append(f"Reason for the target{period} changed to {_shown(after['rationale'])}")
    return found


def _rule(row: int, before: Columns, after: Columns, names: Named) -> list[str]:
    known = {**names.row("rag_rule", row), **(before or {}), **(after or {})}
    since = f" from {Period.from_key(known['since']).label}" if known.get("since") else ""
    if before is None:
        return [f"RAG rule{since}: {_rule_words(known)}, because {_shown(known.get('rationale') or '')}"]
    if after is None:
        return [f"RAG rule{since} taken away; it was {_rule_words(known)}"]
    if set(after) & {"name", "tolerance"}:
        was = _rule_words({**known, **before})
        return [f"RAG rule{since} changed from {was} to {_rule_words(known)}"]
    if "since" in after:
        return [f"RAG rule {_rule_words(known)} moved to {Period.from_key(after['since']).label}"]
    return [f"Reason for the RAG rule{since} changed to {_shown(known.get('rationale') or '')}"]


def _rule_words(known: Mapping[str, Any]) -> str:
    name = dict(RAG_RULES).get(str(known.get("name")), "")
    plain = known.get("name") == RagRuleName.TARGET_AND_FLOOR
    return f"“{name}”" if plain else f"“{name}” ({known.get('tolerance', 0):g}%)"


def _comparator(row: int, before: Columns, after: Columns, names: Named) -> list[str]:
    known = {**names.row("comparator_value", row), **(before or {}), **(after or {})}
    printed, _ = _printer(known, names)
    place = names.name("comparator", known["comparator_id"]) if known.get("comparator_id") else "another place"
    figure = f"Figure of {place}{_for(known)}"
    if before is None:
        return [f"{figure} put in: {printed(known.get('value'))}"]
    if after is None:
        return [f"{figure} taken out; it was {printed(known.get('value'))}"]
    if "value" in after:
        return [f"{figure} changed from {printed(before['value'])} to {printed(after['value'])}"]
    return [f"{figure} changed"]


def _event(row: int, before: Columns, after: Columns, names: Named) -> list[str]:
    known = {**names.row("indicator_event", row), **(before or {}), **(after or {})}
    at = f" at {Period.from_key(known['period']).label}" if known.get("period") else ""
    words = _shown(known.get("title") or "")
    broken = bool(known.get("definition_break"))
    if before is None:
        return [f"Limits begin again{at}: {words}" if broken else f"Note {words} added{at}"]
    if after is None:
        return [f"Limits no longer begin again{at}" if broken else f"Note {words} taken away{at}"]
    if "title" in after:
        return [f"Note{at} changed from {_shown(before['title'])} to {words}"]
    return [f"Note {words} moved{at}"] if "period" in after else []


def _reading(row: int, before: Columns, after: Columns, names: Named) -> list[str]:
    known = after or before or {}
    printed, _ = _printer(known, names)
    period = _for(known)
    if after is None:
        return [f"Reading{period} taken out; it was {printed(known.get('value'))}"]
    if before is not None:
        return [f"Reading{period} changed"]
    status = "" if known.get("status") == Status.FINAL else f", {known.get('status')}"
    source = str(known.get("source") or "")
    where = f", from {source}" if source not in ("", "typed") else ", typed" if source else ""
    note = f": {_shown(known['note'])}" if known.get("note") else ""
    old = names.replaced(row, known)
    if old is not None and old != known.get("value"):
        change = f"changed from {printed(old)} to {printed(known.get('value'))}"
    else:
        change = f"put in: {printed(known.get('value'))}" if old is None else f"of {printed(old)} put in again"
    return [f"Reading{period} {change}{status}{where}{note}"]


def _for(known: Mapping[str, Any]) -> str:
    return f" for {Period.from_key(known['period']).label}" if known.get("period") else ""


def _printer(known: Mapping[str, Any], names: Named) -> tuple[Callable[[float | None], str], str]:
    """How its figures are printed, and what the second figure of a target is called."""
    indicator = names.row("indicator", known["indicator_id"]) if known.get("indicator_id") else {}
    unit, decimals = str(indicator.get("unit", "")), int(indicator.get("decimals", 1))
    band = indicator.get("polarity") == Polarity.BAND

    def printed(value: float | None) -> str:
        return "none" if value is None else format_value(value, unit, decimals).replace("-", "−")

    return printed, "from" if band else "floor"


def _shown(text: object) -> str:
    words = " ".join(str(text).split())
    return f"“{words[:_LONG]}…”" if len(words) > _LONG else f"“{words}”"


TABLES: dict[str, Callable[[int, Columns, Columns, Named], list[str]]] = {
    "indicator": _indicator, "target": _target, "rag_rule": _rule, "comparator_value": _comparator,
    "indicator_event": _event, "reading": _reading,
}  # fmt: skip
