"""Returns in the store: originals byte for byte, one undo, provenance, upgrades and restores that keep all of it."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from app.commands.apply_return import ApplyReturn
from app.commands.edit_issue import EditIssue
from app.commands.issue_returns import ChaseReturns, IssueReturns
from app.models.plan import Quarter
from app.rules.errors import KnownError, Problem, Refused
from app.rules.indicator import Status
from app.rules.readings import ReadingRow
from app.rules.return_changes import ActionChange, TakenReturn, TextChange
from app.rules.returns import Standing
from app.store import backups, blobs, restoring
from app.store.identity import SCHEMA_VERSION, read_header
from app.store.migrations import run
from app.store.opening import open_store
from app.store.queries import returns
from app.store.queries.series import series
from app.store.store import Store
from app.store.verifying import verify
from tests.conftest import StoppedClock
from tests.plans import ACTOR, CARBON, NEET, Q4, ROADS

OLDER = Path(__file__).parent / "older"
DATA = b"PK\x03\x04 a workbook, byte for byte \x00\xff" * 40


def taken(data: bytes = DATA, value: float = 7.4, **changed: object) -> TakenReturn:
    facts: dict[str, object] = {
        "department_id": 1, "department": "Environment", "quarter": Q4, "form": 1, "file_name": "ENV return.xlsx",
        "sha256": hashlib.sha256(data).hexdigest(), "data": data,
        "rows": (ReadingRow(1, Q4, value, Status.PROVISIONAL, 74, 1000, "counted in March", "Values!M7"),),
        "texts": (TextChange(ROADS, 1, "progress", "All A roads done", "Issues!D8"),
                  TextChange(ROADS, 1, "next_step", "B roads", "Issues!F8")),
        "actions": (ActionChange(CARBON, 1, 1, "Write the plan", 1, date(2010, 7, 1), 60, "", "Actions!F7"),
                    ActionChange(CARBON, None, None, "Ask schools", None, None, 0, "", "Actions!C20")),
        "assessment": {"risks": "Two new ones."},
        "problems": (Problem("figure_many_times", {"cell": "M7", "sheet": "Values"}),),
    }  # fmt: skip
    return TakenReturn(**{**facts, **changed})  # type: ignore[arg-type]


def state(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything that undo must bring back: all but the history, the originals and the rows' versions."""
    found = {}
    for (name,) in store.raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if not name.startswith(("sqlite_", "history", "blob", "meta", "alembic", "words")):
            columns = [c[1] for c in store.raw.execute(f"PRAGMA table_info({name})") if c[1] != "version"]
            found[name] = sorted(store.raw.execute(f"SELECT {', '.join(columns)} FROM {name}"), key=repr)
    return found


def test_a_return_is_one_change_and_its_undo_leaves_nothing_but_the_original(store: Store) -> None:
    before = state(store)
    outcome = store.change(ApplyReturn((taken(),), "the director confirmed it", "tester"), ACTOR)
    assert outcome.label == "Import return of Environment, 2009/10 Q4"
    after = state(store)
    assert verify(store.raw).sound
    path = store.path
    store.close()
    again = open_store(path)
    again.undo(ACTOR)
    assert state(again) == before and verify(again.raw).sound
    again.redo(ACTOR)
    assert state(again) == after and verify(again.raw).sound
    with again.reading() as session:
        assert returns.return_file(session, 1) == ("ENV return.xlsx", DATA)
    again.close()


def test_a_figure_knows_the_return_the_cell_and_the_hash_it_came_from(store: Store) -> None:
    store.change(ApplyReturn((taken(),), by="tester"), ACTOR)
    with store.reading() as session:
        origin = returns.origin(session, 1, Q4)
        assert returns.origin(session, 2, Q4) is None
        reading = series(session, 1).readings[-1]
    assert origin is not None and origin.kept
    assert (origin.file_name, origin.cell, origin.received_by) == ("ENV return.xlsx", "Values!M7", "tester")
    assert origin.sha256 == hashlib.sha256(DATA).hexdigest()
    assert (reading.value, reading.status, reading.numerator) == (7.4, Status.PROVISIONAL, 74)
    assert reading.source == f"ENV return.xlsx ({origin.sha256[:12]}) · Values!M7"


