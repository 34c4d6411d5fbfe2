"""Direction of travel, short and long, and how long it has lasted."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.direction import direction_of, long_direction, short_direction
from app.rules.distributions import normal_quantile, normal_two_sided, t_two_sided
from app.rules.indicator import Direction, Polarity, Target
from app.rules.period import Period

HIGH, LOW, BAND, NONE = Polarity.HIGHER, Polarity.LOWER, Polarity.BAND, Polarity.NONE


@pytest.mark.parametrize(
    ("value", "before", "polarity", "expected"),
    [
        (7, 6, HIGH, "better"),
        (7, 6, LOW, "worse"),
        (7, 6, NONE, "up"),
        (6, 7, NONE, "down"),
        (7, 6, BAND, "up"),
        (6, 6, HIGH, "same"),
        (0.1 + 0.2, 0.3, HIGH, "same"),
        (0, 0, NONE, "same"),
        (None, 6, HIGH, "unknown"),
        (6, None, HIGH, "unknown"),
        (float("nan"), 6, HIGH, "unknown"),
    ],
)
def test_direction_follows_what_is_better(
    value: float | None, before: float | None, polarity: Polarity, expected: str
) -> None:
    assert direction_of(value, before, polarity) == expected


@pytest.mark.parametrize(
    ("value", "before", "expected"),
    [
        (12, 11, "same"),
        (16, 12, "worse"),
        (9, 8, "better"),
        (16, 9, "same"),
        (18, 16, "worse"),
        (12, 20, "better"),
    ],
)
def test_better_in_a_band_is_nearer_to_it(value: float, before: float, expected: str) -> None:
    assert direction_of(value, before, BAND, band=(10, 15)) == expected


QUARTERS = tuple(Period.quarter(2008 + n // 4, n % 4 + 1) for n in range(8))
VALUES = dict(zip(QUARTERS, (10.0, 20.0, 30.0, 40.0, 11.0, 19.0, 30.0, None), strict=True))


class TestShort:
    @pytest.mark.parametrize(
        ("at", "expected"), [(4, "better"), (5, "worse"), (6, "same"), (7, "unknown"), (0, "unknown")]
    )
    def test_a_quarter_is_compared_with_the_same_quarter_last_year(self, at: int, expected: str) -> None:
        assert short_direction(VALUES, QUARTERS[at], HIGH) == expected

    @pytest.mark.parametrize(
        ("break_at", "expected"), [(0, "better"), (1, "unknown"), (4, "unknown"), (5, "better")]
    )
    def test_figures_on_either_side_of_a_new_definition_are_not_compared(
        self, break_at: int, expected: str
    ) -> None:
        breaks = [QUARTERS[break_at]]
        assert short_direction(VALUES, QUARTERS[4], HIGH, breaks=breaks) == expected

    def test_a_year_is_compared_with_the_year_before(self) -> None:
        years = {Period.financial_year(2008): 6.9, Period.financial_year(2009): 6.1}
        assert short_direction(years, Period.financial_year(2009), LOW) is Direction.BETTER

    def test_a_band_comes_from_the_target(self) -> None:
        years = {Period.financial_year(2008): 9.0, Period.financial_year(2009): 12.0}
        target = Target(Period.financial_year(2009), 15.0, 10.0)
        assert short_direction(years, Period.financial_year(2009), BAND, target=target) is Direction.BETTER


class TestLong:
    def test_a_clear_line_is_a_direction_with_its_confidence(self) -> None:
        found = long_direction([10.0, 11.2, 11.9, 13.1, 14.0, 14.8, 16.2, 17.1], HIGH)
        assert found.direction is Direction.BETTER
        assert found.slope == pytest.approx(1.0, abs=0.05)
        assert found.probability is not None
        assert found.probability < 0.001

    def test_noise_is_no_clear_change(self) -> None:
        assert (
            long_direction([10.0, 12.0, 9.0, 13.0, 10.5, 9.5, 12.5, 10.0], HIGH).direction is Direction.SAME
        )

    def test_four_points_say_nothing(self) -> None:
        assert long_direction([1.0, 2.0, None, 3.0, 4.0], HIGH).direction is Direction.UNKNOWN

    def test_a_level_series_is_no_change(self) -> None:
        found = long_direction([0.1] * 20, LOW)
        assert (found.direction, found.slope, found.probability) == (Direction.SAME, 0.0, 1.0)

    def test_a_straight_line_needs_no_test(self) -> None:
        assert long_direction([5.0, 4.0, 3.0, 2.0, 1.0], LOW).direction is Direction.BETTER

    def test_a_gap_keeps_its_place_in_time(self) -> None:
        whole = long_direction([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], HIGH)
        with_gap = long_direction([1.0, 2.0, 3.0, None, 5.0, 6.0, 7.0], HIGH)
        assert with_gap.slope == pytest.approx(whole.slope)

    def test_about_one_level_series_in_twenty_looks_like_a_direction(self) -> None:
        chance = random.Random(7)
        found = [
            long_direction([chance.gauss(50, 5) for _ in range(12)], HIGH).direction for _ in range(2_000)
        ]
        assert 0.035 < sum(each is not Direction.SAME for each in found) / len(found) < 0.065

    @given(st.lists(st.floats(-1e3, 1e3).map(lambda v: round(v, 2)), min_size=5, max_size=30))
    def test_mirrored_polarity_mirrors_the_direction(self, values: list[float]) -> None:
        mirror = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
        up = long_direction(values, HIGH).direction
        assert long_direction(values, LOW).direction is mirror.get(up, up)


@pytest.mark.parametrize(
    ("t", "degrees", "probability"),
    [
        (12.7062047, 1, 0.05),
        (4.3026527, 2, 0.05),
        (2.2281389, 10, 0.05),
        (2.0002978, 60, 0.05),
        (3.1692727, 10, 0.01),
        (0, 5, 1),
    ],
)
def test_tails_of_students_t_agree_with_the_printed_tables(
    t: float, degrees: int, probability: float
) -> None:
    assert t_two_sided(t, degrees) == pytest.approx(probability, rel=1e-6)


def test_tails_of_the_normal_agree_with_the_printed_tables() -> None:
    assert normal_two_sided(1.959963985) == pytest.approx(0.05, rel=1e-8)
    assert normal_quantile(0.975) == pytest.approx(1.959963985, rel=1e-8)
