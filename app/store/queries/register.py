"""The register of decisions and the plan's whole history: ids in order, and plain lines a window at a time."""

from __future__ import annotations

from array import array
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
from app.store.queries.plain import rows

_FROM = (
    " FROM decision d JOIN issue i ON i.id = d.issue_id LEFT JOIN body b ON b.id = d.body_id"
    " LEFT JOIN (SELECT decision_id, max(meeting_id) AS meeting_id FROM meeting_item GROUP BY decision_id) t"
    " ON t.decision_id = d.id LEFT JOIN meeting m ON m.id = t.meeting_id"
    " LEFT JOIN follow_up f ON f.decision_id = d.id"
)
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
    "(instr(lower(i.title), ?) OR instr(lower(d.reason), ?) OR instr(lower(d.minute), ?) OR instr(lower(d.condition), ?)"
    " OR instr(lower(d.exception_reason), ?) OR instr(lower(coalesce(m.title, '')), ?))"
)
_HISTORY = (
    "SELECT seq, at, account, post, label, kind, reason FROM history WHERE seq IN (SELECT value FROM json_each(?))"
)


def register_ids(session: Session, choice: RegisterChoice) -> tuple[array[int], int]:
    """(ids in the order wanted, how many there are without the choice). A hundred thousand take no entity."""
    where, parameters = _where(choice)
    order = f"{_SORTS[choice.sort]} {'DESC' if choice.descending else 'ASC'}, d.id {'DESC' if choice.descending else 'ASC'}"
    found = rows(session, f"SELECT d.id{_FROM}{where} ORDER BY {order}", parameters)
    everything = RegisterChoice(quarter=choice.quarter)
    where, parameters = _where(everything)
    ((total,),) = rows(session, f"SELECT count(*) FROM decision d{where}", parameters)  # noqa: S608 - our own words
    return array("q", (id_ for (id_,) in found)), total


def register_lines(session: Session, ids: list[int]) -> dict[int, DecisionLine]:
    found = rows(session, _COLUMNS + _FROM + _AMONG, (_list(ids),))
    return {row[0]: _line(row) for row in found}


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
        wanted = text.strip().lower()
        words = "instr(lower(label), ?) OR instr(lower(post), ?) OR instr(lower(reason), ?)"
        found = rows(session, f"SELECT seq FROM history WHERE {words} ORDER BY seq DESC", (wanted,) * 3)  # noqa: S608
    else:
        found = rows(session, "SELECT seq FROM history ORDER BY seq DESC")
    return array("q", (seq for (seq,) in found)), total


def history_entries(session: Session, seqs: list[int]) -> dict[int, HistoryEntry]:
    found = {}
    for seq, at, account, post, label, kind, reason in rows(session, _HISTORY, (_list(seqs),)):
        shown = datetime.fromisoformat(at).strftime("%d/%m/%Y %H:%M")
        found[seq] = HistoryEntry(seq, shown, post or account, label, kind, reason)
    return found


def _where(choice: RegisterChoice) -> tuple[str, tuple[object, ...]]:
    parts: list[str] = []
    parameters: list[object] = []
    if choice.quarter is not None:
        parts.append("d.quarter <= ?")
        parameters.append(choice.quarter.key)
    if choice.text.strip():
        parts.append(_TEXT)
        parameters += [choice.text.strip().lower()] * 6
    if choice.stages:
        parts.append(f"d.stage IN ({', '.join('?' * len(choice.stages))})")
        parameters += sorted(stage.value for stage in choice.stages)
    if choice.body_id is not None:
        parts.append("d.body_id = ?")
        parameters.append(choice.body_id)
    if choice.meeting_id is not None:
        parts.append("m.id = ?")
        parameters.append(choice.meeting_id)
    if choice.special is not None:
        parts.append(_SPECIAL[choice.special])
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), tuple(parameters)


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
