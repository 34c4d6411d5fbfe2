"""Lists and tables in view, exported by the page's menu as they stand."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest

from app.bridge.background import wait_for_background
from app.exchange import table_file
from app.rules.shown_table import ShownTable, columns_of
from app.views.shared.table_exports import TableExports
from tests.exchange.parts import only_values
from tests.walks.hands import wait_for
from tests.walks.window import CARBON, Walk


def exported(walk: Walk, out: Path, choose: Callable[[], object]) -> list[tuple[Any, ...]]:
    """The rows of the file that the window writes."""
    choose()
    walk.file_dialog(out)
    wait_for(lambda: any(f"exported to {out.name}." in band for band in walk.bands()), "that it is done")
    if out.suffix == ".csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            return [tuple(row) for row in csv.reader(file)]
    only_values(out)
    return list(openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True))


def from_menu(walk: Walk, title: str, words: str) -> None:
    """As the menu of the page, opened now, offers it."""
    menus = walk.window.frame.menus.build(walk.window)
    own = next(menu for menu in menus if menu.title() == title)
    action = next(each for each in own.actions() if each.text() == words)
    assert action.isEnabled()
    action.trigger()


def test_the_boards_list_is_written_as_it_is_filtered(walk: Walk, tmp_path: Path) -> None:
    walk.do.key("Ctrl+F")
    walk.do.type("carbon")
    wait_for(lambda: walk.board.board_model.shown < 5, "the filter")
    shown = walk.board.board_model.shown
    rows = exported(walk, tmp_path / "board.xlsx", lambda: from_menu(walk, "Board", "Export this list…"))
    assert rows[0][:4] == ("Aim", "Issue", "Category", "RAG") or rows[0][:3] == ("Issue", "Category", "RAG")
    assert len(rows) == shown + 1
    assert any(CARBON in row for row in rows)
    about = openpyxl.load_workbook(tmp_path / "board.xlsx")["About"]
    facts = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert "pass the filters" in facts["Shown"]


def test_indicators_readings_and_returns_are_written_as_they_stand(walk: Walk, tmp_path: Path) -> None:
    walk.window.frame.show_page("indicators")
    page = walk.page("indicators")
    wait_for(lambda: page.readings.series is not None, "the readings")
    rows = exported(walk, tmp_path / "list.csv", lambda: from_menu(walk, "Indicators", "Export this list…"))
    assert [row[0] for row in rows[1:]] == [line.code for line in page.lines.rows]
    readings = exported(
        walk, tmp_path / "readings.xlsx", lambda: from_menu(walk, "Indicators", "Export these readings…")
    )
    newest = page.readings.series.readings[-1]
    assert readings[1][:2] == (newest.period.label, newest.value)
    walk.window.frame.show_page("returns")
    returns = walk.page("returns")
    wait_for(lambda: returns.model.rowCount() == 6, "the matrix")
    matrix = exported(walk, tmp_path / "matrix.xlsx", lambda: from_menu(walk, "Returns", "Export this table…"))
    assert len(matrix) == 7
    assert matrix[0][0] == "Department"


def test_the_whole_history_of_an_issue_is_written(walk: Walk, tmp_path: Path) -> None:
    panel = walk.open_issue(CARBON)
    wait_for(lambda: panel.state.sheet is not None, "the sheet")
    section = next(each for each in panel.sections if each.title == "History")
    section.set_open(True)
    wait_for(lambda: section.content is not None and section.model.rowCount() > 0, "the history")
    walk.show_in_sheet(section.export_button)
    walk.settle()
    rows = exported(walk, tmp_path / "history.xlsx", lambda: walk.press_button(section.export_button))
    assert rows[0] == ("When", "Who", "What", "Reason")
    assert len(rows) > 1


def test_a_file_without_an_ending_is_a_workbook(walk: Walk, tmp_path: Path) -> None:
    exports: TableExports = walk.page("returns").exports
    table = walk.page("returns").matrix_table()
    exports.write(table, str(tmp_path / "My list 1.2"))
    wait_for((tmp_path / "My list 1.2.xlsx").exists, "the workbook")


def test_everything_goes_out_and_becomes_a_new_plan(walk: Walk, tmp_path: Path) -> None:
    commands = walk.window.frame.commands
    out, new = tmp_path / "all.xlsx", tmp_path / "again.plan"
    commands["everything"].trigger()
    walk.file_dialog(out)
    wait_for(lambda: any("Everything is exported to all.xlsx" in band for band in walk.bands()), "that it is done")
    titles = sorted(card.title for card in walk.board.board_model.board.cards)
    commands["take_in"].trigger()
    walk.file_dialog(out)
    walk.file_dialog(new)
    state = walk.program.workspace.operations
    wait_for(lambda: Path(state.state.path) == new, "the new plan")
    wait_for(lambda: sorted(card.title for card in walk.board.board_model.board.cards) == titles, "its issues")


def test_a_long_export_can_be_stopped_in_the_status_bar(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clicked, fill = Event(), table_file._fill

    def held(*given: Any) -> None:
        clicked.wait(60)
        fill(*given)

    monkeypatch.setattr(table_file, "_fill", held)
    out = tmp_path / "long.xlsx"
    out.write_bytes(b"as it was")
    walk.window.frame.show_page("indicators")
    exports = walk.page("indicators").exports
    rows = tuple((f"NI {at}", f"The title of figure {at}") for at in range(2_000))
    exports.write(ShownTable("Long", columns_of(("Code", 10), ("Title", 40)), rows), str(out))
    status = walk.window.frame.status
    wait_for(status.work_cancel.isVisible, "that it is shown")
    assert status.work_words.text() == "Exporting to long.xlsx"
    walk.do.click(status.work_cancel)
    clicked.set()
    wait_for(lambda: not status.work.isVisible(), "that it is over")
    assert wait_for_background(60_000)
    assert out.read_bytes() == b"as it was" and [each.name for each in tmp_path.glob("*long*")] == ["long.xlsx"]
