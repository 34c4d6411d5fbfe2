"""Exports that take long: shown after a moment, and given up with nothing half done."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QTimer

from app.bridge import long_work
from app.bridge.background import wait_for_background
from app.bridge.exchange_jobs import ExportJob
from app.bridge.long_work import LongWork
from app.bridge.operations import Operations
from app.bridge.return_jobs import FormsJob
from app.bridge.table_export import TableExportJob
from app.bridge.whole_plan_jobs import EverythingJob
from app.exchange import everything as everything_file
from app.exchange import quarter_workbook, table_file
from app.exchange.table_file import save_table
from app.rules.errors import Cancelled, KnownError
from app.rules.shown_table import ShownTable, columns_of
from app.rules.watch import Watch
from tests.exchange.test_table_file import MOMENT
from tests.held import LONGEST, Held
from tests.open_plan import opened_plan
from tests.plans import Q4

OLD = b"what was there before"
LONG = ShownTable("Long", columns_of(("Code", 10), ("Title", 40), ("Figure", 10)), tuple(
    (f"NI {at}", f"The title of figure {at}", at / 7) for at in range(60_000)
))  # fmt: skip


@pytest.fixture
def operations(tmp_path: Path, qtbot: Any) -> Iterator[Operations]:
    with opened_plan(tmp_path / "plan", qtbot) as found:
        yield found


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan").mkdir()
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def only_old(path: Path) -> bool:
    return path.read_bytes() == OLD and [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_long_list_is_shown_after_a_moment_and_stopping_it_leaves_the_old_file_whole(
    operations: Operations, folder: Path, qtbot: Any, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held()

    def slowly(table: ShownTable, path: Path, moment: Any, watch: Watch) -> int:
        """After its first step it stands still."""
        told = watch.seen

        def seen(done: int, total: int) -> None:
            told(done, total)
            held.stand()

        shown_by_now.wait(LONGEST)
        return save_table(table, path, moment, Watch(watch.stopped, seen))

    shown_by_now = Event()
    monkeypatch.setattr(table_file, "save_table", slowly)
    out = folder / f"list.{ending}"
    out.write_bytes(OLD)
    job, told, seen = TableExportJob(operations), [], []
    job.exported.connect(lambda *_: told.append("exported"))
    job.failed.connect(told.append)
    with qtbot.waitSignal(operations.long_work) as shown:
        job.export(LONG, out)
    work = shown.args[0]
    assert work.words == f"Exporting to list.{ending}"
    work.progressed.connect(lambda *step: seen.append(step))
    shown_by_now.set()
    qtbot.waitUntil(lambda: bool(seen))
    with qtbot.waitSignal(work.ended):
        work.cancel()
    held.go()
    assert wait_for_background(60_000)
    qtbot.wait(50)
    assert told == [] and only_old(out)
    with qtbot.waitSignal(job.exported, timeout=60_000):
        job.export(ShownTable("Short", LONG.columns, LONG.rows[:3]), out)
    assert out.read_bytes() != OLD


def test_what_is_over_before_its_moment_is_not_shown(
    operations: Operations, folder: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_work, "UNSEEN", 20_000)  # even a machine with other work to do is through by then
    job = TableExportJob(operations)
    with qtbot.assertNotEmitted(operations.long_work), qtbot.waitSignal(job.exported):
        job.export(ShownTable("Short", LONG.columns, LONG.rows[:3]), folder / "short.xlsx")
    (work,) = job.findChildren(LongWork)
    assert not any(timer.isActive() for timer in work.findChildren(QTimer))
    assert len(list(openpyxl.load_workbook(folder / "short.xlsx")["Short"].iter_rows())) == 4


@pytest.mark.parametrize("when", range(8))
def test_it_may_be_given_up_at_any_time_of_the_writing(folder: Path, when: int) -> None:
    """Also while the workbook is closed, of which only the file that is written can tell."""
    out, asked = folder / "list.xlsx", []
    out.write_bytes(OLD)

    def stopped() -> bool:
        asked.append(None)
        return len(asked) > 3 * when

    table = ShownTable("Long", LONG.columns, LONG.rows[:2_000])
    with pytest.raises(Cancelled):
        save_table(table, out, MOMENT, Watch(stopped))
    assert only_old(out)


def _later(fails: Callable[[], bool]) -> Callable[[], bool]:
    """The first questions are asked before anything is written."""
    asked: list[None] = []

    def stopped() -> bool:
        asked.append(None)
        return len(asked) > 3 and fails()

    return stopped


def test_a_full_disk_at_the_very_end_is_told_as_such(folder: Path) -> None:
    def full() -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(KnownError) as told:
        save_table(ShownTable("Short", LONG.columns, LONG.rows[:3]), folder / "list.xlsx", MOMENT, Watch(_later(full)))
    assert told.value.problem.facts["kind"] == "full"
    assert list(folder.iterdir()) == []


def test_the_quarter_and_the_whole_plan_given_up_leave_both_old_files(
    operations: Operations, folder: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[LongWork] = []
    made = LongWork.__init__

    def noted(work: LongWork, *given: Any) -> None:
        made(work, *given)
        begun.append(work)

    monkeypatch.setattr(LongWork, "__init__", noted)
    out, beside = folder / "all.xlsx", folder / "all originals.zip"
    told: list[object] = []
    writers = {each: getattr(*each) for each in ((everything_file, "write_everything"), (quarter_workbook, "save_quarter"))}
    for job, begin in (
        (everything := EverythingJob(operations), lambda: everything.export(out)),
        (quarter := ExportJob(operations), lambda: quarter.export(Q4, out)),
    ):
        job.exported.connect(lambda *_: told.append("exported"))
        job.failed.connect(told.append)
        for writing in (False, True):
            held = Held()
            for place, write in writers.items():
                monkeypatch.setattr(*place, held.at(write))
            out.write_bytes(OLD)
            beside.write_bytes(OLD)
            begin()
            if writing:
                qtbot.waitUntil(held.reached)
            begun[-1].cancel()
            held.go()
            qtbot.waitUntil(lambda: operations.idle, timeout=10_000)
            assert wait_for_background(60_000)
            qtbot.wait(30)
            assert (out.read_bytes(), beside.read_bytes(), len(list(folder.iterdir()))) == (OLD, OLD, 2)
    assert told == []


def test_departments_workbooks_are_written_all_or_none(
    operations: Operations, folder: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.exchange import return_workbook

    write, count = return_workbook.save_form, []

    def fails(form: Any, path: Path, moment: Any) -> None:
        count.append(path)
        if len(count) == 2:
            raise KnownError("file_not_saved", what="The workbook", path=str(path), kind="full", detail="")
        write(form, path, moment)

    job, entries = FormsJob(operations), operations.state.entries
    monkeypatch.setattr(return_workbook, "save_form", fails)
    with qtbot.waitSignal(job.failed, timeout=20_000):
        job.issue((1, 2), Q4, folder, "tester")
    assert list(folder.iterdir()) == [] and operations.state.entries == entries
    with qtbot.waitSignal(job.issued, timeout=20_000):
        job.issue((1, 2), Q4, folder, "tester")
    assert len(list(folder.iterdir())) == 2
