"""What the page knows of the store, and when it asks again."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.bridge.board_state import BoardState
from app.rules.category import Category
from app.rules.changes import Changes
from tests.views.board import sample
from tests.views.board.fakes import FakeWorkspace


@pytest.fixture
def workspace(qtbot: QtBot) -> FakeWorkspace:
    return FakeWorkspace()


@pytest.fixture
def state(workspace: FakeWorkspace) -> BoardState:
    made = BoardState(workspace)  # type: ignore[arg-type]
    made.set_shown(True)
    return made


def test_the_board_is_read_when_the_page_is_first_shown(workspace: FakeWorkspace) -> None:
    state = BoardState(workspace)  # type: ignore[arg-type]
    assert workspace.operations.asked == 0
    state.set_shown(True)
    assert state.model.on_board == 31


@pytest.mark.parametrize("noun", ["issue", "decision", "placement", "reading", "action", "department"])
def test_a_change_of_what_the_board_shows_is_read(
    noun: str, state: BoardState, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(state.loaded):
        workspace.operations.changed.emit(Changes({noun: frozenset((1,))}), None)


def test_a_change_of_something_else_is_not_read(
    state: BoardState, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    asked = workspace.operations.asked
    workspace.operations.changed.emit(Changes({"risk": frozenset((1,))}), None)
    qtbot.wait(20)
    assert workspace.operations.asked == asked


def test_a_hidden_page_reads_once_when_it_is_shown_again(
    state: BoardState, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    state.set_shown(False)
    asked = workspace.operations.asked
    for _ in range(3):
        workspace.put_card(sample.card("Road safety", category=Category.HOT_LIST))
    qtbot.wait(20)
    assert workspace.operations.asked == asked
    state.set_shown(True)
    assert workspace.operations.asked == asked + 1
    assert state.model.counts[Category.HOT_LIST] == 15


def test_another_plan_is_read_once_by_a_page_that_is_shown_right_after(
    workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    state = BoardState(workspace)  # type: ignore[arg-type]
    state.set_shown(True)
    asked = workspace.operations.asked
    state.forget()
    state.reload()
    qtbot.wait(20)
    assert workspace.operations.asked == asked + 1


def test_many_changes_at_once_are_read_once(
    state: BoardState, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    asked = workspace.operations.asked
    with qtbot.waitSignal(state.loaded):
        for _ in range(5):
            workspace.operations.changed.emit(Changes({"issue": frozenset((1,))}), None)
    qtbot.wait(20)
    assert workspace.operations.asked == asked + 1


def test_an_answer_overtaken_by_a_later_question_is_dropped(
    state: BoardState, workspace: FakeWorkspace
) -> None:
    workspace.operations.waiting = True
    state.reload()
    workspace.contents.boards[workspace.quarter] = sample.board(
        sample.card("Road safety", category=Category.HOT_LIST)
    )
    state.reload()
    workspace.operations.deliver(backwards=True)
    assert state.model.board == workspace.contents.boards[workspace.quarter]
    assert state.model.counts[Category.HOT_LIST] == 15


def test_another_quarter_shows_its_own_board(
    state: BoardState, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(state.loaded):
        workspace.set_quarter(workspace.quarters[0])
    assert state.fixed


def test_another_store_empties_the_board_before_it_is_read(
    state: BoardState, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    state.forget()
    assert state.model.on_board == 0
    with qtbot.waitSignal(state.loaded):
        pass
    assert state.model.on_board == 31
