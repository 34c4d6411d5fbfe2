"""Series for the tests of charts and pages: made up, and shaped like the real ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.rules.category import Category
from app.rules.indicator import (
    Frequency,
    Indicator,
    Polarity,
    Rag,
    Reading,
    Shape,
    Status,
    Target,
    YearKind,
)
from app.rules.period import Period
from app.rules.rag import rag_of
from app.rules.series import Comparator, Event, IssueLink, Series

NEET = (7.1, 6.8, 6.9, 6.4, 6.6, 6.2, 6.3, 6.0, 6.1, 5.8, 5.9, 5.7, 5.8, 5.5, 5.7, 6.0, 6.2, 6.4, 6.6, 6.9)
NEIGHBOURS = (7.6, 7.6, 7.5, 7.3, 7.2, 7.1, 7.0, 6.9, 6.8, 6.8, 6.7, 6.7, 6.6, 6.5, 6.5, 6.6, 6.7, 6.8, 6.9, 6.9)


def indicator(**changed: object) -> Indicator:
    facts: dict[str, object] = {
        "id": 1, "version": 1, "code": "NI 117",
        "title": "16–18 year olds not in education, employment or training",
        "definition": "Share of 16 to 18 year olds, mean of November, December and January",
        "unit": "%", "decimals": 1, "polarity": Polarity.LOWER, "frequency": Frequency.QUARTERLY,
        "year_kind": YearKind.FINANCIAL, "shape": Shape.SNAPSHOT, "department_id": 2, "post_id": 3,
        "source": "Connexions returns", "least_count": 5, "illustrative": True,
    }
    return Indicator(**(facts | changed))  # type: ignore[arg-type]


def series(values: tuple[float | None, ...] = NEET, start: Period | None = None, **changed: object) -> Series:
    """Quarterly readings from 2005/06 Q1 unless told otherwise. Keywords change the indicator."""
    made = indicator(**changed)
    first = start or Period.quarter(2005, 1)
    step = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.ANNUAL: 12}[made.frequency]
    readings = tuple(
        Reading(
            Period(first.end + n * step, first.months), value,
            Status.PROVISIONAL if n == len(values) - 1 else Status.FINAL,
            source="CS return.xlsx, Values!D14" if n % 4 else "typed",
            recorded=datetime(2010, 4, 12, 9, 30), recorded_by="Corporate Performance Team",
            note="Seasonal rise continues" if n == len(values) - 1 else "",
        )
        for n, value in enumerate(values)
    )
    return Series(indicator=made, readings=readings)


def neet() -> Series:
    """Twenty quarters with targets, floor, neighbours, an event and an issue, as in the picture."""
    plain = series()
    years = tuple(
        Target(Period.financial_year(year), value, floor, "Agreed with the Local Area Agreement")
        for year, value, floor in (
            (2005, 6.6, 7.2), (2006, 6.6, 7.2), (2007, 6.6, 7.0), (2008, 6.0, 6.6), (2009, 5.4, 6.0),
            (2010, 5.2, 5.8),
        )
    )
    periods = [reading.period for reading in plain.readings]
    whole = Series(
        indicator=plain.indicator,
        readings=plain.readings,
        targets=years,
        comparators=(Comparator("South East neighbours", tuple(zip(periods, NEIGHBOURS, strict=True))),),
        events=(Event(1, Period.quarter(2007, 2), "September Guarantee"),),
        issues=(IssueLink(7, "Young people not in education, employment or training",
                          Category.IMPROVEMENT_PLAN, lead=True),),
        department="Children's Services",
        post="Head of Skills 14-19",
    )
    return judged(whole)


def judged(plain: Series) -> Series:
    from dataclasses import replace

    values = {reading.period: reading.value for reading in plain.readings}
    polarity = plain.indicator.polarity
    return replace(plain, rags={
        period: rag_of(value, plain.target_for(period), polarity, before=values.get(period.same_period_last_year))
        for period, value in values.items()
    })


@dataclass(frozen=True)
class JudgedPoint:
    mean: float | None
    lower: float | None
    upper: float | None
    rules: tuple[str, ...] = ()
    signal: str = "common"


@dataclass(frozen=True)
class Judged:
    """Stands for an analysis of process limits."""

    points: tuple[JudgedPoint, ...]
    variation: str = "concern"
    assurance: str | None = "fail"


def rising_at_the_end(count: int = 20, run: int = 7) -> Judged:
    """Limits around 6.2 and the last `run` points a rising concern."""
    return Judged(tuple(
        JudgedPoint(6.2, 5.35, 7.05, ("trend",), "concern") if n >= count - run
        else JudgedPoint(6.2, 5.35, 7.05)
        for n in range(count)
    ))


__all__ = ["NEET", "Judged", "JudgedPoint", "Rag", "indicator", "judged", "neet", "rising_at_the_end", "series"]
