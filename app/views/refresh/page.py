"""The yearly refresh and what belongs to it, under the board: six views on the plan over the years."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.bridge.refresh_state import RefreshState
from app.rules.refresh import RefreshLine
from app.rules.refresh_room import RefreshRoom
from app.rules.shown_table import ShownTable
from app.rules.target_roll import IndicatorTargets, plan_years
from app.views.refresh import refresh_sheets as sheets
from app.views.refresh.scales_view import ScalesView
from app.views.refresh.size_view import SizeView
from app.views.refresh.targets_view import TargetsView, target_sheet
from app.views.refresh.workbench import Workbench
from app.views.refresh.years_view import LeftView, YearsView
from app.views.shared.buttons import QuietButton
from app.views.shared.framed_page import FramedPage
from app.views.shared.labels import Text
from app.views.shared.scroll_column import ScrollColumn
from app.views.shared.segments import Segments

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

TABS = ("Next year", "Targets", "Important, in need", "Size over time", "Left issues", "Every year")
NEXT, TARGETS, SCALES, SIZE, LEFT, YEARS = range(6)
KEYS = ("next", "targets", "scales", "size", "left", "years")


class RefreshPage(FramedPage):
    """Attributes: state; workbench, targets, scales, size, left, years (the views)."""

    key = "refresh"
    title = "Refresh of the plan"
    under = "board"
    help_topic = "refresh-the-plan"
    nouns = ("refresh",)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.state = RefreshState(workspace, self)
        self.workbench, self.targets, self.scales = Workbench(), TargetsView(self.state), ScalesView(self.state)
        self.size_, self.left, self.years = SizeView(), LeftView(), YearsView()
        self.tabs = Segments("What of the refresh is shown", TABS)
        self.back = QuietButton("Back to the board")
        self.waiting = Text("", "soft", wrap=True)
        self.exports.offer("Export this list…", self.table)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.fill_head([self.tabs], [self.back])
        self.stack = QStackedWidget()
        for view in (self.workbench, self.targets, self.scales, self.size_, self.left, self.years):
            self.stack.addWidget(ScrollColumn(view))
        self.column.addWidget(self.waiting)
        self.column.addWidget(self.stack, 1)
        self.waiting.hide()

    def _connect(self) -> None:
        state, bench = self.state, self.workbench
        state.loaded.connect(self._loaded)
        state.failed.connect(self._failed)
        state.saved.connect(self._saved)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.back.clicked.connect(partial(self.open_requested.emit, "page", "board"))
        bench.start_wanted.connect(state.start)
        bench.add_wanted.connect(state.add)
        bench.drop_wanted.connect(state.drop)
        bench.decide_wanted.connect(self._decide)
        bench.approve_wanted.connect(self._approve)
        bench.size_wanted.connect(self._size)
        self.size_.size_wanted.connect(self._size)
        self.targets.roll_wanted.connect(self._roll)
        self.targets.change_wanted.connect(self._set_target)
        self.targets.indicator_wanted.connect(partial(self.open_requested.emit, "indicator"))
        for view in (bench, self.scales, self.size_, self.left, self.years):
            view.issue_wanted.connect(partial(self.open_requested.emit, "issue"))
        self.workspace.operations.state_changed.connect(self._allow)

    # What is shown

    def _loaded(self, room: RefreshRoom | None) -> None:
        self.waiting.setText("" if room is not None else "Open the first quarter, and the plan's years begin here.")
        self.waiting.setVisible(room is None)
        self.stack.setVisible(room is not None)
        if room is None:
            return
        editable = self.editable
        titles = {each.issue_id: each.title for each in room.placed}
        titles |= {each.issue_id: each.title for each in room.left}
        self.workbench.show_room(room, editable)
        self.targets.show_room(room, editable)
        self.scales.show_room(room, editable)
        self.size_.show_room(room, titles, editable)
        self.left.show_room(room)
        self.years.show_room(room)
        self.tabs.setTabText(LEFT, f"{TABS[LEFT]} ({len(room.left)})" if room.left else TABS[LEFT])

    def _allow(self, _state: object = None) -> None:
        if self.state.room is not None and self.isVisible():
            self._loaded(self.state.room)

    # What is wanted

    def _decide(self, line: RefreshLine) -> None:
        draft = self.state.room.draft if self.state.room else None
        if draft is not None:
            sheet = sheets.CourseSheet(self.state, self, draft, line)
            sheet.closed.connect(partial(self.workbench.take_focus, line.issue_id))
            self.open_sheet(sheet)

    def _approve(self) -> None:
        draft = self.state.room.draft if self.state.room else None
        if draft is not None:
            self.open_sheet(sheets.approve_sheet(self.state, self, draft))

    def _size(self) -> None:
        if self.state.room is not None:
            self.open_sheet(sheets.size_sheet(self.state, self))

    def _roll(self, line: IndicatorTargets | None) -> None:
        if self.state.room is None:
            return
        title = f"{line.code} {line.title}" if line is not None else ""
        self.open_sheet(sheets.roll_sheet(self.state, self, line.indicator_id if line else None, title))

    def _set_target(self, line: IndicatorTargets) -> None:
        if self.state.room is not None:
            self.open_sheet(target_sheet(self.state, self, line, plan_years(self.state.room.first_year)))

    def _saved(self, *_: object) -> None:
        self.say("")

    def _failed(self, error: Exception) -> None:
        self.fail(error)
        self.state.reload()

    def table(self) -> ShownTable | None:
        """The list in front."""
        if self.state.room is None:
            return None
        at = self.stack.currentIndex()
        if at == NEXT:
            return self.workbench.table()
        view = (self.targets, self.scales, self.size_, self.left, self.years)[at - 1]
        return view.exported()

    # As the window asks

    def activated(self) -> None:
        self.state.set_shown(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.state.set_shown(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.state.set_shown(False)
        super().hideEvent(event)

    def show_thing(self, noun: str, key: object) -> None:
        if noun == "refresh" and key in KEYS:
            self.tabs.setCurrentIndex(KEYS.index(str(key)))

    def view_state(self) -> dict[str, Any]:
        return {"tab": KEYS[self.tabs.currentIndex()], "scroll": self.workbench.area.verticalScrollBar().value()}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        self.show_thing("refresh", state.get("tab"))

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Up and down", "Go from issue to issue of the draft"),
            ("Enter on an issue of the draft", "Decide on it"),
            ("Arrows on the plot", "Go to the nearest mark that way"),
            ("Enter on a mark", "Open the issue"),
            ("J on a mark", "Judge it again"),
            ("Left and right on the sizes", "Go from quarter to quarter"),
        )
