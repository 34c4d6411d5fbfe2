"""A department's own workbook through the window: refused with a way on, mapped by hand, imported, known again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox

from app.bridge.import_model import Column
from app.commands.map_return import RememberMapping
from app.rules.period import Period
from app.rules.return_mapping import NOT_OURS, MappedColumn, ReturnMapping
from app.store.queries import returns
from app.store.queries.return_mappings import return_mappings
from app.views.returns.map_sheet import MapSheet
from app.views.returns.page import ReturnsPage
from tests.conftest import StoppedClock
from tests.walks.hands import wait_for
from tests.walks.window import Walk, closed

Q4 = Period.quarter(2009, 4)
CHILDREN = 2


@pytest.fixture
def page(walk: Walk, clock: StoppedClock) -> ReturnsPage:
    clock.at(2010, 4, 12, 10, 0)
    found = walk.program.pages["returns"]
    assert isinstance(found, ReturnsPage)
    walk.window.frame.show_page("returns")
    wait_for(lambda: found.state.matrix is not None and found.model.rowCount() == 6, "the matrix")
    return found


def theirs(path: Path, values: tuple[float, float]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Q4 return"
    for row in (
        ["Children's Services performance"], [], ["PI", "This quarter", "Our remarks"],
        ["Care leavers in education, employment or training", values[0], "Better"],
        ["NI 62", values[1], ""], ["Sum of all", 99, ""],
    ):  # fmt: skip
        sheet.append(row)
    book.save(path)
    return path


def pick(field: QComboBox, words: str) -> None:
    """As someone does with the keyboard: the entry that holds the words."""
    at = next(index for index in range(field.count()) if words in field.itemText(index))
    field.setCurrentIndex(at)
    field.activated.emit(at)


def dropped(walk: Walk, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    spot = QPoint(20, 20)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(walk.window, QDragEnterEvent(spot, *how))
    QApplication.sendEvent(walk.window, QDropEvent(QPointF(spot), *how))


def mapping_sheet(walk: Walk, page: ReturnsPage) -> MapSheet:
    walk.do.click(page.mapping.button)
    sheet = wait_for(lambda: page.mapping.sheet, "the sheet")
    wait_for(lambda: sheet.department.count() == 7, "the departments")
    return sheet


def test_a_workbook_of_their_own_is_mapped_once_and_known_the_next_time(
    walk: Walk, page: ReturnsPage, tmp_path: Path, plan_file: Path
) -> None:
    walk.window.frame.show_page("board")
    dropped(walk, theirs(tmp_path / "CS own.xlsx", (60.8, 9.7)))
    wait_for(lambda: page.stages.currentWidget() is page.preview and page.preview.problems.isVisible(), "the refusal")
    assert walk.window.frame.current_page() is page
    words = page.preview.problems.words.text()
    assert "CS own.xlsx is not a return form of ours." in words
    assert "Map its columns, or send the department its form." in words
    assert not page.preview.commit.isEnabled()
    sheet = mapping_sheet(walk, page)
    assert not sheet.save.isEnabled() and sheet.promise.text() == (
        "The columns are not mapped yet. Choose the department that sent it."
    )
    assert (sheet.row.value(), sheet.sheet_choice.currentText()) == (3, "Q4 return")
    assert sheet.columns["value"].currentText() == "B  This quarter"
    assert sheet.columns["title"].currentText() == "A  PI"
    pick(sheet.department, "Children's Services")
    pick(sheet.columns["note"], "Our remarks")
    assert sheet.names.words.text().startswith("1 name matched")
    names = sheet.state.names
    row = next(at for at in range(3) if (found := names.name(at)) and found.text.startswith("Care leavers"))
    sheet.names.table.selectRow(row)
    if sheet.names.yes.isEnabled():
        walk.do.click(sheet.names.yes)
    else:
        pick(sheet.names.choice, "NI 148")
    assert sheet.names.name.whole() == "“Sum of all” means"
    pick(sheet.names.choice, "None of ours")
    assert sheet.names.words.text().startswith("3 names matched.")
    walk.do.click(sheet.save)
    wait_for(lambda: page.preview.model.rowCount() == 2 and page.mapping.sheet is None, "what would change")
    model = page.preview.model
    cells = {str(model.index(row, Column.INDICATOR).data())[:6]: model.index(row, Column.CELL).data() for row in range(2)}
    assert cells == {"NI 148": "Q4 return!B4", "NI 62 ": "Q4 return!B5"}
    assert "is read as mapped for Children's Services" in page.preview.notes.text()
    assert "'Sum of all'" in page.preview.notes.text()
    page.preview.model.decide_all("keep")
    if page.preview.reason_field.isVisible():
        walk.write(page.preview.reason, "as the department says")
    walk.do.click(page.preview.commit)
    wait_for(lambda: ": done." in page.said.text(), "the import")
    page.take([theirs(tmp_path / "CS later.xlsx", (61.0, 9.6))])
    wait_for(lambda: page.stages.currentWidget() is page.preview, "the next one")
    assert page.preview.model.rowCount() == 2 and "is read as mapped" in page.preview.notes.text()
    walk.do.click(page.preview.cancel)
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        (mapping,) = return_mappings(session)
        assert (mapping.department_id, mapping.sheet, len(mapping.names)) == (CHILDREN, "Q4 return", 3)
        number = session.connection().exec_driver_sql("SELECT id FROM indicator WHERE code = 'NI 148'").scalar()
        origin = returns.origin(session, int(number or 0), Q4)
        assert origin is not None and (origin.file_name, origin.cell) == ("CS own.xlsx", "Q4 return!B4")


def test_how_a_workbook_of_their_own_is_read_is_seen_forgotten_and_brought_back(
    walk: Walk, page: ReturnsPage, tmp_path: Path, plan_file: Path
) -> None:
    columns = {"title": MappedColumn(1, "PI"), "value": MappedColumn(2, "This quarter")}
    names = {"care leavers in education employment or training": 1, "ni 62": 2, "sum of all": NOT_OURS}
    mapping = ReturnMapping(CHILDREN, "Q4 return", columns, names)
    told: list[object] = []
    operations = walk.program.workspace.operations
    operations.do(RememberMapping(mapping, "Children's Services", "Head of Improvement"), page, told.append, told.append)
    wait_for(lambda: bool(told), "the mapping")
    page.matrix.choose(CHILDREN)
    wait_for(page.known.isVisible, "how it is read")
    assert page.known.words.text() == (
        "Its own workbook, sheet 'Q4 return', is read as it was mapped on 12/04/2010 by Head of Improvement."
    )
    page.take([theirs(tmp_path / "CS own.xlsx", (60.8, 9.7))])
    wait_for(lambda: "is read as mapped" in page.preview.notes.text(), "the known workbook")
    walk.do.click(page.preview.cancel)
    walk.do.click(page.known.forget)
    wait_for(lambda: "was forgotten" in page.said.text() and not page.known.isVisible(), "the word of it")
    assert page.said.text() == (
        "How sheet 'Q4 return' of Children's Services is read was forgotten. Its figures stay; the next such workbook "
        "is mapped again. Undo brings it back."
    )
    page.take([theirs(tmp_path / "CS own.xlsx", (60.8, 9.7))])
    wait_for(page.preview.problems.isVisible, "the refusal")
    walk.do.click(page.preview.cancel)
    walk.do.key("Ctrl+Z")
    wait_for(page.known.isVisible, "how it is read, again")
    page.matrix.choose(1)
    wait_for(lambda: operations.idle and not page.known.isVisible(), "another department, which has none")
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        (kept,) = return_mappings(session)
        assert (kept.department_id, dict(kept.names)) == (CHILDREN, names)


def scorecard(path: Path, q4: float) -> Path:
    """One row an indicator, and columns for each period."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Scorecard"
    for row in (
        ["PI", "Q2", "Q3", "Q4 num", "Q4 den", "Q4", "This time last year"],
        ["NI 148", 60.0, 60.2, 61, 100, q4, 58.8], ["NI 62", "", 10.1, 98, 1000, 9.8, ""],
    ):  # fmt: skip
        sheet.append(row)
    book.save(path)
    return path


