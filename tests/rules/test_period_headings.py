"""The period a column's heading names: whole, without its year, of two one, or none; nothing is guessed."""

from __future__ import annotations

import pytest

from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.period_headings import Named, names_period, read_heading

Q4 = Period.quarter(2009, 4)


@pytest.mark.parametrize(
    ("heading", "over", "named", "period", "rest"),
    [
        ("2009/10 Q1", "", Named.WHOLE, "2009/10 Q1", ""),
        ("Apr-10", "", Named.WHOLE, "April 2010", ""),
        ("Q1 09/10 num.", "", Named.WHOLE, "2009/10 Q1", "num"),
        ("Outturn 2008/09", "", Named.WHOLE, "2008/09", "outturn"),
        ("Q2", "2009/10", Named.WHOLE, "2009/10 Q2", ""),
        ("Mar", "2009/10", Named.WHOLE, "March 2010", ""),
        ("Mar", "2010", Named.WHOLE, "March 2010", ""),
        ("Den", "2009/10 Q2", Named.WHOLE, "2009/10 Q2", "den"),
        ("Q1", "", Named.PART, "2009/10 Q1", ""),
        ("Actual Q3", "", Named.PART, "2009/10 Q3", "actual"),
        ("Jan-Mar", "", Named.PART, "2009/10 Q4", ""),
        ("Num", "Q1", Named.PART, "2009/10 Q1", "num"),
        ("Q3 (target)", "", Named.PART, "2009/10 Q3", "target"),
        ("01/04/2010", "", Named.DAY, "April 2010", ""),
        ("Q1 2010", "", Named.TWO, None, ""),
        ("Q1", "2010", Named.TWO, None, ""),
        ("2009", "", Named.TWO, None, ""),
        ("Latest", "", Named.NONE, None, "latest"),
        ("Measure", "Environment 2009/10", Named.NONE, None, "measure"),
        ("", "", Named.NONE, None, ""),
    ],
)
def test_a_heading_is_read_with_what_stands_above_it_and_what_it_says_besides(
    heading: str, over: str, named: Named, period: str | None, rest: str
) -> None:
    found = read_heading(heading, over, Q4)
    assert (found.named, found.period.label if found.period else None, found.rest) == (named, period, rest)


def test_a_heading_without_its_year_is_of_the_year_of_the_workbook_s_quarter() -> None:
    after = read_heading("Q1", "", Period.quarter(2010, 2))
    assert (after.named, after.period) == (Named.PART, Period.quarter(2010, 1))
    assert read_heading("February", "", Q4).period == Period.month(2010, 2)


def test_of_two_meanings_both_are_told() -> None:
    assert read_heading("Q1 2010", "", Q4).choices == ("2009/10 Q1", "2010/11 Q1")
    assert read_heading("2009", "", Q4).choices == ("2008/09", "2009", "2009/10")


def test_a_mark_says_what_the_figures_are() -> None:
    assert read_heading("Q4 (prov)", "", Q4).status is Status.PROVISIONAL
    assert read_heading("March 2010 (final)", "", Q4).status is Status.FINAL


def test_only_a_lone_period_stands_for_the_columns_below_it() -> None:
    assert names_period("2009/10") and names_period("Q1")
    assert not names_period("Figures for 2009/10") and not names_period("")
