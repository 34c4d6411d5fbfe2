"""Small numbers told honestly, and the words for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.cohort import Cohort, cohort_of
from app.rules.indicator import Polarity, Reading, Shape, Target
from app.rules.period import Period
from app.rules.series import Series
from app.rules.trend_words import cohort_words, sentence
from tests.sample_series import indicator

YEAR = Period.financial_year(2009)


def told(
    part: float | None, whole: float | None, target: float | None = 54.0, **changed: object
) -> Cohort | None:
    facts = {"polarity": Polarity.HIGHER, "decimals": 0, **changed}
    value = facts.pop("value", None) or (None if part is None or not whole else 100 * part / whole)
    made = indicator(**facts)
    reading = Reading(YEAR, value, numerator=part, denominator=whole)  # type: ignore[arg-type]
    return cohort_of(made, reading, None if target is None else Target(YEAR, target, None))


def words(part: float, whole: float, target: float | None = 54.0, **changed: object) -> str:
    made = Series(indicator=indicator(**{"polarity": Polarity.HIGHER, "decimals": 0, **changed}))
    return cohort_words(made, told(part, whole, target, **changed))


def test_a_share_of_fifty_says_its_range_and_how_many_more_would_do() -> None:
    assert words(23, 50) == "likely between 33% and 60%; 4 more would reach the target"


def test_where_lower_is_better_it_is_so_many_fewer() -> None:
    assert (
        words(23, 50, 40.0, polarity=Polarity.LOWER)
        == "likely between 33% and 60%; 3 fewer would reach the target"
    )


def test_a_met_target_leaves_the_range_alone() -> None:
    assert words(30, 50) == "likely between 46% and 72%"
    assert words(23, 50, None) == "likely between 33% and 60%"


def test_a_share_of_thousands_needs_no_range() -> None:
    assert words(4600, 10_000) == ""
    found = told(4600, 10_000)
    assert found is not None
    assert not found.small


def test_a_rate_is_held_against_its_own_size() -> None:
    few, many = (
        told(12, 4000, 2.0, unit="per 1,000", value=3.0),
        told(1200, 400_000, 2.0, unit="per 1,000", value=3.0),
    )
    assert few is not None
    assert many is not None
    assert (few.small, many.small) == (True, False)
    assert few.low == pytest.approx(1.7, abs=0.05)


@pytest.mark.parametrize("part", [2, 48])
def test_so_few_that_they_could_be_known_are_not_counted_out(part: float) -> None:
    assert "more" not in words(part, 50, 99.0)
    found = told(part, 50)
    assert found is not None
    assert found.hidden


def test_of_nobody_nothing_is_hidden() -> None:
    found = told(0, 50)
    assert found is not None
    assert (found.hidden, found.low) == (False, 0.0)


def test_a_survey_has_a_range_from_its_base_and_no_people_who_would_do() -> None:
    found = told(None, 50, value=46.0, shape=Shape.SURVEY)
    assert found is not None
    assert (round(found.low), round(found.high), found.short) == (33, 60, None)


@pytest.mark.parametrize("polarity", [Polarity.BAND, Polarity.NONE])
def test_without_a_better_direction_nobody_is_short_of_a_target(polarity: Polarity) -> None:
    found = told(23, 50, polarity=polarity)
    assert found is not None
    assert found.short is None


@pytest.mark.parametrize(("part", "whole"), [(None, None), (23, None), (23, 0), (60, 50), (-1, 50)])
def test_what_is_no_count_of_a_count_has_no_range(part: float | None, whole: float | None) -> None:
    assert told(part, whole) is None


def test_a_score_is_no_share() -> None:
    assert told(23, 50, unit="score") is None
    assert cohort_of(indicator(), None, None) is None


def test_the_sentence_for_everybody_holds_the_range() -> None:
    made = Series(
        indicator=indicator(polarity=Polarity.HIGHER, decimals=0, code="NI 148"),
        readings=(Reading(YEAR, 46.0, numerator=23, denominator=50),),
        targets=(Target(YEAR, 54.0, None),),
    )
    said = "NI 148: 46% in 2009/10 (likely between 33% and 60%; 4 more would reach the target), target 54%."
    assert sentence(made) == said
    large = replace(made, readings=(Reading(YEAR, 46.0, numerator=23_000, denominator=50_000),))
    assert sentence(large) == "NI 148: 46% in 2009/10, target 54%."
