"""Self-assessments: one with all it is made of, the list of a quarter, and what became of their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from app.rules.assessment import (
    Assessment,
    AssessmentLine,
    AssessmentStage,
    ChallengeNote,
    CheckAnswer,
    Confidence,
    Prospects,
    RiskLevel,
    SectionText,
    StageEvent,
    WorkLink,
    reviewed,
)
from app.rules.assessment_completeness import is_complete
from app.rules.assessment_evidence import EvidenceItem, EvidenceRef, ref_of
from app.rules.assessment_stages import Cycle, Possibilities, possible
from app.rules.errors import Problem, Refused
from app.rules.issue import Item
from app.rules.period import Period
from app.rules.personal_data import personal_data
from app.rules.returns import due_date
from app.store.queries import assessment_evidence as evidence
from app.store.queries.assessment_lists import acting, ratings, sections
from app.store.queries.assessment_snapshot import from_stored
from app.store.queries.lists import entries, is_frozen, settings
from app.store.queries.plain import document, rows

_ONE = "SELECT id, version, department_id, quarter, stage, events, snapshot, illustrative FROM assessment"
_TEXTS = (
    "SELECT section_key, version, html, plain, rating, rating_reason, prospects, risk_level, risk, confidence,"
    " carried, carried_from, evidence FROM assessment_text WHERE assessment_id = ? ORDER BY id"
)
_NOTES = (
    "SELECT id, version, section_key, parent_id, text, by, at, closed FROM assessment_note WHERE assessment_id = ?"
    " ORDER BY id"
)
_ANSWERS = (
    "SELECT section_key, code, subject, text, by, at FROM assessment_check_answer WHERE assessment_id = ? ORDER BY id"
)
_WORK = (
    "SELECT w.id, w.section_key, w.line, w.kind, w.issue_id, w.action_id, i.title, a.id IS NULL, a.closed, d.name,"
    " s.quarter, d.id FROM assessment_work w JOIN issue i ON i.id = w.issue_id JOIN assessment s ON s.id = w.assessment_id"
    " JOIN department d ON d.id = s.department_id LEFT JOIN action a ON a.id = w.action_id"
    " WHERE (?1 IS NULL OR w.assessment_id = ?1) AND (?2 IS NULL OR w.issue_id = ?2) ORDER BY w.id"
)
_SAVED = "SELECT max(h.at) FROM history_touch t JOIN history h ON h.seq = t.seq WHERE t.noun = 'assessment' AND t.row = ?"


def assessment(session: Session, department_id: int, quarter: Period) -> Assessment | None:
    """The department's own for the quarter; None where it was not begun."""
    found = rows(session, f"{_ONE} WHERE department_id = ? AND quarter = ?", (department_id, quarter.key))
    return _whole(session, found[0]) if found else None


def assessment_by_id(session: Session, assessment_id: int) -> Assessment:
    """Raises Refused gone."""
    found = rows(session, f"{_ONE} WHERE id = ?", (assessment_id,))
    if not found:
        raise Refused(Problem("gone", {"noun": "assessment", "id": assessment_id}))
    return _whole(session, found[0])


def is_open(session: Session, department_id: int, quarter: Period) -> bool:
    """A draft, or not begun yet: what a department sends may go into it."""
    asked = "SELECT stage FROM assessment WHERE department_id = ? AND quarter = ?"
    found = rows(session, asked, (department_id, quarter.key))
    return not found or found[0][0] == AssessmentStage.DRAFT


def assessment_title(session: Session, assessment_id: int) -> str:
    """"Self-assessment of Children's Services, 2009/10 Q4"; empty where it is gone."""
    asked = (
        "SELECT d.name, s.quarter FROM assessment s JOIN department d ON d.id = s.department_id WHERE s.id = ?"
    )
    found = rows(session, asked, (assessment_id,))
    return f"Self-assessment of {found[0][0]}, {Period.from_key(found[0][1]).label}" if found else ""


def texts_of(session: Session, department_id: int, quarter: Period) -> dict[str, SectionText]:
    """What stands in each section of another quarter, to compare with; empty where there is none."""
    found = rows(
        session, "SELECT id FROM assessment WHERE department_id = ? AND quarter = ?", (department_id, quarter.key)
    )
    return _texts(session, found[0][0]) if found else {}


