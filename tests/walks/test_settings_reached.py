"""The lists that are data: put in order by the mouse, found from anywhere, and Settings opens at the entry."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.views.shell.finding import Found
from tests.walks.hands import wait_for
from tests.walks.test_settings import names, opened, show, stored
from tests.walks.window import Walk


@pytest.fixture
def settings(walk: Walk) -> Any:
    return opened(walk, "aim")


def typed(walk: Walk, words: str, wanted: str) -> Found:
    """The thing of that name, after typing into the finder as a user does."""
    walk.do.key("Ctrl+K")
    walk.do.type(words)
    finder = walk.window.frame.top.finder
    wait_for(lambda: any(each.title == wanted for each in finder.results()), f"{wanted} found")
    return next(each for each in finder.results() if each.title == wanted)


def go(walk: Walk, thing: Found) -> None:
    """Arrow keys to the line, and Enter."""
    finder = walk.window.frame.top.finder
    for _ in range(finder.results().index(thing)):
        walk.do.key("Down")
    walk.do.key("Enter")


def drag(walk: Walk, page: Any, start: int, to: int, *, below: bool = False) -> None:
    """Press on a row, move, and let go above (or below) another: what the mouse itself sends, in the drag's own loop."""
    if QGuiApplication.platformName() != "xcb":
        pytest.skip("Qt's offscreen screen knows no dragging: test_on_x.py runs this under an X server")
    table = page.lists.table
    view, model = table.viewport(), page.lists.model
    first = table.visualRect(model.index(start, 0)).center()
    box = table.visualRect(model.index(to, 0))
    last = QPoint(first.x(), box.bottom() - 1 if below else box.top() + 1)
    way = [first + QPoint(0, 4), first + QPoint(0, 30), QPoint(first.x() + 2, last.y()), last]

    def finish() -> None:
        for at in way[2:]:
            walk.do.move(view, at)
        walk.do.release(view, last)

    walk.do.move(view, first)
    walk.do.press(view, first)
    walk.do.move(view, way[0])
    timer = QTimer(page)
    timer.setSingleShot(True)
    timer.timeout.connect(finish)
    timer.start(300)
    walk.do.move(view, way[1])
    wait_for(lambda: not timer.isActive() and not QApplication.mouseButtons(), "the mouse let go")


def test_entries_are_put_in_order_by_dragging_and_undo_puts_them_back(walk: Walk, settings: Any) -> None:
    before = names(settings)
    drag(walk, settings, 0, 2, below=True)
    moved = [*before[1:3], before[0], *before[3:]]
    wait_for(lambda: names(settings) == moved, "the aim moved down")
    assert settings.lists.chosen().name == before[0]
    drag(walk, settings, 4, 0)
    wait_for(lambda: names(settings) == [moved[4], *moved[:4], *moved[5:]], "another moved to the top")
    walk.do.key("Ctrl+Z")
    wait_for(lambda: names(settings) == moved, "taken back")
    assert [name for name, retired in stored(walk, "aim").items() if not retired] == moved


def test_a_row_let_go_where_it_was_changes_nothing(walk: Walk, settings: Any) -> None:
    before = names(settings)
    undo = walk.undo_words()
    drag(walk, settings, 1, 1, below=True)
    assert names(settings) == before and walk.undo_words() == undo


@pytest.mark.parametrize(
    ("words", "name", "room"),
    [
        ("local area agr", "LAA", "glossary"), ("Cabinet", "Cabinet", "body"), ("rushmoor", "Rushmoor", "locality"),
        ("children's serv", "Children's Services", "department"),
        ("quality of place", "Enhancing our quality of place", "aim"),
    ],
)  # fmt: skip
def test_an_entry_is_found_and_settings_opens_at_it(walk: Walk, words: str, name: str, room: str) -> None:
    finder = walk.window.frame.top.finder
    walk.do.key("Ctrl+K")
    walk.do.type(words)
    wait_for(
        lambda: any(each.noun == "entry" and each.key[0] == room for each in finder.results()), f"{name} found"
    )
    thing = next(each for each in finder.results() if each.noun == "entry" and each.key[0] == room)
    go(walk, thing)
    page: Any = wait_for(lambda: walk.program.pages.get("settings"), "the settings")
    wait_for(lambda: page.isVisible() and page.room == room and page.lists.chosen() is not None, "the list")
    wait_for(lambda: page.lists.chosen().id == thing.key[1], "the entry")


def test_what_a_glossary_entry_means_finds_it_and_what_is_retired_is_not_found(walk: Walk, settings: Any) -> None:
    show(walk, settings, "glossary")
    first = settings.lists.chosen()
    walk.do.click(settings.lists.retire_button)
    wait_for(lambda: settings.lists.model.entries[0].retired, "retired")
    finder = walk.window.frame.top.finder
    walk.do.key("Ctrl+K")
    walk.do.type(first.name)
    wait_for(lambda: finder.isVisible() and finder.text() == first.name, "the words")
    wait_for(lambda: ("glossary", first.id) not in [each.key for each in finder.results()], "not found")


def test_a_partner_opens_where_it_is_shared_and_one_that_shares_nothing_in_its_list(walk: Walk, settings: Any) -> None:
    show(walk, settings, "partner")
    walk.do.tab_to(settings.lists.name)
    walk.do.type("Quiet Partner")
    walk.do.key("Enter")
    wait_for(lambda: "Quiet Partner" in names(settings), "one more")
    shared = next(each for each in settings.lists.model.entries if each.used)
    walk.window.frame.show_page("board")
    go(walk, typed(walk, shared.name, shared.name))
    partners: Any = wait_for(lambda: walk.program.pages.get("partners"), "the partners")
    wait_for(lambda: partners.isVisible() and partners.lenses[0].current() is not None, "the partner's line")
    line = partners.lenses[0].current()
    ties = [tie.partner_id for tie in line.issue.ties] if line.issue else []
    assert shared.id in [*ties, line.target.partner_id if line.target else None]
    go(walk, typed(walk, "Quiet Partner", "Quiet Partner"))
    wait_for(lambda: settings.isVisible() and settings.room == "partner", "its list")
    wait_for(lambda: settings.lists.chosen().name == "Quiet Partner", "the entry")
