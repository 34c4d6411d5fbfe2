"""A figure that comes in, held against its own series: slips are asked about, and true figures seldom are."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.errors import Problem
from app.rules.figure_doubts import FACTOR_CODES, doubts_of, meant
from app.rules.indicator import Frequency, Shape, Status, YearKind
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.rules.readings_now import CurrentFigure, MeasuredIndicator

NEET = MeasuredIndicator(
    1, "NI 117", "Young people", "%", 1, Frequency.QUARTERLY, YearKind.FINANCIAL, least_count=5
)
RATE = replace(NEET, unit="per 1,000")
NOW = Period.quarter(2009, 4)
STEADY = (6.0, 6.1, 6.2, 6.0, 6.1, 6.2, 6.0, 6.1, 6.2)


def figures(*values: float | None) -> dict[Period, CurrentFigure]:
    count = len(values)
    return {NOW.shift(at - count): CurrentFigure(value, Status.FINAL) for at, value in enumerate(values)}


def asked(value: float, *before: float | None, of: MeasuredIndicator = NEET, **more: float) -> list[str]:
    row = ReadingRow(of.id, NOW, value, Status.FINAL, **more)
    return [doubt.code for doubt in doubts_of(of, row, figures(*before))]


def test_a_figure_is_held_against_its_limits_the_one_before_and_the_least_count() -> None:
    assert asked(6.1, *STEADY) == []
    assert asked(7.4, *STEADY) == ["figure_outside_limits"]
    assert asked(6.2, *STEADY) == ["figure_as_before"]
    assert asked(6.1, *STEADY, numerator=3, denominator=49) == ["figure_small_count"]
    assert asked(7.4, *STEADY[:5]) == []
    assert asked(7.4, *STEADY, of=replace(NEET, shape=Shape.CUMULATIVE)) == []


def test_what_is_stored_already_is_not_asked_about_again() -> None:
    row = ReadingRow(1, NOW, 7.4, Status.FINAL)
    assert not list(doubts_of(NEET, row, {**figures(*STEADY), NOW: CurrentFigure(7.4, Status.PROVISIONAL)}))


@pytest.mark.parametrize(
    ("value", "before", "code", "likely"),
    [
        (62, (6.9, 7.1, 6.8), "figure_shifted", 6.2),
        (48, (6.9, 7.1, 6.8, 5.2), "figure_shifted", 4.8),
        (0.81, (6.9, 7.1, 6.8), "figure_shifted", 8.1),
        (69, (6.9, 7.1, 6.8), "figure_many_times", 6.9),
        (0.069, (6.9, 7.1, 6.8), "figure_small_part", 6.9),
        (18, (2.4, 7.1), None, None),
        (27, (6.9, 7.1, 6.8), None, None),
    ],
)
def test_a_slip_of_the_decimal_point_is_seen_though_the_figure_also_moved(
    value: float, before: Sequence[float], code: str | None, likely: float | None
) -> None:
    codes = [each for each in asked(value, *before, of=RATE) if each in FACTOR_CODES]
    assert codes == ([code] if code else [])
    if code:
        assert meant(RATE, NOW, value, figures(*before)) == pytest.approx(likely)


KG = replace(NEET, code="NI 191", unit="kg", decimals=0, shape=Shape.CUMULATIVE)
HOMES = replace(KG, code="NI 155", unit="number")
MILESTONES = replace(KG, code="LI 01", unit="%")
_TENFOLD = (57.8, 5.78, 5780.0, 57800.0)
A_YEAR = (150.0, 290.0, 430.0, 578.0)


def of_total(value: float, *before: float | None, of: MeasuredIndicator = KG, quarter: int = 4,
             stored: float | None = None) -> list[Problem]:  # fmt: skip
    """What is asked of a running total at a quarter of 2009/10, after the totals of the quarters before."""
    period = Period.quarter(2009, quarter)
    known = {
        period.shift(at - len(before)): CurrentFigure(each, Status.FINAL) for at, each in enumerate(before)
    }
    if stored is not None:
        known[period] = CurrentFigure(stored, Status.PROVISIONAL)
    row = ReadingRow(of.id, period, value, Status.FINAL)
    found = list(doubts_of(of, row, known))
    if found and value in _TENFOLD:
        assert meant(of, period, value, known) == pytest.approx(578)
    return found


def test_a_running_total_ten_times_out_is_seen_whatever_the_quarters_beside_it_hide() -> None:
    """57.8 of 578 lies between the first quarter's total and nothing; it was taken for usual."""
    against = {"2 years": (*A_YEAR, 148.0, 288.0, 433.0), "this year alone": A_YEAR[:3]}
    for words, before in against.items():
        for value in _TENFOLD:
            (found,) = of_total(value, *before)
            held = "same_time" if words == "2 years" else "so_far"
            assert (found.code in FACTOR_CODES, found.facts["against"]) == (True, held), (words, value)
        assert of_total(578.0, *before) == []
    assert of_total(57.8, *A_YEAR, 148.0, None, None)[0].facts["before"] == "578"


