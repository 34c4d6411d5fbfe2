"""Begin the process limits of an indicator again, because what it counts has changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models.indicator import IndicatorEventRow
from app.rules.chart_notes import BROKEN, break_problem
from app.rules.errors import Refused
from app.rules.period import Period
from app.store.queries.series import series


@dataclass(frozen=True)
class Rebase:
    """`period` is the first one under the new definition. The reason must be given and stays in the history."""

    indicator_id: int
    period: Period
    reason: str
    words: str = BROKEN

    @property
    def label(self) -> str:
        return f"Begin limits again at {self.period.label}"

    def do(self, session: Session) -> None:
        problem = break_problem(series(session, self.indicator_id), self.period, self.reason, self.words)
        if problem is not None:
            raise Refused(problem)
        session.add(IndicatorEventRow(indicator_id=self.indicator_id, period=self.period, title=self.words.strip(),
                                      definition_break=True))  # fmt: skip
