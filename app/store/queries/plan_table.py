"""The plan as a table at a quarter."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.rules.indicator import Status
from app.rules.issue import Card
from app.rules.period import Period
from app.rules.plan_table import Measure, PlanRow, PlanTable
from app.rules.series import IndicatorLine
from app.store.queries.board import board
from app.store.queries.frozen import as_reported
from app.store.queries.indicators import listing
from app.store.queries.leads import leads_at
from app.store.queries.lists import by_id, lists


def plan_table(session: Session, quarter: Period) -> PlanTable:
    """Every issue that had entered the lists by the quarter, those that left included; a frozen one as it was reported."""
    session = as_reported(session, quarter)
    shown = board(session, quarter)
    entries = lists(session)
    aims, departments, posts = by_id(entries.aims), by_id(entries.departments), by_id(entries.posts)
    lines = {line.id: line for line in listing(session, quarter)}
    measures = {}
    for issue, leads in leads_at(session, quarter).items():
        judged_by = leads.judged_by or leads.leads[0]
        trend = judged_by.trend_over(leads.horizon, quarter)
        measures[issue] = _measure(lines[judged_by.id], trend)

    def row(card: Card) -> PlanRow:
        department = departments.get(card.department_id or 0)
        aim, post = aims.get(card.aim_id or 0), posts.get(card.lead_post_id or 0)
        return PlanRow(
            issue_id=card.issue_id,
            title=card.title,
            category=card.category,
            aim=aim.name if aim else "",
            department=department.name if department else "",
            department_short=department.short if department else "",
            lead=post.name if post else "",
            rag=card.rag,
            since=card.since,
            flag=card.flag,
            ready=card.ready,
            proposed_to=card.proposed_to,
            stage=card.stage,
            exception=card.exception,
            illustrative=card.illustrative,
            measure=measures.get(card.issue_id),
            horizon=card.horizon,
        )

    return PlanTable(
        quarter=quarter,
        plan_name=shown.plan_name,
        plan_state=shown.plan_state,
        open=not shown.past,
        rows=tuple(row(card) for card in shown.cards),
    )


def _measure(line: IndicatorLine, trend: tuple[float | None, ...]) -> Measure:
    return Measure(
        code=line.code,
        title=line.title,
        latest=line.latest,
        latest_period=line.latest_period,
        provisional=line.latest_status is Status.PROVISIONAL,
        target=line.target,
        trend=trend,
        direction=line.direction,
        direction_words=line.direction_words,
        rag=line.rag,
        illustrative=line.illustrative,
        indicator_id=line.id,
    )
