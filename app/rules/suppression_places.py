"""Small numbers by district: which of its figures must not be told beside the county's, and what would give them away.

The districts add up to the county, so a figure hidden alone could be worked out by subtraction. Districts are hidden
in groups of neighbours: whoever knows the rule still cannot tell which of a group is the small one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from app.rules.cohort import cohort_of
from app.rules.indicator import Reading
from app.rules.period import Period
from app.rules.series import Place, Series
from app.rules.suppression import hidden_periods, parts_of, threshold

Hidden = Mapping[int, tuple[Period, ...]]
"""Periods by the district's id."""


def hidden_in_places(series: Series, county: Collection[Period], earlier: Series | None = None) -> Hidden:
    """`county`: the periods in which the county's own figure is hidden. `earlier`: as the last paper told them."""
    least = threshold(series.indicator)
    if not least or not series.places:
        return {}
    found = {place.id: set(_of_place(series, place, earlier)) for place in series.places}
    for period in {each.period for place in series.places for each in place.readings}:
        cells = {place.id: reading for place in series.places if (reading := _at(place, period)) is not None}
        alone = {id_ for id_ in cells if period in found[id_]}
        for id_ in _completed(series, cells, alone, least, county_hidden=period in county):
            found[id_].add(period)
    return {id_: tuple(sorted(periods)) for id_, periods in found.items() if periods}


def _at(place: Place, period: Period) -> Reading | None:
    return next((each for each in place.readings if each.period == period and each.value is not None), None)


def _of_place(series: Series, place: Place, earlier: Series | None) -> Sequence[Period]:
    """By the rules for any figure; and all, where none can be judged and those that can are of few people."""
    own = replace(series, readings=place.readings, places=())
    then = next((each for each in earlier.places if each.id == place.id), None) if earlier else None
    before = replace(earlier, readings=then.readings, places=()) if earlier and then else None
    unjudged = unjudged_periods(own) if of_small_cohort(series) else ()
    return (*hidden_periods(own, before), *unjudged)


def _completed(
    series: Series, cells: Mapping[int, Reading], small: set[int], least: int, *, county_hidden: bool
) -> set[int]:
    """With those hidden for their own sake, the rest of their groups, and as many groups more as it takes."""
    if not small and not county_hidden:
        return small
    counts = {id_: parts_of(series.indicator, each) for id_, each in cells.items()}
    groups = _groups(list(cells))
    found = {id_ for group in groups if small & set(group) for id_ in group} or set(groups[0])
    first = next(at for at, group in enumerate(groups) if found & set(group))
    for group in (*groups[first:], *groups[:first]):
        if county_hidden or _many(found, counts, least):
            break
        found |= set(group)
    return found


def _groups(ids: Sequence[int]) -> list[tuple[int, ...]]:
    """Neighbours in twos, the last one with the two before it: by place and not by size, or the choice would tell."""
    pairs = [tuple(ids[at : at + 2]) for at in range(0, len(ids), 2)]
    if len(pairs) > 1 and len(pairs[-1]) == 1:
        pairs[-2:] = [(*pairs[-2], *pairs[-1])]
    return pairs


def _many(hidden: set[int], counts: Mapping[int, tuple[float, ...]], least: int) -> bool:
    """What all that is hidden comes to, as subtraction from the county tells it, is of more than a few."""
    sides = zip(*(counts[id_] for id_ in hidden if counts[id_]), strict=False)
    return all(sum(side) > least for side in sides)


def unjudged_periods(series: Series) -> tuple[Period, ...]:
    """Figures of which it cannot be said how many people they count."""
    if not threshold(series.indicator):
        return ()
    return tuple(
        each.period for each in series.readings
        if each.value is not None and not parts_of(series.indicator, each) and each.denominator is None
    )  # fmt: skip


def of_small_cohort(series: Series) -> bool:
    """Some of its figures, of the county or of a district, are known to be of few people."""
    every = (*series.readings, *(each for place in series.places for each in place.readings))
    return any((found := cohort_of(series.indicator, each, None)) is not None and found.small for each in every)


def concealed_places(series: Series, hidden: Hidden) -> tuple[Place, ...]:
    """The districts as the public may know them."""
    return tuple(
        replace(place, readings=tuple(
            replace(each, value=None, numerator=None, denominator=None, note="", source="")
            if each.period in hidden.get(place.id, ()) else each
            for each in place.readings
        ))
        for place in series.places
    )  # fmt: skip
