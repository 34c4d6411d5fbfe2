"""Courses, scales, years and the horizon: what the rules say of next year's plan, without a store."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.category import Category
from app.rules.horizon import horizon_of, within
from app.rules.issue import Control
from app.rules.period import Period
from app.rules.plan_story import Step, Story
from app.rules.readiness import Condition
from app.rules.refresh import Course, PlanYear, courses_for, effective_quarter, suggest, targets_for
from app.rules.scales import Placed, marks, misfits, unjudged
from tests.sample_series import series as made

HOT, PLAN, OUT, LEFT = Category.HOT_LIST, Category.IMPROVEMENT_PLAN, Category.OUTCOMES, Category.LEFT
Q4 = Period.quarter(2009, 4)


@pytest.mark.parametrize(
    ("category", "missing", "recovered", "expected"),
    [
        (PLAN, (), False, (Course.STAYS, None)),
        (PLAN, (), True, (Course.LEAVES, OUT)),
        (HOT, (), False, (Course.ENTERS, None)),
        (HOT, (Condition.TARGETS,), False, (Course.WAITS, None)),
        (OUT, (), False, (Course.WAITS, None)),
    ],
)
def test_what_the_rules_propose(
    category: Category, missing: tuple[Condition, ...], recovered: bool, expected: object
) -> None:
    assert suggest(category, missing=missing, recovered=recovered) == expected


def test_each_category_has_its_courses_and_exceptions_come_last_among_the_ways_out() -> None:
    assert courses_for(PLAN) == (Course.STAYS, Course.LEAVES)
    assert Course.STAYS not in courses_for(HOT)
    assert targets_for(PLAN) == (OUT, LEFT, HOT)
    assert targets_for(HOT)[0] is LEFT


def test_moves_take_effect_with_the_years_first_quarter_or_now_where_that_has_gone_by() -> None:
    year = Period.financial_year(2010)
    assert effective_quarter(year, Q4) == Period.quarter(2010, 1)
    assert effective_quarter(year, Period.quarter(2010, 3)) == Period.quarter(2010, 3)


def placed(number: int, category: Category, importance: int | None, need: int | None) -> Placed:
    return Placed(number, 1, f"Issue {number}", category, importance, need)


def test_misfits_are_named_in_words_and_marks_never_cover_each_other() -> None:
    issues = (
        placed(1, PLAN, 5, 5), placed(2, PLAN, 2, 3), placed(3, OUT, 4, 4), placed(4, HOT, 5, 4), placed(5, OUT, 5, 2),
        placed(6, HOT, None, 2), placed(7, PLAN, 5, 5),
    )  # fmt: skip
    assert {each.issue.issue_id: each.words for each in misfits(issues)} == {
        2: "In the plan, though neither so important nor so much in need (importance 2, need 3).",
        3: "Among the Outcomes, though in need of focussed improvement (importance 4, need 4).",
        4: "On the Hot List, though as important as anything in the plan (importance 5, need 4).",
    }
    assert [each.issue_id for each in unjudged(issues)] == [6]
    same = [(mark.place, mark.among) for mark in marks(issues) if (mark.need, mark.importance) == (5, 5)]
    assert same == [(0, 2), (1, 2)]
    assert marks(issues) == marks(tuple(reversed(issues)))


def test_a_years_plan_tells_who_entered_and_who_left_with_the_decision() -> None:
    steps = (
        Step(1, PLAN, Period.quarter(2008, 4)), Step(2, PLAN, Period.quarter(2008, 4)),
        Step(3, HOT, Period.quarter(2008, 4)), Step(3, PLAN, Period.quarter(2009, 2), "Cabinet", reason="Ready"),
        Step(2, OUT, Period.quarter(2009, 3), "CMT", reason="Better"), Step(1, LEFT, Period.quarter(2010, 1), "CPEG"),
    )  # fmt: skip
    story = Story(steps, {1: "One", 2: "Two", 3: "Three"})
    year = story.year(PlanYear(1, 1, "Plan", Period.financial_year(2009), True, ""), Q4)
    assert [line.title for line in year.lines] == ["One", "Two", "Three"]
    assert [(line.title, line.came.reason) for line in year.entered if line.came] == [("Three", "Ready")]
    assert [(line.title, line.went.body) for line in year.left if line.went] == [("Two", "CMT")]
    assert year.size == 2 and not year.expected
    sizes = story.sizes([Q4.shift(at) for at in (-4, -3, -2, -1, 0, 1)])
    assert [size.counts[PLAN] for size in sizes] == [2, 2, 3, 2, 2, 1]
    assert [len(size.on) for size in sizes] == [0, 0, 1, 1, 0, 0]
    assert [[left.value for left, _ in size.off] for size in sizes][-1] == ["improvement_plan"]
    (gone,) = story.left(Q4.shift(1))
    assert (gone.title, gone.origin, gone.step.body) == ("One", PLAN, "CPEG")
    assert story.left(Q4) == ()


@pytest.mark.parametrize(
    ("control", "years", "charted", "review"),
    [
        (Control.DIRECT, 1, 3, 3), (Control.DIRECT, 2, 4, 6), (Control.DIRECT, 5, 6, 12), (Control.PARTLY, 1, 3, 3),
        (Control.PARTLY, 3, 5, 6), (Control.PARTLY, 5, 7, 12), (Control.PARTNERS, 1, 4, 6),
        (Control.PARTNERS, 3, 6, 12), (Control.PARTNERS, 10, 12, 12), (Control.PARTNERS, None, 8, 12),
        (None, 10, 10, 12),
    ],
)  # fmt: skip
def test_control_and_years_set_the_horizon(control: Control | None, years: int | None, charted: int, review: int) -> None:
    found = horizon_of(control, years)
    assert found is not None
    assert (found.chart_years, found.review_months) == (charted, review)
    assert found.long is (review == 12) and bool(found.caution) is found.long


def test_the_horizon_gives_the_review_date_and_its_words() -> None:
    found = horizon_of(Control.DIRECT, 5)
    assert found is not None
    assert found.review_after(Q4) == date(2011, 3, 31)
    assert found.words == (
        "It lies within the council's direct control and takes about 5 years to shift: judged over 6 years, reviewed"
        " once a year."
    )
    assert horizon_of(None, None) is None
    soon = horizon_of(Control.PARTLY, 1)
    assert soon is not None and soon.review_after(Q4) == date(2010, 6, 30) and soon.caution == ""


def test_a_chart_in_the_issues_context_shows_the_years_of_its_horizon() -> None:
    series = made(tuple(float(at) for at in range(24)))
    last = series.readings[-1].period
    quarter = Period(last.end, 3)
    near, far = horizon_of(Control.DIRECT, 0), horizon_of(Control.PARTNERS, 10)
    shown = within(series, near, quarter)
    assert 0 < len(shown.readings) <= len(series.readings)
    assert all(reading.period.end > quarter.end - 36 for reading in shown.readings)
    assert len(within(series, far, quarter).readings) >= len(shown.readings)
    assert within(series, None, quarter) is series
