"""Takes effect, decided by, date and minute reference: the row that every decision is recorded with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.rules.decision import Body
from app.rules.movement import MINUTE_LIMIT
from app.rules.period import Period
from app.views.shared import complaints, theme
from app.views.shared.date_value import DateValue
from app.views.shared.widgets import Labelled

NO_BODY = "Choose"


class DecisionFields(QWidget):
    """`changed` carries the name of a draft's field and its new value."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None, *, effective: bool = True) -> None:
        super().__init__(parent)
        self.effective = QComboBox()
        self.body = QComboBox()
        self.day = DateValue("Date", inplace=False)
        self.minute = QLineEdit()
        self.minute.setMaxLength(MINUTE_LIMIT)
        self.body.setPlaceholderText(NO_BODY)
        self._bodies: tuple[Body, ...] = ()
        self._parts = [
            (Labelled("Takes effect", self.effective), 5),
            (Labelled("Decided by", self.body), 4),
            (Labelled("Date", self.day), 4),
            (Labelled("Minute reference", self.minute), 6),
        ]
        for combo in (self.effective, self.body):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
        self._unused = None if effective else self._parts.pop(0)[0]
        if self._unused is not None:
            self._unused.setParent(self)
            self._unused.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(theme.px(10))
        self._across = 0
        self._place(len(self._parts))
        self.effective.currentIndexChanged.connect(self._on_effective)
        self.body.currentIndexChanged.connect(self._on_body)
        self.day.textChanged.connect(self._on_day)
        self.day.unreadable.connect(self._on_unreadable)
        self.day.committed.connect(self._on_day)
        self.minute.textChanged.connect(self._on_minute)

    def show_quarters(self, quarters: Sequence[tuple[Period, str]], chosen: Period) -> None:
        self.effective.blockSignals(True)
        self.effective.clear()
        for period, words in quarters:
            self.effective.addItem(words, period)
        self.effective.setCurrentIndex(next((i for i, (p, _) in enumerate(quarters) if p == chosen), 0))
        self.effective.view().setMinimumWidth(self.effective.view().sizeHintForColumn(0) + theme.px(24))
        self.effective.blockSignals(False)

    def show_bodies(self, bodies: Sequence[Body], chosen: Body | None) -> None:
        self.body.blockSignals(True)
        self._bodies = tuple(bodies)
        self.body.clear()
        for body in bodies:
            self.body.addItem(body.name)
        self.body.setCurrentIndex(self._bodies.index(chosen) if chosen in self._bodies else -1)
        self.body.blockSignals(False)

    def set_enabled_for(self, *, decided: bool) -> None:
        """A withdrawal needs no body and no minute."""
        for part, _stretch in self._parts:
            part.setEnabled(decided)

    def _on_effective(self, index: int) -> None:
        if index >= 0:
            self.changed.emit("effective", self.effective.itemData(index))

    def _on_body(self, index: int) -> None:
        self.changed.emit("body", self._bodies[index] if 0 <= index < len(self._bodies) else None)

    def _on_day(self, _text: object = None) -> None:
        self._part_error("")
        self.changed.emit("decided_on", self.day.value())

    def _on_unreadable(self, _text: str) -> None:
        self._part_error(complaints.unreadable_day("The date"))

    def _part_error(self, words: str) -> None:
        for part, _stretch in self._parts:
            if part.field is self.day:
                part.error.set_message(words)

    def _on_minute(self, text: str) -> None:
        self.changed.emit("minute", text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(len(self._parts) if event.size().width() >= theme.px(500) else 2)

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for column in range(len(self._parts)):
            self._grid.setColumnStretch(column, 0)
        for index, (part, stretch) in enumerate(self._parts):
            self._grid.addWidget(part, index // across, index % across)
            if across > 2:
                self._grid.setColumnStretch(index % across, stretch)
        if across == 2:
            self._grid.setColumnStretch(0, 1)
            self._grid.setColumnStretch(1, 1)
