"""A store that may only be read: it opens to look at, says so, and nothing that is tried fails oddly.

An ordinary user takes the rights away; root, whom rights do not bind, has the program told that it may not write.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit

from app.store import opening
from app.store.inspecting import inspect_store
from app.store.opening import open_store
from tests.conftest import StoppedClock
from tests.store.test_inspecting import cut_short
from tests.walks.hands import wait_for
from tests.walks.running import CARBON
from tests.walks.window import PLAN, Walk

WHY = "Nothing can be changed: the store is open read-only. Copy it to this computer to make changes."
ROOMS = (
    "board", "indicators", "assessments", "returns", "dashboard", "decisions", "strength", "inspections", "partners",
    "settings", "refresh",
)  # fmt: skip
IS_ROOT = os.name == "nt" or os.geteuid() == 0


@pytest.fixture
def kept(plan_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The plan in a folder of its own, where nothing may be written."""
    folder = tmp_path / "kept"
    folder.mkdir()
    path = plan_file.rename(folder / "hampshire.plan")
    writable = opening._writable
    if IS_ROOT:
        monkeypatch.setattr(opening, "_writable", lambda asked: asked.parent != folder and writable(asked))
    else:
        path.chmod(0o444)
        folder.chmod(0o555)
    before = path.read_bytes()
    yield path
    assert path.read_bytes() == before
    assert [each.name for each in folder.iterdir()] == [path.name], "nothing beside it"
    folder.chmod(0o755)


@pytest.fixture
def walk(kept: Path, tmp_path: Path, clock: StoppedClock, qapp: QApplication) -> Iterator[Walk]:
    made = Walk(tmp_path / "home", kept)
    made.open()
    yield made
    made.close()


def said(walk: Walk) -> set[str]:
    return {each.text() for each in walk.window.findChildren(QLabel) if each.isVisible()}


def test_it_says_at_once_that_nothing_can_be_changed_and_what_to_do(walk: Walk, kept: Path) -> None:
    assert walk.bands() == [
        f"This store is open read-only. {kept} cannot be written to. Copy it to this computer to make changes."
    ]
    assert "Read-only" in said(walk)
    assert not walk.window.frame.commands["undo"].isEnabled()


def test_a_drag_and_the_moving_key_say_why_nothing_moves(walk: Walk) -> None:
    walk.drag(CARBON, PLAN)
    wait_for(lambda: any(WHY in words and "stays where it is" in words for words in said(walk)), "why, after the drag")
    assert walk.sheet_or_none() is None
    walk.board.setFocus(Qt.FocusReason.OtherFocusReason)
    walk.board.setCurrentIndex(walk.board.board_model.index_of(walk.card(CARBON).issue_id))
    walk.do.key("Ctrl+Right")
    wait_for(lambda: WHY in said(walk), "why, after the key")
    assert walk.sheet_or_none() is None
    assert walk.card(CARBON).category is not PLAN


def test_every_page_shows_its_contents_and_offers_no_field_that_would_store_anything(walk: Walk) -> None:
    found: dict[str, list[str]] = {}
    for key in ROOMS:
        walk.window.frame.show_page(key)
        walk.settle()
        page = walk.page(key)
        tabs = getattr(page, "tabs", None) or getattr(page, "segments", None)
        for at in range(tabs.count()) if hasattr(tabs, "count") else (0,):
            if tabs is not None:
                tabs.setCurrentIndex(at)
                walk.settle()
            primary = [
                each.text() for each in page.findChildren(QAbstractButton)
                if each.isVisible() and each.isEnabled() and each.property("kind") == "primary"
            ]  # fmt: skip
            texts = [
                each.accessibleName() for each in page.findChildren(QPlainTextEdit)
                if each.isVisible() and each.isEnabled() and not each.isReadOnly()
            ]  # fmt: skip
            if primary or texts:
                found[f"{key} {at}"] = primary + texts
    assert found == {}


def test_what_is_typed_in_an_issue_is_not_taken(walk: Walk) -> None:
    panel = walk.open_issue(CARBON)
    walk.settle()
    fields = [
        each for each in panel.findChildren(QLineEdit) + panel.findChildren(QPlainTextEdit)
        if each.isVisible() and each.isEnabled() and not each.isReadOnly()
    ]  # fmt: skip
    assert fields == []
    assert not panel.move_button.isVisible()
    walk.do.type("x")
    walk.settle()
    assert walk.window.frame.isVisible()


def test_a_copy_on_this_computer_takes_changes(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "documents" / "hampshire.plan"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(copy.parent))
    button = next(
        each for each in walk.window.findChildren(QAbstractButton)
        if each.isVisible() and each.text().startswith("Copy to this computer")
    )  # fmt: skip
    walk.press_button(button)
    wait_for(lambda: walk.program.workspace.operations.state.path == str(copy), "the copy is open")
    walk.wait_filled()
    assert not walk.program.workspace.operations.state.read_only
    assert walk.bands() == []


def test_one_whose_last_change_was_cut_short_says_so_and_its_copy_is_whole(
    plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    writable = opening._writable
    monkeypatch.setattr(opening, "_writable", lambda asked: asked != plan_file and writable(asked))
    copy = tmp_path / "documents" / "hampshire.plan"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(copy.parent))
    cut_short(plan_file)
    walk = Walk(tmp_path / "home", plan_file)
    walk.open(filled=False)
    sheet = wait_for(walk.sheet_or_none, "what is wrong")
    assert any("was cut short" in words for words in said(walk))
    button = next(each for each in sheet.findChildren(QAbstractButton) if each.text().startswith("Copy to this"))
    walk.press_button(button)
    wait_for(lambda: walk.program.workspace.operations.state.path == str(copy), "the copy is open")
    walk.wait_filled()
    walk.close()
    assert inspect_store(copy).report.sound


def test_a_folder_that_turns_out_not_to_take_a_file_is_read_only(
    plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with rights that the system's own answer leaves out."""

    def refused(**_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(opening.tempfile, "TemporaryFile", refused)
    store = open_store(plan_file)
    assert store.read_only
    store.close()
