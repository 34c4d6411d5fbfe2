"""The next quarter opens after a question, and the board that was stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from app.bridge.settings import Settings
from app.bridge.workspace import Workspace
from app.views.shell.frame_link import FrameLink
from app.views.shell.open_quarter import OpenQuarterWay
from app.views.shell.window import MainWindow
from tests.plans import Q4, make_plan


@pytest.fixture
def way(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenQuarterWay]:
    store = make_plan(tmp_path)
    store.close()
    settings = Settings(tmp_path / "settings")
    window = MainWindow(settings)
    workspace = Workspace(settings, window)
    link = FrameLink(window, workspace)
    made = OpenQuarterWay(window, workspace, link)
    with qtbot.waitSignal(workspace.ready, timeout=10_000):
        workspace.operations.open(store.path)
    window.show()
    window.closing.connect(workspace.operations.close)
    yield made
    window.close()
    window.deleteLater()
    # Gone now, and not at some moment in the middle of a later test.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_opening_the_next_quarter_asks_then_makes_it_the_one_in_view(
    way: OpenQuarterWay, qtbot: QtBot
) -> None:
    workspace = way._workspace
    way.ask()
    assert way.sheet is not None
    with qtbot.waitSignal(workspace.quarter_changed, timeout=10_000):
        qtbot.mouseClick(way.sheet.go, Qt.MouseButton.LeftButton)
    assert workspace.quarter == workspace.newest == Q4.shift(1)
    assert way._action.text() == "Open 2010/11 Q2…"
    way._window.close()


def test_staying_opens_nothing(way: OpenQuarterWay, qtbot: QtBot) -> None:
    way.ask()
    assert way.sheet is not None
    qtbot.keyClick(way.sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: way._workspace.operations.idle, timeout=10_000)
    assert way._workspace.newest == Q4
    way._window.close()


def test_the_list_of_quarters_ends_with_opening_the_next_one(way: OpenQuarterWay) -> None:
    chooser = way._window.frame.top.quarters
    chooser.menu_button.menu().aboutToShow.emit()
    assert chooser.menu_button.menu().actions()[-1].text() == "Open 2010/11 Q1…"
    way._window.close()
