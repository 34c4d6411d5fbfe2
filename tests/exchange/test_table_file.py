"""A table in view as a file: its rows and their order, figures as figures, and no text that runs."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from app.exchange.table_file import save_table
from app.exchange.values_book import LONGEST_TEXT, safe_text, units
from app.rules.errors import KnownError
from app.rules.shown_table import Amount, ShownTable, columns_of
from tests.exchange.parts import only_values

MOMENT = datetime(2010, 4, 16, 14, 2)
DANGEROUS = ("=1+1", "+44 1962", "-5 of them", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")', "=cmd|'/c calc'!A0")


def table(*rows: tuple[object, ...], title: str = "Board") -> ShownTable:
    return ShownTable(title, columns_of(("Issue", 30), ("Figure", 0)), rows, (("Quarter", "2009/10 Q4"),))  # type: ignore[arg-type]


def cells(path: Path, name: str = "Board") -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))


def test_a_workbook_holds_the_rows_in_their_order_and_figures_in_their_units(tmp_path: Path) -> None:
    shown = table(("Roads", Amount(6.94321, "%", 1)), ("Costs", Amount(-1200.0, "£", 0)), ("Due", date(2010, 4, 30)))
    assert save_table(shown, tmp_path / "b.xlsx", MOMENT) == 3
    assert cells(tmp_path / "b.xlsx") == [
        ("Issue", "Figure"), ("Roads", 6.94321), ("Costs", -1200), ("Due", datetime(2010, 4, 30)),
    ]  # fmt: skip
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Board"]
    assert [sheet[f"B{row}"].number_format for row in (2, 3, 4)] == ['0.0"%"', '"£"#,##0', "dd/mm/yyyy"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
    assert ("Quarter", "2009/10 Q4") in cells(tmp_path / "b.xlsx", "About")
    only_values(tmp_path / "b.xlsx")


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_runs_in_excel_whichever_the_file(tmp_path: Path, text: str) -> None:
    for ending in ("xlsx", "csv"):
        save_table(table((text, -5.5)), tmp_path / f"b.{ending}", MOMENT)
    cell = openpyxl.load_workbook(tmp_path / "b.xlsx")["Board"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert cell.quotePrefix is True
    only_values(tmp_path / "b.xlsx")
    with (tmp_path / "b.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == [f"'{text}", "-5.5"]


def test_a_csv_file_is_read_right_by_excel_and_keeps_every_digit_and_line(tmp_path: Path) -> None:
    save_table(table(("£ – “é”\nsecond line", 0.1 + 0.2), ("x", None)), tmp_path / "b.CSV", MOMENT)
    data = (tmp_path / "b.CSV").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows == [["Issue", "Figure"], ["£ – “é”\nsecond line", "0.3"], ["x", ""]]


def test_a_text_longer_than_a_cell_is_cut_with_a_mark_by_excels_own_count() -> None:
    for text in ("x" * 40_000, "\U0001f600" * 20_000, "x" * 32_760 + "\U0001f600" * 20):
        cut = safe_text(text)
        assert units(cut) <= LONGEST_TEXT
        assert cut.endswith(" […]")
    assert safe_text("\U0001f600" * 16_383) == "\U0001f600" * 16_383


def test_two_tables_of_one_name_and_odd_names_become_sheets(tmp_path: Path) -> None:
    title = "NI 117: [draft]/x?*" + "y" * 40
    save_table(table(("a", 1), title=title), tmp_path / "b.xlsx", MOMENT)
    name = openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames[0]
    assert name == "NI 117 draft x " + "y" * 16


def test_a_table_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    for ending in ("xlsx", "csv"):
        with pytest.raises(KnownError, match="file_not_saved"):
            save_table(table(("a", 1)), tmp_path / "none" / f"b.{ending}", MOMENT)
    assert list(tmp_path.iterdir()) == []


def test_a_title_or_text_that_xml_cannot_hold_does_not_cost_the_workbook(tmp_path: Path) -> None:
    shown = table(("a\ufffeb\uffff", 1), title="Board\ufffe")
    save_table(shown, tmp_path / "b.xlsx", MOMENT)
    assert cells(tmp_path / "b.xlsx")[1] == ("ab", 1)


def test_texts_that_come_again_are_kept_once_and_rows_are_as_high_as_their_text(tmp_path: Path) -> None:
    rows = [("A text of several words that takes two lines", "=again"), ("Short", "=again"), ("Short", "& <so> on")]
    save_table(table(*rows), tmp_path / "b.xlsx", MOMENT)
    assert cells(tmp_path / "b.xlsx")[1:] == rows
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Board"]
    assert (sheet.row_dimensions[2].height, sheet.row_dimensions[3].height) == (28.0, None)
    assert all(cell.quotePrefix for cell in (sheet["B2"], sheet["B3"])) and sheet["B4"].quotePrefix is not True
    with ZipFile(tmp_path / "b.xlsx") as parts:
        strings = parts.read("xl/sharedStrings.xml").decode()
        written = sum(parts.read(name).count(b't="s"') for name in parts.namelist() if "worksheets/sheet" in name)
    assert strings.count("Short") == 1 and f'count="{written}"' in strings


def test_every_kind_of_figure_keeps_its_digits_and_what_is_none_is_refused(tmp_path: Path) -> None:
    rows = (("Small", 1e-07), ("Whole", 12_345_678_901), ("Part", 0.1 + 0.2), ("None", None))
    save_table(table(*rows), tmp_path / "b.xlsx", MOMENT)
    assert [row[1] for row in cells(tmp_path / "b.xlsx")[1:]] == [1e-07, 12_345_678_901, 0.1 + 0.2, None]
    with pytest.raises(ValueError, match="no number"):
        save_table(table(("Odd", float("nan"))), tmp_path / "odd.xlsx", MOMENT)
    assert not (tmp_path / "odd.xlsx").exists()
