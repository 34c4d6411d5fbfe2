"""Choices side by side, one of them on: the views of a chart, and the page's two ways to show indicators."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from app.rules.trend import View
from app.views.shared import theme

_TITLES = {
    View.TARGET: "Target", View.LIMITS: "Process limits", View.COMPARE: "Compare", View.LOCALITIES: "Localities",
}  # fmt: skip


class Segments(QTabBar):
    """Arrow keys go from one to the next."""

    def __init__(self, name: str, titles: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for title in titles:
            self.addTab(title)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        t = theme.current()
        ring = t.focus.name()
        self.setStyleSheet(
            f"QTabBar {{ background: {t.chip.name()}; border-radius: {theme.px(7)}px; }}"
            f"QTabBar::tab {{ background: transparent; color: {t.ink2.name()}; font-weight: 500;"
            f" border: 2px solid transparent; border-radius: {theme.px(6)}px; margin: 2px;"
            f" padding: {theme.px(3)}px {theme.px(10)}px; }}"
            f"QTabBar::tab:selected {{ background: {t.paper.name()}; color: {t.ink.name()};"
            f" border-color: {(t.ink if t.name == 'contrast' else t.paper).name()}; }}"
            f"QTabBar::tab:selected:focus {{ border-color: {ring}; }}"
            f"QTabBar::tab:hover:!selected {{ color: {t.ink.name()}; }}"
        )


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
