"""Small numbers: what is hidden, and that nothing that is told gives it away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.indicator import Reading, Shape
from app.rules.period import Period
from app.rules.series import Series
from app.rules.suppression import HIDDEN, concealed, hidden_periods, printed_forms, scrubbed
from tests.sample_series import judged, series

FIRST = Period.quarter(2008, 1)


def shares(*parts: tuple[float, float], shape: Shape = Shape.SNAPSHOT, least: int = 5) -> Series:
    """Quarterly percentages of so many of so many."""
    plain = series(tuple(100 * part / whole for part, whole in parts), FIRST, shape=shape, least_count=least)
    readings = tuple(
        replace(each, numerator=part, denominator=whole)
        for each, (part, whole) in zip(plain.readings, parts, strict=True)
    )
    return replace(plain, readings=readings)


def counts(*values: float | None, shape: Shape = Shape.SNAPSHOT, least: int = 5) -> Series:
    return series(values, FIRST, unit="number", decimals=0, shape=shape, least_count=least)


def places(found: Series, earlier: Series | None = None) -> list[int]:
    return [(each.end - FIRST.end) // 3 for each in hidden_periods(found, earlier)]


def test_one_to_four_are_hidden_and_nought_and_five_are_told() -> None:
    assert places(counts(0, 1, 4, 5, None, 12)) == [1, 2]


def test_a_percentage_is_hidden_with_the_few_it_counts_or_leaves_out() -> None:
    assert places(shares((3, 50), (47, 50), (50, 50), (0, 50), (20, 50), (2, 4))) == [0, 1, 5]


def test_an_indicator_that_is_not_sensitive_hides_nothing() -> None:
    assert places(counts(1, 2, 3, least=1)) == places(counts(1, 2, 3, least=0)) == []


def test_a_threshold_of_two_hides_a_two_as_well_or_the_mark_would_say_one() -> None:
    assert places(counts(1, 2, 3, least=2)) == [0, 1]


def test_a_year_to_date_hides_what_subtraction_would_give_away() -> None:
    year = counts(20, 22, 30, 33, 20, shape=Shape.CUMULATIVE)
    assert places(year) == [1, 3]


def test_a_year_to_date_begins_again_with_the_year() -> None:
    assert places(counts(20, 30, 40, 50, 48, 60, shape=Shape.CUMULATIVE)) == []


def test_a_figure_restated_by_few_is_hidden_or_the_two_papers_would_tell() -> None:
    then, now = shares((20, 50), (20, 50), (3, 50)), shares((22, 50), (30, 50), (6, 50))
    assert places(now, then) == [0]


def test_a_base_of_few_hides_a_survey_too() -> None:
    survey = counts(50.0, shape=Shape.SURVEY)
    survey = replace(survey, indicator=replace(survey.indicator, unit="%"),
                     readings=(replace(survey.readings[0], denominator=4),))  # fmt: skip
    assert places(survey) == [0]


def test_the_public_series_has_neither_value_nor_counts_nor_colour_nor_note() -> None:
    found = judged(shares((20, 50), (3, 50)))
    public = concealed(found, hidden_periods(found))
    last = public.readings[-1]
    assert (last.value, last.numerator, last.denominator, last.note) == (None, None, None, "")
    assert last.period not in {period for period, rag in public.rags.items() if rag.letter}


@pytest.mark.parametrize(("text", "public"), [
    ("Two children were moved.", "c children were moved."),
    ("Only 3 of the young people came.", "Only c of the young people came."),
    ("250 short course places for 1,003 people", "250 short course places for 1,003 people"),
    ("Five pupils, then four more pupils", "Five pupils, then c more pupils"),
    ("A four-page form in 3 homes", "A four-page form in 3 homes"),
    ("We had 6.7% of leavers, that is 3 of 45.", "We had c of leavers, that is c."),
    ("Nearly 7 per cent", "Nearly c"),
    ("16.7% and 6.75 are other figures", "16.7% and 6.75 are other figures"),
])  # fmt: skip
def test_texts_lose_small_numbers_of_people_and_the_hidden_figures(text: str, public: str) -> None:
    found = shares((3, 45))
    assert scrubbed(text, 5, set(printed_forms(found, hidden_periods(found)))) == public


parts = st.integers(0, 40)


@settings(max_examples=150, deadline=None)
@given(st.lists(parts, min_size=1, max_size=9), st.booleans(), st.integers(0, 3), st.data())
def test_whoever_knows_the_rule_and_the_bases_cannot_tell_a_hidden_count(
    numerators: list[int], cumulative: bool, spare: int, data: st.DataObject
) -> None:
    """For every hidden figure there is another that would give the very same paper."""
    shape = Shape.CUMULATIVE if cumulative else Shape.SNAPSHOT
    if cumulative:
        numerators = _running(numerators)
    whole = max(numerators) + spare + 6
    true = shares(*((part, whole) for part in numerators), shape=shape)
    told = concealed(true, hidden_periods(true))
    at = data.draw(st.sampled_from(range(len(numerators))))
    if told.readings[at].value is not None:
        return
    others = [n for n in range(whole + 1) if n != numerators[at]]
    assert any(_told_alike(told, true, at, other, whole) for other in others)


def _running(added: list[int]) -> list[int]:
    """Year to date: four quarters, then from nothing again."""
    found, total = [], 0
    for at, each in enumerate(added):
        total = each if at % 4 == 0 else total + each
        found.append(total)
    return found


def _told_alike(told: Series, true: Series, at: int, other: int, whole: int) -> bool:
    changed = list(true.readings)
    changed[at] = replace(changed[at], value=100 * other / whole, numerator=other)
    world = replace(true, readings=tuple(changed))
    return concealed(world, hidden_periods(world)).readings == told.readings


def test_the_mark_is_a_letter_that_no_figure_is() -> None:
    assert HIDDEN == "c" and not HIDDEN.isdigit()
    assert Reading(FIRST, None).value is None
