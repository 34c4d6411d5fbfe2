"""The settings: lists, numbers, roles, RAG rules, and the erasure of personal data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from app.commands.edit_list import RetireListEntry
from app.commands.set_post_role import SetPostRole
from app.rules.assessment_stages import Role
from app.wiring import Program
from tests.pictures import picture
from tests.pictures.pages import open_program, showing, wait_for


def settings(program: Program, room: str) -> Any:
    program.window.frame.show_page("settings")
    page: Any = program.pages["settings"]
    page.go_to(room)
    wait_for(program.app, lambda: page.state.shown is not None and page.workspace.operations.idle)
    return page


@picture("settings-lists", readme=True)
def lists() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        program.workspace.operations.do(RetireListEntry("department", 4, 1))
        settings(program, "department").lists.table.go_to(1)

    return showing(show)


@picture("settings-glossary")
def glossary() -> Iterator[QWidget]:
    return showing(lambda program: settings(program, "glossary").lists.table.edit_cell(2, 1))


@picture("settings-refused")
def refused() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = settings(program, "aim")
        page.lists.table.go_to(2)
        page.lists.remove_button.click()
        wait_for(program.app, lambda: bool(page.lists.problem.text()))

    return showing(show)


@picture("settings-sections")
def sections() -> Iterator[QWidget]:
    return showing(lambda program: settings(program, "assessment_section").lists.table.go_to(0))


@picture("settings-numbers")
def numbers() -> Iterator[QWidget]:
    return showing(lambda program: settings(program, "numbers"))


@picture("settings-roles")
def roles() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        for command in (SetPostRole(1, Role.TEAM), SetPostRole(2, Role.CHIEF, 2), SetPostRole(3, Role.DEPARTMENT, 2)):
            program.workspace.operations.do(command)
        settings(program, "roles").roles.table.go_to(0)

    return showing(show)


@picture("settings-rag-rules")
def rag_rules() -> Iterator[QWidget]:
    return showing(lambda program: settings(program, "rag_rules"))


@picture("settings-erase", readme=True)
def erase() -> Iterator[QWidget]:
    program = open_program()
    page = settings(program, "personal_data")
    page.erase.text.setText("Head of Skills")
    page.erase.find_button.click()
    wait_for(program.app, lambda: page.erase.found is not None)
    page.erase.reason.setPlainText("Asked for by letter of 1 March 2010")
    yield program.window
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
