"""What comes into the plan and goes out of it, and how one gets from place to place: files, papers, find, first start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from PySide6.QtWidgets import QApplication

from app.store.opening import create_store
from tests.conftest import StoppedClock
from tests.exchange.workbooks import make_workbook
from tests.walks.window import CARBON, Walk, closed, labels, wait_for

FIGURES = [
    ("NI 117", "2010/11 Q1", 6.8, "provisional", None, None, "from the county"),
    ("NI 62", "2009/10 Q4", 10.0, "final"),
]


def test_a_workbook_is_imported_and_taken_back(walk: Walk, tmp_path: Path, plan_file: Path) -> None:
    file = make_workbook(tmp_path / "return.xlsx", FIGURES)
    entries = walk.entries()
    walk.do.key("Ctrl+I")
    sheet = walk.sheet
    walk.press_button(sheet.drop_area.button)
    walk.file_dialog(file)
    wait_for(sheet.import_button.isVisible, "what the import would do")
    wait_for(sheet.import_button.isEnabled, "nothing wrong with it")
    assert sheet.import_button.text() == "Import 2 values"
    assert "Nothing has been stored yet" in sheet.promise.text()
    assert walk.entries() == entries
    walk.press_button(sheet.import_button)
    walk.no_sheet()
    assert walk.entries() == entries + 1
    undo = walk.undo_words()[0]
    assert undo is not None
    assert "2" in undo
    walk.do.key("Ctrl+Z")
    wait_for(lambda: walk.undo_words()[0] is None, "the import taken back")
    walk.do.key("Ctrl+Y")
    wait_for(lambda: walk.undo_words()[0] == undo, "the import again")
    walk.close()
    with closed(plan_file) as store:
        kept = store.raw.execute("SELECT value, note FROM reading ORDER BY id DESC LIMIT 2").fetchall()
    assert (6.8, "from the county") in [tuple(row) for row in kept]


def test_a_workbook_with_a_mistake_is_shown_with_its_cell_and_stores_nothing(
    walk: Walk, tmp_path: Path
) -> None:
    file = make_workbook(tmp_path / "bad.xlsx", [*FIGURES, ("NI 117", "2010/11 Q9", 7.0, "final")])
    entries = walk.entries()
    walk.do.key("Ctrl+I")
    sheet = walk.sheet
    walk.press_button(sheet.drop_area.button)
    walk.file_dialog(file)
    wait_for(sheet.import_button.isVisible, "what the import would do")
    wait_for(lambda: sheet.model.rowCount() == 3, "its rows")
    assert not sheet.import_button.isEnabled()
    assert "Nothing was imported" in sheet.promise.text()
    worst = walk.words_of_table(sheet.table)[0]
    assert "2010/11 Q9" in worst
    assert "B4" in worst
    walk.do.key("Esc")
    walk.no_sheet()
    assert walk.entries() == entries


def test_the_plan_is_exported(walk: Walk, tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    walk.do.key("Ctrl+E")
    walk.file_dialog(out)
    wait_for(lambda: any("31 issues exported to plan.xlsx" in band for band in walk.bands()), "that it is done")
    book = openpyxl.load_workbook(out, read_only=True)
    cells = {cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row}
    assert CARBON in cells
    book.close()


def test_the_papers_are_reached_by_their_key_and_saved_as_pdf(walk: Walk, tmp_path: Path) -> None:
    out = tmp_path / "papers.pdf"
    walk.do.key("Ctrl+P")
    page = walk.page("dashboard")
    wait_for(lambda: page.save_button.isVisible() and page.save_button.isEnabled(), "the paper set")
    walk.press_button(page.save_button)
    walk.file_dialog(out)
    wait_for(lambda: page.said.text() == f"Saved as {out}.", "that it is saved")
    with pikepdf.open(out) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) > 1
        width, height = (float(each) for each in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (842, 595)
    walk.no_sheet()


def test_what_was_written_is_found_with_its_place_and_opened(walk: Walk) -> None:
    walk.do.key("Ctrl+K")
    walk.do.type("spend-to-save")
    finder = walk.window.frame.top.finder
    wait_for(lambda: any(thing.runs for thing in finder.results()), "the text found")
    assert any("spend" in text for thing in finder.results() for text, hit in thing.runs if hit)
    walk.do.key("Enter")
    wait_for(lambda: walk.panel.state.sheet is not None and walk.panel.state.sheet.title == CARBON, "the issue")


def test_an_issue_is_found_by_a_part_of_its_title(walk: Walk) -> None:
    walk.do.key("Ctrl+K")
    walk.do.type("carbon man")
    finder = walk.window.frame.top.finder
    wait_for(lambda: finder.results() and finder.results()[0].title == CARBON, "the issue found")
    walk.do.key("Enter")
    assert walk.panel.state.sheet.title == CARBON
    assert walk.current() == CARBON


@pytest.mark.parametrize(
    ("typed", "page", "shown"),
    [("NI 117", "indicators", "16 to 18"), ("indicators", "indicators", ""), ("head of skills", "board", "")],
)
def test_indicators_pages_and_posts_are_found_too(walk: Walk, typed: str, page: str, shown: str) -> None:
    walk.do.key("Ctrl+K")
    walk.do.type(typed)
    finder = walk.window.frame.top.finder
    wait_for(finder.results, "something found")
    walk.do.key("Enter")
    wait_for(walk.page(page).isVisible, page)
    walk.settle()
    if shown:
        wait_for(lambda: shown in walk.page(page).panel.name.text(), "the indicator")


@pytest.mark.parametrize("typed", ["%'; DROP TABLE issue; --", "<img src=x>"])
def test_strange_words_in_find_find_nothing_and_do_nothing(walk: Walk, typed: str) -> None:
    before = walk.picture()
    walk.do.key("Ctrl+K")
    walk.do.type(typed)
    finder = walk.window.frame.top.finder
    wait_for(lambda: finder.text() == typed, "the words")
    assert finder.results() == []
    walk.do.key("Enter", "Esc", "Esc")
    walk.settle()
    assert walk.sheet_or_none() is None
    assert walk.picture() == before


def test_a_figure_is_typed_on_the_indicator_page(walk: Walk) -> None:
    walk.do.key("Ctrl+2")
    page = walk.page("indicators")
    wait_for(page.isVisible, "the indicators")
    wait_for(lambda: page.readings.rowCount() > 0 and page.panel.place.chart is not None, "list, chart, readings")
    walk.do.tab_to(page.table)
    assert QApplication.focusWidget() is not None


@pytest.fixture
def fresh(tmp_path: Path, clock: StoppedClock, qapp: QApplication) -> Iterator[Walk]:
    """The program on a computer that has never had it."""
    made = Walk(tmp_path / "home")
    made.open(filled=False)
    yield made
    made.close()


def test_a_first_start_offers_the_sample(fresh: Walk) -> None:
    sheet = fresh.sheet
    assert sheet.title.text() == "Welcome to Driving Success"
    fresh.do.key("Enter")
    fresh.wait_filled()
    assert CARBON in fresh.picture()
    assert fresh.window.windowTitle().endswith(" - Driving Success")
    fresh.again()
    assert CARBON in fresh.picture()


def test_a_first_start_makes_a_new_plan(fresh: Walk, tmp_path: Path) -> None:
    sheet = fresh.sheet
    fresh.press_button(sheet.start_new)
    fresh.press_button(sheet.create_button)
    assert sheet.name.error.isVisible()
    fresh.write(sheet.name_field(), "Plan of 2010")
    fresh.write_over(sheet.place_field(), str(tmp_path / "mine" / "new.plan"))
    fresh.press_button(sheet.create_button)
    fresh.wait_filled()
    assert fresh.window.windowTitle() == "Plan of 2010 - Driving Success"
    assert (tmp_path / "mine" / "new.plan").exists()
    assert fresh.picture() == "Hot List: -\nImprovement Plan: -\nOutcomes of Corporate Importance: -"
    fresh.do.key("Ctrl+Shift+N")
    sheet = fresh.sheet
    fresh.write(sheet.issue_title, "The first issue")
    fresh.write(sheet.reason, "To begin with")
    fresh.press_button(sheet.do_button)
    fresh.no_sheet()
    assert "The first issue" in fresh.picture()


def test_a_first_start_opens_a_plan(fresh: Walk, plan_file: Path) -> None:
    fresh.press_button(fresh.sheet.open_button)
    fresh.file_dialog(plan_file)
    fresh.wait_filled()
    assert CARBON in fresh.picture()
    assert fresh.program.settings.recent_stores == (str(plan_file),)


def test_a_first_start_that_is_left_says_that_no_plan_is_open(fresh: Walk) -> None:
    sheet = fresh.sheet
    fresh.do.key("Esc")
    wait_for(lambda: not sheet.isVisible(), "the sheet gone")
    wait_for(lambda: "No plan is open. Ctrl+N starts one" in labels(fresh.window.frame.stack), "what to do now")
    fresh.do.key("Ctrl+N")
    assert fresh.sheet.title.text() == "A new plan"


def test_a_store_that_was_made_by_the_command_line_and_holds_nothing_begins_as_a_plan(
    tmp_path: Path, clock: StoppedClock, qapp: QApplication
) -> None:
    create_store(tmp_path / "county.plan").close()
    made = Walk(tmp_path / "home", tmp_path / "county.plan").open(filled=False)
    wait_for(lambda: made.program.complete and made.program.workspace.is_ready, "every page")
    assert made.program.workspace.quarter is not None
    made.do.key("Ctrl+Shift+N")
    made.write(made.sheet.issue_title, "The first issue")
    made.write(made.sheet.reason, "It came up")
    made.press_button(made.sheet.do_button)
    made.no_sheet()
    assert [card.title for card in made.board.board_model.board.cards] == ["The first issue"]
    made.close()
