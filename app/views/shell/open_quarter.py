"""Opening the next quarter: a question first, for afterwards changes happen there."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.bridge.workspace import Workspace
from app.commands.open_quarter import OpenQuarter
from app.rules.period import Period
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet
from app.views.shell.frame_link import FrameLink
from app.views.shell.window import MainWindow


class OpenQuarterSheet(Sheet):
    """`go` opens it; Esc and the other button leave things as they are."""

    def __init__(self, window: QWidget, quarter: Period, before: Period) -> None:
        super().__init__(window, f"Open {quarter.label}?", width_wanted=520)
        words = (
            f"{quarter.long_label} becomes the open quarter: moves take effect there and new readings belong to it. "
            f"{before.label} can be looked at as it stood and no longer changed."
        )
        self.body.addWidget(Text(words, "soft", wrap=True))
        keep = QuietButton(f"Stay in {before.label}")
        keep.clicked.connect(self.dismiss)
        self.go = PrimaryButton(f"Open {quarter.label}")
        self.go.clicked.connect(self.accept)
        self.footer.addWidget(keep)
        self.footer.addStretch(1)
        self.footer.addWidget(self.go)


class OpenQuarterWay(QObject):
    """Offers the action while the newest quarter is in view and the plan can be changed."""

    def __init__(self, window: MainWindow, workspace: Workspace, link: FrameLink) -> None:
        super().__init__(window)
        self._window, self._workspace, self._link = window, workspace, link
        self.sheet: OpenQuarterSheet | None = None
        self._action = window.frame.commands.provide("open_quarter", self.ask)
        window.frame.top.quarters.next_action = self._action
        workspace.quarters_changed.connect(self._show)
        workspace.quarter_changed.connect(self._show)
        workspace.operations.state_changed.connect(self._show)
        self._show()

    def _show(self, what: object = None) -> None:
        newest = self._workspace.newest
        state = self._workspace.operations.state
        name = f"Open {newest.shift(1).label}…" if newest is not None else "Open the next quarter…"
        self._action.setText(name)
        self._action.setEnabled(newest is not None and state.is_open and not state.read_only)

    def ask(self) -> None:
        newest = self._workspace.newest
        if newest is None:
            return
        self.sheet = OpenQuarterSheet(self._window, newest.shift(1), newest)
        self.sheet.closed.connect(self._closed)
        self.sheet.open()

    def _closed(self, accepted: bool) -> None:
        newest = self._workspace.newest
        if accepted and newest is not None:
            self._workspace.set_quarter(newest)
            self._workspace.operations.do(OpenQuarter(newest.shift(1)), self, failed=self._link.tell)
