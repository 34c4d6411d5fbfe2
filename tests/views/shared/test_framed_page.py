"""The frame that pages share says what went wrong and what was done, one in the place of the other."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from app.rules.errors import Problem, Refused
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton
from app.views.shared.framed_page import FramedPage
from app.views.shared.segments import Segments
from tests.views.board.fakes import FakeWorkspace


class Room(FramedPage):
    title = "Room"
    heading = "The room of the county"


@pytest.fixture
def page(qapp: QApplication, qtbot) -> Room:
    theme.apply(qapp, "light", 1.0)
    room = Room(FakeWorkspace())
    qtbot.addWidget(room)
    return room


def test_what_went_wrong_stands_on_red_until_something_was_done(page: Room) -> None:
    page.show()
    page.fail(Refused(Problem("store_read_only")))
    words = page.problems.words.text()
    assert page.problems.isVisible() and words
    assert page.problems.accessibleName() == words
    page.say("3 workbooks saved.")
    assert page.said.isVisible() and not page.problems.isVisible()
    page.fail(Refused(Problem("store_read_only")))
    assert page.problems.isVisible() and not page.said.isVisible()
    page.say("")
    assert not page.problems.isVisible() and not page.said.isVisible()


def test_what_is_so_of_the_quarter_stands_under_the_head_while_it_is_so(page: Room) -> None:
    page.show()
    page.explain("As it stood in 2009/10 Q2.")
    assert page.band.isVisible() and page.band.y() > page.head.geometry().bottom()
    page.explain("")
    assert not page.band.isVisible()


def test_tabs_and_buttons_share_the_heads_row_and_take_another_where_it_is_narrow(page: Room) -> None:
    tabs, button = Segments("What is shown", ("Register", "Meetings", "Documents")), PrimaryButton("Plan a meeting…")
    page.fill_head([tabs], [button])
    page.resize(1000, 400)
    page.show()
    QApplication.processEvents()
    assert abs(tabs.geometry().center().y() - button.geometry().center().y()) <= 2
    assert button.geometry().right() == page.head.width() - 1
    page.resize(400, 400)
    QApplication.processEvents()
    assert button.y() > tabs.y() > 0
    assert all(page.head.rect().contains(each.geometry()) for each in (tabs, button))


def test_a_page_may_be_changed_while_a_plan_is_open_and_not_read_only(page: Room) -> None:
    state = page.workspace.operations.state
    page.workspace.operations.state = SimpleNamespace(is_open=True, read_only=False)
    assert page.editable
    page.workspace.operations.state = SimpleNamespace(is_open=True, read_only=True)
    assert not page.editable
    page.workspace.operations.state = state