def test_what_the_history_holds_of_a_return_is_the_hash_and_not_the_bytes(store: Store) -> None:
    big = b"\x00" * 2_000_000
    store.change(ApplyReturn((taken(big),)), ACTOR)
    (payload,) = store.raw.execute("SELECT payload FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    assert len(payload) < 5_000 and hashlib.sha256(big).hexdigest() in payload


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rows": (ReadingRow(99, Q4, 1.0),)}, "gone"),
        ({"quarter": Q4.shift(1)}, "return_quarter_unknown"),
        ({"department_id": 9}, "gone"),
        ({"rows": (), "texts": (), "actions": (), "assessment": {}}, "nothing_new"),
        ({"sha256": "0" * 64}, "return_file_changed"),
        ({"texts": (TextChange(ROADS, 3, "progress", "x"),)}, "stale"),
        ({"actions": (ActionChange(CARBON, 1, 1, "", None, None, 0, ""),)}, "text_missing"),
    ],
)
def test_a_return_that_breaks_a_rule_leaves_nothing_behind(
    store: Store, changed: dict[str, object], code: str
) -> None:
    before = list(store.raw.iterdump())
    with pytest.raises(Refused) as refused:
        store.change(ApplyReturn((taken(), taken(b"other", **changed))), ACTOR)
    assert refused.value.problems
    with pytest.raises(Refused, match=code):
        store.change(ApplyReturn((taken(b"other", **changed),)), ACTOR)
    assert list(store.raw.iterdump()) == before


def test_the_same_file_is_taken_once(store: Store) -> None:
    store.change(ApplyReturn((taken(),), by="tester"), ACTOR)
    with pytest.raises(Refused, match="return_already"):
        store.change(ApplyReturn((taken(value=8.0, texts=(), actions=()),)), ACTOR)
    store.undo(ACTOR)
    store.change(ApplyReturn((taken(texts=(), actions=()),)), ACTOR)


def test_a_frozen_quarter_takes_no_return_and_keeps_the_one_it_has(store: Store) -> None:
    store.change(ApplyReturn((taken(),)), ACTOR)

    class Freeze:
        label = "Freeze"
        undoable = False

        def do(self, session: object) -> None:
            for row in session.query(Quarter).filter(Quarter.period == Q4):  # type: ignore[attr-defined]
                row.frozen = True

    done = list(store.stack.done)
    store.change(Freeze(), ACTOR)
    with pytest.raises(Refused, match="return_quarter_frozen"):
        store.change(ApplyReturn((taken(b"again", texts=(), actions=()),)), ACTOR)
    store.stack.done[:] = done
    with pytest.raises(Refused, match="undo_frozen"):
        store.undo(ACTOR)


def test_an_original_cannot_be_edited_or_removed_and_damage_is_noticed(store: Store) -> None:
    store.change(ApplyReturn((taken(),)), ACTOR)
    for statement in ("DELETE FROM blob", "UPDATE blob SET content = x'00', size = 1"):
        with pytest.raises(sqlite3.IntegrityError, match="originals are kept"):
            store.raw.execute(statement)
    store.raw.execute("DROP TRIGGER blob_is_not_edited")
    store.raw.execute("UPDATE blob SET content = zeroblob(size)")
    assert [code for code, _ in verify(store.raw).problems] == ["original"]
    with store.reading() as session, pytest.raises(KnownError, match="original_damaged"):
        returns.return_file(session, 1)


def test_the_matrix_says_who_is_late_who_was_chased_and_what_came(store: Store, clock: StoppedClock) -> None:
    with store.reading() as session:
        found = returns.matrix(session, Q4, date(2010, 4, 14))
    assert found.quarters == tuple(Q4.shift(-back) for back in (4, 3, 2, 1, 0))
    assert {cell.standing for cell in found.cells.values() if cell.quarter < Q4} == {Standing.NOT_KEPT}
    assert found.cells[1, Q4].standing is Standing.EXPECTED and found.cells[1, Q4].due == date(2010, 4, 14)
    store.change(IssueReturns((1, 2), Q4, "tester"), ACTOR)
    store.change(IssueReturns((1,), Q4, "tester"), ACTOR)
    store.change(ChaseReturns((2,), Q4, "tester"), ACTOR)
    store.change(ApplyReturn((taken(asked_again=True),)), ACTOR)
    with store.reading() as session:
        assert returns.matrix(session, Q4, date(2010, 4, 14)).cells[2, Q4].standing is Standing.ISSUED
        found = returns.matrix(session, Q4, date(2010, 4, 17))
    first, second = found.cells[1, Q4], found.cells[2, Q4]
    assert first.standing is Standing.QUERIED and first.request is not None and first.request.forms == 2
    assert (second.standing, second.days_late) == (Standing.LATE, 3)
    assert second.request is not None and [chase.by for chase in second.request.chases] == ["tester"]
    assert [cell.department_id for cell in found.late(Q4)] == [2]


