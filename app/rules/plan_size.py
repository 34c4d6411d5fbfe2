"""How many issues the Improvement Plan holds against its limit: a soft cap, so that it stays focussed."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class PlanSize:
    """`count` is the number of issues in the plan now, `limit` the plan's own setting."""

    count: int
    limit: int = DEFAULT_LIMIT

    @property
    def over_with_one_more(self) -> bool:
        """One more issue needs something to come off, or a reason why the plan should grow."""
        return self.count + 1 > self.limit

    @property
    def room(self) -> int:
        """How many more fit without a reason; 0 when the plan is full or over."""
        return max(self.limit - self.count, 0)
