"""Lines 75, 76, 80 and 86: what a person enters, drops, takes back or restores, and must not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.commands.edit_issue import EditIssue
from app.rules.changes import Actor
from app.rules.errors import Refused
from app.store import backups, undoing
from app.store.opening import create_store, open_store
from app.store.recording import RecordingSession
from app.store.verifying import verify
from app.views.shared.words import sentence
from app.views.shell.restore_sheet import RestoreSheet
from tests.bad_inputs.states import alive, file_hash, state_hash
from tests.conftest import StoppedClock
from tests.walks.window import CARBON, OUT, PLAN, Walk, closed, labels, wait_for

READY = "Delivering the Havant Public Service Village"
TOO_LONG = "A" * 201


@pytest.mark.parametrize("bad", ["", "   ", TOO_LONG, "\u200b\u200b"])
def test_75_a_title_that_cannot_be_one_stays_in_the_sheet_with_a_sentence(
    walk: Walk, plan_file: Path, bad: str
) -> None:
    row = walk.open_issue(CARBON).overview.rows["title"]
    entries = walk.entries()
    walk.do.click(row.editor)
    walk.do.key("Ctrl+A", "Del")
    if bad:
        QApplication.clipboard().setText(bad)
        walk.do.key("Ctrl+V") if bad.strip() else walk.do.type(bad)
    walk.do.key("Tab")
    wait_for(row.error.isVisible, "the sentence")
    assert "1 to 200 characters" in row.error.text()
    assert row.editor.property("invalid") == "true"
    assert row.editor.value() == bad
    walk.settle()
    assert walk.entries() == entries
    walk.do.click(row.editor)
    walk.do.key("Esc", "Esc")
    alive(walk, plan_file)


@pytest.mark.parametrize("bad", ["", "   "])
def test_75_a_new_issue_without_a_title_is_not_added(walk: Walk, bad: str) -> None:
    entries = walk.entries()
    walk.do.key("Ctrl+Shift+N")
    sheet = walk.sheet
    walk.write(sheet.issue_title, bad)
    walk.write(sheet.reason, "It came up")
    walk.press_button(sheet.do_button)
    field = sheet.fields["title"]
    wait_for(field.error.isVisible, "the sentence")
    assert "1 to 200 characters" in field.error.text()
    assert sheet.reason.toPlainText() == "It came up"
    assert sheet.issue_title.text() == bad
    walk.settle()
    assert walk.entries() == entries


def test_75_a_new_issue_takes_no_more_than_200_characters(walk: Walk) -> None:
    walk.do.key("Ctrl+Shift+N")
    sheet = walk.sheet
    walk.do.click(sheet.issue_title)
    walk.paste("A" * 300)
    walk.write(sheet.reason, "It came up")
    walk.press_button(sheet.do_button)
    walk.settle()
    walk.no_sheet()
    stored = [card.title for card in walk.board.board_model.board.cards if card.title.startswith("AAA")]
    assert stored == ["A" * 200]


def test_76_a_forbidden_drop_returns_the_card_and_names_the_reason(walk: Walk, plan_file: Path) -> None:
    before, entries = walk.picture(), walk.entries()
    walk.drag(CARBON, OUT)
    words = wait_for(walk.notice, "the reason")
    assert "the framework has no way there from the Hot List" in words
    assert words.endswith("Nothing was recorded.")
    assert (walk.picture(), walk.entries()) == (before, entries)
    walk.do.key("Esc")
    alive(walk, plan_file)


def test_76_a_decision_without_body_or_reason_is_not_recorded(walk: Walk, plan_file: Path) -> None:
    entries = walk.entries()
    walk.drag(READY, PLAN)
    sheet = walk.sheet
    walk.choose(sheet.fields.body, "Cabinet")
    assert not sheet.record_button.isEnabled()
    assert "a reason" in sheet.status.text()
    walk.write(sheet.reason.text, "   ")
    assert not sheet.record_button.isEnabled()
    assert "a reason" in sheet.status.text()
    sheet.state.record()
    walk.settle()
    assert walk.entries() == entries
    alive(walk, plan_file)


def test_80_what_somebody_changed_since_is_not_taken_back(plan_file: Path, clock: StoppedClock) -> None:
    with closed(plan_file) as store:
        with store.reading() as session:
            issue, version = session.connection().exec_driver_sql("SELECT id, version FROM issue LIMIT 1").one()
        mine = store.change(EditIssue(issue, version, "progress", "Mine"), Actor("a", "Head of Improvement"))
        clock.at(2010, 4, 15, 10, 5)
        store.change(EditIssue(issue, version + 1, "progress", "Theirs"), Actor("b", "Head of Skills 14-19"))
        payload = store.raw.execute("SELECT payload FROM history WHERE seq = ?", (mine.seq,)).fetchone()[0]
        with pytest.raises(Refused) as refused, RecordingSession(store._engine) as session:
            undoing.replay(session, payload, backwards=True)
        words = sentence(refused.value.problems[0])
        assert words.startswith("This cannot be undone: Head of Skills 14-19 edited it at 10:05")
        assert "Open it and edit it instead." in words
        assert verify(store.raw).sound


@pytest.fixture
def other_plan(tmp_path: Path) -> Path:
    """A backup of another council's plan."""
    store = create_store(tmp_path / "theirs.plan", name="Plan of another council")
    try:
        return backups.make(store.raw, store.path, store.entries, folder=tmp_path).path
    finally:
        store.close()


def test_86_restoring_another_councils_backup_shows_both_headings_and_asks(
    walk: Walk, plan_file: Path, other_plan: Path
) -> None:
    before = file_hash(other_plan)
    walk.window.frame.commands["restore"].trigger()
    walk.file_dialog(other_plan)
    sheet = walk.sheet
    assert isinstance(sheet, RestoreSheet)
    words = labels(sheet)
    assert "Plan of another council" in words
    assert "hampshire-2010" in words
    assert "The file that is there now is kept beside it." in words
    walk.do.key("Esc")
    walk.no_sheet()
    assert file_hash(other_plan) == before
    assert walk.program.workspace.operations.state.plan_name == "hampshire-2010"
    alive(walk, plan_file)


def test_86_an_older_backup_is_restored_with_what_came_after_it_and_the_store_kept_aside(
    walk: Walk, plan_file: Path, tmp_path: Path
) -> None:
    walk.window.frame.commands["backup"].trigger()
    wait_for(lambda: walk.program.workspace.operations.state.backup_at, "the backup")
    walk.settle()
    backup = next((tmp_path / "hampshire.plan backups").glob("*.plan"))
    alive(walk, plan_file)
    walk.window.frame.commands["restore"].trigger()
    walk.file_dialog(backup)
    sheet = walk.sheet
    assert "1" in labels(sheet)
    walk.press_button(sheet.go)
    wait_for(lambda: list(tmp_path.glob("hampshire replaced *.plan")), "the old store kept aside")
    walk.wait_filled()
    assert "Still alive" in walk.picture()
    walk.close()
    aside = next(tmp_path.glob("hampshire replaced *.plan"))
    assert state_hash(aside)
    open_store(aside).close()
    shutil.copy(plan_file, tmp_path / "look.plan")
    with closed(tmp_path / "look.plan") as store:
        assert verify(store.raw).sound
