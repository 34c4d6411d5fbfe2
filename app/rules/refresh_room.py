"""All that the refresh page shows, read at one time."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.period import Period
from app.rules.plan_story import LeftIssue, QuarterSize, YearOfPlan
from app.rules.refresh import Draft, PlanYear
from app.rules.scales import Placed
from app.rules.target_roll import IndicatorTargets


@dataclass(frozen=True, slots=True)
class RefreshRoom:
    """`quarter` is the open one. `draft` None: next year's plan was not begun yet."""

    quarter: Period
    plans: tuple[PlanYear, ...]
    draft: Draft | None
    targets: tuple[IndicatorTargets, ...]
    placed: tuple[Placed, ...]
    sizes: tuple[QuarterSize, ...]
    left: tuple[LeftIssue, ...]
    years: tuple[YearOfPlan, ...]
    limit: int

    @property
    def first_year(self) -> Period:
        """Of the targets: that of the draft, or next year's."""
        if self.draft is not None:
            return self.draft.plan.year
        return Period.financial_year(self.quarter.financial_start_year + 1)

    @property
    def years_to_begin(self) -> tuple[Period, ...]:
        """Of which a draft can be begun: the year after the newest plan, then plans that are drafts already."""
        if not self.plans:
            return (self.first_year,)
        newest = max(plan.year for plan in self.plans)
        drafts = tuple(plan.year for plan in reversed(self.plans) if not plan.approved)
        return (newest.shift(1), *drafts)
