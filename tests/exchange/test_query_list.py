"""The query list: the department's own workbook, with what is wrong marked, said, and fit to be sent back again."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.bridge.query_job import lists_of, marks_of
from app.commands.apply_return import ApplyReturn
from app.commands.query_return import QueryReturn
from app.exchange.query_list import marked_copy, query_name, save_query_list
from app.exchange.return_decisions import Choice, taken, undecided
from app.rules.return_queries import QueryMark
from app.rules.returns import ReturnState, Standing
from app.store.queries import returns
from app.store.store import Store
from app.store.verifying import verify
from app.views.returns.query_way import as_question
from tests.exchange.office import resaved
from tests.exchange.test_taking_returns import NEXT, codes, fill, form, line_of, plan, planned, store_it
from tests.exchange.workbooks import make_workbook
from tests.plan_fixtures import store
from tests.plans import ACTOR

__all__ = ["plan", "store"]
TODAY = date(2010, 7, 20)
MARKS = (
    QueryMark("Values", "L7", "'tbc' is not a number.", "Type the figure.", True),
    QueryMark("Values", "L6", "=HYPERLINK(1) looks odd", "Look.", False),
)


def spoilt(book: Any) -> None:
    fill(L="tbc", O="final", Q="=cmd|'/c calc'!A0")(book)
    book["Values"]["Q7"].data_type = "s"
    book["Values"]["M6"] = "=1+1"


def comments(data: bytes, sheet: str = "Values") -> dict[str, str]:
    page = openpyxl.load_workbook(BytesIO(data))[sheet]
    return {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}


def test_each_doubtful_cell_is_tinted_and_says_what_is_wrong_and_what_to_do(plan: Store, tmp_path: Path) -> None:
    path = form(plan, tmp_path / "ENV.xlsx", spoilt)
    found = planned(plan, path)
    (one,) = lists_of(found, {}, as_question)
    assert QueryMark(
        "Values", "L7", "'tbc' is not a number.",
        "Leave it empty and give the reason in the column 'Reason for no value', or type the figure.", True,
    ) in one.marks  # fmt: skip
    save_query_list(one.data, one.file_name, one.marks, tmp_path / "q.xlsx")
    data = (tmp_path / "q.xlsx").read_bytes()
    assert comments(data)["L7"].startswith("'tbc' is not a number. Leave it empty")
    book = openpyxl.load_workbook(BytesIO(data))
    assert book["Values"]["L7"].fill.fgColor.rgb.endswith("F8CBC6") and book["Values"]["L7"].value == "tbc"
    assert book.sheetnames[0] == "Queries"
    assert ("Values", "L7") in [(row[0].value, row[1].value) for row in book["Queries"].iter_rows(min_row=2)]
    assert book["Driving Success"].sheet_state == "veryHidden" and book["Values"].protection.sheet


def test_a_query_list_that_is_filled_in_comes_back_as_a_form(plan: Store, tmp_path: Path) -> None:
    path = form(plan, tmp_path / "ENV.xlsx", spoilt)
    (one,) = lists_of(planned(plan, path), {}, as_question)
    back = tmp_path / query_name("ENV.xlsx")
    save_query_list(one.data, one.file_name, one.marks, back)
    book = openpyxl.load_workbook(back)
    book["Values"]["L7"], book["Values"]["M6"] = 7.0, None
    book.save(back)
    again = planned(plan, back)
    assert codes(again) == [] and line_of(again, "NI 117").after == "7.0%"
    through = planned(plan, resaved(back))
    assert through.lines == again.lines


def test_nothing_that_could_run_or_reach_outside_is_in_it(plan: Store, tmp_path: Path) -> None:
    path = form(plan, tmp_path / "ENV.xlsx", spoilt)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    data = marked_copy(path.read_bytes(), "ENV.xlsm", MARKS)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        sheets = [archive.read(name) for name in names if name.startswith("xl/worksheets/sheet")]
    assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]
    assert not [content for content in sheets if b"<f>" in content or b"<f " in content]
    book = openpyxl.load_workbook(BytesIO(data))
    assert book["Values"]["Q7"].value == "=cmd|'/c calc'!A0" and book["Values"]["Q7"].data_type == "s"
    assert book["Queries"]["C3"].data_type == "s" and book["Queries"]["C3"].quotePrefix


@pytest.fixture
def others(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "theirs.csv").write_text("Measure;Latest\nRoads;tbc\nSchools;=1+1\n", encoding="utf-8")
    book = make_workbook(tmp_path / "theirs.xlsx", [("Roads", "tbc")], headings=("Measure", "Latest"), sheet="theirs")
    return {"csv": tmp_path / "theirs.csv", "ods": resaved(book, "ods"), "xls": resaved(book, "xls")}


def test_a_table_of_another_format_is_set_out_as_a_workbook(others: dict[str, Path]) -> None:
    mark = QueryMark("theirs", "B2", "'tbc' is not a number.", "Type the figure.", True)
    for kind, path in others.items():
        asked = replace(mark, sheet="return") if kind == "csv" else mark
        data = marked_copy(path.read_bytes(), path.name, [asked])
        book = openpyxl.load_workbook(BytesIO(data))
        assert book.worksheets[1]["B2"].value == "tbc" and book.worksheets[1]["B2"].comment, kind
        assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    with others["csv"].open(encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 3


def test_what_was_asked_is_noted_and_can_be_imported_all_the_same(plan: Store, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        fill(L="tbc", O="final")(book)
        book["Issues"]["D6"] = "Begun"

    path = form(plan, tmp_path / "ENV.xlsx", edit)
    found = planned(plan, path)
    (one,) = lists_of(found, {}, as_question)
    assert one.taken is not None
    plan.change(QueryReturn((one.taken,), (), "tester"), ACTOR)
    with plan.reading() as session:
        (kept,) = returns.received(session, [NEXT])[1, NEXT]
        assert (kept.state, kept.sent_back, kept.figures) == (ReturnState.QUERIED, True, 0)
        assert returns.return_file(session, kept.id)[1] == path.read_bytes()
        assert returns.matrix(session, NEXT, TODAY).cells[1, NEXT].standing is Standing.QUERIED
    asked = [(mark.sheet, mark.cell, mark.what, mark.do) for mark in one.marks]
    assert [(mark.sheet, mark.cell, mark.what, mark.do) for mark in marks_of(kept, as_question)] == asked
    again = planned(plan, path)
    store_it(plan, again, dict.fromkeys(undecided(again, {}), Choice.LEAVE))
    with plan.reading() as session:
        newest = returns.received(session, [NEXT])[1, NEXT][0]
    assert (newest.state, newest.sent_back) == (ReturnState.QUERIED, False)
    assert codes(planned(plan, path)) == ["return_already"]
    assert plan.undo(ACTOR).label.startswith("Import return of Environment")
    assert plan.undo(ACTOR).label == "Query return of Environment, 2010/11 Q1"
    assert verify(plan.raw).sound


def test_a_return_that_was_imported_may_be_queried_afterwards(plan: Store, tmp_path: Path) -> None:
    store_it(plan, planned(plan, form(plan, tmp_path / "ENV.xlsx", fill(L=7.0, O="final"))), {})
    plan.change(QueryReturn((), (1,), "tester"), ACTOR)
    with plan.reading() as session:
        assert returns.received(session, [NEXT])[1, NEXT][0].state is ReturnState.QUERIED
    assert plan.undo(ACTOR).label == "Query a return"


def test_what_was_kept_or_corrected_here_is_not_asked_again(plan: Store, tmp_path: Path) -> None:
    found = planned(plan, form(plan, tmp_path / "ENV.xlsx", fill(L=69, O="final")))
    (at,) = undecided(found, {})
    assert lists_of(found, {at: Choice.USE}, as_question) == []
    assert lists_of(found, {at: Choice.KEEP}, as_question) == []
    assert len(lists_of(found, {at: Choice.LEAVE}, as_question)) == 1
    takings, _ = taken(found, {at: Choice.USE})
    assert isinstance(ApplyReturn(takings).label, str)
