"""The way to the store: each change reaches the plan it was meant for, and a failure leaves the plan that was open."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

from app.bridge.background import Background
from app.bridge.operations import Operations
from app.bridge.store_worker import Turn
from app.commands.edit_issue import EditIssue
from app.rules.changes import Outcome
from app.rules.errors import KnownError, Problem, Refused
from app.store import backups
from app.store.operations_log import safe_folder
from tests.open_plan import opened_plan
from tests.plans import CARBON, make_plan


@pytest.fixture
def operations(tmp_path: Path, qtbot: Any) -> Iterator[Operations]:
    with opened_plan(tmp_path, qtbot) as found:
        yield found


@pytest.fixture
def other(tmp_path: Path) -> Path:
    store = make_plan(tmp_path, "other.plan")
    store.close()
    return store.path


def titled(operations: Operations, words: str, said: list[Any], version: int = 1) -> None:
    operations.do(EditIssue(CARBON, version, "title", words), None, said.append, said.append)


def title_in(path: Path) -> str:
    with sqlite3.connect(path) as raw:
        return str(raw.execute("SELECT title FROM issue WHERE id = ?", (CARBON,)).fetchone()[0])


def test_a_change_asked_for_while_another_plan_opens_never_reaches_that_plan(
    operations: Operations, other: Path, qtbot: Any
) -> None:
    said: list[Any] = []
    first = Path(operations.state.path)
    with qtbot.waitSignal(operations.opened, timeout=10_000):
        operations.open(other)
        titled(operations, "Asked before its turn", said)  # goes before the opening
        until = time.monotonic() + 60
        # No event is handled here: the worker has opened it, and the window has not heard of it yet.
        while (operations._store is None or operations._store.path != other) and time.monotonic() < until:
            time.sleep(0.005)
        titled(operations, "Asked too late", said, 2)
    qtbot.waitUntil(lambda: operations.idle, timeout=10_000)
    codes = [each.problem.code if isinstance(each, KnownError) else each.label for each in said]
    assert codes == ["Change title", "other_plan"]
    assert title_in(first) == "Asked before its turn"
    assert operations.close()
    assert title_in(other) == "Better carbon management"


def test_the_plan_that_gives_way_to_another_is_backed_up_first(
    operations: Operations, other: Path, qtbot: Any
) -> None:
    first = Path(operations.state.path)
    with qtbot.waitSignal(operations.changed, timeout=10_000):
        titled(operations, "Changed", [])
    with qtbot.waitSignal(operations.opened, timeout=10_000):
        operations.open(other)
    kept = backups.listed(safe_folder(first), first.stem)
    assert [(each.kind, title_in(each.path)) for each in kept] == [("close", "Changed")]


def test_a_restore_that_is_refused_leaves_the_plan_open(
    operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    said: list[Any] = []
    nothing = tmp_path / "no backup.plan"
    nothing.write_bytes(b"SQLite format 3\0" + bytes(5000))
    operations.upkeep.restore(nothing, Path(operations.state.path), said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    qtbot.waitUntil(lambda: operations.idle, timeout=10_000)
    with qtbot.waitSignal(operations.changed, timeout=10_000):
        titled(operations, "Still here", said)
    assert isinstance(said[0], KnownError)
    assert isinstance(said[1], Outcome)


@dataclass(frozen=True)
class NoSample:
    label: str = "Load what is not there"

    def do(self, session: object) -> None:
        raise Refused(Problem("sample_not_empty", {}))


def test_a_plan_that_could_not_be_filled_leaves_no_file_in_the_way(
    operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    said: list[Any] = []
    made = tmp_path / "made.plan"
    operations.create(made, "Made", (NoSample(),), said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert isinstance(said[0], Refused)
    assert not made.exists()


class Panic(BaseException):
    """As a library written in Rust raises it."""


def panic(*_anything: object) -> None:
    raise Panic("out of range")


def test_a_job_that_panics_is_told_and_the_next_one_has_its_turn(
    tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened_plan(tmp_path, qtbot) as operations:
        operations.bug.disconnect()
        said: list[Any] = []
        operations.run(panic, None, said.append)
        told: list[Any] = []
        monkeypatch.setattr("threading.excepthook", told.append)
        operations._worker.put(Turn.WRITE, panic)
        titled(operations, "After it", said)
        qtbot.waitUntil(lambda: len(said) == 2, timeout=10_000)
        assert "out of range" in str(said[0])
        assert isinstance(said[1], Outcome)
        assert told[0].exc_type is Panic


def test_slow_work_that_panics_is_told_and_ended(qtbot: Any) -> None:
    said: list[Any] = []
    background = Background()
    background.run(panic, said.append, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert "out of range" in str(said[0])
    assert not background.busy


class _Sheet(QObject):
    """Asks, and may be gone before the answer."""

    told = Signal(object)

    def hear(self, answer: object) -> None:
        self.told.emit(answer)


def test_an_answer_for_a_sheet_that_was_closed_meanwhile_is_for_nobody(operations: Operations, qtbot: Any) -> None:
    asked, refused, stored = _Sheet(), _Sheet(), _Sheet()
    heard: list[object] = []
    operations.ask(lambda _session: 1, asked.hear)
    operations.ask(_refuse, heard.append, refused.hear)
    operations.do(EditIssue(CARBON, 1, "title", "Stored all the same"), None, stored.hear)
    for sheet in (asked, refused, stored):
        delete(sheet)
    with qtbot.capture_exceptions() as caught:
        qtbot.waitUntil(lambda: operations.idle, timeout=10_000)
    assert (caught, heard) == ([], [])
    assert operations.close()
    assert title_in(Path(operations.state.path)) == "Stored all the same"


def _refuse(_session: object) -> None:
    raise KnownError("no_store")
