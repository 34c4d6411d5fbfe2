"""Small numbers by district: neither subtraction from the county nor the rule itself gives a hidden one away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.indicator import Reading
from app.rules.period import Period
from app.rules.series import Place, Series
from app.rules.suppression import concealed, hidden_periods
from app.rules.suppression_places import concealed_places, hidden_in_places, unjudged_periods
from tests.sample_series import series

Q4 = Period.quarter(2009, 4)
BASE = 60


def county_of(*parts: int | None, base: int = BASE, period: Period = Q4) -> Series:
    """Shares of a base of so many in each district, and the county that they add up to."""
    known = [part for part in parts if part is not None]
    whole = base * len(known)
    plain = series((100 * sum(known) / whole if whole else None,), period, least_count=5)
    county = replace(plain.readings[0], numerator=sum(known), denominator=whole)
    places = tuple(
        Place(at, f"District {at}", (Reading(period, 100 * part / base, numerator=part, denominator=base),))
        for at, part in enumerate(parts) if part is not None
    )  # fmt: skip
    return replace(plain, readings=(county,), places=places)


def public(found: Series, earlier: Series | None = None) -> Series:
    county = hidden_periods(found, earlier)
    hidden = hidden_in_places(found, county, earlier)
    return replace(concealed(found, county), places=concealed_places(found, hidden))


def told(found: Series) -> list[float | None]:
    return [place.readings[-1].numerator for place in public(found).places]


def test_a_small_district_takes_its_neighbour_with_it() -> None:
    assert told(county_of(20, 3, 12, 30)) == [None, None, 12, 30]
    assert told(county_of(20, 12, 3, 30, 40)) == [20, 12, None, None, None]


def test_a_group_of_few_takes_the_next_or_their_sum_would_tell() -> None:
    assert told(county_of(1, 1, 12, 30, 20, 20)) == [None, None, None, None, 20, 20]
    assert told(county_of(20, 20, 12, 30, 0, 3)) == [None, None, 12, 30, None, None]


def test_districts_without_small_numbers_are_told() -> None:
    assert told(county_of(20, 0, 12, 30)) == [20, 0, 12, 30]


def test_a_district_that_leaves_few_out_is_hidden_too() -> None:
    assert told(county_of(58, 20, 30, 30)) == [None, None, 30, 30]


def test_a_county_that_is_hidden_hides_a_district_or_their_sum_would_tell() -> None:
    then, now = county_of(20, 20, 20), county_of(21, 20, 20)
    assert public(now, then).readings[-1].value is None
    assert sum(place.readings[-1].value is None for place in public(now, then).places) >= 1


def test_a_share_with_its_base_alone_is_judged_by_both() -> None:
    found = county_of(20, 3, 12, 30)
    places = tuple(replace(each, readings=(replace(each.readings[0], numerator=None),)) for each in found.places)
    assert [place.readings[0].value is None for place in public(replace(found, places=places)).places] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_share_without_counts_cannot_be_judged_and_is_hidden_beside_small_ones() -> None:
    found = county_of(20, 18, 12, 30)
    bare = replace(found.places[0], readings=(replace(found.places[0].readings[0], numerator=None, denominator=None),))
    assert unjudged_periods(replace(found, readings=bare.readings, places=())) == (Q4,)
    assert public(replace(found, places=(bare, *found.places[1:]))).places[0].readings[0].value is None
    large = county_of(20_000, 18_000, 12_000, base=90_000)
    bare = replace(large.places[0], readings=(replace(large.places[0].readings[0], numerator=None, denominator=None),))
    assert public(replace(large, places=(bare, *large.places[1:]))).places[0].readings[0].value is not None


@settings(max_examples=400, deadline=None)
@given(st.lists(st.integers(0, 24), min_size=3, max_size=7))
def test_nobody_can_tell_a_hidden_district_by_subtraction_or_by_the_rule(parts: list[int]) -> None:
    """For every hidden district there are other counts, with the same county, that give the very same paper."""
    true = county_of(*parts)
    paper = public(true)
    hidden = [at for at, place in enumerate(paper.places) if place.readings[-1].value is None]
    if paper.readings[-1].value is not None:
        assert len(hidden) != 1
    for at in hidden:
        others = [at_ for at_ in hidden if at_ != at]
        assert any(_alike(paper, public(county_of(*world))) for world in _worlds(parts, at, others, paper)), parts


def _worlds(parts: list[int], at: int, others: list[int], paper: Series) -> Iterator[list[int]]:
    """The same county with another count in this district; where the county is hidden, another county too."""
    for step in (*range(1, 25), *range(-1, -25, -1)):
        if parts[at] + step < 0:
            continue
        if paper.readings[-1].value is None:
            yield [part + step if n == at else part for n, part in enumerate(parts)]
        for other in others:
            yield [part + step if n == at else part - step if n == other else part for n, part in enumerate(parts)]
    for one, two in permutations(others, 2):
        for a in range(-6, 7):
            for b in range(-6, 7):
                made = list(parts)
                made[at], made[one], made[two] = parts[at] + a, parts[one] + b, parts[two] - a - b
                if a and min(made) >= 0:
                    yield made


def _alike(one: Series, other: Series) -> bool:
    def shown(found: Series) -> list[tuple[float | None, ...]]:
        return [(each.value, each.numerator) for each in (*found.readings, *(p.readings[-1] for p in found.places))]

    return shown(one) == shown(other)
