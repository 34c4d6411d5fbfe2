"""Joins the team's list and the quarter calendar to the store, to files, and to the places that their lines lead to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app.bridge.table_export import file_name
from app.bridge.todo_state import TodoState
from app.rules.quarter_calendar import CalendarEntry
from app.rules.shown_table import ShownTable, columns_of
from app.rules.todo import Place, Todo
from app.views.shared.page import Page
from app.views.shared.table_exports import TableExports
from app.views.todo import calendar_view, todo_view
from app.views.todo.calendar_view import CalendarView
from app.views.todo.todo_view import TodoView

KIND = "Calendar file (*.ics)"


class TodoWays(QObject):
    """Attributes: state, todo, calendar (the two views), exports. `counted`: how many lines the list has."""

    counted = Signal(int)
    failed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.workspace = page.workspace
        self._page = page
        self.state = TodoState(self.workspace, self)
        self.todo, self.calendar = TodoView(), CalendarView()
        self.exports = TableExports(self.workspace.operations, page)
        self.exports.offer("Export the to-do list…", self.todo_table)
        self.exports.offer("Export the quarter calendar…", self.calendar_table)
        self.state.listed.connect(self._listed)
        self.state.dated.connect(self._dated)
        self.state.saved.connect(self._saved)
        self.state.failed.connect(self.failed)
        self.todo.place_wanted.connect(self.do)
        self.calendar.place_wanted.connect(self.open)
        self.calendar.save_wanted.connect(self.ask_file)
        self.workspace.quarter_changed.connect(self._say_quarter)
        self.workspace.quarters_changed.connect(self._say_quarter)
        self.workspace.lists_changed.connect(self._renamed)

    # What is shown

    def _listed(self, lines: tuple[Todo, ...]) -> None:
        self.todo.is_read = self.state.todo_read
        self.todo.show_lines(lines, self.workspace.lists.departments)
        self._say_quarter()
        self.counted.emit(len(lines))

    def _dated(self, entries: tuple[CalendarEntry, ...]) -> None:
        self.calendar.show_quarter(self.workspace.quarter)
        self.calendar.show_lines(entries, self.workspace.lists.departments)

    def _renamed(self, _lists: object) -> None:
        departments = self.workspace.lists.departments
        self.todo.show_lines(self.todo.lines, departments)
        if self.calendar.quarter is not None:
            self.calendar.show_lines(self.calendar.lines, departments)

    def _say_quarter(self, _quarter: object = None) -> None:
        of = self.state.open_quarter
        self.todo.say_quarter(f"The list of {of.label}, the open quarter" if of != self.workspace.quarter else "")

    # Where lines lead

    def do(self, place: Place) -> None:
        """To what is to be done; where a past quarter is in view, to the one in which it can be."""
        newest = self.workspace.newest
        if newest is not None and newest != self.workspace.quarter:
            self.workspace.set_quarter(newest)
        self.open(place)

    def open(self, place: Place) -> None:
        key: Any = (place.key, place.section) if place.section else place.key
        self._page.open_requested.emit(place.noun, key)

    # Out of the window

    def todo_table(self) -> ShownTable:
        facts = (("Quarter", self.state.open_quarter.label),)
        return ShownTable("To do", columns_of(*todo_view.FILE_HEADS), self.todo.as_rows(), facts)

    def calendar_table(self) -> ShownTable | None:
        if self.calendar.quarter is None:
            return None
        facts = (("Quarter", self.calendar.quarter.label),)
        return ShownTable("Quarter calendar", columns_of(*calendar_view.FILE_HEADS), self.calendar.as_rows(), facts)

    def ask_file(self) -> None:
        """Where the calendar file is to go."""
        table = self.calendar_table()
        if table is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(documents) / f"{file_name(table)}.ics")
        dialog = QFileDialog(self._page.window(), "Save the quarter calendar", name, KIND)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_file)
        dialog.open()

    def save_file(self, path: str) -> None:
        wanted = Path(path)
        if wanted.suffix.casefold() != ".ics":
            wanted = wanted.with_name(f"{wanted.name}.ics")
        quarter = self.workspace.quarter
        self.state.save(f"Driving Success, {quarter.label}", self.calendar.events(self.state.plan), wanted)

    def _saved(self, path: Path, count: int) -> None:
        days = "1 day" if count == 1 else f"{count:,} days"
        self.workspace.operations.told.emit(f"{days} saved in {path.name}; open it with your own calendar.")

    # As the page keeps it

    def view_state(self) -> dict[str, Any]:
        return {"todo": self.todo.view_state(), "calendar": self.calendar.view_state()}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        for name, view in (("todo", self.todo), ("calendar", self.calendar)):
            kept = state.get(name)
            if isinstance(kept, dict):
                view.restore_view_state(kept)
