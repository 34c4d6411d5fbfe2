"""A note on an indicator's chart at a period: added, reworded, taken away."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.indicator import IndicatorEventRow
from app.rules.chart_notes import note_problem
from app.rules.errors import Refused
from app.rules.period import Period
from app.store.queries.series import series


@dataclass(frozen=True)
class AddEvent:
    """Something that happened in the period and explains the figures ("September Guarantee")."""

    indicator_id: int
    period: Period
    words: str
    label: str = "Add note to chart"

    def do(self, session: Session) -> None:
        problem = note_problem(series(session, self.indicator_id), self.period, self.words)
        if problem is not None:
            raise Refused(problem)
        session.add(IndicatorEventRow(indicator_id=self.indicator_id, period=self.period, title=self.words.strip(),
                                      definition_break=False))  # fmt: skip


@dataclass(frozen=True)
class RewordEvent:
    """Other words for a note, or for a break in the definition."""

    event_id: int
    version: int
    words: str
    label: str = "Reword note on chart"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, IndicatorEventRow, self.event_id, self.version)
        problem = note_problem(series(session, row.indicator_id), row.period, self.words, own=row.id)
        if problem is not None:
            raise Refused(problem)
        row.title = self.words.strip()


@dataclass(frozen=True)
class RemoveEvent:
    """A note goes; taking away a break joins the figures before and after it again."""

    event_id: int
    version: int
    label: str = "Remove note from chart"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, IndicatorEventRow, self.event_id, self.version))
