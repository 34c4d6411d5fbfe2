"""An indicator as a row of the list, and with its whole series of readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.rules.category import Category
from app.rules.indicator import (
    Absence,
    Direction,
    Frequency,
    Indicator,
    Polarity,
    Rag,
    Reading,
    Status,
    Target,
)
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.rules.rag import DEFAULT_RULE, RagRule, RagRuleVersion

_USUAL = PlanSettings()


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """What the list shows of one indicator as it stood at the end of one quarter."""

    id: int
    version: int
    code: str
    title: str
    unit: str
    decimals: int
    polarity: Polarity
    frequency: Frequency
    department_id: int | None
    issue_ids: tuple[int, ...] = ()
    categories: tuple[Category, ...] = ()
    """Categories its issues hold at the quarter, each once, in the board's order."""
    latest: str = ""
    """The newest value as papers print it ("6.9%"); empty when there is none."""
    latest_value: float | None = None
    latest_period: Period | None = None
    latest_status: Status | None = None
    absence: Absence | None = None
    """Why the quarter has no value, where it has none."""
    due: str = ""
    """When the next figure is due, or what is missing: "next due November 2010", "2009/10 Q3 is late"."""
    target: str = ""
    """The target in force for the newest value, as papers print it."""
    target_value: float | None = None
    trend: tuple[float | None, ...] = ()
    """Last eight periods, oldest first; None is a gap."""
    direction: Direction = Direction.UNKNOWN
    direction_words: str = ""
    """"worse for 3 quarters", "no clear change"."""
    rag: Rag = Rag.NONE
    illustrative: bool = False
    retired: bool = False
    signal: str = ""
    """What the test of its figures says, once it was put to it: "concern", "improvement", "common", "not_enough"."""
    signal_words: str = ""
    """"a concern: seven or more points rising since 2008/09 Q2", "not statistically tested"."""


@dataclass(frozen=True, slots=True)
class Comparator:
    """Another area's values for the same indicator. `values` in period order, in the indicator's unit."""

    name: str
    values: tuple[tuple[Period, float | None], ...]
    source: str = ""
    group: str = ""
    """The set it belongs to: "nation", "region", "neighbour"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A locality's own readings of an indicator, in period order."""

    id: int
    name: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a period, shown as a note on the chart ("September Guarantee")."""

    id: int
    period: Period
    words: str


@dataclass(frozen=True, slots=True)
class IssueLink:
    """An issue the indicator measures. `lead`: it is one of those by which the issue is judged."""

    issue_id: int
    title: str
    category: Category
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator with everything its chart and its table show. Readings and targets in period order."""

    indicator: Indicator
    readings: tuple[Reading, ...] = ()
    """Current readings; one a period. A known absence is a reading whose value is None, with its note."""
    targets: tuple[Target, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[IssueLink, ...] = ()
    places: tuple[Place, ...] = ()
    """Localities that have readings of their own, in the list's order."""
    rebases: tuple[Period, ...] = ()
    """Periods at which the definition changed, so that process limits start again."""
    department: str = ""
    post: str = ""
    rags: Mapping[Period, Rag] = field(default_factory=dict)
    """Judgement of each reading by the indicator's own rule."""
    settings: PlanSettings = _USUAL
    """How strict the plan's tests are."""
    rule: RagRule = DEFAULT_RULE
    """That rule; `rule_versions` says what it was changed to since."""
    rule_versions: tuple[RagRuleVersion, ...] = ()

    def target_for(self, period: Period) -> Target | None:
        """The target in force for a period: its own, or that of the year that holds it."""
        return target_in_force(self.targets, period)

    @property
    def latest(self) -> Reading | None:
        """The newest reading that has a value."""
        return next((r for r in reversed(self.readings) if r.value is not None), None)


def target_in_force(targets: Iterable[Target], period: Period) -> Target | None:
    """The period's own target, or else that of the shortest period that holds it."""
    fits = [(fit, at, target) for at, target in enumerate(targets)
            if (fit := target_fit(target.period, period)) is not None]  # fmt: skip
    return min(fits)[2] if fits else None


def target_fit(given: Period, period: Period) -> int | None:
    """How closely a target given for one period fits another, less is better: 0 its own; None: it does not."""
    if given == period:
        return 0
    holds = given.end >= period.end and given.end - given.months <= period.end - period.months
    return 1 + given.months if holds else None
