"""The quarter calendar: figures stand where they fall due, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.rules.due import rhythm_of
from app.rules.indicator import Frequency, YearKind
from app.rules.period import Period
from app.rules.quarter_calendar import (
    CalendarEntry,
    CalendarFacts,
    CalendarKind,
    CalendarState,
    DueIndicator,
    EndingTarget,
    calendar,
    periods_due,
    state_of,
)
from app.rules.todo import Place

Q1, Q2, Q3, Q4 = (Period.quarter(2009, number) for number in (1, 2, 3, 4))
WINTER = Period(Period.month(2010, 1).end, 3)
"""November to January."""
NEET = rhythm_of(Frequency.ANNUAL, YearKind.FINANCIAL, WINTER)
EXAMS = rhythm_of(Frequency.ANNUAL, YearKind.ACADEMIC, Period.academic_year(2008))
QUARTERLY = rhythm_of(Frequency.QUARTERLY, YearKind.FINANCIAL, Q4)
MONTHLY = rhythm_of(Frequency.MONTHLY, YearKind.FINANCIAL, Period.month(2010, 1))


def facts(quarter: Period = Q4, today: date = date(2010, 4, 15), **parts: object) -> CalendarFacts:
    return CalendarFacts(quarter, today, "plan", {4: "Environment"}, **parts)  # type: ignore[arg-type]


def test_a_figure_of_november_to_january_falls_due_in_spring_and_in_no_other_quarter() -> None:
    spring = Period.quarter(2010, 1)
    assert periods_due(NEET, spring) == (WINTER,)
    assert periods_due(NEET, Q4) == periods_due(NEET, Q3) == periods_due(NEET, Q2) == ()


def test_exam_results_come_in_autumn() -> None:
    assert periods_due(EXAMS, Q3) == (Period.academic_year(2008),)
    assert periods_due(EXAMS, Q2) == periods_due(EXAMS, Q4) == ()


def test_monthly_figures_fall_due_three_times_in_a_quarter() -> None:
    assert periods_due(MONTHLY, Q4) == tuple(Period.month(2010, month) for month in (1, 2, 3))


def test_quarterly_figures_of_a_department_stand_together_and_say_how_many_came() -> None:
    here = DueIndicator(1, "A", "First", QUARTERLY, 4, known=frozenset({Q4}))
    awaited = DueIndicator(2, "B", "Second", QUARTERLY, 4)
    (entry,) = calendar(facts(indicators=[here, awaited]))
    assert (entry.day, entry.count, entry.here, entry.state) == (Q4.last_day, 2, 1, CalendarState.DUE)
    assert entry.place == Place("department", 4)
    (entry,) = calendar(facts(today=date(2010, 6, 30), indicators=[here, awaited]))
    assert entry.state is CalendarState.LATE
    (entry,) = calendar(facts(indicators=[here, replace(awaited, absent=frozenset({Q4}))]))
    assert entry.state is CalendarState.DONE, "what is said not to be collected is awaited no longer"


def test_a_yearly_figure_has_an_entry_of_its_own() -> None:
    (entry,) = calendar(facts(Q3, indicators=[DueIndicator(5, "NI 75", "GCSE", EXAMS, 4)]))
    assert (entry.place, entry.day) == (Place("indicator", 5), date(2009, 11, 30))


def test_last_targets_stand_alone_and_the_others_together() -> None:
    year = Period.financial_year(2009)
    ends = EndingTarget(1, "NI 9", "Libraries", year, True, 4)
    goes_on = [EndingTarget(at, f"NI {at}", "Other", year, False) for at in (2, 3)]
    alone, together = calendar(facts(targets=[ends, *goes_on]))
    assert (alone.place, alone.state) == (Place("indicator", 1, "targets"), CalendarState.DUE)
    assert (together.count, together.state, together.day) == (2, CalendarState.NONE, year.last_day)


def test_days_go_in_order_and_a_days_kinds_too() -> None:
    place = Place("issue", 1)
    found = calendar(facts(dated=[
        CalendarEntry(date(2010, 2, 1), CalendarKind.REVIEW, "B", place),
        CalendarEntry(date(2010, 2, 1), CalendarKind.MEETING, "A", place),
        CalendarEntry(date(2010, 1, 9), CalendarKind.TARGET, "C", place),
    ]))  # fmt: skip
    assert [entry.about for entry in found] == ["C", "A", "B"]


def test_an_entry_keeps_its_name_when_its_day_and_words_change() -> None:
    entry = CalendarEntry(date(2010, 2, 1), CalendarKind.ACTION, "Roads", Place("issue", 1), detail="Old", tag="7")
    assert replace(entry, day=date(2010, 3, 1), detail="New", about="Highways").uid == entry.uid == "action-issue-1-7"
    assert replace(entry, tag="8").uid != entry.uid
    asked = CalendarEntry(date(2010, 4, 14), CalendarKind.ASSESSMENT, "", Place("assessment", (2, Q4, "")))
    assert asked.uid == f"assessment-assessment-2-{Q4.key}"


def test_a_day_that_is_over_is_late_only_where_nothing_was_done() -> None:
    day = date(2010, 3, 1)
    assert state_of(day, True, date(2010, 4, 1)) is CalendarState.DONE
    assert state_of(day, False, date(2010, 3, 2)) is CalendarState.LATE
    assert state_of(day, False, day) is CalendarState.DUE
