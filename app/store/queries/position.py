"""Where every issue stands and how its figures are judged: what the board and the proposals both go by, read once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.category import Category
from app.rules.horizon import Horizon
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.store.queries import lists
from app.store.queries.horizons import horizons
from app.store.queries.leads import IssueLeads, leads_at
from app.store.queries.standing import Standing, standings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SLIPPING = (Category.OUTCOMES,)
"""Only an Outcome can slip ..."""
MOVING = (Category.OUTCOMES, Category.IMPROVEMENT_PLAN)
"""... and the figures may also propose that a plan issue has recovered."""


@dataclass(frozen=True, slots=True)
class Position:
    """By issue: `standings` of all that had entered the lists, `leads` and `horizons` of those that have any."""

    settings: PlanSettings
    standings: dict[int, Standing]
    leads: dict[int, IssueLeads]
    horizons: dict[int, Horizon]


def position(session: Session, quarter: Period, tested: Collection[Category] = MOVING) -> Position:
    """The figures of issues in the `tested` categories are put to their tests."""
    settings, places = lists.settings(session), standings(session, quarter)
    test = [issue for issue, place in places.items() if place.category in tested]
    over = horizons(session)
    return Position(settings, places, leads_at(session, quarter, test=test, settings=settings, judged_over=over), over)
