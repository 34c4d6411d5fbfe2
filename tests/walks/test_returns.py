"""A quarter's returns through the window: workbooks out, filled in, taken back, decided, undone, and traced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.bridge.import_model import Column
from app.rules.period import Period
from app.rules.returns import Standing
from app.store.queries import returns
from app.store.queries.series import series
from app.store.verifying import verify
from app.views.returns.page import ReturnsPage
from app.views.shared.chips import Chip
from tests.conftest import StoppedClock
from tests.walks.hands import wait_for
from tests.walks.window import Walk, closed

Q4 = Period.quarter(2009, 4)
CHILDREN = 2


@pytest.fixture
def page(walk: Walk, clock: StoppedClock) -> ReturnsPage:
    clock.at(2010, 4, 17, 10, 0)
    found = walk.program.pages["returns"]
    assert isinstance(found, ReturnsPage)
    walk.window.frame.show_page("returns")
    wait_for(lambda: found.state.matrix is not None and found.model.rowCount() == 6, "the matrix")
    return found


def issued(page: ReturnsPage, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    page.issue(Q4, folder)
    wait_for(lambda: "saved in" in page.said.text(), "the workbooks")
    return folder


def filled(path: Path, out: Path, cells: dict[str, object]) -> Path:
    """The form with cells of Values set: "NI 117 L" is column L of that indicator's row."""
    book = openpyxl.load_workbook(path)
    sheet = book["Values"]
    rows = {sheet.cell(row, 1).value: row for row in range(6, sheet.max_row + 1)}
    for place, value in {"NI 116 P": "Not collected", **cells}.items():
        code, _, column = place.rpartition(" ")
        if code in rows:
            sheet[f"{column}{rows[code]}"] = value
    book.save(out)
    return out


def previewed(page: ReturnsPage, *paths: Path) -> None:
    page.take(list(paths))
    wait_for(lambda: page.stages.currentWidget() is page.preview, "the preview")


def row_of(page: ReturnsPage, code: str) -> int:
    model = page.preview.model
    names = [str(model.index(row, Column.INDICATOR).data()) for row in range(model.rowCount())]
    return next(row for row, name in enumerate(names) if name.startswith(f"{code} "))


def imported(page: ReturnsPage, walk: Walk) -> None:
    walk.do.click(page.preview.commit)
    wait_for(lambda: ": done." in page.said.text(), "the import")
    page.state.reload()
    wait_for(lambda: walk.program.workspace.operations.idle, "the matrix read again")


def standing(page: ReturnsPage, department: int = CHILDREN) -> Standing:
    assert page.state.matrix is not None
    return page.state.matrix.cells[department, Q4].standing


def test_a_return_is_issued_filled_in_decided_stored_undone_and_traced(
    walk: Walk, page: ReturnsPage, tmp_path: Path, plan_file: Path
) -> None:
    folder = issued(page, tmp_path / "out")
    assert len(list(folder.iterdir())) == 6
    back = filled(folder / "CS return 2009-10-Q4.xlsx", tmp_path / "CS back.xlsx",
                  {"NI 117 L": 69, "NI 63 L": "tbc", "NI 148 L": 60.8, "NI 62 L": 10.0, "NI 62 O": "final"})  # fmt: skip
    previewed(page, back)
    preview = page.preview
    assert [chip.text() for chip in preview.chips.values() if isinstance(chip, Chip) and chip.isVisible()] == [
        "1 new", "2 changed", "22 unchanged", "1 to check", "1 cannot be read",
    ]  # fmt: skip
    assert not preview.commit.isEnabled() and "2 rows wait for your decision" in preview.promise.text()
    preview.table.selectRow(row_of(page, "NI 63"))
    walk.do.click(preview.decisions.buttons["leave"])
    assert preview.table.currentIndex().row() == row_of(page, "NI 117")
    assert preview.decisions.buttons["use"].text() == "Use 6.9%"
    walk.do.click(preview.decisions.buttons["use"])
    assert preview.commit.isEnabled() and preview.commit.text() == "Import 4 entries"
    imported(page, walk)
    assert standing(page) is Standing.QUERIED
    page.matrix.choose(CHILDREN)
    wait_for(lambda: page.details.table.rowCount() == 4, "its figures")
    cells = [page.details.table.item(row, 3).text() for row in range(4)]
    assert all(cell.startswith("Values!L") for cell in cells)
    walk.do.key("Ctrl+Z")
    wait_for(lambda: standing(page) is Standing.LATE, "the return taken back")
    walk.close()
    with closed(plan_file) as store:
        assert verify(store.raw).sound
        assert store.raw.execute("SELECT count(*) FROM reading WHERE return_id IS NOT NULL").fetchone() == (0,)


def test_after_an_import_the_details_are_of_what_was_imported_whatever_was_chosen_before(
    walk: Walk, page: ReturnsPage, tmp_path: Path
) -> None:
    folder = issued(page, tmp_path / "out")
    page.matrix.choose(1)
    back = filled(folder / "CS return 2009-10-Q4.xlsx", tmp_path / "CS back.xlsx", {"NI 148 L": 60.8})
    previewed(page, back)
    imported(page, walk)
    wait_for(lambda: page.details.heading.whole().startswith("Children's Services, 2009/10 Q4: imported"), "its details")
    wait_for(lambda: page.details.table.rowCount() == 2, "its figures")
    assert {page.details.table.item(row, 0).text()[:6] for row in range(2)} == {"NI 116", "NI 148"}


