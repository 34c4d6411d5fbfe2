"""Pasting into a real plan: one change in its history, and one undo that takes all of it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.bridge.operations import Operations
from app.bridge.paste_job import PasteJob
from app.rules.series import Series
from app.store.queries.indicators import listing, series
from tests.conftest import StoppedClock
from tests.open_plan import opened_plan
from tests.sample_series import neet


@pytest.fixture
def plan(tmp_path: Path, qtbot: QtBot, clock: StoppedClock) -> Iterator[Operations]:
    with opened_plan(tmp_path, qtbot) as operations:
        yield operations


def asked(plan: Operations, qtbot: QtBot, question: object) -> object:
    answers: list[object] = []
    plan.ask(question, answers.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]


def first_series(session: object) -> Series:
    quarter = neet().readings[-1].period
    line = next(each for each in listing(session, quarter) if each.latest_period and each.latest_period.is_quarter)  # type: ignore[arg-type]
    return series(session, line.id)  # type: ignore[arg-type]


def entries(session: object) -> int:
    return int(session.execute(text("SELECT count(*) FROM history")).scalar())  # type: ignore[attr-defined]


def test_a_block_is_one_entry_of_the_history_and_one_undo_takes_it_back(plan: Operations, qtbot: QtBot) -> None:
    before = asked(plan, qtbot, first_series)
    assert isinstance(before, Series)
    count = asked(plan, qtbot, entries)
    rows = [(each.period.label, (each.value or 0) + 1) for each in before.readings if each.value is not None][-2:]
    assert rows
    job = PasteJob(SimpleNamespace(operations=plan, you_are="Head of Improvement"))  # type: ignore[arg-type]
    with qtbot.waitSignal(job.planned, timeout=10_000) as planned:
        job.begin("\n".join(f"{label}\t{value}" for label, value in rows), before)
    assert planned.args[0].problems == ()
    with qtbot.waitSignal(job.stored, timeout=10_000):
        job.commit()
    after = asked(plan, qtbot, first_series)
    assert isinstance(after, Series)
    stored = {each.period.label: each for each in after.readings}
    assert [(label, stored[label].value) for label, _ in rows] == rows
    assert all(stored[label].source == "pasted" for label, _ in rows)
    assert asked(plan, qtbot, entries) == int(str(count)) + 1
    with qtbot.waitSignal(plan.changed, timeout=10_000):
        plan.undo()
    assert asked(plan, qtbot, first_series) == before
