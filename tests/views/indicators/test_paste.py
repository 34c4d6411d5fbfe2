"""Pasting into the table of readings: seen before it is stored, all or nothing, one change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.bridge.reading_model import Column
from app.rules.indicator import Status
from app.views.indicators.page import IndicatorsPage
from app.views.indicators.paste_sheet import PasteSheet
from tests.views.indicators.sample import Q4, FakeWorkspace

BLOCK = "Quarter\tValue\tStatus\n2009/10 Q2\t6.3\tFinal\n2009/10 Q3\t6.5\tFinal\n2009/10 Q4\t6.7\tProvisional\n"


def press_paste(page: IndicatorsPage, text: str, qtbot: QtBot, column: Column = Column.VALUE) -> None:
    """Ctrl+V in the table, as the keyboard does it."""
    QApplication.clipboard().setText(text)
    page.activateWindow()
    view = page.table.view
    view.setCurrentIndex(page.readings.index(0, column))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def sheet(page: IndicatorsPage, qtbot: QtBot) -> PasteSheet:
    """The block above, judged."""
    press_paste(page, BLOCK, qtbot)
    made = page.paste_sheet
    assert made is not None
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    return made


def test_a_block_is_shown_beside_what_is_there_and_nothing_is_stored_yet(
    sheet: PasteSheet, workspace: FakeWorkspace
) -> None:
    assert sheet.isVisible()
    assert sheet.title.text() == "Paste figures: NI 117"
    texts = [[str(sheet.model.index(row, column).data()) for column in (2, 3, 4)] for row in range(3)]
    assert texts == [["2009/10 Q2", "6.4%", "6.3%"], ["2009/10 Q3", "6.6%", "6.5%"], ["2009/10 Q4", "6.9%", "6.7%"]]
    assert sheet.put_button.text() == "Put in 3 figures"
    assert workspace.operations.commands == []


def test_enter_puts_the_block_in_as_one_change_by_the_post_one_acts_as(
    sheet: PasteSheet, page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    qtbot.waitUntil(sheet.put_button.hasFocus)
    QTest.keyClick(sheet.put_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(workspace.operations.commands))
    (command,) = workspace.operations.commands
    assert [(row.period, row.value, row.status) for row in command.rows] == [
        (Q4.shift(-2), 6.3, Status.RESTATED), (Q4.shift(-1), 6.5, Status.RESTATED), (Q4, 6.7, Status.PROVISIONAL),
    ]  # fmt: skip
    assert (command.source, command.recorded_by) == ("pasted", "Corporate Performance Team")
    qtbot.waitUntil(lambda: page.readings.text(0, Column.VALUE) == "6.7%")
    assert page.readings.text(0, Column.SOURCE) == "pasted by Corporate Performance Team, 15/04/2010"
    assert not isValid(sheet) or not sheet.isVisible()


def test_escape_leaves_everything_as_it_was(
    sheet: PasteSheet, page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    qtbot.waitUntil(sheet.put_button.hasFocus)
    QTest.keyClick(sheet.put_button, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert workspace.operations.commands == []
    qtbot.waitUntil(page.table.view.hasFocus)


def test_what_cannot_be_read_is_told_in_its_row_and_stops_the_rest(
    page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    press_paste(page, "2009/10 Q3\t6.5\n2009/10 Q4\tabout seven\n", qtbot)
    sheet = page.paste_sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 2)
    assert str(sheet.model.index(0, 6).data()).startswith("'about seven' is not a number.")
    assert not sheet.put_button.isEnabled()
    assert sheet.promise.text() == "Nothing can be put in until this is right where it was copied from."
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert workspace.operations.commands == []


def test_text_without_periods_says_what_is_missing(page: IndicatorsPage, qtbot: QtBot) -> None:
    press_paste(page, "6.5\n6.7\n", qtbot)
    sheet = page.paste_sheet
    assert sheet is not None
    qtbot.waitUntil(sheet.problem.isVisible)
    assert sheet.problem.text() == ("No periods were found in what was copied. Copy the periods with the figures; "
                                    "write them as 2009/10 Q4.")
    assert not sheet.frame.isVisible()
    assert not sheet.put_button.isEnabled()


def test_a_doubtful_figure_needs_a_look_and_a_reason(
    page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    press_paste(page, "Quarter\tValue\n2009/10 Q4\t69\n", qtbot)
    sheet = page.paste_sheet
    assert sheet is not None
    qtbot.waitUntil(sheet.accept_box.isVisible)
    assert not sheet.put_button.isEnabled()
    qtbot.waitUntil(sheet.accept_box.hasFocus)
    QTest.keyClick(sheet.accept_box, Qt.Key.Key_Space)
    assert not sheet.put_button.isEnabled()
    sheet.reason.setFocus()
    QTest.keyClicks(sheet.reason, "Checked with the provider")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(workspace.operations.commands))
    assert workspace.operations.commands[0].reason == "Checked with the provider"


def test_a_block_that_changes_nothing_says_so(page: IndicatorsPage, qtbot: QtBot) -> None:
    press_paste(page, "Quarter\tValue\n2009/10 Q4\t6.9\n", qtbot)
    sheet = page.paste_sheet
    assert sheet is not None
    qtbot.waitUntil(sheet.problem.isVisible)
    assert sheet.problem.text() == "All of these figures are there already."
    assert not sheet.put_button.isEnabled()


def test_figures_that_changed_meanwhile_are_shown_again_before_anything_is_stored(
    sheet: PasteSheet, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    from dataclasses import replace

    old = workspace.operations.series[1]
    readings = (*old.readings[:-1], replace(old.readings[-1], value=6.8))
    workspace.operations.series[1] = replace(old, readings=readings)
    QTest.mouseClick(sheet.put_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sheet.problem.isVisible)
    assert sheet.problem.text().startswith("The figures changed meanwhile.")
    assert workspace.operations.commands == []
    assert str(sheet.model.index(2, 3).data()) == "6.8%"


def test_a_single_figure_goes_into_the_cell_as_if_it_were_typed(
    page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    press_paste(page, "7.1%\r\n", qtbot)
    qtbot.waitUntil(lambda: bool(workspace.operations.commands))
    assert workspace.operations.commands[0].rows[0].value == 7.1
    assert page.paste_sheet is None


def test_a_past_quarter_takes_no_paste(page: IndicatorsPage, workspace: FakeWorkspace, qtbot: QtBot) -> None:
    workspace.set_quarter(Q4.shift(-1))
    qtbot.waitUntil(lambda: page.readings.read_only)
    press_paste(page, BLOCK, qtbot)
    assert page.paste_sheet is None
    assert page.table.message.isVisible()


def test_the_menu_offers_the_same_by_name(page: IndicatorsPage) -> None:
    assert page.table.paste_action in page.page_actions()
    assert page.table.paste_action.text() == "Paste figures…"
    assert page.table.paste_action in page.table.view.actions()
