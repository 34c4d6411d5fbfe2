"""Where the present course leads."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.errors import Problem
from app.rules.forecast import Forecast, Line, Sure, course, forecast
from app.rules.indicator import Polarity, Shape, Target
from app.rules.period import Period
from app.rules.series import Series
from app.views.shared.words import known
from tests.sample_series import series

Q4 = Period.quarter(2009, 4)
FIGURES = st.floats(min_value=0, max_value=100).map(lambda value: round(value, 2))
POINTS = st.lists(FIGURES, min_size=5, max_size=14).map(
    lambda values: [(float(at), value) for at, value in enumerate(values)]
)
CLOSE = {"rel": 1e-6, "abs": 1e-6}


def coming(values: tuple[float | None, ...], target: float | None = 5.0, **changed: object) -> Forecast:
    found = forecast(planned(values, target, **changed))
    assert isinstance(found, Forecast)
    return found


def planned(values: tuple[float | None, ...], target: float | None = 5.0, **changed: object) -> Series:
    """The last value is that of 2009/10 Q4; one target for each year to 2013/14."""
    made = series(values, Q4.shift(1 - len(values)), **changed)
    years = [Target(Period.financial_year(year), target, None) for year in range(2004, 2014)]
    return replace(made, targets=tuple(years) if target is not None else ())


def ends(line: Line, at: float) -> tuple[float, float, float]:
    return line.at(at), *line.band(at)


class TestCourse:
    def test_one_odd_figure_does_not_bend_the_line_but_widens_its_band(self) -> None:
        straight = [(float(at), 10.0 + at + (0.1, -0.1)[at % 2]) for at in range(12)]
        odd = [(at, value + (40.0 if at == 5 else 0.0)) for at, value in straight]
        assert course(odd).slope == pytest.approx(course(straight).slope, abs=0.05)
        assert course(odd).scatter > 10 * course(straight).scatter

    def test_a_straight_series_goes_on_straight(self) -> None:
        line = course([(float(at), 3.0 + 2.0 * at) for at in range(6)])
        assert line.at(10.0) == pytest.approx(23.0)
        assert line.band(10.0) == pytest.approx((23.0, 23.0), abs=1e-6)

    def test_figures_that_resemble_their_neighbours_leave_the_slope_in_more_doubt(self) -> None:
        apart, alike = (0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5), (0.5, 0.5, 0.5, -0.5, -0.5, -0.5, 0.5, 0.5)
        doubts = []
        for rest in (apart, alike):
            line = course([(float(at), 10.0 + at + each) for at, each in enumerate(rest)])
            doubts.append(line.slope_high - line.slope_low)
        assert doubts[1] > 1.5 * doubts[0]

    def test_the_band_opens_towards_the_future(self) -> None:
        line = course([(0, 4.0), (1, 6.0), (2, 5.0), (3, 7.0), (4, 5.5), (5, 6.5)])
        widths = [high - low for low, high in (line.band(at) for at in (5.0, 8.0, 12.0))]
        assert widths == sorted(widths)
        assert widths[0] < widths[2]

    @given(POINTS, st.randoms(use_true_random=False))
    def test_the_order_of_the_readings_does_not_matter(
        self, points: list[tuple[float, float]], chance: object
    ) -> None:
        mixed = list(points)
        chance.shuffle(mixed)  # type: ignore[attr-defined]
        assert course(mixed) == course(points)

    @given(POINTS, st.integers(min_value=-50, max_value=50))
    def test_a_shift_of_all_values_shifts_line_and_band(
        self, points: list[tuple[float, float]], by: int
    ) -> None:
        moved = course([(at, value + by) for at, value in points])
        plain = [each + by for each in ends(course(points), 20.0)]
        assert list(ends(moved, 20.0)) == pytest.approx(plain, rel=1e-4, abs=1e-4)

    @given(POINTS, st.sampled_from([0.25, 0.5, 2.0, 4.0]))
    def test_scaling_scales_line_and_band(self, points: list[tuple[float, float]], by: float) -> None:
        moved = course([(at, value * by) for at, value in points])
        assert list(ends(moved, 20.0)) == pytest.approx(
            [each * by for each in ends(course(points), 20.0)], **CLOSE
        )

    @given(POINTS)
    def test_mirrored_values_mirror_line_and_band(self, points: list[tuple[float, float]]) -> None:
        value, low, high = ends(course([(at, -value) for at, value in points]), 20.0)
        assert [-value, -high, -low] == pytest.approx(list(ends(course(points), 20.0)), **CLOSE)

    @given(POINTS)
    def test_the_band_holds_the_line(self, points: list[tuple[float, float]]) -> None:
        value, low, high = ends(course(points), 20.0)
        assert low <= value <= high
        assert all(map(math.isfinite, (low, high)))


FALLING = (8.0, 7.8, 7.6, 7.4, 7.2, 7.0, 6.8, 6.6)


class TestTargets:
    def test_a_missed_target_is_met_in_the_first_quarter_the_line_reaches_it(self) -> None:
        found = coming(FALLING, 5.4)
        assert found.meets_now is False
        assert found.turns == Q4.shift(6)
        assert found.turns.label == "2011/12 Q2"

    def test_a_target_beyond_the_horizon_is_not_met(self) -> None:
        found = coming(FALLING, 3.0)
        assert found.turns is None
        assert found.horizon == Q4.shift(7)

    def test_a_met_target_that_is_lost_turns_too(self) -> None:
        found = coming(tuple(reversed(FALLING)), 9.0)
        assert found.meets_now is True
        assert found.turns == Q4.shift(6)

    def test_each_target_date_has_what_is_to_be_expected_then(self) -> None:
        (found,) = coming(FALLING, 5.4).prospects
        assert (found.period, found.target.period) == (Q4.shift(4), Period.financial_year(2010))
        assert found.value == pytest.approx(5.8)
        assert not found.met

    def test_the_band_says_how_sure_it_is(self) -> None:
        assert [each.sure for each in coming(FALLING, 3.0).prospects] == [Sure.MISSED]
        assert [each.sure for each in coming(FALLING, 7.0).prospects] == [Sure.MET]
        restless = (8.0, 6.0, 9.0, 5.0, 8.5, 6.5, 7.5, 6.6)
        assert [each.sure for each in coming(restless, 6.5).prospects] == [Sure.OPEN]

    def test_a_mirrored_indicator_meets_its_mirrored_target_at_the_same_time(self) -> None:
        first = coming(FALLING, 5.4)
        second = coming(tuple(20.0 - value for value in FALLING), 14.6, polarity=Polarity.HIGHER)
        assert (first.turns, first.prospects[0].sure) == (second.turns, second.prospects[0].sure)

    def test_a_band_is_met_inside_it(self) -> None:
        made = replace(
            planned(FALLING, None, polarity=Polarity.BAND),
            targets=tuple(Target(Period.financial_year(year), 6.0, 5.0) for year in range(2004, 2014)),
        )
        found = forecast(made)
        assert isinstance(found, Forecast)
        assert found.turns == Q4.shift(3)

    def test_without_a_target_only_the_slope_is_told(self) -> None:
        found = coming(FALLING, None)
        assert (found.meets_now, found.turns, found.prospects) == (None, None, ())
        assert found.slope == pytest.approx(-0.2)


class TestWhatIsUsed:
    def test_percentages_end_at_nought_and_a_hundred(self) -> None:
        steep = tuple(90.0 + at for at in range(8)), tuple(10.0 - at for at in range(8))
        for values in steep:
            for each in coming(values, 50.0).prospects:
                assert 0 <= each.low <= each.value <= each.high <= 100

    def test_only_the_last_three_years_make_the_present_course(self) -> None:
        found = coming((*(1.0 + 0.5 * at for at in range(30)), *(9.0 - 0.1 * at for at in range(12))))
        assert found.readings == 12
        assert found.slope == pytest.approx(-0.1)

    def test_figures_before_a_new_definition_do_not_count(self) -> None:
        made = replace(planned((50.0, 51.0, 52.0, 53.0, *FALLING)), rebases=(Q4.shift(-7),))
        found = forecast(made)
        assert isinstance(found, Forecast)
        assert (found.readings, found.first) == (8, Q4.shift(-7))

    def test_a_gap_is_a_gap_and_not_a_step(self) -> None:
        holed = (*FALLING[:3], None, *FALLING[4:])
        assert coming(holed).slope == pytest.approx(-0.2)

    @pytest.mark.parametrize(
        ("shape", "code"),
        [(Shape.CUMULATIVE, "forecast_cumulative"), (Shape.ROLLING, "forecast_rolling"),
         (Shape.ORDINAL, "forecast_ordinal")],
    )  # fmt: skip
    def test_figures_that_overlap_or_are_levels_have_no_course(self, shape: Shape, code: str) -> None:
        assert forecast(planned(FALLING, shape=shape)) == Problem(code)
        assert known(code)

    @pytest.mark.parametrize("values", [(), (None, None), (5.0,), (5.0, 5.1, None, 5.2, 5.3)])
    def test_fewer_than_five_readings_have_no_course(self, values: tuple[float | None, ...]) -> None:
        found = forecast(planned(values))
        assert isinstance(found, Problem)
        assert (found.code, found.facts["least"]) == ("forecast_too_few", 5)
        assert known(found.code)

    def test_equal_figures_stay_as_they_are(self) -> None:
        found = coming((5.0,) * 8, 5.0)
        assert (found.meets_now, found.turns, found.slope) == (True, None, 0.0)
        assert [each.sure for each in found.prospects] == [Sure.MET]
