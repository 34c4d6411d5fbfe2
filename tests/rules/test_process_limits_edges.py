"""Boundary cases of the process limits that no real series happens to hold."""

from __future__ import annotations

import itertools

import pytest

from app.rules.process_limits import Analysis, analyse, latest_of, slip

BASE = [0.0, 1.0] * 6
"""Twelve quiet values: mean 0.5, limits 2.66 beyond it."""
QUIET = [50.0, 51.0, 49.0, 50.0, 52.0, 48.0, 50.0, 51.0, 49.0, 50.0, 51.0, 49.0]


def shown(values: list[float | None], direction: str = "higher", **options: object) -> Analysis:
    return analyse(values, direction=direction, **options)  # type: ignore[arg-type]


def flagged(analysis: Analysis, rule: str) -> list[int]:
    return [at for at, point in enumerate(analysis.points) if rule in point.rules]


class TestLowerSide:
    """What holds above the mean holds below it."""

    def test_a_point_on_the_lower_limit_is_inside_and_near(self) -> None:
        lower = shown([*BASE]).groups[0].lower
        assert lower is not None
        found = shown([*BASE, lower, lower - abs(lower) * 1e-12, lower - 1e-6], fix_after=12)
        assert [point.near for point in found.points[-3:]] == [True, True, False]
        assert [point.rules[:1] == ("astronomical",) for point in found.points[-3:]] == [False, False, True]

    def test_a_point_on_the_lower_near_limit_is_not_near(self) -> None:
        near = shown([*BASE]).groups[0].near_lower
        assert near is not None
        found = shown([*BASE, near, near - 1e-6], fix_after=12)
        assert [point.near for point in found.points[-2:]] == [False, True]


class TestLimits:
    def test_screening_is_done_once_and_takes_nothing_from_the_mean(self) -> None:
        # Ranges 1 x 9 and 10, 10, then 30, 30: the first cut drops the thirties, and the tens, which the average of
        # what is left would drop too, stay.
        values = [0.0, 1.0, 0.0, 1.0, 0.0, 10.0, 0.0, 1.0, 0.0, 30.0, 0.0, 1.0, 0.0, 1.0]
        limits = shown([*values]).groups[0]
        ranges = [abs(b - a) for a, b in itertools.pairwise(values)]
        kept = [each for each in ranges if each < 3.267 * sum(ranges) / len(ranges)]
        average = sum(kept) / len(kept)
        assert limits.screened == 2 and max(kept) > 3.267 * average
        assert limits.mean == pytest.approx(sum(values) / len(values))
        assert limits.upper == pytest.approx(sum(values) / len(values) + 2.66 * average)

    def test_limits_are_not_cut_at_a_hundred_or_at_nought(self) -> None:
        high = shown([99.0, 95.0, 99.0, 96.0, 100.0, 95.0]).groups[0]
        low = shown([0.0, 3.0, 1.0, 4.0, 0.0, 2.0]).groups[0]
        assert (high.upper or 0) > 100 and (low.lower or 0) < 0

    def test_each_group_is_fixed_on_its_own_first_values(self) -> None:
        values = [*QUIET, 90.0, 91.0, *(each + 100 for each in QUIET), 10.0, 11.0]
        found = shown([*values], fix_after=12, rebases=[14])
        alone = shown([*QUIET]).groups[0]
        assert found.groups[0] == alone
        assert found.groups[1].mean == pytest.approx((alone.mean or 0) + 100)
        assert flagged(found, "astronomical") == [12, 13, 26, 27]

    def test_points_after_the_fixing_are_still_put_to_every_rule(self) -> None:
        found = shown([*QUIET, *(50.5,) * 7], fix_after=12)
        assert flagged(found, "shift") == list(range(12, 19))


