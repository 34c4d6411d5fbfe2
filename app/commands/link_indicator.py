"""Say which indicators measure an issue, and by which it is judged."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.indicator import IndicatorLinkRow, IndicatorRow
from app.rules.errors import Problem, Refused
from app.store.queries.issues import issue_row


@dataclass(frozen=True)
class LinkIndicator:
    """Link it, or change whether a linked one is a lead: a card's RAG is the worst of its leads."""

    issue_id: int
    indicator_id: int
    lead: bool
    label: str = "Link indicator"

    def do(self, session: Session) -> None:
        issue_row(session, self.issue_id)
        if session.get(IndicatorRow, self.indicator_id) is None:
            raise Refused(Problem("gone", {"noun": "indicator", "id": self.indicator_id}))
        found = _link(session, self.issue_id, self.indicator_id)
        if found is not None:
            found.lead = self.lead
            return
        last = select(func.max(IndicatorLinkRow.position)).where(IndicatorLinkRow.issue_id == self.issue_id)
        session.add(
            IndicatorLinkRow(
                issue_id=self.issue_id,
                indicator_id=self.indicator_id,
                lead=self.lead,
                position=(session.scalar(last) or 0) + 1,
            )
        )


@dataclass(frozen=True)
class UnlinkIndicator:
    issue_id: int
    indicator_id: int
    label: str = "Unlink indicator"

    def do(self, session: Session) -> None:
        found = _link(session, self.issue_id, self.indicator_id)
        if found is None:
            raise Refused(Problem("gone", {"noun": "issue_indicator", "id": self.indicator_id}))
        session.delete(found)


def _link(session: Session, issue_id: int, indicator_id: int) -> IndicatorLinkRow | None:
    return session.scalar(
        select(IndicatorLinkRow).where(
            IndicatorLinkRow.issue_id == issue_id, IndicatorLinkRow.indicator_id == indicator_id
        )
    )
