"""A commit whose answer was lost, a log that was altered, a second place for backups that does not keep what it gets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from app.commands.edit_issue import EditIssue
from app.rules.errors import KnownError
from app.store import backups, drafts, recording, restoring
from app.store.opening import open_store
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, ROADS


def lost_answer() -> OperationalError:
    return OperationalError("COMMIT", {}, Exception("disk I/O error"))


def test_a_change_that_is_durable_though_its_commit_failed_is_not_called_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = recording.RecordingSession.commit

    def committed_but(session: Any) -> None:
        commit(session)
        raise lost_answer()

    monkeypatch.setattr(recording.RecordingSession, "commit", committed_but)
    entries = store.entries
    assert store.change(EditIssue(ROADS, 1, "progress", "on the way"), ACTOR).seq == entries + 1
    monkeypatch.undo()
    assert (store.entries, verify(store.raw).sound) == (entries + 1, True)


def test_a_change_whose_commit_failed_is_said_to_be_lost(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def failed(session: Any) -> None:
        raise lost_answer()

    monkeypatch.setattr(recording.RecordingSession, "commit", failed)
    entries = store.entries
    with pytest.raises(KnownError, match=r"could_not_save|disk_full"):
        store.change(EditIssue(ROADS, 1, "progress", "on the way"), ACTOR)
    monkeypatch.undo()
    assert store.raw.execute("SELECT count(*) FROM history").fetchone() == (entries,)
    assert store.change(EditIssue(ROADS, 1, "progress", "again"), ACTOR).seq == entries + 1


@pytest.mark.parametrize(("column", "value"), [("label", "Something else"), ("account", "somebody"), ("payload", "[]")])
def test_an_altered_line_of_the_log_is_not_played_into_a_restored_store(store: Store, column: str, value: str) -> None:
    backup = backups.make(store.raw, store.path, store.entries)
    store.change(EditIssue(ROADS, 1, "progress", "one"), ACTOR)
    store.change(EditIssue(ROADS, 2, "progress", "two"), ACTOR)
    store.close()
    store.path.write_bytes(store.path.read_bytes()[:5000])
    *lines, last = store.log.path.read_text(encoding="utf-8").splitlines()
    altered = json.dumps({**json.loads(last), column: value})
    store.log.path.write_text("\n".join([*lines, altered]) + "\n", encoding="utf-8")
    assert restoring.restore(backup.path, store.path).from_log == 1
    opened = open_store(store.path)
    assert opened.raw.execute("SELECT progress FROM issue WHERE id = ?", (ROADS,)).fetchone() == ("one",)
    opened.close()


def test_a_backup_is_copied_to_a_second_place_whole_or_not_at_all(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "second"
    made = backups.make(store.raw, store.path, store.entries)
    with pytest.raises(KnownError, match="backup_unreachable"):  # never made: a missing share is no empty one
        backups.copy_to_second_place(made, second)
    assert not second.exists()
    second.mkdir()
    backups.copy_to_second_place(made, second)
    assert [path.read_bytes() for path in second.iterdir()] == [made.path.read_bytes()]

    def bitten(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-1] + b"?")

    monkeypatch.setattr(shutil, "copyfile", bitten)
    with pytest.raises(KnownError, match="backup_unreachable"):
        backups.copy_to_second_place(made, second)
    assert [path.read_bytes() for path in second.iterdir()] == [made.path.read_bytes()]


def test_half_a_character_does_not_cost_the_text_that_is_being_written(store: Store) -> None:
    drafts.save(store, {f"issue {ROADS} progress": "half \ud83d of one"})
    with store.reading() as session:
        (kept,) = drafts.listed(session)
    assert kept.body == "half ? of one"
