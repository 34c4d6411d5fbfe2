"""A block from the clipboard: what is found in it, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from app.exchange.import_plan import ImportPlan, LineState
from app.exchange.pasted import plan_paste
from app.rules.indicator import Reading, Status
from app.rules.period import Period
from app.rules.readings_now import CurrentFigure, MeasuredIndicator, ReadingsNow
from app.rules.series import Series
from tests.sample_series import indicator, neet

TODAY = date(2010, 4, 15)
Q4 = Period.quarter(2009, 4)


def judged(text: str, series: Series | None = None, status: Status = Status.PROVISIONAL) -> ImportPlan:
    made = series or neet()
    one = made.indicator
    figures = {each.period: CurrentFigure(each.value, each.status) for each in made.readings}
    measured = MeasuredIndicator(one.id, one.code, one.title, one.unit, one.decimals, one.frequency, one.year_kind)
    return plan_paste(text, made, ReadingsNow((measured,), {one.id: figures}, Q4), TODAY, status)


def found(plan: ImportPlan) -> list[tuple[str, float | None]]:
    return [(row.period.label, row.value) for row in plan.rows()]


def codes(plan: ImportPlan) -> list[str]:
    return [problem.code for problem in plan.problems]


UPRIGHT = [("2009/10 Q3", 6.5), ("2009/10 Q4", 7.0)]


@pytest.mark.parametrize(
    "text",
    [
        "2009/10 Q3\t6.5\n2009/10 Q4\t7.0\n",
        "2009/10 Q3\t6.5%\r\n2009/10 Q4\t7.0%\r\n",
        "Quarter\tValue\n2009/10 Q3\t6.5\n2009/10 Q4\t7.0",
        "Value\tQuarter\n6.5\t2009/10 Q3\n7.0\t2009/10 Q4",
        "2009/10 Q3\t2009/10 Q4\n6.5\t7.0\n",
        "Quarter\t2009/10 Q3\t2009/10 Q4\nValue\t6.5\t7.0\n",
        "\t2009/10 Q3\t2009/10 Q4\nNI 117\t6.5\t7.0\nNI 118\t1\t2\n",
        "Quarter\tNI 117\tNI 118\n2009/10 Q3\t6.5\t80\n2009/10 Q4\t7.0\t81\n",
        "Q3 2009/10\t6.5\nQ4 2009/10\t7.0",
        "31/12/2009\t6.5\n31/03/2010\t7.0",
        "\t\n\t2009/10 Q3\t\t6.5\n\t2009/10 Q4\t\t7.0\n\t\t\t\n",
        "Quarter\tHampshire\n2009/10 Q3\t6.5\n2009/10 Q4\t7.0\n2010/11 Q1\t\n",
    ],
)
def test_periods_and_values_are_found_upright_and_lying_with_headings_and_without(text: str) -> None:
    plan = judged(text)
    assert codes(plan) == []
    assert found(plan) == UPRIGHT


def test_status_counts_and_note_are_taken_from_their_columns() -> None:
    plan = judged("Quarter\tValue\tStatus\tNumerator\tDenominator\tCommentary\n"
                  "2009/10 Q4\t7.0\tFinal\t2730\t39000\t\"Two\nlines\"\n")
    (row,) = plan.rows()
    assert (row.status, row.numerator, row.denominator, row.note) == (Status.FINAL, 2730, 39000, "Two\nlines")
    assert row.cell == ""


def test_without_headings_the_rest_is_known_by_what_it_holds() -> None:
    (row,) = judged("2009/10 Q4\t7.0\tfinal\t2730\t39000\tChecked again\n").rows()
    assert (row.value, row.status, row.numerator, row.denominator, row.note) == (
        7.0, Status.FINAL, 2730, 39000, "Checked again",
    )  # fmt: skip


def test_what_the_table_itself_copies_goes_back_unchanged() -> None:
    text = ("Quarter\tValue\tTarget\tRAG\tStatus\tFrom\tCommentary\n"
            "2009/10 Q4\t6.9%\t5.4%\tR\tProvisional\ttyped\t\n2009/10 Q3\t6.6%\t5.4%\tR\tFinal, illustrative\ttyped\t\n")
    plan = judged(text)
    assert [line.state for line in plan.lines] == [LineState.UNCHANGED, LineState.UNCHANGED]
    assert plan.notes[0].facts["headings"] == ("Target", "RAG", "From")


def test_a_figure_already_there_keeps_its_status_and_a_final_one_is_restated() -> None:
    rows = judged("2009/10 Q3\t6.5\n2009/10 Q4\t7.0", status=Status.FINAL).rows()
    assert [row.status for row in rows] == [Status.RESTATED, Status.PROVISIONAL]


@pytest.mark.parametrize("status", [Status.PROVISIONAL, Status.FINAL])
def test_a_new_figure_without_a_status_gets_the_one_that_is_chosen(status: Status) -> None:
    fewer = neet()
    fewer = Series(fewer.indicator, fewer.readings[:-1])
    plan = judged("2009/10 Q4\t7.0", fewer, status)
    assert plan.rows()[0].status is status
    assert [note.code for note in plan.notes] == ["paste_status_chosen"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2009/10 Q3\t6.5\n2009/10 Q4\tabout seven", "figure_not_a_number"),
        ("2009/10 Q3\t6.5\n2009/10 Q9\t7.0", "period_unreadable"),
        ("2009/10 Q3\t6.5\n2009/10\t7.0", "period_wrong_length"),
        ("2009/10 Q3\t6.5\n2010/11 Q2\t7.0", "period_after_today"),
        ("2009/10 Q3\t6.5\n2009/10 Q4\t0.069", "reading_is_a_share"),
        ("2009/10 Q3\t6.5\n2009/10 Q4\t690", "reading_out_of_range"),
        ("2009/10 Q3\t6.5\n2009/10 Q4\t1e400", "figure_not_a_number"),
        ("2009/10 Q3\t6.5\n2009/10 Q4\tinf", "figure_not_a_number"),
        ("2009/10 Q3\t6.5\n2009/10 Q4\t#DIV/0!", "figure_not_a_number"),
        ("2009/10 Q3\t6.5\n2009/10 Q4\t=1+1", "figure_not_a_number"),
        ("2009/10 Q3\t6.5\n2009/10 Q4\t6,9", "figure_ambiguous"),
        ("2009/10 Q3\t6.5\n2009/10 Q4\t7\n2009/10 Q4\t8", "reading_twice"),
        ("Quarter\tValue\tStatus\n2009/10 Q3\t6.5\tFinal\n2009/10 Q4\t7\tperhaps", "status_unknown"),
        ("Code\tQuarter\tValue\nNI 117\t2009/10 Q3\t6.5\nNI 118\t2009/10 Q4\t7", "paste_other_indicator"),
    ],
)
def test_one_row_that_is_wrong_stops_the_whole_block(text: str, code: str) -> None:
    plan = judged(text)
    assert code in codes(plan)
    assert plan.stops(accept_doubts=True)
    wrong = [line for line in plan.lines if line.state is LineState.UNREADABLE]
    assert wrong
    assert all(line.row is None for line in wrong)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "paste_empty"), ("\t\n\t\t\n", "paste_empty"), ("6.5\n7.0\n6.9\n", "paste_no_periods"),
        ("6.5\t7.0", "paste_no_periods"), ("2009/10 Q3\n2009/10 Q4", "paste_no_values"),
        ("2009/10 Q4\t7\n" * 20_001, "paste_too_long"), ("x" * 8_000_001, "paste_too_long"),
        ("An e-mail, not a table.\nKind regards", "paste_no_periods"), ("\0\0\0", "paste_empty"),
    ],
)
def test_what_is_no_block_of_figures_is_refused_as_a_whole(text: str, code: str) -> None:
    plan = judged(text)
    assert codes(plan) == [code]
    assert plan.lines == ()


def test_a_percentage_for_an_indicator_that_is_none_is_refused() -> None:
    count = Series(indicator(unit="number", decimals=0), tuple(Reading(Q4.shift(-n), 100.0 + n) for n in (2, 1)))
    assert codes(judged("2009/10 Q4\t7%", count)) == ["figure_percent_unexpected"]
    assert codes(judged("2009/10 Q4\t-7", count)) == ["figure_negative"]
    pounds = Series(indicator(unit="£", decimals=0), tuple(Reading(Q4.shift(-n), 400.0 + n) for n in (2, 1)))
    assert judged("2009/10 Q4\t£1,204", pounds).rows()[0].value == 1204


def test_a_figure_ten_times_out_is_to_be_looked_at() -> None:
    plan = judged("2009/10 Q4\t69")
    assert [problem.code for problem in plan.doubts] == ["figure_many_times"]
    assert plan.stops()
    assert not plan.stops(accept_doubts=True)
