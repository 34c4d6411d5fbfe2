"""The lists that are data through the window: added, renamed, moved, retired, taken back after a restart; a name erased."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit

from app.commands.edit_issue import EditIssue
from app.rules.errors import Refused
from app.store.queries.list_entries import edited_list
from app.store.verifying import verify
from tests.plans import ACTOR
from tests.walks.hands import wait_for
from tests.walks.running import CARBON
from tests.walks.window import Walk, closed


@pytest.fixture
def settings(walk: Walk) -> Any:
    return opened(walk, "aim")


def opened(walk: Walk, room: str) -> Any:
    """By the rail, and the list at the left."""
    entry = walk.window.frame.rail.entry("settings")
    walk.do.click(entry)
    page: Any = walk.program.pages["settings"]
    wait_for(lambda: page.isVisible() and page.state.shown is not None, "the settings")
    show(walk, page, room)
    return page


def show(walk: Walk, page: Any, room: str) -> None:
    row = next(at for at in range(page.places.count()) if page.places.item(at).data(257) == room)
    walk.do.click(page.places.viewport(), page.places.visualItemRect(page.places.item(row)).center())
    wait_for(lambda: page.room == room, "the list")


def cell(walk: Walk, page: Any, row: int, column: int = 0) -> None:
    table = page.lists.table
    walk.do.click(table.viewport(), table.visualRect(page.lists.model.index(row, column)).center())


def names(page: Any) -> list[str]:
    return [entry.name for entry in page.lists.model.entries]


def stored(walk: Walk, noun: str) -> dict[str, bool]:
    """By name whether it is retired, as the file has it once the program has ended."""
    walk.close()
    with closed(walk.store) as store, store.reading() as session:
        assert verify(store.raw).sound
        return {entry.name: entry.retired for entry in edited_list(session, noun).entries}


def test_a_partner_is_added_renamed_and_moved_by_the_keyboard_alone(walk: Walk, settings: Any) -> None:
    show(walk, settings, "partner")
    before = len(names(settings))
    walk.do.tab_to(settings.lists.name)
    walk.do.type("Hampshire Constabulary II")
    walk.do.key("Enter")
    wait_for(lambda: len(names(settings)) == before + 1, "one more")
    assert settings.lists.chosen().name == "Hampshire Constabulary II"
    walk.do.tab_to(settings.lists.table)
    walk.do.key("F2")
    field = wait_for(lambda: settings.lists.table.findChild(QLineEdit), "the cell open")
    assert field.text() == "Hampshire Constabulary II"
    walk.do.key("Ctrl+A")
    walk.do.type("Police Authority")
    walk.do.key("Enter")
    wait_for(lambda: "Police Authority" in names(settings), "the new name")
    walk.do.key("Alt+Up")
    wait_for(lambda: names(settings).index("Police Authority") == before - 1, "one place up")
    assert settings.lists.chosen().name == "Police Authority"
    found = stored(walk, "partner")
    assert list(found).index("Police Authority") == before - 1


def test_a_bad_name_is_said_beside_the_field_and_stays_in_it(walk: Walk, settings: Any) -> None:
    first, second = names(settings)[:2]
    cell(walk, settings, 1)
    walk.do.key("F2", "Ctrl+A")
    walk.do.type(first.upper())
    walk.do.key("Enter")
    wait_for(lambda: "already" in settings.lists.problem.text(), "the sentence")
    field = wait_for(lambda: settings.lists.table.findChild(QLineEdit), "the cell open again")
    assert field.text() == first.upper()
    walk.do.key("Esc")
    assert names(settings)[1] == second
    walk.do.click(settings.lists.add_button)
    wait_for(lambda: "is empty" in settings.lists.add_problem.text(), "the sentence below")


def test_a_department_renamed_in_settings_reads_so_on_the_board_at_once(walk: Walk, settings: Any) -> None:
    show(walk, settings, "department")
    at = names(settings).index("Environment")
    cell(walk, settings, at)
    walk.do.key("F2", "Ctrl+A")
    walk.do.type("Environment and Transport")
    walk.do.key("Enter")
    wait_for(lambda: "Environment and Transport" in names(settings), "the new name")
    walk.window.frame.show_page("board")
    model = walk.board.board_model
    wait_for(lambda: any(each.name == "Environment and Transport" for each in model.board.departments), "on the board")


def test_a_post_renamed_is_still_who_one_acts_as_and_so_it_is_when_undone(walk: Walk, settings: Any) -> None:
    show(walk, settings, "post")
    at = names(settings).index("Head of Improvement")
    settings.lists.table.setCurrentIndex(settings.lists.model.index(at, 0))
    walk.do.click(settings.lists.change_button)
    walk.do.key("Ctrl+A")
    walk.do.type("Head of Performance")
    walk.do.key("Enter")
    wait_for(lambda: walk.program.workspace.you_are == "Head of Performance", "the new name")
    walk.do.key("Ctrl+Z")
    wait_for(lambda: walk.program.workspace.you_are == "Head of Improvement", "the old name")


def test_what_is_used_is_not_removed_but_retired_and_undone_after_a_restart(walk: Walk, settings: Any) -> None:
    show(walk, settings, "theme")
    used = next(at for at, entry in enumerate(settings.lists.model.entries) if entry.used)
    name = names(settings)[used]
    cell(walk, settings, used)
    walk.do.click(settings.lists.remove_button)
    assert "is used by" in settings.lists.problem.text() and "Retire it" in settings.lists.problem.text()
    walk.do.click(settings.lists.retire_button)
    wait_for(lambda: settings.lists.model.entries[used].retired, "retired")
    assert stored(walk, "theme")[name]
    walk.open()
    page = opened(walk, "theme")
    wait_for(lambda: page.lists.model.entries[used].retired, "retired still")
    walk.do.key("Ctrl+Z")
    wait_for(lambda: not page.lists.model.entries[used].retired, "brought back")
    assert not stored(walk, "theme")[name]


def test_an_entry_is_dragged_to_its_place_and_its_history_reads_in_words(walk: Walk, settings: Any) -> None:
    show(walk, settings, "locality")
    lists, view = settings.lists, settings.lists.table.viewport()
    moved = names(settings)[3]
    start = lists.table.visualRect(lists.model.index(3, 0)).center()
    end = lists.table.visualRect(lists.model.index(1, 0)).topLeft() + QPoint(40, 2)
    data = lists.model.mimeData([lists.model.index(3, 0)])
    assert not lists.model.dropMimeData(data, lists.model.supportedDropActions(), 1, 0, lists.model.index(-1, -1))
    wait_for(lambda: names(settings)[1] == moved, "in its new place")
    assert view.rect().contains(start) and view.rect().contains(end)
    cell(walk, settings, 1)
    walk.do.click(lists.history_button)
    wait_for(lambda: lists.sheet is not None and lists.sheet.model.rowCount() > 0, "the history")
    assert "Moved from place 4 to place 2" in lists.sheet.model.index(0, 0).data()
    walk.do.key("Esc")


def test_a_number_is_changed_refused_and_set_back_to_its_default(walk: Walk, settings: Any) -> None:
    show(walk, settings, "numbers")
    row = settings.numbers.rows["plan_size"]
    walk.write_over(row.field, "0")
    walk.do.key("Enter")
    wait_for(lambda: "from 1 to 999" in row.error.text(), "the sentence")
    assert row.field.text() == "0"
    walk.write_over(row.field, "8")
    walk.do.key("Enter")
    wait_for(row.back.isVisible, "a way back")
    assert settings.state.shown.numbers.plan_size == 8
    walk.do.click(row.back)
    wait_for(lambda: settings.state.shown.numbers.plan_size == 10 and row.field.text() == "10", "the default")


def test_a_name_is_found_erased_and_out_of_the_file_and_undo_past_it_says_why(walk: Walk, settings: Any) -> None:
    name = "Mary Brimblecombe"
    walk.program.workspace.operations.do(EditIssue(board_id(walk), 1, "progress", f"{name} asked the schools."))
    wait_for(lambda: walk.program.workspace.operations.idle, "stored")
    show(walk, settings, "personal_data")
    erase = settings.erase
    walk.do.click(erase.text)
    walk.do.type("mary brimblecombe")
    walk.do.key("Enter")
    wait_for(lambda: erase.found is not None, "the places")
    assert erase.summary.text() == "It stands in 1 text and 1 earlier state."
    assert not erase.erase_button.isEnabled()
    walk.do.click(erase.reason)
    walk.do.type("Asked for by letter")
    walk.do.click(erase.erase_button)
    sheet = wait_for(lambda: erase.sheet, "the question")
    walk.do.click(sheet.do_button)
    wait_for(lambda: "new backup was made" in erase.summary.text(), "erased and forgotten")
    refused: list[Exception] = []
    walk.program.workspace.operations.undo(failed=refused.append)
    wait_for(lambda: refused, "the refusal")
    assert isinstance(refused[0], Refused) and refused[0].problems[0].code == "undo_erased"
    walk.close()
    held = [path.name for path in walk.store.parent.rglob("*") if path.is_file() and b"rimblecombe" in path.read_bytes()]
    assert held == []
    with closed(walk.store) as store:
        assert verify(store.raw).sound


def board_id(walk: Walk) -> int:
    return int(walk.card(CARBON).issue_id)


def test_settings_are_where_one_left_them_after_a_restart(walk: Walk, settings: Any) -> None:
    show(walk, settings, "glossary")
    walk.close()
    walk.open()
    page: Any = walk.program.pages["settings"]
    wait_for(lambda: page.room == "glossary", "the glossary")
    assert QApplication.activeWindow() is not None and ACTOR.post
