"""Figures of other places for an indicator, written by hand: which may stand, and to which set a place belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.rules.errors import Problem
from app.rules.period import Period
from app.rules.ranking import NEIGHBOUR
from app.rules.reading_entry import value_problem
from app.rules.reporting import fits
from app.rules.series import Series
from app.rules.texts import TITLE_LIMIT, text_problem

SOURCE_LIMIT = 500
NATION, REGION = "nation", "region"
_NATIONS = frozenset({"england", "england and wales", "wales", "scotland", "great britain", "united kingdom"})
_REGIONS = frozenset({
    "south east", "south west", "london", "east of england", "east midlands", "west midlands", "north east",
    "north west", "yorkshire and the humber",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComparatorFigure:
    """A figure to be put in, in the indicator's unit. `id` and `version`: of the one it takes the place of."""

    period: Period
    place: str
    value: float
    source: str = ""
    id: int | None = None
    version: int | None = None


def set_of(place: str) -> str:
    """The set a place belongs to by its name: nations and regions stand out on the chart, neighbours are many."""
    plain = plain_name(place)
    return NATION if plain in _NATIONS else REGION if plain in _REGIONS else NEIGHBOUR


def plain_name(place: str) -> str:
    """The same for every way to write it."""
    return " ".join(place.split()).casefold()


def comparator_problem(
    series: Series, period: Period, place: str, value: float | None, source: str,
    others: Iterable[tuple[Period, str]], newest: Period,
) -> Problem | None:  # fmt: skip
    """Why the figure cannot stand. `others`: period and place of those that are there."""
    indicator = series.indicator
    like = series.readings[-1].period if series.readings else None
    kind = (indicator.frequency, indicator.year_kind)
    if not fits(period, *kind, like=like) and not fits(period, *kind):
        return Problem("comparator_period", {"field": "period", "period": period.label})
    if period.first_day > newest.last_day:
        return Problem("period_after_today", {"text": period.label})
    problem = text_problem("place", place, TITLE_LIMIT, required=True) or text_problem("source", source, SOURCE_LIMIT)
    if problem is not None:
        return problem
    if any(other == period and plain_name(name) == plain_name(place) for other, name in others):
        return Problem("comparator_there", {"field": "place", "place": place.strip(), "period": period.label})
    return Problem("comparator_empty", {"field": "value"}) if value is None else value_problem(value, series)
