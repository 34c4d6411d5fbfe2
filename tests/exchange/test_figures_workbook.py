"""An indicator's numbers as a workbook: figures as figures, text as text."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from app.exchange.figures_workbook import save_figures
from app.rules.errors import KnownError
from app.rules.series import Place
from tests.sample_series import neet

MOMENT = datetime(2010, 4, 16, 14, 2)


def test_every_reading_is_a_row_with_its_target_and_where_it_came_from(tmp_path: Path) -> None:
    save_figures(neet(), tmp_path / "n.xlsx", MOMENT)
    sheet = openpyxl.load_workbook(tmp_path / "n.xlsx")["Readings"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[:5] == ("Period", "Period ends", "Value", "Target", "Floor")
    assert len(rows) == 20
    assert rows[-1][:7] == ("2009/10 Q4", "31/03/2010", 6.9, 5.4, 6.0, "Red", "Provisional")
    assert rows[-1][9] == "CS return.xlsx, Values!D14, Corporate Performance Team"
    assert sheet["C2"].number_format == '0.0"%"'


def test_comparators_and_localities_have_sheets_of_their_own(tmp_path: Path) -> None:
    made = replace(neet(), places=(Place(7, "Havant", neet().readings[-2:]),))
    save_figures(made, tmp_path / "n.xlsx", MOMENT)
    book = openpyxl.load_workbook(tmp_path / "n.xlsx")
    assert book.sheetnames == ["Readings", "Compared with", "Localities", "About"]
    assert [row[:3] for row in book["Localities"].iter_rows(min_row=2, values_only=True)] == [
        ("2009/10 Q3", "Havant", 6.6), ("2009/10 Q4", "Havant", 6.9),
    ]  # fmt: skip
    assert book["Compared with"]["B2"].value == "South East neighbours"


@pytest.mark.parametrize("words", ["=1+1", "+44 1962", "-5 of them", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_comment_that_looks_like_a_formula_stays_text(tmp_path: Path, words: str) -> None:
    plain = neet()
    readings = (*plain.readings[:-1], replace(plain.readings[-1], note=words))
    save_figures(replace(plain, readings=readings), tmp_path / "n.xlsx", MOMENT)
    cell = openpyxl.load_workbook(tmp_path / "n.xlsx")["Readings"]["L21"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    with zipfile.ZipFile(tmp_path / "n.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets/" in name)


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as told:
        save_figures(neet(), tmp_path / "none" / "n.xlsx", MOMENT)
    assert told.value.problem.code == "file_not_saved"
    assert list(tmp_path.iterdir()) == []
