"""The refresh room in one reading: next year's draft, targets, the two judged scales, and what the years tell."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from app.rules.category import Category
from app.rules.decision import Waiver
from app.rules.indicator import Frequency, Polarity, Target, YearKind
from app.rules.period import Period
from app.rules.proposals import recoveries, slips
from app.rules.readiness import Answer, conditions, missing_conditions, unmet_criteria
from app.rules.refresh import Course, Draft, PlanYear, RefreshLine
from app.rules.refresh_room import RefreshRoom
from app.rules.scales import Placed
from app.rules.target_roll import IndicatorTargets, SetFor
from app.store.queries import lists, plan_story
from app.store.queries.leads import IssueLeads, judged_at
from app.store.queries.plain import among, rows
from app.store.queries.position import MOVING, Position, position

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LINES = (
    "SELECT r.id, r.version, r.issue_id, r.proposed, r.course, r.target, r.reason, r.exception_reason,"
    " r.criteria_reason, r.growth_reason, r.waivers, r.title, r.decision_id FROM refresh_line r"
    " JOIN issue i ON i.id = r.issue_id WHERE r.plan_id = ? ORDER BY i.position, i.id"
)
_ISSUES = (
    "SELECT id, version, title, lead_post_id, importance, need, scales_note FROM issue"
    " ORDER BY position, id"
)
_LINKED = (
    "SELECT l.issue_id, i.id, i.code, i.title, i.unit, i.decimals, i.polarity, i.frequency, i.year_kind"
    " FROM issue_indicator l JOIN indicator i ON i.id = l.indicator_id WHERE i.retired IS NULL"
    " AND l.issue_id IN (SELECT value FROM json_each(?)) ORDER BY l.issue_id, l.lead DESC, l.position, l.id"
)
_TARGETS = "SELECT id, version, indicator_id, period, value, floor, rationale, reviewed FROM target ORDER BY period"
Facts = dict[int, tuple[Any, ...]]


def room(session: Session) -> RefreshRoom | None:
    """None before the first quarter is opened."""
    newest = lists.newest_quarter(session)
    if newest is None:
        return None
    at = position(session, newest, MOVING)
    told = plan_story.story(session)
    draft = draft_at(session, at, newest)
    return RefreshRoom(
        quarter=newest,
        plans=plan_story.plans(session),
        draft=draft,
        targets=_targets(session, newest, draft, at),
        placed=_placed(session, at),
        sizes=plan_story.sizes(session, told),
        left=plan_story.left(session, told),
        years=plan_story.years(session, told),
        limit=at.settings.plan_size,
    )


def draft_at(session: Session, at: Position, newest: Period) -> Draft | None:
    """The newest plan that is a draft and was begun as one; approved, it is still shown as what was decided."""
    known = plan_story.plans(session)
    begun = {plan for (plan,) in rows(session, "SELECT DISTINCT plan_id FROM refresh_line")}
    plan = next((each for each in reversed(known) if each.id in begun), None)
    if plan is None or (plan.approved and plan.year.end - 12 < newest.end):
        return None
    lines = _lines(session, plan, at)
    there = {line.issue_id for line in lines}
    others = tuple(
        (issue, title, at.standings[issue].category)
        for issue, title in rows(session, "SELECT id, title FROM issue ORDER BY position, id")
        if issue in at.standings and issue not in there
    )
    before = next((each for each in reversed(known) if each.year < plan.year), None)
    return Draft(plan, before, lines, at.settings.plan_size, others)


def facts_of(session: Session, at: Position, issue_id: int | None = None) -> dict[int, dict[str, Any]]:
    """What the rules need to know of each issue on the lists: category, readiness, criteria, slip and recovery."""
    ready, criteria = _answers(session, "readiness_answer"), _answers(session, "criterion_answer")
    settings, found = at.settings, {}
    for id_, version, title, lead, *_ in rows(session, _ISSUES):
        standing = at.standings.get(id_)
        if standing is None or (issue_id is not None and id_ != issue_id):
            continue
        leads = [each.as_lead for each in at.leads.get(id_, IssueLeads(())).leads]
        answers = conditions(ready.get(id_, ()), has_lead=lead is not None)
        found[id_] = {
            "version": version,
            "title": title,
            "category": standing.category,
            "waiting": standing.pending_stage is not None,
            "ready": sum(bool(each.met) for each in answers),
            "missing": missing_conditions(answers, has_lead=lead is not None),
            "unmet": unmet_criteria(criteria.get(id_, ())),
            "recovered": bool(leads) and bool(recoveries(leads, reports=settings.recovery_reports)),
            "slipped": bool(slips(leads, reports=settings.slip_reports, concerns=settings.concern_reports)),
            "horizon": at.horizons.get(id_),
        }
    return found


def _lines(session: Session, plan: PlanYear, at: Position) -> tuple[RefreshLine, ...]:
    facts = facts_of(session, at)
    found = []
    for row in rows(session, _LINES, (plan.id,)):
        (id_, version, issue, proposed, course, target, reason, exception, criteria, growth, waivers, title, decision) = row
        known = facts.get(issue)
        if known is None:
            continue
        more = {key: value for key, value in known.items() if key not in ("version", "title")}
        found.append(
            RefreshLine(
                id=id_, version=version, issue_id=issue, title=title or known["title"], proposed=Course(proposed),
                course=Course(course), target=Category(target) if target else None, reason=reason,
                exception_reason=exception, criteria_reason=criteria, growth_reason=growth,
                waivers=tuple(Waiver(**each) for each in json.loads(waivers or "[]")), decision_id=decision, **more,
            )
        )  # fmt: skip
    return tuple(found)


def _answers(session: Session, table: str) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = {}
    for issue, key, met, evidence in rows(session, f"SELECT issue_id, key, met, evidence FROM {table}"):  # noqa: S608 - ours
        found.setdefault(issue, []).append(Answer(key, None if met is None else bool(met), evidence))
    return found


def _placed(session: Session, at: Position) -> tuple[Placed, ...]:
    return tuple(
        Placed(id_, version, title, at.standings[id_].category, importance, need, note)
        for id_, version, title, _lead, importance, need, note in rows(session, _ISSUES)
        if id_ in at.standings and at.standings[id_].category is not Category.LEFT
    )


def _targets(session: Session, newest: Period, draft: Draft | None, at: Position) -> tuple[IndicatorTargets, ...]:
    """Of the indicators of issues that next year's plan holds; without a draft, of those in this year's."""
    held = (
        [line.issue_id for line in draft.lines if line.in_next] if draft is not None
        else [issue for issue, one in at.standings.items() if one.category is Category.IMPROVEMENT_PLAN]
    )  # fmt: skip
    linked = rows(session, _LINKED, (among(held),))
    titles = dict(rows(session, "SELECT id, title FROM issue"))
    order = {issue: at for at, (issue,) in enumerate(rows(session, "SELECT id FROM issue ORDER BY position, id"))}
    judged = judged_at(session, newest, {row[1] for row in linked}) if linked else {}
    kept: dict[int, list[SetFor]] = {}
    for id_, version, indicator, period, value, floor, why, reviewed in rows(session, _TARGETS):
        target = Target(Period.from_key(period), value, floor, why)
        kept.setdefault(indicator, []).append(
            SetFor(id_, version, target, date.fromisoformat(reviewed) if reviewed else None)
        )
    found, seen = [], set()
    for issue, id_, code, title, unit, decimals, polarity, frequency, kind in sorted(linked, key=lambda r: order[r[0]]):
        if id_ in seen or Polarity(polarity) is Polarity.NONE:
            continue
        seen.add(id_)
        latest = judged[id_].latest if id_ in judged else None
        said = f"{judged[id_].printed(latest.value)} ({latest.period.label})" if latest else ""
        found.append(
            IndicatorTargets(
                id_, code, title, unit, decimals, Polarity(polarity), Frequency(frequency), YearKind(kind), issue,
                titles[issue], said, tuple(kept.get(id_, ())),
            )
        )  # fmt: skip
    return tuple(found)
