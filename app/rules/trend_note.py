"""The officer's note on an indicator: what the tests rest on, how sure they are, and where it leads.

The councillor's one sentence is `app.rules.trend_words.sentence`; the note begins with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.rules.cohort import Cohort, cohort_of
from app.rules.direction import LongDirection, long_direction
from app.rules.errors import Problem
from app.rules.forecast import Forecast, Prospect, Sure, forecast
from app.rules.indicator import Direction, Polarity, Shape
from app.rules.plan_settings import PlanSettings
from app.rules.proportions import odd_share
from app.rules.ranking import FEWEST_FOR_QUARTERS, Ranking, ranking_of
from app.rules.series import Series
from app.rules.slip import Finding, Measured, Test, assess
from app.rules.trend_limits import values_by_position
from app.rules.trend_words import finding_words, number_word, sentence, target_words, value_words

FALSE_ALARMS = {Test.PROCESS_LIMITS: (1, 7), Test.COUNT_TREND: (3, 12), Test.CHANGE_OF_SHARE: (3, 11)}
"""Of 100 reports in which nothing has changed, how many a test calls worse: independent figures, and restless ones.

Measured in docs/error-rates.md.
"""
MOST_DATES = 3
_QUARTERS = ("", "best", "second-best", "second-worst", "worst")
_NAMES = {
    Test.PROCESS_LIMITS: "process limits",
    Test.COUNT_TREND: "a chi-squared test for trend",
    Test.CHANGE_OF_SHARE: "an interval of the change",
}


def finding_of(series: Series, settings: PlanSettings | None = None) -> Finding:
    """What the test that the data allow says of the newest reading."""
    chosen, indicator = settings or series.settings, series.indicator
    measured = Measured(
        indicator.polarity, indicator.frequency, indicator.shape, series.readings, indicator.year_kind,
        indicator.unit, series.rebases,
    )  # fmt: skip
    return assess(
        measured, screening=chosen.screening, significance=chosen.significance,
        fix_after=chosen.limits_set_by(indicator.fix_after),
    )  # fmt: skip


def note(series: Series, settings: PlanSettings | None = None) -> tuple[str, ...]:
    """Sentences, the one for everybody first."""
    chosen = settings or series.settings
    finding = finding_of(series, chosen)
    latest = series.latest
    if latest is None:
        return (sentence(series),)
    cohort = cohort_of(
        series.indicator, latest, series.target_for(latest.period), significance=chosen.significance
    )
    ahead = forecast(series, significance=chosen.significance)
    said = [
        sentence(series, finding=finding),
        test_words(series, finding, chosen),
        long_words(series, finding, chosen.significance),
        count_words(cohort),
        ranking_words(ranking_of(series)),
        *forecast_words(series, ahead),
    ]
    return tuple(each for each in said if each)


def test_words(series: Series, finding: Finding, settings: PlanSettings) -> str:
    """Which test, on what, and how often it is wrong; or why there is none."""
    if not finding.tested:
        return _why_untested(series)
    name = _NAMES[finding.test]
    few, many = FALSE_ALARMS[finding.test]
    year_to_date = series.indicator.shape is Shape.CUMULATIVE
    what = "periods, each without those before it in the year" if year_to_date else "readings"
    baseline = settings.limits_set_by(series.indicator.fix_after)
    first = f", limits set by the first {baseline}" if baseline else ""
    detail = {
        Test.PROCESS_LIMITS: f"{finding.points} {what}{first}, screening {'on' if settings.screening else 'off'}",
        Test.COUNT_TREND: f"{finding.points} years of counts{_probability(finding.probability)}",
        Test.CHANGE_OF_SHARE: _change(finding),
    }[finding.test]
    called = "better" if finding.improvement else "worse"
    return (
        f"Tested by {name} ({detail}): {finding_words(series.indicator.polarity, finding)}. Where nothing has changed,"
        f" this test calls about {few} in 100 reports {called}; up to {many} where figures resemble the one before or"
        " move of themselves."
    )


def _why_untested(series: Series) -> str:
    reasons = {
        Shape.ROLLING: "each figure covers part of the one before",
        Shape.ORDINAL: "the figures are levels, not measurements",
    }
    values = [reading.value for reading in series.readings if reading.value is not None]
    odd = odd_share(series.indicator.unit, values)
    if odd is not None:
        why = f"{odd:g}% stands beside figures a hundred times its size or a hundredth, so they are on two scales"
    elif series.indicator.polarity in (Polarity.BAND, Polarity.NONE):
        why = "neither direction is better"
    else:
        why = reasons.get(
            series.indicator.shape, "there are fewer than 12 comparable readings and too few counts"
        )
    return f"Not statistically tested: {why}. Only a target and its floor can speak."


def _probability(value: float | None) -> str:
    if value is None:
        return ""
    return ", probability " + ("under 0.001" if value < 0.001 else f"{value:.3f}")


def _change(finding: Finding) -> str:
    if finding.change is None:
        return "two counts"
    low, high = (f"{100 * end:+.1f}".replace("-", "−") for end in (finding.change.low, finding.change.high))
    return f"likely between {low} and {high} points"


def long_words(series: Series, finding: Finding, significance: float) -> str:
    """Direction over the chart under the present definition, by regression.

    Nothing for figures that overlap or are levels, nor where counts were tested: a line through shares does not know
    how few people they are of.
    """
    shape, latest = series.indicator.shape, series.latest
    if shape in (Shape.CUMULATIVE, Shape.ROLLING, Shape.ORDINAL) or latest is None:
        return ""
    if finding.test in (Test.COUNT_TREND, Test.CHANGE_OF_SHARE):
        return ""
    start = max((each for each in series.rebases if each.end <= latest.period.end), default=None)
    since = tuple(each for each in series.readings if start is None or each.period.end >= start.end)
    found = long_direction(
        values_by_position(replace(series, readings=since)),
        series.indicator.polarity,
        target=series.target_for(latest.period),
        significance=significance,
    )
    if found.direction is Direction.UNKNOWN:
        return ""
    if found.direction is Direction.SAME:
        return f"Over the chart ({found.points} readings): no clear change."
    return f"Over the chart ({found.points} readings): {_way(found)}{_probability(found.probability)}."


def _way(found: LongDirection) -> str:
    words = {Direction.BETTER: "getting better", Direction.WORSE: "getting worse"}
    return words.get(found.direction, "rising" if (found.slope or 0.0) > 0 else "falling")


def count_words(cohort: Cohort | None) -> str:
    """The count itself, unless so few that it must not be told."""
    if cohort is None or cohort.hidden or not cohort.small:
        return ""
    return f"That is {cohort.count.part:,.0f} of {cohort.count.whole:,.0f}."


def ranking_words(ranking: Ranking | None) -> str:
    """ "Third of 11 comparable places in 2008/09, in the best quarter." Nothing among fewer than four."""
    if ranking is None or ranking.of < FEWEST_FOR_QUARTERS:
        return ""
    when = f" in {ranking.period.label}" if ranking.period else ""
    shared = f", level with {number_word(ranking.tied)} of them" if ranking.tied else ""
    where = f", in the {_QUARTERS[ranking.quartile]} quarter of them" if ranking.quartile else ""
    return f"Rank {ranking.rank} of {ranking.of} comparable places{when}{shared}{where}."


def forecast_words(series: Series, found: Forecast | Problem) -> tuple[str, ...]:
    """When the target is met at this rate, or not; then what is to be expected at the end of each year."""
    if isinstance(found, Problem):
        return ()
    said = [_turn(found)] if found.meets_now is not None else []
    for each in _year_ends(found.prospects):
        target = each.target
        goal = target_words(series, target.value, target.floor) if target.value is not None else "no target"
        sure = {Sure.MET: "likely to be met", Sure.MISSED: "likely to be missed", Sure.OPEN: "open"}[
            each.sure
        ]
        said.append(
            f"On its present course {value_words(series, each.value)} in {each.period.label}, likely between"
            f" {_number(series, each.low)} and {value_words(series, each.high)}; {goal}: {sure}."
        )
    return tuple(said)


def _year_ends(prospects: Sequence[Prospect]) -> list[Prospect]:
    """Of the dates within one year after the first the last counts, and so on: a line for each quarter tires."""
    kept = [each for each in prospects if (each.period.end - prospects[-1].period.end) % 12 == 0]
    return kept[:MOST_DATES]


def _number(series: Series, value: float) -> str:
    """Without its unit, where that is words and follows at once."""
    text = value_words(series, value)
    return text.removesuffix(f" {series.indicator.unit}")


def _turn(found: Forecast) -> str:
    if found.turns and found.meets_now:
        return f"At this rate the target, now met, is missed from {found.turns.label} on."
    if found.turns:
        return f"At this rate the target is met in {found.turns.label}."
    if found.meets_now:
        return f"At this rate the target stays met up to {found.horizon.label}."
    return f"At this rate the target is not met by {found.horizon.label}."
