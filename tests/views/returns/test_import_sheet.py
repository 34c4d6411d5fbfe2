"""The import sheet, by mouse and keyboard: nothing is stored before it was shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from app.bridge.operations import Operations
from app.views.returns.import_sheet import ImportSheet
from tests.exchange.workbooks import make_workbook
from tests.open_plan import opened_plan

GOOD = [("NI 117", "2010/11 Q1", 7.1, "provisional"), ("NI 47", "2009/10 Q4", 6.5, "final")]


@pytest.fixture
def operations(tmp_path: Path, qtbot: Any) -> Iterator[Operations]:
    with opened_plan(tmp_path, qtbot) as found:
        yield found


@pytest.fixture
def sheet(operations: Operations, qtbot: Any) -> Iterator[ImportSheet]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    made = ImportSheet(operations, window)
    window.show()
    made.open()
    yield made
    made.dismiss()


def shown(sheet: ImportSheet, paths: list[Path], qtbot: Any) -> None:
    with qtbot.waitSignal(sheet.job.planned, timeout=15_000):
        sheet.start(paths)


def test_the_preview_counts_and_the_button_says_how_many(
    sheet: ImportSheet, tmp_path: Path, qtbot: Any
) -> None:
    shown(sheet, [make_workbook(tmp_path / "CS return.xlsx", GOOD)], qtbot)
    assert sheet.file_words.whole() == "CS return.xlsx"
    assert [chip.text() for chip in sheet.chips.values() if chip.isVisible()] == ["1 new", "1 changed"]
    assert sheet.import_button.text() == "Import 2 values"
    assert sheet.import_button.isEnabled()
    assert "Nothing has been stored yet" in sheet.promise.text()


def test_a_press_on_import_stores_and_closes(
    sheet: ImportSheet, operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    shown(sheet, [make_workbook(tmp_path / "r.xlsx", GOOD)], qtbot)
    with qtbot.waitSignal(sheet.closed, timeout=10_000) as closed:
        qtbot.mouseClick(sheet.import_button, Qt.MouseButton.LeftButton)
    assert closed.args == [True]
    assert operations.state.undo == "Put in 2 readings"


def test_escape_leaves_everything_as_it_was(
    sheet: ImportSheet, operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    entries = operations.state.entries
    shown(sheet, [make_workbook(tmp_path / "r.xlsx", GOOD)], qtbot)
    with qtbot.waitSignal(sheet.closed, timeout=5_000) as closed:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert closed.args == [False]
    assert operations.state.entries == entries


def test_a_row_that_cannot_be_read_keeps_import_shut(sheet: ImportSheet, tmp_path: Path, qtbot: Any) -> None:
    shown(
        sheet, [make_workbook(tmp_path / "r.xlsx", [*GOOD, ("NI 117", "2009/10 Q4", "tbc", "final")])], qtbot
    )
    assert not sheet.import_button.isEnabled()
    assert sheet.model.index(0, 5).data() == "Values!C4"
    assert "nothing can be until this is put right" in sheet.promise.text()


def test_what_is_to_check_needs_a_tick_and_a_reason(
    sheet: ImportSheet, operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    shown(sheet, [make_workbook(tmp_path / "r.xlsx", [("NI 117", "2010/11 Q1", 71, "provisional")])], qtbot)
    assert not sheet.import_button.isEnabled()
    sheet.accept_box.setFocus()
    qtbot.keyClick(sheet.accept_box, Qt.Key.Key_Space)
    assert not sheet.import_button.isEnabled()
    qtbot.keyClicks(sheet.reason, "Counted anew")
    assert sheet.import_button.isEnabled()
    with qtbot.waitSignal(sheet.job.imported, timeout=10_000):
        sheet.import_button.click()


def test_a_file_that_is_no_workbook_is_said_in_place(sheet: ImportSheet, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    shown(sheet, [tmp_path / "empty.xlsx"], qtbot)
    assert sheet.problems.words.text() == (
        "empty.xlsx is empty. Ask the sender to save and send it again. Nothing was imported."
    )
    assert not sheet.table_frame.isVisible()
    assert not sheet.import_button.isEnabled()


def test_files_dropped_on_the_sheet_are_read(sheet: ImportSheet, tmp_path: Path, qtbot: Any) -> None:
    path = make_workbook(tmp_path / "dropped.xlsx", GOOD)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    area = sheet.drop_area
    action, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(20, 20), action, mime, buttons, keys)
    QApplication.sendEvent(area, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(sheet.job.planned, timeout=15_000):
        QApplication.sendEvent(area, QDropEvent(QPointF(20, 20), action, mime, buttons, keys))
    assert sheet.file_words.whole() == "dropped.xlsx"


def test_other_files_can_be_chosen_after_a_bad_one(sheet: ImportSheet, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    shown(sheet, [tmp_path / "empty.xlsx"], qtbot)
    qtbot.mouseClick(sheet.other_button, Qt.MouseButton.LeftButton)
    assert sheet.stages.currentWidget() is sheet.drop_area
    shown(sheet, [make_workbook(tmp_path / "r.xlsx", GOOD)], qtbot)
    assert not sheet.problems.isVisible()
    assert sheet.import_button.isEnabled()


def leave(sheet: ImportSheet, name: str, qtbot: Any) -> None:
    """As a press on the button and the file's name in its menu."""
    button = sheet.whole_files.without
    assert button.isVisible()
    (action,) = [each for each in button.menu().actions() if each.text() == name]
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(sheet.job.planned, timeout=15_000):
        action.trigger()


