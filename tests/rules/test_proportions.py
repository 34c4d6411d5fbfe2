"""Counts out of counts: intervals agree with the printed examples, tests with independent arithmetic."""

from __future__ import annotations

import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.indicator import Polarity
from app.rules.proportions import Count, count_of, difference, interval, share_of_unit, short_of_target, trend


def test_a_small_cohort_says_how_little_it_says() -> None:
    found = interval(Count(23, 50))
    assert (round(found.low, 2), round(found.high, 2)) == (0.33, 0.60)


@pytest.mark.parametrize(("part", "low", "high"), [(0, 0.0, 0.2775), (10, 0.7225, 1.0), (5, 0.2366, 0.7634)])
def test_the_score_interval_agrees_with_the_printed_values(part: int, low: float, high: float) -> None:
    found = interval(Count(part, 10))
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        (Count(56, 70), Count(48, 80), 0.0524, 0.3339),
        (Count(9, 10), Count(3, 10), 0.1705, 0.8090),
        (Count(10, 10), Count(0, 20), 0.6791, 1.0),
        (Count(5, 56), Count(0, 29), -0.0381, 0.1926),
    ],
)
def test_the_change_of_a_share_agrees_with_newcombes_table(
    now: Count, before: Count, low: float, high: float
) -> None:
    found = difference(now, before)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


counts = st.integers(1, 500).flatmap(lambda n: st.integers(0, n).map(lambda part: Count(part, n)))


@given(counts)
def test_a_share_lies_in_its_interval_and_the_interval_in_nought_to_one(count: Count) -> None:
    found = interval(count)
    assert 0 <= found.low <= count.share <= found.high <= 1


@given(counts, counts)
def test_a_change_turned_round_has_its_interval_turned_round(now: Count, before: Count) -> None:
    there, back = difference(now, before), difference(before, now)
    assert (there.low, there.high) == (pytest.approx(-back.high), pytest.approx(-back.low))
    assert there.low <= now.share - before.share <= there.high


@given(counts, st.floats(0.01, 0.2), st.floats(0.3, 0.6))
def test_more_confidence_is_a_wider_interval(count: Count, strict: float, lax: float) -> None:
    wide, narrow = interval(count, strict), interval(count, lax)
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@given(st.lists(counts, min_size=3, max_size=5))
def test_the_trend_of_counts_is_the_correlation_of_each_person_with_the_years(
    given_counts: list[Count],
) -> None:
    people = [
        (float(at), 1.0 if person < count.part else 0.0)
        for at, count in enumerate(given_counts)
        for person in range(int(count.whole))
    ]
    found = trend(given_counts)
    answers = {answer for _, answer in people}
    if len(answers) == 1:
        assert (found.chi_squared, found.probability) == (0.0, 1.0)
        return
    correlation = statistics.correlation([at for at, _ in people], [answer for _, answer in people])
    assert found.chi_squared == pytest.approx(len(people) * correlation**2, rel=1e-6, abs=1e-9)


def test_a_clear_fall_of_counts_is_beyond_chance() -> None:
    found = trend([Count(part, 200) for part in (120, 115, 108, 98, 90)])
    assert found.slope < 0
    assert found.probability < 0.01


def test_about_one_level_series_of_counts_in_twenty_looks_like_a_trend() -> None:
    chance = random.Random(5)
    found = [
        trend([Count(sum(chance.random() < 0.4 for _ in range(60)), 60) for _ in range(5)]).probability
        for _ in range(1_500)
    ]
    assert 0.03 < sum(each < 0.05 for each in found) / len(found) < 0.07


@pytest.mark.parametrize(
    ("numerator", "denominator", "known"),
    [(5, 10, True), (0, 10, True), (10, 10, True), (11, 10, False), (-1, 10, False), (1, 0, False),
     (None, 10, False), (5, None, False), (float("nan"), 10, False)],
)  # fmt: skip
def test_two_numbers_are_a_count_only_if_one_is_part_of_the_other(
    numerator: float | None, denominator: float | None, known: bool
) -> None:
    assert (count_of(numerator, denominator) is not None) is known


@pytest.mark.parametrize(
    ("part", "target", "polarity", "expected"),
    [
        (23, 0.54, Polarity.HIGHER, 4),
        (23, 0.46, Polarity.HIGHER, 0),
        (23, 0.47, Polarity.HIGHER, 1),
        (23, 0.40, Polarity.LOWER, 3),
        (23, 0.50, Polarity.LOWER, 0),
        (23, 0.90, Polarity.NONE, 0),
    ],
)
def test_the_way_to_the_target_is_told_in_people(
    part: int, target: float, polarity: Polarity, expected: int
) -> None:
    assert short_of_target(Count(part, 50), target, polarity) == expected


@given(st.integers(1, 400), st.floats(0, 1), st.sampled_from([Polarity.HIGHER, Polarity.LOWER]), st.data())
def test_so_many_people_do_meet_the_target_and_one_fewer_do_not(
    whole: int, target: float, polarity: Polarity, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, whole))
    sign = 1 if polarity is Polarity.HIGHER else -1
    missing = short_of_target(Count(part, whole), target, polarity)
    gap = sign * (target * whole - part)
    assert missing >= gap - 1e-6
    assert missing == 0 or missing - 1 < gap


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("%", 100), ("per 1,000", 1000), ("per 100,000", 100_000), ("number", None), ("£", None), ("", None),
     ("per head", None), ("per 0", None)],
)  # fmt: skip
def test_a_unit_says_how_its_values_become_shares(unit: str, scale: float | None) -> None:
    assert share_of_unit(unit) == scale
