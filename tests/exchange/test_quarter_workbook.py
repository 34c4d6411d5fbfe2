"""The workbooks of a quarter and of an indicator's numbers hold values, looks and charts, and not one part more."""

from __future__ import annotations

import html
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from app.commands.edit_issue import EditIssue
from app.exchange.figures_workbook import save_figures
from app.exchange.quarter_workbook import save_quarter
from app.models.indicator import IndicatorRow
from app.rules.series import Place
from app.store.queries.quarter_book import quarter_book
from app.store.store import Store
from tests.exchange.parts import ALLOWED, CHARTS, only_values
from tests.exchange.test_table_file import DANGEROUS, MOMENT
from tests.plan_fixtures import store
from tests.plans import ACTOR, Q4, ROADS
from tests.sample_series import neet

__all__ = ["store"]


def names(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_the_quarters_workbook_has_its_sheets_its_charts_and_nothing_else(store: Store, tmp_path: Path) -> None:
    for at, text in enumerate(DANGEROUS, 1):
        store.change(EditIssue(ROADS, at, "progress", f"{text} {at}"), ACTOR)
    out = tmp_path / "quarter.xlsx"
    with store.reading() as session:
        save_quarter(quarter_book(session, Q4), out, MOMENT)
    only_values(out, CHARTS)
    assert openpyxl.load_workbook(out).sheetnames == [
        "Plan", "Charts", "Readings", "Issues", "Actions", "Decisions", "About",
    ]  # fmt: skip
    parts = names(out)
    charts = {name for name in parts if not ALLOWED.fullmatch(name)}
    assert {name.split("/")[1] for name in charts} == {"charts", "drawings", "worksheets"}
    assert len([name for name in parts if name.startswith("xl/worksheets/sheet")]) == 7
    with zipfile.ZipFile(out) as archive:  # a chart keeps its figures: programs that draw before they calculate
        drawn = [archive.read(name).decode() for name in parts if name.startswith("xl/charts/chart")]
    assert any("<c:v>Value</c:v>" in each and re.search(r"<c:numCache>.*<c:v>\d", each) for each in drawn)
    assert "=cmd" in str([cell.value for row in openpyxl.load_workbook(out)["Issues"] for cell in row])


@pytest.mark.parametrize("title", ["=cmd|' /C calc'!A0", "Stop!A1", "[other.xlsx]Sheet1!B2", "@SUM(A1)"])
def test_a_title_that_looks_like_a_reference_stays_the_text_of_its_chart(
    store: Store, tmp_path: Path, title: str
) -> None:
    class Retitle:
        label = "Give every indicator the title"

        def do(self, session: Any) -> None:
            for row in session.scalars(select(IndicatorRow)):
                row.title = title

    store.change(Retitle(), ACTOR)
    with store.reading() as session:
        save_quarter(quarter_book(session, Q4), tmp_path / "quarter.xlsx", MOMENT)
    with zipfile.ZipFile(tmp_path / "quarter.xlsx") as archive:
        drawn = "".join(archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name)
    references = re.findall(r"<c:f>(.*?)</c:f>", drawn)
    assert references and all(each.startswith(("Readings!$", "Charts!$")) for each in references)
    assert html.escape(title, quote=False) in drawn


def test_an_indicators_numbers_have_no_part_that_is_not_named(tmp_path: Path) -> None:
    shown = replace(neet(), places=(Place(7, "Havant", neet().readings[-2:]),))
    save_figures(shown, tmp_path / "numbers.xlsx", MOMENT)
    only_values(tmp_path / "numbers.xlsx")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("xl/comments1.xml", "<comments/>"), ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
        ("xl/vbaProject.bin", "x"), ("xl/pivotCache/pivotCacheDefinition1.xml", "<x/>"), ("docProps/custom.xml", "<x/>"),
        ("xl/worksheets/sheet99.xml", "<worksheet><c><f>1+1</f></c></worksheet>"),
    ],
)  # fmt: skip
def test_a_part_that_must_not_be_there_would_be_seen(tmp_path: Path, name: str, text: str) -> None:
    save_figures(neet(), tmp_path / "numbers.xlsx", MOMENT)
    with zipfile.ZipFile(tmp_path / "numbers.xlsx", "a") as archive:
        archive.writestr(name, text)
    with pytest.raises(AssertionError):
        only_values(tmp_path / "numbers.xlsx", CHARTS)
