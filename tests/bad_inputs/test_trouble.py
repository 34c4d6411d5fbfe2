"""Lines 71 to 74, 82: the disk, the folder, the clock or the computer fails while a plan is open."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import opening
from app.store.verifying import verify
from app.views.shell.crash_sheet import CrashSheet
from tests.bad_inputs.states import alive, file_hash
from tests.conftest import ROOT, StoppedClock
from tests.walks.window import CARBON, HOT, PLAN, Walk, closed, standing, wait_for


@pytest.fixture
def unwritable(walk: Walk, plan_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A plan in a folder that cannot be written to, open in the window."""
    stick = tmp_path / "stick"
    stick.mkdir()
    there = Path(shutil.copy(plan_file, stick / "there.plan"))
    stick.chmod(0o500)
    if os.name == "nt" or os.geteuid() == 0:
        # Nothing is forbidden to root: the program is told so instead of finding out.
        monkeypatch.setattr(opening, "_writable", lambda path: path != there)
    walk.program.files.open(str(there))
    wait_for(lambda: walk.program.workspace.operations.state.path == str(there), "the plan on the stick")
    walk.wait_filled()
    yield there
    stick.chmod(0o700)


def test_71_a_read_only_folder_opens_to_read_with_a_band_and_its_buttons_off(
    walk: Walk, unwritable: Path
) -> None:
    before = file_hash(unwritable)
    assert any("This store is open read-only." in band and str(unwritable) in band for band in walk.bands())
    commands = walk.window.frame.commands
    assert not any(commands[key].isEnabled() for key in ("undo", "redo", "import"))
    assert CARBON in walk.picture()
    panel = walk.open_issue(CARBON)
    title = panel.overview.rows["title"].editor
    assert title.isReadOnly()
    assert not panel.move_button.isVisible()
    walk.do.key("Esc")
    assert not walk.page("board").bar.new_issue.isEnabled()
    walk.drag_anywhere(CARBON, PLAN)
    walk.settle()
    assert walk.sheet_or_none() is None
    assert "read-only" in walk.notice()
    assert file_hash(unwritable) == before
    assert sorted(each.name for each in unwritable.parent.iterdir()) == ["there.plan"]


def test_72_a_full_disk_keeps_the_text_and_saves_it_when_there_is_room(walk: Walk, plan_file: Path) -> None:
    text = "All meters are in. " * 400
    panel = walk.open_issue(CARBON)
    row = panel.overview.rows["progress"]
    pages = walk.on_store("PRAGMA page_count")
    walk.on_store(f"PRAGMA max_page_count = {pages}")
    entries = walk.entries()
    walk.write_over(row.editor, "x")
    row.editor.setPlainText("")
    walk.paste(text)
    walk.do.key("Tab")
    wait_for(row.error.isVisible, "that it was not saved")
    assert row.error.text().startswith("Not saved: ")
    assert " is full" in row.error.text()
    assert "Your text is kept here." in row.error.text()
    assert row.editor.value() == text
    assert walk.entries() == entries
    walk.on_store(f"PRAGMA max_page_count = {pages + 1000}")
    walk.do.click(row.editor)
    walk.do.key("End")
    walk.do.type("!")
    walk.do.key("Tab")
    wait_for(lambda: walk.entries() == entries + 1, "saved after all")
    assert not row.error.isVisible()
    alive_after = panel.state.sheet
    assert alive_after is not None
    walk.close()
    with closed(plan_file) as store:
        assert verify(store.raw).sound


def test_72_a_full_disk_keeps_the_move_sheet_as_it_was_filled_in(walk: Walk, plan_file: Path) -> None:
    walk.drag("Delivering the Havant Public Service Village", PLAN)
    sheet = walk.sheet
    walk.write(sheet.reason.text, "All six are met")
    walk.on_store(f"PRAGMA max_page_count = {walk.on_store('PRAGMA page_count')}")
    entries = walk.entries()
    walk.press_button(sheet.propose_button)
    wait_for(lambda: "Not saved" in sheet.status.text(), "that it was not saved")
    assert "is full" in sheet.status.text()
    assert sheet.isVisible()
    assert sheet.reason.text.value() == "All six are met"
    assert walk.entries() == entries
    walk.on_store("PRAGMA max_page_count = 1000000")
    walk.press_button(sheet.propose_button)
    walk.no_sheet()
    assert walk.has_ghost("Delivering the Havant Public Service Village")
    walk.close()


