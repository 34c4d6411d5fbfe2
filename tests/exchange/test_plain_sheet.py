"""The quick way through a plain sheet: the same cells as the library's, or no cells at all."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles.stylesheet import Stylesheet

from app.exchange.budgets import PLAIN_TABLE, Budgets
from app.exchange.plain_parts import NotPlainError, Parts, shared_texts, styles_of
from app.exchange.plain_sheet import read_plain
from app.exchange.raw import Odd, RawCell
from app.exchange.read_xlsx import XlsxValues
from app.exchange.row_shapes import Block
from app.exchange.sheet_scan import scan_sheet
from app.exchange.table_child import one_by_one
from app.exchange.workbook_parts import counts_from_1904, listed_sheets, part, related_part
from app.exchange.zip_guard import unpack
from app.rules.errors import KnownError
from tests.exchange.office import resaved


@pytest.fixture(scope="module", autouse=True)
def _openpyxl_as_it_was() -> Iterator[None]:
    """The library's way runs in the child alone, and sets up openpyxl for itself; other tests need it whole."""
    importlib.import_module("numpy")  # else the child's way would leave it unavailable
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_merge_named_styles", Stylesheet._merge_named_styles)
        patch.setenv("OPENPYXL_LXML", "False")
        yield


START, END = b'<worksheet xmlns="x"><sheetData>', b"</sheetData></worksheet>"
HEAD = ("Code", "Period", "Value", "Share", "Day", "Note")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("NI 117", "2009/10 Q4", 6.9, 0.069, date(2010, 3, 31), "plain"),
    ("NI 47", None, -1e-7, 1, date(1999, 12, 31), "two\nlines & <more> “marks” \U0001f600"),
    ("  spaced ", "x", 123456789.123456789, 0.5, None, "=1+1"),
    (None, None, None, None, None, None),
    ("NI 5", "2009", 0, None, None, ""),
)


def both(path: Path, name: str = "Values") -> tuple[list[tuple[int, list[RawCell]]], list[tuple[int, list[RawCell]]]]:
    """(the quick way's rows, the library's), each without empty cells at a row's end and empty rows."""
    data = path.read_bytes()
    parts = unpack(data, PLAIN_TABLE)
    sheet = next(each for each in listed_sheets(parts, PLAIN_TABLE) if each.name == name)
    content = part(parts, sheet.part)
    known = Parts(shared_texts(related_part(parts, "sharedStrings")), styles_of(related_part(parts, "styles")),
                  counts_from_1904(parts))  # fmt: skip
    facts, found = read_plain(name, content, known, PLAIN_TABLE)
    quick = one_by_one(found)
    scanned = scan_sheet(name, content, PLAIN_TABLE)
    assert (facts.hidden_rows, facts.hidden_columns, facts.merged, facts.filtered) == (
        scanned.hidden_rows, scanned.hidden_columns, scanned.merged, scanned.filtered,
    )  # fmt: skip
    slow = XlsxValues(data).rows(name, scanned)
    return _bare(quick), _bare(slow)


def _bare(rows: Any) -> list[tuple[int, list[RawCell]]]:
    found = []
    for number, cells in rows:
        kept = list(cells)
        while kept and kept[-1] is None:
            kept.pop()
        if kept:
            found.append((number, kept))
    return found


def by_openpyxl(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Values"
    for row in (HEAD, *ROWS):
        sheet.append([cell if cell != "=1+1" else "1+1" for cell in row])
    for cell in sheet["D"][1:]:
        cell.number_format = "0.0%"
    sheet["C9"], sheet["A9"] = True, "#N/A"
    sheet["A9"].data_type = "e"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A12:B13")
    book.save(path)
    return path


def by_xlsxwriter(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Values")
        share, day = book.add_format({"num_format": "0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
        for at, row in enumerate((HEAD, *ROWS)):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, datetime(value.year, value.month, value.day), day)
                elif value is not None and value != "":
                    sheet.write(at, column, value, share if column == 3 and at else None)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.autofilter(0, 0, 5, 5)
    return path


@pytest.mark.parametrize("made", [by_openpyxl, by_xlsxwriter])
def test_it_reads_what_the_library_reads(made: Any, tmp_path: Path) -> None:
    quick, slow = both(made(tmp_path / "a.xlsx"))
    assert quick == slow
    assert quick[1][1][3] == Odd("percent", number=0.069)
    assert quick[1][1][4] == date(2010, 3, 31)


def test_and_as_libreoffice_saves_it(tmp_path: Path) -> None:
    quick, slow = both(resaved(by_xlsxwriter(tmp_path / "a.xlsx")))
    assert quick == slow


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.one_of(st.none(), st.floats(-1e15, 1e15), st.integers(-10**12, 10**12),
                                   st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Co")), max_size=20)),
                         max_size=6), max_size=12))  # fmt: skip
def test_any_table_is_read_the_same_by_both(tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]) -> None:
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Values")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write_number(at, column, value)
    try:
        quick, slow = both(path)
    except NotPlainError:
        return
    assert quick == slow


def plain(rows: bytes, texts: tuple[str, ...] = ("a", "b"), budgets: Budgets = PLAIN_TABLE, **parts: Any) -> Any:
    facts, found = read_plain("Values", START + rows + END, Parts(texts, ("plain", "percent", "day"), **parts), budgets)
    return facts, list(one_by_one(found))


GOOD = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row>'


