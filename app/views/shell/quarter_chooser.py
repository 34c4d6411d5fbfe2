"""The quarter in view: previous, a menu of all, next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.rules.period import Period
from app.views.shared.buttons import IconButton, MenuButton
from app.views.shared.labels import plain_tooltip


def months(quarter: Period) -> str:
    """ "Jan–Mar 2010". """
    return f"{quarter.first_day:%b}\u2013{quarter.last_day:%b %Y}"


class QuarterChooser(QWidget):
    """Shows the quarter it is told; asks for another with `chosen`. Disabled until there are quarters."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quarters: tuple[Period, ...] = ()
        self._quarter: Period | None = None
        self._short = False
        self.earlier = IconButton("previous", "Previous quarter", framed=True)
        self.next_action: QAction | None = None
        """What opens the quarter after the newest; shown below them all."""
        self.menu_button = MenuButton("Quarter")
        self.later = IconButton("next", "Next quarter", framed=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (self.earlier, self.menu_button, self.later):
            row.addWidget(part)
        self.earlier.clicked.connect(self.go_earlier)
        self.later.clicked.connect(self.go_later)
        self.menu_button.menu().aboutToShow.connect(self._fill)
        self._show()

    def set_quarters(self, quarters: Sequence[Period], quarter: Period | None) -> None:
        """All quarters, oldest first, and the one in view."""
        self._quarters, self._quarter = tuple(quarters), quarter
        self._show()

    def set_short(self, short: bool) -> None:
        """Leave the months out where there is little room."""
        if short != self._short:
            self._short = short
            self._show()
            # Otherwise the bar would reckon with the old width until the next layout.
            self.updateGeometry()

    def quarter(self) -> Period | None:
        return self._quarter

    def go_earlier(self) -> None:
        self._step(-1)

    def go_later(self) -> None:
        self._step(1)

    def go_newest(self) -> None:
        if self._quarters and self._quarter != self._quarters[-1]:
            self.chosen.emit(self._quarters[-1])

    def _at(self) -> int:
        return self._quarters.index(self._quarter) if self._quarter in self._quarters else -1

    def _step(self, by: int) -> None:
        at = self._at() + by
        if self._at() >= 0 and 0 <= at < len(self._quarters):
            self.chosen.emit(self._quarters[at])

    def _show(self) -> None:
        at = self._at()
        self.setEnabled(at >= 0)
        self.earlier.setEnabled(at > 0)
        self.later.setEnabled(0 <= at < len(self._quarters) - 1)
        if self._quarter is None:
            self.menu_button.set_label("Quarter")
            return
        label = self._quarter.label if self._short else f"{self._quarter.label} \u00b7 {months(self._quarter)}"
        self.menu_button.set_label(label)
        newest = " The newest quarter." if at == len(self._quarters) - 1 else " Shown as it stood."
        self.menu_button.setAccessibleName(f"Quarter in view: {self._quarter.long_label}")
        self.menu_button.setToolTip(plain_tooltip(f"{self._quarter.long_label}.{newest}"))

    def _fill(self) -> None:
        """The newest first, as one looks for them."""
        menu: QMenu = self.menu_button.menu()
        menu.clear()
        group = QActionGroup(menu)
        for quarter in reversed(self._quarters):
            action = QAction(quarter.long_label, group)
            action.setCheckable(True)
            action.setChecked(quarter == self._quarter)
            action.setData(quarter.key)
            menu.addAction(action)
        if self.next_action is not None and self.next_action.isVisible():
            menu.addSeparator()
            menu.addAction(self.next_action)
        group.triggered.connect(self._picked)

    def _picked(self, action: QAction) -> None:
        self.chosen.emit(Period.from_key(int(action.data())))
