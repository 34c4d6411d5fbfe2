"""The sentence that says whether it is really worse, and the officer's longer note."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.rules.indicator import Frequency, Polarity, Reading, Shape, Target
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.rules.series import Comparator, Series
from app.rules.slip import Test
from app.rules.trend import View, trend
from app.rules.trend_note import FALSE_ALARMS, finding_of, note
from app.rules.trend_words import sentence
from tests.sample_series import indicator, neet, series

Q4 = Period.quarter(2009, 4)
QUIET = (50.0, 51.0, 49.0, 50.0, 52.0, 48.0, 50.0, 51.0, 49.0, 50.0, 51.0, 49.0)


def quarterly(values: tuple[float | None, ...], **changed: object) -> Series:
    return series(values, Q4.shift(1 - len(values)), **{"polarity": Polarity.HIGHER, **changed})


def yearly(parts: list[tuple[int, int]], **changed: object) -> Series:
    made = indicator(**{"polarity": Polarity.HIGHER, "frequency": Frequency.ANNUAL, **changed})
    years = [Period.financial_year(2010 - len(parts) + at) for at in range(len(parts))]
    readings = tuple(
        Reading(year, 100 * part / whole, numerator=part, denominator=whole)
        for year, (part, whole) in zip(years, parts, strict=True)
    )
    return Series(indicator=made, readings=readings)


def said(made: Series) -> str:
    return sentence(made, finding=finding_of(made))


class TestTheSentence:
    def test_ordinary_variation_is_called_that(self) -> None:
        assert said(quarterly(QUIET)).endswith("; within its ordinary variation.")

    def test_a_concern_says_its_rule(self) -> None:
        assert said(quarterly((*QUIET, 40.0))).endswith("; a concern: below the process limits.")

    def test_a_run_says_since_when(self) -> None:
        found = said(quarterly((*QUIET, *([48.5, 48.4] * 4)[:7])))
        assert found.endswith("; a concern: seven or more points below the mean since 2008/09 Q1.")

    def test_an_improvement_is_called_one(self) -> None:
        found = said(quarterly((*QUIET, 40.0), polarity=Polarity.LOWER))
        assert found.endswith("; an improvement: below the process limits.")

    def test_counts_over_five_years_speak_of_chance(self) -> None:
        falling = [(120, 200), (115, 200), (108, 200), (98, 200), (90, 200)]
        assert said(yearly(falling)).endswith(
            "; a concern: falling since 2005/06 by more than chance explains."
        )
        few = [(part // 10, whole // 10) for part, whole in falling]
        assert said(yearly(few)).endswith("; no clear trend since 2005/06.")

    def test_two_counts_speak_of_chance(self) -> None:
        assert said(yearly([(120, 200), (80, 200)])).endswith(
            "; a concern: lower than in 2008/09 by more than chance explains."
        )
        assert said(yearly([(23, 50), (20, 50)])).endswith("; chance may explain the change since 2008/09.")

    def test_what_is_not_tested_says_so(self) -> None:
        assert said(quarterly(QUIET[:4])).endswith("; not statistically tested.")

    def test_it_is_one_sentence(self) -> None:
        for made in (neet(), quarterly((*QUIET, 40.0)), yearly([(23, 50), (20, 50)])):
            text = said(made)
            assert re.findall(r"[.!?](?=\s|$)", text) == ["."]

    def test_the_chart_is_described_by_the_same_sentence(self) -> None:
        made = neet()
        assert trend(made, View.TARGET, finding=finding_of(made)).sentence == said(made)

    def test_without_readings_it_stays_calm(self) -> None:
        empty = Series(indicator=indicator())
        assert said(empty) == "NI 117: no readings yet."
        assert note(empty) == ("NI 117: no readings yet.",)


class TestTheNote:
    def test_it_begins_with_the_sentence_for_everybody(self) -> None:
        assert note(neet())[0] == said(neet())

    def test_it_names_the_test_its_data_and_its_false_alarms(self) -> None:
        text = note(quarterly((*QUIET, 40.0)))[1]
        assert text.startswith("Tested by process limits (13 readings, screening on): a concern")
        assert "about 1 in 100 reports worse" in text

    def test_the_settings_of_the_plan_are_named_and_used(self) -> None:
        values = (
            88.0,
            91.0,
            89.0,
            92.0,
            90.0,
            88.0,
            91.0,
            74.0,
            90.0,
            92.0,
            89.0,
            91.0,
            88.0,
            87.0,
            84.0,
            84.0,
        )
        assert "a concern" in note(quarterly(values))[1]
        off = note(quarterly(values), PlanSettings(screening=False))[1]
        assert "screening off" in off
        assert "within its ordinary variation" in off

    @pytest.mark.parametrize(
        ("changed", "why"),
        [({"shape": Shape.ROLLING}, "each figure covers part of the one before"),
         ({"shape": Shape.ORDINAL}, "the figures are levels"),
         ({"polarity": Polarity.NONE}, "neither direction is better")],
    )  # fmt: skip
    def test_it_says_why_nothing_was_tested(self, changed: dict[str, object], why: str) -> None:
        assert why in note(quarterly(QUIET, **changed))[1]

    def test_figures_that_overlap_have_no_regression_and_no_forecast(self) -> None:
        text = " ".join(note(quarterly(tuple(40.0 + at for at in range(12)), shape=Shape.ROLLING)))
        assert "Over the chart" not in text
        assert "At this rate" not in text

    def test_figures_of_the_year_to_date_are_said_to_be_taken_apart(self) -> None:
        added = [10.0, 11.0, 9.0, 10.0] * 4
        running = tuple(sum(added[at // 4 * 4 : at + 1]) for at in range(16))
        assert (
            "each without those before it in the year"
            in note(quarterly(running, shape=Shape.CUMULATIVE, unit="number"))[1]
        )

    def test_the_line_over_the_chart_begins_with_the_definition(self) -> None:
        made = quarterly((*(10.0 + at for at in range(8)), 50.0, 49.0, 51.0, 50.0, 49.0, 51.0))
        assert "getting better" in " ".join(note(made))
        broken = replace(made, rebases=(Q4.shift(-5),))
        assert "Over the chart (6 readings): no clear change." in note(broken)

    def test_it_tells_when_the_target_is_met_and_what_to_expect(self) -> None:
        years = tuple(Target(Period.financial_year(year), 54.0, None) for year in range(2005, 2013))
        rising = quarterly(tuple(48.0 + 0.3 * at + (0.1, -0.1)[at % 2] for at in range(14)))
        text = note(replace(rising, targets=years))
        assert "At this rate the target is met in 2011/12 Q3." in text
        assert any(
            each.startswith("On its present course 53.1% in 2010/11 Q4, likely between") for each in text
        )
        missed = note(replace(quarterly(QUIET), targets=years))
        assert "At this rate the target is not met by 2012/13 Q3." in missed

    def test_it_ranks_among_places_like_ours_if_there_are_enough(self) -> None:
        def with_places(count: int) -> str:
            places = tuple(
                Comparator(f"Place {at}", ((Q4, 40.0 + at),), "", "neighbour") for at in range(count)
            )
            return " ".join(note(replace(quarterly(QUIET), comparators=places)))

        assert "Rank 1 of 6 comparable places in 2009/10 Q4, in the best quarter of them." in with_places(5)
        assert "Rank" not in with_places(2)

    def test_few_people_are_counted_unless_they_could_be_known(self) -> None:
        assert "That is 23 of 50." in note(yearly([(20, 50), (23, 50)]))
        assert not any("That is" in each for each in note(yearly([(20, 50), (3, 50)])))


def test_the_false_alarms_told_are_those_that_were_measured() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "error-rates.md").read_text(encoding="utf-8")
    rates: dict[str, list[tuple[float, float]]] = {
        "Process limits, ": [],
        "Trend of counts": [],
        "Change of a share": [],
    }
    for line in page.splitlines():
        for name, kept in rates.items():
            if line.startswith(f"| {name}"):
                cells = [cell.strip().rstrip("%") for cell in line.strip("|").split("|")]
                kept.append((float(cells[1]), float(cells[2])))
    tests = (Test.PROCESS_LIMITS, Test.COUNT_TREND, Test.CHANGE_OF_SHARE)
    for test, measured in zip(tests, rates.values(), strict=True):
        assert len(measured) == 3
        worst = max(each[0] for each in measured), max(each[1] for each in measured)
        assert FALSE_ALARMS[test] == pytest.approx(worst, abs=0.51)
