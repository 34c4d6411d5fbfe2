"""Open the next quarter: from then on it is the one in which changes happen."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models.plan import Quarter
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.store.queries.lists import newest_quarter


@dataclass(frozen=True)
class OpenQuarter:
    period: Period

    @property
    def label(self) -> str:
        return f"Open {self.period.label}"

    def do(self, session: Session) -> None:
        newest = newest_quarter(session)
        if not self.period.is_quarter or (newest is not None and self.period != newest.shift(1)):
            raise Refused(Problem("quarter_not_next", {"quarter": self.period.label}))
        session.add(Quarter(period=self.period, frozen=False))
