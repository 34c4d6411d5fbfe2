"""One issue: its sheet, and what a move of it is judged by."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.action import ActionRow
from app.models.answer import ConditionRow, CriterionRow
from app.models.indicator import IndicatorLinkRow
from app.models.issue import Issue
from app.models.issue_links import LINKS
from app.models.placement import PlacementRow
from app.models.risk import RiskRow
from app.rules.category import Category
from app.rules.errors import Problem, Refused
from app.rules.fields import FIELDS
from app.rules.horizon import Horizon
from app.rules.issue import Action, ActionStep, IssueSheet, LinkedIndicator, Placement, Risk
from app.rules.moves import MoveFacts
from app.rules.period import Period
from app.rules.proposals import recoveries, slips
from app.rules.readiness import Answer, Criterion, conditions
from app.store.queries import lists
from app.store.queries.decisions import decisions_of
from app.store.queries.history import history
from app.store.queries.horizons import depends, horizons
from app.store.queries.leads import IssueLeads, judged_at, leads_at
from app.store.queries.standing import plan_count, standings

__all__ = ["history", "issue_row", "move_facts", "sheet"]


def issue_row(session: Session, issue_id: int) -> Issue:
    """Raises Refused issue_gone."""
    found = session.get(Issue, issue_id)
    if found is None:
        raise Refused(Problem("issue_gone", {"id": issue_id}))
    return found


def sheet(session: Session, issue_id: int, quarter: Period) -> IssueSheet:
    """Everything the issue's sheet shows, at the quarter. Raises Refused issue_gone."""
    issue = issue_row(session, issue_id)
    standing = standings(session, quarter, issue_id).get(issue_id)
    over = horizons(session)
    leads = leads_at(session, quarter, issue_id, judged_over=over).get(issue_id, IssueLeads(()))
    judged_by = leads.judged_by
    links = {kind: linked(session, issue_id, kind) for kind in LINKS}
    return IssueSheet(
        id=issue.id,
        version=issue.version,
        title=issue.title,
        category=standing.category if standing else Category.LEFT,
        since=standing.since if standing else None,
        fields={field.name: getattr(issue, field.name) for field in FIELDS},
        themes=links["theme"],
        strategy_links=links["strategy_link"],
        other_departments=links["department"],
        partners=links["partner"],
        localities=links["locality"],
        tags=links["tag"],
        criteria=criteria_of(session, issue_id),
        readiness=readiness_of(session, issue),
        indicators=_indicators(session, issue_id, quarter, over.get(issue_id)),
        actions=_actions(session, issue_id),
        risks=_risks(session, issue_id),
        decisions=decisions_of(session, issue_id),
        placements=_placements(session, issue_id),
        illustrative=issue.illustrative,
        depends=depends(session, issue_id),
        extra={
            "rag": leads.rag,
            "rag_by": f"{judged_by.code} {judged_by.title}" if judged_by else "",
            "stage": standing.stage if standing else None,
            "exception": standing.exception if standing else False,
            "proposed_to": standing.proposed_to if standing else None,
            "pending_stage": standing.pending_stage if standing else None,
            "pending_id": standing.pending_id if standing else None,
        },
    )


def linked(session: Session, issue_id: int, kind: str) -> tuple[Any, ...]:
    """Ids (words for tags) linked to the issue, in order."""
    row = LINKS[kind]
    target = getattr(row, row.target)
    return tuple(session.scalars(select(target).where(row.issue_id == issue_id).order_by(target)))


def criteria_of(session: Session, issue_id: int) -> tuple[Answer, ...]:
    given = {
        row.key: row for row in session.scalars(select(CriterionRow).where(CriterionRow.issue_id == issue_id))
    }
    return tuple(
        Answer(key.value, given[key].met, given[key].evidence) if key in given else Answer(key.value, None)
        for key in Criterion
    )


def readiness_of(session: Session, issue: Issue) -> tuple[Answer, ...]:
    rows = session.scalars(select(ConditionRow).where(ConditionRow.issue_id == issue.id))
    return conditions(
        [Answer(row.key.value, row.met, row.evidence) for row in rows],
        has_lead=issue.lead_post_id is not None,
    )


