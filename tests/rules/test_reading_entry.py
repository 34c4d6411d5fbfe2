"""A figure typed by hand."""

from __future__ import annotations

import pytest

from app.rules.errors import Problem
from app.rules.indicator import Frequency, Reading
from app.rules.period import Period
from app.rules.reading_entry import counts_problem, due_periods, fitted_counts, read_value
from app.rules.series import Series
from tests.sample_series import indicator, neet, series

Q4 = Period.quarter(2009, 4)


@pytest.mark.parametrize(
    ("text", "value"),
    [("6.9", 6.9), (" 6.9% ", 6.9), ("6.9 %", 6.9), ("7", 7.0), (".5", 0.5), ("0", 0.0), ("+6.9", 6.9)],
)
def test_a_percentage_is_read_with_or_without_its_sign(text: str, value: float) -> None:
    assert read_value(text, series((1.0, 2.0, 1.5))) == value


@pytest.mark.parametrize(("text", "value"), [("1,204", 1204.0), ("£1,204.50", 1204.5), ("1204", 1204.0)])
def test_money_is_read_with_its_thousands(text: str, value: float) -> None:
    assert read_value(text, series((900.0,), unit="£")) == value


@pytest.mark.parametrize(
    "text", ["", " ", "n/a", "6,9", "1,20", "6.9.1", "=1+1", "1e5", "six", "nan", "inf", "--1", "%", "٣"]
)
def test_what_is_no_figure_is_refused_with_an_example(text: str) -> None:
    found = read_value(text, neet())
    assert isinstance(found, Problem)
    assert found.code == "reading_not_a_number"
    assert found.facts["example"] == "6.9%"


def test_a_percentage_beyond_its_ends_is_refused() -> None:
    found = read_value("690", neet())
    assert isinstance(found, Problem)
    assert found.code == "reading_out_of_range"


def test_a_share_typed_for_a_percentage_is_refused_and_says_what_was_meant() -> None:
    found = read_value("0.069", neet())
    assert isinstance(found, Problem)
    assert (found.code, found.facts["meant"]) == ("reading_is_a_share", "6.9%")


def test_a_small_percentage_is_no_share_where_the_others_are_small_too() -> None:
    assert read_value("0.4", series((0.5, 0.3, 0.6, 0.4))) == 0.4


def test_a_count_below_nought_is_refused_unless_others_were() -> None:
    found = read_value("-3", series((1.0, 2.0), unit="number"))
    assert isinstance(found, Problem)
    assert found.code == "reading_below_zero"
    assert read_value("−3", series((-1.0, 2.0), unit="number")) == -3.0


def test_the_quarter_without_a_figure_is_offered_for_typing() -> None:
    missing = series((6.0, 6.1), Q4.shift(-3))
    assert due_periods(missing, Q4) == (Q4, Q4.shift(-1))
    assert due_periods(missing, Q4.shift(-2)) == ()


def test_a_series_without_readings_offers_the_period_in_view() -> None:
    assert due_periods(Series(indicator=indicator()), Q4) == (Q4,)
    annual = Series(indicator=indicator(frequency=Frequency.ANNUAL))
    assert due_periods(annual, Q4) == (Period.financial_year(2009),)
    assert due_periods(annual, Q4.shift(-1)) == (Period.financial_year(2008),)


def test_another_share_of_the_same_base_has_the_count_that_makes_it() -> None:
    told = Reading(Q4, 6.4, numerator=3.0, denominator=47.0)
    assert fitted_counts(14.9, told, indicator()) == (7.0, 47.0)
    assert counts_problem(14.9, 7.0, 47.0, indicator()) is None


def test_a_survey_keeps_its_base_and_a_count_is_its_own_numerator() -> None:
    assert fitted_counts(61.0, Reading(Q4, 60.0, denominator=400.0), indicator()) == (None, 400.0)
    assert fitted_counts(12.0, Reading(Q4, 9.0, numerator=9.0), indicator(unit="number")) == (12.0, None)


def test_counts_that_make_another_figure_are_refused() -> None:
    problem = counts_problem(6.7, 1.0, 10.0, indicator())
    assert problem is not None
    assert (problem.code, problem.facts["makes"]) == ("counts_do_not_fit", "10.0%")
    assert counts_problem(6.7, 0.0, 0.0, indicator()) is not None
