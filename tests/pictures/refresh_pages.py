"""The refresh of the plan and what belongs to it, view by view."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.commands.decide_course import DecideCourse
from app.commands.move_issue import RecordMove
from app.commands.start_refresh import StartRefresh
from app.rules.category import Category
from app.rules.period import Period
from app.rules.refresh import Course
from app.wiring import Program
from tests.pictures import picture
from tests.pictures.pages import showing, wait_for

YEAR = Period.financial_year(2011)


def page_of(program: Program, view: str) -> Any:
    page: Any = program.pages["refresh"]
    program.window.frame.show_page("refresh")
    page.show_thing("refresh", view)
    wait_for(program.app, lambda: page.state.room is not None)
    return page


def draft_of(program: Program) -> Any:
    """Begun, with some of it decided."""
    page = page_of(program, "next")
    program.workspace.operations.do(StartRefresh(YEAR))
    wait_for(program.app, lambda: page.state.room.draft is not None)
    for issue, course, target, reason in (
        ("highway", Course.LEAVES, Category.OUTCOMES, "The survey of 2009 shows main roads sound; watched as an outcome."),
        ("not in education", Course.STAYS, None, "Still rising with the recession."),
        ("havant", Course.ENTERS, None, "Ready: the site and the partners are agreed."),
    ):
        line = next(each for each in page.state.room.draft.lines if issue in each.title.casefold())
        program.workspace.operations.do(DecideCourse(line.id, line.version, course, reason, target))
        wait_for(program.app, partial(_decided, page, line.issue_id))
    return page


def _decided(page: Any, issue_id: int) -> bool:
    return page.state.room.draft.line(issue_id).course is not Course.UNDECIDED


@picture("refresh-begin")
def begin() -> Iterator[QWidget]:
    return showing(lambda program: page_of(program, "next"))


@picture("refresh", readme=True)
def workbench() -> Iterator[QWidget]:
    return showing(draft_of)


@picture("refresh-course")
def course() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = draft_of(program)
        page._decide(page.state.room.draft.undecided[0])
        page.sheet.course.setCurrentIndex(2)

    return showing(show)


@picture("refresh-targets")
def targets() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        draft_of(program)
        page_of(program, "targets").targets.table.go_to(1)

    return showing(show)


@picture("refresh-scales", readme=True)
def scales() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = page_of(program, "scales")
        page.scales.plot.choose(page.scales._misfits[0].issue.issue_id)

    return showing(show)


@picture("refresh-size")
def size() -> Iterator[QWidget]:
    return showing(lambda program: page_of(program, "size"))


@picture("refresh-left")
def left() -> Iterator[QWidget]:
    return showing(lambda program: page_of(program, "left"))


def _has_left(page: Any, issue_id: int) -> bool:
    return any(each.issue_id == issue_id for each in page.state.room.left)


@picture("refresh-left-filled")
def left_filled() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = page_of(program, "left")
        for title, body, minute, reason in (
            ("poverty", 2, "CMT 3/2010", "Taken up in the Children's Trust's own plan; nothing more for us to add here."),
            ("highway", 1, "CPEG 4/2010", "Runs as a service now, and is reported to the department."),
        ):
            card = next(each for each in program.board.board.board_model.board.cards if title in each.title.casefold())
            program.workspace.operations.do(RecordMove(
                card.issue_id, card.version, Category.LEFT, program.workspace.quarter, body, reason, minute,
                date(2010, 3, 24),
            ))  # fmt: skip
            wait_for(program.app, partial(_has_left, page, card.issue_id))
        page.left.table.go_to(0)

    return showing(show)


@picture("refresh-years")
def years() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page_of(program, "years").years.list.setCurrentRow(1)

    return showing(show)
