"""Import, export and papers beside the GUI thread: what they tell, and that they can be given up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from app.bridge.background import Background, wait_for_background
from app.bridge.exchange_jobs import ExportJob, ImportJob
from app.bridge.import_model import Column, ImportModel, Role
from app.bridge.operations import Operations
from app.commands.put_readings import PutReadings
from app.exchange import import_either
from app.rules.period import parse_quarter
from app.rules.readings import ReadingRow
from app.views.shared.words import sentence
from tests.exchange.workbooks import make_workbook
from tests.held import Held
from tests.open_plan import opened_plan
from tests.plans import Q4

GOOD = [("NI 117", "2010/11 Q1", 7.1, "provisional"), ("NI 47", "2009/10 Q4", 6.5, "final")]


@pytest.fixture
def operations(tmp_path: Path, qtbot: Any) -> Iterator[Operations]:
    with opened_plan(tmp_path, qtbot) as found:
        yield found


def planned(job: ImportJob, paths: list[Path], qtbot: Any) -> Any:
    with qtbot.waitSignal(job.planned, timeout=15_000) as signal:
        job.read(paths)
    return signal.args[0]


def test_a_plan_is_shown_and_then_stored_as_one_change(
    operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    job = ImportJob(operations)
    entries = operations.state.entries
    plan = planned(job, [make_workbook(tmp_path / "r.xlsx", GOOD)], qtbot)
    assert {state.value: count for state, count in plan.counts.items()} == {
        "new": 1, "changed": 1, "unchanged": 0, "check": 0, "unreadable": 0,
    }  # fmt: skip
    assert operations.state.entries == entries
    with qtbot.waitSignals([job.imported, operations.changed], timeout=10_000):
        job.commit_all()
    assert operations.state.entries == entries + 1
    assert operations.state.undo == "Put in 2 readings"


def test_a_plan_that_is_stale_is_shown_again_and_nothing_is_stored(
    operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    job = ImportJob(operations)
    planned(job, [make_workbook(tmp_path / "r.xlsx", GOOD)], qtbot)
    with qtbot.waitSignal(operations.changed, timeout=10_000):
        operations.do(PutReadings((ReadingRow(1, parse_quarter("2010/11 Q1"), 7.0),), "typed"))
    entries = operations.state.entries
    with qtbot.waitSignal(job.planned, timeout=10_000) as signal:
        job.commit_all()
    assert signal.args[1] is True
    assert operations.state.entries == entries
    with qtbot.waitSignal(job.imported, timeout=10_000):
        job.commit_all()


def test_a_bad_file_is_a_plan_with_its_problem(operations: Operations, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"")
    plan = planned(ImportJob(operations), [tmp_path / "bad.xlsx"], qtbot)
    assert [problem.code for problem in plan.stops()] == ["file_empty"]


def test_a_cancelled_import_says_nothing_more(
    operations: Operations, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ImportJob(operations)
    told: list[object] = []
    job.planned.connect(lambda *args: told.append(args))
    job.failed.connect(told.append)
    held = Held()
    monkeypatch.setattr(import_either, "read_all", held.at(import_either.read_all))
    job.read([make_workbook(tmp_path / "r.xlsx", GOOD)])
    qtbot.waitUntil(held.reached)
    job.cancel()
    held.go()
    assert wait_for_background(60_000)
    qtbot.wait(50)
    assert told == []


def test_a_later_choice_of_files_replaces_the_first(
    operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    job = ImportJob(operations)
    told: list[Any] = []
    job.planned.connect(lambda plan, again: told.append(plan))
    job.read([make_workbook(tmp_path / "first.xlsx", GOOD)])
    job.read([make_workbook(tmp_path / "second.xlsx", GOOD[:1])])
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    assert wait_for_background(60_000)
    qtbot.waitUntil(lambda: operations.idle)
    qtbot.wait(50)
    assert [[file.name for file in plan.files] for plan in told] == [["second.xlsx"]]


def test_the_gui_thread_stays_free_while_files_are_read(
    operations: Operations, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, job, beats = Held(), ImportJob(operations), []
    monkeypatch.setattr(import_either, "read_all", held.at(import_either.read_all))
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(held.reached()))
    job.read([make_workbook(tmp_path / "r.xlsx", GOOD)])
    qtbot.waitUntil(held.reached)
    timer.start(10)
    qtbot.waitUntil(lambda: len(beats) >= 10)  # the window lives on while the file is being read
    timer.stop()
    with qtbot.waitSignal(job.planned):
        held.go()


def test_the_plan_is_exported_beside_the_gui_thread(
    operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    job = ExportJob(operations)
    with qtbot.waitSignal(job.exported, timeout=10_000) as signal:
        job.export(Q4, tmp_path / "plan.xlsx")
    assert signal.args == [tmp_path / "plan.xlsx", 6]
    with qtbot.waitSignal(job.failed, timeout=10_000) as failure:
        job.export(Q4, tmp_path / "none" / "plan.xlsx")
    assert failure.args[0].problem.code == "file_not_saved"


def test_what_was_dropped_never_arrives_and_its_failure_neither(qtbot: Any) -> None:
    background = Background()
    told: list[object] = []
    held = Held()
    background.run(held.stand, told.append, told.append)
    background.run(lambda: 1 / 0, told.append, told.append)
    background.drop()
    held.go()
    qtbot.waitUntil(lambda: not background.busy, timeout=5_000)
    qtbot.wait(50)
    assert told == []
    background.run(lambda: 7, told.append, told.append)
    qtbot.waitUntil(lambda: told == [7], timeout=5_000)


def test_the_worst_rows_come_first_and_say_what_happens(
    operations: Operations, tmp_path: Path, qtbot: Any
) -> None:
    rows = [*GOOD, ("NI 117", "2009/10 Q4", "tbc", "final"), ("NI 47", "2010/11 Q1", 700, "final")]
    plan = planned(ImportJob(operations), [make_workbook(tmp_path / "r.xlsx", rows)], qtbot)
    model = ImportModel(sentence)
    model.show(plan.lines)
    states = [model.index(row, 0).data(Role.STATE) for row in range(model.rowCount())]
    assert states == ["unreadable", "check", "changed", "new"]
    texts = [model.index(0, column).data() for column in Column]
    assert texts[0] == "✕"
    assert texts[3:6] == ["6.9%", "“tbc”", "Values!C4"]
    assert texts[6].startswith("'tbc' is not a number. Leave it empty")
