"""The views of a chart, side by side."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from app.rules.trend import View
from app.views.shared.segments import Segments

_TITLES = {
    View.TARGET: "Target", View.LIMITS: "Process limits", View.COMPARE: "Compare", View.LOCALITIES: "Localities",
}  # fmt: skip


class ViewTabs(Segments):
    """Localities are there only where an indicator has them (`set_localities`)."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, name: str = "View of the chart") -> None:
        self._views = tuple(_TITLES)
        super().__init__(name, tuple(_TITLES.values()), parent)
        self.set_localities(False)
        self.currentChanged.connect(self._changed)

    def view(self) -> View:
        return self._views[self.currentIndex()]

    def set_view(self, view: View) -> None:
        self.setCurrentIndex(self._views.index(view))

    def set_localities(self, there: bool) -> None:
        """Offer the localities' view, or leave it out."""
        with QSignalBlocker(self):  # going to a tab that stays is nobody's choice
            self.setTabVisible(self._views.index(View.LOCALITIES), there)

    def offer(self, view: View, why_not: str = "") -> None:
        """Say what a view lacks; "" where it has all it needs."""
        index = self._views.index(view)
        self.setTabToolTip(index, why_not)
        self.setAccessibleTabName(index, f"{_TITLES[view]}. {why_not}" if why_not else _TITLES[view])

    def _changed(self, index: int) -> None:
        if 0 <= index < len(self._views):
            self.chosen.emit(self._views[index])
