"""The names of a department's own workbook, and which indicator each is taken for."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.bridge.mapping_state import MappingState, NameColumn
from app.rules.return_mapping import NOT_OURS
from app.views.returns.choosing_table import choosing_table
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.labels import Card, ElidedText, Text

_OPEN = -1
_WIDTHS: dict[int, int] = {NameColumn.CELL: 60, NameColumn.SURE: 170}


class MapNames(QWidget):
    """Attributes: table, choice (of the row one is on), accept (all proposals)."""

    def __init__(self, state: MappingState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.words = Text("", "second", wrap=True)
        self.table = choosing_table(state.names, "Names in the workbook and the indicators they mean", _WIDTHS, 150)
        self.name = ElidedText("", "second")
        self.choice = QComboBox()
        self.choice.setAccessibleName("The indicator that this name means")
        self.choice.activated.connect(self._chosen)
        self.yes = QuietButton("Yes, it is this one")
        self.yes.clicked.connect(self._confirm)
        self.accept = QuietButton("Take all proposals")
        self.accept.clicked.connect(state.accept_proposals)
        self._build()
        state.changed.connect(self._settle)
        state.names.modelReset.connect(self._first)
        self.table.selectionModel().currentRowChanged.connect(self._settle)

    def _build(self) -> None:
        frame = Card.around(self.table)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.name, 1)
        row.addWidget(self.choice, 1)
        row.addWidget(self.yes)
        row.addWidget(self.accept)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(theme.px(8))
        column_.addWidget(self.words)
        column_.addWidget(frame, 1)
        column_.addLayout(row)

    def _first(self) -> None:
        """Other names: the combo offers the department's own indicators."""
        self.choice.clear()
        self.choice.addItem("Not said yet", _OPEN)
        self.choice.addItem("None of ours: pass it over", NOT_OURS)
        for each in self._state.indicators():
            self.choice.addItem(f"{each.code} {each.title}", each.id)
        if self._state.names.rowCount():
            self.table.selectRow(0)
        self._settle()

    def _settle(self, *_: object) -> None:
        name = self._state.names.name(self.table.currentIndex().row())
        counts = self._state.names.counts()
        self.name.set_whole(f"“{name.text}” means" if name else "")
        self.choice.setEnabled(name is not None)
        proposed = name.proposal.indicator if name and name.chosen is None else None
        shown = _OPEN if name is None else name.chosen if name.chosen is not None else proposed.id if proposed else _OPEN
        self.choice.setCurrentIndex(max(self.choice.findData(shown), 0))
        self.yes.setEnabled(proposed is not None)
        self.accept.setEnabled(counts.proposed > 0)
        self.accept.setText(f"Take all {counts.proposed} proposals" if counts.proposed > 1 else "Take all proposals")
        self.words.setText(_counted(counts.matched, counts.proposed, counts.open))

    def _chosen(self, _index: int) -> None:
        data = int(self.choice.currentData())
        self._answer(None if data == _OPEN else data)

    def _confirm(self) -> None:
        name = self._state.names.name(self.table.currentIndex().row())
        if name is not None and name.proposal.indicator is not None:
            self._answer(name.proposal.indicator.id)

    def _answer(self, indicator_id: int | None) -> None:
        row = self.table.currentIndex().row()
        self._state.answer(row, indicator_id)
        if indicator_id is not None:
            self.table.selectRow(self._next_open(row))
        self._settle()

    def _next_open(self, row: int) -> int:
        names = self._state.names
        count = names.rowCount()
        for step in range(1, count):
            found = names.name((row + step) % count)
            if found is not None and found.chosen is None:
                return (row + step) % count
        return row


def _counted(matched: int, proposed: int, left: int) -> str:
    if not matched + proposed + left:
        return "Names appear here once the columns of the name and of the value are chosen."
    parts = [f"{matched} name{'' if matched == 1 else 's'} matched"]
    if proposed:
        parts.append(f"{proposed} proposed, waiting for your word")
    if left:
        parts.append(f"{left} open")
    rest = " What is still open is shown in the preview and not imported." if proposed + left else ""
    return ", ".join(parts) + "." + rest
