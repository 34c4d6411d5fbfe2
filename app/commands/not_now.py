"""Put a proposal of the figures aside until a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models.decision import NotNowRow
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.store.queries.issues import issue_row


@dataclass(frozen=True)
class NotNow:
    issue_id: int
    rule: str
    until: date
    label: str = "Put the proposal aside"

    def do(self, session: Session) -> None:
        issue_row(session, self.issue_id)
        if self.until <= clock.today():
            raise Refused(Problem("date_not_ahead", {"date": self.until}))
        session.add(NotNowRow(issue_id=self.issue_id, rule=self.rule, until=self.until))