def test_a_plain_row_is_read_and_a_shape_met_before_too() -> None:
    more = b"".join(GOOD.replace(b"1\x22", b"%d\x22" % at) for at in (2, 3, 4))
    facts, rows = plain(GOOD + more)
    assert rows == [(at, ["a", 1.5]) for at in (1, 2, 3, 4)]
    assert (facts.cells, facts.rows, facts.columns) == (8, 4, 2)


LIKE = b'<row r="%d"%b><c r="A%d" t="s"><v>%d</v></c><c r="B%d" s="0"/><c r="D%d"><v>%d.5</v></c></row>'


def like(first: int, last: int, marks: bytes = b"", text: int = 0) -> bytes:
    return b"".join(LIKE % (at, marks, at, text, at, at, at) for at in range(first, last + 1))


def test_many_rows_alike_are_read_as_one_block_with_the_same_cells() -> None:
    rows = like(1, 2_000) + like(2_002, 2_100, b' hidden="1"', 1) + GOOD.replace(b"1\x22", b"2101\x22")
    facts, found = read_plain("Values", START + rows + END, Parts(("a", "b"), ("plain",)), PLAIN_TABLE)
    assert sum(each.count for each in found if isinstance(each, Block)) > 2_000
    assert list(one_by_one(found)) == [
        *((at, ["a", None, None, at + 0.5]) for at in range(1, 2_001)),
        *((at, ["b", None, None, at + 0.5]) for at in range(2_002, 2_101)),
        (2_101, ["a", 1.5]),
    ]
    assert facts.hidden_rows == set(range(2_002, 2_101))
    assert (facts.cells, facts.rows, facts.columns) == (2 * 2_100, 2_101, 4)


@pytest.mark.parametrize(
    "rows",
    [
        like(1, 100) + like(100, 200),  # a row twice
        like(1, 100) + like(50, 99),  # back to front
        like(1, 100) + like(101, 200, text=7),  # a text that is not there
        like(1, 100) + like(101, 200).replace(b"B150", b"B151"),  # a cell of another row
        like(1, 100) + like(101, 200).replace(b"<v>150.5", b"<v>1e999"),
    ],
)
def test_a_block_with_anything_odd_is_left_to_the_library(rows: bytes) -> None:
    with pytest.raises(NotPlainError):
        plain(rows)


def test_a_block_too_far_down_is_refused() -> None:
    with pytest.raises(KnownError, match="file_beyond_rows"):
        plain(like(1, 100) + like(199_990, 200_040))


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',  # a formula
        b'<row r="1"><c r="A2"><v>1</v></c></row>',  # a cell of another row
        b'<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',  # back to front
        b'<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',  # twice
        b'<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>7</v></c></row>',  # a text that is not there
        b'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        b'<row r="1"><c r="A1" s="9"><v>1</v></c></row>',  # a style that is not there
        b'<row r="1"><c r="A1"><v>1_0</v></c></row>',
        b'<row r="1"><c r="A1"><v>nan</v></c></row>',
        b'<row r="1"><c r="A1"><v>1e999</v></c></row>',
        b'<row r="1"><c r="A1" s="2"><v>0.5</v></c></row>',  # a time of day
        b'<row r="1"><c r="A1" s="2"><v>59</v></c></row>',  # before Excel's odd leap day
        b'<row r="1"><c r="A1" t="d"><v>2010-03-31</v></c></row>',
        b'<row r="1"><c r="A1"><!-- x --><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>&nbsp;</t></is></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c>',  # no end
        b'<row><c r="A1"><v>1</v></c></row>',
        b"<c r='A1'><v>1</v></c>",
        b'<x:row r="1"/>',
        b'<row r="1"><c r="A1" t="b"><v>2</v></c></row>',
    ],
)
def test_whatever_is_not_plain_is_left_to_the_library(rows: bytes) -> None:
    with pytest.raises(NotPlainError):
        plain(rows)
    with pytest.raises(NotPlainError):
        plain(GOOD.replace(b"1", b"3") + rows if b'r="3"' in rows else rows + GOOD + rows)


def test_a_second_sheet_inside_the_sheet_is_left_to_the_library() -> None:
    for content in (START + GOOD + END + START + END, b"<!-- <sheetData> -->" + START + END, START + GOOD):
        with pytest.raises(NotPlainError):
            read_plain("Values", content, Parts(("a",), ("plain",)), PLAIN_TABLE)


def test_days_of_a_workbook_that_counts_from_1904_are_left_to_the_library() -> None:
    with pytest.raises(NotPlainError):
        plain(b'<row r="1"><c r="A1" s="2"><v>40000</v></c></row>', counts_from_1904=True)


def test_the_budgets_hold_here_too() -> None:
    far = b'<row r="200001"><c r="A200001"><v>1</v></c></row>'
    with pytest.raises(KnownError, match="file_beyond_rows"):
        plain(far)
    with pytest.raises(NotPlainError):  # the scan counts them
        plain(GOOD, budgets=Budgets(cells=1))
    facts, rows = plain(b'<row r="1"><c r="A1"><v>1</v></c><c r="IV1"><v>2</v></c></row>')
    assert facts.beyond
    assert len(rows[0][1]) == 200


@pytest.mark.parametrize(
    "table", [b"<sst><si><r><t>a</t></r></si></sst>", b"<sst x='1'><si><t>a</t></si>junk</sst>", b"<sst x='1'>", b"junk"]
)
def test_rich_or_odd_shared_texts_are_left_to_the_library(table: bytes) -> None:
    with pytest.raises(NotPlainError):
        shared_texts(table)
