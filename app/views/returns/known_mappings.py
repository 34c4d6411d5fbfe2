"""Under a department's return: how its own workbooks are read, and the way to forget that."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.bridge.mapping_memory import MappingMemory
from app.bridge.operations import Operations
from app.rules.return_mapping import ReturnMapping
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.dates import day
from app.views.shared.labels import Text
from app.views.shared.words_exchange import shown_name

_ONE = "Forget how it is read"


class KnownMappings(QWidget):
    """Attributes: memory, words, forget (of the only one), forget_one (a menu where there are several)."""

    told = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.memory = MappingMemory(operations, self)
        self.memory.read.connect(self._show)
        self.memory.forgotten.connect(self._forgotten)
        self._department, self._name = 0, ""
        self._mappings: tuple[ReturnMapping, ...] = ()
        self.words = Text("", "second", wrap=True)
        self.forget = QuietButton(_ONE)
        self.forget.clicked.connect(self._forget_only)
        self.forget_one = MenuButton("Forget how one is read")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.words, 1)
        row.addWidget(self.forget)
        row.addWidget(self.forget_one)
        self.hide()

    def show_of(self, department_id: int, name: str) -> None:
        """Of another department nothing is shown until it was read."""
        if department_id != self._department:
            self.hide()
        self._department, self._name = department_id, name
        self.memory.ask(department_id)

    def _show(self, department_id: int, mappings: tuple[ReturnMapping, ...]) -> None:
        if department_id != self._department:
            return
        self._mappings = mappings
        self.words.setText(_told(mappings))
        self.forget.setVisible(len(mappings) == 1)
        self.forget_one.setVisible(len(mappings) > 1)
        for button in (self.forget, self.forget_one):
            button.setEnabled(not self.memory.read_only)
        menu = self.forget_one.menu()
        menu.clear()
        for each in mappings:
            action = QAction(f"{_sheet(each)}, {_made(each)}".replace("&", "&&"), menu)
            action.triggered.connect(partial(self._forget, each))
            menu.addAction(action)
        self.setVisible(bool(mappings))

    def _forget_only(self) -> None:
        for mapping in self._mappings[:1]:
            self._forget(mapping)

    def _forget(self, mapping: ReturnMapping, _checked: bool = False) -> None:
        self.memory.forget(mapping, self._name)

    def _forgotten(self, mapping: ReturnMapping) -> None:
        self.told.emit(
            f"How {_sheet(mapping)} of {self._name} is read was forgotten. Its figures stay; the next such workbook "
            "is mapped again. Undo brings it back."
        )


def _told(mappings: tuple[ReturnMapping, ...]) -> str:
    """Which workbooks of its own are known, and since when."""
    if not mappings:
        return ""
    if len(mappings) > 1:
        return f"{len(mappings)} workbooks of its own are read as they were mapped."
    return f"Its own workbook, {_sheet(mappings[0])}, is read as it was {_made(mappings[0])}."


def _sheet(mapping: ReturnMapping) -> str:
    return f"sheet '{shown_name(mapping.sheet)}'"


def _made(mapping: ReturnMapping) -> str:
    by = f" by {mapping.made_by}" if mapping.made_by else ""
    return f"mapped on {day(mapping.made.date())}{by}" if mapping.made else f"mapped{by}"
