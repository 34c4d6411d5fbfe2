"""Ticks of values and periods."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.axis import period_ticks, value_range, value_ticks
from app.rules.figure import Window
from app.rules.period import Period


@given(
    low=st.floats(-1e9, 1e9), span=st.floats(1e-3, 1e9), decimals=st.integers(0, 3), most=st.integers(2, 12)
)
def test_ticks_lie_in_the_range_are_few_and_no_two_print_alike(
    low: float, span: float, decimals: int, most: int
) -> None:
    found = value_ticks(low, low + span, "number", decimals, most)
    assert len(found.values) <= most
    assert len(set(found.labels)) == len(found.labels)
    for value in found.values:
        assert low - span * 1e-6 <= value <= low + span * (1 + 1e-6)


def test_ticks_of_whole_numbers_step_by_whole_numbers() -> None:
    assert value_ticks(0.0, 3.2, "number", 0, 9).labels == ("0", "1", "2", "3")


def test_a_range_narrower_than_the_decimals_prints_more_of_them() -> None:
    labels = value_ticks(6.01, 6.06, "%", 1, 6).labels
    assert labels == ("6.01%", "6.02%", "6.03%", "6.04%", "6.05%", "6.06%")


@pytest.mark.parametrize(("low", "high"), [(5.0, 5.0), (float("nan"), 1.0), (0.0, float("inf"))])
def test_a_range_that_is_none_has_no_ticks(low: float, high: float) -> None:
    assert value_ticks(low, high, "%", 1, 5).values == ()


def test_a_minus_is_printed_as_one() -> None:
    assert value_ticks(-2.0, 0.0, "number", 0, 3).labels == ("−2", "−1", "0")


def test_the_axis_starts_at_zero_where_that_costs_little() -> None:
    assert value_range([10.0, 40.0], share=False)[0] == 0.0
    assert value_range([38.0, 40.0], share=False)[0] > 0.0


def test_a_percentage_axis_does_not_promise_more_than_all() -> None:
    assert value_range([60.0, 99.0], share=True)[1] == 100.0


def test_equal_values_stand_in_the_middle_of_the_axis() -> None:
    low, high = value_range([5.0, 5.0], share=False)
    assert low < 5.0 < high


def test_years_alone_are_named_where_quarters_do_not_fit() -> None:
    found = period_ticks(Period.quarter(2000, 1), 3, Window(-0.5, 39.5, 0, 1), 300, 11, short=False)
    assert found.ticks == ()
    labels = [group.label for group in found.groups]
    assert labels == ["2000/01", "2002/03", "2004/05", "2006/07", "2008/09"]


def test_months_stand_over_calendar_years() -> None:
    found = period_ticks(Period(2009 * 12 + 10, 1), 1, Window(-0.5, 5.5, 0, 1), 400, 11, short=False)
    assert [tick.label for tick in found.ticks] == ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr"]
    assert [(group.label, group.start, group.end) for group in found.groups] == [
        ("2009", -10.5, 1.5), ("2010", 1.5, 13.5),
    ]


def test_annual_labels_are_thinned_and_the_newest_stays() -> None:
    found = period_ticks(Period.financial_year(1990), 12, Window(-0.5, 19.5, 0, 1), 300, 11, short=False)
    assert found.ticks[-1].label == "2009/10"
    places = [tick.position for tick in found.ticks]
    assert all(later - earlier >= 4 for earlier, later in pairwise(places))
