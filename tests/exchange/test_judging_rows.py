"""Each row of a table of figures: what is stored, what stops the import, what someone must look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.exchange.import_files import plan_files
from app.exchange.import_plan import ImportPlan, LineState
from app.exchange.periods import read_period
from app.exchange.raw import RawFile
from app.exchange.reader import read_file
from app.exchange.return_decisions import Choice, taken
from app.rules.errors import KnownError, Problem
from app.rules.indicator import Frequency, Status, YearKind
from app.rules.period import Period, parse_quarter
from app.rules.readings_now import CurrentFigure, MeasuredIndicator, ReadingsNow
from app.views.shared.words import sentence
from tests.exchange.workbooks import make_workbook

Q4 = parse_quarter("2009/10 Q4")
NEET = MeasuredIndicator(1, "NI 117", "16-18 NEET", "%", 1, Frequency.QUARTERLY, YearKind.FINANCIAL)
HOMES = MeasuredIndicator(
    2, "NI 155", "Affordable homes", "number", 0, Frequency.QUARTERLY, YearKind.FINANCIAL
)
MARKS = MeasuredIndicator(3, "NI 101", "5 GCSEs", "%", 0, Frequency.ANNUAL, YearKind.ACADEMIC)
YEARLY = MeasuredIndicator(9, "NI 168", "Roads", "%", 0, Frequency.ANNUAL, YearKind.FINANCIAL)
OLD = MeasuredIndicator(4, "BV 8", "Gone", "%", 0, Frequency.ANNUAL, YearKind.FINANCIAL, date(2008, 3, 31))
NOW = ReadingsNow(
    indicators=(NEET, HOMES, MARKS, OLD),
    figures={
        1: {
            Q4.shift(-1): CurrentFigure(6.6, Status.FINAL, 66, 1000),
            Q4.shift(-2): CurrentFigure(6.5, Status.PROVISIONAL),
        },
        2: {Q4.shift(-1): CurrentFigure(120, Status.FINAL)},
    },
    newest_quarter=Q4,
)
TODAY = date(2010, 4, 15)
Plan = Callable[[Sequence[Any]], ImportPlan]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """What an import of one row (or several) would do."""

    def made(*rows: Sequence[Any]) -> ImportPlan:
        path = make_workbook(tmp_path / "return.xlsx", rows)
        return plan_files(read_files([path]), NOW, TODAY)

    return made


def read_files(paths: Sequence[Path]) -> list[RawFile | Problem]:
    """Each file read, or why it could not be."""
    found: list[RawFile | Problem] = []
    for path in paths:
        try:
            found.append(read_file(path))
        except KnownError as error:
            found.append(error.problem)
    return found


def only_problem(found: ImportPlan) -> str:
    assert len(found.problems) == 1, [sentence(each) for each in found.problems]
    assert found.stops()
    return sentence(found.problems[0])


def test_new_changed_and_unchanged_are_told_apart(plan: Plan) -> None:
    found = plan(
        ("NI 117", "2009/10 Q4", 6.9, "provisional"),
        ("NI 117", "2009/10 Q3", 6.7, "final"),
        ("NI 155", "2009/10 Q3", 120, "final"),
        ("NI 117", "2009/10 Q2", 6.5, "final"),
    )
    assert [line.state for line in found.lines] == [
        LineState.NEW, LineState.CHANGED, LineState.UNCHANGED, LineState.CHANGED,
    ]  # fmt: skip
    assert found.stops() == ()
    assert [(row.value, row.status, row.cell) for row in found.rows()] == [
        (6.9, Status.PROVISIONAL, "Values!C2"),
        (6.7, Status.RESTATED, "Values!C3"),
        (6.5, Status.FINAL, "Values!C5"),
    ]
    assert [sentence(line.why[0]) for line in found.lines] == [
        "New value, provisional", "Final figure becomes restated; the old one stays in history",
        "As in the store", "Provisional becomes final",
    ]  # fmt: skip


def test_a_status_that_settles_keeps_the_counts_it_came_with(plan: Plan) -> None:
    found = plan(("NI 117", "2009/10 Q3", 6.6, "provisional"))
    (row,) = found.rows()
    assert (row.numerator, row.denominator) == (66, 1000)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("NI 117", "2009/10 Q4", "tbc", "final"),
         "Values, C2: 'tbc' is not a number. Leave it empty and give the reason in its note, or type the figure."),
        (("NI 117", "2009/10 Q4", "£1.2m", "final"), "Values, C2: '£1.2m' has a unit or brackets. "
         "Write 1200000, or 1.2 where the unit says so."),
        (("NI 117", "2009/10 Q4", "12 %", "final"), "Values, C2: '12 %' has a unit or brackets. Write 12."),
        (("NI 117", "2009/10 Q4", "(5)", "final"), "Values, C2: '(5)' has a unit or brackets. Write 5 or -5."),
        (("NI 117", "2009/10 Q4", "1.234,5", "final"), "Values, C2: '1.234,5' can be read in two ways. Write 1234.5."),
        (("NI 117", "2009/10 Q4", 1e300, "final"), "Values, C2: '1e+300' is not a number."),
        (("NI 117", "2009/10 Q4", "NaN", "final"), "Values, C2: 'NaN' is not a number."),
        (("NI 117", "2009/10 Q4", True, "final"), "Values, C2: 'TRUE' is not a number."),
        (("NI 117", "2009/10 Q4", date(2010, 1, 1), "final"), "Values, C2: 01/01/2010 is a date, not a figure."),
        (("NI 117", "2009/10 Q4", "n/a", "final"), "Values, C2: there is no figure. Type it, or give the reason"),
        (("NI 117", "2009/10 Q4", None, "final"), "Values, C2: there is no figure."),
        (("NI 155", "2009/10 Q4", -3, "final"), "Values, C2: -3; counts cannot be below 0."),
        (("NI 155", "2009/10 Q4", 112.7, "final"), "Values, C2: 112.7; counts must be whole."),
        (("NI 117", "2009/10 Q4", 6.9, "final", 31, 30), "Values, E2: the numerator (31) is more than the"),
        (("NI 117", "2009/10 Q4", 6.9, "final", 0, 0), "Values, F2: the denominator is 0. No cases: leave the value"),
        (("HS99", "2009/10 Q4", 6.9, "final"), "Values, A2: 'HS99' is not in the list"),
        (("NI 118", "2009/10 Q4", 6.9, "final"), "Values, A2: 'NI 118' is not in the list (nearest: NI 117)."),
        (("BV 8", "2009/10", 6.9, "final"), "Values, A2: BV 8 is retired."),
        ((None, "2009/10 Q4", 6.9, "final"), "Values, A2: there is no code."),
        (("NI 117", "2009/10 Q4", 6.9, "draft"), "Values, D2: the status is 'draft'. Choose provisional or final."),
        (("NI 117", "2009/10 Q4", 6.9, None), "Values, D2: there is no status. Choose provisional or final."),
        (("NI 117", None, 6.9, "final"), "Values, B2: there is no period. Write it as 2009/10 Q4."),
        (("NI 117", "soon", 6.9, "final"), "Values, B2: 'soon' is not a period. Write it as 2009/10 Q4."),
        (("NI 117", "2009/10", 6.9, "final"), "Values, B2: 2009/10 is not a period of this indicator."),
        (("NI 117", "31/02/2010", 6.9, "final"), "Values, B2: '31/02/2010' is not a date. Write it as 30/09/2025."),
        (("NI 117", "03/31/2010", 6.9, "final"), "Values, B2: '03/31/2010' is not a date. Did you mean 31/03/2010?"),
        (("NI 117", "30/03/2010", 6.9, "final"), "Values, B2: 30/03/2010 is not the last day of a period."),
        (("NI 117", "2012/13 Q4", 6.9, "final"), "Values, B2: 2012/13 Q4 is after today."),
        (("NI 101", "2010", 50, "final"), "Values, B2: '2010' can be read in two ways. Write"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_stored_is_named_with_its_remedy(
    plan: Plan, cells: Sequence[Any], words: str
) -> None:
    found = plan(cells)
    assert words in only_problem(found)
    assert found.rows() == ()
    assert found.counts[LineState.UNREADABLE] == 1


@pytest.mark.parametrize(
    ("text", "value"), [("6.9", 6.9), (" 6.9 ", 6.9), ("1,234", 1234.0), ("+7", 7.0), ("\u22127.5", -7.5)]
)
def test_a_number_stored_as_text_is_taken_and_noted(plan: Plan, text: str, value: float) -> None:
    found = plan(("NI 117", "2009/10 Q4", text, "final"))
    assert [row.value for row in found.rows()] == [value]
    assert "figure_as_text" in [note.code for note in found.notes]


def test_no_value_with_its_reason_is_stored_as_such(plan: Plan) -> None:
    found = plan(("NI 117", "2009/10 Q4", "..", "final", None, None, "no cases"))
    assert [(row.value, row.note) for row in found.rows()] == [(None, "no cases")]
    assert found.stops() == ()


def test_a_cell_shown_as_a_percentage_is_taken_as_shown(tmp_path: Path) -> None:
    import openpyxl

    path = make_workbook(
        tmp_path / "p.xlsx", [("NI 117", "2009/10 Q4", 0.069, "final"), ("NI 101", "2008/09", 45, "final")]
    )
    book = openpyxl.load_workbook(path)
    for cell in ("C2", "C3"):
        book["Values"][cell].number_format = "0.0%"
    book.save(path)
    found = plan_files(read_files([path]), NOW, TODAY)
    assert [row.value for row in found.rows()] == [6.9]
    assert "Values, C3: 45 would be 4500%." in only_problem(found)


@pytest.mark.parametrize(
    ("value", "code"), [(69, "figure_many_times"), (0.07, "figure_fraction"), (-0.01, None), (6.9, None)]
)
def test_a_figure_ten_times_out_stops_until_someone_has_looked(
    plan: Plan, value: float, code: str | None
) -> None:
    found = plan(("NI 117", "2009/10 Q4", value, "final"))
    assert [doubt.code for doubt in found.doubts] == ([code] if code else [])
    assert bool(found.stops()) is bool(code)
    assert found.stops(accept_doubts=True) == ()
    assert len(found.rows()) == 1


def test_a_fraction_is_asked_about_with_what_it_may_mean(plan: Plan) -> None:
    found = plan(("NI 117", "2009/10 Q4", 0.07, "final"))
    assert sentence(found.doubts[0]) == (
        "Values, C2: 0.07% looks like a fraction beside the figure before (6.6% in 2009/10 Q3). Did they mean 7.0%?"
    )


def test_a_figure_given_twice_names_both_cells(plan: Plan) -> None:
    found = plan(("NI 117", "2009/10 Q4", 6.9, "final"), ("ni117", "31/03/2010", 7.0, "final"))
    assert "Values: NI 117 for 2009/10 Q4 is in C2 and C3." in only_problem(found)


def test_the_same_figure_in_two_files_names_the_other_file(tmp_path: Path) -> None:
    row = ("NI 117", "2009/10 Q4", 6.9, "final")
    paths = [make_workbook(tmp_path / name, [row]) for name in ("a.xlsx", "b.xlsx")]
    found = plan_files(read_files(paths), NOW, TODAY)
    assert "is in [a.xlsx]Values!C2 and C2" in only_problem(found)


def test_one_bad_file_stops_the_good_ones_with_it(tmp_path: Path) -> None:
    good = make_workbook(tmp_path / "good.xlsx", [("NI 117", "2009/10 Q4", 6.9, "final")])
    (tmp_path / "bad.xlsx").write_bytes(b"")
    found = plan_files(read_files([good, tmp_path / "bad.xlsx"]), NOW, TODAY)
    assert len(found.rows()) == 1
    assert [problem.code for problem in found.stops()] == ["file_empty"]


def test_the_same_file_again_is_no_success(plan: Plan) -> None:
    found = plan(("NI 117", "2009/10 Q3", 6.6, "final"), ("NI 155", "2009/10 Q3", 120, "final"))
    assert [sentence(each) for each in found.stops()] == [
        "Nothing new in return.xlsx. All 2 figures are in the store already. Nothing was imported."
    ]


def test_a_table_without_rows_and_a_file_without_table_are_no_success(tmp_path: Path) -> None:
    empty = make_workbook(tmp_path / "empty.xlsx", [])
    other = make_workbook(tmp_path / "other.xlsx", [(1, 2)], headings=("Date", "Homes"))
    for path, code in ((empty, "no_figures"), (other, "no_table")):
        found = plan_files(read_files([path]), NOW, TODAY)
        assert [problem.code for problem in found.stops()] == [code]


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (
            ("Code", "Period", "Vlaue", "Status"),
            "Values, C1: 'Vlaue' is not a heading; did you mean 'Value'?",
        ),
        (("Code", "Period", "Value", "Value"), "Values: 'Value' is in C1 and D1."),
        (("Code", "Period", "Value"), "there is no heading 'Status'."),
    ],
)
def test_headings_that_are_wrong_are_named(tmp_path: Path, headings: Sequence[str], words: str) -> None:
    path = make_workbook(tmp_path / "h.xlsx", [("NI 117", "2009/10 Q4", 6.9, "final")], headings=headings)
    found = plan_files(read_files([path]), NOW, TODAY)
    assert words in " ".join(sentence(each) for each in found.problems)
    assert found.rows() == ()


def test_remarks_below_the_table_are_noted_and_not_read(plan: Plan) -> None:
    found = plan(("NI 117", "2009/10 Q4", 6.9, "final"), (), ("Source: the department",))
    assert [row.value for row in found.rows()] == [6.9]
    assert [note.code for note in found.notes] == ["row_outside_table"]
    assert found.stops() == ()


def test_marks_that_cannot_be_seen_leave_the_note_and_are_listed(plan: Plan) -> None:
    found = plan(
        ("NI 117", "2009/10 Q4", 6.9, "final", None, None, "a\u202eb\u200bc =cmd|'/c calc'!A0 مرحبا 👩‍🏫")
    )
    assert [row.note for row in found.rows()] == ["abc =cmd|'/c calc'!A0 مرحبا 👩‍🏫"]
    assert "U+202E, U+200B" in sentence(found.notes[0])


@pytest.mark.parametrize(
    "note", ["AB 12 34 56 C", "ring 943 476 5919", "mail a.person@example.org", "born 1/2/2003"]
)
def test_personal_data_in_a_note_must_be_confirmed(plan: Plan, note: str) -> None:
    found = plan(("NI 117", "2009/10 Q4", 6.9, "final", None, None, note))
    assert [doubt.code for doubt in found.doubts] == ["personal_data"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("NI 117", "2009/10 Q4", 7.4, "final"), "figure_outside_limits"),
        (("NI 117", "2009/10 Q4", 6.2, "final"), "figure_as_before"),
        (("NI 117", "2009/10 Q4", 6.1, "final", 3, 49), "figure_small_count"),
        (("NI 117", "2009/10 Q4", 48, "final"), "figure_shifted"),
        (("NI 155", "2009/10 Q4", 3, "final"), "figure_small_count"),
        (("NI 117", "2009/10 Q4", 6.1, "final", 61, 1000), None),
    ],
)
def test_a_plain_table_is_asked_the_same_as_a_form(tmp_path: Path, row: Sequence[Any], code: str | None) -> None:
    steady = {Q4.shift(-at): CurrentFigure(6.0 + (9 - at) % 3 / 10, Status.FINAL) for at in range(9, 0, -1)}
    steady[Q4.shift(-1)] = CurrentFigure(6.2, Status.FINAL)
    small = (replace(NEET, least_count=5), replace(HOMES, least_count=5))
    now = ReadingsNow(small, {1: steady}, newest_quarter=Q4)
    found = plan_files(read_files([make_workbook(tmp_path / "return.xlsx", [row])]), now, TODAY)
    assert [doubt.code for doubt in found.doubts] == ([code] if code else [])
    (line,) = found.lines
    assert line.state is (LineState.CHECK if code else LineState.NEW)
    assert line.meant == (pytest.approx(4.8) if code == "figure_shifted" else None)
    if code:
        assert sentence(line.why[0]).startswith("Values, C2: ")
    if line.meant is not None:
        _, rows = taken(found, {0: Choice.USE})
        assert [row.value for row in rows] == [4.8]


def test_a_change_to_a_reported_figure_needs_a_second_look(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "r.xlsx", [("NI 117", "2009/10 Q3", 6.7, "final")])
    now = replace(NOW, frozen={Q4.shift(-1): None})
    found = plan_files(read_files([path]), now, TODAY)
    assert [doubt.code for doubt in found.doubts] == ["figure_reported"]


def test_of_several_tables_taken_as_one_each_figure_knows_its_file_and_cell(tmp_path: Path) -> None:
    rows = (("NI 117", "2009/10 Q4", 6.9, "final"), ("NI 155", "2009/10 Q4", 130, "final"))
    paths = [make_workbook(tmp_path / f"{name}.xlsx", [row]) for name, row in zip(("one", "two"), rows, strict=True)]
    together = plan_files(read_files(paths), NOW, TODAY)
    assert [row.cell for row in together.rows()] == ["[one.xlsx]Values!C2", "[two.xlsx]Values!C2"]
    alone = plan_files(read_files(paths[:1]), NOW, TODAY)
    assert [row.cell for row in alone.rows()] == ["Values!C2"] and alone.source.startswith("one.xlsx (")


def test_so_does_one_of_a_year_that_a_paper_has_printed(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "r.xlsx", [("NI 168", "2008/09", 6.0, "final")])
    year = {Period.financial_year(2008): CurrentFigure(5.0, Status.FINAL, reported=True)}
    now = replace(NOW, indicators=(*NOW.indicators, YEARLY), figures={**NOW.figures, YEARLY.id: year})
    found = plan_files(read_files([path]), now, TODAY)
    assert [doubt.code for doubt in found.doubts] == ["figure_reported"]


def test_a_decimal_comma_in_a_table_cut_by_semicolons_is_never_guessed(tmp_path: Path) -> None:
    (tmp_path / "de.csv").write_text(
        "Code;Period;Value;Status\nNI 117;2009/10 Q4;1,234;final\n", encoding="utf-8"
    )
    found = plan_files(read_files([tmp_path / "de.csv"]), NOW, TODAY)
    assert "'1,234' can be read in two ways. Write 1.234." in only_problem(found)


def test_a_thousand_problems_are_told_and_the_rest_counted(plan: Plan) -> None:
    found = plan(*[("NI 117", f"row {at}", "tbc", "final") for at in range(1, 700)])
    assert len(found.problems) == 1001
    assert sentence(found.problems[-1]).startswith("return.xlsx: and 398 more.")


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("Q4 2009/10", Q4), ("2009-10-Q4", Q4), (date(2010, 3, 31), Q4), ("31.03.2010", Q4), ("2010-03-31", Q4),
    ],
)  # fmt: skip
def test_a_quarter_is_read_in_every_usual_form(cell: Any, period: Period) -> None:
    assert read_period(cell, NEET) == period


def test_an_academic_year_is_one_where_the_indicator_says_so() -> None:
    assert read_period("2008/09", MARKS) == Period.academic_year(2008)
    assert read_period(date(2009, 8, 31), MARKS) == Period.academic_year(2008)
