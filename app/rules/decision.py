"""A move is a decision: proposed, interim or confirmed, refused or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.rules.category import Category
from app.rules.period import Period


class Stage(StrEnum):
    PROPOSED = "proposed"
    INTERIM = "interim"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.capitalize()

    @property
    def in_force(self) -> bool:
        """Whether the issue stands where the decision puts it."""
        return self in (Stage.INTERIM, Stage.CONFIRMED)


class Authority(StrEnum):
    """What a body's word is worth: CPEG's alone is interim (ruling Z4)."""

    INTERIM = "interim"
    CONFIRMS = "confirms"


@dataclass(frozen=True, slots=True)
class Body:
    id: int
    name: str
    title: str
    authority: Authority


@dataclass(frozen=True, slots=True)
class Waiver:
    """A readiness condition waived by a body, with its reason (ruling Z1)."""

    condition: str
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a decision reached: CPEG's word and CMT's or Cabinet's are two of them (ruling Z4)."""

    stage: Stage
    body: str = ""
    decided_on: date | None = None
    minute: str = ""
    recorded: datetime | None = None
    """None where the store keeps no moment of it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one issue. `evidence` is what was known then, in words and figures, frozen as JSON."""

    id: int
    version: int
    issue_id: int
    issue_title: str
    stage: Stage
    origin: Category | None
    target: Category
    rule: str
    """M1-M6, "entry" or "exception" (see app.rules.movement.Rule)."""
    effective: Period
    body: str
    decided_on: date | None
    minute: str
    reason: str
    exception_reason: str
    condition: str
    waivers: tuple[Waiver, ...]
    proposed_by: str
    proposed_on: date
    evidence: dict[str, object]
    criteria_reason: str = ""
    """Why it went ahead although a guiding criterion was not met."""
    growth_reason: str = ""
    """What came off the plan for it, or why the plan grew beyond its limit."""
    steps: tuple[Step, ...] = ()
    """Every stage it reached, in order; the last one is what the decision itself says."""
