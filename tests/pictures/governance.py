"""The pages under *Governance*, their sheets, and a meeting as it runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.commands.run_meeting import SaveMeeting
from app.wiring import Program
from tests.pictures import picture
from tests.pictures.pages import open_program, showing, wait_for

CABINET, CMT = 3, 2
DAY = date(2010, 4, 12)


def page_of(program: Program, key: str) -> Any:
    program.window.frame.show_page(key)
    return program.pages[key]


@picture("decisions", readme=True)
def decisions() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = page_of(program, "decisions")
        wait_for(program.app, lambda: page.lines.rowCount() > 0 and page.lines.line(0) is not None)

    return showing(show)


@picture("decision")
def decision() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = page_of(program, "decisions")
        wait_for(program.app, lambda: page.lines.rowCount() > 0 and page.lines.line(0) is not None)
        page.register.table.go_to(3)
        page.open_decision(page.lines.id_at(3))
        wait_for(program.app, page.panel.isVisible)

    return showing(show)


def with_meeting(program: Program) -> Any:
    page = page_of(program, "decisions")
    command = SaveMeeting(None, None, "Driving Success session", CABINET, DAY, CMT)
    program.workspace.operations.do(command)
    page.tabs.setCurrentIndex(1)
    wait_for(program.app, lambda: bool(page.meetings.items.lines))
    return page


@picture("meetings")
def meetings() -> Iterator[QWidget]:
    return showing(with_meeting)


@picture("meeting", readme=True)
def meeting() -> Iterator[QWidget]:
    program = open_program()
    page = with_meeting(program)
    program.governance.start_meeting(page.meetings.meeting)
    stage = program.governance.stage
    assert stage is not None
    stage.showNormal()  # at the picture's own size
    wait_for(program.app, stage.face.chart.isVisible)
    yield stage
    stage.close()
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()


@picture("documents")
def documents() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = page_of(program, "decisions")
        page.tabs.setCurrentIndex(2)

    return showing(show)


@picture("strength", readme=True)
def strength() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = page_of(program, "strength")
        wait_for(program.app, lambda: bool(page.cards))

    return showing(show)


@picture("initiative")
def initiative() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = page_of(program, "strength")
        wait_for(program.app, lambda: bool(page.cards))
        page.open_initiative(next(iter(page.cards)))

    return showing(show)


@picture("inspections", readme=True)
def inspections() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = page_of(program, "inspections")
        wait_for(program.app, lambda: page.model.rowCount() > 0)
        page.recommendations.go_to(1)

    return showing(show)


def _partners(view: int, row: int = 0) -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = page_of(program, "partners")
        wait_for(program.app, lambda: page.state.district is not None)
        page.segments.setCurrentIndex(view)
        if view < len(page.lenses):
            page.lenses[view].table.go_to(row)
        else:
            page.state.open_district(page.districts.choice.itemData(page.districts.choice.findText("Havant")))
            wait_for(program.app, lambda: page.state.district.name == "Havant")

    return showing(show)


@picture("partners", readme=True)
def partners() -> Iterator[QWidget]:
    return _partners(0, 2)


@picture("partners-control")
def partners_control() -> Iterator[QWidget]:
    return _partners(1, 3)


@picture("partners-links")
def partners_links() -> Iterator[QWidget]:
    return _partners(2)


@picture("partners-considerations")
def partners_considerations() -> Iterator[QWidget]:
    return _partners(3)


@picture("partners-district", readme=True)
def partners_district() -> Iterator[QWidget]:
    return _partners(4)


def with_work(program: Program, tab: int) -> Any:
    """The Dashboard page on what is to be done, or on the calendar."""
    page = page_of(program, "dashboard")
    page.tabs.setCurrentIndex(tab)
    view = (page.work.todo, page.work.calendar)[tab - 2]
    wait_for(program.app, lambda: view.model.rowCount() > 0)
    view.table.go_to(1)
    return page


@picture("todo", readme=True)
def todo() -> Iterator[QWidget]:
    return showing(lambda program: with_work(program, 2))


@picture("calendar", readme=True)
def calendar() -> Iterator[QWidget]:
    return showing(lambda program: with_work(program, 3))