class TestGroups:
    """A run that straddles a boundary counts as two shorter ones."""

    def test_no_shift_straddles_a_boundary(self) -> None:
        values = [*QUIET, *(60.0, 61.0) * 6]
        first = [60.0, 61.0, 60.0, 61.0]
        joined = shown([50.0, 40.0, 41.0, 40.0, *first, *first], rebases=[8])
        assert flagged(joined, "shift") == []
        assert flagged(shown([*values]), "shift") == list(range(24))

    def test_no_two_of_three_straddles_a_boundary(self) -> None:
        limits = shown([*BASE]).groups[0]
        assert limits.near_upper is not None and limits.upper is not None
        near = (limits.near_upper + limits.upper) / 2
        values = [*BASE, 0.0, near, near, 0.9]
        whole = shown([*values], fix_after=12)
        assert flagged(whole, "two_of_three") == [13, 14]
        parted = shown([*values, *BASE], fix_after=12, rebases=[15])
        assert flagged(parted, "two_of_three") == []

    def test_the_first_of_a_group_has_no_moving_range(self) -> None:
        found = shown([1.0, 2.0, 1.0, 101.0, 102.0, 101.0], rebases=[3])
        assert [(limits.ranges, limits.screened) for limits in found.groups] == [(2, 0), (2, 0)]


class TestRuns:
    @pytest.mark.parametrize("length", [7, 8, 12, 20])
    def test_a_run_has_no_upper_length(self, length: int) -> None:
        low = [10.0, 11.0] * length
        assert flagged(shown([*low, *(30.0, 31.0) * length]), "shift") == list(range(4 * length))
        assert flagged(shown([float(n) for n in range(length)]), "trend") == list(range(length))

    def test_the_later_of_two_equal_neighbours_starts_a_run_down_as_well(self) -> None:
        assert flagged(shown([9.0, 8.0, 7.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]), "trend") == list(range(3, 10))

    def test_neighbours_equal_but_for_rounding_end_a_trend(self) -> None:
        step = 0.1 + 0.2
        assert flagged(shown([0.1, 0.2, 0.3, step, 0.4, 0.5, 0.6]), "trend") == []

    def test_a_gap_in_what_would_rise_throughout_parts_it(self) -> None:
        values = [*(float(n) for n in range(6)), None, *(float(n) for n in range(7, 14))]
        assert flagged(shown(values), "trend") == list(range(7, 14))


class TestWhichIsShown:
    def test_all_rules_are_kept_in_the_order_in_which_they_are_shown(self) -> None:
        # A run of ten rising far above fixed limits: the last are outside, and all are of the trend and the shift.
        values = [*BASE, *(0.6 + 0.35 * n for n in range(10))]
        found = shown([*values], fix_after=12)
        rules = [point.rules for point in found.points[12:]]
        assert rules[-1] == ("astronomical", "trend", "shift")
        assert ("trend", "two_of_three", "shift") in rules
        assert all(each == tuple(sorted(each, key=("astronomical", "trend", "two_of_three", "shift").index))
                   for each in rules)  # fmt: skip

    def test_a_point_outside_below_within_a_rising_run_is_low(self) -> None:
        """The rule shown gives the direction: astronomical goes before the trend."""
        found = shown([*BASE, *(-20.0 + n for n in range(7))], fix_after=12)
        assert {(point.rules[0], point.high) for point in found.points[12:]} == {("astronomical", False)}


class TestLatest:
    def test_a_neutral_indicator_cannot_slip(self) -> None:
        found = shown([*QUIET, 10.0], "neither", target=60.0)
        assert (found.variation, found.assurance, slip(found)) == ("neutral_low", None, None)

    def test_an_improvement_is_no_slip(self) -> None:
        assert slip(shown([*QUIET, 90.0])) is None
        assert slip(shown([*QUIET, 90.0], "lower")) == ("astronomical", 12)

    def test_a_target_almost_on_a_limit_is_on_it(self) -> None:
        upper = shown([*QUIET]).groups[0].upper
        assert upper is not None
        for target, expected in ((upper * (1 + 1e-10), "hit_and_miss"), (upper * (1 + 1e-8), "fail")):
            assert shown([*QUIET], target=target).assurance == expected

    @pytest.mark.parametrize("values", [[*QUIET, 90.0, None], [*QUIET, *(53.0, 53.5) * 4], [5.0], [None]])
    def test_the_latest_alone_is_as_the_whole_says(self, values: list[float | None]) -> None:
        whole, latest = shown(values), latest_of(values, direction="higher")
        if whole.latest is None:
            assert latest is None
        else:
            point = whole.points[whole.latest]
            assert latest == (whole.latest, whole.variation, point.rules, point.since)
