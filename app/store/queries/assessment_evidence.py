"""Evidence for self-assessments: what a department has at a quarter, and what each chip says there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.rules.assessment_evidence import EvidenceItem, EvidenceRef, chip_words
from app.rules.category import Category
from app.rules.indicator import code_order
from app.rules.lists import WHOLE_COUNTY
from app.rules.period import Period
from app.rules.process_limits import CONCERN, IMPROVEMENT
from app.rules.slip import Finding
from app.store.queries.assessment_outside import documents, documents_of, inspections, inspections_of
from app.store.queries.leads import JudgedIndicator, judged_at
from app.store.queries.lists import settings
from app.store.queries.plain import among, rows
from app.store.queries.standing import standings

GROUPS = {
    "indicator": "Indicators", "issue": "Issues", "action": "Actions", "inspection": "Inspections",
    "document": "Documents", "decision": "Decisions",
}  # fmt: skip
_OWN_ISSUES = (
    "SELECT id FROM issue WHERE department_id = ?1 OR id IN"
    " (SELECT issue_id FROM issue_department WHERE department_id = ?1) ORDER BY department_id IS NOT ?1, position, id"
)
_OWN_INDICATORS = (
    "SELECT id, code, department_id IS ?1 FROM indicator WHERE (retired IS NULL OR retired > ?2)"
    " AND (department_id = ?1 OR id IN (SELECT indicator_id FROM issue_indicator"
    " WHERE issue_id IN (SELECT value FROM json_each(?3))))"
)
_OWN_ACTIONS = (
    "SELECT id FROM action WHERE closed IS NULL AND issue_id IN (SELECT value FROM json_each(?))"
    " ORDER BY due IS NULL, due, id"
)
_ISSUES = (
    "SELECT id, title, illustrative, (SELECT decision_id FROM placement p WHERE p.issue_id = issue.id AND"
    " p.effective <= ?2 ORDER BY p.effective DESC, p.id DESC LIMIT 1) FROM issue"
    " WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY position, id"
)
_ACTIONS = (
    "SELECT a.id, a.title, a.progress, a.due, a.closed, i.title FROM action a JOIN issue i ON i.id = a.issue_id"
    " WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id"
)
_DECISIONS = (
    "SELECT d.id, i.title, d.stage, d.target, d.decided_on FROM decision d JOIN issue i ON i.id = d.issue_id"
    " WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY d.id"
)
_READING = "SELECT reading_id FROM current_reading WHERE locality_id = ? AND period = ? AND indicator_id = ?"

Items = dict[EvidenceRef, EvidenceItem]


def _by_code(found: list[tuple[Any, ...]]) -> list[int]:
    """The department's own first, NI 99 before NI 117."""
    return [id_ for id_, _, _ in sorted(found, key=lambda row: (not row[2], code_order(row[1]), row[0]))]


def drawer(session: Session, department_id: int, quarter: Period) -> tuple[EvidenceItem, ...]:
    """What the department can cite at the quarter, in the drawer's order."""
    issues = [id_ for (id_,) in rows(session, _OWN_ISSUES, (department_id,))]
    asked = (department_id, quarter.last_day.isoformat(), among(issues))
    own = _by_code(rows(session, _OWN_INDICATORS, asked))
    by_id = _indicators(session, quarter, own)
    found = [by_id[EvidenceRef("indicator", id_)] for id_ in own]
    placed = standings(session, quarter)
    here = [id_ for id_ in issues if id_ in placed and placed[id_].category is not Category.LEFT]
    by_issue = _issues(session, quarter, here)
    found += [by_issue[EvidenceRef("issue", id_)] for id_ in here]
    actions = [id_ for (id_,) in rows(session, _OWN_ACTIONS, (among(here),))]
    found += inspections_of(session, quarter, department_id)
    found += documents_of(session, quarter, here, department_id)
    by_action = _actions(session, quarter, actions)
    found += [by_action[EvidenceRef("action", id_)] for id_ in actions]
    return tuple(found)


