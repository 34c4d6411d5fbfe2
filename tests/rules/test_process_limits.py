"""Process limits: the worked example, the boundary cases, and the invariants."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.rules.process_limits import Analysis, analyse, slip
from tests.growth import growth

REPAIRS = [88, 91, 89, 92, 90, 88, 91, 74, 90, 92, 89, 91, 88, 87, 84, 84]
QUIET = [50, 51, 49, 50, 52, 48, 50, 51, 49, 50, 51, 49]
RISING_AND_FALLING = [7, 6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 6, 7]


def rules(analysis: Analysis) -> list[str]:
    return ["+".join(point.rules) for point in analysis.points]


def flagged(analysis: Analysis, rule: str) -> list[int]:
    """Positions at which the rule holds, counted from 1 as people do."""
    return [at for at, point in enumerate(analysis.points, 1) if rule in point.rules]


def shown(values: list[float | None], direction: str = "higher", **options: object) -> Analysis:
    return analyse(values, direction=direction, **options)  # type: ignore[arg-type]


class TestWorkedExample:
    def test_with_screening(self) -> None:
        found = shown(list(REPAIRS), target=95)
        (limits,) = found.groups
        assert limits.mean == 88
        assert limits.upper == pytest.approx(93.933846, abs=1e-6)
        assert limits.lower == pytest.approx(82.066154, abs=1e-6)
        assert limits.near_upper == pytest.approx(91.955897, abs=1e-6)
        assert limits.near_lower == pytest.approx(84.044103, abs=1e-6)
        assert (limits.ranges, limits.screened) == (13, 2)
        assert [at for at, point in enumerate(found.points, 1) if point.side == 0] == [1, 6, 13]
        assert [at for at, point in enumerate(found.points, 1) if point.near] == [4, 10, 15, 16]
        assert {at: rule for at, rule in enumerate(rules(found), 1) if rule} == {
            8: "astronomical",
            15: "two_of_three",
            16: "two_of_three",
        }
        assert [found.points[at].signal for at in (7, 13, 14, 15)] == [
            "concern",
            "common",
            "concern",
            "concern",
        ]
        assert (found.variation, found.assurance) == ("concern", "fail")
        assert found.points[15].high is False
        assert slip(found) == ("two_of_three", 15)

    def test_without_screening(self) -> None:
        found = shown(list(REPAIRS), target=95, screening=False)
        (limits,) = found.groups
        assert limits.upper == pytest.approx(98.994667, abs=1e-6)
        assert limits.lower == pytest.approx(77.005333, abs=1e-6)
        assert limits.near_upper == pytest.approx(95.329778, abs=1e-6)
        assert limits.near_lower == pytest.approx(80.670222, abs=1e-6)
        assert flagged(found, "astronomical") == [8]
        assert (found.variation, found.assurance) == ("common", "hit_and_miss")
        assert slip(found) is None


class TestTrend:
    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ([1, 2, 3, 4, 5, 6], []),
            ([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]),
            ([7, 6, 5, 4, 3, 2, 1], [1, 2, 3, 4, 5, 6, 7]),
            ([1, 2, 3, 4, 4, 5, 6, 7, 8, 9], []),
            ([1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10], [5, 6, 7, 8, 9, 10, 11]),
            (RISING_AND_FALLING, list(range(1, 14))),
            ([1, 2, 3, None, 4, 5, 6, 7], []),
            ([5, 1, 2, 3, 4, 5, 6, 7, 3], [2, 3, 4, 5, 6, 7, 8]),
            (list(range(12)), list(range(1, 13))),
        ],
    )
    def test_seven_in_a_row_each_beyond_the_last(
        self, values: list[float | None], expected: list[int]
    ) -> None:
        assert flagged(shown(values), "trend") == expected

    def test_a_turning_point_takes_the_direction_of_the_run_that_follows(self) -> None:
        # Wide enough that no point is outside and the trend itself is shown.
        noise = [20, -20] * 6
        values = [float(v) for v in (*noise, *RISING_AND_FALLING, *noise)]
        found = shown(values)
        turn = found.points[12 + 6]
        assert (turn.rules[0], turn.high, turn.since) == ("trend", True, 18)
        assert found.points[12 + 5].high is False
        peak = shown([-v for v in values]).points[12 + 6]
        assert (peak.rules[0], peak.high) == ("trend", False)

    def test_two_runs_of_one_direction_side_by_side_each_keep_it(self) -> None:
        noise = [-40.0, 40.0] * 6
        first, second = [float(v) for v in range(0, 14, 2)], [float(v) for v in range(11, 25, 2)]
        found = shown([*noise, *first, *second])
        assert flagged(found, "trend") == list(range(13, 27))
        assert all(found.points[at].high for at in range(12, 26))
        assert [found.points[at].since for at in (18, 19)] == [12, 19]

    def test_a_rising_trend_is_high_even_below_the_mean(self) -> None:
        values = [*[90.0, 110.0] * 6, 91.0, 92.0, 93.0, 94.0, 95.0, 96.0, 97.0]
        found = shown(values)
        point = found.points[12]
        assert point.side == -1
        assert (point.rules[0], point.high, point.signal) == ("trend", True, "improvement")


class TestShift:
    def test_seven_on_one_side_are_all_flagged_and_six_are_none(self) -> None:
        seven = [10, 11, 10, 11, 10, 11, 10, 20, 21, 20, 21, 20, 21, 20]
        assert flagged(shown([float(v) for v in seven]), "shift") == list(range(1, 15))
        six = [10, 11, 10, 11, 10, 11, 20, 21, 20, 21, 20, 21]
        assert flagged(shown([float(v) for v in six]), "shift") == []

    def test_a_point_on_the_mean_ends_a_run(self) -> None:
        values = [1.0, 1.0, 1.0, 2.0, 1.0, 1.0, 1.0, 3.0, 3.0, 3.0, 2.0, 3.0, 3.0, 3.0]
        found = shown(values)
        assert found.groups[0].mean == 2
        assert flagged(found, "shift") == []

    def test_a_gap_ends_a_run(self) -> None:
        values: list[float | None] = [1, 1, 1, None, 1, 1, 1, 3, 3, 3, None, 3, 3, 3]
        assert flagged(shown(values), "shift") == []

    def test_a_later_point_flags_those_before_it(self) -> None:
        values = [20.0, 21.0, 20.0, 21.0, 20.0, 21.0, 20.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0]
        assert flagged(shown(values), "shift") == list(range(1, 8))
        assert flagged(shown([*values, 10.0]), "shift") == list(range(1, 15))

    def test_the_run_starts_where_the_slip_began(self) -> None:
        values = [20.0, 21.0, 20.0, 21.0, 20.0, 21.0, 20.0, 18.5, 19.0, 18.5, 19.0, 18.5, 19.0, 18.5]
        found = shown(values)
        assert slip(found) == ("shift", 7)


class TestTwoOfThree:
    BASE = (0.0, 1.0, -1.0) * 6

    def levels(self) -> tuple[float, float, float]:
        """A level that is near, one that is outside and one that is neither, on the upper side."""
        limits = shown(list(self.BASE)).groups[0]
        assert limits.near_upper is not None
        assert limits.upper is not None
        return (limits.near_upper + limits.upper) / 2, limits.upper * 2, limits.near_upper / 2

    @pytest.mark.parametrize(
        ("tail", "expected"),
        [
            ("nni", "nn"),
            ("nin", "n n"),
            ("inn", " nn"),
            ("nno", "nn"),
            ("noi", ""),
            ("nn-", ""),
            ("n-n", ""),
            ("nib", ""),
            ("nnb", ""),
            ("nnn", "nnn"),
            ("nn.", ""),
        ],
    )
    def test_two_near_points_of_three_on_one_side(self, tail: str, expected: str) -> None:
        near, outside, inside = self.levels()
        below = -inside
        figures = {"n": near, "o": outside, "i": inside, "b": below, "-": None, ".": 0.0}
        # The limits are fixed on the quiet part, so that what follows does not move them.
        values = [*self.BASE, *(figures[letter] for letter in tail)]
        found = shown(values, fix_after=len(self.BASE))
        got = "".join("n" if "two_of_three" in point.rules else " " for point in found.points[-3:])
        assert got.rstrip() == expected.rstrip()
        assert not any("two_of_three" in point.rules for point in found.points[:-3])


class TestBoundaries:
    def test_a_point_exactly_on_a_limit_is_inside_and_near(self) -> None:
        base = [0.0, 1.0] * 6
        limits = shown(list(base)).groups[0]
        assert limits.upper is not None
        found = shown([*base, limits.upper, limits.upper * (1 + 1e-12), limits.upper + 1e-6], fix_after=12)
        assert [point.near for point in found.points[-3:]] == [True, True, False]
        assert [("astronomical" in point.rules) for point in found.points[-3:]] == [False, False, True]

    def test_a_point_exactly_on_the_near_limit_is_not_near(self) -> None:
        base = [0.0, 1.0] * 6
        limits = shown(list(base)).groups[0]
        assert limits.near_upper is not None
        found = shown([*base, limits.near_upper, limits.near_upper + 1e-6], fix_after=12)
        assert [point.near for point in found.points[-2:]] == [False, True]

    def test_a_moving_range_exactly_at_the_cut_is_dropped(self) -> None:
        # Five moving ranges of 1 and one of x with 3.267 (5 + x) / 6 = x.
        x = 3.267 * 5 / (6 - 3.267)
        values = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0 + x]
        assert shown(values).groups[0].screened == 1

    @pytest.mark.parametrize(
        ("target", "direction", "expected"),
        [
            (60, "higher", "fail"),
            (40, "higher", "pass"),
            (50, "higher", "hit_and_miss"),
            (60, "lower", "pass"),
            (40, "lower", "fail"),
            (50, "lower", "hit_and_miss"),
            (60, "neither", None),
            (None, "higher", None),
        ],
    )
    def test_assurance_asks_whether_the_target_is_within_reach(
        self, target: float | None, direction: str, expected: str | None
    ) -> None:
        assert shown([float(v) for v in QUIET], direction, target=target).assurance == expected

    @pytest.mark.parametrize("end", ["upper", "lower"])
    def test_a_target_exactly_on_a_limit_is_hit_and_miss(self, end: str) -> None:
        limit = getattr(shown([float(v) for v in QUIET]).groups[0], end)
        assert shown([float(v) for v in QUIET], target=limit).assurance == "hit_and_miss"


class TestShortFlatAndBroken:
    def test_one_value_has_a_mean_and_no_icons(self) -> None:
        found = shown([5.0], target=4.0)
        assert (found.groups[0].mean, found.groups[0].upper) == (5.0, None)
        assert (found.variation, found.assurance) == ("not_enough", None)

    def test_two_values_have_trial_limits(self) -> None:
        found = shown([5.0, 6.0])
        assert found.groups[0].upper is not None
        assert found.trial
        assert not shown([float(v) for v in QUIET]).trial

    @pytest.mark.parametrize("values", [[], [None], [None, None, None]])
    def test_nothing_to_chart_is_not_enough(self, values: list[float | None]) -> None:
        found = shown(values, target=3.0)
        assert (found.variation, found.assurance, found.latest) == ("not_enough", None, None)
        assert len(found.points) == len(values)

    @pytest.mark.parametrize("screening", [True, False])
    def test_a_flat_series_is_flat_and_not_special(self, screening: bool) -> None:
        found = shown([0.1] * 20, target=0.1, screening=screening)
        assert all(point.side == 0 and point.rules == () for point in found.points)
        assert (found.variation, found.assurance) == ("common", "hit_and_miss")
        assert shown([0.1] * 20, target=0.2, screening=screening).assurance == "fail"

    def test_almost_no_variation_does_not_make_every_point_special(self) -> None:
        found = shown([98.0, 98.0, 98.0, 98.0, 90.0, 98.0, 98.0, 98.0, 98.0, 98.0, 98.0, 98.0])
        assert flagged(found, "astronomical") == [5]
        assert found.groups[0].screened == 0

    def test_neighbours_alike_but_for_rounding_are_alike(self) -> None:
        found = shown([0.3, 0.1 + 0.2] * 8)
        assert rules(found) == [""] * 16

    def test_a_mean_of_nought_is_met_by_nought(self) -> None:
        found = shown([0.1, 0.2, -0.3, 0.0])
        assert found.points[3].side == 0

    def test_values_split_by_gaps_have_no_limits(self) -> None:
        found = shown([1.0, None, 2.0, None, 3.0], target=2.0)
        assert (found.groups[0].mean, found.groups[0].upper) == (2.0, None)
        assert (found.variation, found.assurance) == ("not_enough", None)

    def test_a_gap_takes_both_its_moving_ranges_and_no_mean(self) -> None:
        found = shown([1.0, 2.0, None, 9.0, 8.0])
        assert found.groups[0].ranges == 2
        assert found.groups[0].mean == 5.0
        missing = found.points[2]
        assert (missing.value, missing.side, missing.rules, missing.signal) == (None, None, (), "common")
        assert missing.upper == found.groups[0].upper

    def test_icons_come_from_the_latest_period_that_has_a_value(self) -> None:
        values: list[float | None] = [*(float(v) for v in QUIET), 90.0, None]
        found = shown(values, "lower")
        assert found.latest == 12
        assert found.variation == "concern"

    def test_a_new_group_without_values_yet_leaves_the_old_one_to_speak(self) -> None:
        values: list[float | None] = [*(float(v) for v in QUIET), None]
        found = shown(values, target=60.0, rebases=[12])
        assert (found.variation, found.assurance) == ("common", "fail")


class TestGroups:
    def test_nothing_looks_across_a_rebase(self) -> None:
        values = [float(v) for v in range(1, 13)]
        assert flagged(shown(values), "trend") == list(range(1, 13))
        assert flagged(shown(values, rebases=[6]), "trend") == []
        found = shown(values, rebases=[6])
        assert [point.group for point in found.points] == [0] * 6 + [1] * 6
        assert [limits.mean for limits in found.groups] == [3.5, 9.5]

    def test_a_mark_on_the_first_position_changes_nothing(self) -> None:
        values = [float(v) for v in REPAIRS]
        assert shown(values, rebases=[0]) == shown(values)

    def test_marks_in_any_order_and_twice_are_the_same_marks(self) -> None:
        values = [float(v) for v in REPAIRS]
        assert shown(values, rebases=[8, 4, 8]) == shown(values, rebases=[4, 8])

    def test_assurance_and_slip_look_at_the_last_group(self) -> None:
        values = [*(float(v) for v in QUIET), *(v + 100.0 for v in QUIET)]
        assert shown(values, target=140.0, rebases=[12]).assurance == "pass"

    def test_fixed_limits_stay_when_later_points_come(self) -> None:
        base = [float(v) for v in QUIET]
        fixed = shown([*base, 99.0, 98.0], fix_after=12)
        assert fixed.groups[0] == shown(base, fix_after=12).groups[0]
        assert flagged(fixed, "astronomical") == [13, 14]

    def test_a_missing_value_counts_as_one_of_the_first_positions(self) -> None:
        values: list[float | None] = [None, *(float(v) for v in QUIET)]
        assert shown(values, fix_after=12).groups[0].values == 11

    def test_a_group_shorter_than_the_fixing_uses_all_it_has(self) -> None:
        values = [float(v) for v in QUIET[:8]]
        assert shown(values, fix_after=12) == shown(values)


@pytest.mark.parametrize(
    ("values", "options"),
    [
        ([1.0, math.nan], {}),
        ([1.0, math.inf], {}),
        ([1.0, 1e200], {}),
        ([1.0, 2.0], {"direction": "up"}),
        ([1.0, 2.0], {"rebases": [2]}),
        ([1.0, 2.0], {"rebases": [-1]}),
        ([], {"rebases": [0]}),
        ([1.0, 2.0], {"fix_after": 11}),
        ([1.0, 2.0], {"target": math.nan}),
    ],
)
def test_what_cannot_be_judged_is_refused(values: list[float], options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not|no position"):
        analyse(values, **{"direction": "higher", **options})  # type: ignore[arg-type]


def test_the_icon_colours_follow_direction() -> None:
    up = [*(float(v) for v in QUIET), 90.0]
    down = [*(float(v) for v in QUIET), 10.0]
    found = [shown(values, way).variation for values in (up, down) for way in ("higher", "lower", "neither")]
    assert found == ["improvement", "concern", "neutral_high", "concern", "improvement", "neutral_low"]


# Whole numbers and gaps: shifting and scaling them by whole numbers is exact, so that ties stay ties.
whole = st.integers(-50, 50).map(float)
series = st.lists(whole | st.none(), max_size=40)
MIRROR = {
    "improvement": "concern",
    "concern": "improvement",
    "neutral_high": "neutral_low",
    "neutral_low": "neutral_high",
}


def marks(analysis: Analysis) -> list[tuple[tuple[str, ...], str, int | None]]:
    return [(point.rules, point.signal, point.side) for point in analysis.points]


@given(series, st.integers(-1000, 1000), st.booleans())
def test_a_shift_of_all_values_shifts_the_limits_and_nothing_else(
    values: list[float | None], by: int, screening: bool
) -> None:
    plain = shown(values, screening=screening)
    moved = shown([None if v is None else v + by for v in values], screening=screening)
    assert marks(moved) == marks(plain)
    for before, after in zip(plain.groups, moved.groups, strict=True):
        for name in ("mean", "lower", "upper", "near_lower", "near_upper"):
            level = getattr(before, name)
            expected = None if level is None else pytest.approx(level + by, abs=1e-9)
            assert getattr(after, name) == expected


@given(series, st.sampled_from([0.001, 0.5, 3.0, 1024.0, 1e6]), st.booleans())
def test_scaling_scales(values: list[float | None], by: float, screening: bool) -> None:
    plain = shown(values, screening=screening)
    scaled = shown([None if v is None else v * by for v in values], screening=screening)
    assert marks(scaled) == marks(plain)
    for before, after in zip(plain.groups, scaled.groups, strict=True):
        level = before.upper
        assert after.upper == (None if level is None else pytest.approx(level * by, rel=1e-9, abs=1e-9 * by))


@given(series, st.booleans())
def test_mirrored_values_mirror_side_and_direction(values: list[float | None], screening: bool) -> None:
    plain = shown(values, "neither", screening=screening)
    mirrored = shown([None if v is None else -v for v in values], "neither", screening=screening)
    for before, after in zip(plain.points, mirrored.points, strict=True):
        assert after.rules == before.rules
        assert after.signal == MIRROR.get(before.signal, before.signal)


@given(series, st.none() | whole)
def test_mirrored_polarity_mirrors_the_signal(values: list[float | None], target: float | None) -> None:
    high, low = shown(values, "higher", target=target), shown(values, "lower", target=target)
    for before, after in zip(high.points, low.points, strict=True):
        assert (after.rules, after.signal) == (before.rules, MIRROR.get(before.signal, before.signal))
    swap = {"pass": "fail", "fail": "pass"}
    assert low.assurance == swap.get(high.assurance or "", high.assurance)


@given(st.lists(series, min_size=1, max_size=4), st.booleans())
def test_each_group_is_judged_as_if_it_stood_alone(parts: list[list[float | None]], screening: bool) -> None:
    assume(all(parts))
    values = [value for part in parts for value in part]
    starts = [sum(map(len, parts[:at])) for at in range(len(parts))]
    whole_series = shown(values, rebases=starts, screening=screening)
    alone = [mark for part in parts for mark in marks(shown(part, screening=screening))]
    assert marks(whole_series) == alone


@given(series)
def test_every_rule_says_what_it_is_defined_to_say(values: list[float | None]) -> None:
    found = shown(values)
    for at, point in enumerate(found.points):
        if point.value is None:
            assert point.rules == ()
            continue
        assert ("astronomical" in point.rules) is (
            point.upper is not None
            and point.lower is not None
            and not point.lower <= point.value <= point.upper
        )
        for rule, holds in (("trend", _in_trend), ("shift", _in_shift), ("two_of_three", _in_pair)):
            assert (rule in point.rules) is holds(found, at), (rule, at)


def _windows(found: Analysis, at: int, size: int) -> list[list[int]]:
    """Every stretch of so many positions without a gap that holds this one."""
    first = max(at - size + 1, 0)
    stretches = [list(range(start, start + size)) for start in range(first, at + 1)]
    return [
        each
        for each in stretches
        if each[-1] < len(found.points) and all(found.points[n].value is not None for n in each)
    ]


def _in_trend(found: Analysis, at: int) -> bool:
    for window in _windows(found, at, 7):
        steps = {(found.points[b].value > found.points[a].value) - (found.points[b].value < found.points[a].value)  # type: ignore[operator]
                 for a, b in pairwise(window)}  # fmt: skip
        if len(steps) == 1 and 0 not in steps:
            return True
    return False


def _in_shift(found: Analysis, at: int) -> bool:
    sides = [{found.points[n].side for n in window} for window in _windows(found, at, 7)]
    return any(side in ({1}, {-1}) for side in sides)


def _in_pair(found: Analysis, at: int) -> bool:
    return found.points[at].near and any(
        {found.points[n].side for n in window} in ({1}, {-1})
        and sum(found.points[n].near for n in window) >= 2
        for window in _windows(found, at, 3)
    )


def test_a_hundred_thousand_readings_take_about_ten_times_as_long_as_ten_thousand() -> None:
    chance = random.Random(3)
    values: list[float | None] = [chance.gauss(50, 5) for _ in range(100_000)]
    assert growth(shown, values[:10_000], values, enough=25) < 25
