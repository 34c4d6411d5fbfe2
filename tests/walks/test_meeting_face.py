"""A meeting's screen on small and large screens, and a meeting whose day has not come."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.rules.decision import Stage
from app.rules.meetings import MeetingState
from app.store.queries.meetings import meeting
from app.views.shared.figure_view import FigureView
from tests.walks.hands import wait_for
from tests.walks.test_governance import page_of, planned, with_store
from tests.walks.window import Walk

SCREENS = ((800, 600, 1.0), (800, 800, 1.0), (1280, 720, 1.0), (1920, 1080, 1.0), (800, 600, 2.0), (1280, 720, 2.0))


def started(walk: Walk, held: str) -> tuple[Any, Any]:
    """The Decisions page with a meeting on that day, and the meeting's screen."""
    page = page_of(walk, "decisions")
    wait_for(lambda: page.lines.rowCount() > 5, "the register")
    planned(walk, page, held=held)
    walk.do.click(page.meetings.start_button)
    stage = walk.program.governance.stage
    walk.strays.found.clear()  # a window of its own, and meant to be one
    wait_for(lambda: stage.isVisible() and stage.face.issue.text() != "", "the first issue")
    walk.do.take_up(stage)
    return page, stage


def leave(walk: Walk, stage: Any) -> None:
    stage.close()
    wait_for(lambda: walk.program.governance.stage is None, "the meeting left")
    walk.do.take_up(walk.window)


def leaves(inside: QWidget) -> list[QWidget]:
    kinds = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, FigureView)
    return [each for each in inside.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()]


def place(part: QWidget, inside: QWidget) -> QRect:
    return QRect(part.mapTo(inside, part.rect().topLeft()), part.size())


def faults(inside: QWidget) -> list[str]:
    """What lies over something else, beyond the edge, or has not the height that its words need."""
    parts = leaves(inside)
    found = []
    for one, other in combinations(parts, 2):
        nested = one.isAncestorOf(other) or other.isAncestorOf(one)
        if not nested and place(one, inside).intersects(place(other, inside)):
            found.append(f"{words_of(one)} lies over {words_of(other)}")
    for part in parts:
        if not inside.rect().contains(place(part, inside)):
            found.append(f"{words_of(part)} goes beyond the edge")
        if isinstance(part, QLabel) and part.wordWrap() and part.height() < part.heightForWidth(part.width()):
            found.append(f"{words_of(part)} is cut")
    return found


def words_of(part: Any) -> str:
    return part.text() if hasattr(part, "text") else part.accessibleName() or type(part).__name__


def test_nothing_of_a_meeting_overlaps_or_is_cut_from_a_small_screen_to_a_projector(walk: Walk) -> None:
    _, stage = started(walk, "12/04/2010")
    stage.showNormal()
    for wide, high, scale in SCREENS:
        walk.program.settings.text_scale = scale
        stage.resize(wide, high)
        walk.settle()
        at = f"{wide}x{high} at {scale}"
        assert (stage.width(), stage.height()) == (wide, high), at
        wait_for(stage.face.chart.isVisible, "its chart")
        assert faults(stage.area.widget()) == [], at
        if stage.beside.isVisible():
            assert faults(stage.beside.widget()) == [], at
        assert stage.face.chart.height() > 150, "a chart that can be read"
        assert stage.area.horizontalScrollBar().maximum() == 0
    leave(walk, stage)


def test_what_has_no_room_is_walked_by_key_and_the_next_issue_begins_at_its_top(walk: Walk) -> None:
    _, stage = started(walk, "12/04/2010")
    walk.program.settings.text_scale = 2.0
    stage.showNormal()
    stage.resize(800, 600)
    walk.settle()
    bar = stage.area.verticalScrollBar()
    walk.do.key("Space")
    wait_for(lambda: bar.value() > 0, "further down")
    walk.do.key("M")
    wait_for(stage.side.note.hasFocus, "the minute")
    assert stage.area.viewport().rect().intersects(place(stage.side.note, stage.area.viewport())), "and it is seen"
    walk.do.key("Esc", "PgDown")
    wait_for(lambda: stage.state.at == 1 and bar.value() == 0, "the next issue from its top")
    walk.program.settings.text_scale = 1.0
    leave(walk, stage)


@pytest.mark.parametrize("last", [False, True], ids=["at the issue", "in the summary"])
def test_a_meeting_whose_day_has_not_come_says_so_and_can_be_held_today(walk: Walk, last: bool) -> None:
    _, stage = started(walk, "12/05/2010")
    wait_for(stage.side.today_button.isVisible, "the way")
    assert not stage.side.agree_button.isVisible()
    assert not stage.side.refuse_button.isVisible()
    assert stage.side.standing.text() == (
        "The meeting is planned for 12/05/2010, and a decision carries the day of its meeting. "
        "Hold it today, or change its date under Meetings."
    )
    walk.do.key("A")  # no decision, and no error either
    assert not stage.side.problem.isVisible()
    if last:
        for _ in range(3):
            walk.do.key("PgDown")
        wait_for(stage.summary.today_button.isVisible, "the way in the summary")
        assert not stage.summary.close_button.isVisible()
        walk.do.click(stage.summary.today_button)
        wait_for(stage.summary.close_button.isVisible, "it can be closed")
        walk.do.key("PgUp", "PgUp", "PgUp")
        wait_for(lambda: stage.state.at == 0, "back at the first issue")
    else:
        walk.do.click(stage.side.today_button)
    wait_for(stage.side.agree_button.isVisible, "it may be decided")
    walk.do.take_up(stage)
    stage.setFocus()
    walk.do.key("A")
    wait_for(lambda: not stage.state.can_decide, "agreed")
    leave(walk, stage)
    found = with_store(walk, lambda session: meeting(session, 1))
    decision = found.items[0].decision
    assert (found.held_on, found.state) == (date(2010, 4, 15), MeetingState.PLANNED)
    assert (decision.stage, decision.decided_on) == (Stage.CONFIRMED, date(2010, 4, 15))


def test_the_list_of_a_meeting_whose_day_has_not_come_is_confirmed_after_a_question(walk: Walk) -> None:
    page = page_of(walk, "decisions")
    wait_for(lambda: page.lines.rowCount() > 5, "the register")
    planned(walk, page, held="12/05/2010")
    walk.do.click(page.meetings.confirm_button)
    wait_for(page.sheet.isVisible, "the question")
    assert "planned for 12/05/2010" in " ".join(label.text() for label in page.sheet.findChildren(QLabel))
    walk.do.click(page.sheet.do_button)
    wait_for(lambda: page.sheet is not None and hasattr(page.sheet, "ticks") and page.sheet.isVisible(), "the list")
    walk.do.click(page.sheet.do_button)
    wait_for(lambda: not page.meetings.meeting.pending, "all decided")
    found = with_store(walk, lambda session: meeting(session, 1))
    assert {item.decision.decided_on for item in found.items} == {date(2010, 4, 15)}
