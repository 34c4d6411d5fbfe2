"""The issue as a record (framework F1-F24), as a card on the board, and the board as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from app.rules.category import Category
from app.rules.decision import Decision, Stage
from app.rules.indicator import Direction, Rag
from app.rules.period import Period
from app.rules.readiness import Answer

if TYPE_CHECKING:
    from app.rules.horizon import Horizon


class Responsibility(StrEnum):
    """The note under the plan box of 8.5."""

    PRINCIPAL = "principal"
    SHARED = "shared"


class Control(StrEnum):
    """How far the issue is within the council's direct control (8.3)."""

    DIRECT = "direct"
    PARTLY = "partly"
    PARTNERS = "partners"


class Flag(StrEnum):
    """At most one on a card, the first that holds in this order."""

    PROPOSED = "proposed"
    SLIPPED = "slipped"
    RED_WITHOUT_ACTION = "red_without_action"
    NO_LEAD = "no_lead"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list that is data: aim, theme, department, post, portfolio, partner, locality."""

    id: int
    name: str
    short: str = ""
    """Department code ("CS") or a post's initials ("HS")."""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What the board shows of one issue at one quarter."""

    issue_id: int
    version: int
    title: str
    category: Category
    aim_id: int | None
    department_id: int | None
    lead_post_id: int | None
    portfolio_id: int | None
    tags: tuple[str, ...] = ()
    review_date: date | None = None
    trend: tuple[float | None, ...] = ()
    """Readings of the first lead indicator, oldest first: those of its horizon, or the last eight."""
    trend_words: str = ""
    direction: Direction = Direction.UNKNOWN
    rag: Rag = Rag.NONE
    """The worst of its lead indicators."""
    judged_by: str = ""
    """Code of the lead indicator that gives the RAG; the first of equals."""
    leads: int = 0
    """How many lead indicators it has."""
    flag: Flag | None = None
    ready: int = 0
    """Readiness conditions met, of six."""
    since: Period | None = None
    """Quarter of the last decided move."""
    age_quarters: int = 0
    proposed_to: Category | None = None
    """Where a proposal not yet decided would put it: drawn there as a ghost."""
    stage: Stage | None = None
    """PROPOSED or INTERIM while sign-off is outstanding."""
    exception: bool = False
    """Stands where it stands by a recorded exception (M7)."""
    illustrative: bool = False
    horizon: Horizon | None = None
    """By which it is judged."""


@dataclass(frozen=True, slots=True)
class Board:
    """The plan at a quarter. Lists are in their own order."""

    quarter: Period
    plan_name: str
    plan_state: str
    plan_limit: int
    cards: tuple[Card, ...]
    aims: tuple[Item, ...]
    departments: tuple[Item, ...]
    posts: tuple[Item, ...]
    portfolios: tuple[Item, ...]
    past: bool = False
    """The quarter is before the newest one, so the board is shown as it stood and cannot be changed."""


STEPS_LIMIT = 50


@dataclass(frozen=True, slots=True)
class ActionStep:
    """A milestone of an action. `key` stays the same whatever its words, its day and its place; None: a new one."""

    title: str
    due: date | None = None
    done: bool = False
    key: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Action:
    id: int
    version: int
    title: str
    owner_post_id: int | None
    due: date | None
    progress: int
    """Per cent done, 0-100."""
    note: str = ""
    closed: date | None = None
    steps: tuple[ActionStep, ...] = ()
    """Its milestones, in the order they were added."""


@dataclass(frozen=True, slots=True)
class Risk:
    id: int
    version: int
    title: str
    likelihood: int
    impact: int
    """Both 1-5."""
    mitigation: str = ""

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


@dataclass(frozen=True, slots=True)
class Placement:
    category: Category
    effective: Period
    decision_id: int | None


@dataclass(frozen=True, slots=True)
class LinkedIndicator:
    indicator_id: int
    code: str
    title: str
    lead: bool
    latest: str
    target: str
    trend: tuple[float | None, ...]
    direction: Direction
    rag: Rag
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change in words: "22/02/2010 Lead changed from none to Head of Skills 14-19"."""

    seq: int
    at: str
    actor: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IssueSheet:
    """Everything the issue's sheet shows. `fields` holds the editable columns by name (app.rules.fields)."""

    id: int
    version: int
    title: str
    category: Category
    since: Period | None
    fields: dict[str, object]
    themes: tuple[int, ...]
    strategy_links: tuple[int, ...]
    other_departments: tuple[int, ...]
    partners: tuple[int, ...]
    localities: tuple[int, ...]
    tags: tuple[str, ...]
    criteria: tuple[Answer, ...]
    readiness: tuple[Answer, ...]
    indicators: tuple[LinkedIndicator, ...]
    actions: tuple[Action, ...]
    risks: tuple[Risk, ...]
    decisions: tuple[Decision, ...]
    placements: tuple[Placement, ...]
    illustrative: bool = False
    depends: bool = False
    """How it depends on one of its partners is said."""
    extra: dict[str, object] = field(default_factory=dict)