def move_facts(session: Session, issue_id: int, quarter: Period) -> MoveFacts:
    """What both the move sheet and the command judge by. Raises Refused issue_gone."""
    return move_facts_and_leads(session, issue_id, quarter)[0]


def move_facts_and_leads(session: Session, issue_id: int, quarter: Period) -> tuple[MoveFacts, IssueLeads]:
    """The same, with the judged lead indicators that the evidence of a decision keeps."""
    issue = issue_row(session, issue_id)
    standing = standings(session, quarter, issue_id).get(issue_id)
    settings = lists.settings(session)
    tested = leads_at(session, quarter, issue_id, test=(issue_id,), settings=settings)
    judged = tested.get(issue_id, IssueLeads(()))
    leads = [each.as_lead for each in judged.leads]
    newest = lists.newest_quarter(session)
    facts = MoveFacts(
        issue_id=issue_id,
        title=issue.title,
        category=standing.category if standing else Category.LEFT,
        readiness=readiness_of(session, issue),
        criteria=criteria_of(session, issue_id),
        has_lead=issue.lead_post_id is not None,
        plan_count=plan_count(session, quarter),
        plan_limit=settings.plan_size,
        slipped=bool(slips(leads, reports=settings.slip_reports, concerns=settings.concern_reports)),
        recovered=bool(leads) and bool(recoveries(leads, reports=settings.recovery_reports)),
        # A move decided for a later quarter stands open too, as its ghost on the board says.
        proposal_open=standing is not None and standing.pending_stage is not None,
        quarter_frozen=lists.is_frozen(session, quarter),
        past=newest is not None and quarter < newest,
        quarter=quarter,
        since=standing.since if standing else None,
    )
    return facts, judged


def _indicators(
    session: Session, issue_id: int, quarter: Period, horizon: Horizon | None
) -> tuple[LinkedIndicator, ...]:
    query = select(IndicatorLinkRow.indicator_id, IndicatorLinkRow.lead).where(
        IndicatorLinkRow.issue_id == issue_id
    )
    pairs = session.execute(query.order_by(IndicatorLinkRow.position, IndicatorLinkRow.id)).all()
    judged = judged_at(session, quarter, [indicator for indicator, _ in pairs])
    found = []
    for indicator, lead in pairs:
        one = judged[indicator]
        latest = one.latest
        found.append(
            LinkedIndicator(
                indicator,
                one.code,
                one.title,
                lead,
                latest=one.printed(latest.value) if latest else "",
                target=one.printed(latest.target) if latest else "",
                trend=one.trend_over(horizon, quarter),
                direction=one.direction,
                rag=one.rag,
                illustrative=one.illustrative,
            )
        )
    return tuple(found)


def _actions(session: Session, issue_id: int) -> tuple[Action, ...]:
    rows = session.scalars(
        select(ActionRow).where(ActionRow.issue_id == issue_id).order_by(ActionRow.due, ActionRow.id)
    )
    return tuple(
        Action(r.id, r.version, r.title, r.owner_post_id, r.due, r.progress, r.note, r.closed, _steps(r.milestones))
        for r in rows
    )


def _steps(kept: list[dict[str, Any]]) -> tuple[ActionStep, ...]:
    return tuple(
        ActionStep(
            each["title"], date.fromisoformat(each["due"]) if each.get("due") else None, bool(each.get("done")),
            each.get("key", at),
        )
        for at, each in enumerate(kept)
    )


def _risks(session: Session, issue_id: int) -> tuple[Risk, ...]:
    rows = session.scalars(select(RiskRow).where(RiskRow.issue_id == issue_id))
    risks = [Risk(r.id, r.version, r.title, r.likelihood, r.impact, r.mitigation) for r in rows]
    return tuple(sorted(risks, key=lambda risk: (-risk.score, risk.id)))


def _placements(session: Session, issue_id: int) -> tuple[Placement, ...]:
    query = select(PlacementRow.category, PlacementRow.effective, PlacementRow.decision_id)
    rows = session.execute(
        query.where(PlacementRow.issue_id == issue_id).order_by(PlacementRow.effective, PlacementRow.id)
    )
    return tuple(Placement(*row) for row in rows)
