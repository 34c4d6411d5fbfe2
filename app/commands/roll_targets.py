"""Roll targets on into the years of the plan, and mark those looked at as reviewed (8.6)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.set_target import SetTarget
from app.commands.versions import row_as_seen
from app.models.target import TargetRow
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.rules.texts import is_blank


@dataclass(frozen=True)
class NewTarget:
    indicator_id: int
    period: Period
    value: float | None
    floor: float | None


@dataclass(frozen=True)
class RollTargets:
    """New targets, all with one rationale and reviewed today: one change for a whole roll."""

    targets: tuple[NewTarget, ...]
    rationale: str

    @property
    def label(self) -> str:
        return "Roll 1 target on" if len(self.targets) == 1 else f"Roll {len(self.targets)} targets on"

    def do(self, session: Session) -> None:
        if is_blank(self.rationale):
            raise Refused(Problem("target_rationale_missing", {"field": "rationale"}))
        if not self.targets:
            raise Refused(Problem("nothing_to_roll", {}))
        for each in self.targets:
            SetTarget(each.indicator_id, None, None, each.period, each.value, each.floor, self.rationale).do(session)
            session.flush()
            asked = select(TargetRow).where(TargetRow.indicator_id == each.indicator_id, TargetRow.period == each.period)
            session.scalars(asked).one().reviewed = clock.today()


@dataclass(frozen=True)
class ReviewTarget(SetTarget):
    """Set the target of a period, or leave it as it is: looked at today either way."""

    @property
    def label(self) -> str:
        return f"Review target for {self.period.label}"

    def do(self, session: Session) -> None:
        super().do(session)
        session.flush()
        asked = select(TargetRow).where(TargetRow.indicator_id == self.indicator_id, TargetRow.period == self.period)
        session.scalars(asked).one().reviewed = clock.today()


@dataclass(frozen=True)
class MarkReviewed:
    """`targets` are (id, version): looked at, and left as they are."""

    targets: tuple[tuple[int, int], ...]

    @property
    def label(self) -> str:
        return "Review 1 target" if len(self.targets) == 1 else f"Review {len(self.targets)} targets"

    def do(self, session: Session) -> None:
        for id_, version in self.targets:
            row_as_seen(session, TargetRow, id_, version).reviewed = clock.today()
