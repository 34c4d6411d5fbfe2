"""The one definition of a chart: what stands where, and that no words cover others."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.figure import Anchor, Dash, Figure, Ink, Line, Window
from app.rules.figure import Shape as MarkShape
from app.rules.figure_frame import Detail
from app.rules.figure_layout import lay_out
from app.rules.indicator import Frequency, Polarity, Shape, Status, Target
from app.rules.period import Period
from app.rules.series import Comparator, Event, Series
from app.rules.trend import View, trend
from app.rules.trend_courses import Kind
from tests.sample_series import NEET, indicator, neet, rising_at_the_end, series

Q4 = Period.quarter(2009, 4)


def lines_of(figure: Figure, ink: Ink) -> list[Line]:
    return [line for line in figure.lines if line.ink is ink]


def texts(figure: Figure) -> list[str]:
    return [words.text for words in figure.words]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    return [(a.text, b.text) for a, b in combinations(figure.words, 2) if a.box.meets(b.box)]


# Words

numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))


@settings(max_examples=150, deadline=None)
@given(
    values=st.lists(st.one_of(st.none(), numbers), min_size=1, max_size=60),
    target=st.one_of(st.none(), numbers),
    floor=st.one_of(st.none(), numbers),
    events=st.lists(st.integers(0, 59), max_size=8),
    width=st.integers(200, 1400),
    height=st.integers(110, 800),
    scale=st.sampled_from([1.0, 1.25, 2.0]),
    detail=st.sampled_from(list(Detail)),
    frequency=st.sampled_from([Frequency.QUARTERLY, Frequency.MONTHLY, Frequency.ANNUAL]),
    unit=st.sampled_from(["%", "number", "per 1,000", "£"]),
)
def test_no_words_of_a_chart_cover_others_or_leave_the_sheet_sideways(
    values: list[float | None], target: float | None, floor: float | None, events: list[int], width: int,
    height: int, scale: float, detail: Detail, frequency: Frequency, unit: str,
) -> None:  # fmt: skip
    start = {
        Frequency.QUARTERLY: Period.quarter(2005, 1), Frequency.MONTHLY: Period(2005 * 12, 1),
        Frequency.ANNUAL: Period.financial_year(1990),
    }[frequency]
    plain = series(tuple(values), start, frequency=frequency, unit=unit)
    whole = replace(
        plain,
        targets=tuple(Target(r.period, target, floor) for r in plain.readings),
        events=tuple(
            Event(n, plain.readings[at % len(values)].period, f"Something happened here {at}")
            for n, at in enumerate(events)
        ),
        comparators=(Comparator("South East neighbours", tuple((r.period, 5.0) for r in plain.readings)),),
    )
    figure = lay_out(trend(whole, View.COMPARE), width, height, detail=detail, scale=scale)
    assert overlapping(figure) == []
    for words in figure.words:
        if figure.plot.width > 60 * scale:
            assert words.box.right <= width + 1


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("size", [(240, 130), (560, 260), (760, 340), (1200, 800)])
@pytest.mark.parametrize("titled", [False, True])
def test_the_chart_of_the_picture_has_no_words_over_others_at_any_size(
    view: View, size: tuple[int, int], titled: bool
) -> None:
    figure = lay_out(trend(neet(), view, rising_at_the_end()), *size, titled=titled)
    assert overlapping(figure) == []


def test_lines_carry_their_names_instead_of_a_legend() -> None:
    figure = lay_out(trend(neet(), View.LIMITS, rising_at_the_end()), 900, 420)
    assert {"Upper limit 7.05%", "Lower limit 5.35%", "Mean 6.20%", "South East neighbours"} <= set(texts(figure))
    assert {"Target 5.4%", "Floor 6.0%", "September Guarantee", "6.9%"} <= set(texts(figure))


def test_a_target_that_changes_next_year_shows_both_figures() -> None:
    figure = lay_out(trend(neet()), 900, 420)
    assert "Target 5.4%" in texts(figure)
    assert "5.2%" in texts(figure)


def test_a_target_that_stays_does_not_stretch_the_chart_into_the_future() -> None:
    plain = replace(series(), targets=tuple(Target(Period.financial_year(y), 5.0, None) for y in range(2005, 2012)))
    assert trend(plain).full.right == pytest.approx(19.5)


# The axis

def test_the_axis_says_that_it_does_not_start_at_zero() -> None:
    assert any("not at zero" in text for text in texts(lay_out(trend(neet()), 760, 340)))


def test_an_axis_from_zero_says_nothing() -> None:
    low = series((1.0, 5.0, 9.0))
    figure = lay_out(trend(low), 760, 340)
    assert figure.window.low == 0.0
    assert not any("zero" in text for text in texts(figure))


def test_axis_numbers_have_the_unit_and_decimals_of_the_indicator() -> None:
    ticks = {words.text for words in lay_out(trend(neet()), 760, 340).words if words.anchor is Anchor.END}
    assert {"5.5%", "6.0%", "6.5%", "7.0%"} <= ticks


def test_a_unit_that_is_not_in_the_numbers_stands_over_the_axis() -> None:
    figure = lay_out(trend(series((29.0, 28.0), unit="per 1,000")), 760, 340)
    assert any(text.startswith("Per 1,000") for text in texts(figure))


def test_quarters_stand_over_their_financial_year() -> None:
    figure = lay_out(trend(neet()), 900, 340)
    assert texts(figure).count("Q4") == 6
    assert "2009/10" in texts(figure)


# Lines and marks

def test_a_gap_in_the_readings_is_a_gap_in_the_line() -> None:
    values = (*NEET[:5], None, None, *NEET[7:])
    figure = lay_out(trend(series(values)), 760, 340)
    drawn = lines_of(figure, Ink.SERIES)
    assert [len(line.points) for line in drawn if line.width > 1.5] == [5, 13]


def test_a_provisional_point_is_hollow_and_the_chart_says_what_that_means() -> None:
    figure = lay_out(trend(neet()), 760, 340)
    assert figure.marks[-1].fill is Ink.PAPER
    assert all(mark.fill is not Ink.PAPER for mark in figure.marks[:-1])
    assert "Hollow point: provisional" in texts(figure)


def test_the_target_is_stepped_and_the_floor_dotted() -> None:
    figure = lay_out(trend(neet()), 760, 340)
    (target,), (floor,) = lines_of(figure, Ink.TARGET), lines_of(figure, Ink.FLOOR)
    for (x1, y1), (x2, y2) in zip(target.points, target.points[1:], strict=False):
        assert x1 == x2 or y1 == y2
    assert floor.dash is Dash.DOTTED


def test_process_limits_are_a_band_with_the_mean_and_special_points_differ_in_shape() -> None:
    figure = lay_out(trend(neet(), View.LIMITS, rising_at_the_end()), 760, 340)
    bands = [band for band in figure.bands if band.ink is Ink.BAND]
    assert len(bands) == 1
    assert figure.down(7.05) == pytest.approx(bands[0].box.y)
    assert figure.down(5.35) == pytest.approx(bands[0].box.bottom)
    assert len(lines_of(figure, Ink.LIMIT)) == 3
    concern = [mark for mark in figure.marks if mark.ink is Ink.CONCERN]
    assert len(concern) == 7
    assert all(mark.shape is MarkShape.DIAMOND for mark in concern)


def test_without_an_analysis_no_limits_are_drawn() -> None:
    figure = lay_out(trend(neet(), View.LIMITS), 760, 340)
    assert lines_of(figure, Ink.LIMIT) == []


def test_a_new_definition_starts_the_band_again() -> None:
    from tests.sample_series import Judged, JudgedPoint

    two = Judged(tuple([JudgedPoint(6.5, 6.0, 7.0)] * 10 + [JudgedPoint(6.0, 5.5, 6.5)] * 10), "common", None)
    found = trend(neet(), View.LIMITS, two).limits
    assert [(limit.start, limit.end, limit.mean) for limit in found] == [(-0.5, 9.5, 6.5), (9.5, 19.5, 6.0)]


def test_an_event_stands_at_its_period_with_its_words() -> None:
    figure = lay_out(trend(neet()), 760, 340)
    (line,) = lines_of(figure, Ink.EVENT)
    assert line.points[0][0] == pytest.approx(figure.across(9))


def test_a_comparator_is_drawn_only_where_it_has_values() -> None:
    whole = neet()
    values = list(whole.comparators[0].values)
    values[5] = (values[5][0], None)
    broken = replace(whole, comparators=(Comparator("South East", tuple(values)),))
    courses = [course for course in trend(broken, View.COMPARE).courses if course.kind is Kind.COMPARATOR]
    assert [len(course.points) for course in courses] == [5, 14]


def test_of_many_neighbours_the_outermost_are_named_and_all_are_pale() -> None:
    whole = neet()
    periods = [reading.period for reading in whole.readings]
    crowd = tuple(
        Comparator(f"Place {n}", tuple((period, 6.0 + n / 10) for period in periods), group="neighbour") for n in range(6)
    )
    england = Comparator("England", tuple((period, 6.05) for period in periods), group="nation")
    figure = lay_out(trend(replace(whole, comparators=(england, *crowd)), View.COMPARE), 1200, 700)
    assert {"England", "Place 0", "Place 5"} <= set(texts(figure))
    assert "Place 3" not in texts(figure)
    levels = {round(line.points[0][1]) for line in lines_of(figure, Ink.COMPARATOR_QUIET)}  # each may make way for words
    assert len(levels) == 6
    assert len(lines_of(figure, Ink.COMPARATOR)) == 1


def test_a_year_to_date_begins_again_with_each_year() -> None:
    plain = series((10.0, 20.0, 30.0, 40.0, 12.0, 22.0, 31.0, 44.0), shape=Shape.CUMULATIVE)
    figure = lay_out(trend(plain), 760, 340)
    assert [len(line.points) for line in lines_of(figure, Ink.SERIES)] == [4, 4]


def test_no_line_leads_over_a_new_definition() -> None:
    broken = replace(series(), rebases=(Period.quarter(2007, 1),))
    assert [len(line.points) for line in lines_of(lay_out(trend(broken), 760, 340), Ink.SERIES)] == [8, 12]


def test_every_reading_has_its_spot_with_its_words() -> None:
    figure = lay_out(trend(neet()), 760, 340)
    assert len(figure.spots) == 20
    assert figure.spots[-1].words == "2009/10 Q4: 6.9%, target 5.4%, red, provisional"
    assert figure.spots[-1].x == pytest.approx(figure.across(19))


def test_a_small_chart_says_the_same_with_less() -> None:
    large = lay_out(trend(neet()), 760, 340)
    small = lay_out(trend(neet()), 240, 120, detail=Detail.SMALL)
    assert small.description == large.description
    assert len(small.words) < len(large.words)
    assert len(small.spots) == 20


def test_a_window_on_the_data_keeps_the_words_of_lines_in_view() -> None:
    found = trend(neet(), View.LIMITS, rising_at_the_end())
    figure = lay_out(found, 760, 340, window=Window(8.0, 14.0, 5.0, 7.8))
    assert overlapping(figure) == []
    assert "Target 6.0%" in texts(figure)
    assert "6.9%" not in texts(figure)


def test_the_same_trend_is_laid_out_the_same_twice() -> None:
    assert lay_out(trend(neet()), 760, 340) == lay_out(trend(neet()), 760, 340)


# Odd series

@pytest.mark.parametrize("values", [(), (None,), (6.9,), (5.0,) * 9, (0.0, 0.0), (-3.0, -1.0, -2.0), (1e12, 1.0)])
def test_any_series_gives_a_chart(values: tuple[float | None, ...]) -> None:
    found = trend(series(values))
    figure = lay_out(found, 760, 340)
    assert overlapping(figure) == []
    assert figure.description.endswith(".")


def test_a_hundred_thousand_readings_are_thinned_to_what_can_be_seen() -> None:
    plain = series((1.0,), frequency=Frequency.MONTHLY)
    first = Period(0, 1)
    reading = plain.readings[0]
    many = tuple(
        replace(reading, period=Period(first.end + n, 1), value=float(n % 97), status=Status.FINAL)
        for n in range(100_000)
    )
    figure = lay_out(trend(Series(indicator=plain.indicator, readings=many)), 900, 400)
    (line,) = lines_of(figure, Ink.SERIES)
    assert len(line.points) < 4 * 900
    heights = [y for _, y in line.points]
    assert min(heights) == pytest.approx(figure.down(96.0))
    assert max(heights) == pytest.approx(figure.down(0.0))


def test_for_paper_only_where_the_pointer_would_find_readings_is_left_out() -> None:
    whole = lay_out(trend(neet()), 320, 180, detail=Detail.SMALL)
    assert whole.spots
    assert lay_out(trend(neet()), 320, 180, detail=Detail.SMALL, pointed=False) == replace(whole, spots=())


# Sentences

def test_the_sentence_says_value_target_and_direction() -> None:
    final = replace(neet(), readings=tuple(replace(r, status=Status.FINAL) for r in neet().readings))
    assert trend(final).sentence == (
        "NI 117: 6.9% in 2009/10 Q4, target 5.4%, worse than the same quarter last year for five quarters."
    )


def test_with_limits_the_sentence_says_the_rule_and_whether_the_target_is_in_reach() -> None:
    found = trend(neet(), View.LIMITS, rising_at_the_end())
    assert found.sentence.endswith("Concern: seven points rising; target not reliably met.")


def test_a_series_without_readings_says_so() -> None:
    assert trend(Series(indicator=indicator())).sentence == "NI 117: no readings yet."


def test_a_band_is_said_with_both_ends() -> None:
    plain = series((12.0, 11.0), polarity=Polarity.BAND)
    whole = replace(plain, targets=tuple(Target(r.period, 15.0, 10.0) for r in plain.readings))
    assert "band 10.0% to 15.0%" in trend(whole).sentence
    assert {course.name for course in trend(whole).courses} == {"Band up to", "Band from"}
