"""Figures that cannot all be right: named in a sentence, and kept from the tests where they would fool them."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from app.rules.direction import long_direction
from app.rules.doubts import doubts, target_problem
from app.rules.errors import Problem
from app.rules.forecast import Forecast, forecast
from app.rules.indicator import Frequency, Polarity, Reading, Shape, Target
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse
from app.rules.proportions import odd_share
from app.rules.readings import LARGEST, sound
from app.rules.series import Series
from app.rules.slip import UNTESTED, Measured, assess
from app.rules.trend_note import finding_of, note
from app.views.shared.words import known, sentence
from tests.sample_series import NEET, indicator, series

Q4 = Period.quarter(2009, 4)
LEVEL = (6.9, 7.1, 6.8, 7.0, 7.2, 6.9, 7.1, 6.8, 7.0, 7.2, 6.9, 7.0)


def codes(made: Series) -> list[str]:
    return [problem.code for problem in doubts(made)]


def said(problem: Problem) -> str:
    text = sentence(problem)
    assert known(problem.code)
    assert not re.search(r"[{}]|None", text)
    return text


class TestTwoScales:
    def test_a_share_beside_percentages_is_named_with_its_period(self) -> None:
        made = series((*LEVEL, 0.069))
        (found,) = doubts(made)
        assert found.code == "doubt_two_scales"
        assert said(found).startswith("0.069% in 2008/09 Q1 is on another scale")

    def test_it_does_not_become_a_concern_or_an_improvement(self) -> None:
        for values in ((*LEVEL, 0.069), (*(value / 100 for value in LEVEL), 6.9)):
            made = series(values)
            assert finding_of(made) == UNTESTED
            assert "two scales" in " ".join(note(made))
            assert forecast(made) == Problem("forecast_two_scales")
            assert said(Problem("forecast_two_scales"))

    def test_small_percentages_and_true_falls_are_on_one_scale(self) -> None:
        assert odd_share("%", (0.5, 0.3, 0.6, 0.9, 1.4)) is None
        assert odd_share("%", (50.0, 20.0, 5.0, 0.9)) is None
        assert odd_share("per 1,000", (0.069, 6.9)) is None
        assert odd_share("%", ()) is None

    def test_the_fewer_are_the_odd_ones(self) -> None:
        assert odd_share("%", (6.9, 0.07, 7.0)) == 0.07
        assert odd_share("%", (0.069, 7.0, 0.071)) == 7.0


class TestImpossible:
    def test_a_count_below_nought_among_counts_is_named(self) -> None:
        made = series((120.0, -3.0, 118.0), unit="number", decimals=0)
        (found,) = doubts(made)
        assert said(found).startswith("−3 in 2005/06 Q2 lies where no other figure does.")

    def test_a_percentage_over_a_hundred_among_others_is_named(self) -> None:
        assert codes(series((50.0, 690.0, 52.0))) == ["doubt_impossible"]

    def test_changes_may_be_negative_and_rates_beyond_a_hundred(self) -> None:
        assert codes(series((-3.0, 2.0, -1.0))) == []
        assert codes(series((104.0, 109.0, 98.0))) == []
        assert codes(series((120.0, 690.0), unit="per 1,000")) == []


class TestNothingToTell:
    def test_all_equal_is_ordinary_and_said(self) -> None:
        made = series((5.0,) * 14)
        (found,) = doubts(made)
        assert said(found).startswith("All 14 readings are 5.0%.")
        assert finding_of(made).signal == "common"
        assert long_direction((5.0,) * 14, Polarity.LOWER).probability == 1.0
        ahead = forecast(made)
        assert isinstance(ahead, Forecast)
        assert ahead.slope == 0.0

    def test_all_missing_is_said_and_judged_nowhere(self) -> None:
        made = series((None,) * 14)
        (found,) = doubts(made)
        assert said(found)
        assert finding_of(made) == UNTESTED
        assert note(made) == ("NI 117: no readings yet.",)

    def test_an_indicator_without_readings_raises_no_doubt(self) -> None:
        assert doubts(Series(indicator=indicator())) == ()
        assert doubts(series(NEET)) == ()


class TestBeyondMeasure:
    @pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 1e308, 2 * LARGEST])
    def test_it_is_no_figure_and_leaves_the_tests_as_they_were(self, value: float) -> None:
        assert sound(value) is None
        plain = series((*LEVEL, None, 7.0, 4.0))
        with_it = series((*LEVEL, value, 7.0, 4.0))
        assert finding_of(with_it) == finding_of(plain)
        assert forecast(with_it) == forecast(plain)

    def test_what_a_council_counts_is_a_figure(self) -> None:
        assert [sound(value) for value in (0.0, -3.0, 1e9, LARGEST, None)] == [0.0, -3.0, 1e9, LARGEST, None]


class TestManyReadings:
    def test_a_hundred_thousand_readings_are_tested_like_any_others(self) -> None:
        readings = tuple(
            Reading(Period(12 * 1000 + at, 1), 50.0 + (at * 7919 % 100) / 50) for at in range(100_000)
        )
        whole = Measured(Polarity.HIGHER, Frequency.MONTHLY, Shape.SNAPSHOT, readings, unit="number")
        assert assess(whole).signal == "common"
        fallen = replace(readings[-1], value=10.0)
        assert assess(replace(whole, readings=(*readings[:-1], fallen))).rule == "astronomical"
        made = Series(indicator=indicator(frequency=Frequency.MONTHLY, unit="number"), readings=readings)
        assert isinstance(forecast(made), Forecast)


@pytest.mark.parametrize("label", ["1899", "Q4 1888/89", "31/12/1899", "March 1875", "1066"])
def test_a_period_before_1900_is_refused_with_a_sentence(label: str) -> None:
    with pytest.raises(UnreadablePeriodError) as refused:
        parse(label)
    assert refused.value.problem.code in ("period_out_of_range", "period_unknown")
    assert sentence(refused.value.problem)


class TestTargets:
    def refused(
        self, value: float | None, floor: float | None = None, why: str = "As the neighbours", **more: object
    ) -> str:
        found = target_problem(value, floor, why, series(LEVEL, **more))
        assert found is not None
        said(found)
        return found.code

    def test_a_target_in_the_unit_of_the_readings_is_taken(self) -> None:
        assert target_problem(5.4, 6.0, "South East average", series(LEVEL)) is None
        assert target_problem(5.4, None, "South East average", Series(indicator=indicator())) is None

    def test_a_share_for_a_percentage_is_refused_and_says_what_was_meant(self) -> None:
        found = target_problem(0.054, None, "South East average", series(LEVEL))
        assert found is not None
        assert found.facts["meant"] == "5.4%"
        assert self.refused(5.4, 0.06) == "target_is_a_share"

    def test_another_unit_is_refused(self) -> None:
        assert self.refused(540.0) == "target_impossible"
        assert self.refused(-5.0) == "target_impossible"
        assert self.refused(1200.0, unit="number") == "target_other_unit"
        assert self.refused(0.007, unit="per 1,000") == "target_other_unit"

    def test_what_is_no_number_or_nothing_at_all_is_refused(self) -> None:
        assert self.refused(math.inf) == "target_not_a_number"
        assert self.refused(math.nan) == "target_not_a_number"
        assert self.refused(None) == "target_missing"

    @pytest.mark.parametrize("why", ["", "  ", "\n"])
    def test_a_target_needs_its_reason(self, why: str) -> None:
        assert self.refused(5.4, 6.0, why) == "target_rationale_missing"

    def test_the_floor_is_on_the_worse_side_of_the_target(self) -> None:
        assert self.refused(6.0, 5.4) == "target_floor_beyond"
        assert self.refused(5.4, 6.0, polarity=Polarity.HIGHER) == "target_floor_beyond"
        assert self.refused(6.0, None, polarity=Polarity.BAND) == "target_band_half"
        assert target_problem(6.0, 8.0, "Range", series(LEVEL, polarity=Polarity.BAND)) is None

    def test_a_stored_target_in_another_unit_is_a_doubt_of_the_series(self) -> None:
        made = replace(series(LEVEL), targets=(Target(Period.financial_year(2009), 0.054, None),))
        (found,) = doubts(made)
        assert said(found) == "The target for 2009/10, 0.054%, looks like a share of one. Write it as 5.4%."
