"""Looking a store over writes nothing: not to a sound one, an older one, a busy one, or one cut short."""

from __future__ import annotations

import gzip
import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands.edit_issue import EditIssue
from app.rules.errors import KnownError
from app.store.identity import SCHEMA_VERSION
from app.store.inspecting import inspect_store
from app.store.opening import open_store
from app.store.store import Store
from tests.plans import ACTOR, ROADS

OLDER = sorted((Path(__file__).parent / "older").glob("v*.plan.gz"))
ROOT = Path(__file__).parents[2]


def everything(folder: Path) -> dict[str, str]:
    """Each file below the folder by its bytes."""
    return {str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest()
            for each in sorted(folder.rglob("*")) if each.is_file()}  # fmt: skip


def closed(store: Store) -> Path:
    store.close()
    return store.path


@pytest.mark.parametrize("kept", OLDER, ids=lambda path: path.name.split(".")[0])
def test_an_older_store_is_verified_as_it_is_and_not_a_byte_of_it_is_changed(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.plan"
    path.write_bytes(gzip.decompress(kept.read_bytes()))
    before = everything(tmp_path)
    found = inspect_store(path)
    assert found.report.sound, found.report.problems
    assert found.older
    assert found.version == int(kept.name[1:].split(".")[0])
    assert everything(tmp_path) == before, "nothing beside it either"


def test_the_command_says_that_a_store_is_older_and_leaves_it_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.plan"
    path.write_bytes(gzip.decompress(OLDER[0].read_bytes()))
    before = everything(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "app", "check", str(path)], capture_output=True, text=True, timeout=120, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "is sound" in done.stdout
    assert "older version of the program" in done.stdout
    assert everything(tmp_path) == before


def test_a_store_of_today_is_looked_over_without_a_trace(store: Store) -> None:
    path = closed(store)
    before = everything(path.parent)
    found = inspect_store(path)
    assert (found.report.sound, found.version, found.older) == (True, SCHEMA_VERSION, False)
    assert everything(path.parent) == before


def test_one_that_is_open_elsewhere_is_said_to_be(store: Store) -> None:
    with pytest.raises(KnownError, match="store_locked"):
        inspect_store(store.path)


def test_an_older_store_that_was_altered_is_said_to_be_and_not_made_good(tmp_path: Path) -> None:
    path = tmp_path / "plan.plan"
    path.write_bytes(gzip.decompress(OLDER[-1].read_bytes()))
    raw = sqlite3.connect(path)
    raw.execute("UPDATE issue SET title = 'Another title' WHERE id = (SELECT min(id) FROM issue)")
    raw.commit()
    raw.close()
    before = everything(tmp_path)
    assert not inspect_store(path).report.sound
    assert everything(tmp_path) == before


def cut_short(path: Path) -> Path:
    """A process dies in the middle of a transaction, with pages written; the journal beside them."""
    code = (
        "import os, sqlite3, sys\n"
        "raw = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "raw.execute('PRAGMA cache_size = 1'); raw.execute('PRAGMA cache_spill = 1'); raw.execute('BEGIN IMMEDIATE')\n"
        "raw.execute(\"UPDATE issue SET title = title || ' x'\")\n"
        "raw.execute('CREATE TABLE filler (x)')\n"
        "raw.executemany('INSERT INTO filler VALUES (zeroblob(4000))', [()] * 500)\n"
        "os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False, timeout=60)
    journal = path.with_name(path.name + "-journal")
    assert journal.exists()
    return journal


def test_a_change_cut_short_is_taken_back_in_a_copy_alone(store: Store) -> None:
    path = closed(store)
    cut_short(path)
    before = everything(path.parent)
    found = inspect_store(path)
    assert found.report.sound, found.report.problems
    assert everything(path.parent) == before, "the journal is left for whoever may write"
    with pytest.raises(KnownError, match="store_unfinished"):
        open_store(path, read_only=True)
    assert everything(path.parent) == before
    opened = open_store(path)
    opened.change(EditIssue(ROADS, 1, "progress", "Begun"), ACTOR)
    opened.close()
