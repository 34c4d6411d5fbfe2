"""When figures fall due, and what is said of those that are not there: four different things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rules.due import awaited_words, due_words, standing_of
from app.rules.indicator import Absence, Frequency, YearKind
from app.rules.period import Period
from app.rules.period_labels import parse
from app.rules.plan_settings import PlanSettings
from app.rules.reporting import Rhythm
from app.rules.series import Series
from tests.sample_series import series

Q4 = Period.quarter(2009, 4)
YEAR = Period.academic_year(2005)


def exams(*values: float | None) -> Series:
    return series(values, YEAR, frequency=Frequency.ANNUAL, year_kind=YearKind.ACADEMIC)


def words(known: Series, quarter: Period, today: date) -> str:
    owed = standing_of(known, quarter, today)
    return due_words(owed.absence, owed.next_due, owed.expected, known.indicator.frequency) if owed else "nothing"


def test_exam_results_are_next_due_in_november() -> None:
    known = exams(50.0, 51.0, 52.0, 53.0)
    assert known.readings[-1].period == parse("2008/09 academic year")
    assert words(known, Q4, date(2010, 4, 15)) == "next due November 2010"
    owed = standing_of(known, Q4, date(2010, 4, 15))
    assert owed is not None
    assert owed.absence is Absence.NOT_DUE


def test_an_annual_figure_that_should_be_there_is_late() -> None:
    assert words(exams(50.0, 51.0, 52.0), Q4, date(2010, 4, 15)) == "2008/09 academic year is late"


def test_the_plans_setting_says_when_it_is_late() -> None:
    strict = replace(exams(50.0, 51.0, 52.0), settings=PlanSettings(late_after_days=0))
    patient = replace(strict, settings=PlanSettings(late_after_days=150))
    day = date(2010, 4, 15)
    assert words(strict, Q4, day) == "2008/09 academic year is late"
    assert words(patient, Q4, day) != "2008/09 academic year is late"
    assert awaited_words(patient, Period.academic_year(2008), day) == "Due Nov 2009"


def test_a_year_nobody_collected_is_neither_due_nor_late() -> None:
    assert words(exams(50.0, 51.0, 52.0, None), Q4, date(2010, 4, 15)) == "2008/09 academic year not collected"


@pytest.mark.parametrize(
    ("today", "said"), [(date(2010, 4, 15), "next due March 2010"), (date(2010, 5, 1), "2009/10 Q4 is late")]
)
def test_a_quarters_figure_has_its_days_of_grace(today: date, said: str) -> None:
    known = series((6.9,) * 4, Q4.shift(-4))
    assert words(known, Q4, today) == said


def test_a_quarter_that_passed_without_its_figure_is_late() -> None:
    known = series((6.9,) * 4, Q4.shift(-5))
    assert words(known, Q4.shift(-1), date(2026, 4, 2)) == "2009/10 Q3 is late"


def test_a_quarterly_figure_that_is_there_needs_no_words() -> None:
    assert words(series((6.9,) * 4, Q4.shift(-3)), Q4, date(2010, 4, 15)) == ""


def test_nothing_is_owed_where_nothing_was_ever_reported_or_nothing_more_will_be() -> None:
    assert words(series(()), Q4, date(2010, 4, 15)) == "nothing"
    known = series((6.9,), Q4.shift(-3))
    retired = replace(known, indicator=replace(known.indicator, retired=date(2009, 9, 30)))
    assert words(retired, Q4, date(2010, 4, 15)) == "nothing"


@pytest.mark.parametrize(
    ("days", "day", "said"),
    [(45, date(2010, 5, 15), Absence.NOT_DUE), (45, date(2010, 5, 16), Absence.LATE),
     (20, date(2010, 4, 20), Absence.NOT_DUE), (20, date(2010, 4, 21), Absence.LATE)],
)  # fmt: skip
def test_an_indicator_may_say_itself_how_late_its_figure_may_come(days: int, day: date, said: Absence) -> None:
    known = series((1.0, 2.0, 3.0), Period.quarter(2009, 1))
    known = replace(known, indicator=replace(known.indicator, due_days=days))
    month = "May" if days == 45 else "Apr"
    assert awaited_words(known, Q4, day) == ("Late" if said is Absence.LATE else f"Due {month} 2010")
    owed = standing_of(known, Q4.shift(1), day)
    assert owed is not None
    assert (owed.expected, owed.absence) == (Q4, said)


def test_days_and_months_agree_where_they_mean_the_same_day() -> None:
    months, days = (Rhythm(Frequency.QUARTERLY, due_days=each) for each in (None, 0))
    for quarter in (Q4, Q4.shift(3), Period.month(2010, 5)):
        assert months.expected_by(quarter) == days.expected_by(quarter)
        assert months.due_month(quarter) == days.due_month(quarter)
