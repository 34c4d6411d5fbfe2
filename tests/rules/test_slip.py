"""Which test speaks for which data, and what it says."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from app.rules.category import Category
from app.rules.decumulate import decumulate
from app.rules.indicator import Frequency, Polarity, Rag, Reading, Shape, YearKind
from app.rules.period import Period
from app.rules.period_labels import parse
from app.rules.proposals import Basis, LeadReports, Report, propose
from app.rules.slip import UNTESTED, Measured, Test, assess, comparable

QUIET = (50.0, 51.0, 49.0, 50.0, 52.0, 48.0, 50.0, 51.0, 49.0, 50.0, 51.0, 49.0)
LAST = Period.quarter(2009, 4)


def quarterly(values: tuple[float | None, ...], **changes: object) -> Measured:
    """The last value is that of 2009/10 Q4."""
    readings = tuple(Reading(LAST.shift(at - len(values) + 1), value) for at, value in enumerate(values))
    whole = Measured(Polarity.HIGHER, Frequency.QUARTERLY, Shape.SNAPSHOT, readings, unit="%")
    return replace(whole, **changes)  # type: ignore[arg-type]


def yearly(parts: list[tuple[int, int]], **changes: object) -> Measured:
    """Counts, the last for 2009/10."""
    years = [Period.financial_year(2010 - len(parts) + at) for at in range(len(parts))]
    readings = tuple(
        Reading(year, 100 * part / whole, numerator=part, denominator=whole)
        for year, (part, whole) in zip(years, parts, strict=True)
    )
    whole = Measured(Polarity.HIGHER, Frequency.ANNUAL, Shape.SNAPSHOT, readings, unit="%")
    return replace(whole, **changes)  # type: ignore[arg-type]


class TestLimits:
    def test_twelve_values_are_tested_by_process_limits(self) -> None:
        found = assess(quarterly(QUIET))
        assert (found.test, found.signal, found.points) == (Test.PROCESS_LIMITS, "common", 12)

    def test_eleven_values_without_counts_are_not_tested(self) -> None:
        assert assess(quarterly(QUIET[1:])) == UNTESTED

    def test_a_sudden_fall_is_a_concern_since_its_own_quarter(self) -> None:
        found = assess(quarterly((*QUIET, 40.0)))
        assert (found.signal, found.rule, found.since) == ("concern", "astronomical", LAST)
        assert found.concern

    def test_a_long_stay_below_is_a_concern_since_it_began(self) -> None:
        found = assess(quarterly((*QUIET, *([48.5, 48.4] * 4)[:7]), polarity=Polarity.HIGHER))
        assert (found.rule, found.since) == ("shift", LAST.shift(-7))

    def test_the_same_fall_is_an_improvement_where_lower_is_better(self) -> None:
        assert assess(quarterly((*QUIET, 40.0), polarity=Polarity.LOWER)).improvement

    @pytest.mark.parametrize("polarity", [Polarity.BAND, Polarity.NONE])
    def test_without_a_better_direction_nothing_slips(self, polarity: Polarity) -> None:
        assert assess(quarterly((*QUIET, 40.0), polarity=polarity)) == UNTESTED

    @pytest.mark.parametrize("shape", [Shape.ROLLING, Shape.ORDINAL])
    def test_overlapping_values_and_levels_are_never_tested(self, shape: Shape) -> None:
        assert assess(quarterly((*QUIET, 40.0), shape=shape)) == UNTESTED

    def test_periods_longer_than_their_step_overlap_and_are_not_tested(self) -> None:
        series = quarterly((*QUIET, 40.0))
        rolling = tuple(replace(r, period=Period(r.period.end, 12)) for r in series.readings)
        assert assess(replace(series, readings=rolling)) == UNTESTED

    def test_values_before_a_new_definition_do_not_count(self) -> None:
        series = quarterly((*QUIET, 40.0))
        assert assess(replace(series, rebases=(LAST.shift(-3),))) == UNTESTED
        assert assess(replace(series, rebases=(LAST.shift(-40),))).concern

    def test_a_quarter_that_was_never_reported_is_a_gap(self) -> None:
        falling = tuple(60.0 - at for at in range(3)), tuple(57.0 - at for at in range(4))
        whole = quarterly((*QUIET, *QUIET, *falling[0], *falling[1]))
        holed = replace(whole, readings=(*whole.readings[:-4], *whole.readings[-3:]))
        assert assess(whole).rule == "trend"
        assert assess(holed).rule != "trend"

    def test_readings_in_any_order_say_the_same(self) -> None:
        series = quarterly((*QUIET, 40.0))
        mixed = list(series.readings)
        random.Random(1).shuffle(mixed)
        assert assess(replace(series, readings=tuple(mixed))) == assess(series)


FALLING = [(120, 200), (115, 200), (108, 200), (98, 200), (90, 200)]


class TestCounts:
    def test_five_years_of_counts_are_tested_for_a_trend(self) -> None:
        found = assess(yearly(FALLING))
        assert (found.test, found.signal) == (Test.COUNT_TREND, "concern")
        assert found.since == Period.financial_year(2005)
        assert found.probability is not None
        assert found.probability < 0.05

    def test_the_same_shares_of_fewer_people_may_be_chance(self) -> None:
        few = [(part // 10, whole // 10) for part, whole in FALLING]
        found = assess(yearly(few))
        assert (found.test, found.signal) == (Test.COUNT_TREND, "common")

    def test_only_the_last_five_years_count(self) -> None:
        found = assess(yearly([(10, 200), (20, 200), *FALLING]))
        assert found.since == Period.financial_year(2005)
        assert found.concern

    def test_a_missing_year_leaves_the_comparison_of_two(self) -> None:
        series = yearly(FALLING)
        holed = replace(series, readings=(*series.readings[:2], *series.readings[3:]))
        assert assess(holed).test is Test.CHANGE_OF_SHARE

    @pytest.mark.parametrize("length", [2, 3, 4])
    def test_two_to_four_years_are_compared_with_last_year(self, length: int) -> None:
        found = assess(yearly([(120, 200)] * (length - 1) + [(80, 200)]))
        assert (found.test, found.signal) == (Test.CHANGE_OF_SHARE, "concern")
        assert found.since == Period.financial_year(2008)
        assert found.change is not None
        assert found.change.high < 0

    def test_a_change_that_chance_may_make_is_common(self) -> None:
        found = assess(yearly([(23, 50), (20, 50)]))
        assert (found.test, found.signal) == (Test.CHANGE_OF_SHARE, "common")

    def test_a_rise_of_what_should_fall_is_a_concern(self) -> None:
        assert assess(yearly([(80, 200), (120, 200)], polarity=Polarity.LOWER)).concern

    def test_without_last_year_the_first_figure_is_the_baseline(self) -> None:
        series = yearly([(120, 200), (110, 200), (80, 200)])
        holed = replace(series, readings=(series.readings[0], series.readings[2]))
        found = assess(holed)
        assert (found.since, found.concern) == (Period.financial_year(2007), True)

    def test_one_figure_or_one_without_counts_is_not_tested(self) -> None:
        assert assess(yearly([(80, 200)])) == UNTESTED
        series = yearly([(120, 200), (80, 200)])
        bare = replace(series.readings[1], numerator=None)
        assert assess(replace(series, readings=(series.readings[0], bare))) == UNTESTED

    def test_nothing_reported_is_not_tested(self) -> None:
        assert assess(yearly([])) == UNTESTED
        assert assess(quarterly((None, None))) == UNTESTED


class TestYearToDate:
    def quarters(self, values: list[float | None], **extra: list[float]) -> list[Reading]:
        first = Period.quarter(2008, 1)
        return [
            Reading(first.shift(at), value, **{name: given[at] for name, given in extra.items()})  # type: ignore[arg-type]
            for at, value in enumerate(values)
        ]

    def test_a_number_is_taken_apart_within_its_year(self) -> None:
        readings = self.quarters([10, 25, 31, 50, 12, 20])
        assert [r.value for r in decumulate(readings, counts=True)] == [10, 15, 6, 19, 12, 8]

    def test_after_a_gap_the_next_is_unknown_until_the_year_begins_again(self) -> None:
        readings = self.quarters([10, None, 31, 50, 12])
        assert [r.value for r in decumulate(readings, counts=True)] == [10, None, None, 19, 12]
        del readings[1]
        assert [r.value for r in decumulate(readings, counts=True)] == [10, None, 19, 12]

    def test_a_percentage_is_taken_apart_by_its_counts(self) -> None:
        readings = self.quarters([50.0, 60.0, 0.0], numerator=[10, 30, 0], denominator=[20, 50, 0])[:2]
        found = decumulate(readings)
        assert [r.value for r in found] == [50.0, pytest.approx(100 * 20 / 30)]
        assert (found[1].numerator, found[1].denominator) == (20, 30)

    def test_a_percentage_without_counts_cannot_be_taken_apart(self) -> None:
        assert [r.value for r in decumulate(self.quarters([50.0, 60.0]))] == [50.0, None]

    def test_a_population_does_not_add_up_over_the_year(self) -> None:
        readings = self.quarters([2.0, 5.0], numerator=[20, 50], denominator=[10_000, 10_000])
        found = decumulate(readings)
        assert found[1].value == pytest.approx(3.0)
        assert found[1].denominator == 10_000

    def test_months_of_an_academic_year_start_in_september(self) -> None:
        labels = ["August 2009", "September 2009", "October 2009"]
        readings = [Reading(parse(label), value) for label, value in zip(labels, [90, 5, 9], strict=True)]
        found = decumulate(readings, YearKind.ACADEMIC, counts=True)
        assert [r.value for r in found] == [None, 5, 4]

    def test_cumulative_figures_are_tested_only_when_taken_apart(self) -> None:
        running: list[float] = []
        for at, value in enumerate((*QUIET, 50.0, 51.0, 49.0, 20.0)):
            running.append(value + (running[-1] if at % 4 else 0))
        series = quarterly(tuple(running), shape=Shape.CUMULATIVE, unit="number")
        assert [reading.value for reading in comparable(series)] == [*QUIET, 50.0, 51.0, 49.0, 20.0]
        assert (assess(series).rule, assess(series).concern) == ("astronomical", True)


class TestProposals:
    def lead(self, rags: str, measured: Measured) -> LeadReports:
        letters = {"G": Rag.GREEN, "R": Rag.RED}
        reports = tuple(
            Report(reading.period, reading.value, letters[letter])
            for reading, letter in zip(measured.readings[-len(rags) :], rags, strict=True)
        )
        return LeadReports(1, "NI 1", "An indicator", "%", 1, Frequency.QUARTERLY, reports, assess(measured))

    def test_a_tested_concern_proposes_at_once_and_names_its_rule(self) -> None:
        found = propose(7, "Waste", Category.OUTCOMES, [self.lead("GGR", quarterly((*QUIET, 40.0)))])
        assert found is not None
        (evidence,) = found.evidence
        assert (evidence.basis, evidence.finding.rule, evidence.since) == (
            Basis.PROCESS_LIMITS,
            "astronomical",
            LAST,
        )
        assert evidence.basis.tested
        assert [report.period for report in evidence.reports] == [LAST]

    def test_red_within_ordinary_variation_is_no_slip(self) -> None:
        assert propose(7, "Waste", Category.OUTCOMES, [self.lead("RRR", quarterly(QUIET))]) is None

    def test_red_twice_running_is_a_slip_where_nothing_can_be_tested(self) -> None:
        found = propose(7, "Waste", Category.OUTCOMES, [self.lead("GRR", quarterly(QUIET[:5]))])
        assert found is not None
        assert not found.evidence[0].basis.tested

    def test_no_recovery_while_an_indicator_is_a_concern(self) -> None:
        good, bad = self.lead("GGG", quarterly(QUIET)), self.lead("GGG", quarterly((*QUIET, 40.0)))
        assert propose(7, "NEET", Category.IMPROVEMENT_PLAN, [good]) is not None
        assert propose(7, "NEET", Category.IMPROVEMENT_PLAN, [good, bad]) is None
