"""A name erased on request is out of the file, its history and its siblings, and the chain of history still holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.commands.edit_action import SaveAction
from app.commands.edit_document import AddDocument
from app.commands.edit_inspection import SaveInspectorate
from app.commands.edit_issue import EditIssue
from app.commands.erase_text import EraseText
from app.commands.freeze_quarter import FreezeQuarter, Reported
from app.commands.put_readings import PutReadings
from app.commands.start_assessment import StartAssessments
from app.rules.errors import Refused
from app.rules.readings import ReadingRow
from app.store import backups, drafts, erased_files, restoring, snapshot
from app.store.opening import open_store
from app.store.operations_log import safe_folder
from app.store.queries.erasing import find_text
from app.store.queries.history import history
from app.store.store import Store
from app.store.sweeping import is_due
from app.store.verifying import verify
from tests.conftest import ROOT
from tests.plans import ACTOR, CARBON, NEET, Q4, ROADS

NAME = "Mary O'Brien-Smith"
ERASE = EraseText(NAME, "Asked for by letter of 1 March")


def version(store: Store, issue: int) -> int:
    return int(store.raw.execute("SELECT version FROM issue WHERE id = ?", (issue,)).fetchone()[0])


@dataclass(frozen=True)
class WithReason:
    """A change whose author said why, as several are."""

    command: EditIssue
    reason: str

    @property
    def label(self) -> str:
        return self.command.label

    def do(self, session: Session) -> None:
        self.command.do(session)


def edit(store: Store, issue: int, column: str, value: str, reason: str = "") -> None:
    store.change(WithReason(EditIssue(issue, version(store, issue), column, value), reason), ACTOR)


def value(store: Store, issue: int, column: str) -> str:
    return str(store.raw.execute(f"SELECT {column} FROM issue WHERE id = ?", (issue,)).fetchone()[0])


@pytest.fixture
def named(store: Store) -> Store:
    """The name in a text that is still there, in one that was changed since, in an action that is gone, in a reason."""
    edit(store, CARBON, "progress", f"{NAME} leads the group of schools.")
    edit(store, ROADS, "progress", f"Asked mary o'brien-smith on Monday {'x' * 9000}")
    edit(store, ROADS, "progress", "Asked the contractor")
    store.change(SaveAction(NEET, None, None, f"Ring {NAME}", 1, None, 0), ACTOR)
    number = store.raw.execute("SELECT max(id) FROM action").fetchone()[0]
    store.change(SaveAction(NEET, number, 1, "Ring the school", 1, None, 10), ACTOR)
    edit(store, NEET, "next_step", "Write", reason=f"{NAME} asked for it")
    store.change(PutReadings((ReadingRow(1, Q4.shift(1), 7.25, note=f"Counted by {NAME}"),), "typed"), ACTOR)
    store.change(StartAssessments((1,), Q4), ACTOR)
    return store


def in_file(path: Path) -> list[str]:
    """The store and whatever lies beside it under its name, searched byte for byte, whatever the case."""
    files = [each for each in sorted(path.parent.glob(f"{path.name}*")) if each.is_file()]
    return [each.name for each in files if b"o'brien" in each.read_bytes().lower()]


def test_the_name_is_out_of_every_row_and_every_byte_of_the_file_and_the_chain_still_verifies(named: Store) -> None:
    path, head = named.path, named.raw.execute("SELECT head FROM history WHERE seq = 3").fetchone()
    assert in_file(path) == ["small.plan"]
    named.change(ERASE, ACTOR)
    assert value(named, CARBON, "progress") == "[erased] leads the group of schools."
    assert verify(named.raw).sound, verify(named.raw).problems
    assert named.raw.execute("SELECT head FROM history WHERE seq = 3").fetchone() == head
    assert not is_due(named.raw)
    named.close()
    assert in_file(path) == []
    again = open_store(path)
    assert verify(again.raw).sound
    again.close()


def test_what_free_pages_kept_of_before_is_swept_away_too(store: Store) -> None:
    """As on a machine whose SQLite leaves what it deletes in the file."""
    store.raw.execute("PRAGMA secure_delete = OFF")
    for number in range(6):
        edit(store, ROADS, "progress", f"{number} {NAME} " * 400)
    edit(store, ROADS, "progress", "")
    edit(store, CARBON, "progress", f"{NAME} leads")
    store.change(ERASE, ACTOR)
    store.close()
    assert in_file(store.path) == []


def test_the_erasure_is_an_entry_with_its_reason_that_does_not_tell_the_text(named: Store) -> None:
    named.change(ERASE, ACTOR)
    entry = named.raw.execute("SELECT label, reason, kind, payload FROM history ORDER BY seq DESC").fetchone()
    assert entry[:3] == ("Erase personal data", "Asked for by letter of 1 March", "erased")
    assert "brien" not in entry[3].casefold()
    assert named.raw.execute("SELECT count(*) FROM history WHERE reason = '[erased] asked for it'").fetchone() == (1,)
    with named.reading() as session:
        lines = history(session, CARBON)
    assert named.raw.execute("SELECT count(*) FROM words WHERE words MATCH 'brien'").fetchone() == (0,)
    assert all("brien" not in line.words.casefold() for line in lines)


def test_what_lies_after_the_erasure_is_undone_and_what_was_erased_is_refused_in_words(named: Store) -> None:
    named.change(ERASE, ACTOR)
    edit(named, CARBON, "progress", "Going well")
    named.undo(ACTOR)
    assert value(named, CARBON, "progress") == "[erased] leads the group of schools."
    named.undo(ACTOR)  # the assessments begun: nothing of it was erased
    with pytest.raises(Refused) as refused:
        named.undo(ACTOR)
    assert refused.value.problems[0].code == "undo_erased"
    assert verify(named.raw).sound


def test_two_erasures_after_one_another_keep_the_chain_whole(named: Store) -> None:
    edit(named, NEET, "achieve", "With Peter Jones of the college", reason=f"Peter Jones and {NAME}")
    named.change(ERASE, ACTOR)
    edit(named, NEET, "achieve", "With Peter Jones and others")
    named.change(EraseText("peter  jones", "The same letter", mark="Head of College"), ACTOR)
    assert verify(named.raw).sound, verify(named.raw).problems
    assert value(named, NEET, "achieve") == "With Head of College and others"
    named.close()
    assert b"jones" not in named.path.read_bytes().lower()
    assert in_file(named.path) == []


def test_a_word_within_another_word_stays(store: Store) -> None:
    edit(store, CARBON, "progress", "Ann met the annual target; ANN, too")
    store.change(EraseText("Ann", "Asked for"), ACTOR)
    assert value(store, CARBON, "progress") == "[erased] met the annual target; [erased], too"


def test_names_that_must_differ_are_numbered_and_long_ones_keep_to_their_room(store: Store) -> None:
    for name in ("Ann Bee", "ANN BEE"):
        store.change(SaveInspectorate(None, None, name, "", "", ("Poor", "Good"), ""), ACTOR)
    edit(store, ROADS, "title", "Ann Bee " + "x" * 192)
    store.change(EraseText("Ann Bee", "Asked for", mark="Assistant Director of Highways"), ACTOR)
    names = [name for (name,) in store.raw.execute("SELECT name FROM inspectorate ORDER BY id")]
    assert names == ["Assistant Director of Highways", "Assistant Director of Highways 2"]
    assert len(value(store, ROADS, "title")) == 200 and "Bee" not in value(store, ROADS, "title")
    assert verify(store.raw).sound, verify(store.raw).problems


@pytest.mark.parametrize(
    ("text", "reason", "code"),
    [("", "x", "text_missing"), ("Al", "x", "erase_too_short"), ("Nobody Here", "x", "erase_nothing"),
     (NAME, "", "text_missing"), (NAME, f"{NAME} asked", "erase_reason_holds"), ("a" * 201, "x", "text_too_long")],
)  # fmt: skip
def test_what_cannot_be_erased_is_refused_and_nothing_changes(named: Store, text: str, reason: str, code: str) -> None:
    before = named.head
    with pytest.raises(Refused) as refused:
        named.change(EraseText(text, reason), ACTOR)
    assert refused.value.problems[0].code == code
    assert named.head == before and value(named, CARBON, "progress").startswith(NAME)


def test_a_payload_taken_out_without_an_erasure_is_found(named: Store) -> None:
    named.raw.execute("UPDATE history SET payload = NULL WHERE seq = 4")
    assert verify(named.raw).problems[0] == ("payload", "4")


def test_words_of_an_erased_entry_are_sealed_by_the_erasure(named: Store) -> None:
    named.change(ERASE, ACTOR)
    (guard,) = named.raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'history_is_not_edited'").fetchone()
    named.raw.execute("DROP TRIGGER history_is_not_edited")
    named.raw.execute("UPDATE history SET reason = 'Nobody asked for it' WHERE reason LIKE '[erased]%'")
    named.raw.execute(guard)
    assert verify(named.raw).problems[0][0] == "chain"


def test_a_backup_made_before_and_the_log_bring_the_erasure_along(named: Store) -> None:
    backup = backups.make(named.raw, named.path, named.entries)
    edit(named, NEET, "achieve", "More of it")
    named.change(ERASE, ACTOR)
    edit(named, NEET, "achieve", "All of it")
    path = named.path
    named.close()
    found = restoring.restore(backup.path, path)
    assert found.from_log == 3
    again = open_store(path)
    assert value(again, CARBON, "progress") == "[erased] leads the group of schools."
    assert value(again, NEET, "achieve") == "All of it"
    assert verify(again.raw).sound
    assert again.raw.execute("SELECT count(*) FROM history WHERE payload LIKE '%brien%'").fetchone() == (0,)
    again.close()


def test_every_place_is_found_before_anything_is_erased(named: Store) -> None:
    with named.reading() as session:
        found = find_text(session, NAME)
    assert {(each.table, each.column) for each in found.rows} == {("issue", "progress"), ("reading", "note")}
    first = next(each for each in found.rows if each.table == "issue")
    assert (first.title, first.noun, first.thing) == ("Better carbon management", "issue", CARBON)
    assert first.around == f"{NAME} leads the group of schools."
    assert len(found.history) == 6 and [each.column for each in found.worded] == ["reason"]
    named.change(ERASE, ACTOR)
    with named.reading() as session:
        assert find_text(session, NAME).erasable == ()


def test_a_draft_goes_and_a_document_that_holds_it_is_named(named: Store) -> None:
    data = f"A letter about {NAME}.".encode()
    named.change(AddDocument("Letter", file_name="letter.txt", data=data), ACTOR)
    drafts.save(named, {"issue 2 progress": "<p>As Mary <b>O'Brien-Smith</b> said</p>"})
    with named.reading() as session:
        found = find_text(session, NAME)
    assert [each.title for each in found.originals] == ["Letter"]
    assert len(found.drafts) == 1
    named.change(ERASE, ACTOR)
    assert named.raw.execute("SELECT count(*) FROM draft").fetchone() == (0,)


def test_a_reported_quarter_is_cleaned_and_still_shown(named: Store) -> None:
    with named.reading() as session:
        taken = snapshot.take(session, Q4)
    reported = Reported(b"%PDF-1.7 paper", taken, {}, named.entries, named.head)
    named.change(FreezeQuarter(Q4, reported, "All the same"), ACTOR)
    with named.reading() as session:
        assert len(find_text(session, NAME).frozen) == 1
    named.change(ERASE, ACTOR)
    with named.reading() as session:
        assert find_text(session, NAME).frozen == ()
        sha = named.raw.execute("SELECT snapshot_sha256 FROM frozen_quarter").fetchone()[0]
        then = snapshot.reported(session, sha).connection().exec_driver_sql("SELECT progress FROM issue WHERE id = 1")
        assert then.scalar() == "[erased] leads the group of schools."
    assert verify(named.raw).sound, verify(named.raw).problems


def test_backups_and_the_log_of_before_are_deleted_when_asked_and_a_new_one_is_whole(named: Store) -> None:
    folder = safe_folder(named.path)
    backups.make(named.raw, named.path, named.entries)
    named.change(ERASE, ACTOR)
    assert erased_files.holders(named.path, named.entries).backups
    gone = erased_files.forget(named)
    assert not gone.failed and len(gone.backups) == 1
    left = [each for each in folder.rglob("*") if each.is_file()]
    assert not [each.name for each in left if b"o'brien-smith" in each.read_bytes().lower()]
    (kept,) = backups.listed(folder, named.path.stem)
    edit(named, NEET, "achieve", "All of it")
    path = named.path
    named.close()
    assert restoring.restore(kept.path, path).from_log == 1
    again = open_store(path)
    assert value(again, NEET, "achieve") == "All of it" and verify(again.raw).sound
    again.close()


_KILLED = """
import os, signal, sys
from pathlib import Path
from app.commands.erase_text import EraseText
from app.store import store, sweeping
from app.store.opening import open_store
from tests.plans import ACTOR
at = sys.argv[2]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if at == "before":
    store.Store._commit = die
else:
    sweeping.sweep = die
open_store(Path(sys.argv[1])).change(EraseText(sys.argv[3], "Asked for"), ACTOR)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("at", ["before", "after"])
def test_a_kill_in_between_leaves_one_state_or_the_other_and_the_next_opening_sweeps(named: Store, at: str) -> None:
    path = named.path
    named.close()
    done = subprocess.run([sys.executable, "-c", _KILLED, str(path), at, NAME], cwd=ROOT, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL
    again = open_store(path)
    assert verify(again.raw).sound
    there = value(again, CARBON, "progress")
    assert there.startswith(NAME if at == "before" else "[erased]")
    again.close()
    assert bool(in_file(path)) == (at == "before")
