"""Where a figure stands among comparable places: rank, and quarter of the set, the best first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.closeness import same
from app.rules.direction import Band, band_of, direction_of
from app.rules.indicator import Direction, Polarity
from app.rules.period import Period
from app.rules.series import Series

FEWEST_FOR_QUARTERS = 4
NEIGHBOUR = "neighbour"
"""The set whose members are places like ours; a nation or a region holds us and is no rival."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Our place among `of`, ourselves included. Equal figures share the best place of theirs."""

    rank: int
    of: int
    tied: int
    """How many others have the same figure."""
    quartile: int | None
    """1 the best quarter to 4 the worst; None where there are fewer than four."""
    period: Period | None = None


def rank_among(
    value: float | None, others: Mapping[str, float | None], polarity: Polarity, *, band: Band | None = None
) -> Ranking | None:
    """None where there is nothing to rank by: no figure of ours or theirs, or no better direction."""
    if value is None or not math.isfinite(value):
        return None
    given = [each for each in others.values() if each is not None and math.isfinite(each)]
    ways = [direction_of(each, value, polarity, band=band) for each in given]
    if not ways or not all(way in (Direction.BETTER, Direction.WORSE, Direction.SAME) for way in ways):
        return None
    better, tied, of = ways.count(Direction.BETTER), ways.count(Direction.SAME), len(ways) + 1
    return Ranking(1 + better, of, tied, _quartile(better, tied, of))


def ranking_of(series: Series, period: Period | None = None, group: str = NEIGHBOUR) -> Ranking | None:
    """Among the comparators of one set at one period; the newest for which we and any of them have a figure."""
    ours = {reading.period: reading.value for reading in series.readings if reading.value is not None}
    theirs = {each.name: dict(each.values) for each in series.comparators if each.group == group}
    if period is None:
        shared = {at for values in theirs.values() for at, value in values.items() if value is not None}
        period = max(shared & ours.keys(), default=None)
    if period is None:
        return None
    polarity = series.indicator.polarity
    found = rank_among(
        ours.get(period),
        {name: values.get(period) for name, values in theirs.items()},
        polarity,
        band=band_of(series.target_for(period), polarity),
    )
    return None if found is None else Ranking(found.rank, found.of, found.tied, found.quartile, period)


def _quartile(better: int, tied: int, of: int) -> int | None:
    """By the middle of the places that equals share, so that a tie favours nobody."""
    if of < FEWEST_FOR_QUARTERS:
        return None
    share = (better + tied / 2 + 0.5) / of
    quartile = share * 4
    whole = round(quartile)
    return max(whole if same(quartile, whole) else math.ceil(quartile), 1)
