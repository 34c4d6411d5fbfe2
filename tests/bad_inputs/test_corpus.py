"""Whatever file is given: an answer within seconds, in little memory, and nothing stored.

The project's own bad workbooks always; with `--corpus DIR` every file below that folder too. A MANIFEST.csv in it
says what a good importer does: "read", "read_with_warning", "refuse" or "read_or_refuse".
"""

from __future__ import annotations

import csv
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.exchange.foreign_file import ForeignFile
from app.exchange.import_either import AnyFile, held_against, plan_all, read_all
from app.exchange.raw import Odd, RawFile
from app.exchange.read_return import FormFile, GridSheet
from app.exchange.reader import read_file
from app.rules.errors import Problem
from app.store.store import Store
from app.views.shared.words import said, sentence
from tests.bad_inputs.small_corpus import linked_picture, make_corpus
from tests.exchange.test_taking_returns import TODAY
from tests.plan_fixtures import store

__all__ = ["store"]
resource = pytest.importorskip("resource")  # Windows counts neither seconds nor memory of children so
SECONDS, MEMORY = 10.0, 1024**3
MANIFEST = "MANIFEST.csv"


@pytest.fixture
def corpus(request: pytest.FixtureRequest, shared_data: Path) -> Path:
    """The folder that was named; else the one beside the checkout, if it is there."""
    named = request.config.getoption("--corpus")
    folder = Path(named) if named else shared_data / "hostile"
    if not folder.is_dir():
        pytest.skip(f"there is no folder {folder}; --corpus DIR names another")
    return folder


def expected(folder: Path) -> dict[str, str]:
    if not (folder / MANIFEST).exists():
        return {}
    with (folder / MANIFEST).open(encoding="utf-8") as file:
        return {each["file"]: each["expected"] for each in csv.DictReader(file)}


def files_of(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)


def answered(store: Store, path: Path) -> tuple[AnyFile, tuple[Problem, ...], float]:
    """The file taken as far as the preview: what was read, why it may not be stored, and the seconds it took.

    On a machine that has other work to do, the seconds of the processor: waiting for it is not the file's fault.
    """
    started, used = time.perf_counter(), _processor()
    (read,) = read_all([path])
    took = time.perf_counter() - started
    if took > SECONDS and os.getloadavg()[0] > (os.cpu_count() or 1):
        took = _processor() - used
    with store.reading() as session:
        now = held_against(session, [read])
    plan = plan_all([read], now, TODAY)
    return read, plan.stops(accept_doubts=True), took


def _processor() -> float:
    """Seconds that all children have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(used.ru_utime + used.ru_stime)


def tells(read: AnyFile) -> bool:
    """Something about the file is seen that its reader should know."""
    if isinstance(read, RawFile):
        odd = any(isinstance(cell, Odd) for sheet in read.sheets for row in sheet.rows for cell in row.cells)
        seen = any(
            sheet.problems or sheet.notes or sheet.filtered or sheet.hidden_rows or sheet.hidden_columns
            or sheet.state != "visible" for sheet in read.sheets
        )  # fmt: skip
        return odd or seen or bool(read.notes) or not any(sheet.cell_count for sheet in read.sheets)
    if isinstance(read, ForeignFile) and read.kind.startswith("csv"):
        return True  # that it is no table of ours, and what can be done, is what there is to say
    return isinstance(read, FormFile | ForeignFile) and (bool(read.notes) or any(map(_odd_sheet, read.sheets)))


def _odd_sheet(sheet: GridSheet) -> bool:
    odd = any(isinstance(cell, Odd) for cell in sheet.cells.values())
    return odd or bool(
        sheet.hidden_rows or sheet.hidden_columns or sheet.merged or sheet.filtered or sheet.outside
        or sheet.state != "visible"
    )  # fmt: skip


def wrong_with(store: Store, path: Path, wanted: str) -> list[str]:
    read, stops, took = answered(store, path)
    found = [f"took {took:.1f} s"] if took > SECONDS else []
    refused = isinstance(read, Problem)
    if wanted and ("refuse" if refused else "read") not in wanted:
        found.append(f"was {'refused' if refused else 'read'}: {stops}")
    if wanted == "read_with_warning" and not refused and not tells(read):
        found.append("nothing was said of it")
    if not stops:
        found.append("would have been stored")
    for each in stops[:20]:
        if path.name[:20] not in sentence(each) and not each.facts.get("cell"):
            found.append(f"names neither file nor cell: {sentence(each)}")
        if not said(each).do:
            found.append(f"says nothing to do: {sentence(each)}")
    return found


def test_every_file_of_the_corpus_is_answered_as_its_list_says(store: Store, corpus: Path) -> None:
    wanted, entries = expected(corpus), store.entries
    wrong = {}
    with ReadersWatched() as watched:
        for path in files_of(corpus):
            name = path.relative_to(corpus).as_posix()
            found = wrong_with(store, path, wanted.get(name, ""))
            if found:
                wrong[name] = found
    assert wrong == {}
    assert store.entries == entries
    if sys.platform == "linux":
        assert 0 < watched.most < MEMORY


class ReadersWatched:
    """The largest memory any reading child held, in bytes, asked of Linux while it lives.

    `ru_maxrss` will not do: a child begins with its parent's high mark, and this one has run hours of tests.
    """

    def __init__(self) -> None:
        self.most = 0
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> ReadersWatched:
        self._watch.start()
        return self

    def __exit__(self, *_about: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        us = Path(f"/proc/self/task/{os.getpid()}/children")
        while us.exists() and not self._over.wait(0.01):
            for child in us.read_text().split():
                self.most = max(self.most, high_mark(child))


def high_mark(child: str) -> int:
    try:
        if b"app.exchange.child" not in Path(f"/proc/{child}/cmdline").read_bytes():
            return 0
        lines = Path(f"/proc/{child}/status").read_text().splitlines()
        return next((int(each.split()[1]) * 1024 for each in lines if each.startswith("VmHWM")), 0)
    except OSError:  # it has just ended
        return 0


@pytest.fixture(scope="module")
def own_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_corpus(tmp_path_factory.mktemp("corpus"))


def test_every_bad_workbook_of_our_own_is_answered_and_nothing_is_stored(store: Store, own_corpus: Path) -> None:
    before = list(store.raw.iterdump())
    wrong = {path.name: found for path in files_of(own_corpus) if (found := wrong_with(store, path, ""))}
    assert wrong == {}
    assert list(store.raw.iterdump()) == before


def test_a_picture_kept_elsewhere_is_never_asked_for(tmp_path: Path) -> None:
    """Whoever listens at the address hears nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        found = read_file(linked_picture(tmp_path / "linked.xlsx", server.getsockname()[1]))
        assert found.sheets[0].rows
        with pytest.raises(TimeoutError):
            server.accept()