def quarters_of(session: Session, department_id: int) -> tuple[Period, ...]:
    """Quarters the department has an assessment for, oldest first."""
    asked = "SELECT quarter FROM assessment WHERE department_id = ? ORDER BY quarter"
    return tuple(Period.from_key(key) for (key,) in rows(session, asked, (department_id,)))


def last_quarter(session: Session, department_id: int, quarter: Period) -> Period | None:
    """Of the department's assessment before that of the quarter: what it starts from and is held against."""
    return max((each for each in quarters_of(session, department_id) if each < quarter), default=None)


def last_plain(session: Session, department_id: int, quarter: Period) -> dict[str, str]:
    """What stood in each section of the assessment before, without its marks."""
    before = last_quarter(session, department_id, quarter)
    found = texts_of(session, department_id, before) if before else {}
    return {key: text.plain for key, text in found.items() if text.plain}


def possible_now(session: Session, one: Assessment, post: str) -> Possibilities:
    """What the post may do with it now: the rules' answer."""
    return possible(cycle_of(session, one), acting(session, post, one.department.id))


def cycle_of(session: Session, one: Assessment) -> Cycle:
    incomplete = sum(not is_complete(section, one.text(section.key)) for section in one.sections)
    unconfirmed = sum(bool(one.text(section.key).carried) for section in one.sections)
    return Cycle(
        one.stage, one.department.name, one.quarter.label, is_frozen(session, one.quarter), incomplete, unconfirmed,
        one.open_notes, _personal(one),
    )  # fmt: skip


def _personal(one: Assessment) -> tuple[tuple[str, str], ...]:
    texts = ((section.title, one.text(section.key)) for section in one.sections)
    kinds = ((title, personal_data("\n".join((text.plain, text.risk, text.rating_reason)))) for title, text in texts)
    return tuple((title, kind) for title, kind in kinds if kind is not None)


def listing(session: Session, quarter: Period) -> tuple[AssessmentLine, ...]:
    """Every department at the quarter, in the list's order, begun or not."""
    asked, due = sections(session, quarter), due_at(session, quarter)
    begun = {row[2]: row for row in rows(session, f"{_ONE} WHERE quarter = ?", (quarter.key,))}
    return tuple(
        _line(session, department, quarter, due, asked, begun.get(department.id))
        for department in entries(session, "department")
        if not department.retired or department.id in begun
    )


def unsigned(session: Session, quarter: Period) -> tuple[AssessmentLine, ...]:
    """Those still owed at the quarter: not begun, or not signed yet."""
    return tuple(line for line in listing(session, quarter) if line.unsigned)


def due_at(session: Session, quarter: Period) -> date:
    """They are wanted with the returns."""
    return due_date(quarter, settings(session).return_due_days)


def work_of_issue(session: Session, issue_id: int) -> tuple[WorkLink, ...]:
    """Lines of self-assessments that became actions on the issue, or the issue itself: the way back."""
    return tuple(map(_work, rows(session, _WORK, (None, issue_id))))


def pictures(session: Session, addresses: Iterable[str]) -> dict[str, bytes]:
    """Bytes of pictures by their address ("picture:" and the SHA-256); one that is lost is left out."""
    from app.rules.errors import KnownError
    from app.store.blobs import original

    found = {}
    for address in addresses:
        try:
            found[address] = original(session, address.removeprefix("picture:"))
        except KnownError:
            continue
    return found


def _whole(session: Session, row: tuple[Any, ...]) -> Assessment:
    id_, version, department_id, key, stage_word, events, snapshot, illustrative = row
    quarter, stage = Period.from_key(key), AssessmentStage(stage_word)
    texts, before = _texts(session, id_), last_quarter(session, department_id, quarter)
    ((saved,),) = rows(session, _SAVED, (id_,))
    return Assessment(
        id=id_, version=version, department=_department(session, department_id), quarter=quarter, stage=stage,
        due=due_at(session, quarter), sections=_shown(sections(session, quarter, retired=True), texts),
        ratings=ratings(session, quarter, retired=True), texts=texts,
        last=texts_of(session, department_id, before) if before else {}, last_quarter=before,
        last_reviewed=_last_reviewed(session, department_id, quarter),
        events=tuple(map(_event, document(events))),
        notes=tuple(map(_note, rows(session, _NOTES, (id_,)))),
        answers=tuple(map(_answer, rows(session, _ANSWERS, (id_,)))),
        work=tuple(map(_work, rows(session, _WORK, (id_, None)))),
        cited=_cited(session, id_, quarter, stage, document(snapshot)),
        saved=datetime.fromisoformat(saved) if saved else None, illustrative=bool(illustrative),
    )  # fmt: skip


