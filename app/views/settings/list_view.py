"""One list: its entries as a table, what can be done with the one chosen, and a line to add another."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.bridge.entries_model import EntriesModel
from app.bridge.lists_state import ListsState
from app.rules.errors import Problem, Refused
from app.rules.list_entries import EditedList, Entry, in_new_order, leaving_problem
from app.views.settings.entry_history import EntryHistory
from app.views.settings.entry_table import EntryTable
from app.views.settings.list_ways import PlainWay
from app.views.shared import theme, words
from app.views.shared.buttons import IconButton, MenuButton, QuietButton
from app.views.shared.fields import InlineError
from app.views.shared.flow_box import FlowBox
from app.views.shared.form_sheet import FormSheet
from app.views.shared.labels import Card, Text

_GOES = ("issue", "indicator", "decision", "initiative", "meeting", "recommendation", "inspectorate")


class ListView(QWidget):
    """Attributes: model, table, name (the line to add one), finder, sheet (the one open), way (of the list in view)."""

    opens = Signal(str, object)
    """(noun, id): where an entry is used."""

    def __init__(self, state: ListsState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.way: PlainWay | None = None
        self.sheet: FormSheet | EntryHistory | None = None
        self.model = EntriesModel(self)
        self.table = EntryTable(self.model, "Entries")
        self.title, self.about = Text("", "heading"), Text("", "second", wrap=True)
        self.count = Text("", "second")
        self.finder = QLineEdit()
        self.finder.setPlaceholderText("Find in this list")
        self.finder.setAccessibleName("Find in this list")
        self.finder.setClearButtonEnabled(True)
        self.up, self.down = IconButton("up", "Move up (Alt+Up)"), IconButton("down", "Move down (Alt+Down)")
        self.change_button = QuietButton("Rename")
        self.retire_button = QuietButton("Retire")
        self.remove_button = QuietButton("Remove")
        self.history_button = QuietButton("History")
        self.used_button = MenuButton("Used by")
        self.problem = InlineError()
        self.name = QLineEdit()
        self.add_button = QuietButton("Add")
        self.add_problem = InlineError(self.name)
        self._wanted: tuple[str, int] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        self.finder.setFixedWidth(theme.px(220))
        head.addWidget(self.finder)
        tools = FlowBox(theme.px(6))
        for part in (self.change_button, self.retire_button, self.remove_button, self.used_button, self.history_button):
            tools.add(part)
        tools.add(self.up, at_end=True)
        tools.add(self.down)
        frame = Card.around(self.table)
        self.adding = QWidget()
        adds = QHBoxLayout(self.adding)
        adds.setContentsMargins(0, 0, 0, 0)
        adds.setSpacing(theme.px(6))
        adds.addWidget(self.name, 1)
        adds.addWidget(self.add_button)
        adds.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(tools)
        column.addWidget(self.problem)
        column.addWidget(frame, 1)
        column.addWidget(self.adding)
        column.addWidget(self.add_problem)

    def _connect(self) -> None:
        self.model.edited.connect(self._edit)
        self.model.moved.connect(self._move)
        self.model.modelReset.connect(self.table.shape)
        self.table.chosen.connect(self._allow)
        self.table.selectionModel().currentChanged.connect(self._allow)
        self.table.stepped.connect(self._step)
        self.table.unwanted.connect(self._remove)
        self.table.opened.connect(self._opened)
        self.finder.textChanged.connect(self._find)
        self.up.clicked.connect(partial(self._step, -1))
        self.down.clicked.connect(partial(self._step, 1))
        self.change_button.clicked.connect(self._change)
        self.retire_button.clicked.connect(self._retire)
        self.remove_button.clicked.connect(self._remove)
        self.history_button.clicked.connect(self._history)
        self.add_button.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.name.textEdited.connect(self._name_typed)

    # What is shown

    def show_list(self, edited: EditedList, way: PlainWay) -> None:
        other = self.way is None or self.way.noun != way.noun
        here = self.chosen()
        self.way, kind = way, edited.kind
        if other:
            self.finder.blockSignals(True)
            self.finder.clear()
            self.finder.blockSignals(False)
            self.problem.set_message("")
            self.add_problem.set_message("")
        self.model.show(edited, editable=way.in_place and not self.state.read_only, wanted=self.finder.text().strip())
        self.title.setText(kind.title)
        self.about.setText(kind.about)
        retired = sum(entry.retired for entry in edited.entries)
        self.count.setText(f"{len(edited.entries) - retired} in use, {retired} retired" if retired
                           else str(len(edited.entries)))  # fmt: skip
        self.name.setVisible(way.in_place)
        self.add_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.adding.layout().setAlignment(self.add_button, Qt.AlignmentFlag.AlignLeft)  # type: ignore[union-attr]
        self.name.setPlaceholderText(f"Another {kind.one}")
        self.name.setAccessibleName(f"Name of another {kind.one}")
        self.add_button.setText("Add" if way.in_place else f"Add {'an' if kind.one[0] in 'aeio' else 'a'} {kind.one}…")
        self.change_button.setText("Rename" if way.in_place else "Change…")
        self._keep(None if other else here)
        self._allow()

    def _keep(self, here: Entry | None) -> None:
        """What was chosen, or what was just added."""
        column = max(self.table.currentIndex().column(), 0)
        row = self.model.row_of(here.id, here.key) if here is not None else -1
        if self._wanted is not None and self._wanted[0] != (self.way.noun if self.way is not None else ""):
            self._wanted = None
        if self._wanted is not None and len(self.model.every) > self._wanted[1]:
            row, self._wanted = self.model.rowCount() - 1, None
        row = row if row >= 0 else min(max(self.table.currentIndex().row(), 0), self.model.rowCount() - 1)
        if row >= 0 and self.table.currentIndex() != self.model.index(row, column):
            self.table.setCurrentIndex(self.model.index(row, column))

    def chosen(self) -> Entry | None:
        return self.model.entry(self.table.currentIndex().row())

    def _allow(self, *_: object) -> None:
        entry, way = self.chosen(), self.way
        can = way is not None and not self.state.read_only and self.state.operations.state.is_open
        one = can and entry is not None
        whole = one and not self.model.wanted
        row = self.table.currentIndex().row()
        self.change_button.setEnabled(one)
        self.retire_button.setEnabled(one)
        self.retire_button.setText("Bring back" if entry is not None and entry.retired else "Retire")
        self.remove_button.setEnabled(one)
        self.remove_button.setVisible(way is None or way.removes)
        self.history_button.setEnabled(entry is not None and entry.id > 0)
        self.up.setEnabled(whole and row > 0)
        self.down.setEnabled(whole and row < self.model.rowCount() - 1)
        self.add_button.setEnabled(can)
        self.name.setEnabled(can)
        self._show_uses(entry)

    def _show_uses(self, entry: Entry | None) -> None:
        menu = self.used_button.menu()
        menu.clear()
        for use in entry.uses if entry is not None else ():
            if use.noun in _GOES and use.title:
                more = f" and {use.count - 1} more" if use.count > 1 else ""
                action = QAction(f"Go to “{use.title}”{more}", menu)
                action.triggered.connect(partial(self.opens.emit, use.noun, use.thing))
                menu.addAction(action)
        self.used_button.setEnabled(bool(menu.actions()))
        self.used_button.setVisible(self.model.kind is None or self.model.kind.used)

    def _find(self, _text: str) -> None:
        if self.state.shown is not None and self.way is not None:
            self.show_list(self.state.shown.edited(self.way.noun), self.way)

    # What is wanted

    def _do(self, command: Any, failed: Any = None) -> None:
        self.problem.set_message("")
        self.state.operations.do(command, self, None, failed or self._failed)

    def _failed(self, error: Exception) -> None:
        self.problem.set_message(" ".join(str(said) for said in words.of_error(error)))

    def _add(self) -> None:
        if self.way is None or not self.add_button.isEnabled():
            return
        self.add_problem.set_message("")
        if not self.way.in_place:
            self._show(self.way.sheet(self, None))
            return
        self._wanted = (self.way.noun, len(self.model.every))
        self.state.operations.do(self.way.add(self.name.text()), self, self._added, self._not_added)

    def _name_typed(self, _text: str) -> None:
        self.add_problem.set_message("")

    def _added(self, _outcome: object) -> None:
        self.name.clear()

    def _not_added(self, error: Exception) -> None:
        self._wanted = None
        self.add_problem.set_message(" ".join(str(said) for said in words.of_error(error)))

    def _change(self) -> None:
        entry, at = self.chosen(), self.table.currentIndex()
        if entry is None or self.way is None:
            return
        if self.way.in_place:
            self.table.setFocus()
            self.table.edit_cell(at.row(), 0)
        else:
            self._show(self.way.sheet(self, entry))

    def _opened(self, _row: int) -> None:
        if self.way is not None and not self.way.in_place and self.change_button.isEnabled():
            self._change()

    def _edit(self, entry: Entry, column: str, value: Any) -> None:
        if self.way is not None:
            self.model.rejected.pop((entry.id, column), None)
            self._do(self.way.edit(entry, column, value), partial(self._not_edited, entry, column, value))

    def _not_edited(self, entry: Entry, column: str, value: Any, error: Exception) -> None:
        """What was typed stays in the field, which is open again, with the sentence above it."""
        self._failed(error)
        if self.model.kind is None or not isinstance(error, Refused):
            return
        self.model.rejected[entry.id, column] = value
        at = [each.name for each in self.model.kind.columns].index(column)
        self.table.edit_cell(self.model.row_of(entry.id, entry.key), at)

    def _step(self, by: int) -> None:
        entry, row = self.chosen(), self.table.currentIndex().row()
        if entry is not None and not self.model.wanted and 0 <= row + by < self.model.rowCount():
            self._move(entry, row + by)

    def _move(self, entry: Entry, to: int) -> None:
        if self.way is None or self.state.read_only:
            return
        every = self.model.every
        order = in_new_order(range(len(every)), every.index(entry), to)
        self._do(self.way.order(tuple(every[at] for at in order)))

    def _retire(self) -> None:
        entry = self.chosen()
        if entry is not None and self.way is not None:
            self._do(self.way.retire(entry, not entry.retired))

    def _remove(self) -> None:
        entry, kind = self.chosen(), self.model.kind
        if entry is None or self.way is None or kind is None or not self.remove_button.isEnabled() or not self.way.removes:
            return
        problem: Problem | None = leaving_problem(kind, entry, for_good=True)
        if problem is not None:
            self._failed(Refused(problem))
            return
        self._do(self.way.remove(entry))

    def _history(self) -> None:
        entry = self.chosen()
        if entry is not None and self.way is not None and entry.id > 0:
            self._show(EntryHistory(self, self.state.operations, self.way.noun, entry))

    def _show(self, sheet: FormSheet | EntryHistory | None) -> None:
        if sheet is not None:
            self.sheet = sheet
            sheet.open()
