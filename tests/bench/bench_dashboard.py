"""What the dashboard's query costs beside the bare fetch of the rows it rests on, and how it grows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from typing import Any

from app.rules import clock
from app.rules.direction import Direction
from app.rules.quarter_calendar import CalendarKind, calendar
from app.rules.todo import TodoKind, todo
from app.store.queries import board, indicators
from app.store.queries.leads import judged_at
from app.store.queries.quarter_calendar import calendar_facts
from app.store.queries.todo import todo_facts
from app.store.store import Store
from tests.bench import bench, medians
from tests.bench._figures_store import INDICATORS, Q4, discard, figures_store

LOCALITIES, PERIODS, SAMPLE = 20, 8, 100
_READINGS = (
    "SELECT indicator_id, period, value FROM current_reading WHERE locality_id = 1 AND period BETWEEN ? AND ?"
    " ORDER BY period, indicator_id"
)
_INDICATORS = (
    "SELECT id, code, title, unit, decimals, polarity, frequency, illustrative, rag_rule, rag_tolerance"
    " FROM indicator"
)
_RULES = "SELECT indicator_id, since, name, tolerance FROM rag_rule"
_TARGETS = "SELECT indicator_id, period, value, floor FROM target"


def _dashboard(store: Store, periods: int = PERIODS) -> Callable[[], None]:
    """RAG and short direction of every indicator, with its current readings."""

    def work() -> None:
        with store.reading() as session:
            found = judged_at(session, Q4, quarters=periods)
            known = sum(
                each.direction is not Direction.UNKNOWN and each.rag.letter != "" for each in found.values()
            )
        if known != INDICATORS:
            raise RuntimeError(f"{known} indicators were judged")

    return work


def _bare(store: Store) -> Callable[[], None]:
    """The same rows from sqlite3, and nothing done with them."""

    def work() -> None:
        readings = store.raw.execute(_READINGS, (Q4.shift(1 - PERIODS).key, Q4.key)).fetchall()
        found = [store.raw.execute(sql).fetchall() for sql in (_INDICATORS, _TARGETS, _RULES)]
        if (len(readings), len(found[0])) != (INDICATORS * PERIODS, INDICATORS):
            raise RuntimeError("not the rows that were meant")

    return work


@bench(
    "Dashboard of 5,000 indicators, 8 periods, out of 4 million readings",
    against="bare sqlite3 fetch of the same rows",
    goal=2.6,
)
def dashboard() -> tuple[float, float]:
    store = figures_store(LOCALITIES)
    return medians(_dashboard(store), _bare(store), rounds=15, warm_up=2)


@bench("The same dashboard out of 40 million readings", against="out of 4 million", goal=1.2)
def ten_times() -> tuple[float, float]:
    large, small = figures_store(10 * LOCALITIES, histories=False), figures_store(LOCALITIES, histories=False)
    try:
        return medians(_dashboard(large), _dashboard(small), rounds=15, warm_up=2)
    finally:
        discard(large)


@bench(
    f"One indicator's series out of 4 million readings (mean of {SAMPLE})",
    against="the dashboard's bare fetch",
    goal=0.02,
)
def one_series() -> tuple[float, float]:
    store = figures_store(LOCALITIES)
    ids = cycle(range(7, INDICATORS, INDICATORS // SAMPLE))

    def several() -> None:
        for _ in range(SAMPLE):
            with store.reading() as session:
                found: Any = indicators.series(session, next(ids))
            if len(found.readings) != 40:
                raise RuntimeError("not the whole series")

    ours, theirs = medians(several, _bare(store), rounds=15, warm_up=2)
    return ours / SAMPLE, theirs


@bench(
    "List of 5,000 indicators with runs, words and statuses", against="the dashboard's bare fetch", goal=10.0
)
def listing() -> tuple[float, float]:
    store = figures_store(LOCALITIES)

    def ours() -> None:
        with store.reading() as session:
            indicators.listing(session, Q4)

    return medians(ours, _bare(store))


@bench(
    "Board of 1,000 issues, a third of them put to their tests, out of 5,000 indicators",
    against="the judgements of these indicators alone",
    goal=5.0,
)
def whole_board() -> tuple[float, float]:
    store = figures_store(1, issues=1_000)

    def ours() -> None:
        with store.reading() as session:
            board.board(session, Q4)

    return medians(ours, _dashboard(store, 13))


@bench(
    "To-do list of 1,000 issues and 5,000 indicators, worked out whole",
    against="the dashboard of the same store",
    goal=3.0,
)
def todo_list() -> tuple[float, float]:
    store = figures_store(1, issues=1_000)

    def ours() -> None:
        with store.reading() as session:
            found = todo(todo_facts(session, Q4, clock.today()))
        if sum(each.kind is TodoKind.NO_LEAD for each in found) != 1_000:
            raise RuntimeError("not the whole list")

    return medians(ours, _dashboard(store))


@bench(
    "Quarter calendar of 1,000 issues and 5,000 indicators, worked out whole",
    against="the dashboard of the same store",
    goal=3.0,
)
def quarter_calendar() -> tuple[float, float]:
    store = figures_store(1, issues=1_000)

    def ours() -> None:
        with store.reading() as session:
            found = calendar(calendar_facts(session, Q4, clock.today()))
        if sum(each.count for each in found if each.kind is CalendarKind.FIGURES) != INDICATORS:
            raise RuntimeError("not the whole calendar")

    return medians(ours, _dashboard(store))
