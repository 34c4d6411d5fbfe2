"""Everything the indicator's sheet shows and edits, as one noun."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.issue import Item
from app.rules.period import Period
from app.rules.rag import RagRule
from app.rules.series import IssueLink, Series


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target as stored, in the indicator's unit; a band's ends are `floor` and `value`."""

    id: int
    version: int
    period: Period
    value: float | None
    floor: float | None
    rationale: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """The RAG rule that judges from a period on, and why it was changed."""

    id: int
    version: int
    since: Period
    rule: RagRule
    rationale: str


@dataclass(frozen=True, slots=True)
class ComparatorLine:
    """Another place's figure for a period, in the indicator's unit."""

    id: int
    version: int
    period: Period
    place: str
    value: float | None
    source: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """A note on the chart, or a break in the definition with the reason that the history keeps of it."""

    id: int
    version: int
    period: Period
    words: str
    is_break: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """`fields` holds the editable columns by name (app.rules.indicator_fields), as they may be stored again."""

    id: int
    version: int
    fields: dict[str, object]
    targets: tuple[TargetLine, ...]
    """Newest period first."""
    events: tuple[EventLine, ...]
    issues: tuple[IssueLink, ...]
    series: Series
    """With every reading, for the checks that a target or a break has to pass."""
    others: tuple[Item, ...] = ()
    """The other indicators, by code, to choose a successor from."""
    rules: tuple[RuleLine, ...] = ()
    """Changes of the RAG rule, the newest first; before them the rule among the fields judges."""
    comparators: tuple[ComparatorLine, ...] = ()
    """Newest period first, the places in the list's order."""
    newest: Period | None = None
    """The newest quarter of the plan: targets lie ahead of it."""

    @property
    def name(self) -> str:
        return f"{self.fields.get('code', '')} {self.fields.get('title', '')}".strip()

    @property
    def notes(self) -> tuple[EventLine, ...]:
        return tuple(event for event in self.events if not event.is_break)

    @property
    def breaks(self) -> tuple[EventLine, ...]:
        return tuple(event for event in self.events if event.is_break)