def items(session: Session, quarter: Period, refs: Iterable[EvidenceRef]) -> Items:
    """What each says at the quarter. One that is not there any more says so, under its number."""
    asked: dict[str, list[int]] = {}
    order = list(dict.fromkeys(refs))
    for ref in order:
        asked.setdefault(ref.noun, []).append(ref.id)
    found: Items = {}
    for noun, ids in asked.items():
        read = _READERS.get(noun)
        if read is not None:
            found |= read(session, quarter, ids)
    return {ref: found.get(ref) or _gone(ref) for ref in order}


def _gone(ref: EvidenceRef) -> EvidenceItem:
    label = f"{ref.noun.capitalize()} {ref.id}"
    return EvidenceItem(ref, label, label, f"{label}, not in the plan any more", GROUPS.get(ref.noun, ""), gone=True)


def _indicators(session: Session, quarter: Period, ids: Collection[int]) -> Items:
    judged = judged_at(session, quarter, ids, test=ids, settings=settings(session)) if ids else {}
    return {EvidenceRef("indicator", id_): _indicator(session, each) for id_, each in judged.items()}


def _indicator(session: Session, each: JudgedIndicator) -> EvidenceItem:
    report = each.latest
    value = each.printed(report.value) if report else ""
    reading = rows(session, _READING, (WHOLE_COUNTY, each.newest, each.id)) if each.newest is not None else []
    label = each.code or each.title
    return EvidenceItem(
        ref=EvidenceRef("indicator", each.id), label=label, title=each.title,
        words=chip_words(label, value, each.direction, each.rag), group=GROUPS["indicator"], value=value,
        target=each.printed(report.target) if report and report.target is not None else "",
        period=report.period if report else None, reading_id=reading[0][0] if reading else None,
        raw=report.value if report else None, rag=each.rag, direction=each.direction,
        signal=each.finding.signal, judged=_judged(each.finding), trend=each.trend,
        on=report.period.last_day if report else None, illustrative=each.illustrative,
    )  # fmt: skip


def _judged(finding: Finding) -> str:
    if not finding.tested:
        return "not statistically tested"
    since = f" since {finding.since.label}" if finding.since else ""
    if finding.signal == CONCERN:
        return f"tested: worse than chance explains{since}"
    if finding.signal == IMPROVEMENT:
        return f"tested: better than chance explains{since}"
    return "tested: no change beyond chance"


def _issues(session: Session, quarter: Period, ids: Collection[int]) -> Items:
    placed = standings(session, quarter)
    found: Items = {}
    for id_, title, illustrative, decision in rows(session, _ISSUES, (among(ids), quarter.key)):
        where = placed[id_].category.title if id_ in placed else "not on the lists"
        ref = EvidenceRef("issue", id_)
        found[ref] = EvidenceItem(
            ref, title, title, f"{title}, {where}", GROUPS["issue"], value=where, illustrative=bool(illustrative),
            decision_id=decision,
        )  # fmt: skip
    return found


def _actions(session: Session, _quarter: Period, ids: Collection[int]) -> Items:
    found: Items = {}
    for id_, title, progress, due, closed, issue in rows(session, _ACTIONS, (among(ids),)):
        done = "done" if closed else f"{progress}% done"
        by = f", due {date.fromisoformat(due):%d/%m/%Y}" if due and not closed else ""
        ref = EvidenceRef("action", id_)
        found[ref] = EvidenceItem(ref, title, f"{title} ({issue})", f"{title}, {done}{by}", GROUPS["action"], value=done)
    return found


def _decisions(session: Session, _quarter: Period, ids: Collection[int]) -> Items:
    found: Items = {}
    for id_, title, stage, target, day in rows(session, _DECISIONS, (among(ids),)):
        on = date.fromisoformat(day) if day else None
        said = f"{title}: to {Category(target).title}, {stage}"
        ref = EvidenceRef("decision", id_)
        found[ref] = EvidenceItem(ref, said, said, f"{said} {on:%d/%m/%Y}" if on else said, GROUPS["decision"], on=on,
                                  decision_id=id_)  # fmt: skip
    return found


_READERS: dict[str, Callable[[Session, Period, Collection[int]], Items]] = {
    "indicator": _indicators, "issue": _issues, "action": _actions, "decision": _decisions,
    "inspection": inspections, "document": documents,
}  # fmt: skip
