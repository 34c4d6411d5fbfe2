"""What the figures propose at a quarter, less what was put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.rules import clock
from app.rules.period import Period
from app.rules.proposals import Proposal, propose, put_off
from app.store.queries import lists
from app.store.queries.plain import rows
from app.store.queries.position import MOVING, Position, position

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def proposals(session: Session, quarter: Period, at: Position | None = None) -> tuple[Proposal, ...]:
    """In the board's order. None for a past quarter, nor where a move already awaits sign-off. `at`: as read before."""
    if quarter != lists.newest_quarter(session):
        return ()
    at = at or position(session, quarter)
    settings, places, leads, aside = at.settings, at.standings, at.leads, _put_aside(session)
    titles = rows(session, "SELECT id, title FROM issue ORDER BY position, id")
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
            horizon = at.horizons.get(issue)
            found.append(replace(proposal, caution=horizon.caution if horizon else ""))
    return tuple(found)


def _put_aside(session: Session) -> dict[tuple[int, str], date]:
    found = rows(session, "SELECT issue_id, rule, max(until) FROM not_now GROUP BY issue_id, rule")
    return {(issue, rule): date.fromisoformat(until) for issue, rule, until in found}
