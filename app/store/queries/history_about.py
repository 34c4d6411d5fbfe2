"""What changes of the plan were about: the issues or indicators, and what a body said of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.rules.decision import Stage
from app.rules.register import About
from app.store.queries.plain import rows

LONGEST = 60_000
"""Characters of a payload: a whole import is about more than can be said."""
_PAYLOADS = (
    "SELECT seq, payload FROM history"
    " WHERE seq IN (SELECT value FROM json_each(?)) AND length(payload) < ? AND kind <> 'fixed'"
)
_OWNER = "SELECT id, issue_id FROM {} WHERE id IN (SELECT value FROM json_each(?))"
_NAMES = {
    "issue": "SELECT id, title FROM issue WHERE id IN (SELECT value FROM json_each(?))",
    "indicator": "SELECT id, trim(code || ' ' || title) FROM indicator WHERE id IN (SELECT value FROM json_each(?))",
    "body": "SELECT id, name FROM body WHERE id IN (SELECT value FROM json_each(?))",
}
OWNED = ("action", "risk", "criterion_answer", "readiness_answer", "decision", "placement", "refresh_line")
"""Tables whose rows are an issue's; a change of one holds only what it changed."""
Thing = tuple[str, int]


def history_about(session: Session, seqs: list[int]) -> dict[int, About]:
    """By entry; nothing of those that are about the plan as a whole."""
    payloads = {seq: json.loads(text) for seq, text in rows(session, _PAYLOADS, (json.dumps(seqs), LONGEST))}
    owners = _owners(session, payloads.values())
    found = {seq: _read(payload, owners) for seq, payload in payloads.items()}
    things = {thing for parts in found.values() for thing in parts[0]}
    names = {
        (noun, row): name
        for noun, query in _NAMES.items()
        for row, name in rows(session, query, (json.dumps([row for kind, row in things if kind == noun]),))
    }
    told = {seq: _about(touched, stage, names) for seq, (touched, stage) in found.items()}
    return {seq: about for seq, about in told.items() if about.things}


def _owners(session: Session, payloads: Iterable[list[Any]]) -> dict[Thing, int]:
    """The issue of each owned row that is still there."""
    ids: dict[str, set[int]] = {}
    for payload in payloads:
        for table, row, *_ in payload:
            if table in OWNED:
                ids.setdefault(table, set()).add(row)
    return {
        (table, row): issue
        for table, wanted in ids.items()
        for row, issue in rows(session, _OWNER.format(table), (json.dumps(sorted(wanted)),))
    }


def _read(payload: list[Any], owners: Mapping[Thing, int]) -> tuple[list[Thing], Stage | None]:
    """(what was touched; the stage a decision came to, where there is one alone)."""
    touched: dict[Thing, None] = {}
    stages = []
    for table, row, before, after in payload:
        if (table, row) in owners:
            touched["issue", owners[table, row]] = None
        for values in (before, after):
            _add(touched, table, row, values or {})
        if table == "decision" and after and "stage" in after:
            stages.append(Stage(after["stage"]))
    return list(touched), stages[0] if len(stages) == 1 else None


def _add(touched: dict[Thing, None], table: str, row: int, values: Mapping[str, Any]) -> None:
    for noun in _NAMES:
        named = row if table == noun else values.get(f"{noun}_id")
        if isinstance(named, int) and (noun != "body" or table == "decision"):
            touched[noun, named] = None


def _about(touched: Iterable[Thing], stage: Stage | None, names: Mapping[Thing, str]) -> About:
    called = {noun: [names[thing] for thing in touched if thing[0] == noun and thing in names] for noun in _NAMES}
    body = called["body"][-1] if stage is not None and called["body"] else ""
    return About(tuple(called["issue"] or called["indicator"]), stage, body)
