"""Which series get process limits, and why others do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.errors import Problem
from app.rules.indicator import Polarity, Shape
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.rules.process_limits import Analysis, analyse
from app.rules.series import Series
from app.rules.trend import View, trend
from app.rules.trend_limits import limits_for, rebase_positions, values_by_position
from app.rules.trend_note import finding_of, note
from tests.sample_series import NEET, neet, series


@pytest.mark.parametrize(
    ("shape", "code"),
    [(Shape.CUMULATIVE, "limits_cumulative"), (Shape.ROLLING, "limits_rolling"), (Shape.ORDINAL, "limits_ordinal")],
)
def test_figures_that_overlap_or_are_levels_are_never_tested(shape: Shape, code: str) -> None:
    assert limits_for(series(shape=shape)) == Problem(code)


def test_one_reading_is_too_few_and_the_reason_says_how_many_there_are() -> None:
    assert limits_for(series((6.9,))) == Problem("limits_too_few", {"count": 1})
    assert limits_for(series(())) == Problem("limits_too_few", {"count": 0})


def test_the_chart_shows_what_the_analysis_found() -> None:
    found = limits_for(neet())
    assert isinstance(found, Analysis)
    drawn = trend(neet(), View.LIMITS, found)
    assert drawn.limits[0].upper == pytest.approx(found.points[0].upper or 0)
    assert drawn.points[-1].signal == "concern"
    assert drawn.captions[0].text.startswith("Concern:")
    assert drawn.captions[1].text == "Target not reliably met"


def test_few_readings_give_limits_that_are_called_trial() -> None:
    few = series(NEET[:8])
    found = limits_for(few)
    assert isinstance(found, Analysis)
    assert any("Trial limits" in caption.text for caption in trend(few, View.LIMITS, found).captions)


def test_the_first_readings_alone_may_set_the_limits() -> None:
    """What comes after them is still tested, by limits that it does not move."""
    values = (*(5.0 + n % 2 * 0.2 for n in range(12)), 5.5, 5.6, 5.7, 5.8)
    whole = limits_for(series(values))
    fixed = limits_for(replace(series(values), settings=PlanSettings(fix_after=12)))
    assert isinstance(whole, Analysis) and isinstance(fixed, Analysis)
    assert fixed.points[-1].mean == pytest.approx(5.1) and (whole.points[-1].mean or 0) > 5.15
    assert fixed.points[-1].rules[0] == "astronomical"
    judged = replace(series(values), settings=PlanSettings(fix_after=12))
    said = [caption.text for caption in trend(judged, View.LIMITS, fixed).captions]
    assert "Limits set by the first 12 readings" in said
    finding = finding_of(judged)
    assert finding.concern and finding.rule == "astronomical"
    assert any("limits set by the first 12" in each for each in note(judged))


def test_an_indicator_says_itself_which_readings_set_its_limits() -> None:
    """Its own number goes before the plan's, and its nought lets all readings set them."""
    values = (*(5.0 + n % 2 * 0.2 for n in range(12)), 5.5, 5.6, 5.7, 5.8)

    def judged(own: int | None, plan: int) -> Series:
        known = series(values)
        return replace(known, indicator=replace(known.indicator, fix_after=own), settings=PlanSettings(fix_after=plan))

    for own, plan, first in ((12, 0, 12), (12, 14, 12), (None, 12, 12), (0, 12, None), (None, 0, None)):
        one = judged(own, plan)
        found = limits_for(one)
        assert isinstance(found, Analysis)
        assert found == analyse(values, direction="lower", fix_after=first), (own, plan)
        said = [caption.text for caption in trend(one, View.LIMITS, found).captions]
        assert ("Limits set by the first 12 readings" in said) is (first == 12)
        assert any("limits set by the first 12" in each for each in note(one)) is (first == 12)
        assert finding_of(one).rule == ("astronomical" if first else finding_of(judged(None, 0)).rule)


def test_a_signal_that_is_not_of_the_newest_period_says_so() -> None:
    """A figure that is known to be missing leaves the one before it to speak."""
    values = (*(5.0 + n % 2 * 0.2 for n in range(12)), 9.0)

    def said(*more: float | None) -> list[str]:
        one = series((*values, *more))
        found = limits_for(one)
        assert isinstance(found, Analysis) and found.variation == "concern"
        return [caption.text for caption in trend(one, View.LIMITS, found).captions]

    latest, newest = (reading.period.label for reading in series((*values, None)).readings[-2:])
    assert f"Judged by {latest}: {newest} has no figure" in said(None)
    assert not any(each.startswith("Judged by") for each in said())


def test_polarity_turns_the_signal_round() -> None:
    rising = tuple(5.0 + 0.2 * n for n in range(12))
    for polarity, signal in (
        (Polarity.HIGHER, "improvement"), (Polarity.LOWER, "concern"), (Polarity.NONE, "neutral_high"),
    ):
        found = limits_for(series(rising, polarity=polarity))
        assert isinstance(found, Analysis)
        assert found.variation == signal


def test_a_gap_keeps_its_place_among_the_values() -> None:
    assert values_by_position(series((1.0, None, 3.0))) == (1.0, None, 3.0)


def test_a_new_definition_starts_at_the_first_reading_on_or_after_it() -> None:
    broken = replace(series(), rebases=(Period.quarter(2006, 1), Period.quarter(2001, 1)))
    assert rebase_positions(broken) == (0, 4)
