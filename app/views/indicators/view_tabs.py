"""The views of a chart side by side, one of them on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from app.rules.trend import View
from app.views.shared import theme

_TITLES = {View.TARGET: "Target", View.LIMITS: "Process limits", View.COMPARE: "Compare"}


class ViewTabs(QTabBar):
    """Arrow keys go from one to the next."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = tuple(_TITLES)
        for view in self._views:
            self.addTab(_TITLES[view])
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("View of the chart")
        self.currentChanged.connect(self._changed)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def set_view(self, view: View) -> None:
        self.setCurrentIndex(self._views.index(view))

    def offer(self, view: View, why_not: str = "") -> None:
        """Say what a view lacks; "" where it has all it needs."""
        index = self._views.index(view)
        self.setTabToolTip(index, why_not)
        self.setAccessibleTabName(index, f"{_TITLES[view]}. {why_not}" if why_not else _TITLES[view])

    def _changed(self, index: int) -> None:
        if 0 <= index < len(self._views):
            self.chosen.emit(self._views[index])

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