@pytest.mark.parametrize("how", ["moved", "deleted"])
@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move or delete an open store")
def test_73_a_store_that_is_taken_away_while_it_is_open(walk: Walk, plan_file: Path, tmp_path: Path, how: str) -> None:
    away = tmp_path / "away.plan"
    shutil.copy(plan_file, tmp_path / "kept.plan")
    plan_file.rename(away)
    if how == "deleted":
        away.unlink()
    entries = walk.entries()
    panel = walk.open_issue(CARBON)
    row = panel.overview.rows["next_step"]
    walk.write_over(row.editor, "Find the stick")
    walk.do.key("Tab")
    wait_for(row.error.isVisible, "that the store is gone")
    assert row.error.text().startswith(f"The store is no longer at {plan_file}.")
    assert "kept in memory" in row.error.text()
    assert "save a copy" in row.error.text()
    assert row.editor.value() == "Find the stick"
    assert walk.entries() == entries
    copy = tmp_path / "copy.plan"
    walk.window.frame.commands["save_copy"].trigger()
    walk.file_dialog(copy)
    wait_for(lambda: any("A verified copy was saved" in band for band in walk.bands()), "the copy")
    with closed(copy) as store:
        assert verify(store.raw).sound
    if how == "moved":
        away.rename(plan_file)
        walk.do.click(row.editor)
        walk.do.type(" ")
        walk.do.key("Tab")
        wait_for(lambda: walk.entries() == entries + 1, "saved when it is back")
    walk.bugs.clear()


def test_74_a_program_that_was_killed_says_so_and_has_lost_nothing(walk: Walk, plan_file: Path) -> None:
    walk.close()
    script = """
import os, signal, sys
from pathlib import Path
from app.commands.edit_issue import EditIssue
from app.rules.changes import Actor
from app.store import place
from app.store.opening import open_store
store = open_store(Path(sys.argv[1]))
place.say_open(store.path, store.entries)
issue = int(sys.argv[2])
with store.reading() as session:
    version = session.connection().exec_driver_sql("SELECT version FROM issue WHERE id = ?", (issue,)).scalar()
for number in range(3):
    store.change(EditIssue(issue, version + number, "progress", f"Step {number}"), Actor("a", "b"))
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(plan_file), str(walk.carbon_id)], cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    walk.open()
    wait_for(lambda: any("The last session ended suddenly." in band for band in walk.bands()), "that it was killed")
    assert any("Checked: nothing lost (4 changes)." in band for band in walk.bands())
    assert walk.open_issue(CARBON).overview.rows["progress"].editor.value() == "Step 2"
    walk.do.key("Esc")
    alive(walk, plan_file)
    walk.again()
    assert not any("ended suddenly" in band for band in walk.bands())


def test_82_a_clock_400_days_back_is_told_and_changes_keep_their_order(
    walk: Walk, plan_file: Path, clock: StoppedClock
) -> None:
    walk.close()
    clock.forward(days=-400)
    walk.open()
    wait_for(
        lambda: any("This PC's clock differs from the last change by 400 days." in band for band in walk.bands()),
        "that the clock is wrong",
    )
    alive(walk, plan_file)
    assert walk.history("Still alive")[0] == "Issue “Still alive” added"
    walk.do.key("Ctrl+Z")
    wait_for(lambda: walk.undo_words()[0] is None, "taken back")
    walk.close()
    with closed(plan_file) as store:
        assert verify(store.raw).sound
        order = [seq for (seq,) in store.raw.execute("SELECT seq FROM history ORDER BY seq")]
    assert order == [1, 2, 3]
    assert standing(plan_file, CARBON) is HOT


class Broken:
    """A command with a fault of the program in it, which quotes what it was given."""

    label = "Break"

    def do(self, session: object) -> None:
        raise ValueError("the secret figure 12.7")


def test_a_fault_of_the_program_is_told_once_and_without_what_it_was_about(walk: Walk, plan_file: Path) -> None:
    entries = walk.entries()
    operations = walk.program.workspace.operations
    operations.do(Broken())
    sheet = walk.sheet
    walk.bugs.clear()
    assert isinstance(sheet, CrashSheet)
    report = sheet.report.toPlainText()
    assert "ValueError" in report
    assert "12.7" not in report
    assert str(plan_file.parent) not in report
    walk.do.key("Esc")
    walk.no_sheet()
    operations.do(Broken())
    wait_for(lambda: walk.bugs, "the second fault")
    walk.bugs.clear()
    assert walk.sheet_or_none() is None, "the same fault is shown once"
    assert walk.entries() == entries
    alive(walk, plan_file)
