"""Texts at their limits and texts that look like something else: shown as text everywhere, and no layout breaks."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.commands.edit_issue import EditIssue, SetIssueLinks
from app.rules.category import Category
from app.rules.changes import Actor
from app.rules.issue import Card
from app.store.queries import board as board_query
from tests.conftest import StoppedClock
from tests.walks.window import PLAN, Q4, Walk, closed, turn, wait_for

TITLES = {
    "html": '<img src="file:///x"><b>Bold</b> & <a href="http://x">a link</a> &amp; <script>alert(1)</script>',
    "formula": '=HYPERLINK("http://x","click") @SUM(A1) +1 -1 |cmd',
    "hebrew": "\u05d0\u05d1\u05d8\u05d7\u05ea \u05d4\u05e7\u05d4\u05d9\u05dc\u05d4 \u05d5\u05d4\u05db\u05d1\u05d9\u05e9\u05d9\u05dd",  # noqa: E501
    "emoji": "\U0001f30d Greener \U0001f3f3\ufe0f\u200d\U0001f308 buildings \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "one word": "W" * 200,
    "long": "A title of exactly two hundred characters " * 4 + "A title of exactly two hundred ch",
    "percent": "100% of %s %(title)s {title} {0} \\n %d",
    "ampersand": "Fish & chips && peas &File",
}
NOTE = ("<h1>Note</h1>\n=1+1\n\u05e9\u05dc\u05d5\u05dd\n\U0001f30d " * 2000)[:50_000]


@pytest.fixture
def strange(plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: QApplication) -> Iterator[Walk]:
    """The sample with strange titles on its first issues, and on one of them a note of 50,000 characters."""
    actor = Actor("a", "Head of Improvement")
    with closed(plan_file) as store:
        with store.reading() as session:
            cards = board_query.board(session, Q4).cards
        hot = [card for card in cards if card.category is Category.HOT_LIST and card.proposed_to is None]
        for title, card in zip(TITLES.values(), hot, strict=False):
            store.change(EditIssue(card.issue_id, card.version, "title", title[:200]), actor)
        first = hot[0]
        store.change(EditIssue(first.issue_id, first.version + 1, "progress", NOTE), actor)
        store.change(SetIssueLinks(first.issue_id, first.version + 2, "tag", ("<i>tag</i>", "a & b")), actor)
    walk = Walk(tmp_path / "home", plan_file)
    walk.open()
    yield walk
    walk.close()


def cards(walk: Walk) -> list[Card]:
    wanted = [title[:200] for title in TITLES.values()]
    found = [card for card in walk.board.board_model.board.cards if card.title in wanted]
    assert len(found) == len(wanted)
    return found


def rich(root: QWidget) -> list[str]:
    """Labels and tooltips that would read their text as markup."""
    found = []
    for each in (root, *root.findChildren(QWidget)):
        shown = isinstance(each, QLabel) and each.isVisible() and each.text()
        if shown and each.textFormat() != Qt.TextFormat.PlainText:
            found.append(f"label {each.text()[:40]}")
        tip = each.toolTip()
        if "<" in tip and not (tip.startswith("<p>") and _plain_of(tip)):
            found.append(f"tooltip {tip[:60]}")
    return found


def _plain_of(tip: str) -> bool:
    """No image, link or tag came through: what the tooltip tells is escaped."""
    return "<" not in tip.removeprefix("<p>").removesuffix("</p>").replace("<br>", "")


def test_strange_titles_are_shown_as_text_on_the_board_and_break_no_card(strange: Walk) -> None:
    board = strange.board
    for card in cards(strange):
        index = board.board_model.index_of(card.issue_id)
        board.scrollTo(index)
        turn()
        rect = board.visualRect(index)
        lines = board.face.lines(card.title, rect.width())
        shown = "".join("".join(lines).split())
        assert shown == "".join(card.title.split()), "no letter of a title is cut"
        assert rect.height() > 20 * len(lines) * 0.7
        assert card.title in strange.spoken(card.title)
    assert rich(strange.window) == []


def test_strange_titles_are_shown_as_text_in_sheets_find_and_undo(strange: Walk) -> None:
    for card in cards(strange):
        strange.board.issue_opened.emit(card.issue_id)
        panel = strange.panel
        assert panel.overview.rows["title"].editor.value() == card.title
        for section in panel.sections:
            section.set_open(True)
        strange.settle()
        assert rich(panel) == []
        for section in panel.sections:
            section.set_open(False)
        strange.do.key("Esc")
        strange.board.move_requested.emit((card.issue_id,), PLAN)
        sheet = strange.sheet
        assert card.title in sheet.title.text()
        assert rich(sheet) == []
        assert sheet.panel.width() <= strange.window.width()
        strange.do.key("Esc")
        strange.no_sheet()
    strange.do.key("Ctrl+K")
    strange.paste("script alert")
    finder = strange.window.frame.top.finder
    wait_for(finder.results, "something found")
    assert rich(strange.window) == []


def test_a_note_of_fifty_thousand_characters_is_read_and_edited(strange: Walk) -> None:
    first = next(card for card in cards(strange) if card.title == TITLES["html"])
    strange.board.issue_opened.emit(first.issue_id)
    panel = strange.panel
    editor = panel.overview.rows["progress"].editor
    wait_for(lambda: editor.value() == NOTE, "the note")
    assert editor.height() < strange.window.height()
    strange.show_in_sheet(editor)
    strange.do.click(editor)
    strange.do.key("Ctrl+End")
    strange.do.type("xx")
    strange.do.key("Tab")
    row = panel.overview.rows["progress"]
    wait_for(row.error.isVisible, "that it is too long")
    assert "50,000" in row.error.text()
    assert editor.value() == NOTE + "xx"


def test_strange_titles_leave_the_program_as_text(strange: Walk, tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    strange.do.key("Ctrl+E")
    strange.file_dialog(out)
    wait_for(lambda: any("exported" in band for band in strange.bands()), "that it is exported")
    with zipfile.ZipFile(out) as book:
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml")}
    assert not any("<f>" in text for text in parts.values()), "nothing became a formula"
    assert not any("<hyperlinks" in text for text in parts.values()), "nothing became a link"
    strange.do.key("Ctrl+P")
    page = strange.page("dashboard")
    wait_for(lambda: page.save_button.isVisible() and page.save_button.isEnabled(), "the papers set")
    assert not page.problems.isVisible()
