"""Set, move or take away the target of an indicator for a period."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.target import TargetRow
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.indicator import Target
from app.rules.period import Period, quarter_of
from app.rules.targets import problem_of
from app.store.queries.lists import newest_quarter
from app.store.queries.series import series


@dataclass(frozen=True)
class SetTarget:
    """In the indicator's unit; a band's ends are `floor` and `value`. `target_id` None: a new one.

    What it was before stays in the history, with the reason of that time.
    """

    indicator_id: int
    target_id: int | None
    version: int | None
    period: Period
    value: float | None
    floor: float | None
    rationale: str

    @property
    def label(self) -> str:
        return f"{'Set' if self.target_id is None else 'Change'} target for {self.period.label}"

    def do(self, session: Session) -> None:
        known = series(session, self.indicator_id)
        row = None
        if self.target_id is not None:
            row = row_as_seen(session, TargetRow, self.target_id, self.version or 0)
        others = tuple(each for each in known.targets if row is None or each.period != row.period)
        if any(each.period == self.period for each in others):
            raise Refused(Problem("target_there", {"field": "period", "period": self.period.label}))
        newest = newest_quarter(session) or quarter_of(clock.today())
        target = Target(self.period, self.value, self.floor, self.rationale.strip())
        problem = problem_of(replace(known, targets=others), target, newest)
        if problem is not None:
            raise Refused(problem)
        if row is None:
            session.add(TargetRow(indicator_id=self.indicator_id, period=target.period, value=target.value,
                                  floor=target.floor, rationale=target.rationale))  # fmt: skip
            return
        if row.indicator_id != self.indicator_id:
            raise Refused(Problem("gone", {"noun": "target", "id": row.id}))
        row.period, row.value, row.floor = target.period, target.value, target.floor
        row.rationale = target.rationale


@dataclass(frozen=True)
class RemoveTarget:
    target_id: int
    version: int
    label: str = "Remove target"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, TargetRow, self.target_id, self.version))
