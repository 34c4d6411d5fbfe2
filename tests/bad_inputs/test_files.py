"""Lines 66 to 70: files that are not, or not safely, a store of ours. Each is named, and left as it was."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.store.identity import SCHEMA_VERSION
from app.store.opening import open_store
from tests.bad_inputs.states import alive, file_hash, refused, said, state_hash, ways
from tests.conftest import ROOT
from tests.walks.window import CARBON, HOT, Walk, standing, wait_for


def test_66_a_store_of_a_newer_version(walk: Walk, plan_file: Path, tmp_path: Path) -> None:
    newer = Path(shutil.copy(plan_file, tmp_path / "newer.plan"))
    data = bytearray(newer.read_bytes())
    data[60:64] = (SCHEMA_VERSION + 1).to_bytes(4, "big")
    newer.write_bytes(data)
    before = file_hash(newer)
    sheet = refused(walk, newer)
    assert said(sheet).startswith(
        f"This store was saved by version {SCHEMA_VERSION + 1}; this is {SCHEMA_VERSION}."
    )
    assert "The file was not touched." in said(sheet)
    assert f"Ask IT for version {SCHEMA_VERSION + 1}." in said(sheet)
    assert file_hash(newer) == before
    alive(walk, plan_file)


@pytest.fixture
def damaged(walk: Walk, plan_file: Path, tmp_path: Path) -> Path:
    """A plan with a backup and one change after it, whose pages were then overwritten."""
    other = Path(shutil.copy(plan_file, tmp_path / "damaged.plan"))
    walk.program.files.open(str(other))
    walk.settle()
    wait_for(lambda: walk.program.workspace.operations.state.path == str(other), "the copy open")
    walk.wait_filled()
    walk.program.window.frame.commands["backup"].trigger()
    wait_for(lambda: walk.program.workspace.operations.state.backup_at, "the backup")
    walk.settle()
    panel = walk.open_issue(CARBON)
    walk.write_over(panel.overview.rows["progress"].editor, "After the backup")
    walk.do.key("Tab")
    wait_for(lambda: walk.undo_words()[0] == "Change progress", "the change")
    walk.do.key("Esc")
    walk.program.files.open(str(plan_file))
    wait_for(lambda: walk.program.workspace.operations.state.path == str(plan_file), "the first plan open")
    walk.settle()
    for backup in (tmp_path / "damaged.plan backups").glob("*close*"):
        backup.unlink()
    with other.open("r+b") as file:
        file.seek(100)
        file.write(b"\x55" * 12_000)
    return other


def test_67_a_damaged_store_and_its_restore(walk: Walk, plan_file: Path, damaged: Path) -> None:
    before = file_hash(damaged)
    sheet = refused(walk, damaged)
    words = said(sheet)
    assert words.startswith("damaged.plan is damaged")
    assert "Last good backup:" in words
    assert "1 later change is in the operations log" in words
    assert "Nothing is repaired without a copy." in words
    assert file_hash(damaged) == before
    assert ways(sheet)[:2] == ["Restore the backup", "Show folder"]
    walk.press_button(sheet.buttons[0])
    wait_for(lambda: walk.program.workspace.operations.state.path == str(damaged), "the restored plan open")
    walk.settle()
    assert walk.open_issue(CARBON).overview.rows["progress"].editor.value() == "After the backup"
    aside = list(damaged.parent.glob("damaged replaced *.plan"))
    assert [file_hash(path) for path in aside] == [before]
    walk.do.key("Esc")
    alive(walk, damaged)


def _other_database(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t (x)")
    raw.commit()
    raw.close()


def _text(path: Path) -> None:
    path.write_text("Dear colleague, " * 20, encoding="utf-8")


def _picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)


@pytest.mark.parametrize("make", [_other_database, _text, _picture, Path.touch])
def test_68_another_programs_file(
    walk: Walk, plan_file: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    other = tmp_path / "other.plan"
    make(other)
    before = file_hash(other)
    sheet = refused(walk, other)
    assert said(sheet).startswith("other.plan is not a Corporate Performance store")
    assert "The file was not touched." in said(sheet)
    assert file_hash(other) == before
    alive(walk, plan_file)


def test_69_a_store_changed_by_another_program(walk: Walk, plan_file: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(plan_file, tmp_path / "altered.plan"))
    raw = sqlite3.connect(other)
    raw.execute("CREATE TRIGGER t AFTER INSERT ON issue BEGIN UPDATE issue SET title = 'x'; END")
    raw.commit()
    raw.close()
    before = file_hash(other)
    sheet = refused(walk, other)
    assert "altered.plan was changed by another program" in said(sheet)
    assert "Open read-only" in ways(sheet)
    assert file_hash(other) == before
    walk.press_button(sheet.buttons[ways(sheet).index("Open read-only")])
    wait_for(lambda: walk.program.workspace.operations.state.path == str(other), "the altered plan to look at")
    walk.settle()
    assert walk.program.workspace.operations.state.read_only
    assert CARBON in walk.picture()
    assert file_hash(other) == before


@pytest.mark.parametrize("folder", ["OneDrive - Council", "Dropbox"])
def test_70_a_store_in_a_synchronised_folder(
    walk: Walk, plan_file: Path, tmp_path: Path, folder: str
) -> None:
    there = tmp_path / folder / "shared.plan"
    there.parent.mkdir()
    shutil.copy(plan_file, there)
    before = file_hash(there)
    sheet = refused(walk, there)
    assert said(sheet).startswith("A store cannot be edited where it lies now.")
    assert f"{there} is on a {folder} folder" in said(sheet)
    assert ways(sheet)[:2] == ["Copy to this computer", "Open read-only"]
    walk.press_button(sheet.buttons[1])
    wait_for(lambda: walk.program.workspace.operations.state.path == str(there), "the shared plan to read")
    walk.settle()
    assert walk.program.workspace.operations.state.read_only
    assert file_hash(there) == before
    walk.program.files.open(str(there))
    sheet = walk.sheet
    walk.press_button(sheet.buttons[0])
    wait_for(lambda: not walk.program.workspace.operations.state.read_only, "a copy on this computer")
    walk.settle()
    copy = Path(walk.program.workspace.operations.state.path)
    assert folder not in str(copy)
    assert file_hash(there) == before
    alive(walk, copy)


def test_70_a_store_that_somebody_has_open(walk: Walk, plan_file: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(plan_file, tmp_path / "busy.plan"))
    script = (
        "import sys; from pathlib import Path; from app.store.opening import open_store; from app.store import place\n"
        "store = open_store(Path(sys.argv[1])); place.say_open(store.path, store.entries)\n"
        "with store.reading() as session: session.connection().exec_driver_sql('SELECT 1')\n"
        "print('open', flush=True); sys.stdin.read(); store.close(); place.say_closed(store.path)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(other)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline().strip() == "open"
        sheet = refused(walk, other)
        assert " has this open on " in said(sheet)
        assert " since " in said(sheet)
        assert "try again when it is closed there" in said(sheet).lower()
        assert "Try again" in ways(sheet)
        alive(walk, plan_file)
        holder.stdin.close()
        holder.wait(timeout=20)
    walk.program.files.open(str(other))
    wait_for(lambda: walk.program.workspace.operations.state.path == str(other), "open after the other closed it")
    walk.settle()


def test_a_plan_that_could_not_be_opened_leaves_the_open_one_as_it_was(
    walk: Walk, plan_file: Path, tmp_path: Path
) -> None:
    before = walk.picture()
    walk.program.files.open(str(tmp_path / "nowhere.plan"))
    sheet = walk.sheet
    assert said(sheet).startswith("nowhere.plan is not there.")
    walk.do.key("Esc")
    walk.no_sheet()
    assert walk.picture() == before
    walk.close()
    assert standing(plan_file, CARBON) is HOT
    first = state_hash(plan_file)
    open_store(plan_file).close()
    assert state_hash(plan_file) == first
