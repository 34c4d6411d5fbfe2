"""Rank and quarter among comparable places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.indicator import Polarity, Target
from app.rules.period import Period
from app.rules.ranking import Ranking, rank_among, ranking_of
from app.rules.series import Comparator
from tests.sample_series import series

Q4 = Period.quarter(2009, 4)
VALUES = st.lists(st.integers(min_value=0, max_value=9).map(float), min_size=1, max_size=20)


def others(*values: float | None) -> dict[str, float | None]:
    return {f"Place {at}": value for at, value in enumerate(values)}


def test_the_best_is_first_by_polarity() -> None:
    assert rank_among(7.0, others(5, 6, 8), Polarity.HIGHER) == Ranking(2, 4, 0, 2)
    assert rank_among(7.0, others(5, 6, 8), Polarity.LOWER) == Ranking(3, 4, 0, 3)


def test_equals_share_the_best_place_and_the_middle_quarter_of_theirs() -> None:
    found = rank_among(7.0, others(7, 7, 7, 1, 1, 1, 1), Polarity.HIGHER)
    assert found == Ranking(1, 8, 3, 1)
    assert rank_among(7.0, others(*[7] * 7), Polarity.HIGHER) == Ranking(1, 8, 7, 2)


def test_a_tie_is_one_to_a_part_in_a_billion() -> None:
    found = rank_among(0.1 + 0.2, others(0.3, 0.4), Polarity.HIGHER)
    assert found is not None
    assert (found.rank, found.tied) == (2, 1)


def test_the_quarters_are_of_equal_size() -> None:
    quartiles = []
    for ours in range(8):
        found = rank_among(float(ours), others(*(at for at in range(8) if at != ours)), Polarity.LOWER)
        assert found is not None
        quartiles.append(found.quartile)
    assert quartiles == [1, 1, 2, 2, 3, 3, 4, 4]


def test_fewer_than_four_places_have_no_quarters() -> None:
    assert rank_among(7.0, others(5, 6), Polarity.HIGHER) == Ranking(1, 3, 0, None)


def test_in_a_band_the_nearer_is_the_better() -> None:
    found = rank_among(11.0, others(20, 14, 9), Polarity.BAND, band=(10.0, 15.0))
    assert found is not None
    assert (found.rank, found.tied) == (1, 1)


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_without_a_figure_of_ours_there_is_no_rank(value: float | None) -> None:
    assert rank_among(value, others(1, 2, 3), Polarity.HIGHER) is None


def test_without_figures_of_others_or_a_better_direction_there_is_no_rank() -> None:
    assert rank_among(5.0, others(None, None), Polarity.HIGHER) is None
    assert rank_among(5.0, {}, Polarity.HIGHER) is None
    assert rank_among(5.0, others(1, 2), Polarity.NONE) is None
    assert rank_among(5.0, others(1, 2), Polarity.BAND) is None


@given(VALUES, st.integers(min_value=0, max_value=9).map(float))
def test_mirrored_figures_of_a_mirrored_indicator_rank_the_same(theirs: list[float], ours: float) -> None:
    first = rank_among(ours, others(*theirs), Polarity.HIGHER)
    assert first == rank_among(-ours, others(*(-each for each in theirs)), Polarity.LOWER)


@given(VALUES, st.integers(min_value=0, max_value=9).map(float), st.randoms(use_true_random=False))
def test_the_order_of_the_places_does_not_matter(theirs: list[float], ours: float, chance: object) -> None:
    mixed = list(theirs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert rank_among(ours, others(*theirs), Polarity.LOWER) == rank_among(
        ours, others(*mixed), Polarity.LOWER
    )


@given(VALUES, st.integers(min_value=0, max_value=9).map(float))
def test_who_is_better_ranks_before(theirs: list[float], ours: float) -> None:
    here = rank_among(ours, others(*theirs), Polarity.HIGHER)
    better = rank_among(ours + 1, others(*theirs), Polarity.HIGHER)
    assert here is not None
    assert better is not None
    assert better.rank <= here.rank
    assert (better.quartile or 0) <= (here.quartile or 0)


class TestSeries:
    def with_places(self, *places: tuple[str, str, list[float | None]]) -> object:
        made = series((5.0, 6.0, 7.0), Q4.shift(-2))
        given_ = tuple(
            Comparator(
                name, tuple((Q4.shift(at - 2), value) for at, value in enumerate(values)), "DCSF", group
            )
            for name, group, values in places
        )
        return replace(made, comparators=given_)

    def test_only_places_of_the_set_are_rivals(self) -> None:
        made = self.with_places(
            ("Kent", "neighbour", [4, 4, 4]),
            ("Surrey", "neighbour", [9, 9, 9]),
            ("England", "nation", [1, 1, 1]),
        )
        assert ranking_of(made) == Ranking(2, 3, 0, None, Q4)  # type: ignore[arg-type]

    def test_the_newest_period_that_any_of_them_has_is_compared(self) -> None:
        made = self.with_places(("Kent", "neighbour", [4, 4, None]), ("Surrey", "neighbour", [9, None, None]))
        assert ranking_of(made) == Ranking(2, 2, 0, None, Q4.shift(-1))  # type: ignore[arg-type]

    def test_without_a_shared_period_there_is_no_rank(self) -> None:
        made = self.with_places(("Kent", "neighbour", [None, None, None]))
        assert ranking_of(made) is None  # type: ignore[arg-type]

    def test_a_band_comes_from_the_target_of_the_period(self) -> None:
        made = self.with_places(("Kent", "neighbour", [1, 1, 1]))
        banded = replace(
            made,  # type: ignore[type-var]
            indicator=replace(made.indicator, polarity=Polarity.BAND),  # type: ignore[attr-defined]
            targets=(Target(Period.financial_year(2009), 15.0, 10.0),),
        )
        assert ranking_of(banded) == Ranking(1, 2, 0, None, Q4)  # type: ignore[arg-type]