def test_a_running_total_is_held_against_its_own_quarter_of_earlier_years_and_not_the_one_before() -> None:
    """A first quarter is a small part of the last one's total, and that says nothing."""
    assert of_total(52.0, 50.0, 120.0, 200.0, 260.0, of=HOMES, quarter=1) == []
    assert of_total(30.0, 50.0, 120.0, 200.0, 260.0, of=HOMES, quarter=1) == []
    (found,) = of_total(5.2, 50.0, 120.0, 200.0, 260.0, of=HOMES, quarter=1)
    assert (found.code, found.facts["period"], found.facts["against"]) == (
        "figure_shifted", "2008/09 Q1", "same_time",
    )  # fmt: skip


def test_a_running_total_that_falls_in_its_year_is_asked_about_and_one_that_stands_still_too() -> None:
    (found,) = of_total(429.0, *A_YEAR[:3])
    assert (found.code, found.facts["period"]) == ("figure_total_falls", "2009/10 Q3")
    assert [each.code for each in of_total(430.0, *A_YEAR[:3])] == ["figure_as_before"]
    assert of_total(431.0, *A_YEAR[:3]) == []
    assert of_total(60.0, 20.0, 45.0, 80.0, of=MILESTONES) == []
    assert of_total(25.0, 2.0, 22.0, 50.0, 80.0, 2.0, of=HOMES, quarter=2) == []


@pytest.mark.parametrize(("value", "asked_about"), [(57.8, True), (80.0, False), (5780.0, True), (2400.0, False)])
def test_with_nothing_else_known_a_figure_is_held_against_the_one_stored_for_its_period(
    value: float, asked_about: bool
) -> None:
    found = of_total(value, stored=578.0, quarter=1)
    assert bool([each for each in found if each.facts["against"] == "stored"]) is asked_about
    row = ReadingRow(1, NOW, 66.0, Status.FINAL)
    (of_snapshot,) = doubts_of(NEET, row, {NOW: CurrentFigure(6.6, Status.PROVISIONAL)})
    assert (of_snapshot.code, of_snapshot.facts["against"]) == ("figure_many_times", "stored")


def test_a_stored_figure_that_was_itself_ten_times_out_is_put_right_without_a_question() -> None:
    assert of_total(578.0, *A_YEAR, 148.0, 288.0, 433.0, stored=5780.0) == []
    row = ReadingRow(1, NOW, 6.6, Status.FINAL)
    assert not list(doubts_of(NEET, row, {**figures(6.4, 6.7, 6.5), NOW: CurrentFigure(66.0, Status.FINAL)}))


def test_the_first_total_of_a_year_is_held_against_the_pace_of_the_year_before() -> None:
    """Where the plan begins with the end of a year: a quarter of 578 is 145."""
    assert of_total(150.0, 430.0, 578.0, quarter=1) == []
    (large,) = of_total(1500.0, 430.0, 578.0, quarter=1)
    (small,) = of_total(13.0, 430.0, 578.0, quarter=1)
    assert (large.code, small.code) == ("figure_many_times", "figure_small_part")


