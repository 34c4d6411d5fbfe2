"""The frame tells the truth about the store, the quarter in view and the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bridge.store_state import StoreState
from app.rules.errors import KnownError, Problem, Refused
from app.views.shell.frame_link import FrameLink
from app.views.shell.window import MainWindow
from tests.views.shell.conftest import QUARTERS, MadeUpWorkspace

STATE = StoreState(path="/plans/hampshire-2010.plan", plan_name="Hampshire County Council", undo="Move Road safety",
                   redo=None, entries=1412, saved_at=datetime(2010, 4, 15, 9, 58), verified=True,
                   backup_at=datetime(2010, 4, 15, 9, 38))


@pytest.fixture
def link(clock, window: MainWindow, workspace: MadeUpWorkspace) -> FrameLink:
    clock.at(2010, 4, 15, 10, 0)
    made = FrameLink(window, workspace)  # type: ignore[arg-type]
    made.works.update({key: lambda problem: None for key in ("copy_here", "save_copy", "preferences", "keep_text")})
    return made


def shown(window: MainWindow) -> list[str]:
    status = window.frame.status
    return [label.text() for label in (status.saved, status.store, status.history, status.backup)]


def test_before_a_store_is_open_nothing_is_claimed(link: FrameLink, window: MainWindow) -> None:
    assert shown(window) == ["No plan is open", "", "", ""]
    assert not window.frame.top.undo.isEnabled()
    assert not window.frame.top.quarters.isEnabled()


def test_the_status_bar_says_what_is_known(link: FrameLink, window: MainWindow, workspace: MadeUpWorkspace) -> None:
    workspace.open(STATE)
    assert shown(window) == ["Saved 09:58", "hampshire-2010.plan — local store", "History verified · 1,412 entries",
                             "Last backup today 09:38"]
    assert window.windowTitle() == "Hampshire County Council - Driving Success"


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_a_change_moves_nothing_in_the_top_bar_but_undo_and_redo(
    link: FrameLink, window: MainWindow, workspace: MadeUpWorkspace, qtbot, width: int
) -> None:
    window.resize(width, 800)
    for name in ("import", "print"):
        window.frame.commands.provide(name, lambda: None)
    top, seen = window.frame.top, set()
    for undo, redo in ((None, None), ("Move Road safety", None), ("Import return of Environment, 2009/10 Q4", "Edit"),
                       ("Edit", "Import return of Environment, 2009/10 Q4")):
        workspace.open(replace(STATE, undo=undo, redo=redo))
        QTest.qWait(50)
        places = [part.geometry().getRect() for part in (top.quarters, top.finder, top.take_in, top.print, top.menu)]
        seen.add((*places, top.take_in.text(), top.print.text(), top.finder.placeholderText()))
    assert len(seen) == 1


@pytest.mark.parametrize(("verified", "words"), [
    (None, "History not yet checked · 1,412 entries"), (False, "History does not verify · 1,412 entries")])
def test_a_history_is_never_called_verified_before_it_is(link, window, workspace, verified, words: str) -> None:
    workspace.open(replace(STATE, verified=verified))
    assert shown(window)[2] == words


def test_undo_and_redo_name_what_they_will_do(link: FrameLink, window: MainWindow, workspace: MadeUpWorkspace) -> None:
    workspace.open(replace(STATE, redo="Lead of Teenage pregnancies"))
    top = window.frame.top
    assert top.undo.accessibleName() == "Undo move Road safety"
    assert top.redo.accessibleName() == "Redo lead of Teenage pregnancies"
    QTest.mouseClick(top.undo, Qt.MouseButton.LeftButton)
    assert workspace.operations.asked.undone == 1
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.operations.asked.undone == 2
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert workspace.operations.asked.redone == 1


def test_nothing_to_undo_switches_the_button_off(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(replace(STATE, undo=None))
    assert not window.frame.top.undo.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.operations.asked.undone == 0


def test_in_a_text_field_undo_is_the_fields_own(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(STATE)
    field = window.frame.pages["board"].field
    field.setFocus()
    QTest.keyClicks(field, "words")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert workspace.operations.asked.undone == 0


def test_a_read_only_store_says_so_and_why_it_cannot_be_undone_in(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(replace(STATE, read_only=True))
    band = window.frame.banners.band("read_only")
    assert band.words.text().startswith("This store is open read-only.")
    assert [button.text() for button in band.buttons] == ["Copy to this computer"]
    assert shown(window)[0] == "Read-only"
    assert not window.frame.top.undo.isEnabled()
    workspace.open(STATE)
    assert window.frame.banners.band("read_only") is None


def test_a_failed_save_stays_on_the_window_until_the_store_is_well(link: FrameLink, window: MainWindow, workspace) -> None:
    problem = Problem("store_gone", {"path": "E:/hampshire.plan"})
    workspace.open(replace(STATE, problem=problem))
    band = window.frame.banners.band("state")
    assert band.property("tone") == "error"
    assert [button.text() for button in band.buttons] == ["Save a copy…"]
    assert shown(window)[0] == "Not saved"
    workspace.operations.show(STATE)
    assert window.frame.banners.band("state") is None
    assert shown(window)[0] == "Saved 09:58"


def test_a_sudden_end_is_news_and_not_called_a_failed_save(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(replace(STATE, problem=Problem("ended_suddenly", {"entries": 212})))
    band = window.frame.banners.band("state")
    assert band.property("tone") == "info"
    assert "nothing lost (212 changes)" in band.words.text()
    assert shown(window)[0] == "Saved 09:58"


def test_news_that_was_closed_does_not_come_back_with_the_next_change(link, window: MainWindow, workspace) -> None:
    news = replace(STATE, problem=Problem("ended_suddenly", {"entries": 212}))
    workspace.open(news)
    window.frame.banners.band("state").close_me()
    workspace.operations.show(replace(news, entries=1413))
    assert window.frame.banners.band("state") is None


def test_a_backup_more_than_a_day_old_is_told(link: FrameLink, window: MainWindow, workspace, clock) -> None:
    workspace.open(STATE)
    assert window.frame.banners.band("backup") is None
    clock.at(2010, 4, 16, 11, 0)
    link._look_at_backup()
    assert "from yesterday 09:38" in window.frame.banners.band("backup").words.text()
    workspace.operations.show(replace(STATE, backup_at=datetime(2010, 4, 16, 10, 59)))
    assert window.frame.banners.band("backup") is None


def test_an_old_backup_of_an_unchanged_store_is_no_news(link: FrameLink, window: MainWindow, workspace, clock) -> None:
    clock.at(2010, 6, 1, 9, 0)
    workspace.open(replace(STATE, saved_at=datetime(2010, 4, 15, 9, 30)))
    assert window.frame.banners.band("backup") is None


def test_a_refusal_is_told_in_words_and_can_be_closed(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(STATE)
    workspace.operations.refused.emit(Refused(Problem("undo_conflict", {"who": "Head of Skills",
                                                                        "at": "2010-04-15T09:50:00"})))
    band = window.frame.banners.band("refused")
    assert band.words.text().startswith("This cannot be undone: Head of Skills edited it at 09:50.")
    assert band.property("tone") == "warning"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.banners.band("refused") is None


def test_a_full_disk_offers_its_ways_out(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(STATE)
    workspace.operations.refused.emit(KnownError("disk_full", drive="C:", needs=2_000_000, free=100_000))
    band = window.frame.banners.band("refused")
    assert "needs 2.0 MB, 0.1 MB free" in band.words.text()
    assert [button.text() for button in band.buttons] == ["Save a copy…"]


def test_a_clock_that_is_wrong_is_told_by_how_much(link: FrameLink, window: MainWindow, clock) -> None:
    clock.at(2009, 3, 11, 10, 0)
    link.clock_differs(datetime(2010, 4, 15, 10, 0))
    assert "400 days" in window.frame.banners.band("clock").words.text()


def test_the_quarter_in_view_follows_the_workspace_and_asks_it(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(STATE)
    chooser = window.frame.top.quarters
    assert chooser.menu_button.text().startswith("2009/10 Q4 · Jan–Mar 2010")
    assert not chooser.later.isEnabled()
    QTest.mouseClick(chooser.earlier, Qt.MouseButton.LeftButton)
    assert workspace.quarter == QUARTERS[-2]
    assert chooser.menu_button.text().startswith("2009/10 Q3 · Oct–Dec 2009")
    QTest.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert workspace.quarter == QUARTERS[-3]
    QTest.keyClick(window, Qt.Key.Key_End, Qt.KeyboardModifier.AltModifier)
    assert workspace.quarter == QUARTERS[-1]


def test_the_first_quarter_has_none_before_it(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(STATE)
    workspace.set_quarter(QUARTERS[0])
    assert not window.frame.top.quarters.earlier.isEnabled()
    window.frame.top.quarters.go_earlier()
    assert workspace.quarter == QUARTERS[0]


def test_a_past_quarter_is_said_to_be_past_with_a_way_back(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(STATE)
    assert window.frame.banners.band("past") is None
    workspace.set_quarter(QUARTERS[-2])
    band = window.frame.banners.band("past")
    assert band.words.text() == ("2009/10 Q3 (October to December 2009) is shown as it stood. "
                                 "Nothing can be changed here.")
    QTest.mouseClick(band.buttons[0], Qt.MouseButton.LeftButton)
    assert workspace.quarter == QUARTERS[-1]
    assert window.frame.banners.band("past") is None


def test_the_menu_of_quarters_has_the_newest_first_and_goes_there(link: FrameLink, window: MainWindow, workspace) -> None:
    workspace.open(STATE)
    menu = window.frame.top.quarters.menu_button.menu()
    menu.aboutToShow.emit()
    actions = menu.actions()
    assert actions[0].text() == "2009/10 Q4 (January to March 2010)"
    assert actions[0].isChecked()
    actions[3].trigger()
    assert workspace.quarter == QUARTERS[-4]


def test_you_are_offers_the_posts_in_use_and_keeps_the_choice(link: FrameLink, window: MainWindow, workspace,
                                                              settings) -> None:
    workspace.open(STATE)
    status = window.frame.status
    assert status.you_are.accessibleName() == "You are: choose your post"
    status.you_are.menu().aboutToShow.emit()
    assert [action.text() for action in status.you_are.menu().actions()] == ["Head of Skills", "Director of Environment"]
    status.you_are.menu().actions()[1].trigger()
    assert settings.you_are == "Director of Environment"
    assert status.you_are.accessibleName() == "You are: Director of Environment"


def test_background_work_shows_how_far_it_is_and_can_be_stopped(window: MainWindow) -> None:
    stopped: list[str] = []
    status = window.frame.status
    first = status.begin_work("Checking the history", lambda: stopped.append("first"))
    status.progress(first, 30, 100)
    QApplication.processEvents()
    assert (status.work_bar.value(), status.work_bar.maximum()) == (30, 100)
    assert status.work_words.width() >= status.work_words.sizeHint().width()
    second = status.begin_work("Backing up")
    assert status.work_words.text() == "Backing up (and 1 more)"
    assert not status.work_cancel.isVisible()
    status.end_work(second)
    QTest.mouseClick(status.work_cancel, Qt.MouseButton.LeftButton)
    assert stopped == ["first"]
    status.end_work(first)
    assert not status.work.isVisible()


def test_a_band_with_tags_in_it_shows_them_as_text(window: MainWindow) -> None:
    band = window.frame.banners.put("x", "<b>bold</b> & more", "info")
    assert band.words.text() == "<b>bold</b> & more"
    assert band.words.textFormat() == Qt.TextFormat.PlainText


def test_work_on_the_store_is_told_only_when_it_takes_its_time(link, window: MainWindow, workspace, qtbot) -> None:
    workspace.open(STATE)
    workspace.operations.busy.emit(True)
    assert not window.frame.status.work.isVisible()
    workspace.operations.busy.emit(False)
    qtbot.wait(20)
    workspace.operations.busy.emit(True)
    qtbot.waitUntil(window.frame.status.work.isVisible)
    assert window.frame.status.work_words.text() == "Working on the store"
    workspace.operations.busy.emit(False)
    assert not window.frame.status.work.isVisible()
