"""What the figures propose at a quarter, less what was put off."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.decision import NotNowRow
from app.models.issue import Issue
from app.rules import clock
from app.rules.period import Period
from app.rules.proposals import Proposal, propose, put_off
from app.store.queries import lists
from app.store.queries.position import MOVING, Position, position


def proposals(session: Session, quarter: Period, at: Position | None = None) -> tuple[Proposal, ...]:
    """In the board's order. None for a past quarter, nor where a move already awaits sign-off. `at`: as read before."""
    if quarter != lists.newest_quarter(session):
        return ()
    at = at or position(session, quarter)
    settings, places, leads, aside = at.settings, at.standings, at.leads, _put_aside(session)
    titles = session.execute(select(Issue.id, Issue.title).order_by(Issue.position, Issue.id)).all()
    found = []
    for issue, title in titles:
        standing = places.get(issue)
        if standing is None or standing.category not in MOVING or issue not in leads:
            continue
        if standing.pending_stage is not None:
            continue
        proposal = propose(
            issue, title, standing.category, [each.as_lead for each in leads[issue].leads],
            slip_reports=settings.slip_reports, concern_reports=settings.concern_reports,
            recovery_reports=settings.recovery_reports,
        )  # fmt: skip
        if proposal and not put_off(aside.get((issue, proposal.rule)), clock.today()):
            found.append(proposal)
    return tuple(found)


def _put_aside(session: Session) -> dict[tuple[int, str], date]:
    query = select(NotNowRow.issue_id, NotNowRow.rule, func.max(NotNowRow.until)).group_by(
        NotNowRow.issue_id, NotNowRow.rule
    )
    return {(issue, rule): until for issue, rule, until in session.execute(query)}