def old_store(tmp_path: Path, version: int = 1) -> Path:
    path = tmp_path / "old.plan"
    path.write_bytes(gzip.decompress((OLDER / f"v{version}.plan.gz").read_bytes()))
    return path


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_store_is_backed_up_and_brought_up_to_date_with_its_data(
    tmp_path: Path, version: int
) -> None:
    path = old_store(tmp_path, version)
    raw = sqlite3.connect(path)
    readings = raw.execute("SELECT id, indicator_id, period, value, note, source FROM reading").fetchall()
    numbers = dict(raw.execute("SELECT name, seq FROM sqlite_sequence"))
    raw.close()
    before = path.read_bytes()
    store = open_store(path)
    assert read_header(path) == SCHEMA_VERSION
    kept = "SELECT id, indicator_id, period, value, note, source FROM reading"
    assert store.raw.execute(kept).fetchall() == readings
    assert numbers.items() <= dict(store.raw.execute("SELECT name, seq FROM sqlite_sequence")).items()
    assert verify(store.raw).sound
    assert (store.undo_state().undo, store.undo_state().redo) == ("Put in 1 reading", "Put in 1 reading")
    store.redo(ACTOR)
    store.undo(ACTOR)
    store.undo(ACTOR)
    store.change(ApplyReturn((taken(texts=(), actions=()),)), ACTOR)
    assert verify(store.raw).sound
    (made,) = [
        each for each in backups.listed(backups.safe_folder(path), "old") if each.kind == "before-upgrade"
    ]
    assert backups.verify_file(made.path).sound
    assert read_header(made.path) == version
    copy = tmp_path / "copy.plan"
    copy.write_bytes(before)
    store.close()
    copied = open_store(copy)
    assert copied.entries == 7
    copied.close()


def test_an_upgrade_that_fails_half_way_leaves_the_older_store_as_it_was(tmp_path: Path) -> None:
    path = old_store(tmp_path)
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE reading_before (x)")  # in the way of the second half of the step
    before = list(raw.iterdump())
    raw.close()
    with pytest.raises(Exception, match="reading_before already exists"):
        run.upgrade(path)
    raw = sqlite3.connect(path)
    assert list(raw.iterdump()) == before
    raw.close()
    assert read_header(path) == 1


def test_a_tampered_older_backup_is_still_noticed(tmp_path: Path) -> None:
    path = old_store(tmp_path)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE reading SET value = 1 WHERE id = 1")
    raw.commit()
    raw.close()
    assert not backups.verify_file(path).sound


@pytest.mark.parametrize("beside", [True, False], ids=["beside the log", "only in the old store"])
def test_a_restore_brings_the_original_back_with_the_change_that_names_it(store: Store, beside: bool) -> None:
    made = backups.make(store.raw, store.path, store.entries)
    store.change(ApplyReturn((taken(),)), ACTOR)
    path, folder = store.path, backups.safe_folder(store.path)
    store.close()
    if beside:
        path.write_bytes(path.read_bytes()[:5000])
    else:
        shutil.rmtree(blobs.folder_beside(folder))
    done = restoring.restore(made.path, path)
    assert (done.from_log, done.originals_lost) == (1, 0)
    again = open_store(path)
    with again.reading() as session:
        assert returns.return_file(session, 1)[1] == DATA
    again.close()


def test_an_original_found_nowhere_costs_a_restore_no_figure_and_is_counted(store: Store) -> None:
    made = backups.make(store.raw, store.path, store.entries)
    store.change(ApplyReturn((taken(),)), ACTOR)
    store.change(EditIssue(NEET, 1, "progress", "later"), ACTOR)
    path, folder = store.path, backups.safe_folder(store.path)
    store.close()
    path.write_bytes(path.read_bytes()[:5000])
    shutil.rmtree(blobs.folder_beside(folder))
    done = restoring.restore(made.path, path)
    assert (done.from_log, done.originals_lost) == (2, 1)
    again = open_store(path)
    with again.reading() as session:
        with pytest.raises(KnownError, match="original_gone"):
            returns.return_file(session, 1)
        origin = returns.origin(session, 1, Q4)
        assert origin is not None and not origin.kept
    again.undo(ACTOR)
    again.undo(ACTOR)
    again.change(ApplyReturn((taken(texts=(), actions=()),)), ACTOR)
    with again.reading() as session:
        assert returns.return_file(session, 2)[1] == DATA
    again.close()


def test_a_backup_from_before_an_upgrade_takes_the_later_changes_of_the_log(tmp_path: Path) -> None:
    path = old_store(tmp_path)
    store = open_store(path)
    store.change(ApplyReturn((taken(texts=(), actions=()),)), ACTOR)
    head = store.head
    store.close()
    (made,) = backups.listed(backups.safe_folder(path), "old")
    assert made.kind == "before-upgrade"
    path.write_bytes(b"")
    done = restoring.restore(made.path, path)
    assert done.from_log == 1
    again = open_store(path)
    assert again.head == head
    with again.reading() as session:
        assert returns.return_file(session, 1)[1] == DATA
    again.close()
