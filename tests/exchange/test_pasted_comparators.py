"""Blocks of other places' figures, in every way a table of them is copied."""

from __future__ import annotations

import pytest

from app.exchange.import_plan import LineState
from app.exchange.pasted_comparators import ComparatorPlan, plan_comparators
from app.rules.indicator_sheet import ComparatorLine, IndicatorSheet
from app.rules.period import Period
from tests.sample_series import series as made

Q3, Q4 = Period.quarter(2009, 3), Period.quarter(2009, 4)
ENGLAND = ComparatorLine(5, 2, Q4, "England", 6.4, "DfE")


def sheet(*there: ComparatorLine) -> IndicatorSheet:
    series = made((6.2, 6.4, 6.6, 6.9), Period.quarter(2009, 1))
    return IndicatorSheet(series.indicator.id, 1, {}, (), (), (), series, comparators=there, newest=Q4)


def plan(text: str, *there: ComparatorLine) -> ComparatorPlan:
    return plan_comparators(text, sheet(*there))


def figures(found: ComparatorPlan) -> list[tuple[str, str, float]]:
    return sorted((each.place, each.period.label, each.value) for each in found.figures)


WANTED = [
    ("England", "2009/10 Q3", 6.3), ("England", "2009/10 Q4", 6.4), ("Kent", "2009/10 Q3", 5.8),
    ("Kent", "2009/10 Q4", 5.9),
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "\t2009/10 Q3\t2009/10 Q4\nEngland\t6.3\t6.4\nKent\t5.8\t5.9\n",
        "Area\t2009/10 Q3\t2009/10 Q4\r\nEngland\t6.3%\t6.4%\r\nKent\t5.8%\t5.9%\r\n",
        "Quarter\tEngland\tKent\n2009/10 Q3\t6.3\t5.8\n2009/10 Q4\t6.4\t5.9\n",
        "NEET compared\t\t\nQuarter\tEngland\tKent\n2009/10 Q3\t6.3\t5.8\n2009/10 Q4\t6.4\t5.9\n",
        "Period\tPlace\tValue\n2009/10 Q3\tEngland\t6.3\n2009/10 Q3\tKent\t5.8\n2009/10 Q4\tEngland\t6.4\n"
        "2009/10 Q4\tKent\t5.9\n",
        "England\t2009/10 Q3\t6.3\nKent\t2009/10 Q3\t5.8\nEngland\t2009/10 Q4\t6.4\nKent\t2009/10 Q4\t5.9\n",
    ],
)
def test_names_by_periods_either_way_round_or_a_figure_a_row(text: str) -> None:
    found = plan(text)
    assert found.problems == ()
    assert figures(found) == WANTED
    assert {line.state for line in found.lines} == {LineState.NEW}


def test_a_figure_that_is_there_is_changed_or_left_with_the_version_seen() -> None:
    found = plan("Quarter\tENGLAND\tKent\n2009/10 Q3\t6.3\t..\n2009/10 Q4\t6.5\t5.9\n", ENGLAND)
    assert [(each.place, each.value, each.id, each.version) for each in found.figures] == [
        ("ENGLAND", 6.3, None, None), ("ENGLAND", 6.5, 5, 2), ("Kent", 5.9, None, None),
    ]  # fmt: skip
    assert [line.state.value for line in found.lines] == ["new", "unchanged", "changed", "new"]
    assert found.lines[2].before == "6.4%"
    assert plan("Quarter\tEngland\n2009/10 Q4\t6.4\n", ENGLAND).figures == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "paste_empty"), ("England\tKent\n6.3\t5.8\n", "paste_no_periods"),
        ("2009/10 Q3\t6.3\n", "comparators_no_places"),
        ("Quarter\tEngland\n2009/10 Q3\tabout six\n", "comparator_not_read"),
        ("Quarter\tEngland\n2009/10 Q3\t0.063\n", "reading_is_a_share"),
        ("Quarter\tEngland\n2009/10 Q3\t-3\n", "reading_out_of_range"),
        ("Quarter\tEngland\n2019/20 Q3\t6.3\n", "period_after_today"),
        ("Quarter\tEngland\tEngland\n2009/10 Q3\t6.3\t6.4\n", "comparator_twice"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told_and_nothing_is_put_in(text: str, code: str) -> None:
    found = plan(text)
    assert code in [problem.code for problem in found.problems], found.problems
    assert all(line.state is LineState.UNREADABLE for line in found.lines)

