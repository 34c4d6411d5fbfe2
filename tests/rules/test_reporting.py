"""The rhythm of reporting: current and previous, next due, and the kinds of absence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.indicator import Absence, Frequency, YearKind
from app.rules.period import Period
from app.rules.period_labels import parse
from app.rules.reporting import Rhythm, fits, standing

FREQUENCIES = {each.value: each for each in Frequency}
KINDS = {each.value: each for each in YearKind}

# frequency   year        at          like                 current            previous
CURRENT = """
monthly     | financial | 2009/10 Q4 |                    | March 2010            | February 2010
quarterly   | financial | 2009/10 Q4 |                    | 2009/10 Q4            | 2009/10 Q3
quarterly   | academic  | 2009/10 Q4 |                    | 2009/10 Q4            | 2009/10 Q3
termly      | academic  | 2009/10 Q4 |                    | 2009/10 autumn term   | 2008/09 summer term
termly      | academic  | 2010/11 Q1 |                    | 2009/10 spring term   | 2009/10 autumn term
annual      | financial | 2009/10 Q4 |                    | 2009/10               | 2008/09
annual      | financial | 2009/10 Q3 |                    | 2008/09               | 2007/08
annual      | academic  | 2009/10 Q4 |                    | 2008/09 academic year | 2007/08 academic year
annual      | calendar  | 2009/10 Q4 |                    | 2009                  | 2008
annual      | financial | 2009/10 Q4 | Nov 2007-Jan 2008  | Nov 2009-Jan 2010     | Nov 2008-Jan 2009
annual      | financial | 2009/10 Q4 | As at March 2008   | As at March 2010      | As at March 2009
annual      | calendar  | 2009/10 Q4 | 2005-07            | 2007-09               | 2006-08
two_yearly  | calendar  | 2009/10 Q4 | 2008               | 2008                  | 2006
two_yearly  | calendar  | 2010/11 Q3 | 2008               | 2010                  | 2008
"""


@pytest.mark.parametrize("line", CURRENT.strip().splitlines())
def test_current_and_previous_follow_frequency_year_and_sample(line: str) -> None:
    frequency, kind, at, like, current, previous = (part.strip() for part in line.split("|"))
    rhythm = Rhythm(FREQUENCIES[frequency], KINDS[kind], parse(like) if like else None)
    newest = rhythm.latest_by(parse(at))
    assert (newest, rhythm.previous(newest)) == (parse(current), parse(previous))


def label(text: str) -> Period:
    return parse(text)


EXAMS = Rhythm(Frequency.ANNUAL, YearKind.ACADEMIC, lag_months=3)
QUARTERLY = Rhythm(Frequency.QUARTERLY)


class TestStanding:
    def test_an_annual_figure_is_not_due_between_its_dates_and_says_when_it_is(self) -> None:
        known = {label("2008/09 academic year")}
        found = standing(EXAMS, label("2009/10 Q4"), known, today=date(2010, 4, 15))
        assert found.absence is Absence.NOT_DUE
        assert found.next_period == label("2009/10 academic year")
        assert found.next_due.label == "November 2010"

    def test_an_annual_figure_is_there_in_the_quarter_it_falls_due(self) -> None:
        known = {label("2009/10 academic year")}
        found = standing(EXAMS, label("2010/11 Q3"), known, today=date(2011, 1, 10))
        assert found.absence is None
        assert found.next_due.label == "November 2011"

    def test_a_figure_that_never_came_is_late_once_the_grace_is_over(self) -> None:
        known = {label("2009/10 Q3")}
        quarter = label("2009/10 Q4")
        assert standing(QUARTERLY, quarter, known, today=date(2010, 4, 15)).absence is Absence.NOT_DUE
        assert standing(QUARTERLY, quarter, known, today=date(2010, 4, 30)).absence is Absence.NOT_DUE
        late = standing(QUARTERLY, quarter, known, today=date(2010, 5, 1))
        assert late.absence is Absence.LATE
        assert late.expected == quarter

    def test_the_plan_says_how_long_a_figure_may_still_be_on_its_way(self) -> None:
        quarter, today = label("2009/10 Q4"), date(2010, 4, 10)
        for days, absence in ((30, Absence.NOT_DUE), (10, Absence.NOT_DUE), (9, Absence.LATE), (0, Absence.LATE)):
            rhythm = replace(QUARTERLY, grace_days=days)
            assert standing(rhythm, quarter, {label("2009/10 Q3")}, today=today).absence is absence
        own = replace(QUARTERLY, due_days=20, grace_days=0)
        assert own.late_after(quarter) == date(2010, 4, 20)

    def test_a_figure_still_awaited_is_the_next_due(self) -> None:
        found = standing(QUARTERLY, label("2009/10 Q4"), set(), today=date(2010, 4, 2))
        assert (found.absence, found.next_period) == (Absence.NOT_DUE, label("2009/10 Q4"))

    def test_a_quarter_with_its_figure_has_no_absence(self) -> None:
        found = standing(QUARTERLY, label("2009/10 Q4"), {label("2009/10 Q4")}, today=date(2010, 9, 1))
        assert found.absence is None
        assert found.next_due.label == "June 2010"

    def test_a_figure_nobody_collects_is_neither_late_nor_due(self) -> None:
        quarter = label("2009/10 Q4")
        found = standing(QUARTERLY, quarter, set(), today=date(2010, 9, 1), not_collected={quarter})
        assert found.absence is Absence.NOT_COLLECTED

    def test_an_annual_figure_that_is_late_stays_late_in_later_quarters(self) -> None:
        found = standing(EXAMS, label("2009/10 Q4"), set(), today=date(2010, 4, 15))
        assert (found.absence, found.expected) == (Absence.LATE, label("2008/09 academic year"))


@given(
    st.sampled_from(list(Frequency)),
    st.sampled_from(list(YearKind)),
    st.integers(2000, 2030),
    st.integers(1, 4),
    st.integers(0, 18),
)
def test_the_current_period_has_ended_and_the_next_has_not(
    frequency: Frequency, kind: YearKind, year: int, number: int, lag: int
) -> None:
    quarter = Period.quarter(year, number)
    rhythm = Rhythm(frequency, kind, lag_months=lag)
    current = rhythm.latest_by(quarter)
    assert rhythm.holds(current)
    assert current.end <= quarter.end < rhythm.following(current).end
    assert rhythm.previous(rhythm.following(current)) == current
    due = rhythm.expected_by(quarter)
    assert rhythm.due_month(due).end <= quarter.end < rhythm.due_month(rhythm.following(due)).end
    assert rhythm.between(rhythm.previous(current), current) == (rhythm.previous(current), current)


@pytest.mark.parametrize(
    ("period", "frequency", "kind", "expected"),
    [
        ("2009/10 Q4", "quarterly", "financial", True),
        ("March 2010", "quarterly", "financial", False),
        ("February 2010", "quarterly", "financial", False),
        ("As at March 2010", "quarterly", "financial", True),
        ("2009/10", "annual", "financial", True),
        ("2009", "annual", "financial", False),
        ("2009", "annual", "calendar", True),
        ("2007-09", "annual", "calendar", True),
        ("2009/10 academic year", "annual", "academic", True),
        ("2009/10 autumn term", "termly", "academic", True),
        ("2009/10 Q4", "monthly", "financial", False),
        ("2008", "two_yearly", "calendar", True),
    ],
)
def test_a_period_fits_its_indicators_rhythm(period: str, frequency: str, kind: str, expected: bool) -> None:
    assert fits(parse(period), FREQUENCIES[frequency], KINDS[kind]) is expected
