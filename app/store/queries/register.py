"""The register of decisions and the plan's whole history: ids in order, and plain lines a window at a time."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.period import Period
from app.rules.register import (
    DecisionLine,
    FollowUp,
    HistoryEntry,
    RegisterChoice,
    RegisterColumn,
    Special,
)
from app.store.queries.history_about import history_about
from app.store.queries.issues_then import changed_since
from app.store.queries.plain import rows

_DECISION = ("decision",)
_ISSUE, _BODY = " JOIN issue i ON i.id = d.issue_id", " LEFT JOIN body b ON b.id = d.body_id"
_MEETING = (
    " LEFT JOIN (SELECT decision_id, max(meeting_id) AS meeting_id FROM meeting_item GROUP BY decision_id) t"
    " ON t.decision_id = d.id LEFT JOIN meeting m ON m.id = t.meeting_id"
)
_FOLLOWED = " LEFT JOIN follow_up f ON f.decision_id = d.id"
_FROM = f" FROM decision d{_ISSUE}{_BODY}{_MEETING}{_FOLLOWED}"
_COLUMNS = (
    "SELECT d.id, d.version, d.issue_id, i.title, d.stage, d.origin, d.target, d.rule, d.effective,"
    " coalesce(b.name, ''), coalesce(d.decided_on, d.proposed_on), d.minute, m.id, coalesce(m.title, ''),"
    " json_array_length(d.waivers), d.condition, f.done, f.due, d.proposed_by"
)
_AMONG = " WHERE d.id IN (SELECT value FROM json_each(?))"
_SORTS = {
    RegisterColumn.WHEN: "coalesce(d.decided_on, d.proposed_on)",
    RegisterColumn.ISSUE: "i.title COLLATE NOCASE",
    RegisterColumn.WAY: "coalesce(d.origin, '') || d.target",
    RegisterColumn.STAGE: (
        "CASE d.stage WHEN 'proposed' THEN 0 WHEN 'interim' THEN 1 WHEN 'confirmed' THEN 2 WHEN 'refused' THEN 3 ELSE 4 END"
    ),
    RegisterColumn.BODY: "coalesce(b.name, '')",
    RegisterColumn.MEETING: "coalesce(m.title, '')",
    RegisterColumn.RULE: "d.rule",
    RegisterColumn.EFFECTIVE: "d.effective",
}
_SPECIAL = {
    Special.EXCEPTION: "d.rule = 'exception'",
    Special.WAIVER: "d.waivers <> '[]'",
    Special.CONDITION: "d.condition <> ''",
    Special.CONDITION_OPEN: "d.condition <> '' AND f.done IS NULL AND d.stage IN ('interim', 'confirmed')",
}
_TEXT = (
    "(d.minute LIKE ?1 ESCAPE '!' OR d.reason LIKE ?1 ESCAPE '!' OR d.condition LIKE ?1 ESCAPE '!'"
    " OR d.exception_reason LIKE ?1 ESCAPE '!' OR d.issue_id IN (SELECT id FROM issue WHERE title LIKE ?1 ESCAPE '!')"
    " OR d.id IN (SELECT decision_id FROM meeting_item WHERE meeting_id IN"
    " (SELECT id FROM meeting WHERE title LIKE ?1 ESCAPE '!')))"
)
"""Titles are looked for once each, not in every decision that has them."""
_CHANGES = (
    "label LIKE ?1 ESCAPE '!' OR post LIKE ?1 ESCAPE '!' OR reason LIKE ?1 ESCAPE '!' OR seq IN"
    " (SELECT seq FROM history_touch WHERE noun = 'issue' AND row IN"
    " (SELECT id FROM issue WHERE title LIKE ?1 ESCAPE '!'))"
)
_HISTORY = (
    "SELECT seq, at, account, post, label, kind, reason FROM history WHERE seq IN (SELECT value FROM json_each(?))"
)


def register_ids(session: Session, choice: RegisterChoice) -> tuple[array[int], int]:
    """(ids in the order wanted, how many there are without the choice). A hundred thousand take no entity."""
    where, parameters = _where(choice, stages_then(session, choice.quarter) if choice.stages else {})
    way = "DESC" if choice.descending else "ASC"
    order = f"{_SORTS[choice.sort]} {way}, d.id {way}"
    wanted = f"SELECT d.id FROM decision d{_joins(choice)}{where} ORDER BY {order}"  # noqa: S608 - our own words
    found = rows(session, wanted, parameters)
    where, parameters = _where(RegisterChoice(quarter=choice.quarter), {})
    ((total,),) = rows(session, f"SELECT count(*) FROM decision d{where}", parameters)  # noqa: S608 - our own words
    return array("q", (id_ for (id_,) in found)), total


def register_lines(session: Session, ids: list[int], quarter: Period | None = None) -> dict[int, DecisionLine]:
    """`quarter`: a past one, at which they are told as they stood when it was the open one."""
    found = {row[0]: _line(row) for row in rows(session, _COLUMNS + _FROM + _AMONG, (_list(ids),))}
    then = changed_since(session, quarter, _DECISION)["decision"] if quarter is not None else {}
    bodies = dict(rows(session, "SELECT id, name FROM body")) if then else {}
    for id_ in found.keys() & then.keys():
        past = then[id_]
        if past:
            found[id_] = _as_then(found[id_], past, bodies)
    return found


def stages_then(session: Session, quarter: Period | None) -> dict[int, str]:
    """Stages that decisions had at a past quarter and have no more, by their ids."""
    if quarter is None:
        return {}
    then = changed_since(session, quarter, _DECISION)["decision"]
    return {id_: past["stage"] for id_, past in then.items() if past and "stage" in past}


def _as_then(line: DecisionLine, past: Mapping[str, Any], bodies: Mapping[int, str]) -> DecisionLine:
    decided = past.get("decided_on", line.when.isoformat()) or past.get("proposed_on") or line.when.isoformat()
    return replace(
        line,
        stage=Stage(past.get("stage", line.stage)),
        when=date.fromisoformat(decided),
        minute=past.get("minute", line.minute),
        condition=past.get("condition", line.condition),
        body=bodies.get(past["body_id"], "") if "body_id" in past else line.body,
    )


def _joins(choice: RegisterChoice) -> str:
    """Only what the order and the choice ask of other tables."""
    wanted = {RegisterColumn.ISSUE: _ISSUE, RegisterColumn.BODY: _BODY, RegisterColumn.MEETING: _MEETING}
    parts = dict.fromkeys((wanted.get(choice.sort, ""), _MEETING if choice.meeting_id is not None else ""))
    return "".join(parts) + (_FOLLOWED if choice.special is Special.CONDITION_OPEN else "")


def follow_up_of(session: Session, decision_id: int) -> FollowUp:
    found = rows(session, "SELECT id, version, due, done, note FROM follow_up WHERE decision_id = ?", (decision_id,))
    if not found:
        return FollowUp()
    id_, version, due, done, note = found[0]
    return FollowUp(id_, version, _day(due), _day(done), note)


def pending_count(session: Session) -> int:
    """Proposals and interim decisions that wait for a body."""
    ((count,),) = rows(session, "SELECT count(*) FROM decision WHERE stage IN ('proposed', 'interim')")
    return int(count)


def history_seqs(session: Session, text: str = "") -> tuple[array[int], int]:
    """(entries of the whole history, newest first, how many there are without the words)."""
    ((total,),) = rows(session, "SELECT count(*) FROM history")
    if text.strip():
        found = rows(session, f"SELECT seq FROM history WHERE {_CHANGES} ORDER BY seq DESC", (like(text.strip()),))  # noqa: S608
    else:
        found = rows(session, "SELECT seq FROM history ORDER BY seq DESC")
    return array("q", (seq for (seq,) in found)), total


def history_entries(session: Session, seqs: list[int]) -> dict[int, HistoryEntry]:
    found, about = {}, history_about(session, seqs)
    for seq, at, account, post, label, kind, reason in rows(session, _HISTORY, (_list(seqs),)):
        shown = datetime.fromisoformat(at).strftime("%d/%m/%Y %H:%M")
        found[seq] = HistoryEntry(seq, shown, post or account, label, kind, reason, about.get(seq))
    return found


def _where(choice: RegisterChoice, then: Mapping[int, str]) -> tuple[str, tuple[object, ...]]:
    parts: list[str] = []
    parameters: list[object] = []
    if choice.text.strip():
        parts.append(_TEXT)  # its ?1 is the first parameter
        parameters.append(like(choice.text.strip()))
    if choice.quarter is not None:
        parts.append("d.quarter <= ?")
        parameters.append(choice.quarter.key)
    if choice.stages:
        wanted = sorted(stage.value for stage in choice.stages)
        others, had = _list(list(then)), _list([id_ for id_, stage in then.items() if stage in wanted])
        among = "IN (SELECT value FROM json_each(?))"
        marks = ", ".join("?" * len(wanted))
        parts.append(f"((d.stage IN ({marks}) AND d.id NOT {among}) OR d.id {among})")
        parameters += [*wanted, others, had]
    if choice.body_id is not None:
        parts.append("d.body_id = ?")
        parameters.append(choice.body_id)
    if choice.meeting_id is not None:
        parts.append("m.id = ?")
        parameters.append(choice.meeting_id)
    if choice.special is not None:
        parts.append(_SPECIAL[choice.special])
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), tuple(parameters)


def like(text: str) -> str:
    """The words anywhere in a text, whatever marks of LIKE's own they hold."""
    return "%" + "".join(f"!{mark}" if mark in "!%_" else mark for mark in text) + "%"


def _line(row: tuple[Any, ...]) -> DecisionLine:
    (id_, version, issue, title, stage, origin, target, rule, effective, body, when, minute, meeting, called, waivers,
     condition, done, due, by) = row  # fmt: skip
    return DecisionLine(
        id_, version, issue, title, Stage(stage), Category(origin) if origin else None, Category(target), rule,
        Period.from_key(effective), body, date.fromisoformat(when), minute, meeting, called, waivers, condition,
        _day(done), _day(due), by,
    )  # fmt: skip


def _list(ids: list[int]) -> str:
    return "[" + ",".join(map(str, ids)) + "]"


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
