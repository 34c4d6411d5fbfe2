"""The plan as a sheet of a workbook: one row an issue, text that stays text, and nothing in the file beside values."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.exchange.plan_workbook import add_plan, in_order
from app.exchange.values_book import save_book
from app.rules.category import Category
from app.rules.errors import KnownError
from app.rules.issue import Flag
from app.rules.plan_table import PlanTable
from tests.reports.tables import plan_row, plan_table, usual_plan

MOMENT = datetime(2010, 4, 16, 14, 2)
PARTS = {
    "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme1.xml",
    "xl/worksheets/sheet1.xml", "docProps/metadata.xml",
}  # fmt: skip


def save_plan(table: PlanTable, path: Path, moment: datetime) -> None:
    save_book(path, "Plan", moment, lambda book: add_plan(book, table, in_order(table)))


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)["Plan"].iter_rows(values_only=True))


def test_each_issue_is_one_row_by_category(tmp_path: Path) -> None:
    save_plan(usual_plan(), tmp_path / "plan.xlsx", MOMENT)
    head, *rows = rows_of(tmp_path / "plan.xlsx")
    assert head[:8] == ("Title", "Category", "Aim", "Lead", "RAG", "Department", "Since", "Flag")
    assert [row[1] for row in rows] == ["Hot List"] * 2 + ["Improvement Plan"] * 3 + [
        "Outcomes of Corporate Importance"
    ] * 2
    assert rows[2][:7] == (
        "Reduced number of young people not in education", "Improvement Plan", "Better opportunities",
        "Head of Skills 14-19", "Red", "Children's Services", "2009/10 Q4",
    )  # fmt: skip


@pytest.mark.parametrize(
    "title",
    ["=1+1", "+44 1962", "-5", "@SUM(A1)", "=cmd|'/c calc'!A0", '=HYPERLINK("http://x")', "http://x.org"],
)
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, title: str) -> None:
    save_plan(plan_table(plan_row(title)), tmp_path / "plan.xlsx", MOMENT)
    cell = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Plan"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (title, "s", None)
    assert cell.quotePrefix is title.startswith(("=", "+", "-", "@"))
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_control_characters_are_left_out_and_long_texts_cut_with_a_mark(tmp_path: Path) -> None:
    rows = (plan_row("bell\x07 and \ud800 lone"), plan_row("x" * 40_000))
    save_plan(plan_table(*rows), tmp_path / "plan.xlsx", MOMENT)
    _, first, second = rows_of(tmp_path / "plan.xlsx")
    assert first[0] == "bell and  lone"
    assert len(second[0]) == 32_767
    assert second[0].endswith(" […]")


def test_the_file_holds_values_and_nothing_else(tmp_path: Path) -> None:
    save_plan(usual_plan(), tmp_path / "plan.xlsx", MOMENT)
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as archive:
        assert set(archive.namelist()) <= PARTS
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert (book.properties.creator or "", book.properties.lastModifiedBy or "") == ("", "")
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"]


def test_it_is_set_up_to_print(tmp_path: Path) -> None:
    save_plan(usual_plan(), tmp_path / "plan.xlsx", MOMENT)
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Plan"]
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert "DRAFT" in sheet.oddFooter.left.text


def test_an_issue_that_left_comes_last_with_its_flag_in_words(tmp_path: Path) -> None:
    rows = (plan_row("Gone", Category.LEFT), plan_row("Waiting", Category.HOT_LIST, flag=Flag.READY, ready=4))
    save_plan(plan_table(*rows), tmp_path / "plan.xlsx", MOMENT)
    _, first, second = rows_of(tmp_path / "plan.xlsx")
    assert (first[0], first[7]) == ("Waiting", "Ready 4/6")
    assert (second[0], second[1]) == ("Gone", "Left the lists")


def test_a_workbook_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.mkdir()
    with pytest.raises(KnownError, match="file_not_saved"):
        save_plan(usual_plan(), target, MOMENT)
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]