def test_what_was_promised_is_stored_to_the_cell(walk: Walk, page: ReturnsPage, tmp_path: Path) -> None:
    folder = issued(page, tmp_path / "out")
    back = filled(folder / "CS return 2009-10-Q4.xlsx", tmp_path / "CS back.xlsx", {"NI 148 L": 60.8})
    previewed(page, back)
    imported(page, walk)
    found: list[Any] = []
    with_operations = walk.program.workspace.operations

    def ask(session: Any) -> Any:
        number = session.connection().exec_driver_sql("SELECT id FROM indicator WHERE code = 'NI 148'").scalar()
        origin = returns.origin(session, number, Q4)
        return series(session, number).readings[-1].value, origin, returns.return_file(session, origin.return_id)[1]

    with_operations.ask(ask, found.append)
    wait_for(lambda: bool(found), "the origin")
    value, origin, data = found[0]
    assert (value, origin.file_name) == (60.8, "CS back.xlsx") and data == back.read_bytes()
    assert openpyxl.load_workbook(back)["Values"][origin.cell.removeprefix("Values!")].value == 60.8
    page.matrix.choose(CHILDREN)
    page.originals.save(origin.return_id, tmp_path / "saved.xlsx")
    wait_for(lambda: "The original was saved" in page.said.text(), "the original")
    assert (tmp_path / "saved.xlsx").read_bytes() == back.read_bytes()


def test_late_departments_are_counted_in_the_rail_and_chased(walk: Walk, page: ReturnsPage) -> None:
    entry = walk.window.frame.rail.entry("returns")
    wait_for(lambda: entry.badge.text() == "6 late", "the badge")
    walk.do.click(page.chase_button)
    wait_for(lambda: "on the clipboard" in page.said.text(), "the reminder")
    text = QGuiApplication.clipboard().text()
    assert text.count("is 3 days late") == 6 and text.startswith("Adult Services: your return for 2009/10 Q4")
    wait_for(lambda: "Chased once" in page.details.words.text(), "the note of it")


def test_a_form_dropped_on_another_page_is_shown_on_the_returns_page(
    walk: Walk, page: ReturnsPage, tmp_path: Path
) -> None:
    folder = issued(page, tmp_path / "out")
    back = filled(folder / "CS return 2009-10-Q4.xlsx", tmp_path / "CS back.xlsx", {"NI 148 L": 60.8})
    walk.window.frame.show_page("board")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(back))])
    spot = QPoint(20, 20)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(walk.window, QDragEnterEvent(spot, *how))
    QApplication.sendEvent(walk.window, QDropEvent(QPointF(spot), *how))
    wait_for(lambda: walk.window.frame.current_page() is page, "the returns page")
    wait_for(lambda: page.preview.model.rowCount() > 0, "the preview")
    assert row_of(page, "NI 148") >= 0
    walk.do.click(page.preview.cancel)
    assert page.details.isVisible() and not page.preview.isVisible()
    assert standing(page) is Standing.LATE


def test_leaving_the_preview_stores_nothing(walk: Walk, page: ReturnsPage, tmp_path: Path) -> None:
    folder = issued(page, tmp_path / "out")
    entries = walk.program.workspace.operations.state.entries
    previewed(page, filled(folder / "CS return 2009-10-Q4.xlsx", tmp_path / "b.xlsx", {"NI 148 L": 60.8}))
    walk.do.click(page.preview.cancel)
    assert walk.program.workspace.operations.state.entries == entries


def test_a_file_that_is_no_workbook_is_said_on_the_page(walk: Walk, page: ReturnsPage, tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    previewed(page, tmp_path / "empty.xlsx")
    assert "empty.xlsx is empty" in page.preview.problems.words.text()
    assert not page.preview.commit.isEnabled()


def test_workbooks_issued_again_never_replace_those_in_the_folder(
    walk: Walk, page: ReturnsPage, tmp_path: Path
) -> None:
    folder = issued(page, tmp_path / "out")
    first = (folder / "CS return 2009-10-Q4.xlsx").read_bytes()
    issued_again = len(list(folder.iterdir()))
    page.issue(Q4, folder)
    wait_for(lambda: len(list(folder.iterdir())) == 2 * issued_again, "the second set")
    assert (folder / "CS return 2009-10-Q4.xlsx").read_bytes() == first
    assert (folder / "CS return 2009-10-Q4 form 2.xlsx").exists()


def test_all_that_wait_are_decided_alike_and_keeping_wants_a_reason(
    walk: Walk, page: ReturnsPage, tmp_path: Path
) -> None:
    folder = issued(page, tmp_path / "out")
    back = filled(folder / "CS return 2009-10-Q4.xlsx", tmp_path / "b.xlsx", {"NI 117 L": 69, "NI 62 L": 99})
    previewed(page, back)
    preview = page.preview
    preview.model.decide_all("keep")
    assert preview.reason_field.isVisible() and not preview.commit.isEnabled()
    walk.write(preview.reason, "the director confirmed both")
    assert preview.commit.isEnabled()
    imported(page, walk)
    assert standing(page) is Standing.IMPORTED


def test_a_department_that_owes_its_return_is_shown_with_what_its_workbook_asks_for(page: ReturnsPage, walk: Walk) -> None:
    page.matrix.choose(CHILDREN)
    details = page.details
    wait_for(lambda: details.table.isVisible() and details.table.rowCount() > 0, "what is asked for")
    assert details.asked.text().startswith("Its workbook asks for ")
    assert details.table.horizontalHeaderItem(2).text() == "In the plan"
    rows = [[details.table.item(row, column).text() for column in range(4)] for row in range(details.table.rowCount())]
    assert any(row[0].startswith("NI 117 ") and row[1] == "2009/10 Q4" for row in rows)
    assert all(row[2] for row in rows)
    wanted: list[tuple[object, ...]] = []
    page.open_requested.connect(lambda *thing: wanted.append(thing))
    details.table.setFocus()
    details.table.setCurrentCell(0, 0)
    walk.do.key("Return")
    assert wanted and wanted[0][0] == "indicator"
