"""The columns of each period in a department's own workbook, and the period that each is of."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.bridge.mapping_grid import PeriodColumn
from app.bridge.mapping_state import MappingState
from app.rules.errors import Problem
from app.rules.return_mapping import FIGURES, MEANINGS
from app.views.returns.choosing_table import choosing_table
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.fields import Labelled
from app.views.shared.labels import Card, Text
from app.views.shared.words import sentence

_WIDTHS: dict[int, int] = {PeriodColumn.PERIOD: 170, PeriodColumn.SURE: 260}


class MapPeriods(QWidget):
    """Attributes: table, period (typed), columns (by figure, of the row one is on), yes, accept, add, remove."""

    def __init__(self, state: MappingState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.words = Text("", "second", wrap=True)
        self.table = choosing_table(state.periods, "Periods and the columns their figures stand in", _WIDTHS, 146)
        self.period = QLineEdit()
        self.period.setPlaceholderText("2009/10 Q4, March 2010 …")
        self.columns = {meaning: QComboBox() for meaning in FIGURES}
        self.yes = QuietButton("Yes, it is this one")
        self.accept = QuietButton("Take all proposals")
        self.add = QuietButton("Add a period")
        self.remove = QuietButton("Leave this one out")
        self._build()
        self._connect()

    def _build(self) -> None:
        frame = Card.around(self.table)
        fields, buttons = QHBoxLayout(), QHBoxLayout()
        self._typed = Labelled("The period it is of", self.period)
        fields.addWidget(self._typed, 1, Qt.AlignmentFlag.AlignTop)
        words = dict(MEANINGS)
        for meaning, field in self.columns.items():
            labelled = Labelled(f"Its {words[meaning].casefold()}", field)
            fields.addWidget(labelled, 1, Qt.AlignmentFlag.AlignTop)
        for row in (fields, buttons):
            row.setSpacing(theme.px(8))
        buttons.addWidget(self.words, 1)
        for button in (self.yes, self.accept, self.add, self.remove):
            buttons.addWidget(button)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(theme.px(8))
        column_.addWidget(frame, 1)
        column_.addLayout(fields)
        column_.addLayout(buttons)

    def _connect(self) -> None:
        state = self._state
        state.changed.connect(self._settle)
        state.periods.modelReset.connect(self._first)
        self.table.selectionModel().currentRowChanged.connect(self._settle)
        self.period.editingFinished.connect(self._typed_in)
        for meaning, field in self.columns.items():
            field.activated.connect(partial(self._set_column, meaning))
        self.yes.clicked.connect(self._confirm)
        self.accept.clicked.connect(state.accept_periods)
        self.add.clicked.connect(lambda: self.table.selectRow(state.add_period()))
        self.remove.clicked.connect(lambda: state.remove_period(self._row))

    @property
    def _row(self) -> int:
        return self.table.currentIndex().row()

    def _first(self) -> None:
        if self._state.periods.rowCount():
            self.table.selectRow(self._next_open(-1))
        self._settle()

    def _settle(self, *_: object) -> None:
        """Show the row one is on as it is now."""
        each = self._state.periods.period(self._row)
        shown = (each.said or each.proposed) if each else None
        self.period.setText(shown.label if shown else "")
        self.period.setModified(False)
        self._typed.error.set_message("")
        for meaning, field in self.columns.items():
            field.clear()
            field.addItem("–", 0)
            for at, words in self._state.columns():
                field.addItem(words, at)
            field.setCurrentIndex(max(field.findData(each.columns.get(meaning, 0)), 0) if each else 0)
            field.setEnabled(each is not None)
        self.period.setEnabled(each is not None)
        self.remove.setEnabled(each is not None)
        self.yes.setEnabled(each is not None and each.proposed is not None)
        proposed, left = self._state.periods.waiting()
        self.accept.setEnabled(proposed > 0)
        self.accept.setText(f"Take all {proposed} proposals" if proposed > 1 else "Take all proposals")
        self.words.setText(_counted(self._state.periods.rowCount(), proposed, left))

    def _typed_in(self) -> None:
        """What was typed is the period, if it is one; what is wrong is said beside it and the text kept."""
        if not self.period.isModified():
            return
        problem = self._state.say_period(self._row, self.period.text())
        if isinstance(problem, Problem):
            self._typed.error.set_message(sentence(problem))
            return
        self.table.selectRow(self._next_open(self._row))

    def _set_column(self, meaning: str, _index: int) -> None:
        self._state.set_period_column(self._row, meaning, int(self.columns[meaning].currentData() or 0))

    def _confirm(self) -> None:
        each = self._state.periods.period(self._row)
        if each is not None and each.proposed is not None:
            row = self._row
            self._state.say_period(row, each.proposed.label)
            self.table.selectRow(self._next_open(row))

    def _next_open(self, row: int) -> int:
        periods = self._state.periods
        count = periods.rowCount()
        for step in range(1, count + 1):
            found = periods.period((row + step) % count)
            if found is not None and found.said is None:
                return (row + step) % count
        return max(row, 0)


def _counted(count: int, proposed: int, left: int) -> str:
    if not count:
        return "Add a period and say which columns its figures stand in."
    parts = [f"{count} period{'' if count == 1 else 's'}"]
    if proposed:
        parts.append(f"{proposed} proposed, waiting for your word")
    if left:
        parts.append(f"{left} open")
    return ", ".join(parts) + "."
