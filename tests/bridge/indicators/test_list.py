"""The list of indicators: filters, order, groups, and the model that shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.bridge.indicator_filter import Change, GroupBy, Heading, IndicatorChoice, SortBy, rows_of
from app.bridge.indicator_model import IndicatorListModel, Role, line_words
from app.rules.category import Category
from app.rules.indicator import Direction, Frequency, Polarity, Rag
from app.rules.period import Period
from app.rules.series import IndicatorLine

DEPARTMENTS = {1: "Adult Services", 2: "Children's Services"}


def line(number: int, **changed: object) -> IndicatorLine:
    plain = IndicatorLine(
        id=number, version=1, code=f"NI {number}", title=f"Title {number}", unit="%", decimals=1,
        polarity=Polarity.LOWER, frequency=Frequency.QUARTERLY, department_id=2,
    )
    return replace(plain, **changed)


LINES = (
    line(117, rag=Rag.RED, direction=Direction.WORSE, categories=(Category.IMPROVEMENT_PLAN,)),
    line(47, rag=Rag.GREEN, direction=Direction.BETTER, categories=(Category.OUTCOMES,), department_id=1,
         signal="improvement", signal_words="an improvement: seven or more points falling since 2008/09 Q2"),
    line(8, rag=Rag.AMBER, title="Waste <b>sent</b> to landfill", department_id=None, signal="concern"),
)


def ids(choice: IndicatorChoice) -> list[object]:
    return [row.id if isinstance(row, IndicatorLine) else row.title for row in rows_of(LINES, choice, DEPARTMENTS)]


def test_codes_are_sorted_as_people_count() -> None:
    assert ids(IndicatorChoice()) == [8, 47, 117]


@pytest.mark.parametrize(
    ("sort", "order"),
    [(SortBy.RAG, [117, 8, 47]), (SortBy.TRAVEL, [117, 8, 47]), (SortBy.TITLE, [117, 47, 8]),
     (SortBy.TEST, [8, 47, 117])],
)
def test_the_list_is_sorted_by_what_was_chosen(sort: SortBy, order: list[int]) -> None:
    assert ids(IndicatorChoice(sort=sort)) == order


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (IndicatorChoice(category=Category.OUTCOMES), [47]),
        (IndicatorChoice(department_id=1), [47]),
        (IndicatorChoice(rag=Rag.RED), [117]),
        (IndicatorChoice(change=Change.WORSE), [117]),
        (IndicatorChoice(change=Change.CONCERN), [8]),
        (IndicatorChoice(change=Change.IMPROVEMENT), [47]),
        (IndicatorChoice(words="LANDFILL waste"), [8]),
        (IndicatorChoice(words="ni 11"), [117]),
        (IndicatorChoice(rag=Rag.RED, department_id=1), []),
    ],
)
def test_filters_combine(choice: IndicatorChoice, kept: list[int]) -> None:
    assert ids(choice) == kept
    assert choice.hides


def test_groups_have_headings_with_their_counts_in_the_lists_own_order() -> None:
    assert ids(IndicatorChoice(group=GroupBy.CATEGORY)) == [
        "Improvement Plan", 117, "Outcomes of Corporate Importance", 47, "Not linked to an issue", 8,
    ]
    assert ids(IndicatorChoice(group=GroupBy.DEPARTMENT)) == [
        "Adult Services", 47, "Children's Services", 117, "No department", 8,
    ]
    assert ids(IndicatorChoice(group=GroupBy.RAG)) == ["Red", 117, "Amber", 8, "Green", 47]


def test_a_choice_survives_being_kept_and_read_again() -> None:
    choice = IndicatorChoice(Category.OUTCOMES, 1, Rag.RED, Change.CONCERN, "waste", GroupBy.RAG, SortBy.TITLE)
    assert IndicatorChoice.from_state(choice.as_state()) == choice
    assert IndicatorChoice.from_state({"category": "gone", "sort": 7, "department_id": "x"}) == IndicatorChoice()


def test_the_model_keeps_qts_rules(qapp: object) -> None:
    model = IndicatorListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_lines(LINES, DEPARTMENTS)
    model.set_choice(IndicatorChoice(group=GroupBy.RAG))
    model.set_choice(IndicatorChoice(words="nothing like it"))
    assert model.rowCount() == 0
    del tester


def test_headings_cannot_be_chosen_and_say_their_count(qapp: object) -> None:
    model = IndicatorListModel()
    model.set_choice(IndicatorChoice(group=GroupBy.RAG))
    model.set_lines(LINES, DEPARTMENTS)
    heading = model.index(0)
    assert isinstance(heading.data(Role.ROW), Heading)
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    assert heading.data(Qt.ItemDataRole.AccessibleTextRole) == "Red, 1"


def test_new_figures_of_the_same_rows_keep_the_list_in_its_place(qapp: object, qtbot: object) -> None:
    model = IndicatorListModel()
    model.set_lines(LINES, DEPARTMENTS)
    resets: list[int] = []
    changes: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda first, last: changes.append(first.row()))
    model.set_lines((LINES[0], replace(LINES[1], latest="3.0%"), LINES[2]), DEPARTMENTS)
    assert resets == []
    assert changes == [1]


def test_a_row_says_everything_in_one_sentence() -> None:
    whole = line(117, latest="6.9%", latest_period=Period.quarter(2009, 4), target="5.4%", rag=Rag.RED,
                 direction_words="worse than last year for 5 quarters", illustrative=True)
    assert line_words(whole) == (
        "NI 117 Title 117, 6.9% in 2009/10 Q4, target 5.4%, red, worse than last year for 5 quarters, illustrative"
    )
    assert "no readings yet" in line_words(line(3))