@given(
    steps=st.lists(st.floats(20, 200), min_size=4, max_size=4),
    growth=st.lists(st.floats(0.8, 1.25), min_size=2, max_size=2),
    quarter=st.integers(1, 4), unit=st.sampled_from(("kg", "number", "per 100,000", "£m")),
    factor=st.sampled_from((10.0, 100.0, 0.1, 0.01)),
)  # fmt: skip
def test_of_totals_that_grow_alike_each_year_every_slip_is_seen_and_no_true_figure(
    steps: list[float], growth: list[float], quarter: int, unit: str, factor: float
) -> None:
    of = replace(KG, unit=unit, decimals=1)
    known: dict[Period, CurrentFigure] = {}
    level = 1.0
    for year, by in ((2007, 1.0), (2008, growth[0]), (2009, growth[1])):
        level *= by
        for at in range(1, 5):
            known[Period.quarter(year, at)] = CurrentFigure(sum(steps[:at]) * level, Status.FINAL)
    period = Period.quarter(2009, quarter)
    known = {each: figure for each, figure in known.items() if each <= period}
    true = known.pop(period).value or 0.0

    def slips(value: float) -> bool:
        row = ReadingRow(of.id, period, value, Status.FINAL)
        return any(each.code in FACTOR_CODES for each in doubts_of(of, row, known))

    assert not slips(true)
    assert slips(true * factor)


@pytest.mark.parametrize("kind", YearKind)
def test_the_year_of_a_running_total_begins_where_its_kind_says(kind: YearKind) -> None:
    first = {YearKind.FINANCIAL: 4, YearKind.ACADEMIC: 9, YearKind.CALENDAR: 1}[kind]
    of = replace(HOMES, year_kind=kind, frequency=Frequency.MONTHLY)
    months = [Period.month(2009, first).shift(at) for at in range(-12, 2)]
    known = {each: CurrentFigure(float(at % 12 + 1) * 20, Status.FINAL) for at, each in enumerate(months)}
    fresh, second = months[12], months[13]
    del known[second]
    assert list(doubts_of(of, ReadingRow(1, fresh, 21.0, Status.FINAL), {**known})) == []
    (falls,) = doubts_of(of, ReadingRow(1, second, 19.0, Status.FINAL), {fresh: known[fresh]})
    assert falls.code == "figure_total_falls"


def test_on_real_series_true_figures_are_seldom_asked_about_and_slips_nearly_always(shared_data: Path) -> None:
    """Measured on 11,542 figures of 1,674 published series: three true ones are taken for a slip of the point
    (0.03%); of the same figures ten times too large 98.8% are asked about, ten times too small 94.6%. With the bare
    rule of ten times it was two, and about half.
    """
    total = wrong = large = small = slips = 0
    for series in _real(shared_data):
        for at in range(1, len(series)):
            before, value = series[:at], series[at]
            total += 1
            wrong += _slipped(value, before)
            if value:
                slips += 1
                large += _slipped(value * 10, before)
                small += _slipped(value / 10, before)
    assert total > 10_000
    assert wrong / total < 0.001
    assert large / slips > 0.97
    assert small / slips > 0.92


def _slipped(value: float, before: Sequence[float]) -> bool:
    return any(code in FACTOR_CODES for code in asked(value, *before, of=RATE))


def _real(folder: Path) -> Iterator[list[float]]:
    found: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for row in _rows(folder / "process_limits/inputs.csv"):
        _keep(found[row["series_id"],], row["period"], row["value"])
    for row in _rows(folder / "real/hampshire_headline_indicators.csv"):
        _keep(found[row["measure_short"], row["area"]], row["start_year"], row["value"])
    for row in _rows(folder / "real/oflog_asc/ASC_data.csv"):
        if row["Grouping"] == "LA_Raw":
            _keep(found[row["Code"], row["Local authority code"]], row["Financial year"], row["Value"])
    for file in sorted((folder / "real/trafford_themes").glob("*.csv")):
        if file.stem not in ("claimant_count", "employment_rate"):  # their periods do not sort as text
            for row in _rows(file):
                _keep(found[file.stem, row["measure"], row["area_code"]], row["period"], row["value"])
    for values in found.values():
        if len(values) >= 3:
            yield [value for _, value in sorted(values.items())]


def _keep(series: dict[str, float], period: str, value: str) -> None:
    try:
        series[period] = float(value)
    except ValueError:
        return


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
