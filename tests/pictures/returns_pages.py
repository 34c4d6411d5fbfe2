"""The returns page: who owes what, what a workbook would change, and a department's own workbook being mapped."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from PySide6.QtWidgets import QWidget

from app.commands.map_return import RememberMapping
from app.rules.period import Period
from app.rules.return_mapping import MappedColumn, ReturnMapping
from tests.pictures import picture
from tests.pictures.pages import showing, wait_for

if TYPE_CHECKING:
    from app.views.returns.page import ReturnsPage
    from app.wiring import Program

Q4 = Period.quarter(2009, 4)
CHILDREN = 2
_DOUBTFUL = {
    "NI 63 L": "tbc", "NI 117 L": 69, "NI 148 L": 60.8, "NI 62 L": 10.0, "NI 62 O": "final", "NI 116 P": "Not collected",
}  # fmt: skip


@picture("returns", readme=True)
def matrix() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = _page(program)
        _taken(program, page, {"NI 148 L": 60.8, "NI 62 L": 10.0, "NI 116 P": "Not collected"})
        page.matrix.choose(CHILDREN)
        wait_for(program.app, lambda: page.details.table.rowCount() > 0)

    return showing(show)


@picture("returns-known-workbook")
def known_workbook() -> Iterator[QWidget]:
    """A department whose own workbook is read as it was mapped, and the way to forget that."""

    def show(program: Program) -> None:
        page = _page(program)
        columns = {"title": MappedColumn(1, "Indicator"), "value": MappedColumn(4, "Q4")}
        mapping = ReturnMapping(CHILDREN, "Scorecard March", columns)
        done: list[object] = []
        command = RememberMapping(mapping, "Children's Services", "Head of Improvement")
        program.workspace.operations.do(command, page, done.append, done.append)
        wait_for(program.app, lambda: bool(done))
        _taken(program, page, {"NI 148 L": 60.8, "NI 62 L": 10.0, "NI 116 P": "Not collected"})
        page.matrix.choose(CHILDREN)
        wait_for(program.app, lambda: page.details.table.rowCount() > 0 and page.known.isVisible())

    return showing(show)


@picture("returns-preview")
def preview() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = _page(program)
        _previewed(program, page, _filled(program, page, _DOUBTFUL))

    return showing(show)


@picture("returns-foreign")
def foreign() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = _page(program)
        _previewed(program, page, _own(Path(tempfile.mkdtemp()) / "CS figures March.xlsx"))

    return showing(show)


@picture("returns-mapping")
def mapping() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = _page(program)
        _previewed(program, page, _own(Path(tempfile.mkdtemp()) / "CS figures March.xlsx"))
        page.mapping.open()
        sheet = page.mapping.sheet
        assert sheet is not None
        wait_for(program.app, lambda: sheet.department.count() > 1)
        sheet.department.setCurrentIndex(CHILDREN)
        sheet.department.activated.emit(CHILDREN)
        sheet.state.set_by_period(False)
        for meaning, column in (("value", 4), ("numerator", 5), ("denominator", 6)):
            sheet.state.set_column(meaning, column)

    return showing(show)


@picture("returns-mapping-periods")
def mapping_by_period() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = _page(program)
        _previewed(program, page, _by_period(Path(tempfile.mkdtemp()) / "CS year to date.xlsx"))
        page.mapping.open()
        sheet = page.mapping.sheet
        assert sheet is not None
        wait_for(program.app, lambda: sheet.department.count() > 1)
        sheet.department.setCurrentIndex(CHILDREN)
        sheet.department.activated.emit(CHILDREN)

    return showing(show)


def _page(program: Program) -> ReturnsPage:
    page: Any = program.pages["returns"]
    program.window.frame.show_page("returns")
    wait_for(program.app, lambda: page.state.matrix is not None and page.model.rowCount() > 0)
    return page  # type: ignore[no-any-return]


def _filled(program: Program, page: ReturnsPage, cells: Mapping[str, object]) -> Path:
    folder = Path(tempfile.mkdtemp())
    page.issue(Q4, folder)
    wait_for(program.app, lambda: "saved in" in page.said.text())
    page.said.hide()
    path = folder / "CS return 2009-10-Q4.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Values"]
    rows = {sheet.cell(row, 1).value: row for row in range(6, sheet.max_row + 1)}
    for place, value in cells.items():
        code, _, column = place.rpartition(" ")
        sheet[f"{column}{rows[code]}"] = value
    book.save(path)
    return path


def _previewed(program: Program, page: ReturnsPage, path: Path) -> None:
    page.take([path])
    wait_for(program.app, lambda: page.stages.currentWidget() is page.preview)


def _taken(program: Program, page: ReturnsPage, cells: Mapping[str, object]) -> None:
    _previewed(program, page, _filled(program, page, cells))
    page.preview.commit.click()
    wait_for(program.app, lambda: ": done." in page.said.text())
    wait_for(program.app, lambda: program.workspace.operations.idle)


def _own(path: Path) -> Path:
    """A workbook as a department keeps it for itself."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Q4 figures"
    for row in (
        ["Children's Services: performance at the end of March"], ["Prepared for the departmental management team"], [],
        ["Ref", "Indicator", "Apr-Dec", "Jan-Mar", "Young people", "Cohort", "Status", "Remarks"],
        ["NI 62", "Stability: three or more placements", 10.1, 9.8, 98, 1000, "Provisional", "Lowest for two years"],
        ["", "Care leavers in education, employment or training", 60.2, 61.0, 61, 100, "Provisional", ""],
        ["", "16-18 year olds not in education, employment or training", 6.6, 6.9, "", "", "Provisional", ""],
        ["", "Level 4 English at Key Stage 2", 51, 52, "", "", "Final", "Small cohort"],
        ["", "Under 18 conceptions", 30.1, 31.4, "", "", "Provisional", "Rolling year"],
        ["", "Visits by duty social workers", 812, 790, "", "", "", "Our own count"], [],
        ["Source: case management system, 8 April"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(path)
    return path


def _by_period(path: Path) -> Path:
    """One row an indicator and columns for each quarter, as many departments keep their year."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Scorecard"
    for row in (
        ["Children's Services scorecard"], ["Directorate management team, 9 April"], [],
        ["Ref", "Indicator", "Q1", "Q2", "Q3", "Q4 num", "Q4 den", "Q4", "Outturn 2008/09", "Remarks"],
        ["NI 62", "Stability: three or more placements", 10.4, 10.3, 10.1, 98, 1000, 9.8, 10.9, ""],
        ["", "Care leavers in education, employment or training", 59.8, 60.0, 60.2, 61, 100, 61.0, 58.8, ""],
        ["", "16-18 year olds not in education, employment or training", 6.4, 6.5, 6.6, "", "", 6.9, 6.2, ""],
    ):  # fmt: skip
        sheet.append(row)
    book.save(path)
    return path
