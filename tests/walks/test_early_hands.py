"""The board takes hands as soon as it is painted, and a plan is left as it stands when another one is opened."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from app.rules.category import Category
from app.views.shell.rail import PLACES
from app.wiring import Program
from tests.conftest import StoppedClock
from tests.walks.window import CARBON, Q4, Walk, labels, wait_for


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """What comes after the board waits for this."""
    opened, load = threading.Event(), Program._load_rest

    def wait(program: Program) -> None:
        opened.wait(30)
        load(program)

    monkeypatch.setattr(Program, "_load_rest", wait)
    return opened


def test_a_double_click_before_the_sheets_are_there_opens_the_issue_once_they_are(
    plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: object, gate: threading.Event
) -> None:
    walk = Walk(tmp_path / "home", plan_file).open(filled=False)
    wait_for(lambda: walk.page("board").state.is_loaded and walk.board.isVisible(), "the board filled")
    assert not walk.program.complete
    carbon = walk.card(CARBON).issue_id
    walk.do.double_click(walk.board.viewport(), walk.spot(CARBON))
    assert not hasattr(walk.program, "drawer")
    gate.set()
    walk.wait_filled()
    wait_for(walk.program.drawer.isVisible, "the sheet")
    assert walk.panel.issue_id == carbon
    walk.close()


def test_a_drop_before_the_sheets_are_there_asks_for_the_move_once_they_are(
    plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: object, gate: threading.Event
) -> None:
    walk = Walk(tmp_path / "home", plan_file).open(filled=False)
    wait_for(lambda: walk.page("board").state.is_loaded and walk.board.isVisible(), "the board filled")
    walk.drag(CARBON, Category.IMPROVEMENT_PLAN)
    assert not walk.program.complete
    gate.set()
    walk.wait_filled()
    assert CARBON in labels(walk.sheet)
    walk.close()


def test_a_place_chosen_before_its_page_is_there_comes_once_it_is(
    plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: object, gate: threading.Event
) -> None:
    walk = Walk(tmp_path / "home", plan_file).open(filled=False)
    frame = walk.window.frame
    wait_for(lambda: walk.page("board").state.is_loaded and walk.board.isVisible(), "the board filled")
    assert frame.rail.places() == (*PLACES, "settings", "help")
    walk.do.click(frame.rail.entry("decisions"))
    assert "decisions" not in frame.pages
    gate.set()
    walk.wait_filled()
    assert frame.current_page() is walk.page("decisions")
    assert {key: frame.pages[key].title for key in PLACES} == PLACES
    walk.close()


def test_the_view_of_a_plan_is_kept_when_another_is_opened(
    plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: object
) -> None:
    other = Path(shutil.copy(plan_file, tmp_path / "other.plan"))
    walk = Walk(tmp_path / "home", plan_file).open()
    walk.quarter(Q4.shift(-1))
    walk.program.files.open(str(other))
    wait_for(lambda: walk.program.workspace.operations.state.path == str(other), "the other plan")
    walk.wait_filled()
    assert walk.program.workspace.quarter == Q4
    walk.program.files.open(str(plan_file))
    wait_for(lambda: walk.program.workspace.operations.state.path == str(plan_file), "the first plan")
    walk.wait_filled()
    assert walk.program.workspace.quarter == Q4.shift(-1)
    walk.close()