def test_the_good_files_of_many_go_on_without_the_bad_ones(
    sheet: ImportSheet, operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    unreadable = make_workbook(tmp_path / "tbc.xlsx", [("NI 117", "2010/11 Q2", "tbc", "final")])
    good = make_workbook(tmp_path / "good.xlsx", GOOD)
    entries = operations.state.entries
    shown(sheet, [tmp_path / "empty.xlsx", unreadable, good], qtbot)
    assert not sheet.import_button.isEnabled() and "Go on without" in sheet.promise.text()
    assert [each.text() for each in sheet.whole_files.without.menu().actions()] == [
        "empty.xlsx", "tbc.xlsx", "All of these",
    ]  # fmt: skip
    leave(sheet, "empty.xlsx", qtbot)
    assert sheet.file_words.whole() == "2 files" and not sheet.import_button.isEnabled()
    leave(sheet, "tbc.xlsx", qtbot)
    assert sheet.file_words.whole() == "good.xlsx" and not sheet.whole_files.without.isVisible()
    assert operations.state.entries == entries
    with qtbot.waitSignal(sheet.job.imported, timeout=10_000):
        qtbot.mouseClick(sheet.import_button, Qt.MouseButton.LeftButton)
    assert operations.state.undo == "Put in 2 readings"


def test_of_two_files_that_give_the_same_figure_either_can_be_left_out(
    sheet: ImportSheet, tmp_path: Path, qtbot: Any
) -> None:
    one = make_workbook(tmp_path / "one.xlsx", [("NI 117", "2010/11 Q1", 7.1, "final")])
    other = make_workbook(tmp_path / "other.xlsx", [("NI 117", "2010/11 Q1", 7.2, "final")])
    shown(sheet, [one, other], qtbot)
    names = [each.text() for each in sheet.whole_files.without.menu().actions()]
    assert names == ["one.xlsx", "other.xlsx"]
    leave(sheet, "one.xlsx", qtbot)
    assert sheet.import_button.isEnabled()
    assert [row.value for row in sheet.job.plan.rows()] == [7.2]


def test_tags_in_a_file_are_shown_as_text(sheet: ImportSheet, tmp_path: Path, qtbot: Any) -> None:
    path = make_workbook(tmp_path / "<b>x<b>.xlsx", [("<img src=x>", "2009/10 Q4", 1, "final")])
    shown(sheet, [path], qtbot)
    assert sheet.model.index(0, 1).data() == "<img src=x>"
    assert sheet.file_words.textFormat() == Qt.TextFormat.PlainText
    assert sheet.problems.words.textFormat() == Qt.TextFormat.PlainText


def test_every_part_one_can_reach_has_a_name(sheet: ImportSheet, tmp_path: Path, qtbot: Any) -> None:
    shown(sheet, [make_workbook(tmp_path / "r.xlsx", GOOD)], qtbot)
    for part in (sheet, sheet.table, sheet.reason, sheet.bar):
        assert part.accessibleName()
