"""Choices side by side, one of them on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from app.views.shared import theme


class Segments(QTabBar):
    """Arrow keys go from one to the next."""

    def __init__(self, name: str, titles: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for title in titles:
            self.addTab(title)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)  # only where there is no room for all
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        t = theme.current()
        ring = t.focus.name()
        self.setStyleSheet(
            f"QTabBar {{ background: {t.chip.name()}; border-radius: {theme.px(7)}px; }}"
            f"QTabBar::scroller {{ width: {theme.px(26)}px; }}"
            f"QTabBar QToolButton {{ background: {t.paper.name()}; border: 1px solid {t.edge.name()}; }}"
            f"QTabBar::tab {{ background: transparent; color: {t.ink2.name()}; font-weight: 500;"
            f" border: 2px solid transparent; border-radius: {theme.px(6)}px; margin: 2px;"
            f" padding: {theme.px(3)}px {theme.px(10)}px; }}"
            f"QTabBar::tab:selected {{ background: {t.paper.name()}; color: {t.ink.name()};"
            f" border-color: {(t.ink if t.name == 'contrast' else t.paper).name()}; }}"
            f"QTabBar::tab:selected:focus {{ border-color: {ring}; }}"
            f"QTabBar::tab:hover:!selected {{ color: {t.ink.name()}; }}"
        )
