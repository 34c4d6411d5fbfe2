"""Every change leaves its whole trace, can be taken back, and is refused where it would tread on another."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.commands.change_setting import ChangeSetting
from app.commands.edit_action import RemoveAction, SaveAction
from app.commands.edit_issue import EditIssue, EditIssues, SetIssueLinks, SetTags
from app.commands.put_readings import PutReadings
from app.rules.errors import KnownError, Refused, Stale
from app.rules.readings import ReadingRow
from app.store.opening import open_store
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, CARBON, NEET, Q4, ROADS


def tables(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    names = [n for (n,) in store.raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    kept = [n for n in names if not n.startswith(("sqlite_", "history", "draft", "meta", "alembic", "words"))]
    return {n: sorted(store.raw.execute(f"SELECT * FROM {n}"), key=repr) for n in kept}


def without_versions(
    rows: dict[str, list[tuple[Any, ...]]], store: Store
) -> dict[str, list[tuple[Any, ...]]]:
    out = {}
    for name, values in rows.items():
        columns = [c[1] for c in store.raw.execute(f"PRAGMA table_info({name})")]
        keep = [i for i, c in enumerate(columns) if c != "version"]
        out[name] = sorted((tuple(v[i] for i in keep) for v in values), key=repr)
    return out


CHANGES = [
    EditIssue(CARBON, 1, "title", "Much better carbon management"),
    EditIssue(CARBON, 1, "lead_post_id", 2),
    EditIssues(((CARBON, 1), (ROADS, 1)), "department_id", 2),
    SetIssueLinks(CARBON, 1, "partner", (1,)),
    SetTags((CARBON, ROADS), ("budget",)),
    SaveAction(CARBON, None, None, "Ask schools", 1, None, 20),
    SaveAction(CARBON, 1, 1, "Write the whole plan", 2, None, 100),
    RemoveAction(1, 1),
    PutReadings((ReadingRow(1, Q4.shift(1), 7.25), ReadingRow(1, Q4, 6.8)), "CS return.xlsx"),
    ChangeSetting("plan_size", 9),
]


@pytest.mark.parametrize("command", CHANGES, ids=lambda c: type(c).__name__)
def test_a_change_is_told_by_the_history_row_for_row_and_undone_without_rest(
    store: Store, command: Any
) -> None:
    before = without_versions(tables(store), store)
    store.change(command, ACTOR)
    after = without_versions(tables(store), store)
    assert after != before
    assert verify(store.raw).sound
    store.undo(ACTOR)
    assert without_versions(tables(store), store) == before
    store.redo(ACTOR)
    assert without_versions(tables(store), store) == after
    assert verify(store.raw).sound


def test_undo_and_redo_are_still_there_after_a_restart(store: Store) -> None:
    store.change(EditIssue(CARBON, 1, "next_step", "Ask Cabinet"), ACTOR)
    store.change(EditIssue(CARBON, 2, "progress", "Begun"), ACTOR)
    store.undo(ACTOR)
    path = store.path
    store.close()
    again = open_store(path)
    assert (again.undo_state().undo, again.undo_state().redo) == ("Change next step", "Change progress")
    again.redo(ACTOR)
    again.undo(ACTOR)
    again.undo(ACTOR)
    assert again.undo_state().undo is None
    again.close()


def test_a_new_change_clears_what_could_be_redone(store: Store) -> None:
    store.change(EditIssue(CARBON, 1, "progress", "A"), ACTOR)
    store.undo(ACTOR)
    store.change(EditIssue(ROADS, 1, "progress", "B"), ACTOR)
    assert store.undo_state().redo is None
    with pytest.raises(Refused, match="nothing_to_redo"):
        store.redo(ACTOR)


def test_undo_is_refused_with_who_and_when_where_the_field_was_changed_since(store: Store) -> None:
    store.change(EditIssue(CARBON, 1, "progress", "A"), ACTOR)
    store.change(EditIssue(CARBON, 2, "progress", "B"), ACTOR)
    store.stack.done.pop()  # as if another person's change lay between
    with pytest.raises(Refused) as refused:
        store.undo(ACTOR)
    problem = refused.value.problems[0]
    assert problem.code == "undo_conflict"
    assert problem.facts["who"] == ACTOR.post and problem.facts["at"]


def test_a_change_by_someone_who_saw_an_older_version_is_refused_as_stale(store: Store) -> None:
    store.change(EditIssue(CARBON, 1, "progress", "A"), ACTOR)
    with pytest.raises(Stale):
        store.change(EditIssue(CARBON, 1, "progress", "B"), ACTOR)
    assert store.entries == 2


def test_a_refused_change_leaves_nothing_behind(store: Store) -> None:
    before = tables(store)
    with pytest.raises(Refused):
        store.change(EditIssue(CARBON, 1, "title", " "), ACTOR)
    with pytest.raises(Refused):
        store.change(EditIssues(((CARBON, 1), (ROADS, 7)), "progress", "x"), ACTOR)
    assert tables(store) == before and store.entries == 1


def test_a_change_that_changes_nothing_is_not_recorded(store: Store) -> None:
    with pytest.raises(Refused, match="nothing_changed"):
        store.change(EditIssue(CARBON, 1, "title", "Better carbon management"), ACTOR)
    assert store.entries == 1


def test_ids_are_never_used_again_after_undo(store: Store) -> None:
    store.change(SaveAction(CARBON, None, None, "One", None, None), ACTOR)
    (first,) = store.raw.execute("SELECT max(id) FROM action").fetchone()
    store.undo(ACTOR)
    store.change(SaveAction(CARBON, None, None, "Two", None, None), ACTOR)
    (second,) = store.raw.execute("SELECT max(id) FROM action").fetchone()
    assert second > first


def test_a_correction_replaces_the_current_reading_and_undo_brings_the_old_one_back(store: Store) -> None:
    def current() -> tuple[Any, ...]:
        found = store.raw.execute(
            "SELECT value FROM current_reading WHERE indicator_id = 1 AND period = ?", (Q4.key,)
        )
        return tuple(value for (value,) in found)

    store.change(PutReadings((ReadingRow(1, Q4, 6.4, cell="Values!D7"),), "CS.xlsx"), ACTOR)
    assert current() == (6.4,)
    (count,) = store.raw.execute("SELECT count(*) FROM reading WHERE indicator_id = 1").fetchone()
    assert count == 9, "the figure it replaces is kept"
    store.undo(ACTOR)
    assert current() == (6.9,)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_reading_that_is_no_number_is_refused(store: Store, value: float) -> None:
    with pytest.raises(Refused, match="not_a_number"):
        store.change(PutReadings((ReadingRow(1, Q4, value),), "typed"), ACTOR)


def test_two_readings_for_one_period_are_refused(store: Store) -> None:
    with pytest.raises(Refused, match="reading_twice"):
        store.change(PutReadings((ReadingRow(1, Q4, 1.0), ReadingRow(1, Q4, 2.0)), "typed"), ACTOR)


def test_history_cannot_be_edited_or_deleted_in_the_store(store: Store) -> None:
    for attempt in ("DELETE FROM history", "UPDATE history SET label = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store.raw.execute(attempt)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE issue SET title = 'Altered' WHERE id = 1",
        "DELETE FROM issue_indicator WHERE id = 1",
        "UPDATE reading SET value = 1.0 WHERE id = 5",
        "UPDATE current_reading SET value = 1.0 WHERE period = (SELECT max(period) FROM current_reading)",
        "INSERT INTO aim (name, short, position, retired, version) VALUES ('New', '', 0, 0, 1)",
    ],
)
def test_a_row_altered_behind_the_program_is_found_by_the_check(store: Store, tampering: str) -> None:
    store.raw.execute(tampering)
    assert not verify(store.raw).sound


@pytest.mark.parametrize(
    "column", ["at", "account", "post", "label", "reason", "kind", "payload", "payload_sha", "head"]
)
def test_a_history_entry_altered_behind_the_program_is_found_at_that_entry(store: Store, column: str) -> None:
    for at in range(3):
        store.change(EditIssue(ROADS, at + 1, "progress", f"step {at}"), ACTOR)
    store.raw.execute("DROP TRIGGER history_is_not_edited")
    store.raw.execute(f"UPDATE history SET {column} = {column} || 'x' WHERE seq = 3")
    problems = verify(store.raw, integrity=False).problems
    assert problems[0] in {("chain", "3"), ("payload", "3")}


def test_the_operations_log_holds_every_change_and_catches_up_after_a_kill(store: Store) -> None:
    store.change(EditIssue(ROADS, 1, "progress", "one"), ACTOR)
    lines = store.log.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["seq"] for line in lines] == [1, 2]
    store.log.path.write_text(
        lines[0] + "\n" + lines[1][: len(lines[1]) // 2], encoding="utf-8"
    )  # torn by a kill
    path = store.path
    store.close()
    again = open_store(path)
    from app.store.operations_log import entries_in

    assert [entry["seq"] for entry in entries_in(again.log.path.parent)] == [1, 2]
    again.close()


def test_a_store_deleted_while_open_takes_no_more_changes(store: Store) -> None:
    store.path.rename(store.path.with_name("elsewhere.plan"))
    with pytest.raises(KnownError, match="store_gone"):
        store.change(EditIssue(ROADS, 1, "progress", "lost?"), ACTOR)


def test_history_tells_changes_in_words(store: Store) -> None:
    from app.store.queries.issues import history

    store.change(EditIssue(CARBON, 1, "lead_post_id", 1), ACTOR)
    with store.reading() as session:
        newest = history(session, CARBON)[0]
    assert newest.words == "Lead person changed from none to Head of Skills 14-19"
    assert newest.actor == "Head of Improvement"


def test_another_issues_changes_do_not_show_in_an_issues_history(store: Store) -> None:
    from app.store.queries.issues import history

    store.change(EditIssues(((CARBON, 1), (NEET, 1)), "progress", "Under way"), ACTOR)
    with store.reading() as session:
        assert [line.seq for line in history(session, CARBON)].count(2) == 1
        assert not [line for line in history(session, ROADS) if line.seq == 2]


def test_a_list_entry_in_use_cannot_vanish(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.raw.execute("BEGIN")
        store.raw.execute("DELETE FROM aim WHERE id = 1")
        store.raw.execute("COMMIT")
    store.raw.execute("ROLLBACK")


def test_the_folder_of_backups_lies_beside_the_store(store: Store, tmp_path: Path) -> None:
    assert store.log.path == tmp_path / "small.plan backups" / "operations.jsonl"


def test_a_log_that_cannot_be_written_is_told_and_catches_up(store: Store) -> None:
    path = store.log.path
    kept = path.read_bytes()
    path.unlink()
    path.mkdir()
    store.change(EditIssue(ROADS, 1, "progress", "one"), ACTOR)
    assert store.log.behind
    path.rmdir()
    path.write_bytes(kept)
    store.change(EditIssue(ROADS, 2, "progress", "two"), ACTOR)
    assert not store.log.behind
    assert [json.loads(line)["seq"] for line in path.read_text(encoding="utf-8").splitlines()] == [1, 2, 3]
