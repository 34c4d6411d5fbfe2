"""The state behind the page: when it asks the store, and what it makes of the answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.bridge.indicator_state import IndicatorState, Picture, picture_of
from app.rules.changes import Changes
from app.rules.errors import Problem, Refused
from app.rules.indicator import Shape
from app.rules.readings import ReadingRow
from app.rules.slip import Finding, Test
from app.rules.trend import View
from tests.sample_series import series
from tests.views.indicators.sample import Q4, FakeWorkspace


@pytest.fixture
def workspace(qapp: object) -> FakeWorkspace:
    return FakeWorkspace()


@pytest.fixture
def state(workspace: FakeWorkspace) -> IndicatorState:
    made = IndicatorState(workspace)  # type: ignore[arg-type]
    made.show()
    made.open(1)
    workspace.operations.asked.clear()
    return made


def asked(workspace: FakeWorkspace) -> list[str]:
    """Besides the tests of the list's figures, which are put in small portions whenever there is time."""
    return [each for each in workspace.operations.asked if each != "_signals"]


def test_another_quarter_reads_list_and_series_again(
    state: IndicatorState, workspace: FakeWorkspace, qtbot: object
) -> None:
    workspace.set_quarter(Q4.shift(-1))
    qtbot.waitUntil(lambda: asked(workspace) == ["_listing", "_series"])  # type: ignore[attr-defined]


def test_a_hidden_page_waits_until_it_is_shown(
    state: IndicatorState, workspace: FakeWorkspace, qtbot: object
) -> None:
    state.hide()
    workspace.operations.changed.emit(Changes.of([("reading", 3)]), None)
    qtbot.wait(20)  # type: ignore[attr-defined]
    assert asked(workspace) == []
    state.show()
    assert asked(workspace) == ["_listing", "_series"]


def test_changes_of_other_nouns_are_none_of_its_business(
    state: IndicatorState, workspace: FakeWorkspace, qtbot: object
) -> None:
    workspace.operations.changed.emit(Changes.of([("saved_view", 3)]), None)
    qtbot.wait(20)  # type: ignore[attr-defined]
    assert asked(workspace) == []


def test_a_reading_is_put_as_one_command_by_the_post_one_acts_as(
    state: IndicatorState, workspace: FakeWorkspace
) -> None:
    state.put(ReadingRow(1, Q4.shift(1), 7.0), "typed")
    (command,) = workspace.operations.commands
    assert command.rows == (ReadingRow(1, Q4.shift(1), 7.0),)
    assert (command.source, command.recorded_by) == ("typed", "Corporate Performance Team")


def test_a_refused_reading_comes_back_with_its_period(
    state: IndicatorState, workspace: FakeWorkspace
) -> None:
    workspace.operations.fail_with = Refused(Problem("reading_twice"))
    failures: list[object] = []
    state.put_failed.connect(lambda period, error: failures.append((period, error)))
    state.put(ReadingRow(1, Q4, 7.0), "typed")
    assert failures == [(Q4, workspace.operations.fail_with)]


def test_limits_are_drawn_when_asked_for(state: IndicatorState) -> None:
    pictures: list[Picture] = []
    state.drawn.connect(pictures.append)
    state.set_view(View.LIMITS)
    assert pictures[-1].trend.limits
    assert pictures[-1].why_not is None


def test_where_limits_cannot_be_the_target_view_says_why(qapp: object) -> None:
    workspace = FakeWorkspace([series(shape=Shape.ROLLING)])
    state = IndicatorState(workspace)  # type: ignore[arg-type]
    state.open(1)
    state.set_view(View.LIMITS)
    picture = picture_of(state.series, state.view)
    assert picture is not None
    assert picture.trend.view is View.TARGET
    assert picture.why_not == Problem("limits_rolling")


def test_an_indicator_that_is_gone_closes(workspace: FakeWorkspace) -> None:
    state = IndicatorState(workspace)  # type: ignore[arg-type]
    answers: list[object] = []
    state.loaded.connect(answers.append)

    def gone(query: object, then: object, failed: object = None) -> None:
        failed(Refused(Problem("gone")))  # type: ignore[operator]

    workspace.operations.ask = gone  # type: ignore[method-assign]
    state.open(1)
    assert answers == [None]
    assert state.indicator_id is None


def test_an_answer_overtaken_by_another_choice_is_dropped(workspace: FakeWorkspace) -> None:
    waiting: list[tuple[object, object]] = []
    workspace.operations.ask = lambda query, then, failed=None: waiting.append((query, then))  # type: ignore[method-assign]
    state = IndicatorState(workspace)  # type: ignore[arg-type]
    shown: list[int] = []
    state.loaded.connect(lambda found: shown.append(found.indicator.id))
    state.open(1)
    state.open(2)
    (_, first), (_, second) = waiting
    second(workspace.operations.series[2])  # type: ignore[operator]
    first(workspace.operations.series[1])  # type: ignore[operator]
    assert shown == [2]


def test_what_the_tests_found_goes_with_the_figure_it_was_found_of(state: IndicatorState) -> None:
    found = next(each for each in state.lines if each.latest)
    line = replace(found, signal="", signal_words="")
    state._findings, state._tested_at = {line.id: Finding(Test.PROCESS_LIMITS, "concern", rule="astronomical")}, Q4
    state._on_lines((line,))
    assert state.lines[0].signal == "concern"
    state._on_lines((replace(line, latest=""),))
    assert state.lines[0].signal == ""
