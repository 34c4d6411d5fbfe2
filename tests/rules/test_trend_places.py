"""Localities on one scale, a year to date taken apart for its limits, and the words beside special points."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.decumulate import adds_up
from app.rules.errors import Problem
from app.rules.figure_layout import lay_out
from app.rules.figure_sheet import together
from app.rules.indicator import Polarity, Shape, Target
from app.rules.period import Period
from app.rules.series import Place, Series
from app.rules.trend import View, trend
from app.rules.trend_courses import Kind
from app.rules.trend_limits import limits_trend
from app.rules.trend_places import on_one_scale, place_trends, scale_words
from tests.sample_series import neet, series

Q = Period.quarter


def districts() -> Series:
    high = tuple(replace(each, value=(each.value or 0) + 3) for each in neet().readings[-6:])
    low = tuple(replace(each, value=(each.value or 0) - 2) for each in neet().readings[-4:-1])
    return replace(neet(), places=(Place(2, "Havant", high), Place(3, "Hart", low)))


def test_localities_share_time_and_values_whatever_they_have_figures_for() -> None:
    havant, hart = place_trends(districts())
    assert (havant.full.low, havant.full.high) == (hart.full.low, hart.full.high)
    assert havant.full.low < min(point.value for point in hart.points)
    assert havant.full.high > max(point.value for point in havant.points)
    shift = (hart.first.end - havant.first.end) / hart.step
    assert hart.full.left + shift == pytest.approx(havant.full.left)
    assert hart.full.right + shift == pytest.approx(havant.full.right)


def test_a_localitys_chart_has_the_county_behind_it_and_no_target_of_its_own() -> None:
    havant, _ = place_trends(districts())
    assert {course.kind for course in havant.courses} == {Kind.COMPARATOR}
    assert {course.name for course in havant.courses} == {"Whole county"}


def test_a_localitys_sentence_says_where_it_stands_to_the_county() -> None:
    havant, hart = place_trends(districts())
    assert havant.sentence == (
        "Havant: 9.9% in 2009/10 Q4, above the whole county's 6.9%, worse than the same quarter last year "
        "for two quarters."
    )
    assert hart.sentence == "Hart: 4.6% in 2009/10 Q3, below the whole county's 6.6%."


def test_what_all_small_charts_share_is_said_once_and_not_in_each() -> None:
    places = place_trends(districts())
    words = [each.text for each in lay_out(places[0], 200, 90).words]
    assert not any("zero" in text for text in words)
    assert scale_words(places).startswith("All on one scale, from ")
    sheet = together(trend(districts()), places, 760)
    assert sum("zero" in each.text for each in sheet.words) == 1
    assert {"Havant", "Hart"} <= {each.text for each in sheet.words}
    assert all(not line.clip for line in sheet.lines)
    assert "Hart: 4.6%" in sheet.description


def test_percentages_share_a_scale_and_numbers_keep_their_own() -> None:
    small, large = series((2.0, 3.0), unit="%"), series((60.0, 80.0), unit="%", id=2)
    homes, visits = series((40.0, 50.0), unit="number", id=3), series((4000.0, 5000.0), unit="number", id=4)
    found = on_one_scale([trend(each) for each in (small, large, homes, visits)])
    assert found[0].full == found[1].full
    assert found[2].full.high < 100 < 1000 < found[3].full.low


def test_a_series_without_readings_stays_as_it_is_among_the_others() -> None:
    empty = trend(series(()))
    assert on_one_scale([empty, trend(neet())])[0] == empty
    assert on_one_scale([]) == ()


# A year to date

HOMES = (168.0, 352.0, 574.0, 861.0, 181.0, 379.0, 602.0, 903.0, 142.0, 310.0, 498.0, 742.0)


def homes() -> Series:
    made = series(HOMES, Q(2007, 1), unit="number", decimals=0, shape=Shape.CUMULATIVE, polarity=Polarity.HIGHER)
    return replace(made, targets=(Target(Period.financial_year(2009), 950.0, 900.0),))


def test_limits_of_a_year_to_date_are_those_of_each_quarter_alone_and_say_so() -> None:
    found = limits_trend(homes())
    assert not isinstance(found, Problem)
    drawn, alone = found
    assert [point.value for point in drawn.points] == [
        168, 184, 222, 287, 181, 198, 223, 301, 142, 168, 188, 244,
    ]  # fmt: skip
    assert drawn.limits
    assert drawn.restarts == frozenset()
    assert drawn.sentence.startswith("NI 117: 742 (provisional) in 2009/10 Q4")
    assert "Each quarter on its own, not the year to date:" in drawn.sentence
    assert "Each quarter on its own, not the year to date" in [each.text for each in lay_out(drawn, 800, 400).words]
    assert alone.readings[-1].value == 244
    assert alone.targets == ()
    assert drawn.courses == ()


def test_a_share_of_the_year_to_date_without_counts_has_no_limits() -> None:
    assert limits_trend(series(shape=Shape.CUMULATIVE)) == Problem("limits_cumulative")


@pytest.mark.parametrize(("unit", "whole"), [("number", True), ("£", True), ("kg", True), ("%", False),
                                             ("per 1,000", False), ("score", False), ("level", False)])
def test_amounts_add_up_over_a_year_and_shares_do_not(unit: str, whole: bool) -> None:
    assert adds_up(unit) is whole


# Words beside special points

def test_the_shapes_are_explained_once_each_beside_such_points() -> None:
    found = limits_trend(neet())
    assert not isinstance(found, Problem)
    for width, height in ((760, 420), (900, 340), (480, 260)):
        words = [each.text for each in lay_out(found[0], width, height).words]
        assert sum(text.startswith("Diamond") for text in words) <= 1
        assert words.count("Diamonds: concern") == 1
        assert words.count("Squares: improvement") == 1


def test_without_special_points_no_shape_is_explained() -> None:
    found = limits_trend(homes())
    assert not isinstance(found, Problem)
    assert not any(each.text.startswith(("Diamond", "Square")) for each in lay_out(found[0], 760, 420).words)
    assert not any(each.text.startswith("Diamond") for each in lay_out(trend(neet(), View.TARGET), 760, 420).words)
