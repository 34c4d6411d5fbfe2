"""What is no store of ours, or not ours to write, is refused with its own code and left as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands.edit_issue import EditIssue
from app.rules.errors import KnownError
from app.store import backups, place, restoring
from app.store.identity import APPLICATION_ID, SCHEMA_SHA, SCHEMA_VERSION, schema_hash
from app.store.opening import create_store, open_store
from app.store.operations_log import entries_in
from app.store.store import Store
from tests.plans import ACTOR, ROADS, make_plan


def code_of(path: Path) -> str:
    with pytest.raises(KnownError) as known:
        open_store(path)
    return known.value.problem.code


def closed(store: Store) -> Path:
    store.close()
    return store.path


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_empty_file_a_text_file_and_a_missing_one_are_each_refused_and_left_alone(tmp_path: Path) -> None:
    empty, text = tmp_path / "empty.plan", tmp_path / "text.plan"
    empty.touch()
    text.write_text("Dear colleague, " * 20, encoding="utf-8")
    assert (code_of(empty), code_of(text)) == ("store_empty", "store_not_ours")
    assert code_of(tmp_path / "nowhere.plan") == "store_missing"
    assert code_of(tmp_path) == "store_not_ours"
    assert empty.stat().st_size == 0


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.plan"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t (x)")
    raw.close()
    assert code_of(path) == "store_not_ours"


def test_a_newer_store_is_refused_before_a_byte_changes(store: Store) -> None:
    path = closed(store)
    data = bytearray(path.read_bytes())
    data[60:64] = (SCHEMA_VERSION + 1).to_bytes(4, "big")
    path.write_bytes(data)
    before = sha(path)
    assert code_of(path) == "store_newer"
    assert sha(path) == before


@pytest.mark.parametrize(
    "alteration",
    [
        "CREATE TRIGGER t AFTER INSERT ON issue BEGIN UPDATE issue SET title = 'x'; END",
        "CREATE TABLE extra (x)",
        "CREATE VIEW v AS SELECT * FROM issue",
    ],
)
def test_a_store_with_a_foreign_trigger_table_or_view_is_refused(store: Store, alteration: str) -> None:
    path = closed(store)
    raw = sqlite3.connect(path)
    raw.execute(alteration)
    raw.commit()
    raw.close()
    assert code_of(path) == "store_altered"


@pytest.mark.parametrize("name", ["sqlitex", "SQLITE_own", "sqlite_stat1", "sqlite_autoindex_issue_9"])
def test_a_foreign_trigger_is_found_under_a_name_that_sounds_like_sqlites_own(store: Store, name: str) -> None:
    path = closed(store)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA writable_schema = ON")  # so are names made that SQLite keeps for itself
    trigger = f"CREATE TRIGGER {name} AFTER UPDATE ON issue BEGIN UPDATE issue SET title = 'x'; END"
    raw.execute("INSERT INTO sqlite_schema VALUES ('trigger', ?, 'issue', 0, ?)", (name, trigger))
    raw.commit()
    raw.close()
    assert code_of(path) == "store_altered"


def test_what_sqlite_itself_puts_into_a_store_changes_nothing(store: Store) -> None:
    path = closed(store)
    raw = sqlite3.connect(path)
    raw.execute("ANALYZE")
    raw.close()
    open_store(path).close()


def test_a_damaged_store_says_so_and_names_the_last_backup(store: Store) -> None:
    backup = backups.make(store.raw, store.path, store.entries)
    path = closed(store)
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\x55" * 3996
    path.write_bytes(data)
    with pytest.raises(KnownError) as known:
        open_store(path)
    assert known.value.problem.code == "store_damaged"
    assert known.value.problem.facts["backup"] == str(backup.path)


def test_a_second_opening_is_refused_while_the_first_has_it(store: Store) -> None:
    place.say_open(store.path, store.entries)
    script = (
        "from pathlib import Path; from app.store.opening import open_store; from app.rules.errors import KnownError\n"
        f"try: open_store(Path({str(store.path)!r}))\n"
        "except KnownError as e: print(e.problem.code, e.problem.facts['who'])"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["store_locked", place.account()]
    store.change(EditIssue(ROADS, 1, "progress", "still mine"), ACTOR)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere: not tried as root")
def test_a_store_in_a_folder_that_cannot_be_written_opens_read_only(store: Store) -> None:
    path = closed(store)
    path.parent.chmod(0o500)
    try:
        opened = open_store(path)
        assert opened.read_only
        opened.close()
    finally:
        path.parent.chmod(0o700)


def test_a_read_only_store_can_be_read_and_refuses_changes(store: Store) -> None:
    path = closed(store)
    before = sha(path)
    opened = open_store(path, read_only=True)
    with pytest.raises(KnownError, match="store_read_only"):
        opened.change(EditIssue(ROADS, 1, "progress", "x"), ACTOR)
    assert opened.undo_state().undo is None
    opened.close()
    assert sha(path) == before


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("//srv/perf/x.plan", "a network share"),
        ("/home/me/OneDrive - Council/x.plan", "a OneDrive - Council folder"),
        ("/home/me/Dropbox/x.plan", "a Dropbox folder"),
        ("/home/me/plans/x.plan", None),
    ],
)
def test_network_and_synchronised_places_are_told_from_local_ones(path: str, kind: str | None) -> None:
    assert place.remote_kind(Path(path)) == kind


def test_a_store_in_a_synchronised_folder_is_not_opened_for_editing(store: Store, tmp_path: Path) -> None:
    path = closed(store)
    synced = tmp_path / "OneDrive" / "x.plan"
    synced.parent.mkdir()
    shutil.copyfile(path, synced)
    assert code_of(synced) == "store_network"
    opened = open_store(synced, read_only=True)
    opened.close()


def test_creating_never_overwrites(store: Store) -> None:
    with pytest.raises(KnownError, match="store_exists"):
        create_store(store.path)


def test_the_schema_made_by_the_migrations_is_the_one_the_entities_describe(store: Store) -> None:
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    from app.models import Base

    assert schema_hash(store.raw) == SCHEMA_SHA[SCHEMA_VERSION]
    assert store.raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    dialect = sqlite.dialect()
    for table in Base.metadata.sorted_tables:
        expected = " ".join(str(CreateTable(table).compile(dialect=dialect)).split())
        (stored,) = store.raw.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (table.name,)
        ).fetchone()
        assert " ".join(stored.split()) == expected
        indexes = {n for (n,) in store.raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table.name,)
        )}  # fmt: skip
        assert indexes == {index.name for index in table.indexes}


def test_every_table_is_strict(store: Store) -> None:
    loose = [n for (n, s) in store.raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
             if "STRICT" not in s and not n.startswith(("sqlite_", "alembic", "words"))]  # fmt: skip
    assert loose == []


def test_the_connection_is_as_safe_as_decided(store: Store) -> None:
    asked = {name: store.raw.execute(f"PRAGMA {name}").fetchone()[0] for name in
             ("journal_mode", "synchronous", "locking_mode", "foreign_keys", "trusted_schema", "busy_timeout",
              "cell_size_check")}  # fmt: skip
    assert asked == {"journal_mode": "delete", "synchronous": 3, "locking_mode": "exclusive", "foreign_keys": 1,
                     "trusted_schema": 0, "busy_timeout": 0, "cell_size_check": 1}  # fmt: skip


def test_a_backup_is_a_whole_store_and_a_failed_one_leaves_the_old(store: Store, tmp_path: Path) -> None:
    made = backups.make(store.raw, store.path, store.entries)
    assert backups.verify_file(made.path).sound
    store.raw.execute("UPDATE issue SET title = 'Altered' WHERE id = 1")
    with pytest.raises(KnownError, match="backup_failed"):
        backups.make(store.raw, store.path, store.entries + 1)
    left = sorted(p.name for p in made.path.parent.glob("*.p*") if p.suffix != ".jsonl")
    assert left == [made.path.name]


def test_a_damaged_store_is_restored_with_every_later_change_from_the_log(store: Store) -> None:
    made = backups.make(store.raw, store.path, store.entries)
    for at in range(5):
        store.change(EditIssue(ROADS, at + 1, "progress", f"step {at}"), ACTOR)
    store.undo(ACTOR)
    head = store.head
    path = closed(store)
    path.write_bytes(path.read_bytes()[:5000])
    done = restoring.restore(made.path, path)
    assert done.from_log == 6 and done.kept_aside is not None and done.kept_aside.exists()
    again = open_store(path)
    assert again.head == head
    (progress,) = again.raw.execute("SELECT progress FROM issue WHERE id = ?", (ROADS,)).fetchone()
    assert progress == "step 3"
    assert backups.verify_file(restoring.heading(made.path).path).sound
    again.close()


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "newer", "other", "page"])
def test_a_damaged_backup_is_refused_before_the_store_is_touched(
    store: Store, tmp_path: Path, damage: str
) -> None:
    bad = backups.make(store.raw, store.path, store.entries).path
    store.change(EditIssue(ROADS, 1, "progress", "later"), ACTOR)
    path = closed(store)
    data = bytearray(bad.read_bytes())
    if damage == "flip":
        at = data.index(b"Improved highway condition")
        data[at] ^= 1
    elif damage == "page":
        data[8192:12288] = bytes(4096)
    elif damage == "cut":
        data = data[: len(data) // 2]
    elif damage == "empty":
        data = bytearray()
    elif damage == "newer":
        data[60:64] = (SCHEMA_VERSION + 5).to_bytes(4, "big")
    else:
        data[68:72] = b"OTHR"
    bad.write_bytes(data)
    before = sha(path)
    with pytest.raises(KnownError):
        restoring.restore(bad, path)
    assert sha(path) == before
    assert sorted(p.suffix for p in path.parent.iterdir() if p.is_file()) == [".plan"]


def test_backups_are_thinned_but_never_those_before_an_upgrade_or_for_a_quarter() -> None:
    from datetime import datetime, timedelta

    start = datetime(2010, 1, 1, 9, 0)
    made = [backups.Backup(Path(f"{n}.plan"), start + timedelta(hours=6 * n), n, "auto") for n in range(1200)]
    made[3] = backups.Backup(Path("old.plan"), made[3].made, 3, "before-upgrade")
    keep = backups.to_keep(sorted(made, key=lambda b: -b.seq))
    assert Path("old.plan") in keep
    assert {Path(f"{n}.plan") for n in range(1192, 1200)} <= keep
    assert 25 <= len(keep) <= 9 + 12 + 10 + 9 + 1


def test_a_log_of_another_line_of_history_is_put_aside(store: Store, tmp_path: Path) -> None:
    path, log = closed(store), store.log.path
    other = make_plan(tmp_path / "other")
    other_path = closed(other)
    shutil.copyfile(other_path, path)
    opened = open_store(path)
    assert [p.name for p in log.parent.glob("other-operations-*.jsonl")]
    opened.close()


def test_a_store_whose_log_cannot_be_read_opens_and_takes_changes_all_the_same(store: Store) -> None:
    path = closed(store)
    log = backups.safe_folder(path) / "operations.jsonl"
    log.unlink()
    log.mkdir()
    opened = open_store(path)
    opened.change(EditIssue(ROADS, 1, "progress", "Begun"), ACTOR)
    assert opened.log.behind
    log.rmdir()
    opened.change(EditIssue(ROADS, 2, "progress", "Nearly done"), ACTOR)
    assert not opened.log.behind
    assert [entry["seq"] for entry in entries_in(log.parent)] == [1, 2, 3]
    opened.close()
