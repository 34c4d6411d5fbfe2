"""A hundred thousand readings: worked out beside the window's thread, and never shown for another indicator."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.bridge import indicator_state
from app.bridge.indicator_state import LONG, IndicatorState, Picture, picture_of
from app.rules.indicator import Frequency
from app.rules.period import Period
from app.rules.series import Series
from app.rules.trend import View
from tests.sample_series import series
from tests.views.indicators.sample import FakeWorkspace


def long(count: int = LONG, **changed: object) -> Series:
    plain = series((60.0,), **changed)
    reading = plain.readings[0]
    return replace(
        plain,
        indicator=replace(plain.indicator, frequency=Frequency.MONTHLY),
        readings=tuple(replace(reading, period=Period(n, 1), value=60.0 + n % 7) for n in range(count)),
    )


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the threads on which pictures were worked out."""
    seen: list[str] = []

    def watched(one: Series, view: View) -> Picture:
        seen.append("window" if threading.current_thread() is threading.main_thread() else "other")
        return picture_of(one, view)

    monkeypatch.setattr(indicator_state, "picture_of", watched)
    return seen


def test_a_long_series_is_worked_out_on_another_thread_and_a_short_one_at_once(
    qapp: object, qtbot: QtBot, threads: list[str]
) -> None:
    state = IndicatorState(FakeWorkspace([long(), series(id=2)]))  # type: ignore[arg-type]
    drawn: list[Picture] = []
    state.drawn.connect(drawn.append)
    state.open(2)
    assert threads == ["window"]
    state.open(1)
    qtbot.waitUntil(lambda: len(drawn) == 2)
    assert threads == ["window", "other"]
    assert len(drawn[1].trend.points) == LONG


def test_what_was_worked_out_for_an_indicator_left_meanwhile_is_not_shown(qapp: object, qtbot: QtBot) -> None:
    state = IndicatorState(FakeWorkspace([long(), series(id=2)]))  # type: ignore[arg-type]
    drawn: list[Picture] = []
    state.drawn.connect(drawn.append)
    state.open(1)
    state.open(2)
    qtbot.waitUntil(lambda: not state._long.busy)
    qtbot.wait(20)
    assert [picture.trend.indicator.id for picture in drawn] == [2]


def test_the_sentences_of_a_long_series_come_when_they_are_ready(qapp: object, qtbot: QtBot) -> None:
    state = IndicatorState(FakeWorkspace([long()]))  # type: ignore[arg-type]
    state.open(1)
    with qtbot.waitSignal(state.noted, timeout=20_000) as said:
        state.ask_note()
    assert said.args[0][0].startswith("NI 117: ")