def test_columns_for_each_period_are_confirmed_imported_as_one_change_and_known_the_next_time(
    walk: Walk, page: ReturnsPage, tmp_path: Path, plan_file: Path
) -> None:
    page.take([scorecard(tmp_path / "CS year.xlsx", 61.0)])
    wait_for(page.preview.problems.isVisible, "the refusal")
    sheet = mapping_sheet(walk, page)
    pick(sheet.department, "Children's Services")
    periods = sheet.periods
    assert periods.isVisible() and not sheet.columns["value"].isVisible()
    assert periods.words.text() == "3 periods, 3 proposed, waiting for your word."
    assert not sheet.save.isEnabled()
    assert sheet.promise.text() == "The columns are not mapped yet. Say which period each column of figures is of."
    assert (periods.table.currentIndex().row(), periods.period.text()) == (0, "2009/10 Q2")
    walk.show_in_sheet(periods.yes)
    walk.do.click(periods.yes)
    assert (periods.table.currentIndex().row(), periods.period.text()) == (1, "2009/10 Q3")
    walk.write_over(periods.period, "Q3 2010")
    walk.do.key("Return")
    assert "It may mean 2009/10 Q3 or 2010/11 Q3." in periods.period.accessibleDescription()
    walk.write_over(periods.period, "2009/10 Q3")
    walk.do.key("Return")
    walk.show_in_sheet(periods.add)
    walk.do.click(periods.add)
    pick(periods.columns["value"], "This time last year")
    assert periods.words.text() == "4 periods, 1 proposed, waiting for your word, 1 open."
    walk.write_over(periods.period, "2008/09 Q4")
    walk.do.key("Return")
    assert periods.period.text() == "2009/10 Q4"
    assert [field.currentText() for field in periods.columns.values()] == ["F  Q4", "D  Q4 num", "E  Q4 den"]
    walk.show_in_sheet(periods.accept)
    walk.do.click(periods.accept)
    assert periods.words.text() == "4 periods."
    walk.do.click(sheet.save)
    wait_for(lambda: page.preview.model.rowCount() == 6 and page.mapping.sheet is None, "what would change")
    model = page.preview.model
    cells = {str(model.index(row, Column.CELL).data()) for row in range(6)}
    assert cells == {f"Scorecard!{place}" for place in ("B2", "C2", "F2", "G2", "C3", "F3")}
    assert "Columns by period: G 2008/09 Q4, B 2009/10 Q2" in page.preview.notes.text()
    page.preview.model.decide_all("keep")
    if page.preview.reason_field.isVisible():
        walk.write(page.preview.reason, "as the department says")
    entries = walk.entries()
    walk.do.click(page.preview.commit)
    wait_for(lambda: ": done." in page.said.text(), "the import")
    assert walk.entries() == entries + 1
    page.take([scorecard(tmp_path / "CS later.xlsx", 61.5)])
    wait_for(lambda: page.stages.currentWidget() is page.preview, "the next one")
    assert "is read as mapped" in page.preview.notes.text()
    walk.do.click(page.preview.cancel)
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        number = session.connection().exec_driver_sql("SELECT id FROM indicator WHERE code = 'NI 148'").scalar()
        for quarter, cell in ((Q4, "F2"), (Period.quarter(2009, 3), "C2")):
            origin = returns.origin(session, int(number or 0), quarter)
            if quarter == Q4 or origin is not None:  # a figure that was there already keeps where it came from
                assert origin is not None and (origin.file_name, origin.cell) == ("CS year.xlsx", f"Scorecard!{cell}")


def test_leaving_the_sheet_keeps_nothing(walk: Walk, page: ReturnsPage, tmp_path: Path) -> None:
    entries = walk.entries()
    page.take([theirs(tmp_path / "CS own.xlsx", (60.8, 9.7))])
    wait_for(page.preview.problems.isVisible, "the refusal")
    sheet = mapping_sheet(walk, page)
    pick(sheet.department, "Children's Services")
    walk.do.key("Esc")
    assert page.mapping.sheet is None and walk.entries() == entries
    assert page.preview.problems.isVisible()
