"""The dashboard on screen: the same counts and rows as on paper, and where each of them leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.rules.category import Category
from app.rules.indicator import Rag, Reading
from app.rules.issue import Flag
from app.rules.papers_content import Page, Tile, Tiles
from app.rules.papers_facts import QuarterFacts
from app.rules.period import Period
from app.rules.plan_table import PlanRow
from app.rules.returns import Origin, lateness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.operations import Operations

ORDER = (Category.IMPROVEMENT_PLAN, Category.HOT_LIST, Category.OUTCOMES)
"""As the dashboard reports them: the Improvement Plan first."""


@dataclass(frozen=True)
class Landing:
    """`attention`: what its readers may have to act on, and of which issues."""

    quarter: Period
    open: bool
    tiles: tuple[Tile, ...]
    tables: tuple[tuple[Category, tuple[PlanRow, ...]], ...]
    attention: tuple[tuple[str, tuple[PlanRow, ...]], ...]
    late: tuple[str, ...]


def landing_of(facts: QuarterFacts) -> Landing:
    """From what the papers are made of, so that screen and paper cannot disagree."""
    from app.reports.pages.summary import summary
    from app.rules.papers import PackOptions, PageChoice, PageKind

    (page,) = summary(facts, PageChoice(PageKind.SUMMARY), PackOptions())
    return Landing(
        facts.quarter,
        facts.open,
        _tiles(page),
        tuple((category, facts.plan.of(category)) for category in ORDER),
        attention_of(facts),
        tuple(f"{each.department}, {lateness(each.due, each.days)}" for each in facts.late),
    )


def attention_of(facts: QuarterFacts) -> tuple[tuple[str, tuple[PlanRow, ...]], ...]:
    """Issue by issue, as the summary on paper names them."""
    staying = tuple(row for row in facts.plan.rows if row.category is not Category.LEFT)
    told = (Flag.SLIPPED, Flag.RED_WITHOUT_ACTION)
    groups = (
        ("Proposed moves", [row for row in staying if row.proposed_to]),
        ("Slipped", [row for row in staying if row.flag is Flag.SLIPPED]),
        ("Red without action", [row for row in staying if row.flag is Flag.RED_WITHOUT_ACTION]),
        ("No lead named", [row for row in staying if not row.lead]),
        ("Red elsewhere", [
            row for row in facts.plan.of(Category.OUTCOMES) if row.rag is Rag.RED and row.flag not in told
        ]),
    )  # fmt: skip
    return tuple((name, tuple(found)) for name, found in groups if found)


def _tiles(page: Page) -> tuple[Tile, ...]:
    return tuple(tile for block in page.blocks if isinstance(block, Tiles) for tile in block.tiles)


@dataclass(frozen=True)
class Source:
    """Where a figure came from: its reading, and the cell of the return, if it came in with one."""

    code: str
    title: str
    indicator_id: int
    value: str
    reading: Reading
    origin: Origin | None


class SourceJob(QObject):
    """Asks where a printed figure came from."""

    found = Signal(object)
    """(Source)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations

    def ask(self, facts: QuarterFacts, row: PlanRow) -> bool:
        """False: the row has no figure."""
        series = measure_of(facts, row)
        measure = row.measure
        if series is None or measure is None or measure.latest_period is None:
            return False
        reading = next((each for each in series.readings if each.period == measure.latest_period), None)
        if reading is None:
            return False
        indicator = series.indicator
        then = partial(self._answer, Source(indicator.code, indicator.title, indicator.id, measure.latest, reading, None))
        self._operations.ask(partial(_origin, indicator.id, reading.period, facts.quarter), then, self.failed.emit)
        return True

    def _answer(self, source: Source, origin: Origin | None) -> None:
        self.found.emit(replace(source, origin=origin))


def measure_of(facts: QuarterFacts, row: PlanRow) -> Any:
    """The series of the indicator that the issue is judged by; None where it has none."""
    if row.measure is None:
        return None
    named = (each for each in facts.series.values() if each.indicator.code == row.measure.code)
    return next((each for each in named if each.indicator.title == row.measure.title), None)


def _origin(indicator_id: int, period: Period, quarter: Period, session: Session) -> Origin | None:
    from app.store.queries.frozen import as_reported
    from app.store.queries.returns import origin

    return origin(as_reported(session, quarter), indicator_id, period)
