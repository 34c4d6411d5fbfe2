"""What an import of a plain table costs: processor, time and memory, the child process that reads it included."""

from __future__ import annotations

import compileall
import contextlib
import importlib.util
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.store.store import Store
from tests.bench import NotHere, bench
from tests.bench._tables import store_of, table, workbook
from tests.plans import ACTOR

TODAY = date(2010, 4, 20)
FLOOR = "python-calamine's read and sqlite3's executemany of the values into the same table"


def cpu() -> float:
    """Milliseconds of processor time, ended children included."""
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime) * 1000


def imported(store: Store, path: Path) -> None:
    """As the program does it: read in the child, judged cell by cell, stored with history and provenance."""
    from app.commands.put_readings import PutReadings
    from app.exchange.import_files import plan_files, read_files
    from app.store.queries.readings_now import readings_now

    files = read_files([path])
    with store.reading() as session:
        now = readings_now(session)
    plan = plan_files(files, now, TODAY)
    if plan.stops(accept_doubts=True):  # small counts among them are looked at and taken
        raise RuntimeError(str(plan.stops(accept_doubts=True)[:3]))
    store.change(PutReadings(plan.rows(), plan.source), ACTOR)


def bare(store: Store, path: Path) -> None:
    """The floor: the values alone, into the same constrained table, in one transaction."""
    import python_calamine

    from app.rules.period_labels import parse

    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    keys = {label: parse(label).key for label in {row[4] for row in rows[:200]}}
    values = [(int(row[0][2:]), keys[row[4]], row[5], row[7], row[8], row[9]) for row in rows]
    raw = store.raw
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(
        "INSERT INTO reading (indicator_id, locality_id, period, value, numerator, denominator, status, note, source,"
        " recorded, recorded_by, illustrative, version) VALUES (?, 1, ?, ?, ?, ?, 'final', ?, '', '2010-04-20T10:00:00',"
        " '', 0, 1)",
        values,
    )
    raw.execute("COMMIT")


def compiled() -> None:
    """The child writes no compiled modules, and finds those of an installed program: here, those of this checkout."""
    for package in ("app", "defusedxml"):
        found = importlib.util.find_spec(package)
        for folder in (found.submodule_search_locations or ()) if found is not None else ():
            compileall.compile_dir(folder, quiet=2)


@contextlib.contextmanager
def scratch(rows: int) -> Iterator[tuple[Path, Path]]:
    """A folder, and in it the workbook."""
    compiled()
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder, workbook(folder / "table.xlsx", table(rows))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def both(rows: int, rounds: int) -> tuple[float, float]:
    found: tuple[list[float], list[float]] = ([], [])
    with scratch(rows) as (folder, path):
        for turn in range(rounds + 1):
            for name, kept, work in (("ours", found[0], imported), ("bare", found[1], bare)):
                store = store_of(folder / f"{name} {turn}", rows)
                started = cpu()
                work(store, path)
                if turn:  # the first of each only warms up
                    kept.append(cpu() - started)
                store.close()
                shutil.rmtree(folder / f"{name} {turn}")
    return statistics.median(found[0]), statistics.median(found[1])


@bench("Import of 10,000 rows, processor time", against=FLOOR, goal=3.0)
def import_of_10_000() -> tuple[float, float]:
    return both(10_000, 5)


@bench("Import of 100,000 rows, processor time", against=FLOOR, goal=3.0)
def import_of_100_000() -> tuple[float, float]:
    return both(100_000, 3)


@bench("Import of 10,000 rows, wall", against="LibreOffice turning the workbook into CSV", goal=0.5)
def import_against_libreoffice() -> tuple[float, float]:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise NotHere("LibreOffice is not on this machine")
    ours, theirs = [], []
    with scratch(10_000) as (folder, path):
        profile = (folder / "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "csv", "--outdir",
                   str(folder / "csv"), str(path)]  # fmt: skip
        for turn in range(4):
            store = store_of(folder / f"ours {turn}", 10_000)
            started = time.perf_counter()
            imported(store, path)
            middle = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            if turn:
                ours.append((middle - started) * 1000)
                theirs.append((time.perf_counter() - middle) * 1000)
            store.close()
    return statistics.median(ours), statistics.median(theirs)


@bench("Import of 100,000 rows, most memory of the whole family of processes", against="what it may take",
       limit=400.0, unit="MiB")  # fmt: skip
def import_memory() -> tuple[float, float]:
    if not Path("/proc/self/status").exists():
        raise NotHere("this system does not tell what processes hold")
    with scratch(100_000) as (folder, path):
        store_of(folder / "store", 100_000).close()
        command = [sys.executable, "-m", "tests.bench._import_once", str(folder / "store" / "bench.plan"), str(path)]
        child = subprocess.Popen(command)
        most, done = [0.0], threading.Event()
        watch = threading.Thread(target=_watch, args=(child.pid, most, done))
        watch.start()
        code = child.wait()
        done.set()
        watch.join()
    if code:
        raise RuntimeError(f"the import ended with {code}")
    return most[0], 400.0


def _watch(root: int, most: list[float], done: threading.Event) -> None:
    while not done.wait(0.02):
        most[0] = max(most[0], sum(_held(pid) for pid in _family(root)) / 1024)


def _family(root: int) -> list[int]:
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
        tasks = os.listdir(f"/proc/{root}/task")
        for task in tasks:
            children += Path(f"/proc/{root}/task/{task}/children").read_text().split()
    except OSError:
        return [root]
    return [root, *(pid for child in set(children) for pid in _family(int(child)))]


def _held(pid: int) -> int:
    """KiB resident, what several share counted for each by its part."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
