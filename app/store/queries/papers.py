"""Everything that a quarter's papers are made from, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.decision import DecisionRow
from app.models.issue import Issue
from app.models.lists import Body
from app.rules import clock
from app.rules.assessment import Assessment
from app.rules.category import Category
from app.rules.decision import Decision
from app.rules.fields import FIELDS
from app.rules.issue import Item
from app.rules.papers_facts import (
    Abbreviation,
    LateReturn,
    PaperAction,
    PaperDepartment,
    PaperIssue,
    PaperRisk,
    QuarterFacts,
    ReportText,
)
from app.rules.period import Period
from app.rules.plan_table import PlanTable
from app.rules.readiness import Answer, conditions
from app.rules.series import Series
from app.store.queries.assessments import assessment
from app.store.queries.decisions import as_decision
from app.store.queries.documents import background_documents
from app.store.queries.frozen import as_reported, editions, restated
from app.store.queries.inspections import inspections
from app.store.queries.lists import by_id, entries, lists, newest_quarter, settings
from app.store.queries.papers_told import told_before
from app.store.queries.plain import rows
from app.store.queries.plan_table import plan_table
from app.store.queries.returns import matrix
from app.store.queries.series import series
from app.store.queries.strength import strength

_TEXTS = tuple(each.name for each in FIELDS if each.kind in ("text", "long", "choice") and each.name != "title")
_ISSUES = " ".join((
    "SELECT id, title, aim_id, department_id, lead_post_id, portfolio_id,", ", ".join(_TEXTS), "FROM issue",
    "ORDER BY position, id",
))  # fmt: skip
_LINKED = (("theme", "theme_id"), ("strategy_link", "strategy_link_id"), ("department", "department_id"),
           ("partner", "partner_id"))  # fmt: skip
_MEASURES = "SELECT issue_id, indicator_id, lead FROM issue_indicator ORDER BY lead DESC, position, id"
_ACTIONS = "SELECT issue_id, title, owner_post_id, due, progress, note, closed FROM action ORDER BY due, id"
_RISKS = (
    "SELECT issue_id, title, likelihood, impact, mitigation FROM risk ORDER BY likelihood * impact DESC, id"
)
_ANSWERS = "SELECT issue_id, key, met, evidence FROM readiness_answer"
_INDICATORS = "SELECT id, department_id, retired FROM indicator ORDER BY code"
_SENSITIVE = "SELECT id FROM indicator WHERE least_count > 1 ORDER BY code"
_GLOSSARY = (
    "SELECT name, short FROM glossary WHERE retired = 0 AND name GLOB '[A-Z]*[A-Z]*' AND name NOT LIKE '% %'"
    " AND short <> '' AND short NOT LIKE 'presumably%' ORDER BY name"
)
"""Abbreviations whose meaning is known."""
_HEAD = "SELECT head FROM history ORDER BY seq DESC LIMIT 1"
_REPORT_TEXTS = "SELECT kind, part, body FROM report_text WHERE quarter = ? ORDER BY kind, part"

_Names = Mapping[int, Item]
_ByIssue = Mapping[int, list[tuple[Any, ...]]]


def quarter_facts(session: Session, quarter: Period, then: Session | None = None) -> QuarterFacts:
    """As the store has them now; a frozen quarter as it was reported. `then`: a snapshot that is asked instead."""
    store, session = session, then or as_reported(session, quarter)
    printed = editions(store, quarter) if session is not store else ()
    decisions = _decisions(session)
    table = plan_table(session, quarter)
    plan_settings = settings(session)
    measured = _measured(session, quarter)
    return QuarterFacts(
        quarter=quarter,
        open=table.open,
        council=plan_settings.council,
        plan=table,
        before=_before(store, quarter),
        issues=_issues(session, table, decisions),
        series=measured,
        departments=_departments(session, measured, quarter),
        aims=tuple(each.name for each in entries(session, "aim") if not each.retired),
        themes=tuple(each.name for each in entries(session, "theme") if not each.retired),
        strategy_links=tuple(each.name for each in entries(session, "strategy_link") if not each.retired),
        decisions=tuple(each for each in decisions if _of_quarter(each, quarter)),
        late=_late(session, quarter),
        glossary=tuple(Abbreviation(name, short) for name, short in rows(session, _GLOSSARY)),
        restated=restated(store, quarter),
        earlier=told_before(store, quarter, _sensitive, corrected=then is not None),
        texts=tuple(ReportText(*row) for row in rows(session, _REPORT_TEXTS, (quarter.key,))),
        strength=strength(session, quarter),
        inspections=inspections(session, quarter),
        assessments=_assessments(session, quarter),
        background=background_documents(session),
        head=printed[0].head if printed else next((head for (head,) in rows(session, _HEAD)), ""),
        as_at=printed[0].at if printed else clock.now(),
    )


def _assessments(session: Session, quarter: Period) -> tuple[Assessment, ...]:
    found = (assessment(session, each.id, quarter) for each in entries(session, "department"))
    return tuple(each for each in found if each is not None)


def _before(session: Session, quarter: Period) -> PlanTable | None:
    """The quarter before, if the plan knows it."""
    earlier = quarter.shift(-1)
    known = rows(session, "SELECT 1 FROM quarter WHERE period = ?", (earlier.key,))
    return plan_table(session, earlier) if known else None


def _measured(session: Session, quarter: Period, asked: str = _INDICATORS) -> dict[int, Series]:
    """With their districts, where they have any."""
    return {id_: series(session, id_, quarter, districts=True) for id_, *_ in rows(session, asked)}


def _sensitive(session: Session, quarter: Period) -> dict[int, Series]:
    """Those whose small numbers are hidden in public."""
    return _measured(session, quarter, _SENSITIVE)


def _departments(
    session: Session, measured: Mapping[int, Series], quarter: Period
) -> tuple[PaperDepartment, ...]:
    owned: dict[int, list[int]] = defaultdict(list)
    for id_, department, retired in rows(session, _INDICATORS):
        if department and not (retired and date.fromisoformat(retired) <= quarter.last_day):
            owned[department].append(id_)
    return tuple(
        PaperDepartment(each.id, each.name, each.short, tuple(owned.get(each.id, ())))
        for each in entries(session, "department")
        if not each.retired or each.id in owned
    )


def _decisions(session: Session) -> tuple[Decision, ...]:
    """Newest first."""
    query = (
        select(DecisionRow, Issue.title, Body.name)
        .join(Issue, Issue.id == DecisionRow.issue_id)
        .outerjoin(Body, Body.id == DecisionRow.body_id)
        .order_by(DecisionRow.id.desc())
    )
    return tuple(replace(as_decision(*row), evidence={}) for row in session.execute(query))


def _of_quarter(decision: Decision, quarter: Period) -> bool:
    """Proposed, decided or taking effect in it."""
    days = (decision.proposed_on, decision.decided_on)
    return decision.effective == quarter or any(
        day is not None and quarter.first_day <= day <= quarter.last_day for day in days
    )


def _late(session: Session, quarter: Period) -> tuple[LateReturn, ...]:
    newest = newest_quarter(session)
    today = clock.today() if newest == quarter else max(quarter.last_day, clock.today())
    found = matrix(session, quarter, today, shown=1)
    names = by_id(found.departments)
    return tuple(LateReturn(names[cell.department_id].name, cell.due, cell.days_late) for cell in found.late(quarter))


def _issues(session: Session, table: PlanTable, decisions: tuple[Decision, ...]) -> tuple[PaperIssue, ...]:
    known = lists(session)
    named = {
        "aim": by_id(known.aims), "department": by_id(known.departments), "post": by_id(known.posts),
        "portfolio": by_id(known.portfolios), "theme": by_id(known.themes),
        "strategy_link": by_id(known.strategy_links), "partner": by_id(known.partners),
    }  # fmt: skip
    found = {
        "measures": _by_issue(session, _MEASURES), "actions": _by_issue(session, _ACTIONS),
        "risks": _by_issue(session, _RISKS), "answers": _by_issue(session, _ANSWERS),
    }  # fmt: skip
    for name, column in _LINKED:
        sql = f"SELECT issue_id, {column} FROM issue_{name} ORDER BY {column}"  # noqa: S608 - our own words
        found[name] = _by_issue(session, sql)
    placed = {row.issue_id: row.category for row in table.rows}
    return tuple(
        _issue(row, placed[row[0]], named, found, decisions) for row in rows(session, _ISSUES) if row[0] in placed
    )


def _by_issue(session: Session, sql: str) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for issue, *rest in rows(session, sql):
        found[issue].append(tuple(rest))
    return found


def _issue(
    row: tuple[Any, ...],
    category: Category,
    named: Mapping[str, _Names],
    found: Mapping[str, _ByIssue],
    decisions: tuple[Decision, ...],
) -> PaperIssue:
    id_, title, aim, department, lead, portfolio, *texts = row

    def one(kind: str, key: int | None) -> str:
        return named[kind][key].name if key is not None and key in named[kind] else ""

    def many(kind: str) -> tuple[str, ...]:
        return tuple(one(kind, key) for (key,) in found[kind].get(id_, ()))

    measures = found["measures"].get(id_, [])
    return PaperIssue(
        id=id_,
        title=title,
        category=category,
        aim=one("aim", aim),
        themes=many("theme"),
        strategy_links=many("strategy_link"),
        department=one("department", department),
        department_id=department,
        other_departments=many("department"),
        portfolio=one("portfolio", portfolio),
        lead=one("post", lead),
        partners=many("partner"),
        texts={name: text for name, text in zip(_TEXTS, texts, strict=True) if text},
        readiness=_readiness(found["answers"].get(id_, []), has_lead=lead is not None),
        indicators=tuple(indicator for indicator, _ in measures),
        leads=tuple(indicator for indicator, leads in measures if leads),
        actions=tuple(
            PaperAction(name, one("post", owner), _day(due), progress, note, _day(closed))
            for name, owner, due, progress, note, closed in found["actions"].get(id_, [])
        ),
        risks=tuple(PaperRisk(*each) for each in found["risks"].get(id_, [])),
        decisions=tuple(each for each in decisions if each.issue_id == id_),
    )


def _readiness(given: list[tuple[Any, ...]], *, has_lead: bool) -> tuple[Answer, ...]:
    answers = [Answer(key, None if met is None else bool(met), evidence) for key, met, evidence in given]
    return conditions(answers, has_lead=has_lead)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
