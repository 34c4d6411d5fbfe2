"""The query list through the window: from the preview before anything is stored, and from a return that was taken."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QFileDialog

from app.rules.returns import Standing
from app.views.returns.page import ReturnsPage
from tests.conftest import StoppedClock
from tests.walks.hands import wait_for
from tests.walks.test_returns import CHILDREN, filled, imported, issued, page, previewed, row_of, standing
from tests.walks.window import Walk

__all__ = ["page"]
RED, AMBER = "F8CBC6", "FBE3B5"


def saved_as(walk: Walk, page: ReturnsPage, path: Path) -> None:
    """What the file dialog brings."""
    dialog = wait_for(lambda: next(iter(walk.window.findChildren(QFileDialog)), None), "the dialog")
    dialog.fileSelected.emit(str(path))
    dialog.close()
    walk.window.activateWindow()
    wait_for(lambda: "The query list is" in page.said.text(), "the list")


def marked(path: Path, sheet: str = "Values") -> dict[str, str]:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows()
    return {cell.coordinate: cell.comment.text for row in rows for cell in row if cell.comment}


def tints(path: Path) -> list[str]:
    rows = openpyxl.load_workbook(path)["Values"].iter_rows()
    return [str(cell.fill.fgColor.rgb)[-6:] for row in rows for cell in row if cell.comment]


def test_doubtful_cells_are_sent_back_from_the_preview_and_the_return_is_noted_as_queried(
    walk: Walk, page: ReturnsPage, tmp_path: Path, clock: StoppedClock
) -> None:
    folder = issued(page, tmp_path / "out")
    back = filled(folder / "CS return 2009-10-Q4.xlsx", tmp_path / "CS back.xlsx", {"NI 63 L": "tbc", "NI 117 L": 69})
    previewed(page, back)
    assert page.queries.button.isVisible()
    walk.do.click(page.queries.button)
    saved_as(walk, page, tmp_path / "queries.xlsx")
    told = marked(tmp_path / "queries.xlsx")
    assert len(told) == 2 and any("'tbc' is not a number" in text for text in told.values())
    wait_for(lambda: standing(page) is Standing.QUERIED, "the note of it")
    assert page.stages.currentWidget() is page.preview and page.preview.model.rowCount() > 2
    page.preview.model.decide_all("leave")
    assert "Imported" not in page.said.text()
    walk.do.click(page.preview.cancel)
    page.matrix.choose(CHILDREN)
    wait_for(lambda: "sent back with questions" in page.details.words.text(), "what became of it")
    walk.do.key("Ctrl+Z")
    wait_for(lambda: standing(page) is Standing.LATE, "the note taken back")


def test_a_return_taken_in_part_is_queried_from_its_details(
    walk: Walk, page: ReturnsPage, tmp_path: Path, clock: StoppedClock
) -> None:
    folder = issued(page, tmp_path / "out")
    back = filled(folder / "CS return 2009-10-Q4.xlsx", tmp_path / "CS back.xlsx", {"NI 63 L": "tbc", "NI 148 L": 60.8})
    previewed(page, back)
    page.preview.model.decide_all("leave")
    imported(page, walk)
    page.matrix.choose(CHILDREN)
    wait_for(page.details.query.isVisible, "the way to ask")
    walk.do.click(page.details.query)
    saved_as(walk, page, tmp_path / "queries.xlsx")
    assert next(iter(marked(tmp_path / "queries.xlsx").values())).startswith("'tbc' is not a number.")
    assert tints(tmp_path / "queries.xlsx") == [RED]


def test_a_list_made_again_keeps_what_could_not_be_read_apart_and_asks_nothing_that_was_settled(
    walk: Walk, page: ReturnsPage, tmp_path: Path, clock: StoppedClock
) -> None:
    folder = issued(page, tmp_path / "out")
    back = filled(folder / "CS return 2009-10-Q4.xlsx", tmp_path / "CS back.xlsx",
                  {"NI 63 L": "tbc", "NI 117 L": 69, "NI 62 L": 99.0})  # fmt: skip
    previewed(page, back)
    model = page.preview.model
    model.decide(row_of(page, "NI 62"), "keep")
    model.decide_all("leave")
    walk.write(page.preview.reason, "as the department says")
    imported(page, walk)
    page.matrix.choose(CHILDREN)
    wait_for(page.details.query.isVisible, "the way to ask")
    walk.do.click(page.details.query)
    saved_as(walk, page, tmp_path / "queries.xlsx")
    told = marked(tmp_path / "queries.xlsx")
    assert sorted(text.partition(" ")[0] for text in told.values()) == ["'tbc'", "69.0%"]
    assert sorted(tints(tmp_path / "queries.xlsx")) == sorted([RED, AMBER])
