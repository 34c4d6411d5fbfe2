"""The plan as a table: one row an issue, with the measure it is judged by. For papers and for export."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.horizon import Horizon
from app.rules.indicator import Direction, Rag
from app.rules.issue import Flag
from app.rules.period import Period


@dataclass(frozen=True, slots=True)
class Measure:
    """The lead indicator by which the issue is judged: the worst, the first of equals. Texts as printed."""

    code: str
    title: str
    latest: str = ""
    latest_period: Period | None = None
    provisional: bool = False
    target: str = ""
    trend: tuple[float | None, ...] = ()
    """Readings of the issue's horizon, or the last eight, oldest first."""
    direction: Direction = Direction.UNKNOWN
    direction_words: str = ""
    rag: Rag = Rag.NONE
    illustrative: bool = False
    indicator_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    issue_id: int
    title: str
    category: Category
    aim: str
    department: str
    department_short: str
    lead: str
    """The post; empty where no lead is named."""
    rag: Rag
    since: Period | None
    """Quarter of the last decided move."""
    flag: Flag | None
    ready: int
    proposed_to: Category | None = None
    stage: Stage | None = None
    exception: bool = False
    illustrative: bool = False
    measure: Measure | None = None
    horizon: Horizon | None = None


@dataclass(frozen=True, slots=True)
class PlanTable:
    """Every issue at a quarter, in the plan's order. `open`: the quarter's figures may still change."""

    quarter: Period
    plan_name: str
    plan_state: str
    open: bool
    rows: tuple[PlanRow, ...]

    def of(self, category: Category) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.rows if row.category is category)

    def rags(self, category: Category) -> dict[Rag, int]:
        """How many issues of the category are green, amber, red, or not judged."""
        found = Counter(row.rag for row in self.of(category))
        return {rag: found.get(rag, 0) for rag in Rag}

    @property
    def illustrative(self) -> bool:
        return any(row.illustrative for row in self.rows)