def _last_reviewed(session: Session, department_id: int, quarter: Period) -> date | None:
    found = rows(session, "SELECT quarter, events FROM assessment WHERE department_id = ?", (department_id,))
    until = (document(events) for key, events in found if Period.from_key(key) <= quarter)
    return reviewed(map(_event, chain.from_iterable(until)))


def _shown(asked: Iterable[Any], texts: Mapping[str, SectionText]) -> tuple[Any, ...]:
    """A retired section is shown where something was written in it."""
    return tuple(each for each in asked if not each.retired or texts.get(each.key, SectionText("")).plain)


def _cited(
    session: Session, id_: int, quarter: Period, stage: AssessmentStage, snapshot: Mapping[str, Any]
) -> dict[EvidenceRef, EvidenceItem]:
    if stage.signed:
        return {item.ref: item for item in map(from_stored, snapshot.get("evidence", ()))}
    found = rows(session, "SELECT evidence FROM assessment_text WHERE assessment_id = ?", (id_,))
    refs = (ref_of(href) for (hrefs,) in found for href in document(hrefs))
    return evidence.items(session, quarter, [ref for ref in refs if ref is not None])


def _line(
    session: Session, department: Item, quarter: Period, due: date, asked: Iterable[Any], row: Any
) -> AssessmentLine:
    asked = tuple(asked)
    if row is None:
        return AssessmentLine(department, quarter, due, sections=len(asked))
    texts = _texts(session, row[0])
    ((notes,),) = rows(
        session,
        "SELECT count(*) FROM assessment_note WHERE assessment_id = ? AND parent_id IS NULL AND closed = 0",
        (row[0],),
    )
    return AssessmentLine(
        department, quarter, due, row[0], AssessmentStage(row[4]),
        sum(is_complete(section, texts.get(section.key, SectionText(section.key))) for section in asked), len(asked),
        notes, sum(text.words for text in texts.values()),
    )  # fmt: skip


def _texts(session: Session, assessment_id: int) -> dict[str, SectionText]:
    found: dict[str, SectionText] = defaultdict(lambda: SectionText(""))
    for row in rows(session, _TEXTS, (assessment_id,)):
        (key, version, html, plain, rating, reason, prospects, level, risk, confidence, carried, carried_from, _) = row
        found[key] = SectionText(
            key, version, html, plain, rating, reason, Prospects(prospects) if prospects else None,
            RiskLevel(level) if level else None, risk, Confidence(confidence) if confidence else None,
            tuple(document(carried)), Period.from_key(carried_from) if carried_from else None,
        )  # fmt: skip
    return dict(found)


def _department(session: Session, department_id: int) -> Item:
    return next(each for each in entries(session, "department") if each.id == department_id)


def _event(given: Mapping[str, str]) -> StageEvent:
    on = given.get("on")
    return StageEvent(
        AssessmentStage(given["stage"]), datetime.fromisoformat(given["at"]), given.get("by", ""),
        given.get("reason", ""), date.fromisoformat(on) if on else None, given.get("minute", ""),
    )  # fmt: skip


def _note(row: tuple[Any, ...]) -> ChallengeNote:
    id_, version, key, parent, text, by, at, closed = row
    return ChallengeNote(id_, version, key, parent, text, by, datetime.fromisoformat(at), bool(closed))


def _answer(row: tuple[Any, ...]) -> CheckAnswer:
    key, code, subject, text, by, at = row
    return CheckAnswer(key, code, subject, text, by, datetime.fromisoformat(at))


def _work(row: tuple[Any, ...]) -> WorkLink:
    id_, key, line, kind, issue, action, title, gone, closed, department, quarter, department_id = row
    done = kind == "action" and (bool(gone) or closed is not None)
    at = Period.from_key(quarter)
    return WorkLink(id_, key, line, kind, issue, action, title, done, department, at, department_id)
