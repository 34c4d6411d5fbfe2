"""All that the page of a self-assessment shows, and the heat map for CPEG."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.rules.assessment import Assessment, SectionText
from app.rules.assessment_checks import Check, checks, unchanged_quarters
from app.rules.assessment_coverage import IssueAsked, coverage
from app.rules.assessment_evidence import EvidenceRef, Strength, strength_of
from app.rules.assessment_sheet import AssessmentSheet, HeatCell, HeatMap
from app.rules.assessment_stages import start_problem
from app.rules.category import Category
from app.rules.errors import Problem, Refused
from app.rules.issue import Item
from app.rules.period import Period
from app.rules.rich_text import evidence_in
from app.rules.rich_text_reading import read_html
from app.store.queries.assessment_evidence import drawer
from app.store.queries.assessment_lists import acting, ratings, sections
from app.store.queries.assessments import (
    assessment,
    last_quarter,
    listing,
    possible_now,
    quarters_of,
    texts_of,
)
from app.store.queries.lists import entries, is_frozen, settings
from app.store.queries.plain import among, rows
from app.store.queries.standing import standings

_EARLIER = (
    "SELECT t.section_key, t.plain FROM assessment_text t JOIN assessment s ON s.id = t.assessment_id"
    " WHERE s.department_id = ? AND s.quarter <= ? ORDER BY s.quarter DESC"
)
_ISSUES = (
    "SELECT id, title, department_id = ?1 OR id IN (SELECT issue_id FROM issue_department WHERE department_id = ?1)"
    " FROM issue WHERE id IN (SELECT value FROM json_each(?2)) ORDER BY position, id"
)


def sheet(session: Session, department_id: int, quarter: Period, post: str, today: date) -> AssessmentSheet:
    """Raises Refused gone where there is no such department."""
    department = next((each for each in entries(session, "department") if each.id == department_id), None)
    if department is None:
        raise Refused(Problem("gone", {"noun": "department", "id": department_id}))
    one = assessment(session, department_id, quarter)
    if one is None:
        return _not_begun(session, department, quarter, post)
    earlier = tuple(each for each in reversed(quarters_of(session, department_id)) if each < quarter)
    return AssessmentSheet(
        department, quarter, one, possible_now(session, one, post), None, drawer(session, department_id, quarter),
        checks_of(session, one, today), coverage(one, issues_asked(session, department_id, quarter)),
        strengths(session, one, today), earlier,
    )  # fmt: skip


def _not_begun(session: Session, department: Item, quarter: Period, post: str) -> AssessmentSheet:
    frozen = is_frozen(session, quarter)
    why = start_problem(acting(session, post, department.id), department.name, quarter.label, frozen=frozen)
    return AssessmentSheet(
        department, quarter, None, why_not_start=why, drawer=drawer(session, department.id, quarter),
        quarters=tuple(each for each in reversed(quarters_of(session, department.id)) if each < quarter),
    )  # fmt: skip


def checks_of(session: Session, one: Assessment, today: date) -> tuple[Check, ...]:
    texts: dict[str, list[str]] = {}
    for key, plain in rows(session, _EARLIER, (one.department.id, one.quarter.key)):
        texts.setdefault(key, []).append(plain)
    unchanged = {key: unchanged_quarters(each) for key, each in texts.items()}
    return checks(one, settings(session), today, unchanged)


def strengths(session: Session, one: Assessment, today: date) -> dict[str, Strength]:
    months = settings(session).old_evidence_months
    found = {}
    for section in one.sections:
        refs = evidence_in(read_html(one.text(section.key).html))
        found[section.key] = strength_of([one.cited[ref] for ref in refs if ref in one.cited], today, months)
    return found


def issues_asked(session: Session, department_id: int, quarter: Period) -> tuple[IssueAsked, ...]:
    """Every issue on the lists at the quarter, with the indicators and actions that stand for it."""
    here = [id_ for id_, where in standings(session, quarter).items() if where.category is not Category.LEFT]
    refs: dict[int, set[EvidenceRef]] = {}
    for issue, indicator in rows(session, "SELECT issue_id, indicator_id FROM issue_indicator"):
        refs.setdefault(issue, set()).add(EvidenceRef("indicator", indicator))
    for issue, action in rows(session, "SELECT issue_id, id FROM action"):
        refs.setdefault(issue, set()).add(EvidenceRef("action", action))
    return tuple(
        IssueAsked(id_, title, bool(own), frozenset(refs.get(id_, ())))
        for id_, title, own in rows(session, _ISSUES, (department_id, among(here)))
    )


def heat_map(session: Session, quarter: Period) -> HeatMap:
    """Ratings and prospects of every department at the quarter, with last quarter's."""
    asked, lines = sections(session, quarter), listing(session, quarter)
    scale = ratings(session, quarter, retired=True)
    by_key = {rating.key: rating for rating in scale}
    cells: dict[tuple[str, int], HeatCell] = {}
    for line in lines:
        if line.assessment_id is None:
            continue
        department = line.department.id
        now, before = texts_of(session, department, quarter), last_quarter(session, department, quarter)
        then = texts_of(session, department, before) if before else {}
        for section in asked:
            text = now.get(section.key, SectionText(section.key))
            last = then.get(section.key, SectionText(section.key))
            cells[section.key, department] = HeatCell(
                by_key.get(text.rating or ""), text.prospects, by_key.get(last.rating or ""), last.prospects,
                text.rating_reason, text.words, bool(before) and text.plain != last.plain,
            )  # fmt: skip
    return HeatMap(quarter, asked, lines, tuple(each for each in scale if not each.retired), cells)
