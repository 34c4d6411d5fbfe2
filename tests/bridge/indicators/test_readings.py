"""The table of readings: what it shows, what may be typed, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.bridge.reading_model import Column, ReadingModel, from_words
from app.rules.errors import Problem
from app.rules.indicator import Frequency, Reading, Status, YearKind
from app.rules.period import Period
from app.rules.readings import ReadingRow
from tests.conftest import StoppedClock
from tests.sample_series import neet, series

Q4 = Period.quarter(2009, 4)
EDIT = Qt.ItemDataRole.EditRole


@pytest.fixture
def model(qapp: object, clock: StoppedClock) -> ReadingModel:
    made = ReadingModel()
    made.set_series(neet(), Q4.shift(1), read_only=False)
    return made


def put(model: ReadingModel) -> list[tuple[ReadingRow, str]]:
    found: list[tuple[ReadingRow, str]] = []
    model.put.connect(lambda row, source: found.append((row, source)))
    return found


def refused(model: ReadingModel) -> list[tuple[Period, int, Problem]]:
    found: list[tuple[Period, int, Problem]] = []
    model.refused.connect(lambda *parts: found.append(parts))
    return found


def test_the_table_keeps_qts_rules(qapp: object) -> None:
    model = ReadingModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_series(neet(), Q4, read_only=False)
    model.set_series(None, Q4, read_only=True)
    del tester


def test_the_newest_reading_stands_first_under_the_one_that_is_due(model: ReadingModel) -> None:
    assert [model.text(row, Column.PERIOD) for row in range(3)] == ["2010/11 Q1", "2009/10 Q4", "2009/10 Q3"]
    assert [model.text(1, column) for column in Column] == [
        "2009/10 Q4", "6.9%", "5.4%", "R", "Provisional", "CS return.xlsx, Values!D14", "Seasonal rise continues",
    ]
    assert model.text(0, Column.STATUS) == "Due Jun 2010"


def test_what_is_awaited_says_when_it_is_due_and_when_it_is_late(clock: StoppedClock) -> None:
    shown = ReadingModel()
    known = series((6.9,) * 4, Q4.shift(-4))
    shown.set_series(known, Q4, read_only=False)
    assert (shown.text(0, Column.PERIOD), shown.text(0, Column.STATUS)) == ("2009/10 Q4", "Due Mar 2010")
    clock.at(2010, 5, 1)
    shown.set_series(known, Q4, read_only=False)
    assert shown.text(0, Column.STATUS) == "Late"


def test_the_next_exam_results_are_due_in_november_and_nothing_is_typed_before(clock: StoppedClock) -> None:
    shown = ReadingModel()
    exams = series((50.0, None), Period.academic_year(2007), frequency=Frequency.ANNUAL, year_kind=YearKind.ACADEMIC)
    shown.set_series(exams, Q4, read_only=False)
    assert (shown.text(0, Column.PERIOD), shown.text(0, Column.STATUS)) == ("2009/10 academic year", "Due Nov 2010")
    assert not shown.flags(shown.index(0, Column.VALUE)) & Qt.ItemFlag.ItemIsEditable
    assert shown.text(1, Column.STATUS) == "Not collected"


def test_a_typed_figure_becomes_a_reading_to_put(model: ReadingModel) -> None:
    found = put(model)
    assert model.setData(model.index(0, Column.VALUE), "7.1%", EDIT)
    assert found == [(ReadingRow(1, Q4.shift(1), 7.1, Status.PROVISIONAL), "typed")]


def test_the_cell_waits_for_the_store(model: ReadingModel) -> None:
    model.setData(model.index(0, Column.VALUE), "7.1", EDIT)
    assert model.text(0, Column.VALUE) == ""


def test_a_corrected_figure_keeps_its_comment_and_is_said_to_be_typed(model: ReadingModel) -> None:
    found = put(model)
    model.setData(model.index(1, Column.VALUE), "6.8", EDIT)
    ((row, source),) = found
    assert (row.value, row.note, row.status, source) == (
        6.8, "Seasonal rise continues", Status.PROVISIONAL, "typed",
    )


def test_a_comment_leaves_the_figure_and_where_it_came_from(model: ReadingModel) -> None:
    found = put(model)
    model.setData(model.index(1, Column.NOTE), "Checked with the department", EDIT)
    ((row, source),) = found
    assert (row.value, row.note, source) == (6.9, "Checked with the department", "CS return.xlsx, Values!D14")


def test_a_status_may_be_made_final(model: ReadingModel) -> None:
    found = put(model)
    model.setData(model.index(1, Column.STATUS), "final", EDIT)
    assert found[0][0].status is Status.FINAL


def test_the_same_text_again_changes_nothing(model: ReadingModel) -> None:
    found = put(model)
    assert not model.setData(model.index(1, Column.VALUE), "6.9", EDIT)
    assert found == []


def test_what_is_no_figure_is_refused_with_its_place(model: ReadingModel) -> None:
    found, stored = refused(model), put(model)
    assert not model.setData(model.index(1, Column.VALUE), "about seven", EDIT)
    ((period, column, problem),) = found
    assert (period, column, problem.code) == (Q4, Column.VALUE, "reading_not_a_number")
    assert stored == []


def test_a_comment_with_marks_that_cannot_be_seen_is_refused(model: ReadingModel) -> None:
    found = refused(model)
    model.setData(model.index(1, Column.NOTE), "turned \u202e round", EDIT)
    assert found[0][2].code == "text_control"


def test_nothing_can_be_typed_in_a_past_quarter(qapp: object) -> None:
    model = ReadingModel()
    model.set_series(neet(), Q4.shift(1), read_only=True)
    assert model.text(0, Column.PERIOD) == "2009/10 Q4"
    for column in Column:
        assert not model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable


def test_only_figure_status_and_comment_can_be_typed(model: ReadingModel) -> None:
    editable = {c for c in Column if model.flags(model.index(1, c)) & Qt.ItemFlag.ItemIsEditable}
    assert editable == {Column.VALUE, Column.STATUS, Column.NOTE}
    waiting = {c for c in Column if model.flags(model.index(0, c)) & Qt.ItemFlag.ItemIsEditable}
    assert waiting == {Column.VALUE}


def test_the_copied_table_pastes_into_cells_and_holds_no_formula(qapp: object) -> None:
    series = neet()
    last = replace(series.readings[-1], note='=HYPERLINK("x")\tand\nmore', source="+cmd|x")
    model = ReadingModel()
    model.set_series(replace(series, readings=(*series.readings[:-1], last)), Q4, read_only=True)
    lines = model.as_text().splitlines()
    assert lines[0] == "Quarter\tValue\tTarget\tRAG\tStatus\tFrom\tCommentary"
    assert lines[1] == "2009/10 Q4\t6.9%\t5.4%\tR\tProvisional\t'+cmd|x\t'=HYPERLINK(\"x\") and more"
    assert len(lines) == 21


def test_a_typed_figure_says_who_typed_it_and_when() -> None:
    from datetime import datetime

    reading = Reading(Q4, 6.9, source="typed", recorded=datetime(2009, 7, 12), recorded_by="Performance Team")
    assert from_words(reading) == "typed by Performance Team, 12/07/2009"
    assert from_words(replace(reading, source="CS return Q4.xlsx · Values!D14")) == "CS return Q4.xlsx · Values!D14"


def test_newer_figures_of_the_same_rows_keep_the_place(model: ReadingModel) -> None:
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    series = neet()
    changed = replace(series.readings[-1], value=6.8)
    model.set_series(replace(series, readings=(*series.readings[:-1], changed)), Q4.shift(1), read_only=False)
    assert resets == []
    assert model.text(1, Column.VALUE) == "6.8%"


def counted(value: float, part: float | None, whole: float | None, **changed: object) -> ReadingModel:
    """One reading that rests on counts."""
    known = series((value,), Q4, **changed)
    made = ReadingModel()
    reading = replace(known.readings[0], numerator=part, denominator=whole)
    made.set_series(replace(known, readings=(reading,)), Q4, read_only=False)
    return made


def typed_over(model: ReadingModel, text: str) -> tuple[ReadingRow, list[Problem]]:
    rows, left = put(model), []
    model.left_out.connect(lambda _period, problem: left.append(problem))
    assert model.setData(model.index(model.row_of(Q4), Column.VALUE), text, EDIT)
    return rows[0][0], left


def test_a_figure_typed_over_keeps_the_counts_that_still_make_it_up(qapp: object, clock: StoppedClock) -> None:
    row, left = typed_over(counted(29.7, 14, 47), "29.8")
    assert (row.value, row.numerator, row.denominator) == (29.8, 14, 47) and left == []


def test_counts_that_do_not_make_up_the_new_figure_are_left_out_aloud(qapp: object, clock: StoppedClock) -> None:
    row, left = typed_over(counted(29.8, 14, 47), "31.9")
    assert (row.value, row.numerator, row.denominator) == (31.9, None, None)
    assert [problem.code for problem in left] == ["counts_left_out"]
    assert left[0].facts == {"part": 14, "whole": 47, "makes": "29.8%"}


def test_a_count_that_counts_itself_follows_its_figure(qapp: object, clock: StoppedClock) -> None:
    row, left = typed_over(counted(742, 742, None, unit="number", decimals=0), "750")
    assert (row.value, row.numerator, row.denominator) == (750, 750, None) and left == []


def test_counts_that_nobody_can_hold_against_a_figure_go_with_the_figure_they_came_with(
    qapp: object, clock: StoppedClock
) -> None:
    row, left = typed_over(counted(18.4, 92, 5, unit="score"), "18.6")
    assert (row.numerator, row.denominator) == (None, None) and left[0].facts["makes"] == ""


def test_a_comment_leaves_the_counts_alone(qapp: object, clock: StoppedClock) -> None:
    model = counted(29.8, 14, 47)
    rows = put(model)
    assert model.setData(model.index(model.row_of(Q4), Column.NOTE), "Checked", EDIT)
    assert (rows[0][0].numerator, rows[0][0].denominator) == (14, 47)
