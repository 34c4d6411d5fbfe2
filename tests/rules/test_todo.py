"""The team's list: each rule makes its line, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest

from app.rules.assessment import AssessmentLine, AssessmentStage
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.drafts import Draft, DraftKind, DraftPlace
from app.rules.indicator import Polarity, Rag
from app.rules.issue import Item
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.rules.returns import ReturnCell, Standing
from app.rules.todo import (
    Place,
    Since,
    Todo,
    TodoAction,
    TodoDecision,
    TodoFacts,
    TodoIndicator,
    TodoIssue,
    TodoKind,
    todo,
)

Q4 = Period.quarter(2009, 4)
ON = date(2010, 4, 1)
GOOD = TodoIssue(1, "Better carbon management", Category.HOT_LIST, Q4.shift(-1), 4, stepped=True)
MEASURED = TodoIndicator(7, "NI 185", "Carbon", Polarity.LOWER, 4, Period.financial_year(2011))


def facts(**parts: object) -> TodoFacts:
    return TodoFacts(Q4, ON, PlanSettings(), {4: "Environment", 2: "Children's Services"}, **parts)  # type: ignore[arg-type]


def kinds(lines: Iterable[Todo]) -> list[TodoKind]:
    return [line.kind for line in lines]


def test_a_plan_in_order_has_nothing_to_do() -> None:
    assert todo(facts(issues=[GOOD], indicators=[MEASURED])) == ()


@pytest.mark.parametrize(
    ("change", "kind", "section"),
    [
        ({"has_lead": False}, TodoKind.NO_LEAD, ""),
        ({"rag": Rag.RED, "judged_by": "NI 185"}, TodoKind.RED_WITHOUT_ACTION, "Actions and risks"),
        ({"stepped": False}, TodoKind.NO_STEP, "Plan and resources"),
        ({"since": Q4.shift(-4)}, TodoKind.PROCEED_OR_NOT, "Criteria and readiness"),
        ({"review_date": date(2010, 3, 31)}, TodoKind.REVIEW_PAST, ""),
    ],
)
def test_an_issue_makes_one_line_that_leads_to_its_place(
    change: dict[str, object], kind: TodoKind, section: str
) -> None:
    (line,) = todo(facts(issues=[replace(GOOD, **change)]))  # type: ignore[arg-type]
    assert (line.kind, line.place, line.department_id) == (kind, Place("issue", 1, section), 4)


@pytest.mark.parametrize(
    "change",
    [
        {"rag": Rag.RED, "open_actions": 1},
        {"since": Q4.shift(-3)},
        {"review_date": ON},
        {"category": Category.OUTCOMES, "stepped": False, "since": Q4.shift(-9)},
        {"category": Category.LEFT, "has_lead": False, "rag": Rag.RED, "stepped": False, "review_date": date(2009, 1, 1)},
    ],
)
def test_what_is_not_wanting_makes_none(change: dict[str, object]) -> None:
    assert todo(facts(issues=[replace(GOOD, **change)])) == ()  # type: ignore[arg-type]


def test_a_last_target_of_this_year_or_before_ends_and_that_of_next_year_does_not() -> None:
    def until(period: Period | None) -> list[TodoKind]:
        return kinds(todo(facts(indicators=[replace(MEASURED, target_until=period)])))

    assert until(Period.financial_year(2009)) == [TodoKind.TARGET_ENDS]
    assert until(Period.calendar_year(2009)) == [TodoKind.TARGET_ENDS]
    assert until(Period.calendar_year(2010)) == until(None) == []
    data_only = replace(MEASURED, target_until=Period.financial_year(2009), polarity=Polarity.NONE)
    assert todo(facts(indicators=[data_only])) == ()


def test_only_what_judges_an_issue_is_missed_for_a_comparison() -> None:
    alone = replace(MEASURED, compared=False)
    (line,) = todo(facts(indicators=[alone, replace(alone, id=8, judges=False)]))
    assert (line.kind, line.place) == (TodoKind.NO_COMPARATOR, Place("indicator", 7, "comparators"))


def test_decisions_wait_for_their_body_and_conditions_for_their_day() -> None:
    waits = TodoDecision(3, "Telecare", Stage.INTERIM, date(2010, 2, 10), 2, "CPEG")
    asked = replace(waits, id=4, stage=Stage.CONFIRMED, condition="Report again")
    lines = todo(facts(
        pending=[waits],
        conditions=[asked, replace(asked, id=5, due=Q4.last_day), replace(asked, id=6, due=date(2010, 6, 1))],
    ))  # fmt: skip
    assert kinds(lines) == [TodoKind.SIGN_OFF, TodoKind.CONDITION_DUE, TodoKind.CONDITION_DUE]
    assert (lines[0].since, lines[0].day, lines[0].detail) == (Since.SINCE, date(2010, 2, 10), "CPEG")
    assert {line.place.key for line in lines[1:]} == {4, 5}


def test_actions_are_overdue_from_the_day_after() -> None:
    place = Place("issue", 1, "Actions and risks")
    late = TodoAction("Write the plan", "Roads", place, date(2010, 3, 31), 4)
    lines = todo(facts(actions=[late, replace(late, due=ON), replace(late, progress=100), replace(late, due=None)]))
    assert kinds(lines) == [TodoKind.ACTION_OVERDUE]
    assert lines[0].detail == "Write the plan"


def test_what_departments_owe_stands_first_and_texts_not_saved_last() -> None:
    cell = ReturnCell(4, Q4, Standing.LATE, date(2010, 4, 14), 3)
    line = AssessmentLine(Item(2, "Children's Services"), Q4, date(2010, 4, 14), 9, AssessmentStage.DRAFT)
    place = DraftPlace(DraftKind.ISSUE, 1, "title")
    draft = Draft("issue/1/title", "  Half a\nsentence", datetime(2010, 4, 2), place, "Roads")
    lines = todo(facts(late=[cell], unsigned=[line], issues=[replace(GOOD, has_lead=False)]), [draft])
    assert kinds(lines) == [
        TodoKind.RETURN_LATE, TodoKind.ASSESSMENT_UNSIGNED, TodoKind.NO_LEAD, TodoKind.DRAFT_UNSAVED,
    ]  # fmt: skip
    assert [each.about for each in lines] == ["Environment", "Children's Services", GOOD.title, "Roads"]
    assert (lines[1].place.key, lines[3].detail) == ((2, Q4, ""), "Half a sentence")


def test_lines_of_a_kind_go_by_department_then_by_name() -> None:
    issues = [
        replace(GOOD, id=at, title=title, department_id=department, has_lead=False)
        for at, (title, department) in enumerate((("B", 4), ("A", 4), ("C", 2), ("D", None)))
    ]
    assert [line.about for line in todo(facts(issues=issues))] == ["C", "A", "B", "D"]
